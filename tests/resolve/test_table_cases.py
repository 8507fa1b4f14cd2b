"""Tables of `table_cases.md`: what a specification makes of records."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.folders import section, write_review
from toolkit.load.project import load_review
from toolkit.model.grid import table_parts
from toolkit.model.inline import Inlines, Style, Styled, plain_text
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Cell, Row, Table
from toolkit.resolve import resolve

CASES = Path(__file__).with_name("table_cases.md")
REVIEW = """\
title: A synthetic review
language: en
journal: icmje
authors: [{name: AUTHOR A}]
bibliography: [refs.bib]
"""
SIGNS = {"head": "# ", "group": "= ", "total": "+ ", "body": ""}


@cache
def parts() -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """The shared files by name, and each case: its specification and what it makes."""
    text = CASES.read_text(encoding="utf-8")
    shared = dict(re.findall(r"^```yaml (\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    pattern = r"^## (.*?)\n.*?^```yaml\n(.*?)^```\n+```text\n(.*?)^```$"
    cases = re.findall(pattern, text, re.MULTILINE | re.DOTALL)
    return shared, {name: (table, expected) for name, table, expected in cases}


def made(folder: Path, specification: str) -> ResolvedReview:
    shared, _ = parts()
    head = "caption: A synthetic table\nrecords: studies\nabbreviations: none\n"
    files = {
        "sections/01-one.md": section("See @tbl:t.\n\n::: table t\n:::\n"),
        "evidence/studies.yaml": shared["evidence"],
        "evidence/schemas/study.yaml": shared["schema"],
        "tables/t.yaml": head + specification,
    }
    loaded = load_review(write_review(folder / "review", files, review=REVIEW))
    assert loaded.problems == ()
    return resolve(loaded)


def written(nodes: Inlines) -> str:
    """The text, raised marks behind a caret."""
    return "".join(
        f"^{plain_text(node.children)}"
        if isinstance(node, Styled) and node.style is Style.SUPER
        else plain_text((node,))
        for node in nodes
    )


def drawn_cell(cell: Cell) -> str:
    span = f"[{cell.colspan}x{cell.rowspan}]" if cell.colspan > 1 or cell.rowspan > 1 else ""
    return span + written(cell.content)


def drawn_row(row: Row) -> str:
    return SIGNS[row.kind] + " | ".join(map(drawn_cell, row.cells))


def drawn(table: Table) -> str:
    tables = ("\n".join(map(drawn_row, (*part.head, *part.body))) for part in table_parts(table))
    notes = [
        "* "
        + " ".join(
            filter(None, (note.label.strip(), f"^{note.mark}" if note.mark else "", written(note.content)))
        )
        for note in table.notes
    ]
    return "\n".join(["\n----\n".join(tables), *notes])


def complaints(review: ResolvedReview) -> str:
    return "\n".join(
        f"! {miss.span.line}:{miss.span.column} {miss.kind} {miss.name}: {miss.reason}"
        for miss in sorted(review.unresolved, key=lambda miss: miss.span.start if miss.span else (0, 0))
        if miss.span
    )


@pytest.mark.parametrize("name", parts()[1])
def test_case(name: str, tmp_path: Path) -> None:
    specification, expected = parts()[1][name]
    review = made(tmp_path, specification)
    if review.unresolved:
        assert complaints(review) == expected.strip()
    else:
        assert drawn(review.tables["t"].table).rstrip() == expected.rstrip()


def test_every_case_of_the_file_is_read() -> None:
    assert len(parts()[1]) == CASES.read_text(encoding="utf-8").count("\n## ")
