"""Charts as SVG: well-formed, inside the paper, the same at every run, text as text."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.model.chart import (
    BarChart,
    BiasChart,
    BubbleChart,
    Chart,
    FlowBand,
    FlowBox,
    FlowChart,
    ForestChart,
    ForestStudy,
    Level,
    Pooled,
    TimelineChart,
    TimelineItem,
)
from toolkit.render.charts import draw_chart
from toolkit.render.charts.canvas import text_width, wrapped
from toolkit.render.charts.counts import nice_ticks

FLOW = FlowChart(
    (
        FlowBox("a", 1, 0, ("Synthetic <records> & more:", "one (n\u00a0=\u00a01)")),
        FlowBox("b", 2, 0, ("Removed",)),
        FlowBox("c", 1, 1, ("合成文献（n\u00a0=\u00a02）",)),
        FlowBox("d", 3, 0, ("Other",)),
    ),
    (("a", "b"), ("a", "c"), ("d", "c")),
    (FlowBand("Identification", 0, 0), FlowBand("None", 4, 5)),
    ((1, 2, "Head"),),
)
FOREST = ForestChart(
    True,
    (
        ForestStudy("A 2020", 0.5, 0.01, 90, 40, 45, ("1/2", "3/4")),
        ForestStudy("B", 2, 1, 4, 60, 55, ("1/2", "3/4")),
    ),
    (Pooled("random", "Random effects", 1.1, 0.6, 2.2),),
    "Study",
    "Odds ratio (95%\u00a0CI)",
    ("Random effects",),
    ("Treated", "Control"),
    "Heterogeneity: I² = 68.8%",
    ("favours one", "favours other"),
)
LEVELS = (
    Level("low", "low risk", "+", 0.0),
    Level("high", "high risk", "×", 1.0),
    Level("none", "none", "?", None),
)


def bias(view: Literal["traffic-light", "summary"]) -> BiasChart:
    domains, judgements = ("Domain one", "Domain two"), (("low", "high"), ("none", ""))
    return BiasChart(view, domains, ("A", "B"), judgements, LEVELS, "D", "Study", "%")


CHARTS: dict[str, Chart] = {
    "flow": FLOW,
    "bubbles": BubbleChart(("骨髓", "cord"), ("x", "y"), ((3, 0), (1, 12)), "Source", "Outcome"),
    "bars": BarChart(tuple(range(1990, 2025)), tuple(n % 7 for n in range(35)), "Year", "Studies"),
    "timeline": TimelineChart(
        (
            TimelineItem("NCT00000001", 2019.2, 2021.5, "I", "completed", "completed"),
            TimelineItem("NCT00000002", 2020.0, None, "II", "", "not stated"),
        ),
        "Phase",
    ),
    "lights": bias("traffic-light"),
    "summary": bias("summary"),
    "forest": FOREST,
}


CROWDED: dict[str, Chart] = {
    "crowded-flow": FlowChart(
        tuple(
            FlowBox(
                f"{row}{column}",
                column,
                row,
                (
                    "Records identified from:",
                    "Databases (n\u00a0=\u00a03,145)",
                    "\u2003ClinicalTrials.gov (n = 88)",
                ),
            )
            for row in range(3)
            for column in range(5)
        ),
        (("00", "01"), ("00", "10"), ("13", "21")),
        (FlowBand("Identification", 0, 1), FlowBand("纳入", 2, 2)),
        ((0, 0, "Previous studies"), (1, 2, "Identification of new studies via databases and registers")),
    ),
    "crowded-bubbles": BubbleChart(
        ("骨髓间充质干细胞", "Umbilical cord mesenchymal stem cells"),
        (
            "Radiodermatitis",
            "Epidermolysis bullosa",
            "Diabetic foot ulcer",
            "糖尿病足溃疡",
            "Burn",
            "Scar",
            "Other",
        ),
        ((3, 0, 1, 2, 12, 1, 1), (1, 12, 100, 4, 5, 6, 7)),
        "Source",
        "Outcome",
    ),
    "crowded-bars": BarChart(tuple(range(1980, 2026)), tuple(n * 3 for n in range(46)), "Year", "Studies"),
    "crowded-timeline": TimelineChart(
        tuple(
            TimelineItem(
                f"Synthetic trial {place} of the safety and efficacy of exosomes in cutaneous wounds",
                2008 + place / 3,
                None if place % 3 else 2020,
                "phase I/II",
                "completed",
                "completed",
            )
            for place in range(9)
        ),
        "Phase",
    ),
    "crowded-lights": BiasChart(
        "traffic-light",
        tuple(f"Domain {place} of a tool with many of them" for place in range(1, 11)),
        ("Synthetic animal study one", "合成动物研究二，名称较长的一项"),
        (("low",) * 10, ("high",) * 10),
        LEVELS,
        "D",
        "Study",
        "%",
    ),
    "crowded-forest": ForestChart(
        False,
        tuple(
            ForestStudy(
                f"Synthetic author {place} 2020",
                -12.5 + place,
                -120.25,
                130.5,
                20,
                20,
                ("53.0 ± 5.5 (68)", "65.1 ± 6.2 (115)"),
            )
            for place in range(5)
        ),
        (Pooled("fixed", "Fixed effect", 4, -2, 12), Pooled("random", "随机效应", 4, -2, 12)),
        "Study",
        "Standardised mean difference (95%\u00a0CI)",
        ("Fixed effect", "随机效应"),
        ("Exosomes in a hydrogel", "对照组"),
        "Heterogeneity: Q = 1442.30, df = 11, P < 0.001; I² = 99.2%; τ² = 288.459",
        ("Favours control without exosomes", "Favours exosomes in a hydrogel"),
    ),
}


@pytest.mark.parametrize("width", ["", "8.4 cm", "50%"])
@pytest.mark.parametrize("name", CHARTS)
def test_everything_lies_on_the_paper(name: str, width: str) -> None:
    root = etree.fromstring(draw_chart(CHARTS[name], width))
    paper = [float(side) for side in root.get("viewBox", "").split()]
    assert root.get("width") == ("238pt" if width.endswith("cm") else "493pt")
    ratio = float(root.get("width", "")[:-2]) / float(root.get("height", "")[:-2])
    assert ratio == pytest.approx(paper[2] / paper[3], rel=0.01)
    for node in root.iter("{*}text", "{*}rect", "{*}circle", "{*}polyline", "{*}polygon"):
        points = [tuple(map(float, pair.split(","))) for pair in (node.get("points") or "").split()]
        if not points:
            horizontal, vertical = (node.get(n) or node.get(f"c{n}") or "0" for n in ("x", "y"))
            points = [(float(horizontal), float(vertical))]
        if node.tag.endswith("rect"):
            x, y = points[0]
            points.append((x + float(node.get("width", "0")), y + float(node.get("height", "0"))))
        for x, y in points:
            assert -0.5 <= x <= paper[2] + 0.5, etree.tostring(node)
            assert -0.5 <= y <= paper[3] + 0.5, etree.tostring(node)


@pytest.mark.parametrize("width", ["", "12 cm", "8.4 cm", "6 cm"])
@pytest.mark.parametrize("name", [*CHARTS, *CROWDED])
def test_texts_lie_on_the_paper_and_not_on_each_other(name: str, width: str) -> None:
    root = etree.fromstring(draw_chart((CHARTS | CROWDED)[name], width))
    paper = [float(side) for side in root.get("viewBox", "").split()]
    placed: list[tuple[str, tuple[float, ...]]] = []
    for node in root.iter("{*}text"):
        box = _box(node)
        assert box[0] >= -1, node.text
        assert box[2] <= paper[2] + 1, node.text
        assert box[1] >= -1, node.text
        assert box[3] <= paper[3] + 1, node.text
        for text, other in placed:
            apart = (
                box[0] >= other[2] - 0.5
                or other[0] >= box[2] - 0.5
                or box[1] >= other[3] - 0.5
                or other[1] >= box[3] - 0.5
            )
            assert apart, (node.text, text)
        placed.append((node.text or "", box))


def _box(node: etree._Element) -> tuple[float, ...]:
    """Left, top, right and bottom of a text, a turned one included."""
    size = float(node.get("font-size", "8"))
    width = text_width(node.text or "", size, bold=node.get("font-weight") == "bold")
    x, y = float(node.get("x", "0")), float(node.get("y", "0"))
    before = width * {"middle": 0.5, "end": 1}.get(node.get("text-anchor", ""), 0)
    if node.get("transform"):
        return x - size * 0.72, y + before - width, x + size * 0.2, y + before
    return x - before, y - size * 0.72, x - before + width, y + size * 0.2


def test_what_needs_more_room_is_shown_smaller_as_a_whole() -> None:
    narrow, wide = (
        etree.fromstring(draw_chart(CROWDED["crowded-flow"], width)) for width in ("8.4 cm", "26 cm")
    )
    assert narrow.get("width") == "238pt"
    assert float(narrow.get("viewBox", "").split()[2]) > 238
    assert wide.get("width") == wide.get("viewBox", "").split()[2] + "pt"


def test_a_phase_is_as_high_as_its_name_is_long() -> None:
    boxes = (FlowBox("a", 1, 0, ("Synthetic",)), FlowBox("b", 1, 1, ("Synthetic",)))
    bands = (FlowBand("Identification", 0, 0), FlowBand("Included", 1, 1))
    root = etree.fromstring(draw_chart(FlowChart(boxes, (("a", "b"),), bands)))
    strips = [node for node in root.iter("{*}rect") if node.get("rx")]
    names = [node for node in root.iter("{*}text") if node.get("transform")]
    for strip, name in zip(strips, names, strict=True):
        assert float(strip.get("height", "0")) >= text_width(name.text or "", bold=True)


def test_the_same_chart_is_the_same_bytes() -> None:
    first = {name: draw_chart(chart) for name, chart in CHARTS.items()}
    draw_chart.cache_clear()
    assert {name: draw_chart(chart) for name, chart in CHARTS.items()} == first


def test_texts_are_data() -> None:
    svg = draw_chart(FLOW).decode()
    assert "Synthetic &lt;records&gt; &amp; more:" in re.sub(r"</text>\s*<text[^>]*>", " ", svg)


def test_an_interval_beyond_the_axis_ends_in_an_arrow() -> None:
    # The diamond, and the two ends of A 2020.
    assert draw_chart(FOREST).decode().count("<polygon") == 3


@pytest.mark.parametrize(
    ("high", "ticks"),
    [(1, [0, 1]), (6, [0, 1, 2, 3, 4, 5, 6]), (7, [0, 2, 4, 6, 8]), (40, [0, 10, 20, 30, 40])],
)
def test_ticks_are_round(high: int, ticks: list[int]) -> None:
    assert nice_ticks(0, high) == ticks


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80), st.floats(20, 200)
)
def test_wrapping_loses_nothing(text: str, width: float) -> None:
    lines = wrapped(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)


def test_lines_are_broken_between_ideographs_and_not_before_marks() -> None:
    lines = wrapped("合成文献，合成文献", 33)
    assert len(lines) == 3
    assert not any(line.startswith("，") for line in lines)
