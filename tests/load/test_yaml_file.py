"""YAML → nodes: places, plain scalars, and that no text crashes it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.load.support import node_of
from toolkit.load import yaml_file
from toolkit.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, key_places
from toolkit.load.yaml_places import content_offsets, is_passage, pieces
from toolkit.model.diagnostic import Problem


def value_of(text: str) -> ScalarNode:
    node, problems = node_of(f"k: {text}\n")
    assert not problems
    assert isinstance(node, MappingNode)
    value = node.get("k")
    assert isinstance(value, ScalarNode)
    return value


def test_every_key_and_value_has_its_place() -> None:
    node, problems = node_of('# 注释\ntitle:\n  zh: 水凝胶\n  en: "Gel"\nlist: [a, 二, c]\n')
    assert not problems
    assert isinstance(node, MappingNode)
    places = dict(key_places(node))
    assert (places["title.zh"].start, places["title.zh"].end_column) == ((3, 7), 10)
    assert (places["title.en"].start, places["title.en"].end_column) == ((4, 7), 12)
    assert node.entries["list"].key.span.start == (5, 1)
    items = node.get("list")
    assert isinstance(items, SequenceNode)
    assert [item.span.start for item in items.items] == [(5, 8), (5, 11), (5, 14)]


def test_columns_count_code_points_beyond_the_basic_plane() -> None:
    node, _ = node_of("{a: 😀, b: c}")
    assert isinstance(node, MappingNode)
    assert node.span_of("b").start == (1, 11)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "no",
        "on",
        "off",
        "y",
        "I",
        "II",
        "2026-03-06",
        "12:30",
        "082",
        "0x1F",
        "0o17",
        "1_000",
        "1e",
        ".",
        "=",
        "<<",
    ],
)
def test_plain_scalars_that_stay_text(text: str) -> None:
    value = value_of(text)
    assert value.text == text
    assert value.boolean is None
    assert value.integer is None
    assert value.number is None
    assert not value.is_null


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("-12", -12), ("+3", 3), ("30", 30)])
def test_decimal_integers(text: str, number: int) -> None:
    assert value_of(text).integer == number


@pytest.mark.parametrize("text", ["0.5", "-1.25", "1e3", "2.5E-3", ".5", "7"])
def test_decimal_numbers(text: str) -> None:
    assert value_of(text).number == Decimal(text)


def test_booleans_and_null() -> None:
    assert [value_of(text).boolean for text in ("true", "True", "FALSE")] == [True, True, False]
    assert all(value_of(text).is_null for text in ("", "~", "null", "Null"))


def test_quoted_scalars_are_text() -> None:
    for text in ("'true'", '"1"', "''", "'null'"):
        value = value_of(text)
        assert value.boolean is None
        assert value.number is None
        assert not value.is_null


def test_long_digits_are_no_integer_that_python_refuses() -> None:
    assert value_of("9" * 5000).integer is None


def test_an_empty_text_has_no_node() -> None:
    assert node_of("") == (None, [])
    assert node_of("# nothing\n") == (None, [])


def test_an_alias_repeats_its_value() -> None:
    node, problems = node_of("a: &x {zh: b}\nc: *x\n")
    assert not problems
    assert isinstance(node, MappingNode)
    assert node.get("a") is node.get("c")


@given(st.text())
def test_no_text_crashes_the_parser(text: str) -> None:
    problems: list[Problem] = []
    yaml_file.parse_yaml(text, Path("file.yaml"), problems)
    for problem in problems:
        assert problem.span is not None
        assert problem.span.line >= 1
        assert problem.span.column >= 1


@given(st.text(st.sampled_from("ab:：-[]{}'\"|>#&*!%@`\\, \t\n?~12水，")))
def test_no_marks_crash_either_parser(text: str) -> None:
    for parser in (yaml_file._parser(), yaml_file.python_parser):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_file, "_parser", lambda parser=parser: parser)
            yaml_file.parse_yaml(text, Path("file.yaml"), [])


def plain(node: Node | None) -> object:
    match node:
        case ScalarNode():
            return node.text
        case SequenceNode():
            return [plain(item) for item in node.items]
        case MappingNode():
            return {entry.key.text: plain(entry.value) for entry in node}
        case _:
            return None


printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"),
    min_size=1,
)
trees = st.recursive(
    printable,
    lambda inner: st.lists(inner, min_size=1) | st.dictionaries(printable, inner, min_size=1),
    max_leaves=12,
)


@given(trees, st.booleans())
def test_what_yaml_writes_is_read_back(tree: object, flow: bool) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow)
    node, problems = node_of(text)
    assert not problems
    assert plain(node) == tree


texts = st.text(st.sampled_from("ab 水。\n'\"\\:#-é😀"), max_size=40)


@given(texts, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([10, 40]), st.booleans())
def test_each_character_of_a_content_leads_back_to_the_file(
    content: str, style: str | None, width: int, raw: bool
) -> None:
    text = yaml.safe_dump({"k": content}, default_style=style, allow_unicode=raw, width=width)
    node, problems = node_of(text)
    assert not problems
    value = plain(node)
    entry = next(iter(node)).value if isinstance(node, MappingNode) else None
    assert isinstance(entry, ScalarNode)
    # PyYAML's writer itself loses blanks at some folds: what counts is what the file holds.
    assert isinstance(value, dict)
    offsets = content_offsets(entry)
    assert offsets is not None
    assert offsets == sorted(offsets)
    if not entry.text.strip(" \n"):
        return  # a block of nothing but line ends points at its end
    for character, offset in zip(entry.text, offsets, strict=False):
        typed = entry.file.text[offset]
        assert typed == character or typed == "\\" or (character in " \n" and typed in " \n")


def test_pieces_of_a_folded_block() -> None:
    node, _ = node_of("k: >-\n    第一行\n    第二行\n")
    assert isinstance(node, MappingNode)
    value = node.get("k")
    assert isinstance(value, ScalarNode)
    assert not is_passage(value)
    found = pieces(value)
    assert found is not None
    content, parts = found
    assert content == "第一行\n第二行"
    assert [(part.offset, part.line, part.column) for part in parts] == [(0, 2, 5), (4, 3, 5)]
