"""What the reader says of keys that it does not know and fields that it misses."""

from __future__ import annotations

from toolkit.load.yaml_nodes import MappingNode
from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean


def unknown_field(key: str, place: Span, known: tuple[str, ...], name: str) -> Problem:
    glued = "：" in key or (":" in key and key.partition(":")[0] in known)
    if glued:
        return glued_key(key, place)
    if key == "<<":
        return Problem("Merge keys (<<) have no use here.", place, "Write the values out.")
    return Problem(
        f"{name} has no field “{key.strip()}”." + did_you_mean(key, known),
        place,
        f"Its fields are {', '.join(known)}.",
    )


def glued_key(key: str, place: Span) -> Problem:
    """`{zh：水}` and `{zh:水}` are keys without a value to YAML."""
    if "：" in key:
        first = key.partition("：")[0]
        return Problem(f"A full-width colon (：) follows “{first}”.", place, f"Write `{first}: …`.")
    first = key.partition(":")[0]
    return Problem(f"A space is missing after the colon of “{first}”.", place, f"Write `{first}: …`.")


def missing_field(key: str, node: MappingNode, name: str) -> Problem:
    entry = node.entries.get(key)
    if entry is not None:
        return Problem(f"“{key}” is empty, but {name[:1].lower()}{name[1:]} needs it.", entry.key.span)
    start = Span.at(node.file.path, node.file.first_line + node.start.line, node.start.column + 1)
    return Problem(f"{name} needs the field “{key}”.", start, f"Add a line `{key}: …`.")
