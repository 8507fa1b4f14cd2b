"""The symbol of a unit is written with wrong letters.

单位符号的大小写或写法有误。

## What it does
Reports unit symbols behind a number or a `/` whose letters or case are wrong: `Kg`, `KG`,
`ML`, `Ml`, `mmhg`, `mmHG`, `Kpa`, `KPa`, `Khz`, `KHz`, `KDa`, `Kda`. The letter u for micro is
rule TYP011's. In a unit upper and lower case are different letters: `M` is mega, `m` milli.

## Why it matters
`5 ML` are five million litres. Journals and the standard (GB 3100, SI Brochure) print one form.

## Example
```markdown
给药剂量为 10 mg/Kg，体积 5 ML。
```

## How to mend it
```markdown
给药剂量为 10 mg/kg，体积 5 mL。
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.patterns import lazy
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP025",
    name="misspelt-unit-symbol",
    severity=Severity.WARNING,
    message=Message(
        en="the symbol of the unit is `{right}`, not `{typed}`", zh="单位符号应为 `{right}`，而非 `{typed}`"
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")
_RIGHT = {
    "Kg": "kg",
    "KG": "kg",
    "ML": "mL",
    "Ml": "mL",
    "mmhg": "mmHg",
    "mmHG": "mmHg",
    "MmHg": "mmHg",
    "Kpa": "kPa",
    "KPa": "kPa",
    "Mpa": "MPa",
    "Khz": "kHz",
    "KHz": "kHz",
    "khz": "kHz",
    "Mhz": "MHz",
    "KDa": "kDa",
    "Kda": "kDa",
    "kda": "kDa",
    "Mg": "mg",
    "Mmol": "mmol",
    "Nm": "nm",
    "Cm": "cm",
}
_IN_RATIO = ("Mg", "Nm", "Cm", "Mmol")
"""Magnesium, curium and words that begin a sentence are written so too: these are read only beside a `/`."""
_UNIT = lazy(
    rf"(?:(?<=\d)|(?<=\d )|(?<=[A-Za-z]/))(?P<unit>{'|'.join(_RIGHT)})(?![A-Za-z0-9+~^-])(?P<behind>/?)",
    re.ASCII,
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        for match in _UNIT().finditer(item.text):
            typed = match["unit"]
            in_ratio = bool(match["behind"]) or item.text[match.start() - 1] == "/"
            if typed in _IN_RATIO and not in_ratio:
                continue
            start, end = match.span("unit")
            right = _RIGHT[typed]
            yield RULE.finding(
                item.passage.span(start, end),
                fix=item.fix(start, end, right, WRITE),
                typed=typed,
                right=right,
            )
