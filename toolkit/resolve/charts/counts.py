"""Counts of studies: an evidence map, and studies per year."""

from __future__ import annotations

from collections import Counter

from toolkit.model.chart import BarChart, BubbleChart, Chart
from toolkit.model.evidence import DateValue, Record
from toolkit.model.inline import CiteItem
from toolkit.resolve.charts.records import ChartError, Records


def evidence_map(records: Records) -> tuple[Chart, str]:
    """Bubbles where two fields meet. A record that lists several values counts for each of them."""
    row, column = records.field_of("rows"), records.field_of("columns")
    counts: Counter[tuple[str, str]] = Counter()
    rows: Counter[str] = Counter()
    columns: dict[str, None] = {}
    for record in records.rows():
        across, down = records.texts(record, column), records.texts(record, row)
        if not across or not down:
            records.without(record, row if not down else column, "by which it would be placed")
            continue
        rows.update(set(down))
        columns.update(dict.fromkeys(across))
        counts.update((one, other) for one in set(down) for other in set(across))
    if not counts:
        raise ChartError("rows", row, f"no record has both '{row}' and '{column}'")
    names = tuple(rows)
    chart = BubbleChart(
        names,
        tuple(columns),
        tuple(tuple(counts[name, other] for other in columns) for name in names),
        records.label(row),
        records.label(column),
    )
    most = max(counts, key=lambda pair: counts[pair])
    alt = records.say(
        {
            "zh": f"证据图：{records.label(row)}（{len(names)} 类）与"
            f"{records.label(column)}（{len(columns)} 类）交叉处的研究数，"
            f"最多为{most[0]}与{most[1]}（{counts[most]} 项）。",
            "en": f"Evidence map: number of studies for {len(names)} values of “{records.label(row)}” "
            f"and {len(columns)} of “{records.label(column)}”; "
            f"most ({counts[most]}) for {most[0]} and {most[1]}.",
        }
    )
    return chart, alt


def studies_per_year(records: Records) -> tuple[Chart, str]:
    """A bar for each year from the first to the last, those without a study included."""
    name = records.spec.name("year")
    if name:
        records.known("year", name)
    found: Counter[int] = Counter()
    for record in records.rows():
        year = _year(records, record, name)
        if year is None:
            records.without(record, name or "cite", "which tells the year")
        else:
            found[year] += 1
    if not found:
        raise ChartError("year", name or "cite", "no record tells its year")
    years = tuple(range(min(found), max(found) + 1))
    chart = BarChart(
        years,
        tuple(found[year] for year in years),
        records.say({"zh": "年份", "en": "Year"}),
        records.say({"zh": "研究数", "en": "Studies"}),
    )
    total, best = found.total(), max(found, key=lambda year: found[year])
    alt = records.say(
        {
            "zh": f"柱状图：{years[0]} 至 {years[-1]} 年各年的研究数，共 {total} 项，"
            f"{best} 年最多（{found[best]} 项）。",
            "en": f"Bar chart: studies per year from {years[0]} to {years[-1]}, {total} in all, "
            f"most in {best} ({found[best]}).",
        }
    )
    return chart, alt


def _year(records: Records, record: Record, name: str) -> int | None:
    """The year of a date or number field; without one, that of the work that the record cites."""
    if name:
        item = records.item(record, name)
        if isinstance(item, DateValue):
            return item.parts[0]
        number = records.number(record, name)
        return int(number) if number is not None else None
    for item in record.values["cite"].items if "cite" in record.values else ():
        work = records.review.bibliography.find(item.key) if isinstance(item, CiteItem) else None
        issued = work.dates.get("issued") if work else None
        if issued and issued.year is not None:
            return issued.year
    return None
