"""What holds for every text, however odd: it is read, its places are right, nothing vanishes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.load.markdown.tree import PATH, parse, tree_of
from toolkit.load.markdown import parse_inline
from toolkit.model.inline import Citation, CiteItem, CrossReference, Target, Text, plain_text
from toolkit.model.source import Span

# Pieces that mean something, so that chance puts them together.
PIECES = [
    *"*_~^`$@[](){}<>!|:;#-+&\\ \n.，。；、“”（）: 1a中文\t\u3000", "**", "~~", "$$", "{{", "}}", "{++",
    "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "==}", "[@", "@a", "@tbl:x",
    "@doi:10.1000/x(1)",
    "@pmid:12", "[^a]", "[^a]: ", "^[", "](", "](https://a.b)", "{#a}", "{.underline}", "{lang=en}", "<!--",
    "-->", "<!-- check: ignore TYP001 -->", "```", "> ", "- ", "1. ", "    ", "## ", "::: figure f",
    "::: table t", ":::", "file: a.png\n", ": 表题", "| a | b |\n|---|---|\n", "| c | d |\n",
    "[a]: https://x.y", "https://x.y/a_b", "&lt;", "等", "et al.", "第3页", "p. 3", "细胞", " nm", "10^7^",
    "H~2~O", "\n\n",
]  # fmt: skip
marked_text = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def nodes_of(value: object) -> Iterator[object]:
    """Every dataclass inside a value, itself included."""
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from nodes_of(part)
    elif isinstance(value, dict):
        yield from nodes_of(list(value.values()))
    elif is_dataclass(value) and not isinstance(value, (type, Span)):
        yield value
        for field in fields(value):
            yield from nodes_of(getattr(value, field.name))


def source_at(lines: list[str], span: Span) -> str:
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    last = lines[span.end_line - 1][: span.end_column - 1]
    return "\n".join([first, *lines[span.line : span.end_line - 1], last])


@settings(max_examples=300)
@given(st.one_of(marked_text, st.text(max_size=200)))
@example("> > " * 80 + "a")
@example("[a" * 100)
def test_every_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    body, problems = parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    nodes = [node for node in nodes_of([body.blocks, body.footnotes]) if hasattr(node, "span")]
    for span in [*(node.span for node in nodes), *(problem.span for problem in problems)]:
        assert span is not None
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)


@settings(max_examples=300)
@given(marked_text)
@example("> - a *b\n>   c* d\n>\n>   e")
@example("1. a\n\n\tb **c**\n\n   > d")
def test_text_stands_where_its_span_says(text: str) -> None:
    body, _ = parse(text)
    lines = text.split("\n")
    for node in nodes_of([body.blocks, body.footnotes]):
        if not isinstance(node, Text) or node.span is None:
            continue
        typed = source_at(lines, node.span)
        if node.text != typed:
            # What does not stand so in the source is one mark alone: a line end, an escape, an entity.
            line_end = "\n" in typed and node.text == " "
            escape = typed[:1] == "\\" and typed[1:] == node.text
            entity = typed[:1] == "&" and typed[-1:] == ";" and len(node.text) == 1
            assert line_end or escape or entity


@settings(max_examples=200)
@given(marked_text)
def test_keys_stand_where_their_spans_say(text: str) -> None:
    body, _ = parse(text)
    lines = text.split("\n")
    for node in nodes_of([body.blocks, body.footnotes]):
        match node:
            case CiteItem(key=key, span=Span() as span):
                typed = source_at(lines, span)
                assert typed.startswith("@")
                assert key in typed or key.removeprefix("doi:").removeprefix("pmid:") in typed
            case Target(id=name, span=Span() as span):
                assert source_at(lines, span).endswith(name)
            case _:
                pass


@settings(max_examples=200)
@given(marked_text)
def test_the_same_text_gives_the_same_tree(text: str) -> None:
    assert tree_of(text) == tree_of(text)


@settings(max_examples=300)
@given(marked_text.filter(lambda text: "<!--" not in text))
def test_nothing_vanishes_in_silence(text: str) -> None:
    _, problems = parse(text)
    if not problems:
        tree = tree_of(text)
        for letter in "细胞中文":
            assert tree.count(letter) >= text.count(letter)


words = st.text(st.sampled_from("abc水凝胶 ，。12"), min_size=1).filter(lambda text: text.strip() == text)


@settings(max_examples=100)
@given(st.lists(words, min_size=1, max_size=5))
def test_words_are_kept_through_every_kind_of_block(parts: list[str]) -> None:
    text = "\n\n".join(f"> - {part}\n>\n>   *{part}*" for part in parts)
    body, _ = parse(text)
    found = "".join(node.text for node in nodes_of(body.blocks) if isinstance(node, Text))
    expected = "".join(part + part for part in parts)
    assert found.replace("*", "") == expected


@settings(max_examples=200)
@given(st.one_of(marked_text, st.text(max_size=100)))
def test_values_of_yaml_files_hold_no_sources_unless_asked(text: str) -> None:
    nodes = parse_inline(text, Span.at(Path("review.yaml"), 3, 8, len(text)), [])
    assert not any(isinstance(node, (Citation, CrossReference)) for node in nodes_of(nodes))


@given(st.text(st.characters(exclude_characters="\\`*_~^$[]<&{!\n\u2029h", exclude_categories=["Cs"])))
def test_text_without_marks_is_itself(text: str) -> None:
    nodes = parse_inline(text, Span.at(PATH, 1, 1, len(text)), [])
    assert plain_text(nodes) == text
