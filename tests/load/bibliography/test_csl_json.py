"""CSL-JSON files."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.load.bibliography.support import PATH, clean, read
from toolkit.model.source import Span

TWO = """[
  {"id": "a", "type": "book", "title": "甲", "author": [{"family": "Li", "given": "Wei"}]},
  {"id": "b", "type": "article-journal", "title": "B",
   "title-en": "Bee", "issued": {"date-parts": [[2020, 5]]}}
]
"""


def test_items_and_their_places() -> None:
    first, second = clean(TWO)
    assert (first.id, first.type, first.get("title")) == ("a", "book", "甲")
    assert first.span == Span.at(PATH, 2, 11, 1)
    assert first.field_spans["title"] == Span.at(PATH, 2, 41, 1)
    assert second.get("original-title") == "Bee"
    assert second.field_spans["original-title"] == Span.at(PATH, 4, 17, 3)
    assert second.dates["issued"].parts == ((2020, 5),)


@pytest.mark.parametrize("wrapper", ['{{"items": {}}}', '{{"version": 1, "references": {}}}'])
def test_a_list_inside_an_object(wrapper: str) -> None:
    assert [reference.id for reference in clean(wrapper.format(TWO))] == ["a", "b"]


def test_one_item_without_a_list() -> None:
    assert [reference.id for reference in clean('{"id": "a", "type": "book"}')] == ["a"]


def test_two_items_with_one_id_are_both_returned() -> None:
    assert [
        reference.id for reference in clean('[{"id": "a", "type": "book"}, {"id": "a", "type": "map"}]')
    ] == [
        "a",
        "a",
    ]


def test_items_before_a_mistake_are_kept() -> None:
    references, (problem,) = read('[{"id": "a", "type": "book"}\n {"id": "b"}]')
    assert [reference.id for reference in references] == ["a"]
    assert problem.span == Span.at(PATH, 2, 2)
    assert "comma" in problem.help


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ('[\n{"type": "book"}]', "no id", 2),
        ("[\n3]", "no CSL-JSON item", 2),
        ('{"version": 3}', "holds no list of items", 1),
        ('[{"id": "a",\n "type": "book",}]', "not valid JSON", 2),
        ('[{"id": "a", "type": "book", "issued":\n "2020-05"}]', "issued is text", 2),
        ("[" * 100_000, "cannot be read", 1),
        ('[{"id": "a", "volume": ' + "9" * 5000 + "}]", "cannot be read", 1),
    ],
)
def test_messages(text: str, words: str, line: int) -> None:
    _, problems = read(text)
    assert words in problems[0].message
    assert problems[0].span is not None
    assert problems[0].span.line == line


def test_half_a_character_does_not_reach_the_manuscript() -> None:
    (reference,), (problem,) = read('[{"id": "a", "type": "book", "title": "x\\ud83d"}]')
    assert reference.get("title") == "x\ufffd"
    assert "lone surrogate" in problem.message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "type", "title", "author", "issued", "note", "family", "date-parts", "items"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON.map(json.dumps) | st.text(alphabet='[]{}",:a1 \n', max_size=40).map(lambda text: "[" + text))
@settings(max_examples=300)
def test_no_text_crashes_it(text: str) -> None:
    read(text)
