"""The reference list of `poi-clinical` is the printed list of the article that it was measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.reviews.samples import POI, article, entry_text, folded, printed, without_marks

# The printed list writes [J/OL] for two of its twelve works with article numbers and a space before
# [J] in three: what stands there, and what the rest of the list writes.
MISPRINTS = {
    10: (" [J].", "[J]."),
    23: (" [J/OL].", "[J]."),
    29: (" [J].", "[J]."),
    37: ("[J/OL].", "[J]."),
    40: (" [J].", "[J]."),
}
# The extraction numbered the English version of [15] as [16], and the work after it as [17].
TRANSLATION_OF_15 = "WANG Lulu"
MISNUMBERED_16 = "FATHI I"


def printed_list() -> dict[int, str]:
    """The entries of the article by number, translations behind their originals."""
    text = article("004")
    text = text[text.index("参考文献(Reference)") : text.index("[本文编辑")]
    items: dict[int, str] = {}
    for number, body in numbered(without_marks(text)):
        if body.startswith(TRANSLATION_OF_15):
            items[15] += f" {body}"
        else:
            items[16 if body.startswith(MISNUMBERED_16) else number] = body
    for number, (wrong, right) in MISPRINTS.items():
        assert items[number].count(wrong) == 1, f"[{number}] no longer has the misprint"
        items[number] = items[number].replace(wrong, right)
    return items


def numbered(text: str) -> Iterator[tuple[int, str]]:
    pieces = re.split(r"^(?:- )?\[(\d+)\] ", text, flags=re.MULTILINE)[1:]
    for number, body in zip(pieces[::2], pieces[1::2], strict=True):
        yield int(number), folded(body)


def test_the_article_has_forty_nine() -> None:
    assert sorted(printed_list()) == list(range(1, 50))


@pytest.mark.parametrize("number", range(1, 50))
def test_entry(number: int) -> None:
    entries = {entry.number: entry_text(entry) for entry in printed(POI).bibliography}
    assert entries[number] == printed_list()[number]


def test_numbers_follow_the_text() -> None:
    numbers = [entry.number for entry in printed(POI).bibliography]
    assert numbers == list(range(1, 50))


def test_chinese_works_have_an_english_version() -> None:
    both = {entry.number for entry in printed(POI).bibliography if entry.translation}
    assert both == {entry.number for entry in printed(POI).bibliography if entry.language.startswith("zh")}
    assert both == {15, 21, 27}
