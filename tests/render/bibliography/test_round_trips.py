"""What is written is read back: every format, entries by hand and entries made up by hypothesis."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.bibliography import read_bibliography
from toolkit.model.diagnostic import Problem
from toolkit.model.formats.target import CSL_TYPES
from toolkit.model.reference import Date, Name, Reference
from toolkit.render.bibliography import FORMS, write_references

EXPORTS = Path(__file__).parents[2] / "load" / "bibliography" / "exports"
LOSSLESS = ("bibtex", "biblatex", "ris", "endnote-xml", "enw", "csl-json", "csl-yaml")
LOSSLESS_BIBTEX = ("bibtex", "biblatex", "csl-json", "csl-yaml")
OWN = {
    "endnote.ris": "ris",
    "scopus.ris": "ris",
    "wos.ris": "ris",
    "cnki.ris": "ris",
    "wanfang.ris": "ris",
    "cnki.enw": "enw",
    "endnote.xml": "endnote-xml",
    "pubmed.nbib": "nbib",
    "pubmed-books.nbib": "nbib",
    "pandoc.yaml": "csl-yaml",
    "pandoc-metadata.yaml": "csl-yaml",
    "zotero.json": "csl-json",
    "cnki-types.ris": "ris",
    "cnki-types.enw": "enw",
    "endnote-types.xml": "endnote-xml",
    "better-bibtex.bib": "bibtex",
    "better-biblatex.bib": "biblatex",
    "mendeley.bib": "bibtex",
    "jabref.bib": "biblatex",
    "scopus.bib": "bibtex",
    "wos.bib": "bibtex",
    "cnki.bib": "bibtex",
}


def read(text: str) -> tuple[Reference, ...]:
    problems: list[Problem] = []
    references = read_bibliography(Path("works"), text, problems, [])
    assert problems == [], text
    return references


def bare(reference: Reference) -> Reference:
    """Without the places, which differ."""
    return replace(reference, span=None, field_spans={})


@pytest.mark.parametrize(("name", "form"), OWN.items())
def test_an_export_written_in_its_own_format_is_the_same(name: str, form: str) -> None:
    references = read((EXPORTS / name).read_text(encoding="utf-8"))
    for before, after in zip(references, read(write_references(references, form)), strict=True):
        assert bare(after) == bare(before)


RESTATED = {
    ("DA", "2024/03/15/"): "DA  - 2024/03/15",
    ("DA", "MAR 15"): "DA  - 2023/03/15",
    ("PY", "2019///"): "PY  - 2019",
    ("Y1", "2022/5/20"): "DA  - 2022/05/20",
    ("Y2", "2024-05-06"): "Y2  - 2024/05/06",
    ("C7", "1023"): "SP  - 1023",
    ("C7", "45"): "SP  - 45",
    ("SP", "1-20"): "EP  - 20",
    ("ET", "2nd"): "ET  - 2",
    ("A1", "李明;"): "AU  - 李明",
    ("Y1", "2023-06-15"): "DA  - 2023/06/15",
    ("Y1", "2020-05-06"): "DA  - 2020/05/06",
    ("Y1", "2018-01-02"): "DA  - 2018/01/02",
    ("SP", "1"): "SP  - 1-8+20",
    ("EP", "8+20"): "SP  - 1-8+20",
    ("SP", "1-4"): "EP  - 4",
    ("T2", "第三届合成会议论文集"): "C3  - 第三届合成会议论文集",
    ("M1", "CN000074A"): "IS  - CN000074A",
    ("LA", "eng"): "LA  - en",
    ("LA", "English"): "LA  - en",
    ("LA", "中文;"): "LA  - zh",
    ("SN", "10001234 (ISSN)"): "SN  - 1000-1234",
}
"""Lines that are written in another form; all else stays as it is."""
SAME = {"T1": "TI", "A1": "AU", "JF": "T2", "JO": "T2", "N2": "AB", "Y1": "PY"}
"""Tags of other dialects."""


@pytest.mark.parametrize("name", [name for name, form in OWN.items() if form == "ris"])
def test_ris_keeps_every_field(name: str) -> None:
    text = (EXPORTS / name).read_text(encoding="utf-8")
    written = [
        (tag.strip(), " ".join(value.split()))
        for line in write_references(read(text), "ris").replace("\n      ", " ").splitlines()
        for tag, found, value in [line.partition("  -")]
        if found
    ]
    lines = re.findall(r"(?m)^([A-Z][A-Z0-9])  - ?(.*(?:\n(?![A-Z][A-Z0-9]  -).+)*)", text)
    assert lines
    for tag, value in lines:
        whole = " ".join(value.split())
        tag_then, _, value_then = RESTATED.get((tag, whole), f"{SAME.get(tag, tag)}  - {whole}").partition(
            "  - "
        )
        for part in value_then.split(";") if tag == "KW" else [value_then]:
            assert (tag_then, part) in written, (tag, whole)


@pytest.mark.parametrize(("name", "form"), OWN.items())
def test_an_export_survives_a_bibtex_library(name: str, form: str) -> None:
    """Every field, those without a place in CSL too, comes back out of BibTeX in the format it came in."""
    text = (EXPORTS / name).read_text(encoding="utf-8")
    # BibTeX keeps a tag that nobody knows in small letters, so that it is none any more.
    references = read(text.replace("XYZ - something new\n", ""))
    library = read(write_references(references, "bibtex"))
    for before, after in zip(references, read(write_references(library, form)), strict=True):
        assert bare(after) == bare(before)


BIBTEX = r"""
@article{synthetic1,
  title = {Synthetic work on {CO}\textsubscript{2} \& \textit{in vitro} 100\%},
  author = {van der Berg, Jan and {World Health Organization} and Smith, Jr., John and others},
  journal = {Journal of Synthetic Works}, shortjournal = {J. Synth. Works},
  year = {2024}, month = mar, day = {15}, volume = {12}, number = {3}, pages = {101--110},
  doi = {10.5555/synthetic_1}, url = {https://example.org/a_b~c?d=1&e=%20},
  issn = {1000-1234},
  pmid = {99999901}, pmcid = {PMC9999901}, keywords = {hydrogel, wound}, abstract = {None.},
  langid = {english},
  file = {C:\x_y\1.pdf}, annotation = {Read.}, note = {In press}, mendeley-tags = {a}, citedby = {0},
  options = {useprefix=true}, related = {synthetic2}, relatedtype = {translationof}, ids = {old1,old2}
}
@book{synthetic2,
  title = {合成图书二}, author = {王璐璐 and 欧阳, 娜娜}, publisher = {合成出版社},
  address = {北京}, year = {2019},
  edition = {2}, isbn = {978-3-16-148410-0}, language = {zh-CN}, title-en = {Synthetic book 2},
  author-en = {Wang, Lulu and Ouyang, Nana}, series = {合成丛书}, number = {7}, translator = {李明}
}
@incollection{synthetic3, title = {Synthetic chapter 3}, booktitle = {Synthetic book},
  editor = {Jones, Karl},
  bookauthor = {Smith, John}, pages = {1--20}, chapter = {4}, year = {2018}, publisher = {Synthetic Press}}
@inproceedings{synthetic4, title = {Synthetic talk 4}, booktitle = {Proceedings},
  eventtitle = {Synthetic Meeting},
  venue = {Nowhere}, eventdate = {2020-05-06/2020-05-08}, date = {2020}, urldate = {2021-01-02},
  doi = {10.5555/s4}}
@phdthesis{synthetic5, title = {Synthetic thesis 5}, author = {Li, Ming},
  school = {Synthetic University}, year = {2021}}
@techreport{synthetic6, title = {Synthetic report 6}, institution = {Synthetic Institute},
  number = {R-6}, year = {2017},
  type = {Working Paper}, author = {d'Ormesson, Jean and family=Berg, given=Jan, prefix=van}}
@unpublished{synthetic7, title = {Synthetic draft 7}, author = {Yang, Lei}, note = {draft},
  year = {1999/2001}}
@misc{synthetic8, title = {Synthetic preprint 8}, eprint = {0000.00008}, archiveprefix = {arXiv},
  primaryclass = {q-bio},
  author = {Yang, Lei}, year = {2022}}
@article{synthetic9, title = {Synthetic work 9}, journaltitle = {Journal}, date = {2024-21~}, eid = {e0101}}
"""


@pytest.mark.parametrize("form", LOSSLESS_BIBTEX)
def test_bibtex_keeps_every_field(form: str) -> None:
    references = read(BIBTEX)
    assert [bare(one) for one in read(write_references(references, form))] == [
        bare(one) for one in references
    ]


def test_another_format_keeps_every_value() -> None:
    references = read(BIBTEX)
    for form in FORMS:
        text = " ".join(write_references(references, form).split())
        back = read(write_references(references, form))
        assert len(back) == len(references)
        for before, after in zip(references, back, strict=True):
            assert before.names == after.names, form
            assert (
                before.get("title").replace("<", "") in after.get("title").replace("<", "")
                or form == "endnote-xml"
            )
            assert form in LOSSLESS_BIBTEX or all(one[:20] in text for one in before.extra.values()), form


@pytest.mark.parametrize("form", [form for form in FORMS if form not in {"csl-json", "csl-yaml"}])
def test_every_type_of_csl_is_read_back(form: str) -> None:
    works = [Reference(f"key{kind}2020", kind, {"title": "Synthetic"}) for kind in sorted(CSL_TYPES)]
    found = read(write_references(works, form))
    assert [(one.id, one.type, one.fields) for one in found] == [
        (one.id, one.type, one.fields) for one in works
    ]


# --- made up ------------------------------------------------------------------------

_SIGNS = [*"&%#$_~^{}\\", "研究", "α-β", "1,2", "“x”"]
_LETTERS = st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F)
_WORD = st.text(_LETTERS, min_size=2, max_size=8).filter(
    lambda word: word.casefold() not in {"and", "others", "et"}
)
_TEXT = st.lists(
    st.one_of(_WORD, st.sampled_from(_SIGNS)),
    min_size=1,
    max_size=6,
).map(" ".join)
_FAMILY = st.text(
    st.characters(codec="utf-8", categories=("Ll",), max_codepoint=0x17F), min_size=2, max_size=8
).map(lambda text: "B" + text)
_NAMES = st.one_of(
    st.builds(Name, family=_FAMILY, given=_FAMILY),
    st.builds(Name, family=_FAMILY, given=_FAMILY, non_dropping_particle=st.sampled_from(["van der", "de"])),
    st.builds(Name, family=_FAMILY, given=_FAMILY, suffix=st.just("Jr.")),
    st.sampled_from(
        [
            Name(literal="王璐璐"),
            Name(family="欧阳", given="娜娜"),
            Name(literal="World Health Organization"),
            Name(literal="Dept of X, Univ of Y"),
        ]
    ),
)
_DATES = st.one_of(
    st.builds(lambda year: Date(((year,),)), st.integers(1000, 2100)),
    st.builds(lambda *part: Date((part,)), st.integers(1000, 2100), st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda year: Date(((year,), (year + 1,))), st.integers(1000, 2100)),
)
_FIELDS = st.fixed_dictionaries(
    {"title": _TEXT},
    optional={
        "container-title": _TEXT,
        "publisher-place": _TEXT,
        "volume": st.integers(1, 99).map(str),
        "issue": st.integers(1, 99).map(str),
        "page": st.sampled_from(["1-10", "e0101", "1-8+20", "S1-S9"]),
        "DOI": st.sampled_from(["10.5555/a_b", "10.5555/x<1>2"]),
        "URL": st.sampled_from(["https://example.org/a_b?c=%20&d=1#e", "https://example.org/~x"]),
        "note": _TEXT,
        "original-title": _TEXT,
    },
)
_REFERENCES = st.builds(
    Reference,
    id=st.from_regex(r"[a-z]{3,8}[12][0-9]{3}", fullmatch=True),
    type=st.just("article-journal"),
    fields=_FIELDS,
    names=st.fixed_dictionaries(
        {}, optional={"author": st.lists(_NAMES, min_size=1, max_size=3, unique=True).map(tuple)}
    ),
    dates=st.fixed_dictionaries({}, optional={"issued": _DATES, "accessed": _DATES}),
)


@pytest.mark.parametrize("form", LOSSLESS)
@given(reference=_REFERENCES)
def test_what_is_written_is_read_back(form: str, reference: Reference) -> None:
    (back,) = read(write_references([reference], form))
    assert bare(back) == bare(reference)
