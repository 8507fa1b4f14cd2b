"""A number and its unit stand together without a blank.

数值与单位之间缺空格。

## What it does
Reports `5mg`, `150nm`, `37kPa` in a text that otherwise sets a blank between number and unit (three
times as often, three places at least), and in English text always. `%`, `℃`, `°`, `3D`, `5h` in names, and
codes are not judged. Where the text sets them tight by habit, as some Chinese journals do,
nothing is reported.

## Why it matters
The SI brochure (section 5.4.3) asks for a space between number and unit; mixed spacing looks careless.

## Example
```markdown
直径为 30 nm 至 150nm，剂量 5 mg/kg，随访 24 h。
```

## How to mend it
Set a blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP013",
    name="missing-space-before-unit",
    severity=Severity.WARNING,
    message=Message(
        en="no blank between number and unit in `{typed}`", zh="`{typed}` 的数值与单位之间缺空格"
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_UNITS = (
    "nm|μm|µm|mm|cm|km|ng|μg|µg|mg|kg|pg|mL|ml|μL|µL|μl|µl|dL|kDa|mmol|μmol|µmol|nmol|mM|μM|µM|nM|"
    "mmHg|kPa|MPa|GPa|Hz|kHz|MHz|mV|kV|mA|μA|µA|mJ|kJ|kcal|ms|IU|min|Gy|mGy"
)
_WITH_UNIT = re.compile(
    rf"(?<![\w.#-])(\d+(?:\.\d+)?)( ?)((?:{_UNITS})(?:/[A-Za-z]+)?)(?![A-Za-z0-9-])", re.ASCII
)
_CLEAR = 3
_LEAST = 3


def check(review: ResolvedReview) -> Iterator[Finding]:
    for chinese in (True, False):
        spaced = 0
        tight: list[tuple[Prose, re.Match[str]]] = []
        for item in prose(review):
            if item.chinese is chinese:
                for match in _WITH_UNIT.finditer(item.text):
                    if match[2]:
                        spaced += 1
                    else:
                        tight.append((item, match))
        if chinese and spaced < max(_LEAST, _CLEAR * len(tight)):
            continue
        for item, match in tight:
            right = f"{match[1]} {match[3]}"
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(*match.span(), right, WRITE),
                typed=match[0],
                right=right,
            )
