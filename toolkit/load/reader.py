"""YAML nodes → dataclasses: every value checked against its field's type, every mistake with its place.

A shape is a dataclass; its annotations say what a file may hold. pydantic reads the same classes
for their JSON Schemas (`TypeAdapter(shape).json_schema()`). Validating with it would cost each run
about 0.1 s before the first file is read, and would know the place of nothing: here every value
is checked on the node that it stands in, a value in error is dropped, and the rest is used.
"""

from __future__ import annotations

import types
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import (
    Any,
    ClassVar,
    Final,
    Literal,
    NamedTuple,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from toolkit.load.languages import is_language, languages_of, meant_language
from toolkit.load.reader_problems import missing_field, unknown_field
from toolkit.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, describe, is_null
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.nearest import did_you_mean, nearest

T = TypeVar("T")


class Shape:
    """Base of the dataclasses that describe a file; `node` is what the object was read from."""

    __slots__ = ("node",)
    __pydantic_config__: ClassVar[dict[str, object]] = {
        "extra": "forbid",
        "use_attribute_docstrings": True,
    }
    node: MappingNode


@mutable
class Prose:
    """A text of a person, not yet parsed: plain (under the key ``), or one per language."""

    texts: Mapping[str, ScalarNode]

    def __bool__(self) -> bool:
        return bool(self.texts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: Any) -> Any:
        return handler.generate_schema(str | dict[str, str])


NO_PROSE: Final = Prose({})


def no_prose() -> Prose:
    """The default of a text that need not be given."""
    return NO_PROSE


def read_shape(node: Node | None, shape: type[T], problems: list[Problem], name: str) -> T | None:
    """The object that a node describes; None, and a problem added, if it is no mapping at all.

    A field that is missing or in error is reported and has its default, or, if it has none, the empty
    value of its type. `name` is what a message calls the whole.
    """
    found = _ShapeKind(shape).read(node, problems, name) if node is not None else _BAD
    return None if found is _BAD else cast(T, found)


class _Bad:
    """What a kind gives for a value in error, after it has reported it."""


_BAD: Final = _Bad()


# --- the kinds of values ----------------------------------------------------


class Kind(ABC):
    """What a field may hold. `expected` completes “… must be”."""

    expected: str
    empty: Any = ""

    @abstractmethod
    def accepts(self, node: Node) -> bool:
        """True if a node is of this kind to look at, whatever is wrong inside it."""

    @abstractmethod
    def convert(self, node: Any, problems: list[Problem], name: str) -> Any:
        """The value of a node that was accepted, or `_BAD`."""

    def read(self, node: Node, problems: list[Problem], name: str) -> Any:
        if self.accepts(node):
            return self.convert(node, problems, name)
        problems.append(self.refusal(node, name))
        return _BAD

    def refusal(self, node: Node, name: str) -> Problem:
        return Problem(
            f"{name} must be {self.expected}; here stands {describe(node)}.", node.span, _hint(node, self)
        )


class _TextKind(Kind):
    expected = "a text"

    def accepts(self, node: Node) -> bool:
        return isinstance(node, ScalarNode) and not node.is_null

    def convert(self, node: ScalarNode, problems: list[Problem], name: str) -> Any:
        return node.text


class _ScalarKind(_TextKind):
    """A text that is kept with its place."""

    def convert(self, node: ScalarNode, problems: list[Problem], name: str) -> Any:
        return node


class _FlagKind(Kind):
    expected = "true or false"
    empty = False

    def accepts(self, node: Node) -> bool:
        return isinstance(node, ScalarNode) and node.boolean is not None

    def convert(self, node: ScalarNode, problems: list[Problem], name: str) -> Any:
        return node.boolean


class _NumberKind(Kind):
    empty = 0

    def __init__(self, type_: type[int | float]) -> None:
        self.type = type_
        self.expected = "a whole number" if type_ is int else "a number"

    def accepts(self, node: Node) -> bool:
        return (
            isinstance(node, ScalarNode) and (node.integer if self.type is int else node.number) is not None
        )

    def convert(self, node: ScalarNode, problems: list[Problem], name: str) -> Any:
        return node.integer if self.type is int else float(node.text)


class _ChoiceKind(Kind):
    def __init__(self, values: tuple[str | int, ...]) -> None:
        self.values = {str(value): value for value in values}
        self.empty = values[0]
        known = list(filter(None, self.values))
        self.expected = " or ".join(known) if len(known) < 3 else f"one of {', '.join(known)}"

    def accepts(self, node: Node) -> bool:
        return isinstance(node, ScalarNode) and node.text in self.values

    def convert(self, node: ScalarNode, problems: list[Problem], name: str) -> Any:
        return self.values[node.text]

    def refusal(self, node: Node, name: str) -> Problem:
        plain = super().refusal(node, name)
        meant = did_you_mean(node.text, self.values) if isinstance(node, ScalarNode) else ""
        return Problem(plain.message + meant, plain.span, plain.help)


class _ListKind(Kind):
    empty = ()

    def __init__(self, item: Kind) -> None:
        self.item = item
        self.expected = "a list"

    def accepts(self, node: Node) -> bool:
        return isinstance(node, SequenceNode)

    def convert(self, node: SequenceNode, problems: list[Problem], name: str) -> Any:
        values = (
            self.item.read(item, problems, f"Item {number} of {name[:1].lower()}{name[1:]}")
            for number, item in enumerate(node.items, 1)
        )
        return tuple(value for value in values if value is not _BAD)


class _TableKind(Kind):
    """A mapping with keys of the author's choice."""

    def __init__(self, item: Kind) -> None:
        self.item = item
        self.expected = "a mapping (keys with values)"

    @property
    def empty(self) -> dict[str, Any]:
        return {}

    def accepts(self, node: Node) -> bool:
        return isinstance(node, MappingNode)

    def convert(self, node: MappingNode, problems: list[Problem], name: str) -> Any:
        found: dict[str, Any] = {}
        for entry in node:
            if is_null(entry.value):
                continue
            value = self.item.read(entry.value, problems, f"“{entry.key.text}”")
            if value is not _BAD:
                found[entry.key.text] = value
        return found


class _ProseKind(Kind):
    expected = "a text, or one text per language ({zh: …, en: …})"
    empty = NO_PROSE

    def accepts(self, node: Node) -> bool:
        if isinstance(node, ScalarNode):
            return not node.is_null
        return isinstance(node, MappingNode) and any(
            is_language(key) or meant_language(key) for key in node.entries
        )

    def convert(self, node: ScalarNode | MappingNode, problems: list[Problem], name: str) -> Any:
        if isinstance(node, ScalarNode):
            return Prose({"": node})
        texts: dict[str, ScalarNode] = {}
        for language, value in languages_of(node, problems):
            if not isinstance(value, ScalarNode):
                problems.append(TEXT.refusal(value, f"{name} in the language “{language}”"))
            else:
                texts[language] = value
        return Prose(texts)


class _ShapeKind(Kind):
    expected = "a mapping (keys with values)"

    def __init__(self, shape: type[Any]) -> None:
        self.shape = shape

    @property
    def empty(self) -> Any:
        return self.shape(
            **{name: plan.kind.empty for name, plan in _plan(self.shape).items() if plan.required}
        )

    def accepts(self, node: Node) -> bool:
        return isinstance(node, MappingNode)

    def convert(self, node: MappingNode, problems: list[Problem], name: str) -> Any:
        plan = _plan(self.shape)
        values: dict[str, Any] = {}
        meant: set[str | None] = set()
        for entry in node:
            key = entry.key.text
            if key not in plan:
                meant.add(nearest(key, plan))
                problems.append(unknown_field(key, entry.key.span, tuple(plan), name))
            elif not is_null(entry.value):
                value = plan[key].kind.read(entry.value, problems, f"“{key}”")
                if value is not _BAD:
                    values[key] = value
        for key, field in plan.items():
            if field.required and key not in values:
                values[key] = field.kind.empty
                # A misspelt name was reported as such, and a line that could not be read as well.
                if is_null(node.get(key)) and key not in meant and not node.file.damaged:
                    problems.append(missing_field(key, node, name))
        made = self.shape(**values)
        if isinstance(made, Shape):
            object.__setattr__(made, "node", node)
        return made


class _EitherKind(Kind):
    def __init__(self, kinds: tuple[Kind, ...]) -> None:
        self.kinds = kinds
        self.empty = kinds[0].empty
        self.expected = " or ".join(dict.fromkeys(kind.expected for kind in kinds))

    def accepts(self, node: Node) -> bool:
        return any(kind.accepts(node) for kind in self.kinds)

    def convert(self, node: Node, problems: list[Problem], name: str) -> Any:
        kind = next(kind for kind in self.kinds if kind.accepts(node))
        return kind.convert(node, problems, name)


class _NodeKind(Kind):
    """A part that is read elsewhere, by rules of its own."""

    def __init__(self, type_: type[Node]) -> None:
        self.type = type_
        self.expected = "a list" if type_ is SequenceNode else "a mapping (keys with values)"

    def accepts(self, node: Node) -> bool:
        return isinstance(node, self.type)

    def convert(self, node: Node, problems: list[Problem], name: str) -> Any:
        return node


TEXT: Final = _TextKind()


# --- from annotations to kinds ----------------------------------------------


class _FieldPlan(NamedTuple):
    """What the reader knows of one field."""

    kind: Kind
    required: bool


_plans: dict[type[Any], dict[str, _FieldPlan]] = {}


def _plan(shape: type[Any]) -> dict[str, _FieldPlan]:
    """The fields of a dataclass; worked out when the first file needs them."""
    if shape not in _plans:
        hints = get_type_hints(shape)
        _plans[shape] = {
            field.name: _FieldPlan(_kind(hints[field.name]), _is_required(field)) for field in fields(shape)
        }
    return _plans[shape]


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


_SIMPLE: Final[dict[Any, Kind]] = {
    str: TEXT,
    bool: _FlagKind(),
    int: _NumberKind(int),
    float: _NumberKind(float),
    ScalarNode: _ScalarKind(),
    Prose: _ProseKind(),
    MappingNode: _NodeKind(MappingNode),
    SequenceNode: _NodeKind(SequenceNode),
}


@cache
def _kind(annotation: Any) -> Kind:
    if annotation in _SIMPLE:
        return _SIMPLE[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _ChoiceKind(arguments)
    if origin in (Union, types.UnionType):
        kinds = tuple(_kind(argument) for argument in arguments if argument is not type(None))
        return kinds[0] if len(kinds) == 1 else _EitherKind(kinds)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _ListKind(_kind(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _TableKind(_kind(arguments[1]))
    if is_dataclass(annotation) and isinstance(annotation, type):
        return _ShapeKind(annotation)
    raise TypeError(f"no kind of YAML value for {annotation}")


# --- remedies ---------------------------------------------------------------


def _hint(node: Node, kind: Kind) -> str:
    """What to do about a value of the wrong kind, where the mistake is a usual one."""
    if not isinstance(node, ScalarNode):
        if isinstance(node, SequenceNode) and isinstance(kind, (_ShapeKind, _TableKind)):
            return "Take away the dashes: write `key: value` in each line."
        return ""
    if isinstance(kind, _ListKind):
        if node.text[:1] in {"［", "【", "〔"}:
            return "Write the list in ordinary brackets, with ordinary commas: `[a, b]`."
        return "Write `[a, b]`, or one item to a line, each after `- `."
    if isinstance(kind, (_ShapeKind, _TableKind)) and "：" in node.text:
        return "A full-width colon (：) is no colon to YAML: write `key: value`."
    if isinstance(kind, _FlagKind):
        return "Write `true` or `false`, without quotation marks."
    if isinstance(kind, _NumberKind) and node.style != "plain":
        return "Write the number without quotation marks."
    return ""
