"""The text is typed otherwise than the journal types.

书写习惯与期刊不一致。

## What it does
Compares a Chinese text with what the journal's profile says under `typing:`: the width of punctuation
and parentheses, the full stop, the gap before a parenthesis, the comma inside a gloss, the gap between
Chinese and Latin, the mark of ranges, the per cent sign, and how items are counted inside a sentence.
Each convention is reported once, at the first place that differs, with the number of places.

Where most of the text follows the journal, a stray mark is left to the rules on mixed typing (TYP001,
TYP005, TYP008, TYP012); what those do not judge is reported here from the first place on. Tables are not
judged, for their cells are typed by the toolkit or taken over from records.

## Why it matters
A manuscript that moves to another journal keeps the habits of the first; editors send it back, or
retype it.

## Example
```markdown
间充质干细胞（mesenchymal stem cells，MSCs）来源广泛。
```
for a journal whose profile says `parentheses: half` and `gloss_comma: ", "`.

## How to mend it
Type as the journal does. The fix changes every place that stands in the file as it prints. If the journal
does not mind, a profile of your own can leave the key empty: `extends: hans-acm` with
`typing: {zh: {parentheses: null}}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.check.conventions import CONVENTIONS, Place
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN014",
    name="typing-differs-from-journal",
    severity=Severity.HINT,
    message=Message(
        en="{what}: in {count} of {all} places not as the journal types, `{right}`",
        zh="{what}：{all} 处中有 {count} 处与期刊的写法 `{right}` 不同",
    ),
    help=Message(en="type `{right}` throughout", zh="请全文改为 `{right}`"),
)
MEND = Message(en="type `{right}` at {count} places", zh="将 {count} 处改为 `{right}`")

_WHAT = {
    "punctuation": Message("punctuation", "标点"),
    "full_stop": Message("full stops", "句号"),
    "parentheses": Message("parentheses", "圆括号"),
    "parenthesis_gap": Message("the gap before parentheses", "括号前的空格"),
    "gloss_comma": Message("the comma before an abbreviation", "外文全称与缩写之间的逗号"),
    "cjk_latin_gap": Message("the gap between Chinese and Latin", "中西文之间的空格"),
    "range": Message("ranges", "数值范围"),
    "percent": Message("per cent signs", "百分号"),
    "list_marker": Message("items counted in a sentence", "段内序号"),
}
_SHOWN = {
    "punctuation": {"full": "，", "half": ","},
    "parentheses": {"full": "（）", "half": "()"},
    "parenthesis_gap": {"": "字（", " ": "字 （"},
    "cjk_latin_gap": {"none": "含MSC的", "space": "含 MSC 的"},
}
"""What a message shows for values that are no text to be typed."""
_MIXED_ELSEWHERE = frozenset({"punctuation", "full_stop", "cjk_latin_gap", "range", "percent"})
"""Conventions whose strays other rules report."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    style = review.journal.typing.get("zh")
    texts = [item for item in prose(review) if item.chinese and item.passage.place != "cell"]
    for key, judge in CONVENTIONS.items():
        wanted = getattr(style, key, None)
        if wanted is None:
            continue
        places = list(judge(texts, wanted))
        differing = [place for place in places if place.changes]
        if not differing or (key in _MIXED_ELSEWHERE and 2 * len(differing) <= len(places)):
            continue
        yield _finding(key, _SHOWN.get(key, {}).get(wanted, wanted), differing, len(places))


def _finding(key: str, right: str, differing: Sequence[Place], together: int) -> Finding:
    first = differing[0]
    changed = [edits for place in differing if (edits := _edits(place))]
    fix = Fix(
        MEND.fill({"right": right, "count": len(changed)}),
        tuple(edit for edits in changed for edit in edits),
        Applicability.UNSAFE,
    )
    return RULE.finding(
        first.item.passage.span(first.start, first.end),
        fix=fix if changed else None,
        what=_WHAT[key],
        count=len(differing),
        all=together,
        right=right,
    )


def _edits(place: Place) -> list[Edit]:
    """The changes of one place; none if the author's file does not show all of it as it prints."""
    edits = [
        place.item.edit(change.start, change.end, change.new.replace("~", "\\~")) for change in place.changes
    ]
    return [edit for edit in edits if edit is not None] if None not in edits else []
