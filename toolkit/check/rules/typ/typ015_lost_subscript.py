"""The digits of a chemical formula stand on the line.

下标丢失：化学式中的数字排成了普通字符。

## What it does
Reports formulas that can be nothing else (`H2O2`, `CO2`, `Fe3O4`, `TiO2`, `CaCl2`, `NaHCO3`, …;
the list is in `toolkit/check/chemical_formulas.py`) when their digits are no subscripts. Formulas within
the name of a product (`Fe3O4@PDA`) count, for the product is named after the substance. Names of
genes, proteins, cells and groups (`CD63`, `H2A`, `O2`, `N2`, `SO2` as a code) are not in the
list.

## Why it matters
Journals print formulas with subscripts, and a screen reader or index reads another word.

## Example
```markdown
H2O2 诱导的凋亡；Fe3O4 纳米颗粒。
```

## How to mend it
Write `H~2~O~2~`, `Fe~3~O~4~`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.chemical_formulas import FORMULAS
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP015",
    name="lost-subscript",
    severity=Severity.WARNING,
    message=Message(en="in `{typed}` the subscripts are lost", zh="`{typed}` 中的下标丢失"),
    help=Message(en="write `{right}`", zh="请写作 `{right}`"),
    manuscript_help=Message(
        en="select the number and make it a subscript (Ctrl+=)",
        zh="请选中数字，设为下标（Ctrl+=）",
    ),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_ELEMENT = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z][a-z]?\d*){2,}(?![A-Za-z0-9^~])")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        for match in _ELEMENT.finditer(item.text):
            if match[0] not in FORMULAS or item.raised_or_lowered(*match.span()):
                continue
            right = re.sub(r"(\d+)", r"~\1~", match[0])
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(*match.span(), right, WRITE),
                typed=match[0],
                right=right,
            )
