"""Identifiers of works and people: their forms and check digits."""

from __future__ import annotations

import re

from toolkit.check.patterns import lazy

_ISSN = lazy(r"\d{4}-\d{3}[\dX]", re.ASCII)
_ORCID = lazy(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
_ISBN_10, _ISBN_13 = 10, 13


def issn_is_valid(issn: str) -> bool:
    """Four digits, a hyphen, three digits, check digit modulo 11 with weights 8 to 2 (ISO 3297)."""
    if not _ISSN().fullmatch(issn):
        return False
    digits = issn.replace("-", "")
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=False))
    return digits[-1] == "0123456789X"[-total % 11]


def isbn_is_valid(isbn: str) -> bool:
    """Ten digits with a check digit modulo 11, or thirteen with one modulo 10 (ISO 2108)."""
    digits = isbn.replace("-", "").replace(" ", "")
    if len(digits) == _ISBN_10 and re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0
    if len(digits) == _ISBN_13 and re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    return False


def orcid_is_valid(orcid: str) -> bool:
    """Four groups of four, check digit ISO 7064 MOD 11-2 (ORCID, Structure of the ORCID identifier)."""
    if not _ORCID().fullmatch(orcid):
        return False
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == "0123456789X"[(12 - total % 11) % 11]
