"""`tables/*.yaml` → table specifications."""

from __future__ import annotations

import math
from pathlib import Path

from toolkit.load.ids import check_id
from toolkit.load.metadata import several
from toolkit.load.reader import Prose, read_shape
from toolkit.load.rich import RichText
from toolkit.load.shapes import ColumnEntry, NoteEntry, TableFile
from toolkit.load.sources import Sources
from toolkit.load.yaml_nodes import SequenceNode, key_places
from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span
from toolkit.model.tablespec import ColumnSpec, NoteSpec, RowsSpec, TableSpec, TotalSpec


def read_table(path: Path, sources: Sources, rich: RichText) -> TableSpec | None:
    """One specification; None, and problems added, if the file describes none."""
    file = read_shape(sources.yaml(path), TableFile, sources.problems, path.name)
    if file is None:
        return None
    name = file.id or path.stem
    span = file.node.span_of("id") if file.id else Span.at(path)
    if file.id:
        check_id(name, span, sources.problems)
    return TableSpec(
        id=name,
        caption=rich.localized(file.caption, sources=True),
        records=file.records,
        columns=_columns(file.columns, rich),
        where=file.where,
        sort=several(file.sort),
        rows=RowsSpec(several(file.rows.group_by), file.rows.heading),
        totals=_totals(file, rich),
        transpose=file.transpose,
        split=several(file.split),
        notes=_notes(file, rich),
        abbreviations=file.abbreviations,
        missing=file.missing,
        page=file.page,
        anchor=file.anchor,
        span=span,
        spans=dict(key_places(file.node)),
    )


def _columns(entries: tuple[ColumnEntry, ...], rich: RichText) -> tuple[ColumnSpec, ...]:
    """Columns; one that shows nothing, or more than one thing, is reported and left out."""
    found = []
    for entry in entries:
        shows = [
            name
            for name, given in (
                ("field", entry.field),
                ("cite", entry.cite),
                ("value", entry.value),
                ("columns", entry.columns),
            )
            if given
        ]
        if len(shows) == 1:
            found.append(_column(entry, rich))
        elif not entry.node.file.damaged:
            given = f"more than one thing: {' and '.join(shows)}" if shows else "nothing"
            rich.problems.append(
                Problem(
                    f"This column shows {given}.",
                    entry.node.span,
                    "A column has one of field, cite, value and columns.",
                )
            )
    return tuple(found)


def _column(entry: ColumnEntry, rich: RichText) -> ColumnSpec:
    return ColumnSpec(
        field=entry.field,
        cite=bool(entry.cite),
        value=entry.value,
        id=entry.id,
        label=rich.localized(entry.label),
        columns=_columns(entry.columns, rich),
        width=_width(entry, rich.problems),
        align=entry.align,
        unit=entry.unit,
        merge=entry.merge,
        key=entry.key,
        citation="" if isinstance(entry.cite, bool) else entry.cite,
        span=entry.node.span,
    )


def _width(entry: ColumnEntry, problems: list[Problem]) -> float | None:
    """A share of the table's width: `30%` or `0.3`."""
    if entry.width is None:
        return None
    text = str(entry.width).strip().replace("％", "%")
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = math.nan
    if 0 < share <= 1:
        return share
    problems.append(
        Problem(
            f"“{text}” is no share of the table's width.",
            entry.node.span_of("width"),
            "Write a percentage, such as 30%.",
        )
    )
    return None


def _totals(file: TableFile, rich: RichText) -> tuple[TotalSpec, ...]:
    return tuple(
        TotalSpec(
            show=entry.show,
            over=several(entry.over),
            label=rich.localized(entry.label),
            span=entry.node.span,
            spans=dict(key_places(entry.node)),
        )
        for entry in file.totals
    )


def _notes(file: TableFile, rich: RichText) -> tuple[NoteSpec, ...]:
    node = file.node.get("notes")
    places = [item.span for item in node.items] if isinstance(node, SequenceNode) else []
    found = []
    for number, entry in enumerate(file.notes):
        if isinstance(entry, NoteEntry):
            text = rich.localized(entry.text, sources=True)
            found.append(NoteSpec(text, entry.mark, several(entry.on), entry.node.span))
        elif isinstance(entry, Prose):
            span = places[number] if len(places) == len(file.notes) else None
            found.append(NoteSpec(rich.localized(entry, sources=True), span=span))
    return tuple(found)
