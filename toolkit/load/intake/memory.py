"""What was last imported, so that the next import can tell the source's changes from the author's.

It lies in a file of its own, `evidence/.imported/NAME.yaml` for `evidence/NAME.yaml`: the records stay
as short as the author writes them, and git shows what a source changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from pathlib import Path
from typing import Final

from toolkit.load.paths import is_file
from toolkit.load.reader import Shape, read_shape
from toolkit.load.sources import Sources
from toolkit.load.yaml_edit import Plain, plain_node, scalar, written
from toolkit.load.yaml_nodes import MappingNode

_HEAD: Final = """\
# What `review evidence` last imported into evidence/{name}, by record and field. It tells the next import
# which values you changed by hand: those stay. Keep this file with the evidence; nobody needs to edit it.
"""


@dataclass(eq=False, repr=False)
class ImportedEntry(Shape):
    """What was imported for one record."""

    source: str
    """The file or registry."""
    values: MappingNode
    read: str = ""
    """The day on which a registry was asked."""


@dataclass(eq=False, repr=False)
class ImportedFile(Shape):
    """`evidence/.imported/*.yaml`."""

    records: Mapping[str, ImportedEntry] = default(default_factory=dict)


@dataclass(slots=True)
class Remembered:
    """The values last imported for one record, and where they came from."""

    source: str
    values: dict[str, Plain]
    read: str = ""


def memory_path(evidence: Path) -> Path:
    return evidence.parent / ".imported" / f"{evidence.stem}.yaml"


def read_memory(evidence: Path, sources: Sources) -> dict[str, Remembered]:
    """What was imported into an evidence file; nothing if nothing ever was."""
    path = memory_path(evidence)
    file = (
        read_shape(sources.yaml(path), ImportedFile, sources.problems, path.name) if is_file(path) else None
    )
    found: dict[str, Remembered] = {}
    for name, entry in (file.records if file else {}).items():
        values = {part.key.text: plain_node(part.value) for part in entry.values}
        given = {key: value for key, value in values.items() if value is not None}
        found[name] = Remembered(entry.source, given, entry.read)
    return found


def memory_text(evidence: Path, memory: Mapping[str, Remembered]) -> str:
    """The file that `read_memory` reads."""
    lines = [_HEAD.format(name=evidence.name), "records:\n"]
    for name, entry in memory.items():
        lines.append(f"  {scalar(name)}:\n    source: {scalar(entry.source)}\n")
        if entry.read:
            lines.append(f"    read: {entry.read}\n")
        lines.append("    values:\n" if entry.values else "    values: {}\n")
        lines += [f"      {field}: {written(value)}\n" for field, value in entry.values.items()]
    return "".join(lines)
