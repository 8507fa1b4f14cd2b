"""Long tables: 300 records in Word against 30 by python-docx, which finds a cell by walking the whole table.

`python -m tests.benchmarks.test_table_speed` prints the figures. Only ratios are judged.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from tests.benchmarks import clock
from tests.benchmarks.clock import growth
from tests.render.long_table import long_review
from toolkit.load.project import load_review
from toolkit.model.grid import cell_rows
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview
from toolkit.render.docx import render_table_docx
from toolkit.resolve import resolve

ROWS, PEER_ROWS = 300, 30
"""Its time grows with the square of the rows: for all 300 it takes more than a minute."""
LIMIT = 0.5
"""The share of python-docx's time for a tenth of the rows that ours may take."""
FEW, MORE = 100, 4
GROWTH = 8
"""Four times the records may take so many times as long."""


def ours(review: ResolvedReview) -> None:
    render_table_docx(review, ["long"])


def peer(review: ResolvedReview) -> None:
    """The same texts in the same cells, by the way that python-docx documents."""
    table = review.tables["long"].table
    rows = cell_rows((*table.head, *table.body), table.width)
    document = Document()
    drawn = document.add_table(len(rows), table.width)
    for at, line in enumerate(rows):
        for column, placed in enumerate(line):
            if placed is not None and placed.column == column:
                drawn.cell(at, column).text = plain_text(placed.cell.content)
    document.save(io.BytesIO())


def seconds(work: Callable[[ResolvedReview], None], review: ResolvedReview, rounds: int) -> float:
    return min(clock.seconds(lambda: work(review)) for _ in range(rounds))


def measure(folder: Path) -> tuple[float, float]:
    whole, tenth = (resolve(load_review(long_review(folder / str(n), n))) for n in (ROWS, PEER_ROWS))
    return seconds(ours, whole, 3), seconds(peer, tenth, 2)


def test_a_long_table_is_quick(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, other = measure(tmp_path)
    with capsys.disabled():
        print(f"\n{ROWS} records: {own:.3f} s, {PEER_ROWS} by python-docx: {other:.3f} s, {own / other:.3f}")
    assert own / other <= LIMIT


def test_time_grows_with_the_number_of_records(tmp_path: Path) -> None:
    """Four times the records take about four times as long, in every format that is written for them."""
    from toolkit.render.tables import render_tables

    reviews = {
        count: resolve(load_review(long_review(tmp_path / str(count), count))) for count in (FEW, MORE * FEW)
    }
    for form in ("docx", "xlsx", "csv", "md", "html", "latex", "jats"):

        def write(count: int, form: str = form) -> None:
            render_tables(reviews[count], ["long"], form)

        assert growth(write, FEW, GROWTH, times=MORE) <= GROWTH, form


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        mine, theirs = measure(Path(name))
    sys.stdout.write(f"{ROWS} records: {mine:.3f} s, {PEER_ROWS} by python-docx: {theirs:.3f} s\n")
