"""The text writes the name of a product otherwise than its record.

正文中的产品名称与记录不一致。

## What it does
Looks in the text for the names of records (the first text field of their schema) that are
coined words, with signs in them such as `ADSC-exo@MMP-PEG` or with a capital inside such as
`ExoFlo`, and reports those that differ from the record in capitals or signs only:
`ADSC-Exo@MMP-PEG`, `ADSC-exo/MMP-PEG`, `Exoflo`. In Chinese text, which has no plural, an `s` at
the end of a part is a difference too: `HD-DP7/Exos` beside `HD-DP7/Exo`.

Names of plain words, names in Chinese characters and those of less than five letters are not
compared.

## Why it matters
A reader cannot tell whether the product of the text is that of the table.

## Example
```markdown
ADSC-Exo@MMP-PEG 可促进愈合。
```
while the record says `product: ADSC-exo@MMP-PEG`.

## How to mend it
Write the name in both places as the study that made the product does.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.patterns import lazy
from toolkit.check.record_names import names
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="EVD008",
    name="product-name-varies",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` is `{name}` in its record", zh="`{typed}` 在记录中写作 `{name}`"),
    help=Message(en="write it alike in both places", zh="请统一写法"),
    inputs=("folder",),
)
WRITE = Message(en="write `{name}`", zh="写作 `{name}`")
_COINED = lazy(r"[A-Za-z0-9]+(?:[-‐/@+.·][A-Za-z0-9]+)+|[A-Za-z]+[a-z][A-Z][A-Za-z0-9]*")
_WORD = lazy(r"[A-Za-z0-9]+(?:[-‐/@+.·][A-Za-z0-9]+)*")
_SIGNS = lazy(r"[^A-Za-z0-9]+")
_PLURAL = lazy(r"(?<=[a-z])s(?![A-Za-z0-9])")
_FEWEST = 5


def check(review: ResolvedReview) -> Iterator[Finding]:
    exact = {
        name
        for records in review.source.evidence.values()
        for record in records.records.values()
        for name in names(record, records.schema)
        if _COINED().fullmatch(name) and sum(map(str.isalpha, name)) >= _FEWEST
    }
    known = {_key(name): name for name in sorted(exact)}
    singular = {_key(_PLURAL().sub("", name)): name for name in sorted(exact)}
    for passage in passages(review) if known else ():
        if passage.place == "cell":
            continue
        for match in _WORD().finditer(passage.text):
            name = known.get(_key(match[0]))
            if name is None and passage.language == "zh":
                name = singular.get(_key(_PLURAL().sub("", match[0])))
            if name is None or match[0] in exact:
                continue
            span = passage.span(*match.span())
            plain = span is not None and span.end_column - span.column == len(match[0])
            yield RULE.finding(
                span,
                fix=Fix(WRITE.fill({"name": name}), (Edit(span, name),), Applicability.UNSAFE)
                if span and plain
                else None,
                typed=match[0],
                name=name,
            )


def _key(name: str) -> str:
    """A name without its signs and capitals."""
    return _SIGNS().sub("", name).casefold()
