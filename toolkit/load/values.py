"""What a field of a record says, beside numbers: dates, choices, yes and no.

Each function reads one type and raises `UnfitError`, with the reason, for a text that is not of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from toolkit.load.quantities import UnfitError
from toolkit.load.yaml_nodes import shorten
from toolkit.model.evidence import Choice, DateValue, Proportion
from toolkit.nearest import did_you_mean

MISSING_TEXTS = frozenset({"", "-", "–", "—", "N/A", "n/a", "NA", "/", "~"})
"""How authors write that there is nothing to say."""
_BOOLEANS = {
    "true": True,
    "yes": True,
    "是": True,
    "有": True,
    "false": False,
    "no": False,
    "否": False,
    "无": False,
}
UNCLEAR = Choice("unclear", {"zh": "不清楚", "en": "unclear"})
"""The third answer to a question of yes or no."""
_UNCLEAR = frozenset({"unclear", "unknown", "not reported", "nr", "不清楚", "不明", "不详", "未知", "未报告"})
_COUNT = r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９／％﹪", "0123456789/%%")
_PROPORTIONS = (
    re.compile(rf"{_COUNT} ?(?:/|of|out of) ?{_COUNT}"),
    re.compile(rf"(?P<whole>{_COUNT}) ?[例名人只]中 ?(?P<part>{_COUNT}) ?[例名人只]?"),
)


def parse_date(text: str) -> DateValue:
    """A date of any precision: `2023`, `2023-05`, `2023-05-08`, `2023年5月`, `May 2023`."""
    from toolkit.model.date_text import parse_date as parse_any_date

    found = parse_any_date(text)
    months = [part for parts in found.parts for part in parts[1:2]]
    if found.circa or found.season or len(found.parts) != 1 or any(12 < month < 17 for month in months):
        raise UnfitError(f"“{shorten(text)}” is not a date such as 2023-05-08, 2023-05 or 2023")
    parts = found.parts[0]
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        raise UnfitError(f"there is no such day as “{shorten(text)}”") from None
    return DateValue(parts)


def parse_boolean(text: str) -> bool | Choice:
    """Yes or no, in English or Chinese; `UNCLEAR` where a study does not tell."""
    word = text.strip().casefold()
    if word in _UNCLEAR:
        return UNCLEAR
    found = _BOOLEANS.get(word)
    if found is None:
        raise UnfitError(f"“{shorten(text)}” is neither yes, no nor unclear")
    return found


def parse_proportion(text: str, decimals: int = 1) -> Proportion:
    """So many of so many: `19/61`, `19 of 61`, `61 例中 19 例`. The percentage is computed, never typed."""
    plain = " ".join(text.translate(_FULL_WIDTH).split())
    if "%" in plain:
        raise UnfitError(
            f"the percentage in “{shorten(text)}” is computed; write the two counts alone, 19/61"
        )
    found = next((match for form in _PROPORTIONS if (match := form.fullmatch(plain))), None)
    if found is None:
        raise UnfitError(f"“{shorten(text)}” is not so many of so many, such as 19/61")
    named = found.groupdict()
    part, whole = (
        int(count.replace(",", ""))
        for count in ((named["part"], named["whole"]) if named else (found[1], found[2]))
    )
    if part > whole:
        raise UnfitError(f"{part} of {whole} is more than all")
    if not whole:
        raise UnfitError("there is no share of 0")
    return Proportion(part, whole, decimals)


def parse_choice(text: str, choices: Mapping[str, Mapping[str, str]]) -> Choice:
    """One of the codes of a field, or the label of one in any language."""
    wanted = _folded(text)
    for code, labels in choices.items():
        if wanted == _folded(code) or any(wanted == _folded(label) for label in labels.values()):
            return Choice(code, labels)
    known = [*choices, *(label for labels in choices.values() for label in labels.values())]
    raise UnfitError(
        f"“{shorten(text)}” is not one of {', '.join(choices)}.{did_you_mean(text, known)}".rstrip(".")
    )


@lru_cache(maxsize=1024)  # the labels of a schema are asked for with every record
def _folded(text: str) -> str:
    return re.sub(r"[\s_\-]+", " ", text.strip()).casefold()
