"""Where each character of a scalar's content stands in its file.

A scalar's content is not a passage of the file when it is quoted with escapes, goes over several
lines or is a block (`|`, `>`): lines are folded and indentation is taken away. Messages about a
text inside it need the way back.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from toolkit.load.yaml_nodes import ScalarNode

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


def is_passage(node: ScalarNode) -> bool:
    """True if the content stands in the file as it is, on one line."""
    if node.start.line != node.end.line:
        return False
    return node.end.index - node.start.index == len(node.text) + (0 if node.style == "plain" else 2)


class Piece(NamedTuple):
    """From `offset` on, and up to the next piece, the content stands in the file as it is."""

    offset: int
    line: int
    column: int


def pieces(node: ScalarNode) -> tuple[str, list[Piece]] | None:
    """The content and the pieces it is made of; None if they cannot be matched.

    Where YAML folded a line end into a space the content has the line end again: whether it is worth
    a space depends on the script (none in Chinese).
    """
    offsets = content_offsets(node)
    if offsets is None:
        return None
    file, content = node.file, list(node.text)
    found: list[Piece] = []
    expected = -1
    for index, offset in enumerate(offsets):
        if offset != expected:
            line = bisect_right(file.lines, offset) - 1
            found.append(Piece(index, file.first_line + line, offset - file.lines[line] + 1))
        line_end = file.text[offset : offset + 1] == "\n"
        if line_end and index < len(content) and content[index] == " ":
            content[index] = "\n"
        expected = -1 if line_end else offset + 1
    return "".join(content), found


def content_offsets(node: ScalarNode) -> list[int] | None:
    """For each character of the content, and its end, the index in the file's text.

    None if they cannot be matched.
    """
    offsets = _block(node) if node.style in {"literal", "folded"} else _flow(node)
    return offsets if len(offsets) == len(node.text) + 1 else None


def _flow(node: ScalarNode) -> list[int]:
    """Plain and quoted scalars (YAML 1.2, sections 6.5 and 7.3): folded lines, `''`, escapes."""
    quoted = node.style != "plain"
    text = node.file.text
    index, end = node.start.index + quoted, node.end.index - quoted
    offsets: list[int] = []
    while index < end:
        character = text[index]
        blank = _blank_end(text, index, end)
        if blank > index and "\n" in text[index:blank]:
            breaks = [at for at in range(index, blank) if text[at] == "\n"]
            offsets.extend(breaks[1:] or breaks)
            index = blank
        elif character == "'" and node.style == "single":
            offsets.append(index)
            index += 2
        elif character == "\\" and node.style == "double":
            if text[index + 1] == "\n":
                index = _blank_end(text, index + 1, end)
                continue
            offsets.append(index)
            index += _ESCAPE_LENGTHS.get(text[index + 1], 2)
        else:
            offsets.append(index)
            index += 1
    offsets.append(end)
    return offsets


def _blank_end(text: str, index: int, end: int) -> int:
    while index < end and text[index] in " \t\n":
        index += 1
    return index


def _block(node: ScalarNode) -> list[int]:
    """Block scalars (YAML 1.2, section 8.1): a line's content stands behind its indentation."""
    text = node.file.text
    start = text.find("\n", node.start.index) + 1
    lines = text[start : node.end.index].split("\n")
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    offsets: list[int] = []
    for line in lines:
        content = line[indent:]
        if content.strip():
            # Between two lines the content has a space or line ends: they stand where the line before ended.
            while len(offsets) < len(node.text) and not node.text.startswith(content, len(offsets)):
                offsets.append(start - 1)
            offsets.extend(range(start + indent, start + indent + len(content)))
        start += len(line) + 1
    end = offsets[-1] + 1 if offsets else node.end.index
    offsets.extend([end] * (len(node.text) + 1 - len(offsets)))
    return offsets
