"""Reference lists in each journal's style, and the English versions of Chinese works."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.folders import write_review
from tests.journals.support import REVIEW, many, printed
from toolkit import resources
from toolkit.csl import Cite, Cluster, load_style, process, to_text
from toolkit.load.project import load_review
from toolkit.model.inline import Foreign, Inlines, Style, Styled, plain_text, walk
from toolkit.model.review import ResolvedReview
from toolkit.resolve import resolve

# Works that exist, from the printed reference list of an article in 浙江大学学报(医学版).
WORKS = {
    "stuenkel": {
        "author": [{"family": "Stuenkel", "given": "C A"}, {"family": "Gompel", "given": "A"}],
        "title": "Primary ovarian insufficiency",
        "container-title": "The New England Journal of Medicine",
        "container-title-short": "N Engl J Med",
        "issued": {"date-parts": [[2023]]},
        "volume": "388",
        "issue": "2",
        "page": "154-163",
        "language": "en",
    },
    "wang": {
        "author": [{"family": "王", "given": "璐璐"}, {"family": "赖", "given": "东梅"}],
        "title": "人羊膜上皮细胞在妇产科相关疾病中的应用及研究进展",
        "container-title": "复旦学报(医学版)",
        "issued": {"date-parts": [[2021]]},
        "volume": "48",
        "issue": "6",
        "page": "819-826",
        "language": "zh-CN",
        "original-author": [{"family": "Wang", "given": "Lulu"}, {"family": "Lai", "given": "Dongmei"}],
        "original-title": "Research progress and application of human amniotic epithelial cells in "
        "obstetrical and gynecological diseases",
        "original-container-title": "Fudan University Journal of Medical Sciences",
    },
}
ENGLISH = (
    "WANG Lulu, LAI Dongmei. Research progress and application of human amniotic epithelial cells in "
    "obstetrical and gynecological diseases[J]. Fudan University Journal of Medical Sciences, 2021, 48(6): "
    "819-826. (in Chinese)"
)


def listed(
    folder: Path, journal: str, *, review: str = REVIEW, body: str = "文[@stuenkel; @wang]。", **files: str
) -> ResolvedReview:
    works = [{"id": key, "type": "article-journal", **work} for key, work in WORKS.items()]
    return printed(
        folder,
        journal,
        body,
        review=review.replace("refs.bib", "refs.json"),
        files={"refs.json": json.dumps(works, ensure_ascii=False), **files},
    )


def entries(review: ResolvedReview) -> list[str]:
    return [f"{entry.label} {plain_text(entry.content)}".strip() for entry in review.bibliography]


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        (
            "j-zhejiang-univ-med",
            (
                "[1] STUENKEL C A, GOMPEL A. Primary ovarian insufficiency[J]. "
                "N Engl J Med, 2023, 388(2): 154-163."
            ),
        ),
        (
            "cma",
            (
                "[1] Stuenkel CA, Gompel A. Primary ovarian insufficiency[J]. "
                "N Engl J Med, 2023, 388(2): 154-163."
            ),
        ),
        (
            "icmje",
            "1. Stuenkel CA, Gompel A. Primary ovarian insufficiency. N Engl J Med. 2023;388(2):154–63.",
        ),
        ("bmc", "1. Stuenkel CA, Gompel A. Primary ovarian insufficiency. N Engl J Med. 2023;388:154–63."),
        (
            "mdpi",
            "1. Stuenkel, C.A.; Gompel, A. Primary Ovarian Insufficiency. N Engl J Med 2023, 388, 154–163.",
        ),
        (
            "elsevier-vancouver",
            "[1] Stuenkel CA, Gompel A. Primary ovarian insufficiency. N Engl J Med 2023;388:154–63.",
        ),
    ],
)
def test_an_article_by_number(tmp_path: Path, journal: str, expected: str) -> None:
    assert entries(listed(tmp_path, journal))[0] == expected


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        (
            "frontiers",
            (
                "Stuenkel, C. A., and Gompel, A. (2023). Primary ovarian insufficiency. "
                "N Engl J Med 388, 154–163."
            ),
        ),
        (
            "apa7",
            (
                "Stuenkel, C. A., & Gompel, A. (2023). Primary ovarian insufficiency. "
                "The New England Journal of Medicine, 388(2), 154–163."
            ),
        ),
    ],
)
def test_an_article_by_author_and_year(tmp_path: Path, journal: str, expected: str) -> None:
    assert expected in entries(listed(tmp_path, journal))


def test_english_versions_stand_under_the_same_number(tmp_path: Path) -> None:
    review = listed(tmp_path, "j-zhejiang-univ-med")
    western, chinese = review.bibliography
    assert western.translation == ()
    assert plain_text(chinese.content).startswith("王璐璐, 赖东梅. 人羊膜上皮细胞")
    assert plain_text(chinese.translation) == ENGLISH


def test_western_journals_in_italics(tmp_path: Path) -> None:
    western, chinese = listed(tmp_path, "j-zhejiang-univ-med").bibliography
    assert italics(western.content) == ["N Engl J Med"]
    assert italics(chinese.content) == []
    assert italics(chinese.translation) == ["Fudan University Journal of Medical Sciences"]
    upright = listed(tmp_path / "other", "cma").bibliography
    assert [italics((*entry.content, *entry.translation)) for entry in upright] == [[], []]


def italics(nodes: Inlines) -> list[str]:
    return [
        plain_text(node.children)
        for node in walk(nodes)
        if isinstance(node, Styled) and node.style is Style.EMPH
    ]


def test_english_versions_in_parentheses(tmp_path: Path) -> None:
    profile = "extends: j-zhejiang-univ-med\nreferences: {bilingual: parentheses}\n"
    _, chinese = listed(tmp_path, "mine", **{"mine.yaml": profile}).bibliography
    assert chinese.translation == ()
    assert plain_text(chinese.content) == (
        "王璐璐, 赖东梅. 人羊膜上皮细胞在妇产科相关疾病中的应用及研究进展[J]. "
        f"复旦学报(医学版), 2021, 48(6): 819-826. ({ENGLISH})"
    )
    assert any(isinstance(node, Foreign) and node.language == "en" for node in chinese.content)


TITLE = (
    "Research progress and application of human amniotic epithelial cells in obstetrical and gynecological "
    "diseases"
)
SOURCE = "Fudan University Journal of Medical Sciences"


@pytest.mark.parametrize(
    ("journal", "entry", "cited"),
    [
        ("icmje", f"Wang L, Lai D. {TITLE}. {SOURCE}. 2021;48(6):819–26. (in Chinese)", "Wang和Lai[2]"),
        (
            "apa7",
            f"Wang, L., & Lai, D. (2021). {TITLE}. {SOURCE}, 48(6), 819–826. (in Chinese)",
            "Wang和Lai(2021)",
        ),
    ],
)
def test_journals_in_english_print_the_english_version(
    tmp_path: Path, journal: str, entry: str, cited: str
) -> None:
    """In its place, so that citations, names and the order of the list are the entry's."""
    review = listed(tmp_path, journal, body="文[@stuenkel]。@wang 研究。")
    assert plain_text(review.bibliography[1].content) == entry
    assert plain_text(review.citations[1].content) == cited


def test_no_english_version_where_the_journal_prints_none(tmp_path: Path) -> None:
    profile = "extends: j-zhejiang-univ-med\nreferences: {bilingual: none}\n"
    _, chinese = listed(tmp_path, "mine", **{"mine.yaml": profile}).bibliography
    assert chinese.translation == ()
    assert "WANG" not in plain_text(chinese.content)


@pytest.mark.parametrize("where", ["review", "profile"])
def test_the_edition_of_2025_is_one_line(tmp_path: Path, where: str) -> None:
    if where == "review":
        works = [{"id": key, "type": "article-journal", **work} for key, work in WORKS.items()]
        files = {
            "sections/01-one.md": "---\nid: one\ntitle: 合成\n---\n文[@stuenkel; @wang]。\n",
            "refs.json": json.dumps(works, ensure_ascii=False),
        }
        text = REVIEW.replace("refs.bib", "refs.json") + "style: gb-t-7714-2025-numeric\n"
        review = resolve(load_review(write_review(tmp_path / "review", files, review=text)))
    else:
        profile = "extends: hans-acm\nreferences: {style: gb-t-7714-2025-numeric}\n"
        review = listed(tmp_path, "mine", **{"mine.yaml": profile})
    assert entries(review)[0].startswith("[1] Stuenkel C A，Gompel A. Primary ovarian insufficiency[J].")


def test_a_style_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    section = {"sections/01-one.md": "---\nid: one\ntitle: 合成\n---\n文。\n"}
    write_review(tmp_path / "review", section, review=REVIEW + "style: gb-t-7714-2025-numric\n")
    (problem,) = load_review(tmp_path / "review").problems
    assert "Did you mean “gb-t-7714-2025-numeric”?" in problem.message
    assert problem.span is not None
    assert problem.span.start == (6, 8)


def own_style(shortest: str) -> str:
    """A style of one's own: our numeric one with another mark before the title."""
    source = resources.style_bytes("gb-t-7714-2015-numeric")
    assert source is not None
    return source.decode().replace('<text value="J"/>', f'<text value="{shortest}"/>')


@pytest.mark.parametrize("where", ["review", "profile"])
def test_a_style_of_ones_own_is_a_file_of_the_review(tmp_path: Path, where: str) -> None:
    files = {"my-style.csl": own_style("OWN")}
    if where == "review":
        # Tried in the journal that review.yaml names: --journal would take that journal's references.
        section = "---\nid: one\ntitle: 合成\n---\n文[@r1]。\n"
        contents = {"sections/01-one.md": section, "refs.bib": many(1), **files}
        loaded = load_review(
            write_review(tmp_path / "review", contents, review=REVIEW + "style: ./my-style.csl\n")
        )
        assert loaded.problems == ()
        review = resolve(loaded)
    else:
        profile = "extends: cma\nreferences: {style: ./my-style.csl}\n"
        review = printed(tmp_path, "mine", "文[@r1]。", files={**files, "mine.yaml": profile})
    assert "Synthetic title 1[OWN]. " in entries(review)[0]


@pytest.mark.parametrize("path", ["./none.csl", "../out.csl"])
def test_a_style_file_that_may_not_be_read_is_a_problem(tmp_path: Path, path: str) -> None:
    section = {"sections/01-one.md": "---\nid: one\ntitle: 合成\n---\n文。\n"}
    root = tmp_path / "review"
    (tmp_path / "out.csl").write_text(own_style("J"), encoding="utf-8")
    loaded = load_review(write_review(root, section, review=REVIEW + f"style: {path}\n"))
    (problem,) = loaded.problems
    assert problem.span is not None
    assert problem.span.start == (6, 8)
    # The rest can be read all the same.
    assert resolve(loaded).blocks


def test_another_journal_is_tried_with_its_own_references(tmp_path: Path) -> None:
    review = listed(tmp_path, "bmc", review=REVIEW + "style: gb-t-7714-2025-numeric\n")
    assert entries(review)[0].startswith("1. Stuenkel CA, Gompel A.")


# --- the style of the journals of the Chinese Medical Association ---------------------------


def cma(*items: dict[str, object]) -> list[str]:
    result = process(load_style("chinese-medical-association"), list(items), [])
    return [to_text(entry.content).strip() for entry in result.bibliography]


def test_four_authors_and_the_doi_last() -> None:
    names = [
        {"family": "Vincken", "given": "Koen L"},
        {"family": "Müller", "given": "Jean-Luc"},
        {"family": "Cc", "given": "C"},
        {"family": "Dd", "given": "D"},
    ]
    item = {
        "id": "a",
        "type": "article-journal",
        "author": names,
        "title": "A synthetic title",
        "container-title": "Synth. J. Test.",
        "issued": {"date-parts": [[2020]]},
        "volume": "3",
        "issue": "4",
        "page": "5-6",
        "DOI": "10.1000/synthetic",
        "language": "en",
    }
    assert cma(item) == [
        (
            "Vincken KL, Müller JL, Cc C, et al. A synthetic title[J]. Synth J Test, 2020, 3(4): 5-6. "
            "DOI: 10.1000/synthetic."
        )
    ]


def test_a_book_and_a_chinese_article() -> None:
    book = {
        "id": "b",
        "type": "book",
        "author": [{"family": "甲", "given": "乙"}],
        "title": "合成书名",
        "edition": "2",
        "publisher": "合成出版社",
        "publisher-place": "城市",
        "issued": {"date-parts": [[2019]]},
        "page": "7",
        "language": "zh-CN",
    }
    article = {
        "id": "c",
        "type": "article-journal",
        "author": [{"family": family, "given": "某"} for family in "赵钱孙李"],
        "title": "合成题名",
        "container-title": "合成杂志",
        "issued": {"date-parts": [[2020]]},
        "volume": "1",
        "issue": "2",
        "page": "3-4",
        "language": "zh-CN",
    }
    assert cma(book, article) == [
        "甲乙. 合成书名[M]. 2版. 城市: 合成出版社, 2019: 7.",
        "赵某, 钱某, 孙某, 等. 合成题名[J]. 合成杂志, 2020, 1(2): 3-4.",
    ]


CLUSTERS = ((1, 3), (1, 2, 3), (1, 2, 4))


def test_numbers_of_the_association() -> None:
    works = [{"id": str(number), "type": "article-journal", "title": "-"} for number in range(1, 5)]
    clusters = [Cluster(tuple(Cite(id=str(number)) for number in numbers)) for numbers in CLUSTERS]
    result = process(load_style("chinese-medical-association"), works, clusters, numbering="given")
    assert [plain_text(text) for text in result.citations] == ["[1,3]", "[1-3]", "[1,2,4]"]


# --- the printed list of 浙江大学学报(医学版) in its own profile ------------------------------


def test_bilingual_entries_of_the_printed_list(tmp_path: Path, shared: Path) -> None:
    """The three Chinese entries of the article, with the English versions that stand under them."""
    (path,) = (shared / "seeds").glob("004_*.txt")
    text = path.read_text(encoding="utf-8").replace("*", "")
    # The extraction numbers one of the versions as if it were an entry.
    versions = re.findall(r"^(?:- )?(?:\[16\] )?([A-Z]+ [A-Z][a-z]+, .*\(in Chinese\))$", text, re.MULTILINE)
    records = [
        {key: value for key, value in record.items() if key not in {"DOI", "URL", "PMID", "note"}}
        for record in json.loads((shared / "references" / "verified.json").read_text(encoding="utf-8"))
        if re.search(r"004\[(15|21|27)\]", record.get("note", ""))
    ]
    assert len(records) == len(versions) == 3
    body = "文" + "".join(f"[@{record['id']}]" for record in records) + "。"
    review = printed(
        tmp_path,
        "j-zhejiang-univ-med",
        body,
        review=REVIEW.replace("refs.bib", "refs.json"),
        files={"refs.json": json.dumps(records, ensure_ascii=False)},
    )
    assert {plain_text(entry.translation) for entry in review.bibliography} == set(versions)
