"""Charts from records: what is counted, computed, placed and left out. All studies are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import section, write_review
from toolkit.load.project import load_review
from toolkit.model.chart import BarChart, BiasChart, BubbleChart, FlowChart, ForestChart, TimelineChart
from toolkit.model.review import ResolvedReview
from toolkit.resolve import resolve

SCHEMA = """\
id: synthetic
label: {en: Synthetic studies}
fields:
  study: {type: text, label: {en: Study}}
  source:
    type: choice
    label: {en: Source, zh: 来源}
    choices: {a: {en: marrow, zh: 骨髓}, b: {en: cord, zh: 脐带}}
  outcome: {type: text, multiple: true, label: {en: Outcome, zh: 结局}}
  day: {type: date, label: {en: Date}}
  treated: {type: proportion, label: {en: Treated, zh: 治疗组}}
  control: {type: proportion, label: {en: Control, zh: 对照组}}
  before: {type: mean-sd, label: {en: Before}}
  after: {type: mean-sd, label: {en: After}}
  n: {type: number, label: {en: N}}
  hr: {type: number, label: {en: HR}}
  low: {type: number, label: {en: low}}
  high: {type: number, label: {en: high}}
"""
RECORDS = """\
schema: synthetic
records:
  - {id: one, study: One 2019, source: a, outcome: [x, y], day: 2019-05, treated: 4/123, control: 11/139,
     before: 10 ± 2, after: 8 ± 3, n: 50, hr: 0.5, low: 0.25, high: 1}
  - {id: two, study: Two 2021, source: b, outcome: [x], day: 2021, treated: 6/306, control: 29/303,
     before: 11 ± 2, after: 9 ± 3, n: 40, hr: 2, low: 1, high: 4}
  - {id: three, study: Three 2021, source: a, outcome: [x], day: 2021-11-30}
"""
SEARCH = """\
search:
  databases: [{name: PubMed, records: 100}, {name: {zh: 中国知网, en: CNKI}, records: 50}]
  removed: {duplicates: 30}
  records_screened: 120
  records_excluded: 100
  reports_sought: 20
  reports_assessed: 20
  reports_excluded: [{reason: {zh: 无对照, en: no control}, reports: 4}]
  included: {studies: 15, reports: 16}
"""
REVIEW = """\
title: {zh: 合成题名, en: Synthetic title}
language: LANGUAGE
journal: bmc
authors: [{name: {zh: 作者甲, en: AUTHOR A}}]
"""


def drawn(
    folder: Path, block: str, *, language: str = "en", records: str = RECORDS, search: str = ""
) -> ResolvedReview:
    files = {
        "evidence/studies.yaml": records,
        "evidence/schemas/synthetic.yaml": SCHEMA,
        "sections/01-text.md": section(f"See @fig:it.\n\n::: figure it\n{block}\ncaption: Synthetic\n:::\n"),
    }
    write_review(folder, files, review=REVIEW.replace("LANGUAGE", language) + SEARCH + search)
    loaded = load_review(folder)
    assert not loaded.problems
    return resolve(loaded)


def misses(review: ResolvedReview) -> list[str]:
    return [miss.reason for miss in review.unresolved]


def test_an_evidence_map_counts_every_value_of_a_list(tmp_path: Path) -> None:
    review = drawn(tmp_path, "from: evidence-map\nrecords: studies\nrows: source\ncolumns: outcome")
    chart = review.figures["it"].chart
    assert isinstance(chart, BubbleChart)
    assert (chart.rows, chart.columns, chart.counts) == (("marrow", "cord"), ("x", "y"), ((2, 1), (1, 0)))
    assert "marrow and x" in review.figures["it"].alt


def test_studies_per_year_show_years_without_one(tmp_path: Path) -> None:
    review = drawn(tmp_path, "from: studies-per-year\nrecords: studies\nyear: day", language="zh-CN")
    chart = review.figures["it"].chart
    assert isinstance(chart, BarChart)
    assert (chart.years, chart.counts) == ((2019, 2020, 2021), (1, 0, 2))
    assert review.figures["it"].alt == "柱状图：2019 至 2021 年各年的研究数，共 3 项，2021 年最多（2 项）。"


def test_the_flow_has_the_boxes_that_are_known(tmp_path: Path) -> None:
    review = drawn(tmp_path, "from: prisma")
    chart = review.figures["it"].chart
    assert isinstance(chart, FlowChart)
    boxes = {box.id: tuple(line.replace("\u00a0", " ").strip() for line in box.lines) for box in chart.boxes}
    assert boxes["identified"][1:] == ("Databases (n = 150)", "PubMed (n = 100)", "CNKI (n = 50)")
    assert boxes["removed"] == ("Records removed before screening:", "Duplicate records removed (n = 30)")
    assert boxes["reports_excluded"] == ("Reports excluded:", "no control (n = 4)")
    assert "not_retrieved" not in boxes
    assert ("identified", "screened") in chart.arrows
    assert ("assessed", "included") in chart.arrows
    assert [band.text for band in chart.bands] == ["Identification", "Screening", "Included"]
    assert review.figures["it"].alt.startswith(
        "PRISMA 2020 flow diagram: Records identified from (n\u00a0=\u00a0150)"
    )


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("{from: 2015, to: 2025-12}", "Published from 2015 to 2025-12"),
        ("{from: 2015}", "Published since 2015"),
        ("{to: 2025}", "Published until 2025"),
    ],
)
def test_the_flow_says_which_years_were_searched(tmp_path: Path, dates: str, said: str) -> None:
    review = drawn(tmp_path, "from: prisma", search=f"  dates: {dates}\n")
    chart = review.figures["it"].chart
    assert isinstance(chart, FlowChart)
    assert chart.boxes[0].lines[-1] == said


def test_the_flow_of_an_updated_review_speaks_of_new_studies(tmp_path: Path) -> None:
    files = {
        "sections/01-text.md": section(
            "See @fig:it.\n\n::: figure it\nfrom: prisma\ncaption: Synthetic\n:::\n"
        )
    }
    more = (
        "  other_methods: {sources: [{name: {en: Websites}, records: 3}], reports_sought: 3}\n"
        "  previous: {studies: 12, reports: 15}\n"
        "  total: {studies: 27, reports: 31}\n"
    )
    write_review(tmp_path, files, review=REVIEW.replace("LANGUAGE", "en") + SEARCH + more)
    figure = resolve(load_review(tmp_path)).figures["it"]
    assert isinstance(figure.chart, FlowChart)
    # The heads of the template for updated reviews with other sources.
    assert [text for _, _, text in figure.chart.heads] == [
        "Previous studies",
        "Identification of new studies via databases and registers",
        "Identification of new studies via other methods",
    ]
    boxes = {box.id: box.lines[0].replace("\u00a0", " ") for box in figure.chart.boxes}
    assert boxes["previous"] == "Studies included in previous version of review (n = 12)"
    assert boxes["included"] == "New studies included in review (n = 15)"
    assert boxes["total"] == "Total studies included in review (n = 27)"
    assert {("previous", "total"), ("included", "total"), ("other_sought", "included")} <= set(
        figure.chart.arrows
    )
    assert figure.alt.endswith("Total studies included in review (n\u00a0=\u00a027).")


def test_a_sum_with_an_unknown_part_is_not_known(tmp_path: Path) -> None:
    search = "search:\n  databases: [{name: PubMed, records: 100}, Embase]\n  records_screened: 90\n"
    files = {
        "sections/01-text.md": section(
            "See @fig:it.\n\n::: figure it\nfrom: prisma\ncaption: Synthetic\n:::\n"
        )
    }
    write_review(tmp_path, files, review=REVIEW.replace("LANGUAGE", "en") + search)
    chart = resolve(load_review(tmp_path)).figures["it"].chart
    assert isinstance(chart, FlowChart)
    assert [line.strip().replace("\u00a0", " ") for line in chart.boxes[0].lines[1:]] == [
        "Databases (n = ?)",
        "PubMed (n = 100)",
        "Embase (n = ?)",
    ]


def test_alternative_texts_say_what_is_there(tmp_path: Path) -> None:
    one = (
        "from: forest\nrecords: studies\nmeasure: RR\ngroups: [treated, control]\nwhere: study == 'One 2019'"
    )
    alone = drawn(tmp_path / "one", one).figures["it"].alt
    assert alone == "Forest plot: Risk ratio (95%\u00a0CI) of 1 study."
    means = (
        "from: forest\nrecords: studies\nmeasure: MD\ngroups: [after, before]\nsizes: [n, n]\nmodel: random"
    )
    below = drawn(tmp_path / "means", means, language="zh-CN").figures["it"].alt
    assert "；随机效应 −2.00 (−2.74, −1.26)。I² = 0%。" in below
    # SYRCLE's tool has no overall judgement: all domains count.
    animals = (
        "schema: risk-of-bias\nrecords:\n"
        "  - {id: a, study: A, tool: syrcle, syrcle_baseline: low, syrcle_random_housing: high}\n"
        "  - {id: b, study: B, tool: syrcle, syrcle_baseline: low}\n"
    )
    judged = (
        drawn(tmp_path / "bias", "from: risk-of-bias\nrecords: studies", records=animals).figures["it"].alt
    )
    assert (
        judged
        == "Risk of bias of 2 studies in 10 domains; judgements over all domains: low risk 2, high risk 1."
    )


def test_phases_follow_the_order_of_their_schema(tmp_path: Path) -> None:
    trials = "schema: trial\nrecords:\n" + "".join(
        f"  - {{id: t{place}, registry: NCT0000000{place}, phase: {phase}, start: 2020}}\n"
        for place, phase in enumerate(["IV", "Ia", "II", "I", "IIb", "III", "I/II"])
    )
    chart = drawn(tmp_path, "from: trial-timeline\nrecords: studies", records=trials).figures["it"].chart
    assert isinstance(chart, TimelineChart)
    assert [item.phase.removeprefix("phase ") for item in chart.items] == [
        "I", "Ia", "I/II", "II", "IIb", "III", "IV",
    ]  # fmt: skip


def test_a_forest_plot_of_counts(tmp_path: Path) -> None:
    review = drawn(tmp_path, "from: forest\nrecords: studies\nmeasure: RR\ngroups: [treated, control]")
    chart = review.figures["it"].chart
    assert isinstance(chart, ForestChart)
    # The first two trials of BCG vaccine in Colditz 1994, whose risk ratios metafor prints so.
    assert [round(study.effect, 4) for study in chart.studies] == [0.4109, 0.2049]
    assert chart.studies[0].groups == ("4/123", "11/139")
    assert [one.model for one in chart.pooled] == ["fixed", "random"]
    assert misses(review) == ["it has no 'treated', n/N"]


def test_a_forest_plot_of_given_effects_and_of_means(tmp_path: Path) -> None:
    given = "from: forest\nrecords: studies\nmeasure: HR\neffect: hr\nlow: low\nhigh: high\nmodel: random"
    chart = drawn(tmp_path / "a", given).figures["it"].chart
    assert isinstance(chart, ForestChart)
    assert [one.model for one in chart.pooled] == ["random"]
    assert chart.pooled[0].effect == pytest.approx(1)
    assert (chart.studies[0].low, chart.studies[0].high) == (pytest.approx(0.25), pytest.approx(1))
    means = "from: forest\nrecords: studies\nmeasure: MD\ngroups: [before, after]\nsizes: [n, n]"
    chart = drawn(tmp_path / "b", means).figures["it"].chart
    assert isinstance(chart, ForestChart)
    assert [study.effect for study in chart.studies] == [pytest.approx(2), pytest.approx(2)]


RISK = """\
schema: risk-of-bias
records:
  - {id: a, study: A, tool: syrcle, syrcle_sequence_generation: low, syrcle_baseline: unclear}
  - {id: b, study: B, tool: rob2, rob2_randomization: high, rob2_overall: high}
"""


def test_risk_of_bias_shows_one_tool(tmp_path: Path) -> None:
    review = drawn(tmp_path, "from: risk-of-bias\nrecords: studies\ntool: rob2", records=RISK)
    chart = review.figures["it"].chart
    assert isinstance(chart, BiasChart)
    assert (chart.studies, len(chart.domains)) == (("B",), 6)
    assert chart.judgements[0] == ("high", "", "", "", "", "high")
    unclear = drawn(tmp_path / "two", "from: risk-of-bias\nrecords: studies", records=RISK)
    assert unclear.figures["it"].chart is None
    assert misses(unclear) == ["it has records of several tools; add `tool:` syrcle, rob2"]


def test_a_timeline_is_ordered_by_phase_and_start(tmp_path: Path) -> None:
    trials = (
        "schema: trial\nrecords:\n"
        "  - {id: a, registry: NCT00000001, start: 2021-07, phase: II, status: recruiting}\n"
        "  - {id: b, registry: NCT00000002, start: 2020, completion: 2021-06-30, phase: II}\n"
        "  - {id: c, registry: NCT00000003, start: 2022, phase: I}\n"
        "  - {id: d, registry: NCT00000004, phase: I}\n"
    )
    review = drawn(tmp_path, "from: trial-timeline\nrecords: studies", records=trials)
    chart = review.figures["it"].chart
    assert isinstance(chart, TimelineChart)
    assert [item.label[-1] for item in chart.items] == ["3", "2", "1"]
    assert (chart.items[1].start, round(chart.items[1].end or 0, 1)) == (2020.0, 2021.5)
    assert chart.items[2].end is None
    assert misses(review) == ["it has no 'start', a date"]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("from: evidence-map\nrecords: studies\nrows: source", "it needs `columns:`"),
        ("from: evidence-map\nrecords: studies\nrows: sauce\ncolumns: outcome", "no such field"),
        ("from: studies-per-year\nrecords: other", "no evidence file is called so"),
        ("from: studies-per-year", "it needs `records:`"),
        ("from: studies-per-year\nrecords: studies\nwhere: n > 999", "no record fulfils this"),
        ("from: studies-per-year\nrecords: studies\nwhere: n >", "the expression breaks off"),
        ("from: forest\nrecords: studies", "it needs `groups:` with two fields"),
        ("from: forest\nrecords: studies\nmeasure: HR\ngroups: [treated, control]", "cannot be computed"),
        ("from: forest\nrecords: studies\nmeasure: MD\ngroups: [before, after]", "it needs `sizes:`"),
        ("from: risk-of-bias\nrecords: studies", "no record says by which `tool`"),
    ],
)
def test_what_cannot_be_drawn_says_why(tmp_path: Path, block: str, reason: str) -> None:
    review = drawn(tmp_path, block)
    assert review.figures["it"].chart is None
    assert any(reason in miss for miss in misses(review))


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("from: forst\nrecords: studies", "did you mean “forest”"),
        ("from: prisma\nrecords: studies", "records"),
        ("from: forest\nmeasure: XX\nrecords: studies", "measure"),
    ],
)
def test_a_block_that_cannot_be_read_is_a_problem(tmp_path: Path, block: str, message: str) -> None:
    text = section(f"See @fig:it.\n\n::: figure it\n{block}\ncaption: Synthetic\n:::\n")
    loaded = load_review(write_review(tmp_path, {"sections/01.md": text}))
    assert any(message.lower() in problem.message.lower() for problem in loaded.problems)
