"""The five reviews built as Word files and read back as if somebody had sent them: nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.conftest import REPOSITORY
from tests.reviews.samples import printed
from toolkit.check.works import folded
from toolkit.load.docx import read_docx
from toolkit.load.manuscript import understand
from toolkit.model.block import NumberedHeading, NumberedTable
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview
from toolkit.render.docx import render_docx

SAMPLES = sorted(path.parent.name for path in (REPOSITORY / "reviews").glob("*/review.yaml"))


@pytest.fixture(
    scope="module", params=[(name, zotero) for name in SAMPLES for zotero in (False, True)], ids=str
)
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ResolvedReview, ResolvedReview]:
    """A review, and what is understood of the Word file that it becomes."""
    name, zotero = request.param
    review = printed(name)
    path = tmp_path_factory.mktemp(name) / "manuscript.docx"
    path.write_bytes(render_docx(review, zotero=zotero))
    return review, understand(read_docx(path))


def test_every_citation(pair: tuple[ResolvedReview, ResolvedReview]) -> None:
    review, back = pair
    assert back.manuscript is not None
    numbers = {entry.key: str(entry.number) for entry in review.bibliography}
    wanted = Counter(numbers[key] for citation in review.citations for key in citation.keys)
    found = Counter(work.printed for cluster in back.manuscript.clusters for work in cluster.works)
    assert found == wanted
    assert not back.unresolved


def test_every_reference(pair: tuple[ResolvedReview, ResolvedReview]) -> None:
    review, back = pair
    assert back.manuscript is not None
    entries = back.manuscript.entries
    assert [entry.number for entry in entries] == [entry.number for entry in review.bibliography]
    for entry, wanted in zip(entries, review.bibliography, strict=True):
        text = plain_text(wanted.content) + plain_text(wanted.translation)
        assert "".join(entry.text.split()) == "".join(text.split())
        title = wanted.reference.get("title")
        assert folded(entry.reference.get("title")) == folded(title), entry.text
        assert entry.reference.dates["issued"].year == wanted.reference.dates["issued"].year


def test_every_heading(pair: tuple[ResolvedReview, ResolvedReview]) -> None:
    review, back = pair
    wanted = [block for block in review.blocks if isinstance(block, NumberedHeading)]
    found = [block for block in back.blocks if isinstance(block, NumberedHeading)]
    assert [(block.source.level, block.number, plain_text(block.content)) for block in found] == [
        (block.source.level, block.number, plain_text(block.content).replace("\u2060", ""))
        for block in wanted
    ]


def test_every_table_and_figure(pair: tuple[ResolvedReview, ResolvedReview]) -> None:
    review, back = pair
    assert [table.number for table in back.tables.values()] == sorted(
        table.number for table in review.tables.values()
    )
    for wanted, found in zip(
        sorted(review.tables.values(), key=lambda table: table.number), back.tables.values(), strict=True
    ):
        assert _cells(found) == _cells(wanted)
        assert len(found.table.notes) == len(wanted.table.notes)
        assert [plain_text(caption.content) for caption in found.captions] == [
            plain_text(caption.content) for caption in wanted.captions
        ]
    captions = [plain_text(figure.captions[0].content) for figure in back.figures.values()]
    assert captions == [plain_text(figure.captions[0].content) for figure in review.figures.values()]


def _cells(table: NumberedTable) -> list[tuple[int, int, str]]:
    return [
        (cell.colspan, cell.rowspan, "".join(plain_text(cell.content).split()))
        for row in (*table.table.head, *table.table.body)
        for cell in row.cells
    ]


def test_front_matter(pair: tuple[ResolvedReview, ResolvedReview]) -> None:
    review, back = pair
    wanted, found = review.source.metadata, back.source.metadata
    assert {key: plain_text(text) for key, text in found.title.texts.items()} == {
        key: plain_text(text) for key, text in wanted.title.texts.items()
    }
    assert {key: len(words) for key, words in found.keywords.items()} == {
        key: len(words) for key, words in wanted.keywords.items()
    }
    assert set(found.statements) >= set(wanted.statements)
