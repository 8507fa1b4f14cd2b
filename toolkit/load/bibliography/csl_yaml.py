"""CSL-YAML files, as Zotero (Better BibTeX), pandoc and Hayagriva's converters write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toolkit.load.bibliography.csl_item import reference_of_item
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from toolkit.model.csl_json import DATE_VARIABLES
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span

_BEFORE = re.compile(r"[ \t]*(?:#.*|---[ \t]*)?|[A-Za-z][\w-]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*")
"""Lines that may stand before `references:` in metadata of pandoc."""
_FIRST = re.compile(
    r"(?:references|items):[ \t]*(?:\[|$)|[ \t]*-[ \t]+(?:id|type|title|author|DOI|abstract)[ \t]*:"
)
_MARKDOWN = frozenset(
    ["title", "title-short", "container-title", "collection-title", "original-title", "abstract", "note"]
)
"""Variables that pandoc reads as Markdown; in others its signs are rather text."""
_LONG = frozenset(["abstract", "note", "annote"])
"""Variables whose lines are kept."""
_MARKS = (
    (re.compile(r"(?<![\w*\\])\*\*(?=\S)([^*\n]+)(?<=\S)\*\*(?![\w*])"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*\\])\*(?=\S)([^*\n]+)(?<=\S)\*(?![\w*])"), r"<i>\1</i>"),
    (re.compile(r"(?<!\\)\^([^\s^\[\]]+)\^"), r"<sup>\1</sup>"),
    (re.compile(r"(?<![~\\])~([^\s~]+)~(?!~)"), r"<sub>\1</sub>"),
    (re.compile(r"\[([^\[\]\n]+)\]\{\.nocase\}"), r'<span class="nocase">\1</span>'),
    (re.compile(r"\[([^\[\]\n]+)\]\{\.smallcaps\}"), r'<span style="font-variant:small-caps;">\1</span>'),
)
_INTEGER = re.compile(r"-?[0-9]{1,6}")
_HOW = "The file must hold a list of CSL items under `references:`, each with id and type."


def is_csl_yaml(head: str) -> bool:
    """Whether a text begins with a list of items, or with metadata of pandoc that hold one."""
    started = False
    for line in head.splitlines():
        if _FIRST.match(line):
            return line.startswith(("references", "items")) or not started
        if not _BEFORE.fullmatch(line):
            return False
        started = started or (bool(line.strip()) and not line.lstrip().startswith(("#", "---")))
    return False


def read_csl_yaml(path: Path, text: str, problems: list[Problem]) -> tuple[Reference, ...]:
    """The references of a CSL-YAML file in its order."""
    root = parse_yaml(_one_document(text), path, problems)
    return tuple(_references(root, path, problems)) if root is not None else ()


def _one_document(text: str) -> str:
    """The text without the line `---` or `...` that pandoc writes behind a block of metadata."""
    return re.sub(r"\n(?:---|\.\.\.)[ \t]*\s*\Z", "\n", text)


def _references(root: Node, path: Path, problems: list[Problem]) -> Iterator[Reference]:
    items = root
    if isinstance(root, MappingNode):
        found = root.get("references") or root.get("items")
        items = found if found is not None else root
    if not isinstance(items, SequenceNode):
        problems.append(Problem("This YAML holds no list of CSL items.", Span.at(path), _HOW))
        return
    for node in items.items:
        if not isinstance(node, MappingNode):
            problems.append(Problem("This is no CSL item; it is left out.", node.span, _HOW))
            continue
        value = {entry.key.text: _value(entry.value, entry.key.text) for entry in node}
        places = {entry.key.text: _inner(entry.value) for entry in node}
        reference = reference_of_item(value, places, node.span, problems)
        if reference is not None:
            yield reference


def _inner(node: Node) -> Span:
    """The place of a value, that of a text without its quotation marks."""
    span = node.span
    if isinstance(node, ScalarNode) and node.style in {"single", "double"}:
        return replace(span, column=span.column + 1, end_column=span.end_column - 1)
    return span


def _value(node: Node, variable: str) -> object:
    """The node as a value of CSL-JSON; dates in the forms that pandoc takes."""
    if variable in DATE_VARIABLES:
        return _date(node)
    value = _plain(node)
    if isinstance(value, str) and variable not in _LONG:
        value = " ".join(value.split())
    return _without_markdown(value) if variable in _MARKDOWN and isinstance(value, str) else value


def _without_markdown(text: str) -> str:
    """The text with CSL-JSON's tags in the place of pandoc's Markdown."""
    text = text.strip()
    for pattern, tag in _MARKS:
        text = pattern.sub(tag, text)
    return text


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {entry.key.text: _plain(entry.value) for entry in node}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.items]
    if node.is_null:
        return None
    truth = node.boolean
    return node.text if truth is None else truth


def _date(node: Node) -> object:
    """`2024-03-15`, `{date-parts: …}`, `{year: 2024, month: 3}` or a list of one or two such."""
    if isinstance(node, ScalarNode):
        return None if node.is_null else {"raw": node.text}
    if isinstance(node, MappingNode):
        if node.get("year") is None:
            return _plain(node)
        parts = [_parts(node)]
        rest = {key: value for key, value in _mapping(node).items() if key not in {"year", "month", "day"}}
        return {**rest, "date-parts": parts}
    ends = [item for item in node.items if isinstance(item, MappingNode) and item.get("year") is not None]
    if ends and len(ends) == len(node.items):
        circa = any(item.get("circa") is not None for item in ends)
        return {"date-parts": [_parts(item) for item in ends], "circa": circa}
    return _plain(node)


def _mapping(node: MappingNode) -> dict[str, object]:
    return {entry.key.text: _plain(entry.value) for entry in node}


def _parts(node: MappingNode) -> list[str]:
    found = []
    for name in ("year", "month", "day"):
        part = node.get(name)
        if not isinstance(part, ScalarNode) or not _INTEGER.fullmatch(part.text.strip()):
            break
        found.append(part.text.strip())
    return found
