"""Per cent signs of different width are mixed.

百分号的字形不一。

## What it does
Counts `%`, `％` and `﹪` behind numbers and reports the forms that the text uses less often. Where
two are equally frequent, the journal's (`typing` of its profile) is right, else `%`.

## Why it matters
The three are different characters: a search for `5%` misses the others, and the line looks uneven.

## Example
```markdown
有效率为 44% ~ 100％。
```

## How to mend it
Use one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP012",
    name="percent-signs-mixed",
    severity=Severity.WARNING,
    message=Message(
        en="the per cent sign `{typed}` stands here, `{right}` elsewhere",
        zh="此处百分号为 `{typed}`，其他各处为 `{right}`",
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_PERCENT = re.compile(r"(?<=\d)\s?([%％﹪])")


def check(review: ResolvedReview) -> Iterator[Finding]:
    texts = [item for item in prose(review) if item.chinese]
    counts = Counter({sign: sum(item.text.count(sign) for item in texts) for sign in "%％﹪"})
    if sum(count > 0 for count in counts.values()) < 2:
        return
    profile = review.journal.typing.get("zh")
    wanted = (profile.percent or "%").strip() if profile else "%"
    right = max("%％﹪", key=lambda sign: (counts[sign], sign == wanted))
    for item in texts:
        for match in _PERCENT.finditer(item.text):
            if match[1] != right:
                yield RULE.finding(
                    item.passage.span(*match.span(1)),
                    fix=item.fix(*match.span(1), right, WRITE),
                    typed=match[1],
                    right=right,
                )
