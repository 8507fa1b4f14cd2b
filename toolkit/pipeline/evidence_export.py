"""Evidence records as data for other programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.model.inline import primary
from toolkit.pipeline.evidence_files import read_evidence
from toolkit.pipeline.files import write_files

if TYPE_CHECKING:
    from toolkit.load.yaml_edit import Plain

EXPORT_FORMATS = ("csv", "xlsx", "json")


def export_records(path: Path, output: Path, formats: Iterable[str] = ("csv",)) -> tuple[Path, ...]:
    """Write the records of an evidence file as data. Texts in several languages take a column each.

    The tables can be imported again. Raises `ToolkitError` if the file cannot be read.
    """
    from toolkit.load.yaml_edit import plain_node
    from toolkit.load.yaml_nodes import MappingNode, SequenceNode
    from toolkit.render.record_files import records_csv, records_json, records_xlsx

    if not path.exists():
        raise ToolkitError.of(
            f"There is no file {path}.", help="Name an evidence file: evidence/trials.yaml."
        )
    evidence = read_evidence(path)
    schema = evidence.records.schema
    rows = evidence.node.get("records")
    nodes = rows.items if isinstance(rows, SequenceNode) else []
    records: list[dict[str, Plain]] = []
    for node in nodes:
        if isinstance(node, MappingNode):
            values = {entry.key.text: plain_node(entry.value) for entry in node}
            records.append({key: value for key, value in values.items() if value is not None})
    language = primary(evidence.rich.language)
    header = _columns(records, list(schema.fields), language)
    table = [[_cell(record, name, part, language) for name, part in header] for record in records]
    titles = [f"{name}.{part}" if part else name for name, part in header]
    numbers = frozenset(name for name, described in schema.fields.items() if described.type == "number")
    contents: dict[Path, bytes] = {}
    for form in formats:
        target = output / f"{path.stem}.{form}"
        if form == "csv":
            contents[target] = records_csv(titles, table)
        elif form == "xlsx":
            contents[target] = records_xlsx(path.stem, titles, table, numbers)
        else:
            contents[target] = records_json(records)
    write_files(contents)
    return tuple(contents)


def _columns(
    records: Sequence[Mapping[str, Plain]], order: Sequence[str], language: str
) -> list[tuple[str, str]]:
    """The columns that the records need: field and language, in the schema's order, unknown fields last."""
    used: dict[str, set[str]] = {}
    for record in records:
        for name, value in record.items():
            parts = value if isinstance(value, Mapping) else {"": value}
            used.setdefault(name, set()).update(parts)
    names = ["id", *(name for name in order if name in used), *(name for name in used if name not in order)]
    columns: list[tuple[str, str]] = []
    for name in dict.fromkeys(names):
        languages = used.get(name, {""})
        if languages <= {""}:
            columns.append((name, ""))
        else:
            columns += [
                (name, part) for part in sorted(languages - {""} | ({language} if "" in languages else set()))
            ]
    return columns


def _cell(record: Mapping[str, Plain], name: str, part: str, language: str) -> str:
    """The text of a cell; a text without a language stands in the column of the main one."""
    value = record.get(name)
    if isinstance(value, str) and part and part != language:
        return ""
    if isinstance(value, Mapping):
        return value.get(part, "")
    if isinstance(value, tuple):
        return "; ".join(value)
    return value or ""
