"""The text of a figure made from evidence prints too small to be read.

由证据生成的图，其文字印出后过小，难以辨认。

## What it does
Measures the figures that are drawn `from:` evidence. One that needs more room than its `width:` (many
columns, long names) is drawn at the width that it needs and shown smaller; where its text then prints
below 6 pt, it is reported.

## Why it matters
Journals ask for lettering of 7 to 9 pt in print and send back what is below 6 pt; readers cannot make it out.

## Example
```markdown
::: figure map
from: evidence-map
records: trials
rows: source
columns: outcome
width: 8.4 cm
:::
```
where the trials have 20 outcomes.

## How to mend it
Make the figure wider, or leave `width:` out: it then takes the page. Or let it show less, with `where:` or
shorter names, or in two figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.facts import Facts
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG011",
    name="chart-text-too-small",
    severity=Severity.WARNING,
    message=Message(
        en="the text of figure {number} prints at {size} pt", zh="图 {number} 的文字印出后仅 {size} 磅"
    ),
    help=Message(
        en="make it wider with `width:` or leave that out, or let it show less (`where:`, shorter names)",
        zh="请用 `width:` 加宽或去掉 `width:`，或减少内容（`where:`、较短的名称）",
    ),
    availability="measured",
    inputs=("folder",),
)
SMALLEST = 6.0
"""In points; what journals accept as the least."""


def check_facts(review: ResolvedReview, facts: Facts) -> Iterator[Finding]:
    for name, size in (facts.chart_text or {}).items():
        if size < SMALLEST - 0.05:
            figure = review.figures[name]
            yield RULE.finding(figure.source.span, number=figure.number, size=f"{size:.1f}")
