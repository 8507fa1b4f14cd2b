"""Addresses and bookmark names."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.render.docx.anchors import bookmark_name
from toolkit.render.docx.links import address


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        (" HTTP://example.org ", "HTTP://example.org"),
        ("mailto:author@example.org", "mailto:author@example.org"),
        ("https://example.org/创面", "https://example.org/%E5%88%9B%E9%9D%A2"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://doi.org/10.1002/(SICI)1<1::AID>3.0", "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0"),
        ("doi:10.1000/x<y>", "https://doi.org/10.1000/x%3Cy%3E"),
        ("DOI: 10.1000/x", "https://doi.org/10.1000/x"),
    ],
)
def test_addresses_are_made_valid(target: str, expected: str) -> None:
    assert address(target) == expected


@pytest.mark.parametrize(
    "target",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "figures/a.png",
        "https://",
        "http://[",
        "mailto:",
        "doi:x",
    ],
)
def test_everything_else_is_no_address(target: str) -> None:
    assert address(target) is None


@given(st.text(st.characters(), max_size=40))
@example("https://\ud800")
@settings(max_examples=100)
def test_addresses_hold_only_what_rfc_3986_allows(target: str) -> None:
    for found in (address(f"https://example.org/{target}"), address(target)):
        assert found is None or re.fullmatch(r"[A-Za-z0-9%:/?#\[\]@!$&'()*+,;=._~-]+", found)


@given(st.lists(st.text(st.characters(), max_size=60), min_size=2, max_size=2, unique=True))
@example(["Yang2024", "yang2024"])
@example(["a-b", "a_b"])
@example(["a" * 40, "a" * 41])
@settings(max_examples=100)
def test_bookmarks_are_names_that_word_takes_and_tells_apart(names: list[str]) -> None:
    first, second = (bookmark_name("tbl", name, "zh") for name in names)
    assert re.fullmatch(r"_\w{0,37}", first)
    assert first.lower() != second.lower()


def test_plain_ids_are_readable_in_bookmarks() -> None:
    assert bookmark_name("tbl", "hydrogels") == "_Ref_tbl_hydrogels"
    assert bookmark_name("bib", "doi:10.1000/x").startswith("_Ref_bib_doi_10_1000_x_")
