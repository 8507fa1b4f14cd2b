"""Nodes → shapes: what is accepted, what is said of the rest, and that pydantic agrees."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests.load.support import places, shape_of
from toolkit.load.reader import Prose, Shape, read_shape
from toolkit.load.shapes import EvidenceFile, ReviewFile, SchemaFile, SectionFront, TableFile
from toolkit.load.yaml_file import parse_yaml
from toolkit.model.diagnostic import Problem


@dataclass(eq=False, repr=False)
class Part(Shape):
    """A part of a synthetic file."""

    name: str
    count: int = 0


@dataclass(eq=False, repr=False)
class Whole(Shape):
    """A synthetic file with a field of each kind."""

    title: str
    parts: tuple[Part, ...] = ()
    flag: bool = False
    share: float | None = None
    mode: Literal["fast", "slow"] = "fast"
    names: str | tuple[str, ...] = ()
    table: dict[str, int] = field(default_factory=dict)


def read(text: str) -> tuple[Whole, list[Problem]]:
    whole, problems = shape_of(text, Whole)
    assert whole is not None
    return whole, problems


def test_reads_every_kind() -> None:
    whole, problems = read(
        "title: T\nparts: [{name: a}, {name: b, count: 2}]\nflag: true\nshare: 0.5\nmode: slow\n"
        "names: x\ntable: {k: 1}\n"
    )
    assert not problems
    assert [(part.name, part.count) for part in whole.parts] == [("a", 0), ("b", 2)]
    assert (whole.flag, whole.share, whole.mode, whole.names) == (True, 0.5, "slow", "x")
    assert whole.table == {"k": 1}
    assert whole.parts[1].node.span.start == (2, 20)


@pytest.mark.parametrize("text", ["yes", "82271664", "2026-03-06", "true", "1.50"])
def test_a_text_field_takes_any_scalar_as_it_stands(text: str) -> None:
    whole, problems = read(f"title: {text}\n")
    assert not problems
    assert whole.title == text


def test_an_unknown_field_is_reported_with_the_nearest_known_one() -> None:
    whole, problems = read("title: T\nparst: []\nflag: true\n")
    assert places(problems) == [("file.yaml", 2, 1)]
    assert problems[0].message == "The file has no field “parst”. Did you mean “parts”?"
    assert "title, parts, flag" in problems[0].help
    assert whole.flag


@pytest.mark.parametrize(
    ("line", "column", "expected", "found"),
    [
        ("flag: yes", 7, "true or false", "the text “yes”"),
        ('flag: "true"', 7, "true or false", "the text “true”"),
        ("share: much", 8, "a number", "the text “much”"),
        ('share: "0.5"', 8, "a number", "the text “0.5”"),
        ("parts: a", 8, "a list", "the text “a”"),
        ("parts: {name: a}", 8, "a list", "a mapping"),
        ("table: [a]", 8, "a mapping", "a list"),
        ("table: {k: x}", 12, "a whole number", "the text “x”"),
        ("table: {k: 1.5}", 12, "a whole number", "the number 1.5"),
        ("names: {a: b}", 8, "a text or a list", "a mapping"),
        ("mode: [fast]", 7, "fast or slow", "a list"),
        ("parts: [a]", 9, "a mapping", "the text “a”"),
    ],
)
def test_a_wrong_type_says_what_was_expected_and_what_was_found(
    line: str, column: int, expected: str, found: str
) -> None:
    whole, problems = read(f"title: T\n{line}\n")
    assert places(problems) == [("file.yaml", 2, column)]
    assert f"must be {expected}" in problems[0].message
    assert f"here stands {found}" in problems[0].message
    # The rest of the file is used, the field has its default.
    assert whole.title == "T"
    assert (whole.flag, whole.share, whole.mode) == (False, None, "fast")


def test_a_misspelt_choice_names_the_nearest() -> None:
    _, problems = read("title: T\nmode: slo\n")
    assert problems[0].message.endswith("Did you mean “slow”?")


def test_a_missing_field_and_an_empty_one() -> None:
    whole, problems = read("{flag: true, parts: []}\n")
    assert places(problems) == [("file.yaml", 1, 1)]
    assert "needs the field “title”" in problems[0].message
    assert whole.flag
    assert whole.title == ""
    _, problems = read("flag: true\ntitle:\n")
    assert places(problems) == [("file.yaml", 2, 1)]
    assert "“title” is empty" in problems[0].message


def test_a_missing_field_is_not_held_against_lines_that_could_not_be_read() -> None:
    _, problems = read("title: A: B\nflag: true\n")
    assert len(problems) == 1
    assert "second colon" in problems[0].message


def test_an_item_in_error_is_dropped_and_the_others_stay() -> None:
    whole, problems = read("title: T\nparts:\n  - name: a\n  - just text\n  - nam: c\n")
    assert [part.name for part in whole.parts] == ["a", ""]
    assert [place[1] for place in places(problems)] == [4, 5]
    assert "Item 2 of “parts”" in problems[0].message


def test_a_misspelt_required_field_is_not_missing_as_well() -> None:
    _, problems = read("titel: T\n")
    assert [problem.message for problem in problems] == [
        "The file has no field “titel”. Did you mean “title”?"
    ]


def test_all_errors_are_collected() -> None:
    _, problems = read("flag: maybe\nmode: x\nshare: y\nfoo: 1\n")
    assert len(problems) == 5


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("{title：a, flag: true}", 2, "full-width colon (：) follows “title”"),
        ("{title:a, flag: true}", 2, "space is missing after the colon of “title”"),
        ("{title: a, <<: {flag: true}}", 12, "Merge keys"),
    ],
)
def test_keys_that_swallowed_their_value(text: str, column: int, message: str) -> None:
    _, problems = read(text)
    assert places(problems)[0] == ("file.yaml", 1, column)
    assert message in problems[0].message


def test_a_list_where_a_mapping_belongs() -> None:
    problems: list[Problem] = []
    node = parse_yaml("- title: a\n", Path("file.yaml"), problems)
    assert read_shape(node, Whole, problems, "The file") is None
    assert "here stands a list" in problems[0].message
    assert "dashes" in problems[0].help


def test_full_width_brackets_are_no_list() -> None:
    _, problems = read("title: T\nparts: ［a，b］\n")
    assert "ordinary brackets" in problems[0].help


# --- texts per language ---------------------------------------------------------


@dataclass(eq=False, repr=False)
class Texts(Shape):
    """A synthetic file with a text of a person."""

    title: Prose
    abstract: Prose | dict[str, Prose] | None = None


def texts(text: str) -> tuple[Texts, list[Problem]]:
    found, problems = shape_of(text, Texts)
    assert found is not None
    return found, problems


def test_a_text_is_plain_or_one_per_language() -> None:
    found, problems = texts("title: a\nabstract: {zh-CN: 甲, en: b}\n")
    assert not problems
    assert {key: node.text for key, node in found.title.texts.items()} == {"": "a"}
    assert isinstance(found.abstract, Prose)
    assert {key: node.text for key, node in found.abstract.texts.items()} == {"zh": "甲", "en": "b"}


def test_parts_are_told_from_languages() -> None:
    found, problems = texts("title: a\nabstract: {aim: {zh: 甲}, methods: b}\n")
    assert not problems
    assert isinstance(found.abstract, dict)
    assert list(found.abstract) == ["aim", "methods"]


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("title: {zh: 甲, cn: 乙}", 16, "“cn” is no language. Did you mean “zh”?"),
        ("title: {zh: 甲, eng: b}", 16, "Did you mean “en”?"),
        ("title: {zh: 甲, qq: b}", 16, "“qq” is no language."),
        ("title: {zh: 甲, zh-TW: 乙}", 16, "language “zh” was given in line 1 already"),
        ("title: {zh：甲, en: b}", 9, "full-width colon (：) follows “zh”"),
        ("title: {zh: [甲], en: b}", 13, "here stands a list"),
    ],
)
def test_mistakes_in_languages(line: str, column: int, message: str) -> None:
    found, problems = texts(line)
    assert places(problems) == [("file.yaml", 1, column)]
    assert message in problems[0].message
    assert found.title.texts


# --- one definition for reading and for JSON Schemas ------------------------------

SHAPES = [ReviewFile, TableFile, EvidenceFile, SchemaFile, SectionFront]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_pydantic_makes_a_json_schema_of_every_shape(shape: type[Shape]) -> None:
    schema = TypeAdapter(shape).json_schema()
    assert schema["additionalProperties"] is False
    documented = [
        name for name, part in schema["properties"].items() if "description" in part or "$ref" in part
    ]
    assert documented
    json.dumps(schema)


names = st.sampled_from(["title", "parts", "flag", "share", "mode", "names", "table", "other"])
values = st.recursive(
    st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from([0.5, 1.25])
    | st.sampled_from(["fast", "slow", "text"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["name", "count", "k"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(names, values, max_size=5))
def test_pydantic_accepts_what_the_reader_accepts(data: dict[str, Any]) -> None:
    """For pydantic the data are typed as the reader types them: by the field, not by their looks."""
    _, problems = shape_of(yaml.safe_dump(data), Whole)
    try:
        TypeAdapter(Whole).validate_python(_as_typed(data), strict=False)
        valid = True
    except ValidationError:
        valid = False
    assert valid == (not problems), (problems, data)


def _as_typed(data: dict[str, Any]) -> dict[str, Any]:
    def text(value: Any) -> Any:
        return value if isinstance(value, (list, dict)) else str(value)

    def number(value: Any) -> Any:
        # pydantic takes true for 1 and 1.0 for 1.
        return "no number" if isinstance(value, (bool, str)) else value

    def whole(value: Any) -> Any:
        return "no number" if isinstance(value, float) else number(value)

    typed = dict(data)
    for key, value in data.items():
        match key:
            case "title":
                typed[key] = text(value)
            case "names":
                typed[key] = [text(item) for item in value] if isinstance(value, list) else text(value)
            case "flag":
                typed[key] = value if isinstance(value, bool) else "neither"
            case "share":
                typed[key] = number(value)
            case "table" if isinstance(value, dict):
                typed[key] = {name: whole(item) for name, item in value.items()}
            case "parts" if isinstance(value, list):
                typed[key] = [
                    {name: text(part) if name == "name" else whole(part) for name, part in item.items()}
                    if isinstance(item, dict)
                    else item
                    for item in value
                ]
            case _:
                pass
    return typed
