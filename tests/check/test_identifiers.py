"""Check digits of ISSN, ISBN and ORCID."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.check.identifiers import isbn_is_valid, issn_is_valid, orcid_is_valid


@pytest.mark.parametrize("issn", ["0028-0836", "1757-6512", "2434-561X"])
def test_real_issns(issn: str) -> None:
    assert issn_is_valid(issn)


@pytest.mark.parametrize("isbn", ["978-3-16-148410-0", "0-306-40615-2", "080442957X", "979-10-90636-07-1"])
def test_real_isbns(isbn: str) -> None:
    assert isbn_is_valid(isbn)


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
def test_orcids_of_the_documentation(orcid: str) -> None:
    assert orcid_is_valid(orcid)


@pytest.mark.parametrize(
    "text", ["", "0028", "0028-083６", "00280836", "0000-0000-0000-0000", "977-3-16-148410-0"]
)
def test_no_identifiers(text: str) -> None:
    assert not issn_is_valid(text)
    assert not isbn_is_valid(text)
    assert not orcid_is_valid(text)


@given(st.integers(0, 9_999_999))
def test_exactly_one_check_digit_makes_an_issn(number: int) -> None:
    digits = f"{number:07}"
    valid = [last for last in "0123456789X" if issn_is_valid(f"{digits[:4]}-{digits[4:]}{last}")]
    assert len(valid) == 1


@given(st.integers(0, 10**15 - 1))
def test_exactly_one_check_digit_makes_an_orcid(number: int) -> None:
    digits = f"{number:015}"
    groups = f"{digits[:4]}-{digits[4:8]}-{digits[8:12]}-{digits[12:]}"
    assert sum(orcid_is_valid(groups + last) for last in "0123456789X") == 1


@given(st.integers(0, 999_999_999))
def test_exactly_one_check_digit_makes_an_isbn(number: int) -> None:
    assert sum(isbn_is_valid(f"{number:09}{last}") for last in "0123456789X") == 1
    assert sum(isbn_is_valid(f"978{number:09}{last}") for last in "0123456789") == 1
