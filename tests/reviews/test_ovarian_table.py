"""Table 1 of `ovarian-failure-hsct` says what the article's table says, and is numbered as it is there."""

from __future__ import annotations

import re

from tests.reviews.samples import OVARIAN_FAILURE, article, bare, printed
from toolkit.model.block import NumberedTable
from toolkit.model.inline import CiteItem, plain_text

# Errors of the article's text: what stands there, and what is meant.
MISPRINTS = {"Bc1-2": "Bcl-2"}
# The article wrote this explanation twice over; the review says it in other words.
REWORDED = {"shho-1"}
# Works that could not be verified carry no citation; the table says so with this mark.
UNVERIFIED = {"Qu", "Yin", "Xiong", "Cai", "Yang"}
MISSING = "—"


def table() -> NumberedTable:
    return printed(OVARIAN_FAILURE).tables["preclinical"]


def rows() -> list[list[str]]:
    return [[plain_text(cell.content) for cell in row.cells] for row in table().table.body]


def part(start: str, end: str) -> str:
    text = article("003")
    place = text.index("脐带间充质干细胞治疗 POF 的临床前研究总结")
    first = text.index(start, place) + len(start)
    found = bare(text[first : text.index(end, first)])
    for wrong, right in MISPRINTS.items():
        found = found.replace(wrong, right)
    return found


def article_rows() -> list[tuple[str, str]]:
    """The cells of each row in one, and the author in its last column."""
    pieces = re.split(r"([A-Z][a-z]+)等\[\d+\]", part("参考文献", "注："))
    assert pieces.pop() == ""
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def test_heads() -> None:
    (head,) = table().table.head
    cells = [bare(plain_text(cell.content)) for cell in head.cells]
    assert cells == ["动物模型", "造模药物", "UC-MSCs类型", "注射方式", "研究结论", "参考文献"]
    assert "".join(cells) == part("临床前研究总结", "参考文献") + "参考文献"


def test_cells() -> None:
    """A row of the article is its cells one after the other, so each cell must be the next piece of it."""
    assert len(rows()) == len(article_rows()) == 9
    for cells, (text, author) in zip(rows(), article_rows(), strict=True):
        rest = text.removesuffix("。")
        for cell in cells[:5]:
            assert rest.startswith(bare(cell)), f"{author}: {cell}"
            rest = rest.removeprefix(bare(cell))
        assert rest == "", author


def test_authors_of_the_rows() -> None:
    for cells, (_, author) in zip(rows(), article_rows(), strict=True):
        if author in UNVERIFIED:
            assert cells[5] == MISSING
        else:
            assert re.fullmatch(rf"{author} 等 \[\d+\]", cells[5]), cells[5]


def test_caption() -> None:
    (caption,) = table().captions
    assert plain_text(caption.content) == "脐带间充质干细胞治疗 POF 的临床前研究总结"
    assert table().number == 1


def test_note_explains_what_the_article_explains() -> None:
    printed_note = bare("；".join(plain_text(note.content) for note in table().table.notes))
    explained = [pair.split("为", 1) for pair in part("注：", "·249·").split("；")]
    assert len(explained) == 14
    for short, full in explained:
        assert f"{short}为" in printed_note
        if short not in REWORDED:
            assert f"{short}为{full}" in printed_note


def test_works_cited_only_in_the_table_are_numbered_where_it_stands() -> None:
    """As in the article: [30] to [32] behind the text of 3.1, and 3.2 goes on with [33] to [35]."""
    review = printed(OVARIAN_FAILURE)
    numbers = {entry.key: entry.number for entry in review.bibliography}
    times = [key for citation in review.citations for key in citation.keys]
    in_table = {
        item.key
        for record in review.source.evidence["preclinical"].records.values()
        if "cite" in record.values
        for item in record.values["cite"].items
        if isinstance(item, CiteItem)
    }
    only_here = sorted(numbers[key] for key in in_table if times.count(key) == 1)
    assert only_here == [30, 31, 32]
    assert [numbers[key] for key in ("yan2020clinical", "igboeli2020intraovarian", "ding2018collagen")] == [
        33,
        34,
        35,
    ]
    assert rows()[0][5] == "Cui 等 [21]"
