"""Imports over and over, with an author who writes in between. Synthetic values."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.load.evidence import EvidenceReader
from toolkit.load.intake.given import GivenRecord, GivenValue
from toolkit.load.intake.memory import Remembered, memory_text, read_memory
from toolkit.load.intake.merge import Merged, Merger
from toolkit.load.rich import RichText
from toolkit.load.sources import Sources
from toolkit.load.yaml_edit import Plain, YamlEdits, plain_node
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, SequenceNode
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import Policy, Schema
from toolkit.model.source import Span

PATH = Path("evidence/trials.yaml")
EMPTY = "schema: trial\nrecords:\n  - id: a   # mine\n"
FIELDS = ("participants", "condition", "phase", "title")


def schema() -> Schema:
    found = EvidenceReader(Path(), Sources([]), RichText("zh-CN", [])).schema_at(
        Path(__file__).parents[2] / "templates" / "evidence" / "trial.yaml"
    )
    assert found is not None
    return found


SCHEMA = schema()


def root_of(text: str) -> MappingNode:
    problems: list[Problem] = []
    root = parse_yaml(text, PATH, problems)
    assert not problems
    assert isinstance(root, MappingNode)
    return root


def record_of(text: str) -> MappingNode:
    rows = root_of(text).get("records")
    assert isinstance(rows, SequenceNode)
    [node] = rows.items
    assert isinstance(node, MappingNode)
    return node


def values_of(text: str) -> dict[str, Plain | None]:
    node = record_of(text)
    return {name: plain_node(node.entries[name].value) if name in node.entries else None for name in FIELDS}


def imported(
    text: str, memory: dict[str, Remembered], values: dict[str, Plain], policy: Policy = "show"
) -> Merged:
    given = {name: GivenValue(value, "source", Span.at(PATH)) for name, value in values.items()}
    record = GivenRecord("a", given, "source", Span.at(PATH))
    problems: list[Problem] = []
    merged = Merger(text, root_of(text), SCHEMA, "zh", memory, policy, problems).merge((record,))
    assert not problems
    return merged


def typed(text: str, field: str, value: Plain) -> str:
    """The file after its author has typed a value."""
    edits = YamlEdits(text)
    edits.set(record_of(text), field, value)
    return edits.result()


VALUES = {
    "participants": st.sampled_from(["1", "2", "30"]),
    "condition": st.sampled_from(["甲", "乙: 丙", {"en": "A"}, {"zh": "甲", "en": "B"}]),
    "phase": st.sampled_from(["I", "II"]),
    "title": st.sampled_from([{"en": "A"}, {"en": "B"}, {"zh": "甲"}]),
}
SOURCES = st.fixed_dictionaries({}, optional=VALUES)
NUMBERS = VALUES["participants"]
STEPS = st.lists(st.tuples(st.sampled_from(["type", "import"]), NUMBERS), max_size=8)


@settings(max_examples=150)
@given(STEPS)
def test_what_the_author_typed_stays_until_the_source_agrees(steps: list[tuple[str, str]]) -> None:
    text, memory = EMPTY, dict[str, Remembered]()
    mine = ""
    """What the author typed and the source never said since; nothing if the value is the source's."""
    for kind, value in steps:
        known = memory["a"].values.get("participants") if memory else None
        if kind == "type":
            text = typed(text, "participants", value)
            mine = "" if value == known else value
            continue
        merged = imported(text, memory, {"participants": value})
        text, memory = merged.text, merged.memory
        assert values_of(text)["participants"] == (mine or value)
        # A difference is shown, unless the source has said the same before.
        assert len(merged.conflicts) == (mine not in {"", value} and value != known)
        mine = "" if mine == value else mine
    assert "# mine" in text


@settings(max_examples=100)
@given(SOURCES, SOURCES)
def test_importing_again_changes_nothing(first: dict[str, Plain], second: dict[str, Plain]) -> None:
    merged = imported(EMPTY, {}, first)
    again = imported(merged.text, merged.memory, first)
    assert (again.text, again.memory) == (merged.text, merged.memory)
    assert (again.filled, again.updated, again.conflicts) == (0, 0, [])
    # Where nobody typed anything, the record says what the source says last.
    later = imported(again.text, again.memory, second)
    assert not later.conflicts
    for field, value in second.items():
        now = values_of(later.text)[field]
        if isinstance(value, dict) and isinstance(now, dict):
            assert value.items() <= now.items()


@given(SOURCES)
def test_what_is_remembered_reads_back(values: dict[str, Plain]) -> None:
    memory = imported(EMPTY, {}, values).memory
    sources = Sources([])
    text = memory_text(PATH, memory)
    file = Path("evidence/.imported/trials.yaml")
    root = parse_yaml(text, file, sources.problems)
    assert isinstance(root, MappingNode)
    assert not sources.problems
    entry = root.get("records")
    assert isinstance(entry, MappingNode)
    assert list(entry.entries) == ["a"]
    assert read_memory(Path("nowhere/none.yaml"), sources) == {}
