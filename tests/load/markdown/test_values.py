"""Rich text in the fields of YAML files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.markdown.tree import inline_lines
from toolkit.load.markdown import parse_inline, parse_scalar
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, ScalarNode
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import Text, plain_text
from toolkit.model.source import Span

PATH = Path("evidence/trials.yaml")


def lines(text: str, span: Span, *, sources: bool = False) -> list[str]:
    problems: list[Problem] = []
    found = inline_lines(parse_inline(text, span, problems, sources=sources))
    assert not problems
    return found


def at(column: int, length: int) -> Span:
    return Span.at(PATH, 7, column, length)


def test_formatting_and_places_of_a_plain_value() -> None:
    text = "1×10^7^ EVs/cm^2^"
    assert lines(text, at(9, len(text))) == [
        "Text 7:9-13 '1×10'",
        "Styled 7:13-16 super",
        "  Text 7:14-15 '7'",
        "Text 7:16-23 ' EVs/cm'",
        "Styled 7:23-26 super",
        "  Text 7:24-25 '2'",
    ]


def test_places_of_a_quoted_value_stand_behind_the_quote() -> None:
    assert lines("*a* b", at(9, 7)) == ["Styled 7:10-13 emph", "  Text 7:11-12 'a'", "Text 7:13-15 ' b'"]


def test_a_value_with_escapes_has_the_place_of_the_whole() -> None:
    assert lines('*a* "b"', at(9, 11)) == ["Styled 7:9-20 emph", "  Text 7:9-20 'a'", "Text 7:9-20 ' \"b\"'"]


@pytest.mark.parametrize(
    "text", ["[@a] 与 @b", "{{ n }}", "[^a] ^[b]", "见 @tbl:a", "<!-- a -->", "<script>", "{{"]
)
def test_marks_of_sources_are_text(text: str) -> None:
    problems: list[Problem] = []
    nodes = parse_inline(text, at(1, len(text)), problems)
    assert nodes == (Text(text, at(1, len(text))),)
    assert not problems


def test_sources_are_recognised_on_request() -> None:
    assert lines("[@a]见@tbl:b {{ n }}[^c]", at(1, 23), sources=True) == [
        "Citation 7:1-5",
        "  @a 7:2-4",
        "Text 7:5-6 '见'",
        "CrossReference 7:6-12",
        "  tbl:b 7:6-12",
        "Text 7:12-13 ' '",
        "Value 7:13-20 n",
        "FootnoteReference 7:20-24 c",
    ]


def test_a_note_in_place_cannot_be_kept_in_a_value() -> None:
    problems: list[Problem] = []
    nodes = parse_inline("a^[b]", at(1, 5), problems, sources=True)
    assert plain_text(nodes) == "a^[b]"
    assert [problem.span for problem in problems] == [at(2, 4)]


def test_blocks_mean_nothing_in_a_value() -> None:
    for text in ("# a", "- a", "> a", "1. a", "| a |", "::: table a"):
        assert lines(text, at(1, len(text))) == [f"Text 7:1-{len(text) + 1} {text!r}"]


def test_empty_values() -> None:
    assert parse_inline("", at(1, 0), []) == ()
    assert parse_inline("\n", at(1, 0), []) == ()


def scalar(yaml: str) -> ScalarNode:
    root = parse_yaml(yaml, PATH, [])
    assert isinstance(root, MappingNode)
    node = root.get("a")
    assert isinstance(node, ScalarNode)
    return node


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("a: x *b*", ["Text 1:4-6 'x '", "Styled 1:6-9 emph", "  Text 1:7-8 'b'"]),
        ("a: 'it''s *b*'", ['Text 1:5-11 "it\'s "', "Styled 1:11-14 emph", "  Text 1:12-13 'b'"]),
        (
            "a: |\n  水凝胶\n  是 *b*\n\n  二",
            [
                "Text 2:3-6 '水凝胶'",
                "Text 3:3-5 '是 '",
                "Styled 3:5-8 emph",
                "  Text 3:6-7 'b'",
                "LineBreak 4:1-5:3",
                "Text 5:3-4 '二'",
            ],
        ),
        (
            "a: >\n  水凝胶\n  是 b\n  *c*\n\n  二",
            [
                "Text 2:3-6 '水凝胶'",
                "Text 3:3-6 '是 b'",
                "Text 3:6-4:3 ' '",
                "Styled 4:3-6 emph",
                "  Text 4:4-5 'c'",
                "LineBreak 5:1-6:3",
                "Text 6:3-4 '二'",
            ],
        ),
        ("a:\n  水凝胶\n  是", ["Text 2:3-6 '水凝胶'", "Text 3:3-4 '是'"]),
        ("a: ''", []),
    ],
)
def test_places_in_every_style_of_yaml(yaml: str, expected: list[str]) -> None:
    problems: list[Problem] = []
    assert inline_lines(parse_scalar(scalar(yaml), problems)) == expected
    assert not problems
