"""Tables of `table_cases.md`: what a specification makes of records."""

from __future__ import annotations

import contextlib
import re
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.folders import section, write_review
from toolkit.load.project import load_review
from toolkit.model.evidence import RecordSet
from toolkit.model.grid import table_parts
from toolkit.model.inline import Inlines, Localized, Style, Styled, plain_text
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Cell, Row, Table
from toolkit.model.tablespec import ColumnSpec, TableSpec
from toolkit.resolve import resolve
from toolkit.resolve.filters import ExpressionError
from toolkit.resolve.table_rows import table_rows
from toolkit.resolve.totals import compute

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


def test_a_table_splits_by_itself_where_the_page_ends(tmp_path: Path) -> None:
    columns = "".join(f"  - {{value: people, label: A long header of column {n}}}\n" for n in range(40))
    review = made(tmp_path, f"split: auto\npage: portrait\ncolumns:\n  - {{field: name}}\n{columns}")
    table = review.tables["t"].table
    parts = table_parts(table)
    assert len(parts) > 2
    assert all(part.head[0].cells[0].content == table.head[0].cells[0].content for part in parts)
    assert sum(part.width - 1 for part in parts) == 40
    assert all(abs(sum(column.width for column in part.columns) - 1) < 1e-9 for part in parts)


@cache
def records() -> RecordSet:
    with tempfile.TemporaryDirectory() as folder:
        return made(Path(folder), "columns: [{field: name}]").source.evidence["studies"]


WORDS = st.sampled_from(
    [
        *(
            "people",
            "name",
            "cite",
            "size",
            "arms",
            "records",
            "weight",
            "none",
            "true",
            "1",
            "0",
            "1e99",
            '"x"',
        ),
        *(
            "| sum",
            "| round",
            "| join",
            "| percent(",
            "| first",
            "| range",
            "+",
            "-",
            "*",
            "/",
            "//",
            "~",
            "in",
        ),
        *(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ".",
            "==",
            "<",
            "is",
            "not",
            "if",
            "else",
            "and",
            "**",
            "%",
            ":",
        ),
    ]
)


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_no_expression_ends_a_run(text: str) -> None:
    """Whatever is typed: a value, or a message for the author."""
    told: list[str] = []
    column = ColumnSpec(value=text, id="new")
    spec = TableSpec("t", Localized(), "studies", (column,), where=text)
    rows = table_rows(spec, [column], records(), "en", lambda kind, *rest: told.append(kind))
    assert set(told) <= {"expression"}
    with contextlib.suppress(ExpressionError):
        compute(text, "people", [row.view for row in rows])


def test_every_case_of_the_file_is_read() -> None:
    assert len(parts()[1]) == CASES.read_text(encoding="utf-8").count("\n## ")
