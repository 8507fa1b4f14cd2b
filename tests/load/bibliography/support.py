"""Short ways to read a bibliography in a test."""

from __future__ import annotations

from pathlib import Path

from toolkit.load.bibliography import read_bibliography
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Name, Reference

PATH = Path("works.bib")


def read(text: str) -> tuple[tuple[Reference, ...], list[Problem]]:
    problems: list[Problem] = []
    return read_bibliography(PATH, text, problems), problems


def clean(text: str) -> tuple[Reference, ...]:
    """The references of a text that must give no problem."""
    references, problems = read(text)
    assert problems == []
    return references


def one(body: str, entry_type: str = "article") -> Reference:
    """The reference of one clean entry with these fields."""
    (reference,) = clean(f"@{entry_type}{{key,\n{body}\n}}\n")
    return reference


def shown(name: Name) -> str:
    """A name with its parts marked: `(van der) Berg, Jan [Jr]`, `=World Health Organization`."""
    if name.literal:
        return f"={name.literal}"
    particle = f"({name.non_dropping_particle}) " if name.non_dropping_particle else ""
    dropping = f" <{name.dropping_particle}>" if name.dropping_particle else ""
    suffix = f" [{name.suffix}]" if name.suffix else ""
    given = f", {name.given}" if name.given else ""
    return f"{particle}{name.family}{given}{dropping}{suffix}"
