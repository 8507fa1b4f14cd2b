"""Dates as reference lists print them."""

from __future__ import annotations

import re

from toolkit.model.reference import Date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
YEAR = r"(?:1[4-9]|20)\d\d"
DATE = (
    rf"(?:{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{YEAR}\s?年\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?"
    rf"|{YEAR}\s{MONTH}(?:\s\d{{1,2}})?|{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH},?\s{YEAR}|{MONTH}\s{YEAR}|{YEAR}[-/.]\d{{1,2}}|{YEAR})"
)
"""One date in folded text: year first, month first or day first, in digits or words."""
_PART = re.compile(rf"(?P<month>{MONTH})|(?P<number>\d{{1,4}})")


def read_date(text: str) -> Date | None:
    """The date in a text of the form `DATE`; nothing if its month or day does not exist."""
    year = month = 0
    numbers: list[int] = []
    for match in _PART.finditer(text):
        if match["month"]:
            month = _MONTHS[match["month"].rstrip(".").lower()]
        elif len(match["number"]) == 4:
            year = int(match["number"])
        else:
            numbers.append(int(match["number"]))
    if not month and numbers:
        month = numbers.pop(0)
    day = numbers[0] if numbers else 0
    if not year or month > 12 or day > 31:
        return None
    parts = (year, month, day)
    return Date((parts[: parts.index(0) if 0 in parts else 3],))
