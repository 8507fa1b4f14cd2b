"""Paragraphs that nobody writes on purpose cost no more than their length."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.clock import growth
from tests.word_text import docx_from_text
from toolkit.pipeline.manuscripts import check_manuscript

SIZE = 10_000
"""Characters of the shorter paragraph."""
HEADINGS = 1000
GROWTH = 2.6
"""Twice the input may take at most so many times as long."""
REPEATED = {
    "dots": ".",
    "brackets": "(",
    "square brackets": "[",
    "closing brackets": "）",
    "digits": "1",
    "capitals": "A",
    "hyphens": "-",
    "ranges": "1-",
    "underscores": "_",
    "steps": "1.",
    "units": "5mg",
    "spaced letters": " a",
    "citations": "[1]",
    "names": "PMC",
    "address": "a@a.",
    "ideographs": "癌",
}


def manuscript(path: Path, text: str) -> Path:
    references = "[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9."
    path.write_bytes(docx_from_text(f"合成标题\n# 1 引言\n{text}\n# 参考文献\n{references}\n"))
    return path


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_twice_the_text_takes_twice_as_long(tmp_path: Path, unit: str) -> None:
    paths = {
        size: manuscript(tmp_path / f"{size}.docx", unit * (size // len(unit))) for size in (SIZE, 2 * SIZE)
    }
    assert growth(lambda size: check_manuscript(paths[size]), SIZE, GROWTH) <= GROWTH


def test_two_thousand_headings(tmp_path: Path) -> None:
    paths = {
        count: manuscript(tmp_path / f"{count}.docx", "".join(f"# 标题{number}\n" for number in range(count)))
        for count in (HEADINGS, 2 * HEADINGS)
    }
    assert growth(lambda count: check_manuscript(paths[count]), HEADINGS, GROWTH) <= GROWTH
