"""Tables as files: which format is written by what, and what the files are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from toolkit.errors import ToolkitError
from toolkit.model.block import NumberedTable
from toolkit.model.review import ResolvedReview

TABLE_FORMATS = ("docx", "html", "xlsx", "csv", "md", "latex", "jats")
_ENDINGS = {"latex": "tex", "jats": "xml"}
TableFile: TypeAlias = tuple[str, bytes]

# Names that Windows keeps for devices, with whatever ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_NOT_IN_NAME = re.compile(r"[^\w-]+")


def render_tables(
    review: ResolvedReview,
    table_ids: Sequence[str],
    format: str,
    heard: Callable[[float], None] = lambda done: None,
) -> list[TableFile]:
    """The tables as (file name, content): one for all as DOCX and as XLSX (a sheet for each), a file for
    each in every other format.

    `heard` is told how much is done, from 0 to 1. The same review gives the same bytes. Raises
    `ToolkitError` for tables that the review does not have, all of them in one message, and for an
    unknown format.
    """
    if format not in TABLE_FORMATS:
        raise ToolkitError.of(
            f"unknown table format {format!r}", help=f"Formats are {', '.join(TABLE_FORMATS)}."
        )
    unknown = [name for name in table_ids if name not in review.tables]
    if unknown:
        known = ", ".join(review.tables) or "none"
        raise ToolkitError.of(f"no such table: {', '.join(unknown)}", help=f"Tables of this review: {known}.")
    ids = tuple(dict.fromkeys(table_ids))
    names = _file_names(ids)
    if not ids:
        return []
    if format in ("xlsx", "docx"):
        name = names[ids[0]] if len(ids) == 1 else "tables"
        return [(f"{name}.{format}", _together(review, ids, format, heard))]
    write = _writer(review, format)
    ending = _ENDINGS.get(format, format)
    files = []
    for number, table in enumerate(ids, 1):
        files.append((f"{names[table]}.{ending}", write(review.tables[table])))
        heard(number / len(ids))
    return files


def _together(
    review: ResolvedReview, ids: Sequence[str], format: str, heard: Callable[[float], None]
) -> bytes:
    if format == "docx":
        from toolkit.render.docx import render_table_docx

        return render_table_docx(review, ids)
    from toolkit.render.tables.xlsx import tables_xlsx

    return tables_xlsx(review, ids, heard)


def _writer(review: ResolvedReview, format: str) -> Callable[[NumberedTable], bytes]:
    if format == "html":
        from toolkit.render.html import render_table_html

        return lambda table: render_table_html(review, table)
    if format == "csv":
        from toolkit.render.tables.csv_file import table_csv

        return lambda table: table_csv(table, review.language)
    if format == "latex":
        from toolkit.render.tables.latex_file import table_latex

        return lambda table: table_latex(review, table)
    if format == "jats":
        from toolkit.render.tables.jats_file import table_jats

        return lambda table: table_jats(review, table)
    from toolkit.render.tables.markdown_file import table_markdown

    return lambda table: table_markdown(table, review.language)


def _file_names(ids: Sequence[str]) -> dict[str, str]:
    """A file name for each table that every system takes; two never differ by case alone."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for identifier in ids:
        wanted = _NOT_IN_NAME.sub("-", identifier).strip("-") or "table"
        if _DEVICE.fullmatch(wanted):
            wanted = f"table-{wanted}"
        name, count = wanted, 1
        while name.casefold() in taken:
            count += 1
            name = f"{wanted}-{count}"
        taken.add(name.casefold())
        names[identifier] = name
    return names
