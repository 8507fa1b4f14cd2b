"""`from: …` in a figure block: what a figure made from evidence may hold."""

from __future__ import annotations

from dataclasses import field, fields
from typing import Any, Final, Literal, cast

from toolkit.load.markdown.context import Context
from toolkit.load.reader import Prose, Shape, no_prose, read_shape
from toolkit.load.yaml_nodes import MappingNode, ScalarNode
from toolkit.model.chart import ChartKind, ChartSpec
from toolkit.model.frozen import mutable
from toolkit.nearest import did_you_mean


@mutable
class ChartEntry(Shape):
    """What every figure from evidence may hold; the PRISMA flow holds nothing else."""

    caption: Prose = field(default_factory=no_prose)
    note: Prose = field(default_factory=no_prose)
    alt: Prose = field(default_factory=no_prose)
    """What the picture shows; without it the toolkit says so itself."""
    width: str = ""
    where: str = ""
    """An expression: only records for which it is true."""


@mutable
class MapEntry(ChartEntry):
    """Counts of studies over two fields, as bubbles."""

    records: str = ""
    rows: str = ""
    columns: str = ""


@mutable
class YearsEntry(ChartEntry):
    """Studies per year of a date field, or of the year of the work that a record cites."""

    records: str = ""
    year: str = ""


@mutable
class TimelineEntry(ChartEntry):
    """Trials from their start to their completion, by phase; the names of fields are those of `trial`."""

    records: str = ""
    label: str = "registry"
    start: str = "start"
    end: str = "completion"
    phase: str = "phase"
    status: str = "status"


@mutable
class BiasEntry(ChartEntry):
    """Judgements of risk of bias: each study's, or their shares."""

    records: str = ""
    tool: str = ""
    """rob2, robins_i or syrcle, where records of several tools lie in one file."""
    view: Literal["traffic-light", "summary"] = "traffic-light"


@mutable
class ForestEntry(ChartEntry):
    """Effects with their intervals: given as such, or computed from two groups."""

    records: str = ""
    label: str = ""
    measure: Literal["OR", "RR", "RD", "MD", "SMD", "HR"] = "OR"
    groups: tuple[str, ...] = ()
    """Two fields, treated first: n/N for OR, RR, RD; mean ± SD for MD and SMD."""
    sizes: tuple[str, ...] = ()
    """Two number fields: how many each mean comes from."""
    effect: str = ""
    low: str = ""
    high: str = ""
    model: Literal["both", "fixed", "random"] = "both"
    left: str = ""
    """What an effect left of the line means, such as “favours exosomes”."""
    right: str = ""


_SHAPES: Final[dict[str, type[ChartEntry]]] = {
    "prisma": ChartEntry,
    "evidence-map": MapEntry,
    "studies-per-year": YearsEntry,
    "trial-timeline": TimelineEntry,
    "risk-of-bias": BiasEntry,
    "forest": ForestEntry,
}
_COMMON = frozenset(known.name for known in fields(ChartEntry))
_OPTIONS = frozenset(["tool", "view", "measure", "model", "left", "right"])


def read_chart(context: Context, node: MappingNode) -> tuple[ChartEntry, ChartSpec] | None:
    """The entry and what it asks for; None, and a problem added, for a kind that there is not."""
    kind = node.get("from")
    if not isinstance(kind, ScalarNode) or kind.text not in _SHAPES:
        named = kind.text if isinstance(kind, ScalarNode) else ""
        context.problem(
            f"“{named}” is no figure that can be made from evidence." + did_you_mean(named, _SHAPES),
            node.span_of("from"),
            f"After `from:` stands one of {', '.join(_SHAPES)}.",
        )
        return None
    rest = {key: entry for key, entry in node.entries.items() if key != "from"}
    bare = MappingNode(node.file, node.start, node.end, rest)
    shape = _SHAPES[kind.text]
    entry = read_shape(bare, shape, context.problems, f"A figure from {kind.text}")
    if not isinstance(entry, ChartEntry):
        return None
    return entry, _spec(kind.text, entry, node)


def _spec(kind: str, entry: ChartEntry, node: MappingNode) -> ChartSpec:
    names: dict[str, tuple[str, ...]] = {}
    options: dict[str, str] = {}
    for known in fields(entry):
        value: Any = getattr(entry, known.name)
        if known.name in _COMMON or known.name == "records" or not value:
            continue
        if known.name in _OPTIONS:
            options[known.name] = value
        else:
            names[known.name] = value if isinstance(value, tuple) else (value,)
    spans = {key: node.span_of(key) for key in node.entries}
    records: str = getattr(entry, "records", "")
    return ChartSpec(cast(ChartKind, kind), records, entry.where, names, options, spans)
