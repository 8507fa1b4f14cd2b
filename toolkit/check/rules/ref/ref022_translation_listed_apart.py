"""A Chinese work and its English version are listed as two works.

同一文献的中文版与英文版被列为两条。

## What it does
Looks for an entry in Latin letters whose title is the English title of a Chinese entry
(`title-en`), and for a Chinese and a Latin entry with the same year, volume, issue and pages. Only articles
of journals are compared: a book and its translation are two books.

## Why it matters
Chinese journals print both versions under one number. Two entries give the work two numbers,
and the second looks like an independent proof.

## Example
```bibtex
@article{li2021,   title = {外泌体……}, title-en = {Exosomes …}, volume = {3}, pages = {1-9}, year = {2021}}
@article{li2021en, title = {Exosomes …}, volume = {3}, pages = {1-9}, year = {2021}}
```

## How to mend it
Keep the Chinese entry, write the English version into its fields `title-en`, `author-en` and
`journal-en`, and delete the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.likeness import Titles, likeness
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.check.works import field_span, folded, judged, place_of
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF022",
    name="translation-listed-apart",
    severity=Severity.WARNING,
    message=Message(
        en="`{key}` is the English version of `{other}`: {reason}",
        zh="`{key}` 是 `{other}` 的英文版：{reason}",
    ),
    help=Message(
        en="put it into the fields `title-en`, `author-en`, `journal-en` of `{other}`, at {place}",
        zh="请将其写入 `{other}`（位于 {place}）的 `title-en`、`author-en`、`journal-en` 字段",
    ),
    manuscript_help=Message(
        en="put the English version below the Chinese one, under the same number",
        zh="请将英文版置于中文版之下，共用一个编号",
    ),
)
TITLE = Message(en="their English titles agree", zh="两者的英文题名一致")
PLACE = Message(en="year, volume, issue and pages agree", zh="两者的年、卷、期、页码一致")
_LIKE = 0.92


def check(review: ResolvedReview) -> Iterator[Finding]:
    works = [work for work in judged(review) if work.type == "article-journal"]
    chinese = [work for work in works if has_han(work.get("title"))]
    if not chinese:
        return
    known = Titles([work.get("original-title") for work in chinese], _LIKE)
    by_place: dict[tuple[str, ...], list[int]] = {}
    for number, work in enumerate(chinese):
        by_place.setdefault(_place(work), []).append(number)
    for work in works:
        if has_han(work.get("title")):
            continue
        placed = by_place.get(_place(work), ()) if all(_place(work)) else ()
        near = sorted({*known.like(work.get("title")), *placed})
        for other in (chinese[number] for number in near):
            reason = _reason(work, other) if _year(work) == _year(other) else None
            if reason is not None:
                yield RULE.finding(
                    field_span(work, "title"),
                    key=work.id,
                    other=other.id,
                    reason=reason,
                    place=place_of(other, review),
                )
                break


def _place(work: Reference) -> tuple[str, ...]:
    return tuple(folded(work.get(name)) for name in ("volume", "issue", "page"))


def _reason(work: Reference, chinese: Reference) -> Message | None:
    english = chinese.get("original-title")
    if english and likeness(work.get("title"), english) >= _LIKE:
        return TITLE
    same = all(_place(work)) and _place(work) == _place(chinese)
    # Two journals may share all three; that their pages are a range makes it unlikely.
    return PLACE if same and "-" in work.get("page") and _year(work) is not None else None


def _year(work: Reference) -> int | None:
    issued = work.dates.get("issued")
    return issued.year if issued else None
