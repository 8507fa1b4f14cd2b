"""Names, dates, numbers and text cases as the attributes of their elements say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.csl.kit import entries, style, work
from toolkit.csl.languages import normalize
from toolkit.csl.numerals import letters, roman
from toolkit.csl.ranges import shorten_range
from toolkit.csl.textcase import sentence, title


def printed(source: str, **fields: Any) -> str:
    (entry,) = entries(style("<text variable='title'/>", source), [{"id": "a", "type": "book", **fields}])
    return entry


VAN = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}


@pytest.mark.parametrize(
    ("attributes", "name", "expected"),
    [
        ("", {"family": "Doe", "given": "Jean-Luc"}, "Jean-Luc Doe"),
        ("initialize-with='.'", {"family": "Doe", "given": "Jean-Luc"}, "J.-L. Doe"),
        ("initialize-with='. '", {"family": "Doe", "given": "John F."}, "J. F. Doe"),
        ("initialize-with=''", {"family": "Doe", "given": "John F."}, "JF Doe"),
        ("initialize-with='.' initialize='false'", {"family": "Doe", "given": "John F"}, "John F. Doe"),
        ("name-as-sort-order='all'", VAN, "Gogh, Vincent van"),
        ("form='short'", VAN, "van Gogh"),
        ("", {"family": "Doe", "given": "John", "suffix": "Jr."}, "John Doe Jr."),
        ("name-as-sort-order='all'", {"family": "Doe", "given": "John", "suffix": "Jr."}, "Doe, John, Jr."),
        ("initialize-with='.'", {"family": "毛", "given": "泽东"}, "毛泽东"),
        ("initialize-with='.'", {"literal": "World Health Organization"}, "World Health Organization"),
        ("initialize-with='.'", {"family": "Иванов", "given": "Пётр"}, "П. Иванов"),
    ],
)
def test_name(attributes: str, name: dict[str, str], expected: str) -> None:
    assert printed(f"<names variable='author'><name {attributes}/></names>", author=[name]) == expected


@pytest.mark.parametrize(
    ("demote", "expected"),
    [
        ("never", "van Gogh, Vincent"),
        ("sort-only", "van Gogh, Vincent"),
        ("display-and-sort", "Gogh, Vincent van"),
    ],
)
def test_demoted_particle(demote: str, expected: str) -> None:
    used = style(
        "<text variable='title'/>",
        "<names variable='author'><name name-as-sort-order='all'/></names>",
        attributes=f'demote-non-dropping-particle="{demote}"',
    )
    assert entries(used, [{"id": "a", "type": "book", "author": [VAN]}]) == [expected]


def test_editor_who_is_translator() -> None:
    one = [{"family": "Doe", "given": "J"}]
    source = (
        "<names variable='editor translator' delimiter='; '><name/><label prefix=' (' suffix=')'/></names>"
    )
    assert printed(source, editor=one, translator=one) == "J Doe (editor &#38; translator)"
    assert (
        printed(source, editor=one, translator=[{"family": "Roe", "given": "K"}])
        == "J Doe (editor); K Roe (translator)"
    )


def test_substitute_is_not_printed_again() -> None:
    source = (
        "<group delimiter='. '>"
        "<names variable='author'><substitute><text variable='title'/></substitute></names>"
        "<text variable='title'/></group>"
    )
    assert printed(source, title="Book") == "Book"


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"date-parts": [[2020, 5, 3]]}, "May 3, 2020"),
        ({"date-parts": [[2020, 5]]}, "May 2020"),
        ({"date-parts": [[2020, 5, 3], [2020, 5, 9]]}, "May 3–9, 2020"),
        ({"date-parts": [[2020, 5, 3], [2020, 6, 9]]}, "May 3–June 9, 2020"),
        ({"date-parts": [[2019, 12], [2020, 1]]}, "December 2019–January 2020"),
        ({"date-parts": [[2020]], "season": 1}, "Spring 2020"),
        ({"raw": "2020-05-03"}, "May 3, 2020"),
        ("2020-05", "May 2020"),
        ({"literal": "long ago"}, "long ago"),
    ],
)
def test_localized_date(issued: object, expected: str) -> None:
    assert printed("<date variable='issued' form='text'/>", issued=issued) == expected


@pytest.mark.parametrize("form", ["numeric", "numeric-leading-zeros"])
@pytest.mark.parametrize(
    "issued", [{"date-parts": [[2020]], "season": 2}, {"date-parts": [[2020, 22]]}, "2020-22"]
)
def test_a_season_has_no_number(issued: object, form: str) -> None:
    source = (
        "<date variable='issued' delimiter='-'><date-part name='year'/>"
        f"<date-part name='month' form='{form}'/></date>"
    )
    assert printed(source, issued=issued) == "2020-Summer"


@pytest.mark.parametrize(
    ("form", "page", "expected"),
    [
        ("expanded", "321-28", "321–328"),
        ("minimal", "321-328", "321–8"),
        ("minimal-two", "321-328", "321–28"),
        ("chicago", "101-108", "101–8"),
        ("chicago", "1496-1504", "1496–1504"),
        ("expanded", "e12-e15", "e12–e15"),
        ("minimal", "12, 34-39", "12, 34–9"),
    ],
)
def test_page_range(form: str, page: str, expected: str) -> None:
    used = style(
        "<text variable='title'/>", "<text variable='page'/>", attributes=f'page-range-format="{form}"'
    )
    assert entries(used, [work("a", page=page)]) == [expected]


@pytest.mark.parametrize(
    ("form", "edition", "expected"),
    [
        ("numeric", 2, "2"),
        ("ordinal", 2, "2nd"),
        ("ordinal", "11", "11th"),
        ("ordinal", "121", "121st"),
        ("long-ordinal", 3, "third"),
        ("roman", 14, "xiv"),
        ("ordinal", "Revised", "Revised"),
        ("ordinal", "2 & 3", "2nd &#38; 3rd"),
    ],
)
def test_number(form: str, edition: object, expected: str) -> None:
    assert printed(f"<number variable='edition' form='{form}'/>", edition=edition) == expected


def test_ordinals_take_the_gender_of_their_noun() -> None:
    extra = (
        "<locale><terms><term name='edition' gender='feminine'>éd.</term>"
        "<term name='ordinal'>e</term>"
        "<term name='ordinal-01' gender-form='feminine' match='whole-number'>re</term>"
        "<term name='ordinal-01' gender-form='masculine' match='whole-number'>er</term></terms></locale>"
    )
    used = style("<text variable='title'/>", "<number variable='edition' form='ordinal'/>", extra=extra)
    assert entries(used, [work("a", edition="1"), work("b", edition="2")]) == ["1re", "2e"]


def test_plural_of_labels() -> None:
    source = "<group delimiter=' '><label variable='page' form='short'/><text variable='page'/></group>"
    assert [printed(source, page=page) for page in ("5", "5-7", "5, 7")] == ["p. 5", "pp. 5–7", "pp. 5, 7"]


def test_shortened_ranges() -> None:
    assert shorten_range("100", "104", "chicago") == "104"
    assert shorten_range("1100", "1113", "minimal") == "13"


def test_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 40, 1990)] == ["i", "iv", "ix", "xl", "mcmxc"]
    assert [letters(n) for n in (0, 25, 26)] == ["a", "z", "aa"]


def test_cases() -> None:
    assert title("the <i>rise</i> of NASA: a story") == "The <i>Rise</i> of NASA: A Story"
    assert sentence("The Rise of the Machines") == "The rise of the machines"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("zh", "zh"),
        ("cn", "zh"),
        ("中文;", "zh"),
        ("chinese", "zh"),
        ("en_US", "en-US"),
        ("eng", "en"),
        ("English", "en"),
        ("zh-CN", "zh-CN"),
        ("", ""),
    ],
)
def test_odd_languages(given: str, expected: str) -> None:
    assert normalize(given)[: len(expected) or None] == expected
