"""Figures from evidence: from a specification and the records to what is drawn, one module per kind."""

from __future__ import annotations

from collections.abc import Callable

from toolkit.model.chart import Chart, ChartKind, ChartSpec
from toolkit.model.review import LoadedReview, Unresolved
from toolkit.resolve.charts.records import ChartError, Records

__all__ = ["make_chart"]


def make_chart(
    spec: ChartSpec, review: LoadedReview, language: str, unresolved: list[Unresolved]
) -> tuple[Chart | None, str]:
    """What is drawn, and a sentence that says what it shows (for those who cannot see it).

    None where nothing can be drawn; why is added to `unresolved`, and so is every record left out.
    """
    records = Records(review, spec, language)
    try:
        return _makers()[spec.kind](records)
    except ChartError as error:
        span = spec.spans.get(error.key) or spec.spans.get("from")
        unresolved.append(Unresolved("chart", error.name, str(error), span))
        return None, ""
    finally:
        unresolved.extend(records.unresolved)


def _makers() -> dict[ChartKind, Callable[[Records], tuple[Chart, str]]]:
    # Imported here: most reviews draw none of them.
    from toolkit.resolve.charts import counts, flow, forest, risk, timeline

    return {
        "prisma": flow.flow_chart,
        "evidence-map": counts.evidence_map,
        "studies-per-year": counts.studies_per_year,
        "trial-timeline": timeline.timeline,
        "risk-of-bias": risk.risk_of_bias,
        "forest": forest.forest,
    }
