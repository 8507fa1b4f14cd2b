"""references/stem-cells.bib says what the verified records say, and where it was seen."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from toolkit.load.bibliography import read_bibliography
from toolkit.load.bibliography.latex import strip_tags
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Name, Reference
from toolkit.resources import references

SHARED = Path(os.environ.get("SHARED_DATA") or Path(__file__).resolve().parents[4] / "shared")
VERIFIED = SHARED / "references" / "verified.json"
BIBLIOGRAPHY = references() / "stem-cells.bib"


# What a record got wrong of the source that it names, as the source has it.
MISREAD = {("ali2022aging", "issue"): "23"}


def entries() -> dict[str, Reference]:
    problems: list[Problem] = []
    found = read_bibliography(BIBLIOGRAPHY, BIBLIOGRAPHY.read_text(encoding="utf-8"), problems)
    assert problems == []
    assert len({reference.id for reference in found}) == len(found)
    return {reference.id: reference for reference in found}


ENTRIES = entries()


@pytest.fixture(scope="module")
def verified() -> dict[str, dict[str, Any]]:
    if not VERIFIED.is_file():
        pytest.skip(f"{VERIFIED} is absent (set SHARED_DATA to the folder of shared data)")
    return {item["id"]: item for item in json.loads(VERIFIED.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_provenance(key: str) -> None:
    assert re.match(r"seen: \S", ENTRIES[key].get("note"))
    assert ENTRIES[key].language in {"en", "zh"}


def names(found: tuple[Name, ...]) -> list[tuple[str, ...]]:
    return [(name.literal,) if name.literal else (name.family, initials(name.given)) for name in found]


def initials(given: str) -> str:
    """Initials as records write them, run together; the bibliography parts them, so that all print."""
    return given.replace(" ", "") if re.fullmatch(r"[A-Z]( [A-Z])+", given) else given


def recorded(found: list[dict[str, str]]) -> list[tuple[str, ...]]:
    return [(n["literal"],) if "literal" in n else (n["family"], initials(n.get("given", ""))) for n in found]


def letters(text: str) -> str:
    """Text without what only says how it looks."""
    return strip_tags(text).replace("^", "").replace("\u2010", "-")


@pytest.mark.parametrize("key", sorted(ENTRIES))
def test_each_entry_says_what_its_record_says(key: str, verified: dict[str, dict[str, Any]]) -> None:
    entry, record = ENTRIES[key], verified[key]
    assert entry.type == record["type"]
    for variable in (
        "title",
        "volume",
        "issue",
        "number",
        "page",
        "DOI",
        "PMID",
        "language",
    ):
        expected = MISREAD.get((key, variable), record.get(variable, ""))
        assert letters(entry.get(variable)) == letters(expected), variable
    # Where both forms of a journal's name were seen, an entry has both and its record one of them.
    journals = {letters(entry.get(name)) for name in ("container-title", "container-title-short")}
    assert letters(record.get("container-title", "")) in journals
    for ours, theirs in (("title", "title-en"), ("container-title", "container-title-en")):
        assert letters(entry.get(f"original-{ours}")) == record.get(theirs, "")
    assert names(entry.names["author"]) == recorded(record["author"])
    assert names(entry.names.get("original-author", ())) == recorded(record.get("author-en", []))
    assert ("author" in entry.truncated) == record.get("author-truncated", False)
    issued = record.get("issued", {}).get("date-parts", [])
    assert (
        [list(part) for part in entry.dates["issued"].parts] == issued
        if issued
        else "issued" not in entry.dates
    )
    addresses = re.findall(r"https?://[^\s;)]+", record["note"])
    assert all(address in entry.get("note") for address in addresses[:1])
