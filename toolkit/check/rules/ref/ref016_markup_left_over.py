r"""Markup of a web page or of LaTeX is left in a field.

文献字段中残留 HTML 或 LaTeX 标记。

## What it does
Reports entities (`&amp;`, `&lt;`, `&#x3b1;`), tags that are not read as formatting (`<em>`,
`<p>`, `<inf>`, `<jats:italic>`), LaTeX commands that were not understood, stray braces and
replacement characters (`�`) in titles, names of journals and publishers, and names of people.
`<i>`, `<b>`, `<sup>` and `<sub>` are formatting, and `p<0.05` is no tag.

## Why it matters
It prints as it stands: `Stem Cell Research &amp; Therapy`.

## Example
```bibtex
journal = {Stem Cell Research &amp; Therapy},
```

## How to mend it
Write the character itself; in BibTeX `&` is `\&`. Write `<i>` or `\textit{…}` for italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_name, field_span, judged
from toolkit.model.diagnostic import Applicability, Finding, Fix, Severity
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="REF016",
    name="markup-left-over",
    severity=Severity.WARNING,
    message=Message(en="`{field}` of `{key}` holds `{text}`", zh="`{key}` 的 `{field}` 中残留 `{text}`"),
    help=Message(
        en="write the character or the word that is meant", zh="请改为所要表示的字符或文字，并删去标记"
    ),
)
WRITE = Message(en="write `{right}`", zh="应写作 `{right}`")
_FIELDS = (
    "title",
    "container-title",
    "publisher",
    "original-title",
    "original-container-title",
    "event-title",
)
_MARKUP = lazy(
    r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,6});"
    r"|</?(?:em|strong|p|br|div|font|italic|bold|inf|emph|u|title|tt|scp|a|jats:\w+|mml:\w+|math)(?:\s[^<>]*)?/?>"
    r"|\\[A-Za-z]{2,}|[{}]|\ufffd",
    re.IGNORECASE,
)
_SUSPECT = re.compile(r"[&<\\{}\ufffd]")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        for variable in _FIELDS:
            for text in _markup(reference.get(variable)):
                yield _finding(review, reference, variable, text)
        for variable, names in reference.names.items():
            whole = "; ".join(f"{name.family} {name.given} {name.literal}" for name in names)
            for text in _markup(whole):
                yield _finding(review, reference, variable, text)


def _markup(text: str) -> Iterator[str]:
    """Each piece of markup once; the tag that closes an element says no more than the one that opens it."""
    if not text or not _SUSPECT.search(text):
        return
    seen: set[str] = set()
    for match in _MARKUP().finditer(text):
        kind = match[0].replace("/", "").replace("}", "{").casefold()
        if kind not in seen:
            seen.add(kind)
            yield match[0]


def _finding(review: ResolvedReview, reference: Reference, variable: str, text: str) -> Finding:
    span = field_span(reference, variable)
    right = _character(text, span)
    return RULE.finding(
        span,
        help=WRITE if right else None,
        fix=_fix(review, span, text, right) if right else None,
        field=field_name(reference, variable),
        key=reference.id,
        text=text,
        right=right,
    )


def _character(entity: str, span: Span | None) -> str:
    """The character that an entity stands for, as the file writes it; nothing for anything else."""
    if not entity.startswith("&"):
        return ""
    from html import unescape  # needed only where an entity was found

    char = unescape(entity)
    if len(char) != 1 or char in "<>\\{}":
        return ""
    special = span is not None and span.path.suffix.lower() == ".bib" and char in "&%$#_"
    return f"\\{char}" if special else char


def _fix(review: ResolvedReview, span: Span | None, text: str, right: str) -> Fix | None:
    # BibTeX files often write the ampersand of an entity as `\&` too.
    escaped = replacement(review, span, f"\\{text}", right, WRITE, Applicability.UNSAFE)
    return escaped or replacement(review, span, text, right, WRITE, Applicability.UNSAFE)
