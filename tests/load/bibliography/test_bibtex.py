"""BibTeX files: macros, inheritance, places, and what is broken."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.load.bibliography.support import PATH, clean, read, shown
from toolkit.load.bibliography import read_bibliography
from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span


def spans_text(text: str, span: Span) -> str:
    """What stands at a span that lies on one line."""
    assert span.line == span.end_line
    return text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def test_strings_and_concatenation() -> None:
    (reference,) = clean(
        '@string{jb = "J. Biomed."}\n@STRING{full = jb # { Sci.}}\n'
        '@article(k, journal = FULL # " Suppl", year = 2020)'
    )
    assert reference.get("container-title") == "J. Biomed. Sci. Suppl"


def test_comments_and_preambles_are_no_entries() -> None:
    text = '% @article{no, title={x}}\n@comment{@misc{x}}\n@preamble{"\\newcommand{\\x}{}"}\n\n@misc{k}'
    assert clean(text.split("\n", 1)[1])[0].id == "k"


def test_a_field_that_is_commented_out() -> None:
    (reference,) = clean("@article{k,\n  title = {T},\n  % doi = {10.1/x},\n  year = 2020\n}")
    assert reference.fields == {"title": "T"}


# --- inheritance -----------------------------------------------------------------


def test_a_paper_takes_the_title_of_its_proceedings() -> None:
    paper, proceedings = clean(
        """
        @inproceedings{p, title = {Paper}, author = {A, B}, crossref = {c}}
        @proceedings{c, title = {Proceedings}, shorttitle = {Proc}, subtitle = {Day 1},
            year = 2001, editor = {E, F}}
        """
    )
    assert (paper.get("title"), paper.get("container-title")) == ("Paper", "Proceedings: Day 1")
    assert "title-short" not in paper.fields
    assert paper.dates["issued"].year == 2001
    assert [shown(name) for name in paper.names["editor"]] == ["E, F"]
    assert proceedings.get("title") == "Proceedings: Day 1"


@pytest.mark.parametrize(
    ("child", "parent", "fields"),
    [
        ("article", "periodical", {"container-title": "P"}),
        ("incollection", "collection", {"container-title": "P"}),
        ("incollection", "book", {"container-title": "P"}),
        ("book", "mvbook", {"title": "P", "volume-title": "T"}),
        ("inbook", "mvbook", {"container-title": "P"}),
    ],
)
def test_which_title_a_child_takes(child: str, parent: str, fields: dict[str, str]) -> None:
    body = "booktitle = {B}, " if (child, parent) == ("inbook", "mvbook") else ""
    reference, _ = clean(
        f"@{child}{{a, title = {{T}}, {body}crossref = {{p}}}}\n@{parent}{{p, title = {{P}}}}"
    )
    assert {name: reference.get(name) for name in fields} == fields


def test_a_chapter_keeps_its_author_beside_the_one_of_the_book() -> None:
    chapter, _ = clean(
        "@inbook{c, title = {C}, author = {A, A}, crossref = {b}}\n@book{b, title = {B}, author = {D, D}}"
    )
    assert {name: [shown(n) for n in names] for name, names in chapter.names.items()} == {
        "author": ["A, A"],
        "container-author": ["D, D"],
    }


def test_xdata_gives_its_fields_and_is_no_reference() -> None:
    (reference,) = clean(
        "@xdata{press, publisher = {Press}, xdata = {town}}\n@xdata{town, location = {Oslo}}\n"
        "@book{b, title = {B}, xdata = {press}}"
    )
    assert (reference.get("publisher"), reference.get("publisher-place")) == ("Press", "Oslo")


def test_an_inherited_field_leads_to_where_it_is_written() -> None:
    paper, _ = clean(
        "@inproceedings{p, title = {P}, crossref = {c}}\n@proceedings{c, title = {C}, isbn = {1}}"
    )
    assert paper.field_spans["ISBN"].line == 2


def test_a_circle_names_the_chain_and_costs_only_the_inheritance() -> None:
    references, problems = read(
        "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {c}}\n"
        "@book{c, title = {C}, crossref = {a}}\n@inbook{d, title = {D}, crossref = {a}}"
    )
    assert [problem.message for problem in problems] == [
        "Entries inherit from each other in a circle: a (line 1) → b (line 2) → c (line 3) → a (line 1)."
    ]
    assert problems[0].span == Span.at(PATH, 1, 35, 1)
    assert [reference.get("title") for reference in references] == ["A", "B", "C", "D"]
    assert references[3].get("container-title") == "A"


def test_an_entry_that_names_itself() -> None:
    _, problems = read("@book{a, title = {A}, crossref = {a}}")
    assert "a (line 1) → a (line 1)" in problems[0].message


def test_a_parent_that_does_not_exist() -> None:
    _, problems = read("@inbook{d,\n  crossref = {nobody}}")
    assert (problems[0].span, "nobody" in problems[0].message) == (Span.at(PATH, 2, 15, 6), True)


def test_a_long_chain_of_parents() -> None:
    chain = "".join(f"@xdata{{k{i}, xdata = {{k{i + 1}}}}}\n" for i in range(3000))
    (reference,) = clean(f"{chain}@xdata{{k3000, publisher = {{P}}}}\n@book{{b, xdata = {{k0}}}}")
    assert reference.get("publisher") == "P"


# --- places ------------------------------------------------------------------------


def test_every_field_knows_its_place() -> None:
    text = dedent(
        """\
        % works
        @Article{王2021,
          author = "王璐璐",
          title={人羊膜},  journal = {J},
          year = 2021,
          unknown-field = {x}
        }"""
    )
    (reference,) = clean(text)
    assert reference.span == Span.at(PATH, 2, 10, 5)
    assert {name: spans_text(text, span) for name, span in reference.field_spans.items()} == {
        "id": "王2021",
        "author": "王璐璐",
        "title": "人羊膜",
        "container-title": "J",
        "issued": "2021",
        "unknown-field": "x",
    }


# --- what is broken ------------------------------------------------------------------


def test_an_unclosed_brace_costs_its_entry_only() -> None:
    references, problems = read(
        "@article{first, title = {A}}\n\n@article{broken,\n  title = {Unclosed,\n  year = 2020,\n}\n\n"
        "@article{last, title = {B}}\n"
    )
    assert [reference.id for reference in references] == ["first", "last"]
    (problem,) = problems
    assert problem.span == Span.at(PATH, 3, 10, 6)
    assert problem.message.startswith("The entry broken is not closed")
    assert "title (line 4)" in problem.help


def test_an_unclosed_brace_far_down_costs_its_entry_only() -> None:
    number, entries = 31_000, 31_100
    text = "".join(f"@misc{{key{n},\n  title = {{Synthetic {n}}}\n}}\n" for n in range(entries))
    text = text.replace(f"Synthetic {number}}}", f"Synthetic {number}")
    references, (problem,) = read(text)
    assert len(references) == entries - 1
    assert references[number].id == f"key{number + 1}"
    assert problem.message.startswith(f"The entry key{number} is not closed")
    assert problem.span == Span.at(PATH, 3 * number + 1, 7, len(f"key{number}"))


def test_an_entry_that_is_not_closed_before_one_that_is_closed_twice() -> None:
    references, problems = read("@misc{a, title = {{x}}\n@misc{b, title = {y}}}\n@misc{c}")
    assert [reference.id for reference in references] == ["b", "c"]
    assert "The entry a is not closed" in problems[0].message


@pytest.mark.parametrize(
    "line", ["@article{b, title = {x}}", "@article{b,\n title = {x}\n}", "@article{b}", "@article(b)"]
)
@pytest.mark.parametrize("value", ["{see\n%s\n there}", '"see\n%s\n there"'])
def test_a_line_of_a_value_that_looks_like_an_entry(line: str, value: str) -> None:
    first, second = clean(f"@misc{{a,\n note = {value % line},\n title = {{A}}\n}}\n@misc{{c}}")
    assert (first.id, second.id, first.get("title")) == ("a", "c", "A")
    assert first.get("note").startswith("see @article")


def test_what_is_commented_out_is_no_entry() -> None:
    text = "% @misc{x}\n@misc{a} % @misc{y}\n%@misc{z,\n% title = {Z}}\n@misc{b, title = {50% of}} @misc{c}"
    assert [reference.id for reference in clean(text)] == ["a", "b", "c"]


def test_comments_within_an_entry() -> None:
    (reference,) = clean("@misc{a, % why\n title = {A} % behind\n # { B}, % more\n year = 2020 % last\n}")
    assert (reference.get("title"), reference.dates["issued"].year) == ("A B", 2020)


def test_an_unclosed_entry_at_the_end_of_the_file() -> None:
    references, (problem,) = read("@article{a, title = {A}}\n@article{b, title = {B}")
    assert [reference.id for reference in references] == ["a"]
    assert problem.span == Span.at(PATH, 2, 10, 1)


def test_an_entry_that_is_closed_too_early() -> None:
    references, (problem,) = read("@article{a,\n  title = {A}},\n  year = 2020\n}\n@misc{b}")
    assert [reference.id for reference in references] == ["a", "b"]
    assert problem.span is not None
    assert (problem.span.line, "year" in problem.message) == (3, True)


def test_a_missing_comma() -> None:
    (reference,), (problem,) = read("@article{a,\n  title = {A}\n  volume = 3,\n  number = 4\n}")
    assert (reference.get("title"), reference.get("volume"), reference.get("issue")) == ("A", "3", "4")
    assert problem.span == Span.at(PATH, 3, 3, 6)
    assert "comma is missing before the field volume" in problem.message


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("@article{\n  title = {A}\n}", "no key at all", 1),
        ("@article{,\n  title = {A}\n}", "no citation key", 1),
        ("@article{k\n  title = {A}\n}", "no comma behind its citation key", 1),
        ("@article{k,\n  journal = jbe\n}", "jbe stands without braces", 2),
        ("@article{k,\n  title = {A} and more\n}", "behind the closed value of title", 2),
        ("@article{k,\n  title = {A},\n  title = {B}\n}", "twice, here and in line 2", 3),
        ("@article{k,\n  wrong name = {A}\n}", "“wrong name” is not the name of a field", 2),
    ],
)
def test_messages(text: str, words: str, line: int) -> None:
    _, (problem,) = read(text)
    assert words in problem.message
    assert problem.span is not None
    assert problem.span.line == line


def test_two_entries_with_one_key_are_both_returned() -> None:
    references = clean("@misc{k, title = {A}}\n@misc{k, title = {B}}")
    assert [(reference.id, reference.get("title")) for reference in references] == [("k", "A"), ("k", "B")]
    assert [reference.span.line for reference in references if reference.span] == [1, 2]


def test_a_string_that_doubles_without_end_is_cut() -> None:
    doubling = "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(40))
    (reference,), problems = read(f"@string{{s0 = {{0123456789}}}}\n{doubling}@misc{{k, note = s40}}")
    assert len(reference.get("note")) <= 1_000_000
    assert "longer than" in problems[0].message


@pytest.mark.parametrize(
    "page", ["<!DOCTYPE html><html></html>", '\n<html lang="en">', '<?xml version="1.0"?>\n<html>']
)
def test_a_web_page_is_named_as_such(page: str) -> None:
    references, (problem,) = read(page + "@article{k, title={x}}")
    assert references == ()
    assert "works.bib is a web page (HTML)" in problem.message


@pytest.mark.parametrize("text", ["hello", "<note><to>you</to></note>", "a,b\n1,2"])
def test_a_file_of_anything_else_is_refused(text: str) -> None:
    _, (problem,) = read(text)
    assert problem.message.startswith("works.bib holds")
    assert "BibTeX, RIS, PubMed" in problem.help


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "% only a comment\n"])
def test_an_empty_bibliography_is_fine(text: str) -> None:
    assert clean(text) == ()


WORDS = (
    '@article{ @string{ @comment{ k k2 , = { } " # title year author crossref xdata month 2020 ² jan \\ $ ~ '
    "王 ， % @ ( ) doi date / - number pages editor language howpublished \\url{"
)
BIBTEX = st.lists(st.sampled_from([*WORDS.split(), " and ", " ", "\n"]), max_size=40).map("".join)


@given(BIBTEX | BIBTEX.map(lambda body: f"@article{{k, {body}}}") | st.text(max_size=80))
@settings(max_examples=400)
def test_no_text_crashes_it(text: str) -> None:
    references, problems = read(text)
    lines = text.removeprefix("\ufeff").count("\n") + 1
    for span in [*(reference.span for reference in references), *(problem.span for problem in problems)]:
        assert span is not None
        assert 1 <= span.line <= span.end_line <= lines
        assert span.column >= 1


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("@article{key，\n title = {T},\n}\n", "The entry key has a full-width comma", (1, 13)),
        ("@article{key，title = {T}}\n", "The entry key has a full-width comma", (1, 13)),
        ("@article{key,\n title = {T}，\n year = 2020\n}\n", "follows the field title", (2, 13)),
        ('@article{key,\n title = "T"，year = 2020\n}\n', "follows the field title", (2, 13)),
        ("@article{key,\n title = {T},\n year = 2020，\n volume = 3\n}\n", "follows the field year", (3, 13)),
    ],
)
def test_a_full_width_comma_is_named(text: str, message: str, place: tuple[int, int]) -> None:
    problems: list[Problem] = []
    references = read_bibliography(Path("refs.bib"), f"{text}@book{{other, title = {{X}}}}\n", problems)
    assert "other" in [reference.id for reference in references]
    (problem,) = problems
    assert message in problem.message
    assert "full-width comma (，)" in problem.message
    assert problem.help == "Write an ordinary comma."
    assert problem.span is not None
    assert problem.span.start == place
