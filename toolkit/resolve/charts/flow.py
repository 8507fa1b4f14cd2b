"""The PRISMA 2020 flow diagram, from `search:` of review.yaml.

Boxes and their order follow the template of the PRISMA 2020 statement (Page MJ et al., BMJ 2021;372:n71);
a box of which nothing is known is left out, and so is a whole column (previous studies, other methods).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.model.chart import Chart, FlowBand, FlowBox, FlowChart
from toolkit.model.inline import plain_text
from toolkit.model.search import Retrieval, Search, SearchSource, Studies, total
from toolkit.resolve.charts.records import ChartError, Records

_TEXTS: dict[str, dict[str, str]] = {
    "identification": {"en": "Identification", "zh": "检索"},
    "screening": {"en": "Screening", "zh": "筛选"},
    "included": {"en": "Included", "zh": "纳入"},
    "head_previous": {"en": "Previous studies", "zh": "既往研究"},
    "head_main": {
        "en": "Identification of studies via databases and registers",
        "zh": "通过数据库和注册平台获得研究",
    },
    "head_other": {"en": "Identification of studies via other methods", "zh": "通过其他途径获得研究"},
    "head_main_new": {
        "en": "Identification of new studies via databases and registers",
        "zh": "通过数据库和注册平台获得新研究",
    },
    "head_other_new": {
        "en": "Identification of new studies via other methods",
        "zh": "通过其他途径获得新研究",
    },
    "identified": {"en": "Records identified from:", "zh": "检索获得文献："},
    "between": {"en": "Published from {start} to {end}", "zh": "发表时间：{start} 至 {end}"},
    "since": {"en": "Published since {start}", "zh": "发表时间：{start} 起"},
    "until": {"en": "Published until {end}", "zh": "发表时间：截至 {end}"},
    "removed": {"en": "Records removed before screening:", "zh": "筛选前剔除文献："},
    "duplicates": {"en": "Duplicate records removed", "zh": "重复文献"},
    "automation": {
        "en": "Records marked as ineligible by automation tools",
        "zh": "自动化工具判为不合格",
    },
    "other": {"en": "Records removed for other reasons", "zh": "其他原因"},
    "screened": {"en": "Records screened", "zh": "初筛文献"},
    "excluded": {"en": "Records excluded", "zh": "排除文献"},
    "sought": {"en": "Reports sought for retrieval", "zh": "拟获取全文"},
    "not_retrieved": {"en": "Reports not retrieved", "zh": "未获取全文"},
    "assessed": {"en": "Reports assessed for eligibility", "zh": "全文评估"},
    "reports_excluded": {"en": "Reports excluded:", "zh": "全文排除："},
    "all_reasons": {"en": "all reasons", "zh": "合计"},
    "studies_included": {"en": "Studies included in review", "zh": "纳入综述的研究"},
    "new_studies": {"en": "New studies included in review", "zh": "新纳入的研究"},
    "reports_included": {"en": "Reports of included studies", "zh": "纳入研究的报告"},
    "new_reports": {"en": "Reports of new included studies", "zh": "新纳入研究的报告"},
    "previous_studies": {
        "en": "Studies included in previous version of review",
        "zh": "上一版综述纳入的研究",
    },
    "previous_reports": {
        "en": "Reports of studies included in previous version of review",
        "zh": "上一版综述纳入研究的报告",
    },
    "total_studies": {"en": "Total studies included in review", "zh": "综述共纳入研究"},
    "total_reports": {"en": "Reports of total included studies", "zh": "共纳入研究的报告"},
    "databases": {"en": "Databases", "zh": "数据库"},
    "registers": {"en": "Registers", "zh": "注册平台"},
}
_INDENT = "\u2003"
_INCLUDED, _TOTAL = 4, 5
"""Rows of what is included, and of the total of an updated review."""


def flow_chart(records: Records) -> tuple[Chart, str]:
    search = records.review.metadata.search
    if search is None or not (search.databases or search.registers or search.screened):
        raise ChartError("from", "prisma", "review.yaml has no counts under `search:`")
    flow = _Flow(records, search)
    return flow.chart(), flow.alt()


class _Flow:
    """Boxes by column: 0 previous studies, 1 and 2 databases, 3 and 4 other methods."""

    def __init__(self, records: Records, search: Search) -> None:
        self.records = records
        self.search = search
        self.updated = search.previous != Studies()
        self.boxes: list[FlowBox] = []
        self.arrows: list[tuple[str, str]] = []

    def chart(self) -> FlowChart:
        search = self.search
        self._box("identified", 1, 0, self._sources())
        self._aside("removed", 2, 0, self._removed(), "identified")
        self._below("screened", 1, 1, self._count("screened", search.screened), "identified")
        self._aside("excluded", 2, 1, self._count("excluded", search.excluded), "screened")
        above = "screened" if self._has("screened") else "identified"
        last = self._retrieval(search.retrieval, 1, above, "")
        # In an updated review the template speaks of new studies.
        new = "_new" if self.updated else ""
        heads = [(1, 2, self._say(f"head_main{new}"))]
        if search.other_sources:
            self._box("other", 3, 0, [self._say("identified"), *self._named(search.other_sources)])
            other = self._retrieval(search.other_retrieval, 3, "other", "other_")
            heads.append((3, 4, self._say(f"head_other{new}")))
        self._included(last, other if search.other_sources else "")
        if self._has("previous"):
            heads.insert(0, (0, 0, self._say("head_previous")))
        bottom = max(box.row for box in self.boxes)
        bands = (
            FlowBand(self._say("identification"), 0, 0),
            FlowBand(self._say("screening"), 1, 3),
            FlowBand(self._say("included"), _INCLUDED, bottom),
        )
        return FlowChart(tuple(self.boxes), tuple(self.arrows), bands, tuple(heads))

    def alt(self) -> str:
        """The flow in a sentence: what came in, what was screened, what is included."""
        search = self.search
        parts = [
            (self._say("identified").rstrip(":："), search.identified),
            (self._say("screened"), search.screened),
            (self._say("assessed"), search.retrieval.assessed),
            (self._say("total_studies"), search.total.studies)
            if search.total.studies is not None
            else (self._say("new_studies" if self.updated else "studies_included"), search.included.studies),
        ]
        shown = [self._with(text, count) for text, count in parts if count is not None]
        head = self.records.say({"zh": "PRISMA 2020 流程图：", "en": "PRISMA 2020 flow diagram: "})
        return (
            head
            + self.records.say({"zh": "；", "en": "; "}).join(shown)
            + self.records.say({"zh": "。", "en": "."})
        )

    # --- boxes -------------------------------------------------------------------

    def _sources(self) -> list[str]:
        lines = [self._say("identified")]
        for name, sources in (("databases", self.search.databases), ("registers", self.search.registers)):
            named = self._named(sources)
            if len(named) == 1:
                lines.append(self._say(name) + self.records.say({"zh": "：", "en": ": "}) + named[0])
            elif named:
                lines.append(self._with(self._say(name), total(source.records for source in sources)))
                lines.extend(f"{_INDENT}{line}" for line in named)
        return lines + self._period()

    def _period(self) -> list[str]:
        """From when to when the works were published, as typed."""
        start, end = self.search.period
        name = "between" if start and end else "since" if start else "until" if end else ""
        return [self._say(name).format(start=start, end=end)] if name else []

    def _removed(self) -> list[str]:
        search = self.search
        parts = (
            ("duplicates", search.duplicates),
            ("automation", search.automation),
            ("other", search.other_removed),
        )
        lines = [self._with(self._say(name), count) for name, count in parts if count is not None]
        return [self._say("removed"), *lines] if lines else []

    def _retrieval(self, found: Retrieval, column: int, above: str, prefix: str) -> str:
        """The boxes from the wish to read to the verdict; the id of the last one."""
        self._below(f"{prefix}sought", column, 2, self._count("sought", found.sought), above)
        self._aside(
            f"{prefix}not_retrieved", column + 1, 2, self._count("not_retrieved", found.not_retrieved),
            f"{prefix}sought",
        )  # fmt: skip
        last = f"{prefix}sought" if self._has(f"{prefix}sought") else above
        self._below(f"{prefix}assessed", column, 3, self._count("assessed", found.assessed), last)
        language = self.records.language
        lines = [
            self._with(plain_text(one.reason.best(language)) or self._say("all_reasons"), one.reports)
            for one in found.excluded
        ]
        shown = [self._say("reports_excluded"), *lines] if lines else []
        self._aside(f"{prefix}reports_excluded", column + 1, 3, shown, f"{prefix}assessed")
        return f"{prefix}assessed" if self._has(f"{prefix}assessed") else last

    def _included(self, last: str, other: str) -> None:
        search = self.search
        names = ("new_studies", "new_reports") if self.updated else ("studies_included", "reports_included")
        self._below("included", 1, _INCLUDED, self._studies(search.included, names), last)
        if other and self._has("included"):
            self.arrows.append((other, "included"))
        if not self.updated:
            return
        lines = self._studies(search.previous, ("previous_studies", "previous_reports"))
        self._box("previous", 0, 0, lines)
        total = self._studies(search.total, ("total_studies", "total_reports"))
        self._below("total", 1, _TOTAL, total, "included")
        if self._has("previous") and self._has("total"):
            self.arrows.append(("previous", "total"))

    def _studies(self, studies: Studies, names: tuple[str, str]) -> list[str]:
        counts = zip(names, (studies.studies, studies.reports), strict=True)
        return [self._with(self._say(name), count) for name, count in counts if count is not None]

    def _named(self, sources: Iterable[SearchSource]) -> list[str]:
        return [
            self._with(plain_text(source.name.best(self.records.language)), source.records)
            for source in sources
        ]

    # --- building ----------------------------------------------------------------

    def _count(self, name: str, count: int | None) -> list[str]:
        return [] if count is None else [self._with(self._say(name), count)]

    def _with(self, text: str, count: int | None) -> str:
        shown = f"n\u00a0=\u00a0{'?' if count is None else f'{count:,}'}"
        return self.records.say({"zh": f"{text}（{shown}）", "en": f"{text} ({shown})"})

    def _say(self, name: str) -> str:
        return self.records.say(_TEXTS[name])

    def _has(self, name: str) -> bool:
        return any(box.id == name for box in self.boxes)

    def _box(self, name: str, column: int, row: int, lines: Sequence[str]) -> bool:
        if lines:
            self.boxes.append(FlowBox(name, column, row, tuple(lines)))
        return bool(lines)

    def _below(self, name: str, column: int, row: int, lines: Sequence[str], above: str) -> None:
        if self._box(name, column, row, lines) and self._has(above):
            self.arrows.append((above, name))

    def _aside(self, name: str, column: int, row: int, lines: Sequence[str], beside: str) -> None:
        if self._has(beside) and self._box(name, column, row, lines):
            self.arrows.append((beside, name))
