"""Running text and the way back from it to the author's file."""

from __future__ import annotations

from tests.check.build import TEXT, at, review, text
from toolkit.check.passages import OBJECT, Passage, flatten, passages
from toolkit.model.block import ListBlock, Paragraph, Quote
from toolkit.model.inline import (
    Change,
    Citation,
    CiteItem,
    Code,
    Comment,
    Inlines,
    Math,
    ResolvedCitation,
    ResolvedValue,
    Style,
    Styled,
    Text,
    Value,
)
from toolkit.model.source import Span


def passage(nodes: Inlines, source: str = "") -> Passage:
    return next(
        found
        for found in passages(review([Paragraph(nodes)], sources={TEXT: source}))
        if found.part == "body"
    )


def test_formatting_falls_away_and_what_is_no_prose_becomes_one_character() -> None:
    cite = ResolvedCitation(Citation((CiteItem("a"),), span=at(1, 9, 4)), (Text("[1]"),), ("a",))
    nodes = (
        text("H", 1, 1),
        Styled(Style.SUB, (text("2", 1, 3),)),
        text("O and ", 1, 5),
        cite,
        Code("code"),
        Math("x^2"),
        Change("delete", (text("gone"),)),
        Comment("a note"),
        Change("insert", (text("!", 1, 30),)),
        ResolvedValue(Value("n", at(1, 40, 5)), (Text("42"),)),
    )
    assert flatten(nodes)[0] == f"H2O and {OBJECT}{OBJECT}{OBJECT}!42"


def test_a_place_in_the_text_leads_back_to_the_file() -> None:
    nodes = (text("one ", 3, 5), Styled(Style.EMPH, (text("two", 3, 10),)), text(" three", 3, 14))
    found = passage(nodes)
    assert found.span(0, 3) == at(3, 5, 3)
    assert found.span(4, 7) == at(3, 10, 3)
    assert found.span(9, 14) == at(3, 16, 5)
    assert found.span(2, 10) == Span(TEXT, 3, 7, 3, 17)


def test_a_value_and_a_citation_lead_to_their_source() -> None:
    value = ResolvedValue(Value("n", at(1, 4, 7)), (Text("42"),))
    found = passage((text("is ", 1, 1), value))
    assert found.text == "is 42"
    assert found.span(3, 5) == at(1, 4, 7)


def test_where_source_and_text_differ_the_words_are_looked_for() -> None:
    # `\\*` is one character of text but two of source, and the line goes on.
    source = "a \\* b word\nand word again"
    node = Text("a * b word and word again", Span(TEXT, 1, 1, 2, 15))
    found = passage((node,), source)
    assert found.span(6, 10) == at(1, 8, 4)
    assert found.span(15, 19) == at(2, 5, 4)
    assert found.span(20, 25) == at(2, 10, 5)


def test_words_that_the_source_does_not_have_lead_to_the_whole_node() -> None:
    node = Text("naïve", Span(TEXT, 1, 1, 1, 12))
    assert passage((node,), "na&iuml;ve").span(0, 5) == Span(TEXT, 1, 1, 1, 12)


def test_text_without_a_place_has_none() -> None:
    assert passage((Text("x"),)).span(0, 1) is None
    assert passage(()).span(0, 0) is None


def test_lists_and_quotes_are_read_in_order() -> None:
    blocks = [
        Paragraph((text("one"),)),
        ListBlock(((Paragraph((text("two"),)),), (Quote((Paragraph((text("three"),)),)),))),
        Paragraph((text("four"),)),
    ]
    found = [item.text for item in passages(review(blocks)) if item.part == "body"]
    assert found == ["one", "two", "three", "four"]


def test_formatting_is_known_at_each_place() -> None:
    found = passage((text("in "), Styled(Style.EMPH, (Styled(Style.STRONG, (text("vitro"),)),))))
    assert found.styles_at(0) == frozenset()
    assert found.styles_at(4) == {Style.EMPH, Style.STRONG}


def test_the_text_of_a_review_is_put_together_once() -> None:
    one, other = review([Paragraph((text("one"),))]), review([Paragraph((text("other"),))])
    assert passages(one) is passages(one)
    assert [item.text for item in passages(other)] == ["Title", "other"]
    assert [item.text for item in passages(one)] == ["Title", "one"]
