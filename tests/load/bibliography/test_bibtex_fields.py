"""Entry types and fields of BibTeX and BibLaTeX → CSL."""

from __future__ import annotations

import pytest

from tests.load.bibliography.support import one
from toolkit.model.formats import bibtex as bibtex_table
from toolkit.model.reference import Date


@pytest.mark.parametrize(
    ("entry_type", "csl"),
    [
        ("article", "article-journal"),
        ("ARTICLE", "article-journal"),
        ("book", "book"),
        ("incollection", "chapter"),
        ("inproceedings", "paper-conference"),
        ("phdthesis", "thesis"),
        ("techreport", "report"),
        ("online", "webpage"),
        ("patent", "patent"),
        ("standard", "standard"),
        ("dataset", "dataset"),
        ("software", "software"),
        ("unpublished", "manuscript"),
        ("misc", "document"),
        ("somethingnew", "document"),
    ],
)
def test_types(entry_type: str, csl: str) -> None:
    assert one("title = {T}", entry_type).type == csl


def test_every_type_of_the_table_is_one_of_csl() -> None:
    """CSL 1.0.2, appendix III, as far as the table uses it."""
    assert set(bibtex_table.TYPES.values()) <= {
        "article", "article-journal", "article-newspaper", "book", "chapter", "dataset", "document",
        "entry-encyclopedia", "graphic", "legal_case", "legislation", "manuscript", "map", "motion_picture",
        "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
        "report", "review", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entry_type", "body", "csl"),
    [
        ("misc", "howpublished = {\\url{https://example.org/a\\_b}}", "webpage"),
        ("misc", "eprint = {2001.00001}, archiveprefix = {arXiv}", "article"),
        ("article", "entrysubtype = {newspaper}", "article-newspaper"),
        ("inbook", "title = {A Book}, chapter = {3}", "book"),
        ("inbook", "title = {A Chapter}, booktitle = {A Book}", "chapter"),
    ],
)
def test_types_that_depend_on_fields(entry_type: str, body: str, csl: str) -> None:
    assert one(body, entry_type).type == csl


def test_a_journal_article() -> None:
    reference = one(
        r"""
        title = {Exosomes of {MSC}}, subtitle = {A Review}, journal = {Stem Cell Res. \& Ther.},
        year = 2021, month = mar, volume = 12, number = {3}, pages = {S1 -- S15},
        doi = {https://doi.org/10.1186/s13287-021-02290-0}, pmid = {33789737}, issn = {1757-6512},
        url = {https://example.org/a\_b%20c?x=1&y=~z}, urldate = {2024-05-06}, langid = {english},
        keywords = {exosomes, skin}, note = {seen: a page}, addendum = {Corrected}, abstract = {Short.}
        """
    )
    assert reference.fields == {
        "title": 'Exosomes of <span class="nocase">MSC</span>: A Review',
        "container-title": "Stem Cell Res. & Ther.",
        "volume": "12",
        "issue": "3",
        "page": "S1-S15",
        "DOI": "10.1186/s13287-021-02290-0",
        "PMID": "33789737",
        "ISSN": "1757-6512",
        "URL": "https://example.org/a_b%20c?x=1&y=~z",
        "language": "en",
        "keyword": "exosomes, skin",
        "note": "seen: a page. Corrected",
        "abstract": "Short.",
    }
    assert reference.dates == {"issued": Date(((2021, 3),)), "accessed": Date(((2024, 5, 6),))}
    assert reference.extra == {}


@pytest.mark.parametrize(
    ("entry_type", "body", "fields"),
    [
        ("book", "series = {S}, number = 7", {"collection-title": "S", "collection-number": "7"}),
        ("report", "number = {TR-7}, institution = {WHO}", {"number": "TR-7", "publisher": "WHO"}),
        ("article", "eid = {e123}", {"page": "e123"}),
        ("article", "article-number = {3713}", {"page": "3713"}),
        ("incollection", "booktitle = {B}, booksubtitle = {C}", {"container-title": "B: C"}),
        ("incollection", "booktitle = {B}, maintitle = {M}", {"container-title": "M", "volume-title": "B"}),
        ("book", "title = {T}, maintitle = {M}", {"title": "M", "volume-title": "T"}),
        ("book", "edition = {Second}", {"edition": "2"}),
        ("book", "edition = {第三版}, address = {北京}", {"edition": "3", "publisher-place": "北京"}),
        ("article", "title = {Why?}, subtitle = {Because}", {"title": "Why? Because"}),
        ("article", "title = {外泌体}, subtitle = {综述}", {"title": "外泌体：综述"}),
        ("mastersthesis", "title = {T}, school = {U}", {"genre": "Master's thesis", "publisher": "U"}),
        ("phdthesis", "title = {外泌体研究}", {"genre": "博士学位论文"}),
        ("patent", "number = {CN1}, type = {patentus}", {"number": "CN1", "genre": "U.S. patent"}),
        ("article", "pubstate = {inpress}", {"status": "in press"}),
        ("article", "eprint = {123}, eprinttype = {pubmed}", {"PMID": "123"}),
        ("misc", "eprint = {2001.1}, eprinttype = {arxiv}", {"number": "arXiv:2001.1", "publisher": "arXiv"}),
        ("article", "doi = {doi:10.1/a\\_b}", {"DOI": "10.1/a_b"}),
        ("article", "doi = {10.1000/HTTP://x}", {"DOI": "10.1000/HTTP://x"}),
    ],
)
def test_fields(entry_type: str, body: str, fields: dict[str, str]) -> None:
    found = one(body, entry_type).fields
    assert {name: found.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    ("written", "tag"),
    [("chinese", "zh"), ("american", "en-US"), ("zh-CN", "zh-CN"), ("en_US", "en-US"), ("中文", "zh")],
)
def test_languages(written: str, tag: str) -> None:
    assert one(f"language = {{{written}}}").language == tag
    assert one(f"langid = {{{written}}}, language = {{french}}").language == tag


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("date = {2020}", Date(((2020,),))),
        ("date = {2020-05-03}", Date(((2020, 5, 3),))),
        ("date = {2020-05/2020-07}", Date(((2020, 5), (2020, 7)))),
        ("date = {1850~}", Date(((1850,),), circa=True)),
        ("date = {199X}", Date(((1990,), (1999,)))),
        ("date = {19uu}", Date(((1900,), (1999,)))),
        ("date = {2020-XX}", Date(((2020,),), raw="2020-XX")),
        ("date = {2020-05-XX}", Date(((2020, 5),), raw="2020-05-XX")),
        ("date = {2020/..}", Date(((2020,), (0,)))),
        ("date = {2020-05/}", Date(((2020, 5), (0,)))),
        ("date = {2020~/open}", Date(((2020,), (0,)), circa=True)),
        ("date = {../2020}", Date(((2020,),), raw="../2020")),
        ("date = {2020-05?}", Date(((2020, 5),), circa=True)),
        ("date = {2020%}", Date(((2020,),), circa=True)),
        ("date = {2020-21/2020-22}", Date(((2020, 21), (2020, 22)))),
        ("date = {2020-05-03T14:34:00Z}", Date(((2020, 5, 3),))),
        ("year = 2020, month = jun", Date(((2020, 6),))),
        ('year = 2020, month = "12~" # jun', Date(((2020, 6, 12),))),
        ("year = {2020}, month = {May--June}", Date(((2020, 5), (2020, 6)))),
        ("year = {2020}, month = {11}, day = {30}", Date(((2020, 11, 30),))),
        ("year = {2021年}, month = {5月}", Date(((2021, 5),))),
        ("year = {c. 1850}", Date(((1850,),), circa=True)),
    ],
)
def test_dates(body: str, date: Date) -> None:
    assert one(body).dates["issued"] == date


def test_a_date_that_is_none_keeps_its_text() -> None:
    date = one("year = {in press}").dates["issued"]
    assert (date.parts, date.raw) == ((), "in press")


def test_a_month_that_is_none_is_kept_apart() -> None:
    reference = one("year = {2020}, month = {soon}")
    assert (reference.dates["issued"], reference.extra) == (Date(((2020,),)), {"month": "soon"})


def test_the_english_version_of_a_chinese_work() -> None:
    reference = one(
        """
        author = {王璐璐 and 等}, title = {人羊膜上皮细胞}, journal = {复旦学报}, langid = {chinese},
        author-en = {Wang, Lulu and others}, title-en = {Human amniotic epithelial cells},
        journal-en = {Fudan University Journal of Medical Sciences}
        """
    )
    assert reference.get("original-title") == "Human amniotic epithelial cells"
    assert reference.get("original-container-title") == "Fudan University Journal of Medical Sciences"
    assert [name.family for name in reference.names["original-author"]] == ["Wang"]
    assert reference.truncated == {"author", "original-author"}


def test_nothing_is_lost() -> None:
    reference = one(
        r"title = {T}, titleaddon = {An \emph{addition}}, file = {a\:b.pdf}, pages = {1--5}, eid = {e7}, "
        "journal = {J}, booktitle = {B}"
    )
    assert reference.extra == {
        "titleaddon": "An <i>addition</i>",
        "file": r"a\:b.pdf",
        "pages": "1–5",
        "booktitle": "B",
    }


def test_what_better_bibtex_adds_is_kept() -> None:
    reference = one(
        "_eprint = {https://example.org/x}, date-added = {2020-01-01}, langidopts = {variant=british}"
    )
    assert reference.extra == {
        "_eprint": "https://example.org/x",
        "date-added": "2020-01-01",
        "langidopts": "variant=british",
    }
