"""Edits of YAML by places: what is not touched stays as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.yaml_edit import Plain, YamlEdits, plain_node, scalar, written
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, Node, SequenceNode
from toolkit.model.diagnostic import Problem

TEXT = """\
# a file
schema: mine
records:
  # the first
  - id: a
    name: "A"   # its name
    title:
      zh: 甲   # Chinese
    list:
      - one
      - two
    text: |
      A long
      text.
    empty:
    # the end of a

  - {id: b, name: B, }   # flow
# the end
"""


def node_of(text: str) -> Node:
    problems: list[Problem] = []
    node = parse_yaml(text, Path("file.yaml"), problems)
    assert node is not None
    assert not problems
    return node


def records(text: str) -> SequenceNode:
    root = node_of(text)
    assert isinstance(root, MappingNode)
    rows = root.get("records")
    assert isinstance(rows, SequenceNode)
    return rows


def record(rows: SequenceNode, index: int) -> MappingNode:
    node = rows.items[index]
    assert isinstance(node, MappingNode)
    return node


def edited(index: int, **values: Plain) -> str:
    edits = YamlEdits(TEXT)
    for key, value in values.items():
        edits.set(record(records(TEXT), index), key, value)
    return edits.result()


@pytest.mark.parametrize(
    ("index", "key", "value", "old", "new"),
    [
        (0, "name", "Z", '    name: "A"   # its name\n', "    name: Z   # its name\n"),
        (0, "empty", "x: y", "    empty:\n", '    empty: "x: y"\n'),
        (0, "list", ("x", "y, z"), "    list:\n      - one\n      - two\n", '    list: [x, "y, z"]\n'),
        (0, "text", "short", "    text: |\n      A long\n      text.\n", "    text: short\n"),
        (
            0,
            "title",
            {"en": "T"},
            "    title:\n      zh: 甲   # Chinese\n",
            "    title: {en: T}   # Chinese\n",
        ),
        (0, "new", "1", "    empty:\n", "    empty:\n    new: 1\n"),
        (1, "name", "Z", "{id: b, name: B, }", "{id: b, name: Z, }"),
        (1, "new", ("1", "2"), "{id: b, name: B, }", "{id: b, name: B, new: [1, 2], }"),
    ],
)
def test_a_value_is_changed_and_nothing_else(index: int, key: str, value: Plain, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    text = edited(index, **{key: value})
    assert text == TEXT.replace(old, new)
    assert plain_node(record(records(text), index).entries[key].value) == value


def test_one_language_of_a_text_is_added(tmp_path: Path) -> None:
    edits = YamlEdits(TEXT)
    title = record(records(TEXT), 0).get("title")
    assert isinstance(title, MappingNode)
    edits.set(title, "en", "A")
    expected = "      zh: 甲   # Chinese\n      en: A\n"
    assert edits.result() == TEXT.replace("      zh: 甲   # Chinese\n", expected)


def test_records_are_added_at_the_end_in_their_order() -> None:
    edits = YamlEdits(TEXT)
    for name in ("c", "d"):
        edits.append(records(TEXT), {"id": name, "list": ("x",)})
    added = "\n  - id: c\n    list: [x]\n\n  - id: d\n    list: [x]\n"
    assert edits.result() == TEXT.replace("  # flow\n", "  # flow\n" + added)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("records: []\n", "records:\n  - id: c\n    a: 1\n\n  - id: d\n    a: 2\n"),
        ("records: [{id: x}] # one line\n", "records: [{id: x}, {id: c, a: 1}, {id: d, a: 2}] # one line\n"),
        ("records:\n- id: x\n- id: y", "records:\n- id: x\n- id: y\n- id: c\n  a: 1\n- id: d\n  a: 2\n"),
    ],
)
def test_records_are_added_in_the_form_of_the_list(text: str, result: str) -> None:
    edits = YamlEdits(text)
    rows = records(text)
    edits.append(rows, {"id": "c", "a": "1"})
    edits.append(rows, {"id": "d", "a": "2"})
    assert edits.result() == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("12", "12"),
        ("I/II", "I/II"),
        ("false", "false"),
        ("~", '"~"'),
        ("null", '"null"'),
        ("", '""'),
        ("@key", '"@key"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        ("[a]", '"[a]"'),
        ("=1", '"=1"'),
        ("两行\n文字", "两行 文字"),
        ('say "yes"', 'say "yes"'),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, result: str) -> None:
    assert scalar(text) == result


TEXTS = st.text(max_size=30)


@given(
    st.one_of(
        TEXTS, st.lists(TEXTS, max_size=3).map(tuple), st.dictionaries(st.sampled_from(["zh", "en"]), TEXTS)
    )
)
def test_any_value_reads_back_as_it_was(value: Plain) -> None:
    for text in (f"a: {written(value)}\nb: 1\n", f"{{a: {written(value)}, b: 1}}\n"):
        root = node_of(text)
        assert isinstance(root, MappingNode)
        assert list(root.entries) == ["a", "b"]
        assert plain_node(root.entries["a"].value) == cleaned(value)


def cleaned(value: Plain) -> Plain:
    """What `scalar` keeps of a text: no control characters, blanks as one space."""
    if isinstance(value, str):
        node = node_of(f"[{scalar(value)}]")
        assert isinstance(node, SequenceNode)
        [text] = plain_node(node) or ()
        assert [c for c in text if not c.isspace()] == [c for c in value if not c.isspace() and c in text]
        return text
    if isinstance(value, tuple):
        return tuple(str(cleaned(item)) for item in value)
    return {key: str(cleaned(item)) for key, item in value.items()}
