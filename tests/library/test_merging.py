"""Merging the entries of one work. All works are synthetic."""

from __future__ import annotations

from dataclasses import replace

from tests.library.kit import work
from toolkit.library.merging import merge, missing_from
from toolkit.model.reference import Date

FIRST = work("first", "Synthetic work", "Yang X", 2024, container_title="J Synth Work", volume="3")
FIRST = replace(FIRST, truncated=frozenset({"author"}))
SECOND = work(
    "second", "Synthetic work", "Yang Xin; Li Yi", 2024,
    container_title="Journal of Synthetic Work", volume="4", DOI="10.5555/x",
)  # fmt: skip
SECOND = replace(SECOND, dates={"issued": Date(((2024, 5),))}, extra={"file": "x.pdf"})


def test_fields_are_merged_and_every_choice_is_shown() -> None:
    merged = merge((FIRST, SECOND))
    reference = merged.reference
    assert reference.id == "first"
    assert reference.get("container-title") == "Journal of Synthetic Work"
    assert reference.get("volume") == "3"
    assert reference.get("DOI") == "10.5555/x"
    assert [name.given for name in reference.names["author"]] == ["Xin", "Yi"]
    assert not reference.truncated
    assert reference.dates["issued"].parts == ((2024, 5),)
    assert reference.extra == {"file": "x.pdf"}
    shown = {choice.field: (choice.value, choice.key, choice.others) for choice in merged.choices}
    assert shown["volume"] == ("3", "first", (("second", "4"),))
    assert shown["author"][:2] == ("Yang, Xin; Li, Yi", "second")
    assert shown["author"][2] == (("first", "Yang, X; others"),)
    assert shown["DOI"] == ("10.5555/x", "second", ())
    assert "title" not in shown


def test_what_one_entry_lacks_of_another() -> None:
    missing = missing_from(FIRST, SECOND)
    assert missing.id == "first"
    assert missing.fields == {"DOI": "10.5555/x"}
    assert list(missing.names) == ["author"]
    assert not missing.dates


def test_merging_one_entry_changes_nothing() -> None:
    assert merge((SECOND,)).reference == SECOND
    assert merge((SECOND,)).choices == ()
