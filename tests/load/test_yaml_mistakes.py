"""Each mistake in a YAML file: where it is pointed out, in which words, and what is still read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from toolkit.load import yaml_file
from toolkit.load.yaml_nodes import MappingNode
from toolkit.model.diagnostic import Problem


class Mistake(NamedTuple):
    text: str
    place: tuple[int, int]
    message: str
    help: str = ""
    read: str = ""
    """The keys that are read all the same."""


MISTAKES = {
    "colon in a title": Mistake(
        "id: a\ntitle: Exosomes: a review\nx: 1\n", (2, 16), "second colon", '"Exosomes: a review"', "id x"
    ),
    "tab as indentation": Mistake("id: a\nx:\n\ty: 1\nz: 1\n", (3, 1), "tab", "spaces", "id x z"),
    "tab behind spaces": Mistake("id: a\nx:\n  y: 1\n  \tz: 1\n", (4, 3), "tab", "spaces", "id x"),
    "full-width colon": Mistake("id: a\ntitle：b\nx: 1\n", (2, 6), "full-width colon", "`title: …`", "id x"),
    "full-width colon in the first line": Mistake("title：b\nx: 1\n", (1, 6), "full-width colon", "", "x"),
    "no space behind the colon": Mistake(
        "id: a\ntitle:b\nx: 1\n", (2, 6), "space is missing", "`title: b`", "id x"
    ),
    "a special space behind the colon": Mistake("x:\u00a0a\ny: 1\n", (1, 2), "space is missing", "", "y"),
    "open quotation mark": Mistake('id: a\ntitle: "b\nx: 1\n', (2, 8), "never closed", "", "id x"),
    "text behind a quotation mark": Mistake(
        'id: a\ntitle: "b" c\nx: 1\n', (2, 12), "follows the closing quotation mark", "typographic", "id x"
    ),
    "apostrophe in single quotes": Mistake(
        "id: a\ntitle: 'it's'\nx: 1\n", (2, 12), "follows the closing quotation mark", "", "id x"
    ),
    "backslash in double quotes": Mistake('x: "C:\\data"\ny: 1\n', (1, 7), "backslash", "single", "y"),
    "open bracket": Mistake(
        "id: a\nx: [a, b\ny: 1\n", (2, 4), "[ that opens here is never closed", "", "id y"
    ),
    "open brace": Mistake("x: {zh: a, en: b\ny: 1\n", (1, 4), "{ that opens here is never closed", "", "y"),
    "wrong bracket": Mistake("x: {zh: a]\ny: 1\n", (1, 10), "closed by ]", "", "y"),
    "bracket too many": Mistake("x: [a]]\ny: 1\n", (1, 7), "closes nothing", "", "y"),
    "full-width comma in braces": Mistake("x: 1\nt: {zh: a， en: b}\n", (2, 10), "full-width comma", "", "x"),
    "colon in braces": Mistake("x: 1\nt: {zh: a: b, en: c}\n", (2, 10), "colon stands inside", "", "x"),
    "citation without quotes": Mistake(
        "x: 1\ncite: [@key2024]\n", (2, 8), "may not begin with “@”", '"@key2024"', "x"
    ),
    "citation in a text in braces": Mistake(
        "x: 1\nt: {zh: 甲 [@key; @b], en: c}\n",
        (2, 9),
        "brackets must stand in quotation",
        '"甲 [@key; @b]"',
        "x",
    ),
    "emphasis at the start": Mistake(
        "x: 1\ny: *in vitro* tests\n", (2, 4), "may not begin with “*”", '"*in vitro* tests"', "x"
    ),
    "strong at the start": Mistake("x: 1\ny: **b** c\n", (2, 4), "may not begin with “*”", "", "x"),
    "greater than": Mistake("size: >20 nm\ny: 1\n", (1, 7), "may not begin with “>”", '">20 nm"', "y"),
    "percent sign": Mistake("x: 1\ny: %20\n", (2, 4), "may not begin with “%”", "", "x"),
    "tag": Mistake("x: !a b\ny: 1\n", (1, 4), "may not begin with “!”", "", "x y"),
    "expression before text": Mistake(
        "note: {{ a | count }} b\ny: 1\n", (1, 7), "“{{” must stand in quotation marks", "", "y"
    ),
    "expression alone": Mistake(
        "note: {{ a }}\ny: 1\n", (1, 8), "“{{” must stand in quotation marks", "", "note y"
    ),
    "deeper than a value": Mistake("id: a\n  title: b\nx: 1\n", (2, 3), "indented deeper", "", "id x"),
    "wrong indentation": Mistake("x:\n  a: 1\n b: 2\nc: 3\n", (3, 2), "indentation", "", "x c"),
    "line without colon": Mistake("id: a\nfoo\nx: 1\n", (2, 1), "“foo” has no colon", "", "id x"),
    "key given twice": Mistake("x: 1\ny: 2\nx: 3\n", (3, 1), "twice, first in line 1, column 1", "", "x y"),
    "second document": Mistake("x: 1\n---\ny: 2\n", (2, 1), "second YAML document", "", "x"),
    "control character": Mistake("x: a\x07b\n", (1, 5), "invisible character (U+0007)", "PDF", "x"),
    "line separator": Mistake("x: a\u2028b\ny: 1\n", (1, 5), "invisible character (U+2028)", "PDF", "x y"),
    "unknown alias": Mistake("x: *a\ny: 1\n", (1, 4), "may not begin with “*”", "quotation", "x y"),
    "alias inside itself": Mistake("x: &a [*a]\ny: 1\n", (1, 8), "without end", "", "x y"),
}


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both parsers must say the same."""
    if request.param == "python":
        monkeypatch.setattr(yaml_file, "_parser", lambda: yaml_file.python_parser)
    else:
        pytest.importorskip("yaml._yaml", reason="PyYAML was built without libyaml")
    return str(request.param)


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake(name: str, parser: str) -> None:
    mistake = MISTAKES[name]
    problems: list[Problem] = []
    node = yaml_file.parse_yaml(mistake.text, Path("file.yaml"), problems)
    assert len(problems) == 1, [problem.message for problem in problems]
    span = problems[0].span
    assert span is not None
    assert span.start == mistake.place
    assert mistake.message in problems[0].message
    assert mistake.help in problems[0].help
    assert isinstance(node, MappingNode)
    assert " ".join(node.entries) == mistake.read


def test_several_mistakes_are_all_reported(parser: str) -> None:
    text = "a: 1\n\tb: 2\ntitle: A: B\nc：3\ncite: [@key]\nd: 4\n"
    problems: list[Problem] = []
    node = yaml_file.parse_yaml(text, Path("file.yaml"), problems)
    assert [problem.span.line for problem in problems if problem.span] == [2, 3, 4, 5]
    assert isinstance(node, MappingNode)
    assert list(node.entries) == ["a", "d"]
    assert node.file.damaged


def test_a_broken_entry_is_left_out_with_what_belongs_to_it(parser: str) -> None:
    text = "records:\n  - id: a: b\n    size: 1\n  - id: c\n    size: 2\n"
    problems: list[Problem] = []
    node = yaml_file.parse_yaml(text, Path("file.yaml"), problems)
    assert len(problems) == 1
    assert isinstance(node, MappingNode)
    assert node.get("records").source.strip() == "- id: c\n    size: 2"  # type: ignore[union-attr]


def test_lines_are_counted_from_the_first_line_given() -> None:
    problems: list[Problem] = []
    yaml_file.parse_yaml("a: b: c\n", Path("file.md"), problems, first_line=7)
    assert problems[0].span is not None
    assert problems[0].span.line == 7


@pytest.mark.parametrize("text", ["[" * 5000, "- " * 5000, "{a: " * 5000, "? " * 5000])
def test_deep_nesting_is_refused(text: str) -> None:
    problems: list[Problem] = []
    assert yaml_file.parse_yaml(text, Path("file.yaml"), problems) is None
    assert "levels" in problems[0].message


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    problems: list[Problem] = []
    assert yaml_file.parse_yaml("\n".join(lines), Path("file.yaml"), problems) is None
    assert "values" in problems[0].message


def test_aliases_that_nest_are_refused() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [[[[[[[[[[*a{n - 1}]]]]]]]]]]" for n in range(1, 9))]
    problems: list[Problem] = []
    assert yaml_file.parse_yaml("\n".join(lines), Path("file.yaml"), problems) is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('cite: ["@a"，"@b"]\nb: 1\n', (1, 12), "A full-width comma (，) stands between two values."),
        ('a: {zh: "甲"，en: "b"}\nb: 1\n', (1, 12), "A full-width comma (，) stands between two values."),
        # The mark that is never closed pairs with the next one, any number of lines below.
        ('a:\n  en: "open\nb: 1\nc: "closed"\ne: 1\nd: "closed"\n', (2, 7), "never closed"),
        ('a: {zh: 甲, en: "open}\nc: {zh: 乙, en: "closed"}\nb: 1\n', (1, 16), "never closed"),
    ],
)
def test_the_cause_is_reported_alone(parser: str, text: str, place: tuple[int, int], message: str) -> None:
    problems: list[Problem] = []
    node = yaml_file.parse_yaml(text, Path("file.yaml"), problems)
    assert [problem.span.start for problem in problems if problem.span] == [place]
    assert message in problems[0].message
    assert isinstance(node, MappingNode)
    assert "b" in node.entries


def test_a_text_of_several_lines_is_no_open_quotation(parser: str) -> None:
    problems: list[Problem] = []
    yaml_file.parse_yaml('a: "one\n  two" three\nb: 1\n', Path("file.yaml"), problems)
    assert "Text follows the closing quotation mark" in problems[0].message
