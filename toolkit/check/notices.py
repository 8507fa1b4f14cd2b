"""Editorial notices on cited works, from whatever source: what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.source import Span

if TYPE_CHECKING:
    from toolkit.model.lookup import Notice, NoticeKind

RETRACTED = Message(
    en="`{key}` was retracted{when} ({source}){reason}",
    zh="`{key}` 已被撤稿{when}（{source}）{reason}",
)
RETRACTED_HELP = Message(
    en="take it out, or say in the text that it was retracted; see {notice}",
    zh="请删去该引用，或在正文中说明其已被撤稿；见 {notice}",
)
CONCERN = Message(
    en="an expression of concern was published about `{key}`{when} ({source}){reason}",
    zh="已有针对 `{key}` 的关注声明（expression of concern）{when}（{source}）{reason}",
)
CONCERN_HELP = Message(en="read {notice} before you rely on this work", zh="引用前请先阅读 {notice}")
CORRECTED = Message(
    en="a correction of `{key}` was published{when} ({source}){reason}",
    zh="`{key}` 已有更正{when}（{source}）{reason}",
)
CORRECTED_HELP = Message(
    en="see in {notice} whether it concerns what you cite", zh="请查阅 {notice}，确认更正是否涉及所引内容"
)
IS_NOTICE = Message(
    en="`{key}` is itself a notice on another work ({source})",
    zh="`{key}` 本身是针对另一文献的声明（{source}）",
)
IS_NOTICE_HELP = Message(
    en="cite the work itself, unless the notice is meant", zh="若非特意引用该声明，请引用原文献"
)
_SAID = {
    "retraction": (RETRACTED, RETRACTED_HELP, Severity.WARNING),
    "concern": (CONCERN, CONCERN_HELP, Severity.WARNING),
    "correction": (CORRECTED, CORRECTED_HELP, Severity.HINT),
}
_ORDER: tuple[NoticeKind, ...] = ("retraction", "concern", "correction")


def identifiers(reference: Reference) -> tuple[str, ...]:
    """How a reference is looked up: `doi:10.…`, `pmid:…`."""
    doi, pmid = reference.get("DOI").strip().lower(), reference.get("PMID").strip()
    return tuple(filter(None, (f"doi:{doi}" if doi else "", f"pmid:{pmid}" if pmid else "")))


def gravest(notices: Iterable[Notice]) -> Notice | None:
    """The notice to tell of: a retraction before a concern before a correction.

    A work that was reinstated after its retraction is not retracted.
    """
    found = list(notices)
    reinstated = max((one.date for one in found if one.kind == "reinstatement"), default=None)
    if reinstated is not None:
        found = [one for one in found if one.kind != "retraction" or one.date > reinstated]
    for kind in _ORDER:
        of_kind = [one for one in found if one.kind == kind]
        if of_kind:
            return max(of_kind, key=lambda one: one.date)
    return None


def told(rule: Rule, span: Span | None, reference: Reference, notice: Notice, source: Message) -> Finding:
    """The finding on a cited work about which there is this notice."""
    message, advice, severity = _SAID[notice.kind]
    return rule.finding(
        span,
        message=message,
        help=advice,
        severity=severity,
        key=reference.id,
        when=_when(notice.date) if notice.date else "",
        source=source,
        reason=Message(f": {notice.reason}", f"：{notice.reason}") if notice.reason else "",
        notice=_where(notice),
    )


def is_itself_a_notice(rule: Rule, span: Span | None, reference: Reference, source: Message | str) -> Finding:
    """The finding on a citation of the notice in place of the work that it is on."""
    return rule.finding(
        span,
        message=IS_NOTICE,
        help=IS_NOTICE_HELP,
        severity=Severity.HINT,
        key=reference.id,
        source=source,
    )


def _when(date: str) -> Message:
    return Message(f" on {date}" if date.count("-") == 2 else f" in {date}", f"（{date}）")


def _where(notice: Notice) -> Message:
    if notice.doi:
        return Message(f"https://doi.org/{notice.doi}", f"https://doi.org/{notice.doi}")
    if notice.pmid:
        return Message(f"PMID {notice.pmid}", f"PMID {notice.pmid}")
    return Message("the notice", "该声明")
