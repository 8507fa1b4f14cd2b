"""Trials over time, by phase and status."""

from __future__ import annotations

from toolkit.model.chart import Chart, TimelineChart, TimelineItem
from toolkit.model.evidence import Choice, DateValue, Record
from toolkit.resolve.charts.records import ChartError, Records

_NAMED = 8
"""Trials that the alternative text names."""


def timeline(records: Records) -> tuple[Chart, str]:
    """A bar from start to completion for each trial, by phase, then by start."""
    for part, default in (("start", "start"), ("end", "completion")):
        records.field_of(part, default)
    items: list[tuple[tuple[int, float], TimelineItem]] = []
    order = _phases(records)
    for record in records.rows():
        start = _time(records, record, records.spec.name("start"), last=False)
        if start is None:
            records.without(record, records.spec.name("start"), "a date")
            continue
        end = _time(records, record, records.spec.name("end"), last=True)
        phase = records.item(record, records.spec.name("phase"))
        status = records.item(record, records.spec.name("status"))
        item = TimelineItem(
            records.study(record, records.spec.name("label")),
            start,
            end if end is None or end > start else start + 1 / 12,
            records.text(phase) if phase is not None else "",
            status.code if isinstance(status, Choice) else "",
            records.text(status) if status is not None else records.say({"zh": "未说明", "en": "not stated"}),
        )
        # Phases in the order of the schema; trials without one come last.
        place = order.index(phase.code) if isinstance(phase, Choice) else len(order)
        items.append(((place, start), item))
    if not items:
        raise ChartError("start", records.spec.name("start"), "no record has a date there")
    items.sort(key=lambda pair: pair[0])
    chart = TimelineChart(
        tuple(item for _, item in items),
        records.say({"zh": "分期", "en": "Phase"}),
    )
    first = int(min(item.start for item in chart.items))
    named = records.say({"zh": "、", "en": ", "}).join(item.label for item in chart.items[:_NAMED])
    if len(items) > _NAMED:
        named += records.say({"zh": "等", "en": " and others"})
    trials = "trial" if len(items) == 1 else "trials"
    alt = records.say(
        {
            "zh": f"时间轴：{len(items)} 项试验按分期排列，最早始于 {first} 年：{named}。",
            "en": f"Timeline of {len(items)} {trials} by phase, the first from {first}: {named}.",
        }
    )
    return chart, alt


def _phases(records: Records) -> list[str]:
    """The codes of the phases, from the first to the last."""
    found = records.set.schema.fields.get(records.spec.name("phase"))
    return list(found.choices) if found else []


def _time(records: Records, record: Record, name: str, *, last: bool) -> float | None:
    """A date as a year with a fraction; a date without day or month is the first or last one it may mean."""
    item = records.item(record, name)
    if not isinstance(item, DateValue):
        return None
    year, *rest = item.parts
    if not rest:
        return year + (1.0 if last else 0.0)
    day = rest[1] if len(rest) > 1 else (31 if last else 1)
    return year + (rest[0] - 1) / 12 + (day - 1) / 372
