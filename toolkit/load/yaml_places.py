"""Where each character of a scalar's content stands in its file.

A scalar's content is not a passage of the file when it is quoted with escapes, goes over several
lines or is a block (`|`, `>`): lines are folded and indentation is taken away. Messages about a
text inside it need the way back.
"""

from __future__ import annotations

from bisect import bisect_right

from toolkit.load.yaml_nodes import ScalarNode, line_starts
from toolkit.model.source import Span

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


def is_passage(node: ScalarNode) -> bool:
    """True if the content stands in the file as it is, on one line."""
    if node.start.line != node.end.line:
        return False
    return node.end.index - node.start.index == len(node.text) + (0 if node.style == "plain" else 2)


class Places:
    """The way back from the content of one scalar to its file."""

    def __init__(self, node: ScalarNode) -> None:
        self._node = node
        self._offsets = content_offsets(node)
        self._content_lines = line_starts(node.text)

    def span(self, span: Span) -> Span:
        """The passage of the file behind a passage of the content (counted from line 1, column 1)."""
        if self._offsets is None:
            return self._node.span
        first, last = self._index(span.line, span.column), self._index(span.end_line, span.end_column)
        start = self._offsets[first]
        # Just behind the last character, not at the next one: that may stand in another line.
        end = self._offsets[last - 1] + 1 if last > first else start
        (line, column), (end_line, end_column) = self._position(start), self._position(end)
        return Span(self._node.file.path, line, column, end_line, end_column)

    def _index(self, line: int, column: int) -> int:
        start = self._content_lines[min(line, len(self._content_lines)) - 1]
        return min(start + column - 1, len(self._node.text))

    def _position(self, index: int) -> tuple[int, int]:
        file = self._node.file
        line = bisect_right(file.lines, index) - 1
        return file.first_line + line, index - file.lines[line] + 1


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
