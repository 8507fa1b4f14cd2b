"""Notes of a table that have a mark: the marks follow the reader from cell to cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from toolkit.model.grid import table_parts
from toolkit.model.inline import Inlines, Style, Styled, Text
from toolkit.model.table import Cell, Note, Row, Table
from toolkit.model.tablespec import NoteSpec


def place_name(cell: Cell) -> str:
    """What the `on:` of a note calls a cell: its column for a header, `record.column` for a cell."""
    record = cell.record.partition(":")[2]
    return (f"{record}.{cell.field}" if record else cell.field) if cell.field else ""


def with_notes(
    table: Table, specs: Sequence[NoteSpec], kind: str, language: str
) -> tuple[Table, list[tuple[NoteSpec, str]]]:
    """The table with its notes and their marks, and the places that notes name and the table does not have.

    Marks that the author did not give are the journal's (`kind`), in the order in which a reader meets them:
    header before body, row by row, part by part. The notes stand in the order of their marks.
    """
    order, unknown = _met(table, specs)
    marks = _marks(order, specs, kind)
    wanted: dict[str, list[str]] = {}
    for index in order:
        for place in specs[index].on:
            wanted.setdefault(place, []).append(marks[index])
    in_order = iter(order)
    sequence = [next(in_order) if index in marks else index for index in range(len(specs))]
    notes = []
    for index in sequence:
        mark = marks.get(index, specs[index].mark)
        notes.append(Note(mark, specs[index].text.best(language), kind="marked" if mark else "general"))
    return _marked(replace(table, notes=tuple(notes)), wanted), unknown


def _met(table: Table, specs: Sequence[NoteSpec]) -> tuple[list[int], list[tuple[NoteSpec, str]]]:
    """The notes with a place in the order in which they are met, and the places that are not there."""
    if not any(spec.on for spec in specs):
        return [], []
    by_place: dict[str, list[int]] = {}
    for index, spec in enumerate(specs):
        for place in spec.on:
            by_place.setdefault(place, []).append(index)
    order: dict[int, None] = {}
    seen: set[str] = set()
    for cell in _cells(table):
        name = place_name(cell)
        if name in by_place:
            seen.add(name)
            order.update(dict.fromkeys(by_place[name]))
    unknown = [(spec, place) for spec in specs for place in spec.on if place not in seen]
    return list(order), unknown


def _cells(table: Table) -> Iterator[Cell]:
    for part in table_parts(table):
        for row in (*part.head, *part.body):
            yield from row.cells


def _marks(order: Sequence[int], specs: Sequence[NoteSpec], kind: str) -> dict[int, str]:
    given = {spec.mark for spec in specs}
    free = (mark for mark in all_marks(kind) if mark not in given)
    return {index: specs[index].mark or next(free) for index in order}


def all_marks(kind: str) -> Iterator[str]:
    """a, b, … z, aa, bb, …; 1, 2, 3, …; *, †, ‡, §, ‖, ¶, **, …"""
    if kind == "numbers":
        yield from map(str, count(1))
    signs = "*†‡§‖¶" if kind == "symbols" else "abcdefghijklmnopqrstuvwxyz"
    for times in count(1):
        yield from (sign * times for sign in signs)


def _marked(table: Table, wanted: dict[str, list[str]]) -> Table:
    if not wanted:
        return table

    def marked(cell: Cell) -> Cell:
        marks = wanted.get(place_name(cell))
        if not marks:
            return cell
        mark: Inlines = (Styled(Style.SUPER, (Text(",".join(marks)),)),)
        return replace(cell, content=(*cell.content, *mark))

    return replace(table, head=_mapped(table.head, marked), body=_mapped(table.body, marked))


def _mapped(rows: tuple[Row, ...], change: Callable[[Cell], Cell]) -> tuple[Row, ...]:
    return tuple(replace(row, cells=tuple(map(change, row.cells))) for row in rows)
