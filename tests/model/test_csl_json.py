"""CSL-JSON items to references and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.csl_json import DATE_VARIABLES, NAME_VARIABLES, reference_from_csl, reference_to_csl
from toolkit.model.date_text import parse_date
from toolkit.model.reference import Date, Name


def test_numbers_and_dates_of_any_form() -> None:
    reference, warnings = reference_from_csl(
        {
            "id": 7,
            "type": "book",
            "title": "T",
            "volume": 12,
            "issued": "2020-05-03",
            "accessed": {"date-parts": [["2021"]]},
        }
    )
    assert (reference.id, reference.get("volume")) == ("7", "12")
    assert reference.dates["issued"].parts == ((2020, 5, 3),)
    assert reference.dates["accessed"].parts == ((2021,),)
    assert not [warning for warning in warnings if "7" not in warning]


def test_names_given_as_text_are_read_and_said() -> None:
    reference, warnings = reference_from_csl({"id": "k", "type": "book", "author": ["Doe, John", "WHO"]})
    assert reference.names["author"][0] == Name(family="Doe", given="John")
    assert len(reference.names["author"]) == 2
    assert warnings
    assert all("k" in warning for warning in warnings)


def test_our_fields_of_the_english_version() -> None:
    reference, warnings = reference_from_csl(
        {
            "id": "k",
            "type": "book",
            "title": "书",
            "title-en": "Book",
            "author-en": [{"family": "Zhang", "given": "San"}],
            "author-truncated": True,
        }
    )
    assert reference.get("original-title") == "Book"
    assert reference.names["original-author"] == (Name(family="Zhang", given="San"),)
    assert "author" in reference.truncated
    assert not warnings


def test_variables_in_the_note() -> None:
    reference, _ = reference_from_csl({"id": "k", "type": "book", "note": "original-title: Book\nA remark"})
    assert reference.get("original-title") == "Book"
    assert "A remark" in reference.get("note")


def test_particles_are_split_off() -> None:
    reference, _ = reference_from_csl(
        {"id": "k", "type": "book", "author": [{"family": "van Gogh", "given": "Vincent"}]}
    )
    (name,) = reference.names["author"]
    assert (name.non_dropping_particle, name.family) == ("van", "Gogh")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020", Date(parts=((2020,),))),
        ("2020-05", Date(parts=((2020, 5),))),
        ("2020-05-03", Date(parts=((2020, 5, 3),))),
        ("2020-05-03/2020-06-01", Date(parts=((2020, 5, 3), (2020, 6, 1)))),
        ("2020?", Date(parts=((2020,),), circa=True)),
        ("2020年5月3日", Date(parts=((2020, 5, 3),))),
        ("3 May 2020", Date(parts=((2020, 5, 3),))),
    ],
)
def test_dates_in_words(text: str, expected: Date) -> None:
    found = parse_date(text)
    assert (found.parts, found.circa) == (expected.parts, expected.circa)


words = st.text(alphabet="abcXYZ 张三é-.&<", min_size=1, max_size=12).map(str.strip).filter(bool)
years = st.integers(min_value=1, max_value=2100)


@st.composite
def items(draw: st.DrawFn) -> dict[str, object]:
    item: dict[str, object] = {"id": draw(words), "type": draw(st.sampled_from(["book", "article-journal"]))}
    for variable in draw(st.lists(st.sampled_from(["title", "publisher", "volume", "page"]), unique=True)):
        item[variable] = draw(words)
    for variable in draw(st.lists(st.sampled_from(sorted(NAME_VARIABLES)), unique=True, max_size=3)):
        people = st.fixed_dictionaries({"family": words, "given": words}) | st.fixed_dictionaries(
            {"literal": words}
        )
        item[variable] = draw(st.lists(people, min_size=1, max_size=3))
    for variable in draw(st.lists(st.sampled_from(sorted(DATE_VARIABLES)), unique=True, max_size=2)):
        part = (
            st.tuples(years)
            | st.tuples(years, st.integers(1, 12))
            | st.tuples(years, st.integers(1, 12), st.integers(1, 28))
        )
        item[variable] = {
            "date-parts": [list(parts) for parts in draw(st.lists(part, min_size=1, max_size=2))]
        }
    return item


@given(items())
def test_round_trip(item: dict[str, object]) -> None:
    reference, _ = reference_from_csl(item)
    again, _ = reference_from_csl(reference_to_csl(reference))
    assert again == reference


@given(
    st.dictionaries(
        st.sampled_from(["author", "issued", "title", "volume", "note", "language", "keyword"]),
        st.none()
        | st.booleans()
        | st.integers()
        | words
        | st.lists(words | st.none() | st.integers(), max_size=2),
    )
)
def test_odd_values_never_raise(values: dict[str, object]) -> None:
    _, warnings = reference_from_csl({"id": "oddity", "type": "book", **values})
    assert all("oddity" in warning for warning in warnings)
