"""Faults put into clean manuscripts: nearly all are found, and nothing is found in the clean ones."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import REPOSITORY
from tests.reviews.samples import printed
from tests.word_text import docx_from_text, text_of
from toolkit.check.run import run_checks
from toolkit.load.docx import read_docx
from toolkit.load.manuscript import understand
from toolkit.model.diagnostic import Severity
from toolkit.pipeline.manuscripts import check_manuscript
from toolkit.render.docx import render_docx

REVIEWS = sorted(path.parent.name for path in (REPOSITORY / "reviews").glob("*/review.yaml"))
EACH = 2
"""How many faults of a kind each review gets."""
_SINGLE = re.compile(r"\[(\d{1,2})\]")
_RANGE = re.compile(r"\[(\d{1,2})-(\d{1,2})\]")
_NAMED = re.compile(r"(?<=[。，；、])([A-Z][a-zà-ž]{2,}) 等\^?\s?\[(\d{1,2})\]")


class Text(NamedTuple):
    """A manuscript in the notation of `tests.word_text`: the lines before its list, and its entries."""

    body: list[str]
    entries: list[str]

    def whole(self) -> str:
        return "\n".join([*self.body, *self.entries])


@cache
def clean(name: str, folder: Path) -> Text:
    path = folder / f"{name}.docx"
    path.write_bytes(render_docx(printed(name)))
    lines = text_of(read_docx(path)).replace("\t", " ").splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("# 参考文献")) + 1
    entries = [line for line in lines[at:] if not line.startswith("[本文编辑")]
    return Text(lines[:at], [f"{line} ISSN 1234-5679." if line.startswith("[") else line for line in entries])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("manuscripts")


@pytest.mark.parametrize("name", REVIEWS)
def test_nothing_grave_is_found_in_a_clean_manuscript(name: str, folder: Path) -> None:
    path = folder / f"whole-{name}.docx"
    path.write_bytes(render_docx(printed(name)))
    found = [each for each in check_manuscript(path).result.findings if each.severity is not Severity.HINT]
    assert [(each.code, each.message["en"]) for each in found] == []


# --- faults: each gives the changed text, or nothing where it cannot be put in -----------------------


def _places(pattern: re.Pattern[str], text: Text) -> list[tuple[int, re.Match[str]]]:
    """Where a pattern stands in the prose of the text."""
    begin = next(index for index, line in enumerate(text.body) if line.startswith("# "))
    return [
        (index, match)
        for index, line in enumerate(text.body)
        if index > begin and not line.startswith(("|", "#", "表", "图", "Table", "Fig"))
        for match in pattern.finditer(line)
    ]


def _replaced(text: Text, index: int, match: re.Match[str], new: str) -> Text:
    line = text.body[index]
    body = [*text.body]
    body[index] = line[: match.start()] + new + line[match.end() :]
    return Text(body, text.entries)


def _cited_once(text: Text) -> list[tuple[int, re.Match[str]]]:
    """Single citations of works that are cited nowhere else."""
    whole = "\n".join(text.body)
    counts = Counter(_SINGLE.findall(whole))
    many = {str(n) for first, last in _RANGE.findall(whole) for n in range(int(first), int(last) + 1)}
    many |= set(re.findall(r"\d+", " ".join(re.findall(r"\[[\d, -]*,[\d, -]*\]", whole))))
    return [(i, m) for i, m in _places(_SINGLE, text) if counts[m[1]] == 1 and m[1] not in many]


def renumber_citation(text: Text, dice: random.Random) -> Text | None:
    """A number of the text becomes one that the list does not have."""
    index, match = dice.choice(_places(_SINGLE, text))
    return _replaced(text, index, match, f"[{len(text.entries) + dice.randint(1, 9)}]")


def renumber_entry(text: Text, dice: random.Random) -> Text | None:
    """An entry takes the number of the one before it."""
    numbered = [index for index, entry in enumerate(text.entries) if entry.startswith("[")][1:]
    index = dice.choice(numbered)
    number = int(_SINGLE.match(text.entries[index])[1])  # type: ignore[index]
    entries = [*text.entries]
    entries[index] = entries[index].replace(f"[{number}]", f"[{number - 1}]", 1)
    return Text(text.body, entries)


def delete_entry(text: Text, dice: random.Random) -> Text | None:
    entries = [*text.entries]
    del entries[dice.choice([index for index, entry in enumerate(entries) if entry.startswith("[")])]
    return Text(text.body, entries)


def delete_citation(text: Text, dice: random.Random) -> Text | None:
    places = _cited_once(text)
    return _replaced(text, *dice.choice(places), "") if places else None


def swap_names(text: Text, dice: random.Random) -> Text | None:
    """Two narrative citations change their names."""
    places = _places(_NAMED, text)
    if len({match[1] for _, match in places}) < 2:
        return None
    index, match = dice.choice(places)
    other = dice.choice([found[1] for _, found in places if found[1] != match[1]])
    return _replaced(text, index, match, match[0].replace(match[1], other))


def break_check_digit(text: Text, dice: random.Random) -> Text | None:
    entries = [*text.entries]
    index = dice.choice([index for index, entry in enumerate(entries) if "1234-5679" in entry])
    entries[index] = entries[index].replace("1234-5679", f"1234-567{dice.choice('012345678X')}")
    return Text(text.body, entries)


def duplicate_entry(text: Text, dice: random.Random) -> Text | None:
    """A work is listed a second time at the end, and cited there."""
    entry = dice.choice([entry for entry in text.entries if entry.startswith("[")])
    last = max(int(match[1]) for entry in text.entries if (match := _SINGLE.match(entry)))
    body = [*text.body[:-1], f"综上所述，证据仍然有限[{last + 1}]。", text.body[-1]]
    return Text(body, [*text.entries, _SINGLE.sub(f"[{last + 1}]", entry, count=1)])


def invert_range(text: Text, dice: random.Random) -> Text | None:
    places = _places(_RANGE, text)
    if not places:
        return None
    index, match = dice.choice(places)
    return _replaced(text, index, match, f"[{match[2]}-{match[1]}]")


Fault = Callable[[Text, random.Random], Text | None]
FAULTS: dict[str, tuple[Fault, frozenset[str]]] = {
    "renumber a citation": (renumber_citation, frozenset({"MAN001"})),
    "renumber an entry": (renumber_entry, frozenset({"MAN003", "MAN004"})),
    "delete an entry": (delete_entry, frozenset({"MAN001", "MAN004"})),
    "delete a citation": (delete_citation, frozenset({"MAN002"})),
    "swap names": (swap_names, frozenset({"CIT003"})),
    "break a check digit": (break_check_digit, frozenset({"REF006"})),
    "duplicate an entry": (duplicate_entry, frozenset({"REF001", "REF020"})),
    "invert a range": (invert_range, frozenset({"MAN006"})),
}


def _injected(folder: Path) -> Iterator[tuple[str, str, frozenset[str], Text]]:
    dice = random.Random(1)  # noqa: S311 (not for secrets)
    for name in REVIEWS:
        for kind, (fault, codes) in FAULTS.items():
            for _ in range(EACH):
                changed = fault(clean(name, folder), dice)
                if changed is not None:
                    yield name, kind, codes, changed


def test_faults_are_found(folder: Path) -> None:
    missed: list[str] = []
    tried: Counter[str] = Counter()
    path = folder / "faulty.docx"
    for name, kind, codes, text in _injected(folder):
        path.write_bytes(docx_from_text(text.whole()))
        result = run_checks(understand(read_docx(path)), select=tuple(sorted(codes)), source="manuscript")
        tried[kind] += 1
        if not result.findings:
            missed.append(f"{name}: {kind}")
    assert set(tried) == set(FAULTS), "every kind could be put in somewhere"
    assert sum(tried.values()) >= 64
    assert len(missed) <= 0.05 * sum(tried.values()), missed
