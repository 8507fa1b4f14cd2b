"""BibTeX and BibLaTeX written and read back. All works are synthetic."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.bibliography.bibtex import read_bibtex
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Date, Name, Reference
from toolkit.render.bibliography import write_references

FORMS = ("bibtex", "biblatex")


def again(reference: Reference, form: str) -> Reference:
    """The reference after it was written and read, without its places."""
    problems: list[Problem] = []
    (found,) = read_bibtex(Path("x.bib"), write_references([reference], form), problems)
    assert not problems
    return replace(found, span=None, field_spans={})


ARTICLE = Reference(
    "key",
    "article-journal",
    {
        "title": 'Synthetic <i>in vivo</i> work <span class="nocase">TGF-β1</span> '
        "& H<sub>2</sub>O<sub>2</sub>: 50 %",
        "container-title": "Synthetic Journal",
        "volume": "3",
        "issue": "2",
        "page": "154-163",
        "DOI": "10.5555/a_b",
        "PMID": "123",
        "URL": "https://example.org/a_b?x=1&y=%20#z",
        "language": "en",
        "abstract": "One {two} ~three^ \\four $5 #6",
    },
    {
        "author": (
            Name("Müller", "Äda"),
            Name("Berg", "J", non_dropping_particle="van der"),
            Name(literal="WHO, Geneva"),
        )
    },
    {"issued": Date(((2024, 5, 6),)), "accessed": Date(((2025, 1),))},
    frozenset({"author"}),
    {"file": "C:\\x_y.pdf", "ids": "old, older"},
)


@pytest.mark.parametrize("form", FORMS)
def test_an_article_is_read_back_as_it_was(form: str) -> None:
    assert again(ARTICLE, form) == ARTICLE


def test_fields_have_the_names_of_their_dialect() -> None:
    plain, full = (write_references([ARTICLE], form) for form in FORMS)
    assert "@article{key," in plain
    assert "  journal = {Synthetic Journal},\n" in plain
    assert "  year = {2024},\n  month = may,\n  day = {6},\n" in plain
    assert "  journaltitle = {Synthetic Journal},\n" in full
    assert "  date = {2024-05-06},\n" in full
    assert "  author = {Müller, Äda and van der Berg, J and {WHO, Geneva} and others},\n" in plain
    assert r"TGF-β1} \& H\textsubscript{2}O" in plain
    assert "  pages = {154--163},\n" in plain


CHINESE = Reference(
    "zh",
    "article-journal",
    {
        "title": "合成文献",
        "container-title": "合成杂志",
        "language": "zh-CN",
        "original-title": "Synthetic work",
        "original-container-title": "Synthetic Journal",
    },
    {"author": (Name(literal="王璐璐"), Name("欧阳", "娜娜")), "original-author": (Name("WANG", "Lulu"),)},
    {"issued": Date(((2024,),))},
)


@pytest.mark.parametrize("form", FORMS)
def test_a_chinese_work_keeps_its_english_version(form: str) -> None:
    assert again(CHINESE, form) == CHINESE
    assert "title-en = {Synthetic work}" in write_references([CHINESE], form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "reference",
    [
        Reference(
            "a", "book", {"title": "A", "collection-title": "S", "collection-number": "4", "number": "9"}
        ),
        Reference(
            "a", "chapter", {"title": "A", "container-title": "B", "publisher": "P", "publisher-place": "X"}
        ),
        Reference("a", "thesis", {"title": "A", "publisher": "U", "genre": "PhD thesis"}),
        Reference("a", "thesis", {"title": "A", "publisher": "U", "genre": "Master's thesis"}),
        Reference("a", "thesis", {"title": "A"}),
        Reference("a", "report", {"title": "A", "publisher": "I", "number": "7"}),
        Reference("a", "webpage", {"title": "A", "URL": "https://example.org"}),
        Reference("a", "document", {"title": "A", "URL": "https://example.org"}),
        Reference("a", "post-weblog", {"title": "A"}),
        Reference("a", "article", {"title": "A", "publisher": "arXiv", "number": "arXiv:2401.00001"}),
        Reference("a", "article", {"title": "A", "publisher": "bioRxiv"}),
        Reference("a", "article-magazine", {"title": "A", "container-title": "M"}),
        Reference("a", "article-journal", {"title": "A", "number": "e12", "page": "1-2", "section": "x"}),
        Reference("a", "patent", {"title": "A", "number": "CN1"}, {"author": (Name("Li", "Y"),)}),
        Reference("a", "standard", {"title": "A", "number": "GB/T 1"}),
        Reference("a", "dataset", {"title": "A", "version": "2"}),
        Reference(
            "a", "book", {"title": "A"}, {"editor": (Name("Li", "Y"),), "composer": (Name("Xu", "Z"),)}
        ),
        Reference("a", "book", {"title": "A"}, dates={"issued": Date(((2020, 2), (2021, 3)))}),
        Reference("a", "book", {"title": "A"}, dates={"issued": Date(((2020,),), circa=True)}),
        Reference("a", "book", {"title": "A"}, dates={"issued": Date(((-50,),))}),
        Reference("a", "book", {"title": "A"}, dates={"issued": Date(literal="in press", raw="in press")}),
        Reference(
            "a", "book", {"title": "A"}, {"author": (Name("Li", "Y", suffix="Jr", comma_suffix=True),)}
        ),
    ],
    ids=lambda value: f"{value.type}-{len(value.fields)}" if isinstance(value, Reference) else value,
)
def test_every_kind_of_work_is_read_back(reference: Reference, form: str) -> None:
    found = again(reference, form)
    extra = (
        {"options": "juniorcomma=true"}
        if any(n.comma_suffix for ns in reference.names.values() for n in ns)
        else {}
    )
    assert found == replace(reference, extra=extra)


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=12
)
_WORDS = st.lists(
    _TEXT.filter(lambda word: "<" not in word and not word.isspace()), min_size=1, max_size=4
).map(" ".join)


@given(_WORDS, st.sampled_from(FORMS))
def test_any_text_is_read_back(text: str, form: str) -> None:
    reference = Reference("a", "article-journal", {"title": "A", "abstract": text})
    assert again(reference, form).get("abstract") == text


_LETTERS = (
    st.text("abcXYZ éÉ.'-王,&{", min_size=1, max_size=8).map(lambda text: " ".join(text.split())).filter(bool)
)


@given(st.lists(st.builds(Name, _LETTERS, _LETTERS), min_size=1, max_size=4), st.sampled_from(FORMS))
def test_any_names_are_read_back(names: list[Name], form: str) -> None:
    reference = Reference("a", "book", {"title": "A"}, {"author": tuple(names)})
    assert again(reference, form).names["author"] == tuple(names)


@pytest.mark.parametrize("form", FORMS)
def test_what_would_unbalance_an_entry_costs_nothing(form: str) -> None:
    """As a damaged export may hold it: braces without their pair, names that no field may have."""
    work = Reference(
        "a, b",
        "article-journal",
        {"title": "A } b {", "URL": "https://example.org/{x", "language": "}", "odd name": "1"},
        dates={"issued": Date(literal="{soon", raw="{soon")},
        extra={"file": "C:\\x\\", "Author Address": "{", "+": "1", "类": "2"},
    )
    (found, after) = read_bibtex(
        Path("x.bib"), write_references([work, Reference("c", "book", {"title": "C"})], form), []
    )
    assert (found.id, after.id) == ("a-b", "c")
    assert (found.get("title"), found.get("URL")) == ("A } b {", "https://example.org/%7Bx")
    assert {"author-address": "{", "x-+": "1", "x-类": "2"}.items() <= found.extra.items()


@pytest.mark.parametrize("form", FORMS)
def test_ids_that_bibtex_cannot_hold_never_become_one_key(form: str) -> None:
    """An id that is a key stays, and entries of one id have one key."""
    works = [
        Reference(name, "book", {"title": f"Synthetic work {number}"})
        for number, name in enumerate(("a b", "a-b", "a{b", "a b"))
    ]
    found = read_bibtex(Path("x.bib"), write_references(works, form), [])
    assert [each.id for each in found] == ["a-b-2", "a-b", "a-b-3", "a-b-2"]
