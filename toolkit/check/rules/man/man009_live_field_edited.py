"""A live citation shows another text than its reference manager wrote.

域中的引用文字与文献管理软件写入的不同。

## What it does
Compares the text of each field of Zotero, Mendeley and EndNote with the text that the program stored beside
it. Blanks and the kind of dash do not count.

## Why it matters
Somebody typed over the field: at the next refresh the change is lost, or it is already wrong.

## Example
```text
……可促进愈合[2]。        (Zotero wrote [1])
```

## How to mend it
Change the citation in the reference manager.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.word import LIVE

RULE = Rule(
    code="MAN009",
    name="live-field-edited",
    severity=Severity.WARNING,
    message=Message(
        en="the field shows `{shown}`, but {program} wrote `{printed}`",
        zh="域显示为 `{shown}`，而 {program} 写入的是 `{printed}`",
    ),
    help=Message(
        en="change the citation in the reference manager, not in the text",
        zh="请在文献管理软件中修改，不要直接改文字",
    ),
    inputs=("manuscript",),
)
_PROGRAMS = {"zotero": "Zotero", "mendeley": "Mendeley", "endnote": "EndNote"}
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212\u2060", "------ ")


def check(review: ResolvedReview) -> Iterator[Finding]:
    document = review.manuscript.document if review.manuscript is not None else None
    for each in document.fields if document is not None else ():
        if document is None or each.kind not in LIVE or each.printed is None or not each.pieces:
            continue
        shown = "".join(document.paragraph(piece.line).text[piece.start : piece.end] for piece in each.pieces)
        if _plain(shown) != _plain(each.printed):
            piece = each.pieces[0]
            yield RULE.finding(
                document.span(piece.line, piece.start, piece.end),
                shown=shown,
                printed=each.printed,
                program=_PROGRAMS.get(each.kind, each.kind),
            )


def _plain(text: str) -> str:
    return "".join(text.translate(_DASHES).split())
