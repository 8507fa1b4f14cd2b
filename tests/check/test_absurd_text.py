"""Paragraphs that nobody writes on purpose cost no more than their length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.word_text import docx_from_text
from toolkit.pipeline.manuscripts import check_manuscript

SIZE = 10_000
"""Characters of the shorter paragraph."""
GROWTH = 2.6
"""Twice the input may take so many times as long, beyond what an ordinary paragraph takes."""
GRACE = 0.3
"""Seconds within which growth cannot be told from noise."""
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


def seconds(folder: Path, paragraph: str) -> float:
    """Processor time of a check of a manuscript that holds this paragraph."""
    path = folder / "absurd.docx"
    references = "[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9."
    text = f"合成标题\n# 1 引言\n{paragraph}\n# 参考文献\n{references}\n"
    path.write_bytes(docx_from_text(text))
    start = time.process_time()
    check_manuscript(path)
    return time.process_time() - start


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_twice_the_text_takes_twice_as_long(tmp_path: Path, unit: str) -> None:
    half = seconds(tmp_path, unit * (SIZE // len(unit)))
    whole = seconds(tmp_path, unit * (2 * SIZE // len(unit)))
    assert whole <= GROWTH * half + GRACE


def test_two_thousand_headings(tmp_path: Path) -> None:
    half, whole = (
        seconds(tmp_path, "".join(f"# 标题{number}\n" for number in range(n))) for n in (1000, 2000)
    )
    assert whole <= GROWTH * half + GRACE
