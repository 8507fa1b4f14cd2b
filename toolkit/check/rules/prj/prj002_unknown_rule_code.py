"""A setting or a comment names a check that does not exist.

设置或注释写了不存在的检查代码。

## What it does
Reports codes under `check:` in review.yaml and in `<!-- check: ignore … -->` comments that are
neither a rule's code, nor the beginning of one, nor a rule's name.

## Why it matters
A misspelt code silences nothing, or worse, `select` runs fewer checks than you believe.

## Example
```yaml
check: {ignore: [CTI002]}
```

## How to mend it
Correct the code. `review explain --all` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check import registry
from toolkit.check.rule import Message, Rule
from toolkit.check.suppress import silences
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span
from toolkit.nearest import nearest

RULE = Rule(
    code="PRJ002",
    name="unknown-rule-code",
    severity=Severity.WARNING,
    message=Message(en="no check is called `{code}`", zh="没有名为 `{code}` 的检查"),
    help=Message(en="`review explain --all` lists them", zh="`review explain --all` 可列出全部检查"),
    inputs=("folder",),
)
NEAREST = Message(en="did you mean `{nearest}`?", zh="是否应为 `{nearest}`？")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for code, span in _selectors(review):
        if not registry.matching(code):
            close = nearest(code, registry.names())
            yield RULE.finding(span, help=NEAREST if close else None, code=code, nearest=close or "")


def _selectors(review: ResolvedReview) -> Iterator[tuple[str, Span | None]]:
    """Every code of the settings and of the comments, with its place."""
    metadata = review.source.metadata
    settings = metadata.check
    groups = [("check.select", settings.select), ("check.ignore", settings.ignore)]
    groups += [(f"check.files.{pattern}", codes) for pattern, codes in settings.files.items()]
    for key, codes in groups:
        parents = (key, "check.files", "check") if key.startswith("check.files") else (key, "check")
        span = next((metadata.spans[name] for name in parents if name in metadata.spans), None)
        yield from ((code, span) for code in codes)
    for silence in silences(review):
        yield silence.selector, silence.comment.span
