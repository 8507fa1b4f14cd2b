"""Text of a manuscript, written as Markdown and read again, is the same text in the same formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.load.markdown import parse_sections_body
from toolkit.model.block import Paragraph
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import Inline, Inlines, Style, Styled, Text, children_of, plain_text
from toolkit.render.folder.escaping import block_escaped
from toolkit.render.folder.words import BODY, Words

PATH = Path("section.md")
CHARACTERS = "ab1 9\\`*_~^$[]{}()<>@!#+-=|:.,&;'\"/外泌体，。：（）%℃n\u3000"


def read_again(nodes: Inlines) -> Inlines:
    """The nodes that the reader makes of what was written."""
    problems: list[Problem] = []
    written = block_escaped(Words({}, {}, ()).write(nodes, BODY))
    blocks = parse_sections_body(f"{written}\n", PATH, 1, problems, language="zh").blocks
    assert not problems, (written, problems[0].message)
    if not blocks:
        return ()
    (block,) = blocks
    assert isinstance(block, Paragraph), written
    return block.content


def formats(nodes: Inlines, styles: frozenset[Style] = frozenset()) -> list[tuple[str, frozenset[Style]]]:
    """Each character that shows, with its formats."""
    found: list[tuple[str, frozenset[Style]]] = []
    for node in nodes:
        if isinstance(node, Styled):
            found += formats(node.children, styles | {node.style})
        elif children_of(node):
            found += formats(children_of(node), styles)
        else:
            found += [(character, styles) for character in plain_text((node,)) if not character.isspace()]
    return found


@given(st.text(CHARACTERS, min_size=1, max_size=40))
@example("1. 引言")
@example("- 一项")
@example("：说明")
@example(": a caption")
@example("P < 0.05, 30~150 nm~2~3")
@example("a@b.org [1](见 [2]) {{ x }} {++y++}")
@example("[1]: https://example.org")
@example("::: table x")
@example(":：: 表")
@example("---")
@example("-|")
@example("| a | b |")
@example("&lt; &#60; &amp;")
@settings(max_examples=400)
def test_any_text_reads_back(text: str) -> None:
    expected = " ".join(text.split())
    assert " ".join(plain_text(read_again((Text(text),))).split()) == expected


@pytest.mark.parametrize(
    "parts",
    [
        [("间充质干细胞", ""), ("in vitro", "emph"), ("的作用", "")],
        [("H", ""), ("2", "sub"), ("O", ""), ("2", "sub")],
        [("10", ""), ("7", "super"), (" 个", "")],
        [("10", ""), ("2", "sub"), ("3", "")],
        [("log", ""), ("10", "sub"), ("x", "")],
        [("剂量", ""), ("注1", "super"), ("。", "")],
        [("CD8", ""), ("+", "super"), (" T", "")],
        [("重点。", "strong"), ("然后", "")],
        [("word", ""), ("ital", "emph"), ("ic", "")],
        [("a", "emph"), ("b", "strong"), ("c", "")],
        [("a b", "super"), ("c", "")],
        [("划去", "strike"), ("下划线", "underline"), ("Caps", "small-caps")],
    ],
    ids=lambda parts: "".join(text for text, _ in parts),
)
def test_formats_read_back(parts: list[tuple[str, str]]) -> None:
    nodes: tuple[Inline, ...] = tuple(
        Styled(Style(style), (Text(text),)) if style else Text(text) for text, style in parts
    )
    assert formats(read_again(nodes)) == formats(nodes)
