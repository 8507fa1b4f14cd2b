"""CSL-YAML files, as Zotero (Better BibTeX), pandoc and Hayagriva's converters write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toolkit.load.bibliography.record_values import is_citation_key
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from toolkit.model.csl_json import ALIASES, DATE_VARIABLES, reference_from_csl
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import KEY, Reference
from toolkit.model.source import Span

_BEFORE = re.compile(r"[ \t]*(?:#.*|---[ \t]*|(?:nocite|link-citations|title|lang):.*)?")
_FIRST = re.compile(
    r"(?:references|items):[ \t]*(?:\[|$)|[ \t]*-[ \t]+(?:id|type|title|author|DOI|abstract)[ \t]*:"
)
_INTEGER = re.compile(r"-?[0-9]{1,6}")
_HOW = "The file must hold a list of CSL items under `references:`, each with id and type."


def is_csl_yaml(head: str) -> bool:
    """Whether a text begins with a list of items, or with metadata of pandoc that hold one."""
    first = next((line for line in head.splitlines() if not _BEFORE.fullmatch(line)), "")
    return _FIRST.match(first) is not None


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
        yield from _item(node, problems)


def _item(node: MappingNode, problems: list[Problem]) -> Iterator[Reference]:
    value = {entry.key.text: _value(entry.value, entry.key.text) for entry in node}
    reference, warnings = reference_from_csl(value)
    places = {entry.key.text: _inner(entry.value) for entry in node}
    spans = {ALIASES.get(name, name): span for name, span in places.items() if name not in {"id", "type"}}
    key = places.get("id", node.span)
    if not reference.id:
        problems.append(Problem("This item has no id, so nothing can cite it; it is left out.", node.span))
        return
    if is_citation_key(reference.id):
        spans[KEY] = key
    for warning in warnings:
        name = next((name for name in places if re.search(rf"\b{re.escape(name)}\b", warning)), "")
        problems.append(Problem(f"{warning}.", places.get(name, key)))
    yield replace(reference, span=key, field_spans=spans)


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
    return _plain(node)


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
