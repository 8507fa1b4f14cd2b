"""The text says another number of a study than its record.

正文中的研究数据与其记录不一致。

## What it does
In a sentence that speaks of one study only, by its registry number or by the citation of its
record, compares with the record: how many participants were included, how long they were
followed up, and the phase of the trial. A number is compared only if the sentence has one of
its kind and says that these were all: `纳入 30 例`, `enrolled 30 patients`. Numbers of a
group (每组, per arm) and durations in units that cannot be converted are not compared.

## Why it matters
Table and text come from the same record; where they disagree, one of them misleads, and readers
cannot tell which.

## Example
```markdown
该试验（NCT05078385）纳入 30 例患者。
```
while the record says `participants: 10`.

## How to mend it
Look the number up in the source, and let the text take it from the record:
`{{ trials | where("id == 'burns'") | sum("participants") }}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from toolkit.check.passages import Passage, passages
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.sentences import sentences
from toolkit.check.studies import study_of
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.evidence import Choice, Quantity, Record
from toolkit.model.inline import Text
from toolkit.model.review import ResolvedReview
from toolkit.model.units import factor

RULE = Rule(
    code="EVD010",
    name="number-differs-from-record",
    severity=Severity.WARNING,
    message=Message(
        en="`{typed}`, but record `{record}` has `{field}: {value}`",
        zh="此处为 `{typed}`，而记录 `{record}` 中 `{field}` 为 `{value}`",
    ),
    help=Message(
        en="look the number up in the source, and correct the text or the record",
        zh="请核对原始文献，更正正文或记录",
    ),
    inputs=("folder",),
)

_PEOPLE = r"(?:患者|受试者|病例|病人|参与者|志愿者|女性|男性|妇女|儿童)"
_MORE = r"(?![\d.,]*\d| ?[~～–/%％﹪])"
_COUNT = lazy(
    r"(?:(?:共|计划|拟|预计|累计)?(?:纳入|招募|入组|入选|募集|收治)了? ?(?:共 ?)?|样本量(?:共?为|共|达)? ?)"
    rf"(?P<zh>\d{{1,5}}){_MORE} ?[例名人位]{_PEOPLE}?"
    rf"|\b(?:enrol(?:l|led|s|ls|ling)?|includ(?:e|es|ed|ing)|recruit(?:s|ed|ing)?) (?:a total of )?"
    rf"(?P<en>\d{{1,5}}){_MORE} (?:[a-z-]+ )?"
    r"(?:patients|participants|subjects|volunteers|women|men|adults|children)\b"
)
_ANY_COUNT = lazy(
    r"\d ?[例名位]|\d ?人(?!类)|\d (?:[a-z-]+ )?(?:patients|participants|subjects|volunteers)\b"
)
_GROUP = lazy(r"每组|各组|组各|分别|对照组|per (?:arm|group)|each (?:arm|group)|respectively|control group")
_FOLLOW_UP = lazy(
    rf"随访(?:时间|期限|期)?(?:为|达|至|了|均为)? ?(?P<zh>\d+(?:\.\d+)?){_MORE} ?"
    r"(?P<zu>周|个月|月|年|天|d|w|h)"
    rf"|\bfollow(?:ed)?[- ]?up(?: period| time)?(?: of| was| for| at)? (?P<en>\d+(?:\.\d+)?){_MORE} ?"
    r"(?P<eu>days?|weeks?|months?|years?)\b"
)
_ANY_FOLLOW_UP = lazy(r"随访|follow(?:ed)?[- ]?up")
_PHASE = lazy(
    r"(?<![A-Za-z\d])(?P<zh>(?:I{1,3}|IV|Ⅰ|Ⅱ|Ⅲ|Ⅳ)(?:/(?:I{1,3}|Ⅱ|Ⅲ))?) ?[ab]? ?期(?:临床)?(?:试验|研究)"
    r"|\bphase (?P<en>(?:I{1,3}|IV|[1-4])(?:/(?:I{1,3}|[1-4]))?)[ab]?\b(?= (?:clinical )?(?:trial|study))"
)
_ROMAN = str.maketrans(
    {"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV", "1": "I", "2": "II", "3": "III", "4": "IV"}
)
_COUNT_FIELDS = ("participants", "patients", "sample_size", "enrolled", "cases")
_UNITS = {"月": "个月", "month": "个月", "months": "个月", "year": "年", "years": "年"}


def check(review: ResolvedReview) -> Iterator[Finding]:
    if not review.source.evidence:
        return
    for passage in passages(review):
        if passage.place not in {"paragraph", "note", "caption"}:
            continue
        for start, end in sentences(passage.text):
            for kind in _KINDS:
                said = kind.said(passage.text[start:end])
                if said is None or not _is_typed(passage, start + said.start(_number_of(said))):
                    continue
                study = study_of(review, passage, start, end)
                field = kind.differs(said, study.record) if study else ""
                if study and field:
                    yield RULE.finding(
                        passage.span(start + said.start(), start + said.end()),
                        typed=said[0],
                        record=study.record.id,
                        field=field,
                        value=" ".join(study.record.values[field].raw.split()),
                    )


def _number_of(said: re.Match[str]) -> str:
    """The group that holds the number: that of the language which the text is in."""
    return "zh" if said["zh"] else "en"


def _is_typed(passage: Passage, offset: int) -> bool:
    """Whether the author typed it; a value that was computed agrees with its records."""
    piece = passage.piece_at(offset)
    return piece is not None and isinstance(piece.node, Text)


# --- what a sentence says ---------------------------------------------------------


def _count(sentence: str) -> re.Match[str] | None:
    """The number of all participants, if the sentence counts people but once."""
    found = _COUNT().search(sentence)
    return (
        None
        if found is None or len(_ANY_COUNT().findall(sentence)) > 1 or _GROUP().search(sentence)
        else found
    )


def _duration(sentence: str) -> re.Match[str] | None:
    found = _FOLLOW_UP().search(sentence)
    return None if found is None or len(_ANY_FOLLOW_UP().findall(sentence)) > 1 else found


def _phase(sentence: str) -> re.Match[str] | None:
    found = list(_PHASE().finditer(sentence))
    return found[0] if len(found) == 1 else None


# --- what the record says: the field that differs, or nothing -----------------------


def _count_differs(match: re.Match[str], record: Record) -> str:
    typed = Decimal(match[_number_of(match)])
    for name in _COUNT_FIELDS:
        value = record.values.get(name)
        if value is not None and len(value.items) == 1:
            [item] = value.items
            return name if isinstance(item, Decimal) and item != typed else ""
    return ""


def _duration_differs(match: re.Match[str], record: Record) -> str:
    value = record.values.get("follow_up")
    if value is None or len(value.items) != 1:
        return ""
    [item] = value.items
    if not isinstance(item, Quantity) or item.kind != "value" or item.approximate or item.bound:
        return ""
    typed, unit = Decimal(match[_number_of(match)]), match["zu"] or match["eu"]
    times = factor(_UNITS.get(unit, unit), _UNITS.get(item.unit, item.unit))
    # One place of a rounded conversion: 54 weeks are 12.4 months to one author and a year to another.
    return "follow_up" if times is not None and abs(typed * times - item.low) > item.low / 50 else ""


def _phase_differs(match: re.Match[str], record: Record) -> str:
    value = record.values.get("phase")
    if value is None or len(value.items) != 1:
        return ""
    [item] = value.items
    if not isinstance(item, Choice):
        return ""
    typed = match[_number_of(match)].translate(_ROMAN)
    recorded = re.sub(r"[ab]$", "", item.code)
    return "phase" if recorded in _KNOWN_PHASES and typed != recorded else ""


_KNOWN_PHASES = frozenset({"I", "I/II", "II", "II/III", "III", "IV"})


class _Kind(NamedTuple):
    """A kind of number: where a sentence says one of it, and the field of the record that differs, if any."""

    said: Callable[[str], re.Match[str] | None]
    differs: Callable[[re.Match[str], Record], str]


_KINDS = (_Kind(_count, _count_differs), _Kind(_duration, _duration_differs), _Kind(_phase, _phase_differs))
