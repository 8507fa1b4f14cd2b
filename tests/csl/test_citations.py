"""Citations: positions, collapsing, disambiguation, modes."""

from __future__ import annotations

import pytest

from tests.csl.kit import cited, run, style, work
from toolkit.csl import Cite, Cluster, Mode, NumericOptions, process, to_html
from toolkit.model.inline import EntryLink, walk

NUMERIC = style(
    '<text variable="citation-number"/>',
    '<text variable="title"/>',
    citation_attributes='collapse="citation-number"',
    layout='prefix="[" suffix="]" delimiter=","',
)
AUTHOR_DATE = """
<group delimiter=" ">
  <names variable="author"><name form="short" and="text" initialize-with=". "/></names>
  <date variable="issued"><date-part name="year"/></date>
</group>
"""
WORKS = [work(key, title=key) for key in "abcdef"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (None, ["[1,2]", "[1–3]", "[1,3,4]", "[1–3,5]"]),
        (NumericOptions(collapse_from=2), ["[1–2]", "[1–3]", "[1,3–4]", "[1–3,5]"]),
        (NumericOptions(collapse_from=0), ["[1,2]", "[1,2,3]", "[1,3,4]", "[1,2,3,5]"]),
        (NumericOptions(joiner="] ["), ["[1] [2]", "[1–3]", "[1] [3] [4]", "[1–3] [5]"]),
    ],
)
def test_runs_of_numbers(options: NumericOptions | None, expected: list[str]) -> None:
    assert cited(NUMERIC, WORKS, ["ab", "abc", "acd", "abce"], numeric=options) == expected


def test_ends_of_a_range_link_their_entries() -> None:
    (citation,) = run(NUMERIC, WORKS, ["abc"]).citations
    assert [node.key for node in walk(citation) if isinstance(node, EntryLink)] == ["a", "c"]


def test_locator_stays_out_of_ranges() -> None:
    used = style(
        '<text variable="citation-number"/><text variable="locator" prefix=", p. "/>',
        citation_attributes='collapse="citation-number"',
        layout='delimiter="; "',
    )
    assert cited(used, WORKS, [["a", "b", Cite("c", locator="5"), "d"]]) == ["1; 2; 3, p. 5; 4"]


def test_unknown_key_is_reported() -> None:
    result = run(NUMERIC, WORKS, [["a", "zz"]])
    assert to_html(result.citations[0]) == "[1]"
    assert result.warnings == ("item zz: cited, but not given",)


POSITIONS = style(
    """<choose>
      <if position="ibid-with-locator"><text value="ibid+"/></if>
      <else-if position="ibid"><text value="ibid"/></else-if>
      <else-if position="near-note"><text value="near"/></else-if>
      <else-if position="subsequent"><text value="again"/></else-if>
      <else><text value="first"/></else>
    </choose>""",
    class_="note",
    citation_attributes='near-note-distance="2"',
    layout='delimiter="; "',
)


def test_positions() -> None:
    clusters: list[list[Cite | str]] = [
        ["a"],
        ["a"],
        [Cite("a", locator="3")],
        ["b"],
        ["a"],
        ["b", "b"],
        ["c", "d"],
        ["d"],
        ["e"],
        ["c"],
    ]
    expected = [
        "first",
        "ibid",
        "ibid+",
        "first",
        "near",
        "near; ibid",
        "first; first",
        "near",
        "first",
        "again",
    ]
    assert cited(POSITIONS, WORKS, clusters, notes=True) == expected


def test_locator_dropped_is_not_ibid() -> None:
    assert cited(POSITIONS, WORKS, [[Cite("a", locator="3")], ["a"]], notes=True) == ["first", "near"]


def test_locators_differ_by_label() -> None:
    clusters = [[Cite("a", locator="3")], [Cite("a", locator="3", label="chapter")]]
    assert cited(POSITIONS, WORKS, clusters, notes=True) == ["first", "ibid+"]


SAME_YEAR = [
    work("a", author="Doe, John", year=2000, title="A"),
    work("b", author="Doe, John", year=2000, title="B"),
    work("c", author="Doe, Adam", year=2000, title="C"),
]


def test_year_suffix() -> None:
    used = style(AUTHOR_DATE, citation_attributes='disambiguate-add-year-suffix="true"')
    assert cited(used, SAME_YEAR, ["a", "b", "c"]) == ["Doe 2000a", "Doe 2000b", "Doe 2000c"]


def test_given_names_before_year_suffixes() -> None:
    used = style(
        AUTHOR_DATE,
        citation_attributes=(
            'disambiguate-add-year-suffix="true" disambiguate-add-givenname="true" '
            'givenname-disambiguation-rule="by-cite"'
        ),
    )
    assert cited(used, SAME_YEAR, ["a", "b", "c"]) == ["J. Doe 2000a", "J. Doe 2000b", "A. Doe 2000"]


def test_all_names_expands_namesakes_everywhere() -> None:
    used = style(
        AUTHOR_DATE,
        citation_attributes='disambiguate-add-givenname="true" givenname-disambiguation-rule="all-names"',
    )
    works = [work("a", author="Doe, John", year=2000), work("c", author="Doe, Adam", year=2001)]
    assert cited(used, works, ["a", "c"]) == ["J. Doe 2000", "A. Doe 2001"]


def test_primary_name_leaves_the_other_names() -> None:
    used = style(
        AUTHOR_DATE,
        citation_attributes='disambiguate-add-givenname="true" givenname-disambiguation-rule="primary-name"',
    )
    works = [
        work("a", author="Doe, John; Roe, Jane", year=2000),
        work("c", author="Doe, Adam; Roe, Kim", year=2001),
    ]
    assert cited(used, works, ["a", "c"]) == ["J. Doe and Roe 2000", "A. Doe and Roe 2001"]


def test_names_are_added_only_where_they_tell_cites_apart() -> None:
    used = style(
        AUTHOR_DATE,
        citation_attributes='disambiguate-add-names="true" et-al-min="3" et-al-use-first="1"',
    )
    works = [
        work("a", author="Doe, J; Roe, J; Poe, J", year=2000),
        work("b", author="Doe, J; Loe, J; Poe, J", year=2000),
        work("c", author="Moe, J; Loe, J; Poe, J", year=2000),
    ]
    assert cited(used, works, ["a", "b", "c"]) == [
        "Doe, Roe, et al. 2000",
        "Doe, Loe, et al. 2000",
        "Moe et al. 2000",
    ]


def test_condition_disambiguate() -> None:
    used = style(
        AUTHOR_DATE + '<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'
    )
    assert cited(
        used, [*SAME_YEAR[:2], work("d", author="Poe, E", year=1999, title="D")], ["a", "b", "d"]
    ) == [
        "Doe 2000, A",
        "Doe 2000, B",
        "Poe 1999",
    ]


def test_years_of_one_author_collapse() -> None:
    used = style(
        AUTHOR_DATE,
        citation_attributes=(
            'collapse="year-suffix" disambiguate-add-year-suffix="true" year-suffix-delimiter=","'
        ),
        layout='delimiter="; "',
    )
    works = [
        *SAME_YEAR[:2],
        work("d", author="Doe, John", year=2003, title="D"),
        work("e", author="Roe, J", year=2001),
    ]
    assert cited(used, works, ["abde"]) == ["Doe 2000a,b, 2003; Roe 2001"]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Mode.NORMAL, "Doe 2000; Roe 2001"),
        (Mode.AUTHOR_ONLY, "Doe"),
        (Mode.SUPPRESS_AUTHOR, "2000; Roe 2001"),
        (Mode.COMPOSITE, "Doe 2000; Roe 2001"),
    ],
)
def test_modes(mode: Mode, expected: str) -> None:
    used = style(AUTHOR_DATE, layout='delimiter="; "')
    works = [work("a", author="Doe, John", year=2000), work("b", author="Roe, Jane", year=2001)]
    result = process(used, works, [Cluster((Cite("a"), Cite("b")), mode=mode)])
    assert to_html(result.citations[0]) == expected


def test_composite_of_numbers_names_the_author() -> None:
    works = [work("a", author="Doe, John", title="A")]
    result = process(NUMERIC, works, [Cluster((Cite("a"),), mode=Mode.COMPOSITE)])
    assert to_html(result.citations[0]) == "Doe [1]"


def test_order_of_a_sorted_citation() -> None:
    used = style(
        AUTHOR_DATE.strip(),
        layout='delimiter="; "',
    )
    works = [work("a", author="Roe, J", year=2001), work("b", author="Doe, J", year=2000)]
    assert cited(used, works, ["ab"]) == ["Roe 2001; Doe 2000"]


def test_brackets_alternate_in_notes() -> None:
    used = style('<text variable="title"/>', class_="note", layout='prefix="(" suffix=")"')
    assert cited(used, WORKS, [[Cite("a", suffix="(see there)")]]) == ["(a [see there])"]


def test_same_input_gives_the_same_tree() -> None:
    used = style(AUTHOR_DATE, citation_attributes='disambiguate-add-year-suffix="true"')
    assert run(used, SAME_YEAR, ["abc"]) == run(used, SAME_YEAR, ["abc"])
