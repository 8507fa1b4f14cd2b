"""Any text, written as a scalar of YAML, is read as that text: never as a number, nothing or a list."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, ScalarNode, is_null
from toolkit.model.diagnostic import Problem
from toolkit.render.folder.yaml_text import flow, scalar

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)


def value_in(line: str) -> MappingNode:
    problems: list[Problem] = []
    node = parse_yaml(line, Path("x.yaml"), problems)
    assert not problems, (line, problems[0].message)
    assert isinstance(node, MappingNode)
    return node


@given(TEXTS | st.text("a1 :#-,[]{}\"'\\&*!|>%@`?~.外\u2028\u3000\n", min_size=1, max_size=12))
@example("null")
@example("No")
@example("12")
@example("54 周")
@example("1e5")
@example("12:30")
@example("a: b")
@example("a #b")
@example("a, b")
@settings(max_examples=300)
def test_a_text_is_read_as_itself(text: str) -> None:
    for line in (f"key: {scalar(text)}\n", f"key: {flow({'zh': text})}\n", f"key: [{scalar(text)}]\n"):
        node = value_in(line).entries["key"].value
        while not isinstance(node, ScalarNode):
            node = node.entries["zh"].value if isinstance(node, MappingNode) else node.items[0]
        assert node.text == text
        assert not is_null(node)


def test_plain_words_stay_plain() -> None:
    assert flow({"zh": "外泌体", "en": "exosomes of cells"}) == "{zh: 外泌体, en: exosomes of cells}"
    assert scalar("54 周") == "54 周"
