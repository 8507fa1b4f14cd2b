"""A figure made from evidence: what the author asks for (`ChartSpec`), and what is drawn (`Chart`).

A chart holds finished texts and numbers, in one language; a renderer only places them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.source import Span

ChartKind: TypeAlias = Literal[
    "prisma", "evidence-map", "studies-per-year", "trial-timeline", "risk-of-bias", "forest"
]
Measure: TypeAlias = Literal["OR", "RR", "RD", "MD", "SMD", "HR"]


@frozen
class ChartSpec:
    """`from: …` of a figure block. `fields` names the fields of records that each part is taken from."""

    kind: ChartKind
    records: str = ""
    where: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Place of each key that was given."""

    def name(self, part: str, default: str = "") -> str:
        """The one field that a part is taken from."""
        return next(iter(self.fields.get(part, ())), default)


@frozen
class FlowBox:
    """A box of a flow diagram, in a column and a row from 0; `lines` are paragraphs.

    A first one that ends in a colon is the head of the others; em spaces before a text indent it further.
    """

    id: str
    column: int
    row: int
    lines: tuple[str, ...]


@frozen
class FlowBand:
    """The name of a phase, beside the rows `first` to `last`."""

    text: str
    first: int
    last: int


@frozen
class FlowChart:
    """PRISMA 2020. `heads` are the titles over columns (first column, last column, text)."""

    boxes: tuple[FlowBox, ...]
    arrows: tuple[tuple[str, str], ...]
    bands: tuple[FlowBand, ...]
    heads: tuple[tuple[int, int, str], ...] = ()


@frozen
class BubbleChart:
    """Counts of studies over two fields: `counts[row][column]`."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    row_label: str
    column_label: str


@frozen
class BarChart:
    """Counts of studies, a bar for each year; years without one are 0."""

    years: tuple[int, ...]
    counts: tuple[int, ...]
    year_label: str
    count_label: str


@frozen
class TimelineItem:
    """One trial. Times are years with a fraction; without `end` the trial goes on, or nobody says."""

    label: str
    start: float
    end: float | None
    phase: str
    status: str
    """Code of the status: what its colour goes by."""
    status_label: str


@frozen
class TimelineChart:
    items: tuple[TimelineItem, ...]
    phase_label: str


@frozen
class Level:
    """A judgement: `grade` 0 is the best, 1 the worst; None says that nothing is known."""

    code: str
    label: str
    symbol: str
    grade: float | None


@frozen
class BiasChart:
    """Judgements of the risk of bias, `judgements[study][domain]` as codes of `levels`; empty: not judged."""

    view: Literal["traffic-light", "summary"]
    domains: tuple[str, ...]
    studies: tuple[str, ...]
    judgements: tuple[tuple[str, ...], ...]
    levels: tuple[Level, ...]
    domain_code: str
    study_label: str
    share_label: str


@frozen
class ForestStudy:
    """A study's effect with its 95 % interval, on the scale that prints, and its weights in percent."""

    label: str
    effect: float
    low: float
    high: float
    fixed: float
    random: float
    groups: tuple[str, ...] = ()
    """What each group shows, such as `4/123`."""


@frozen
class Pooled:
    """A pooled effect with its 95 % interval, on the scale that prints."""

    model: Literal["fixed", "random"]
    label: str
    effect: float
    low: float
    high: float


@frozen
class ForestChart:
    """A forest plot; `ratio` says that effects are ratios, drawn on a logarithmic axis around 1."""

    ratio: bool
    studies: tuple[ForestStudy, ...]
    pooled: tuple[Pooled, ...]
    study_label: str
    effect_label: str
    weight_labels: tuple[str, ...]
    group_labels: tuple[str, ...]
    summary: str
    """The line on heterogeneity below the plot."""
    sides: tuple[str, str] = ("", "")
    """What the left and the right of the line of no effect mean."""


Chart: TypeAlias = FlowChart | BubbleChart | BarChart | TimelineChart | BiasChart | ForestChart
