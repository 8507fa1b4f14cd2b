"""An entry of the reference list is not printed as the journal prints it.

参考文献条目的著录格式与所选期刊不符。

## What it does
Needs a journal (`--journal`). Every journal article of the list that was read without doubt is
printed from its fields in the journal's style and compared with what the manuscript has. What
differs is shown. Entries of which a field is not sure, and other works than articles, are passed
over.

## Why it matters
Editors mend such entries one by one; an author who sends them right saves a round.

## Example
```text
Sample AB. Synthetic work [J]. Synth J, 2021, 1(1):1-9    (a blank too many, one too few)
```

## How to mend it
Write the entry as it is shown. `review check manuscript.docx --annotate OUT.docx --fix-references`
puts in what changes punctuation and blanks only, as tracked changes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.manuscript import Entry, Manuscript
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="MAN020",
    name="entry-not-in-journal-style",
    severity=Severity.WARNING,
    message=Message(
        en="{number} is not printed as the journal prints it: {changes}",
        zh="{number} 的著录格式与期刊不符：{changes}",
    ),
    help=Message(en="write `{expected}`", zh="应为 `{expected}`"),
    inputs=("manuscript",),
)
MEND = Message(en="as the journal prints it", zh="改为期刊的著录格式")
_CODE = r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]"
_TOKEN = re.compile(rf"{_CODE}|[^\W_]+|.", re.DOTALL)
_MOST_SHOWN = 3
_BESIDE = 4
"""Characters that are shown on either side of a changed blank."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    manuscript = review.manuscript
    for entry in manuscript.entries if manuscript is not None else ():
        line = " ".join(entry.text.partition("\n")[0].split())
        if manuscript is None or not entry.expected or line == " ".join(entry.expected.split()):
            continue
        yield _finding(manuscript, entry)


def _finding(manuscript: Manuscript, entry: Entry) -> Finding:
    line = entry.text.partition("\n")[0]
    hunks = list(_hunks(line, entry.expected))
    shown = [_shown(line, *hunk) for hunk in hunks[:_MOST_SHOWN]]
    if len(hunks) > _MOST_SHOWN:
        shown.append("…")
    start = _start(manuscript, entry, line)
    edits = tuple(
        Edit(Span.at(entry.span.path, entry.span.line, start + first, last - first), new)
        for first, last, new in hunks
        if start
    )
    safe = all(_is_typographic(line[first:last], new) for first, last, new in hunks)
    applicability = Applicability.SAFE if safe else Applicability.DISPLAY
    return RULE.finding(
        edits[0].span if len(edits) == 1 else entry.span,
        fix=Fix(MEND.texts, edits, applicability) if edits else None,
        number=entry.key,
        changes="; ".join(shown),
        expected=entry.expected,
    )


def _shown(line: str, first: int, last: int, new: str) -> str:
    """A change, of blanks with what stands beside them."""
    before = after = ""
    if not (line[first:last].strip() and new.strip()):
        before, after = line[max(0, first - _BESIDE) : first], line[last : last + _BESIDE]
    return f"“{before}{line[first:last]}{after}” → “{before}{new}{after}”"


def _start(manuscript: Manuscript, entry: Entry, line: str) -> int:
    """The column at which the first line begins behind its label; 0 if it does not stand there."""
    paragraph = manuscript.document.paragraph(entry.span.line)
    return paragraph.text.find(line, entry.span.column - 1) + 1


def _hunks(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What to replace in `old`: places and new texts. An insertion takes the character before it along."""
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    at = [0]
    for token in left:
        at.append(at[-1] + len(token))
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        text = "".join(right[c:d])
        if a < b:
            yield at[a], at[b], text
        elif a > 0:
            yield at[a - 1], at[a], left[a - 1] + text
        else:
            yield 0, at[1], text + left[0]


def _is_typographic(old: str, new: str) -> bool:
    """Whether a change touches punctuation, blanks and type codes only, and makes no capital small."""
    return _letters(old) == _letters(new) or _letters(old).upper() == _letters(new)


def _letters(text: str) -> str:
    return re.sub(rf"{_CODE}|[\W_]", "", text)
