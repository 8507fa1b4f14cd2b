"""Risk of bias: traffic lights for each study, or the shares of judgements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from toolkit.model.chart import BiasChart, Chart, Level
from toolkit.model.evidence import Choice, Record
from toolkit.resolve.charts.records import ChartError, Records, schema_prefix, studies_in_english

_LEVELS: dict[str, tuple[str, float | None]] = {
    "low": ("+", 0.0),
    "some-concerns": ("−", 0.5),
    "moderate": ("−", 0.35),
    "unclear": ("?", 0.5),
    "serious": ("×", 0.75),
    "high": ("×", 1.0),
    "critical": ("!", 1.0),
    "no-information": ("?", None),
}
"""Code of a judgement → sign and grade. The sign says it without colour."""


def risk_of_bias(records: Records) -> tuple[Chart, str]:
    """The judgements of one tool; the records of other tools are left to another figure."""
    tool = records.spec.options.get("tool", "") or _only_tool(records)
    schema = records.set.schema
    names = schema_prefix(schema, tool)
    if not names:
        raise ChartError("tool", tool, f"'{schema.id}' has no fields that begin with '{tool}_'")
    rows = [row for row in records.rows() if _tool(records, row) in {tool, ""}]
    if not rows:
        raise ChartError("tool", tool, "no record was judged with this tool")
    levels = [
        Level(code, records.say({"en": code, **labels}), *_LEVELS.get(code, ("?", None)))
        for code, labels in schema.fields[names[0]].choices.items()
    ]
    studies = [records.study(row) for row in rows]
    judged = [tuple(_code(records, row, name) for name in names) for row in rows]
    view = cast(Literal["traffic-light", "summary"], records.spec.options.get("view", "traffic-light"))
    chart = BiasChart(
        view,
        tuple(records.label(name) for name in names),
        tuple(studies),
        tuple(judged),
        tuple(levels),
        "D",
        records.say({"zh": "研究", "en": "Study"}),
        records.say({"zh": "研究所占百分比", "en": "Share of studies"}),
    )
    return chart, _alt(records, chart, names)


def _only_tool(records: Records) -> str:
    tools = list(dict.fromkeys(tool for row in records.rows() if (tool := _tool(records, row))))
    if len(tools) == 1:
        return tools[0]
    if not tools:
        raise ChartError("records", records.spec.records, "no record says by which `tool` it was judged")
    raise ChartError(
        "records", records.spec.records, f"it has records of several tools; add `tool:` {', '.join(tools)}"
    )


def _tool(records: Records, record: Record) -> str:
    item = records.item(record, "tool")
    return item.code if isinstance(item, Choice) else ""


def _code(records: Records, record: Record, name: str) -> str:
    item = records.item(record, name)
    return item.code if isinstance(item, Choice) else ""


def _alt(records: Records, chart: BiasChart, names: Sequence[str]) -> str:
    """How many studies have each judgement overall; without an overall one, over all domains."""
    overall = names[-1].endswith("_overall")
    counted = [judgement for row in chart.judgements for judgement in (row[-1:] if overall else row)]
    parts = [
        f"{level.label} {counted.count(level.code)}" for level in chart.levels if counted.count(level.code)
    ]
    shown = records.say({"zh": "，", "en": ", "}).join(parts)
    last = chart.domains[-1]
    domains = len(chart.domains) - overall
    return records.say(
        {
            "zh": f"偏倚风险评价：{len(chart.studies)} 项研究，{domains} 个领域；"
            f"{last if overall else '各领域的判断'}：{shown or '未评价'}。",
            "en": f"Risk of bias of {studies_in_english(len(chart.studies))} in {domains} domains; "
            f"{last if overall else 'judgements over all domains'}: {shown or 'none'}.",
        }
    )
