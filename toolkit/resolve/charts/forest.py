"""Forest plot: the effect of each study, and all of them pooled by inverse variance."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple, cast

from toolkit.model.chart import Chart, ForestChart, ForestStudy, Measure, Pooled
from toolkit.model.evidence import Proportion, Quantity, Record
from toolkit.resolve.charts import meta
from toolkit.resolve.charts.meta import Analysis, Effect, Estimate
from toolkit.resolve.charts.records import ChartError, Records, studies_in_english

_RATIOS = frozenset(["OR", "RR", "HR"])
_BINARY: dict[str, Callable[[int, int, int, int], Effect]] = {
    "OR": meta.odds_ratio,
    "RR": meta.risk_ratio,
    "RD": meta.risk_difference,
}
_MEANS: dict[str, Callable[[float, float, int, float, float, int], Effect]] = {
    "MD": meta.mean_difference,
    "SMD": meta.standardised_mean_difference,
}
_NAMES: dict[str, dict[str, str]] = {
    "OR": {"en": "Odds ratio", "zh": "比值比"},
    "RR": {"en": "Risk ratio", "zh": "相对危险度"},
    "RD": {"en": "Risk difference", "zh": "危险差"},
    "HR": {"en": "Hazard ratio", "zh": "风险比"},
    "MD": {"en": "Mean difference", "zh": "均数差"},
    "SMD": {"en": "Standardised mean difference", "zh": "标准化均数差"},
}
_MODELS = {
    "fixed": {"en": "Fixed effect", "zh": "固定效应"},
    "random": {"en": "Random effects", "zh": "随机效应"},
}


class _Study(NamedTuple):
    label: str
    effect: Effect
    groups: tuple[str, ...]


def forest(records: Records) -> tuple[Chart, str]:
    measure = cast(Measure, records.spec.options.get("measure", "OR"))
    studies = _studies(records, measure)
    analysis = meta.analyse([study.effect for study in studies])
    ratio = measure in _RATIOS
    wanted = records.spec.options.get("model", "both")
    pooled = tuple(
        _printed(records, model, estimate, ratio=ratio)
        for model, estimate in (("fixed", analysis.fixed), ("random", analysis.random))
        if wanted in {"both", model} and len(studies) > 1
    )
    options = records.spec.options
    chart = ForestChart(
        ratio,
        tuple(
            _study(study, fixed, random, ratio=ratio)
            for study, fixed, random in zip(
                studies, analysis.fixed.weights, analysis.random.weights, strict=True
            )
        ),
        pooled,
        records.say({"zh": "研究", "en": "Study"}),
        f"{records.say(_NAMES[measure])} (95%\u00a0CI)",
        tuple(records.say(_MODELS[one.model]) for one in pooled),
        tuple(records.label(name) for name in records.spec.fields.get("groups", ()))
        if studies[0].groups
        else (),
        _summary(records, analysis),
        (options.get("left", ""), options.get("right", "")),
    )
    return chart, _alt(records, chart, analysis)


def _studies(records: Records, measure: Measure) -> list[_Study]:
    read = _reader(records, measure)
    studies: list[_Study] = []
    for record in records.rows():
        found = read(record)
        if found is not None:
            effect, groups = found
            studies.append(_Study(records.study(record, records.spec.name("label")), effect, groups))
    if not studies:
        raise ChartError("records", records.spec.records, "no record holds what the plot is made from")
    return studies


def _reader(records: Records, measure: Measure) -> Callable[[Record], tuple[Effect, tuple[str, ...]] | None]:
    """How an effect is had from a record. Raises `ChartError` if the figure does not say it."""
    fields = records.spec.fields
    if "effect" in fields:
        names = [records.field_of(part) for part in ("effect", "low", "high")]
        return lambda record: _given(records, record, names, ratio=measure in _RATIOS)
    groups = fields.get("groups", ())
    for name in groups:
        records.known("groups", name)
    if len(groups) != 2:
        raise ChartError(
            "groups" if groups else "from",
            measure,
            "it needs `groups:` with two fields, or `effect:`, `low:` and `high:`",
        )
    if measure in _BINARY:
        return lambda record: _counted(records, record, groups, _BINARY[measure])
    if measure not in _MEANS:
        raise ChartError(
            "measure", measure, "it cannot be computed from groups; give `effect:`, `low:`, `high:`"
        )
    sizes = fields.get("sizes", ())
    for name in sizes:
        records.known("sizes", name)
    if len(sizes) != 2:
        raise ChartError(
            "sizes", measure, "it needs `sizes:` with two number fields, how many each mean is of"
        )
    return lambda record: _measured(records, record, groups, sizes, _MEANS[measure])


def _given(
    records: Records, record: Record, names: list[str], *, ratio: bool
) -> tuple[Effect, tuple[str, ...]] | None:
    numbers: list[float] = []
    for name in names:
        number = records.number(record, name)
        if number is None or (ratio and number <= 0):
            records.without(record, name, "a number above 0" if ratio else "a number")
            return None
        numbers.append(math.log(number) if ratio else number)
    value, low, high = numbers
    if not low < high:
        records.without(record, names[1], f"a limit below '{names[2]}'")
        return None
    return meta.from_interval(low, high, value), ()


def _counted(
    records: Records,
    record: Record,
    names: tuple[str, ...],
    compute: Callable[[int, int, int, int], Effect],
) -> tuple[Effect, tuple[str, ...]] | None:
    items: list[Proportion] = []
    for name in names:
        item = records.item(record, name)
        if not isinstance(item, Proportion):
            records.without(record, name, "n/N")
            return None
        items.append(item)
    one, two = items
    if one.part + two.part == 0 or (one.part, two.part) == (one.whole, two.whole):
        # Cochrane Handbook 10.4.4: studies without an event, or with nothing else, say nothing of a ratio.
        records.without(record, names[0], "an event in one of the groups, and not in all")
        return None
    return compute(one.part, one.whole, two.part, two.whole), tuple(f"{i.part}/{i.whole}" for i in items)


def _measured(
    records: Records,
    record: Record,
    names: tuple[str, ...],
    sizes: tuple[str, ...],
    compute: Callable[[float, float, int, float, float, int], Effect],
) -> tuple[Effect, tuple[str, ...]] | None:
    values: list[tuple[float, float, int]] = []
    shown: list[str] = []
    for name, size in zip(names, sizes, strict=True):
        item, number = records.item(record, name), records.number(record, size)
        if not isinstance(item, Quantity) or item.spread is None or item.spread <= 0:
            records.without(record, name, "mean ± SD")
            return None
        if number is None or number < 2:
            records.without(record, size, "how many were measured, at least 2")
            return None
        values.append((float(item.low), float(item.spread), int(number)))
        shown.append(f"{item.low} ± {item.spread} ({int(number)})")
    (mean, sd, n), (mean2, sd2, n2) = values
    return compute(mean, sd, n, mean2, sd2, n2), tuple(shown)


# --- what prints ---------------------------------------------------------------------


def _study(study: _Study, fixed: float, random: float, *, ratio: bool) -> ForestStudy:
    half = meta.Z95 * math.sqrt(study.effect.variance)
    value = study.effect.value
    effect, low, high = _scaled((value, value - half, value + half), ratio=ratio)
    return ForestStudy(study.label, effect, low, high, fixed, random, study.groups)


def _printed(records: Records, model: str, estimate: Estimate, *, ratio: bool) -> Pooled:
    effect, low, high = _scaled((estimate.value, *estimate.interval), ratio=ratio)
    label = records.say(_MODELS[model])
    return Pooled("fixed" if model == "fixed" else "random", label, effect, low, high)


def _scaled(values: tuple[float, float, float], *, ratio: bool) -> tuple[float, float, float]:
    one, two, three = (math.exp(value) if ratio else value for value in values)
    return one, two, three


def _summary(records: Records, analysis: Analysis) -> str:
    if not analysis.df:
        return ""
    p = "P < 0.001" if analysis.p < 0.001 else f"P = {analysis.p:.3f}"
    head = records.say({"zh": "异质性：", "en": "Heterogeneity: "})
    return (
        f"{head}Q = {analysis.q:.2f}, df = {analysis.df}, {p}; "
        f"I² = {analysis.i2:.1f}%; τ² = {analysis.tau2:.3f}"
    )


def _alt(records: Records, chart: ForestChart, analysis: Analysis) -> str:
    shown = "".join(
        f"{records.say({'zh': '；', 'en': '; '})}{one.label} {one.effect:.2f} ({one.low:.2f}, {one.high:.2f})"
        for one in chart.pooled
    ).replace("-", "\u2212")
    count = len(chart.studies)
    name = chart.effect_label
    i2 = f"I² = {analysis.i2:.0f}%" if count > 1 else ""
    return records.say(
        {
            "zh": f"森林图：{count} 项研究的{name}{shown}。{i2 and i2 + '。'}",
            "en": f"Forest plot: {name} of {studies_in_english(count)}{shown}.{i2 and f' {i2}.'}",
        }
    )
