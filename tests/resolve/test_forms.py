"""Items put together from pieces, and the gaps around citations."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.inline import (
    Citation,
    CiteItem,
    Inline,
    Inlines,
    Localized,
    Style,
    Styled,
    Text,
    plain_text,
)
from toolkit.model.journal import FORM_NAMES, CitationStyle, Journal, MatterPart, NarrativeStyle
from toolkit.model.review import Abbreviation, Author, Funding, Metadata
from toolkit.resolve.forms import filled, joined, plain
from toolkit.resolve.gaps import with_gaps
from toolkit.resolve.matter import matter


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        (["{name}", "({number})"], {"name": "基金", "number": "1"}, "基金(1)"),
        (["{name}", "({number})"], {"name": "基金"}, "基金"),
        (["({english}, {short})|({short})"], {"english": "full", "short": "F"}, "(full, F)"),
        (["({english}, {short})|({short})"], {"short": "F"}, "(F)"),
        (["J Synth", ", {year}", "."], {"year": "2025"}, "J Synth, 2025."),
        # What only the journal says is nothing about the article.
        (["J Synth", ", {year}", "."], {}, ""),
        (["{a}{b}"], {"a": "1"}, ""),
    ],
)
def test_a_piece_prints_only_with_all_it_names(
    form: Sequence[str], values: dict[str, str], expected: str
) -> None:
    given_values = {name: plain(text) for name, text in values.items()}
    assert plain_text(filled(form, given_values)) == expected


@given(
    st.lists(st.text(min_size=1), max_size=5),
    st.text(),
    st.text(min_size=1).filter(lambda text: not text.startswith(",")),
)
def test_joined_keeps_every_piece_in_order(pieces: list[str], joiner: str, last: str) -> None:
    text = plain_text(joined([plain(piece) for piece in pieces], joiner, last))
    if len(pieces) < 2:
        assert text == "".join(pieces)
    else:
        assert text == joiner.join(pieces[:-1]) + last + pieces[-1]


def test_the_serial_comma_needs_three() -> None:
    pieces = [plain(name) for name in "ABC"]
    assert plain_text(joined(pieces, ", ", ", and ")) == "A, B, and C"
    assert plain_text(joined(pieces[:2], ", ", ", and ")) == "A and B"


def cite(*, narrative: bool = False) -> Citation:
    return Citation((CiteItem("key"),), narrative=narrative)


TIGHT = CitationStyle(gap="")
SPACED = CitationStyle(gap=" ")
HANS = CitationStyle(gap="", gap_latin=" ")
AFTER = NarrativeStyle(gap_after=" ")


@pytest.mark.parametrize(
    ("style", "before", "expected"),
    [
        (TIGHT, "文 ", "文"),
        (TIGHT, "text\u00a0", "text"),
        (SPACED, "文", "文 "),
        (SPACED, "文　", "文 "),
        (CitationStyle(), "文 ", "文 "),
        (HANS, "外泌体", "外泌体"),
        (HANS, "Exosome (外泌体)", "Exosome (外泌体) "),
        (HANS, "TNF-α", "TNF-α "),
        (HANS, "16%", "16% "),
        (HANS, "（MSCs）", "（MSCs）"),
    ],
)
def test_the_gap_before_a_citation(style: CitationStyle, before: str, expected: str) -> None:
    nodes = with_gaps((Text(before), cite()), style, NarrativeStyle())
    assert plain_text(nodes) == expected


def test_the_gap_after_formatted_text() -> None:
    italic: Inline = Styled(Style.EMPH, (Text("in vitro"),))
    assert plain_text(with_gaps((italic, cite()), HANS, NarrativeStyle())) == "in vitro "
    assert plain_text(with_gaps((italic, cite()), TIGHT, NarrativeStyle())) == "in vitro"


@pytest.mark.parametrize(
    ("after", "expected"), [("报道", " 报道"), ("  报道", " 报道"), ("，又", "，又"), ("", "")]
)
def test_the_gap_behind_a_narrative_citation(after: str, expected: str) -> None:
    nodes = with_gaps((cite(narrative=True), Text(after)), SPACED, AFTER)
    assert plain_text(nodes) == expected


@given(st.text(max_size=12), st.text(max_size=12))
def test_gaps_change_nothing_but_spaces(before: str, after: str) -> None:
    nodes: Inlines = (Text(before), cite(), Text(after), cite(narrative=True), Text(after))
    for style in (TIGHT, SPACED, HANS):
        printed = with_gaps(nodes, style, AFTER)
        spaces = str.maketrans("", "", " \u3000\u00a0")
        assert plain_text(printed).translate(spaces) == plain_text(nodes).translate(spaces)
        assert [node for node in printed if isinstance(node, Citation)] == [nodes[1], nodes[3]]


def localized(text: str) -> Localized:
    return Localized({"zh": (Text(f"{text}中"),), "en": (Text(f"{text}英"),)})


METADATA = Metadata(
    title=localized("title"),
    language="zh-CN",
    journal="synthetic",
    authors=(
        Author(
            localized("name"),
            ("unit",),
            orcid="orcid",
            email="email",
            corresponding=True,
            biography=localized("biography"),
        ),
    ),
    affiliations={"unit": localized("affiliation")},
    funding=(Funding(localized("name"), "number"),),
    classification={"doi": "doi"},
    publication={"year": "year", "volume": "volume", "issue": "issue", "pages": "pages"},
    abbreviations={"short": Abbreviation("short", localized("full"))},
)


@pytest.mark.parametrize("part", FORM_NAMES)
def test_every_name_of_a_form_has_a_value(part: str) -> None:
    """What the profile reader accepts, the resolver fills: nothing that is known can fail to print."""
    for name in FORM_NAMES[part]:
        journal = Journal("synthetic", {}, front=(MatterPart(part, "zh", form=(f"<{{{name}}}>",)),))
        (block,), _ = matter(journal, METADATA)
        assert len(plain_text(block.content[0])) > len("<>")
