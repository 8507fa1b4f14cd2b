"""What was looked up for a review outside of it: the facts that some rules judge by.

Rules fetch nothing. Before they run, the pipeline looks up what was asked for and hands it
over; a rule whose facts were not asked for does not run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from toolkit.check.rule import Availability, Message, Rule
from toolkit.model.diagnostic import Abstention
from toolkit.model.frozen import frozen
from toolkit.model.reference import Reference

if TYPE_CHECKING:
    from toolkit.model.lookup import Answer, NotChecked, RegisteredWork, Retractions


@frozen
class Facts:
    """Answers by the id of the reference that they are about, and what only a renderer can measure."""

    online: bool = False
    """Whether services were asked at all."""
    by_doi: Mapping[str, Answer[RegisteredWork]] = field(default_factory=dict)
    """What Crossref or DataCite knows under the reference's DOI."""
    by_pmid: Mapping[str, Answer[RegisteredWork]] = field(default_factory=dict)
    """What PubMed knows under the reference's PMID."""
    retractions: Retractions | None = None
    chart_text: Mapping[str, float] | None = None
    """The size in points at which the text of a figure made from evidence prints, by the figure's id."""

    @property
    def available(self) -> frozenset[Availability]:
        """What rules may need and have."""
        kinds: set[Availability] = {"offline"}
        if self.online:
            kinds.add("network")
        if self.chart_text is not None:
            kinds.add("measured")
        if self.retractions is not None:
            kinds.add("snapshot")
        return frozenset(kinds)

    def answers(self, reference: Reference) -> Iterator[tuple[str, Answer[RegisteredWork]]]:
        """What was answered about a reference, with the variable that was asked for: DOI, PMID."""
        for variable, answers in (("DOI", self.by_doi), ("PMID", self.by_pmid)):
            if reference.id in answers:
                yield variable, answers[reference.id]


NOTHING = Facts()
NEEDS: Mapping[Availability, Message] = {
    "network": Message(
        en="not checked: this rule asks services on the network, which needs --online",
        zh="未检查：该规则需要联网查询，请使用 --online",
    ),
    "measured": Message(
        en="not checked: this rule needs the figures drawn, which `review check` and `review build` do",
        zh="未检查：该规则需要先绘制图，由 `review check` 与 `review build` 完成",
    ),
    "snapshot": Message(
        en="not checked: this rule needs a data file of retractions, named with --retractions or in "
        "review.yaml",
        zh="未检查：该规则需要撤稿数据文件，请用 --retractions 或在 review.yaml 中指定",
    ),
}
_UNCHECKED = Message(
    en="{count} reference(s) were not checked ({keys}): {why}",
    zh="有 {count} 条文献未检查（{keys}）：{why}",
)
_NAMED = 3


def not_checked(rule: Rule, unanswered: Iterable[tuple[Reference, NotChecked]]) -> Iterator[Abstention]:
    """One abstention for each reason why references could not be judged."""
    by_reason: dict[str, tuple[NotChecked, list[str]]] = {}
    for reference, answer in unanswered:
        keys = by_reason.setdefault(answer.reason["en"], (answer, []))[1]
        if reference.id not in keys:
            keys.append(reference.id)
    for answer, keys in by_reason.values():
        named = ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "")
        why = Message(answer.reason["en"], answer.reason["zh"])
        yield rule.abstention(_UNCHECKED, count=len(keys), keys=named, why=why)
