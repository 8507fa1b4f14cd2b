"""The printed list of a published article (seed 004), read entry by entry."""

from __future__ import annotations

import pytest

from tests.load.refstring.roundtrip import folded, initials
from tests.reviews.samples import POI, printed
from tests.reviews.test_poi_references import printed_list
from toolkit.load.refstring import ParsedEntry, parse_entry
from toolkit.model.reference import Reference

FIELDS = ("title", "container-title", "volume", "issue", "page")


def _wanted() -> dict[int, Reference]:
    return {entry.number: entry.reference for entry in printed(POI).bibliography}


def _wrong(entry: ParsedEntry, want: Reference) -> list[str]:
    read = entry.reference
    wrong = [
        name
        for name in FIELDS
        if folded(read.get(name)) not in {folded(want.get(name)), folded(want.get(f"{name}-short"))}
    ]
    if read.dates["issued"].year != want.dates["issued"].year:
        wrong.append("issued")
    names = [(name.literal or name.family, initials(name.given)) for name in read.names["author"]]
    wanted = [
        (name.literal or f"{name.non_dropping_particle}{name.family}", initials(name.given))
        for name in want.names["author"]
    ]
    same = [
        folded(a[0]) == folded(b[0]) and a[1] == b[1]
        for a, b in zip(names, wanted[: len(names)], strict=True)
    ]
    if not all(same) or ("author" in read.truncated) != (len(wanted) > 3 or "author" in want.truncated):
        wrong.append("author")
    return wrong


def test_every_field_of_forty_nine_entries() -> None:
    listed, wanted = printed_list(), _wanted()
    wrong = {
        number: fields
        for number, text in listed.items()
        if (fields := _wrong(parse_entry(text), wanted[number]))
    }
    assert len(listed) == 49
    assert len(wrong) <= 1, {number: (fields, listed[number]) for number, fields in wrong.items()}


@pytest.mark.parametrize("number", [15, 21, 27])
def test_the_english_version_is_read_too(number: int) -> None:
    translation = parse_entry(printed_list()[number]).translation
    assert translation is not None
    assert {"title", "container-title", "volume", "issue", "page"} <= translation.fields.keys()
    assert translation.names["author"][0].given.istitle()


def test_the_style_is_told() -> None:
    assert {parse_entry(text).style for text in printed_list().values()} == {"gbt7714"}
