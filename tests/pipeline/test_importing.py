"""Manuscripts as review folders: built again, they give the manuscript back; what is lost is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.load.docx.kit import docx
from tests.reviews.samples import printed
from tests.word_text import docx_from_text
from toolkit.errors import ToolkitError
from toolkit.load.project import load_review
from toolkit.model.block import Blocks, NumberedHeading, NumberedTable, Paragraph
from toolkit.model.diagnostic import Severity
from toolkit.model.grid import cell_rows, full_width
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview
from toolkit.model.word import View
from toolkit.pipeline import check
from toolkit.pipeline.importing import Imported, import_manuscript
from toolkit.render.docx import render_docx
from toolkit.resolve import resolve

NAMES = sorted(path.parent.name for path in (REPOSITORY / "reviews").glob("*/review.yaml"))
JOURNALS = {"zh": "cn-medical-biotechnology", "en": "icmje"}
PNG = b"\x89PNG\r\n\x1a\n" + b"synthetic" + b"IEND\xaeB`\x82"


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Imported, Path]]:
    """Each review, built as Word file in its own journal's form and imported."""
    root = tmp_path_factory.mktemp("imported")
    found: dict[str, tuple[Imported, Path]] = {}
    for name in NAMES:
        file = root / f"{name}.docx"
        file.write_bytes(render_docx(printed(name)))
        made = import_manuscript(file, root / name, journal=printed(name).journal.id, journals=JOURNALS)
        found[name] = made, root / name
    return found


def imported(folder: Path, content: bytes, **options: str) -> Imported:
    (folder / "manuscript.docx").write_bytes(content)
    return import_manuscript(folder / "manuscript.docx", folder / "review", journals=JOURNALS, **options)


def texts_of(folder: Path, part: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / part).glob("*.*")))


# --- the five reviews ---------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_review_comes_back_as_it_printed(name: str, again: dict[str, tuple[Imported, Path]]) -> None:
    before, after = printed(name), resolve(load_review(again[name][1]))
    assert _headings(after) == _headings(before)
    assert _references(after) == _references(before)
    assert _numbers(after) == _numbers(before)
    assert [_cells(table) for table in after.tables.values()] == [
        _cells(table) for table in before.tables.values()
    ]
    assert [figure.number for figure in after.figures.values()] == [
        figure.number for figure in before.figures.values()
    ]
    assert [_blocks(note.blocks) for note in after.footnotes] == [
        _blocks(note.blocks) for note in before.footnotes
    ]
    assert len(_blocks(after.blocks)) == len(_blocks(before.blocks))
    assert after.unresolved == ()


@pytest.mark.parametrize("name", NAMES)
def test_an_imported_review_checks_without_an_error(
    name: str, again: dict[str, tuple[Imported, Path]]
) -> None:
    checked = check(again[name][1])
    assert checked.problems == ()
    assert [each for each in checked.result.findings if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_review_is_lost_but_what_the_journal_prints(
    name: str, again: dict[str, tuple[Imported, Path]]
) -> None:
    losses = again[name][0].losses
    assert {loss.kind for loss in losses} <= {"text", "note"}
    assert len([loss for loss in losses if loss.kind == "text"]) <= 8


def _headings(review: ResolvedReview) -> list[tuple[int, str, str]]:
    return [
        (block.source.level, block.number, plain_text(block.content))
        for block in review.blocks
        if isinstance(block, NumberedHeading)
    ]


def _references(review: ResolvedReview) -> list[tuple[str, str, str]]:
    return [
        (entry.label, plain_text(entry.content), plain_text(entry.translation))
        for entry in review.bibliography
    ]


def _numbers(review: ResolvedReview) -> list[str]:
    """The numbers of all citations, one after the other, as they print."""
    text = " ".join(plain_text(citation.content) for citation in review.citations)
    return re.findall(r"\[[^\]]*\]", text)


def _cells(table: NumberedTable) -> list[list[str]]:
    own = table.table
    rows = cell_rows((*own.head, *own.body), full_width(own))
    return [["" if cell is None else _plain(plain_text(cell.cell.content)) for cell in row] for row in rows]


def _plain(text: str) -> str:
    return "".join(text.split())


def _blocks(blocks: Blocks) -> list[str]:
    return [_plain(plain_text(each.content)) for each in blocks if isinstance(each, Paragraph)]


# --- manuscripts as people send them ------------------------------------------------------

MANUSCRIPT = """\
Synthetic title of a review
ADAM Brown^1^, Carl Davis^2,*^
1. Department of Tests, Synthetic University
2. Synthetic Hospital
* Corresponding author: Carl Davis, E-mail: davis@example.org
Abstract: A synthetic abstract.
Keywords: one; two
# 1. Introduction
Works are cited [1], in ranges [1-3] and twice [2] [3]. Brown et al. [3] found *in vivo* 10^7^ cells.
A list lacks [9], and [2,8] half. A note stands here.[^1] See Table 1 and Fig. 2A.
## 1.1 Details
Words with * and _, P < 0.05, 30~160 nm, $5, a|b, @home, ECM@exo, {{ x }} and [brackets](here).
Table 1. Synthetic patients
| Cell type | Patients | Outcome | Ref. |
| MSC | 12 | better [1] | [1] |
| ADSC | 30 | N/A | [2-3] |
# 2. Conclusion
Done.
# Conflict of interest
None.
# References
[1] Brown A. Synthetic work one. Synth J. 2020;1(1):1-9.
[2] Davis C. Synthetic work two. Synth J. 2021;2(2):10-19.
[3] Evans D. Synthetic work three. Synth J. 2022;3(3):20-29.
[^1]: The note, with a citation [1].
"""


def test_a_manuscript_in_english(tmp_path: Path) -> None:
    made = imported(tmp_path, docx_from_text(MANUSCRIPT))
    folder = tmp_path / "review"
    text = texts_of(folder, "sections")
    assert "in ranges [@brown2020synthetic; @davis2021synthetic; @evans2022synthetic]" in text
    assert "and twice [@davis2021synthetic; @evans2022synthetic]" in text
    assert "Brown et al. [@evans2022synthetic] found *in vivo* 10^7^ cells." in text
    assert "here.[^1] See @tbl:tbl1 and Fig. 2A." in text
    assert "[^1]: The note, with a citation [@brown2020synthetic]." in text
    assert "## Details" in text
    assert "ECM@exo" in text
    assert "30~160 nm" in text
    review = resolve(load_review(folder))
    words = next(line for line in MANUSCRIPT.splitlines() if line.startswith("Words with"))
    assert words in [plain_text(block.content) for block in review.blocks if isinstance(block, Paragraph)]
    metadata = review.source.metadata
    assert [plain_text(author.name.best("en")) for author in metadata.authors] == ["ADAM Brown", "Carl Davis"]
    assert metadata.authors[1].corresponding
    assert metadata.authors[1].email == "davis@example.org"
    assert [author.affiliations for author in metadata.authors] == [("unit1",), ("unit2",)]
    assert plain_text(metadata.statements["conflict_of_interest"].best("en")) == "None."
    assert metadata.journal == "icmje"
    assert [(loss.line, loss.detail) for loss in made.losses if loss.kind == "citation"] == [
        (10, "[9]"),
        (10, "[8]"),
    ]


def test_a_table_of_a_known_schema_becomes_records(tmp_path: Path) -> None:
    text = MANUSCRIPT.replace("Cell type | Patients | Outcome", "Registry number | Participants | Status")
    text = text.replace("MSC | 12 | better [1]", "NCT05078385 | 12 | completed")
    text = text.replace("ADSC | 30 | N/A", "NCT05243368 | 30 | recruiting")
    imported(tmp_path, docx_from_text(text))
    evidence = (tmp_path / "review/evidence/tbl1.yaml").read_text(encoding="utf-8")
    assert "schema: trial" in evidence
    assert "- id: NCT05078385" in evidence
    assert not (tmp_path / "review/evidence/schemas").exists()


def test_a_table_that_holds_no_records_stays_in_the_text(tmp_path: Path) -> None:
    text = MANUSCRIPT.replace("| ADSC | 30 | N/A | [2-3] |", "| ADSC |  | a/b | [2-3] |")
    imported(tmp_path, docx_from_text(text))
    sections = texts_of(tmp_path / "review", "sections")
    assert ": Synthetic patients {#tbl:tbl1}" in sections
    assert "| MSC | 12 | better [@brown2020synthetic] | [@brown2020synthetic] |" in sections
    assert not (tmp_path / "review/evidence").exists()


def test_numbers_that_change_are_told(tmp_path: Path) -> None:
    made = imported(
        tmp_path, docx_from_text(MANUSCRIPT.replace("Works are cited [1]", "Works are cited [3]"))
    )
    (moved,) = [loss.detail for loss in made.losses if loss.kind == "difference" and "→ [" in loss.detail]
    assert "[3] → [1]" in moved


# --- what cannot be carried over ----------------------------------------------------------


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _picture(link: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="2" name="p" descr="替代文字"/>'
        f'<a:blip r:embed="{link}"/></wp:inline></w:drawing></w:r></w:p>'
    )


_BOX = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="b"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
    f"<w:txbxContent>{_p('框中合成文字')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    "</wp:inline></w:drawing></w:r></w:p>"
)
_NESTED = (
    f"<w:tbl><w:tr><w:tc>{_p('细胞')}</w:tc><w:tc>{_p('说明')}</w:tc></w:tr><w:tr><w:tc>{_p('外')}</w:tc><w:tc>"
    f"<w:tbl><w:tr><w:tc>{_p('内层文字')}</w:tc></w:tr></w:tbl>{_p('外层文字')}</w:tc></w:tr></w:tbl>"
)
_EQUATION = (
    "<w:p><m:oMathPara><m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
    "</m:sSup></m:oMath></m:oMathPara></w:p>"
)


def test_faults_are_listed_and_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    texts = ("合成题名", "摘要：合成摘要文字。", "1 合成章节", "正文[1]与缺失[9]，见表1、图1和图2。")
    body = "".join(map(_p, texts)) + _BOX + _p("表1 合成表") + _NESTED
    body += (
        _picture("broken") + _p("图1 合成图题") + _picture("good") + _p("图2 完好的图") + _picture("loose")
    )
    body += _EQUATION + _p("参考文献") + _p("[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9.")
    body += _p("[2] 无法识别的条目")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    pictures = {"broken": PNG[:-8], "good": PNG, "loose": PNG}
    content = docx(
        body,
        extra={f"word/media/{name}.png": data for name, data in pictures.items()},
        links="".join(
            f'<Relationship Id="{name}" Type="{kind}" Target="media/{name}.png"/>' for name in pictures
        ),
        comments=f'<w:comment w:id="1" w:author="X">{_p("审稿意见")}</w:comment>',
        header1=_p("期刊页眉"),
    )
    made = imported(tmp_path, content)
    lost = {(loss.kind, loss.detail) for loss in made.losses}
    assert {
        ("citation", "[9]"),
        ("picture", "图1"),
        ("loose picture", "figures/uncaptioned-loose.png"),
        ("text box", "框中合成文字"),
        ("table", "内层文字"),
        ("note", "期刊页眉"),
        ("comment", "审稿意见"),
        ("entry", "[2] → wufashibie: 无法识别的条目"),
    } <= lost
    folder = tmp_path / "review"
    report = (folder / "IMPORT.md").read_text(encoding="utf-8")
    assert all(detail in report for _, detail in lost)
    assert (folder / "figures/fig2.png").read_bytes() == PNG
    everything = texts_of(folder, "sections") + texts_of(folder, "evidence") + report
    for word in ("框中合成文字", "内层文字", "外层文字", "合成图题", "x^2", "完好的图"):
        assert word in everything
    assert "alt: 替代文字" in everything
    assert check(folder).problems == ()


def test_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    kept = tmp_path / "review" / "kept.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    with pytest.raises(ToolkitError, match="already exists"):
        imported(tmp_path, docx_from_text(MANUSCRIPT))
    assert [path.name for path in kept.parent.iterdir()] == ["kept.txt"]


def test_writes_nothing_of_a_file_that_is_no_manuscript(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError):
        imported(tmp_path, b"%PDF-1.7 no Word file")
    with pytest.raises(ToolkitError, match="no-such-journal"):
        imported(tmp_path, docx_from_text(MANUSCRIPT), journal="no-such-journal")
    with pytest.raises(ToolkitError, match="no text"):
        imported(tmp_path, docx(""))
    assert not (tmp_path / "review").exists()


def test_the_same_file_gives_the_same_folder(tmp_path: Path) -> None:
    folders = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        made = imported(tmp_path / name, docx_from_text(MANUSCRIPT))
        folders.append({path.relative_to(tmp_path / name): path.read_bytes() for path in made.files})
    assert folders[0] == folders[1]


def test_works_of_a_reference_manager_come_whole(tmp_path: Path) -> None:
    """A printed entry names three authors; what Zotero keeps in the document names all, and the DOI."""
    review = printed("wound-healing")
    imported(tmp_path, render_docx(review, zotero=True), journal=review.journal.id)
    again = resolve(load_review(tmp_path / "review"))
    own = {entry.number: entry.reference for entry in review.bibliography}
    for entry in again.bibliography:
        wanted = own[entry.number]
        assert entry.reference.get("DOI") == wanted.get("DOI")
        assert len(entry.reference.names["author"]) == len(wanted.names["author"])
    assert _references(again) == _references(review)


AUTHOR_YEAR = """\
Synthetic title of a review
Abstract: A synthetic abstract.
# Introduction
Brown (2020) found cells. Others agree (Davis et al., 2021; Evans & Fox, 2022). See (see Brown, 2020).
Green (2020a, 2020b) counted them; Brown (2020; Davis et al., 2021) did not. Brown's (2020) view stands.
# References
Brown A. (2020). Synthetic work one. Synth J, 1(1), 1-9.
Davis C, Green D, Hall E. (2021). Synthetic work two. Synth J, 2(2), 10-19.
Evans D, Fox E. (2022). Synthetic work three. Synth J, 3(3), 20-29.
Green F. (2020a). Synthetic work four. Synth J, 4(1), 1-9.
Green F. (2020b). Synthetic sequel five. Synth J, 5(1), 1-9.
"""


def test_citations_by_name_and_year(tmp_path: Path) -> None:
    made = imported(tmp_path, docx_from_text(AUTHOR_YEAR))
    text = texts_of(tmp_path / "review", "sections")
    assert (
        "@brown2020synthetic found cells. Others agree [@davis2021synthetic; @evans2022synthetic]. "
        "See [see @brown2020synthetic]." in text
    )
    assert (
        "Green [-@green2020synthetic; -@green2020synthetica] counted them; "
        "Brown [-@brown2020synthetic; @davis2021synthetic] did not. "
        "Brown's [-@brown2020synthetic] view stands." in text
    )
    assert made.losses == ()


def test_citations_by_name_and_year_stay_so_where_no_journal_is_named(tmp_path: Path) -> None:
    (tmp_path / "manuscript.docx").write_bytes(docx_from_text(AUTHOR_YEAR))
    journals = {**JOURNALS, "en author-year": "apa7"}
    made = import_manuscript(tmp_path / "manuscript.docx", tmp_path / "review", journals=journals)
    assert "journal: apa7" in (tmp_path / "review" / "review.yaml").read_text(encoding="utf-8")
    # APA sets no heading over the introduction; the citations print as they did.
    assert [loss.detail for loss in made.losses] == ["“Introduction” → “”"]


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(text)}</w:tc>"


def test_cells_that_span_rows_and_tiers_of_headers(tmp_path: Path) -> None:
    rows = (
        _cell("来源", '<w:vMerge w:val="restart"/>') + _cell("表征", '<w:gridSpan w:val="2"/>'),
        _cell("", "<w:vMerge/>") + _cell("尺寸") + _cell("标志物"),
        _cell("脂肪", '<w:vMerge w:val="restart"/>') + _cell("100 nm") + _cell("CD63"),
        _cell("", "<w:vMerge/>") + _cell("120 nm") + _cell("CD81"),
        _cell("骨髓") + _cell("90 nm") + _cell("CD9"),
    )
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    table = f"<w:tbl>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    made = imported(
        tmp_path, docx(_p("合成题名") + _p("摘要：文字。") + _p("1 章节") + _p("表1 合成表") + table)
    )
    assert made.losses == ()
    again = resolve(load_review(tmp_path / "review")).tables["tbl1"]
    assert [[plain_text(cell.content) for cell in row.cells] for row in again.table.head] == [
        ["来源", "表征"],
        ["尺寸", "标志物"],
    ]
    assert [cell.rowspan for cell in again.table.body[0].cells] == [2, 1, 1]


def test_lists_and_numbers_that_word_gives(tmp_path: Path) -> None:
    def item(text: str, number: int, level: int = 0) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    def level(number: int, form: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
        )

    forms = (
        (1, level(0, "bullet", "•") + level(1, "bullet", "o")),
        (2, level(0, "decimal", "%1.")),
        (3, level(0, "lowerLetter", "(%1)")),
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>' for number, levels in forms
    )
    numbering += "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, _ in forms
    )
    body = (
        _p("合成题名")
        + _p("摘要：文字。")
        + _p("1 章节")
        + item("点甲。", 1)
        + item("点乙。", 1, 1)
        + _p("文字。")
    )
    body += item("第一步，做某事。", 2) + item("第二步，做某事。", 2) + item("另一项，做某事。", 3)
    made = imported(tmp_path, docx(body, numbering=numbering))
    text = texts_of(tmp_path / "review", "sections")
    assert "\n- 点甲。\n    - 点乙。\n\n文字。\n\n" in text
    assert "\n1. 第一步，做某事。\n2. 第二步，做某事。\n\n(a) 另一项，做某事。\n" in text
    assert made.losses == ()


@pytest.mark.parametrize(
    ("view", "word", "kind"), [("accepted", "新", "changes"), ("original", "旧", "changes refused")]
)
def test_tracked_changes_are_told(view: View, word: str, kind: str, tmp_path: Path) -> None:
    text = MANUSCRIPT.replace("Done.", "Done {+新+}{-旧-}.")
    (tmp_path / "manuscript.docx").write_bytes(docx_from_text(text))
    made = import_manuscript(tmp_path / "manuscript.docx", tmp_path / "review", journals=JOURNALS, view=view)
    assert f"Done {word}." in texts_of(tmp_path / "review", "sections")
    assert kind in {loss.kind for loss in made.losses}
