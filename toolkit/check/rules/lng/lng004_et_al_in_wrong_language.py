"""“et al.” stands in Chinese prose, or its Chinese counterpart in English.

中文用了 et al.，或英文用了“等”。

## What it does
Reports `et al.` behind a name in a Chinese sentence (`Yang et al. 开发了`), typed in the text or behind a
narrative citation, and `等` behind a Latin name in an English passage. Inside brackets and
quotation marks, where an English reference may stand, nothing is reported.

## Why it matters
The abbreviation belongs to the language of the sentence, not to that of the name.

## Example
```markdown
Yang et al.[@yang2024]开发了一种水凝胶。
```

## How to mend it
Write `Yang 等`; better `@yang2024`, which sets the name and 等 as the journal does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import OBJECT
from toolkit.check.prose import Prose, is_han, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="LNG004",
    name="et-al-in-wrong-language",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` stands in Chinese prose", zh="中文中使用了 `{typed}`"),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
ENGLISH = Message(en="`{typed}` stands in English prose", zh="英文中使用了“{typed}”")
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_ET_AL = re.compile(rf"(?<=[A-Za-zé{OBJECT}])( ?)\bet al\b\.?,?")
_DENG = re.compile(r"(?<=[A-Za-z]) ?等人?")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if item.chinese and "et al" in item.text:
            for match in _ET_AL.finditer(item.text):
                behind = item.text[match.end() :].lstrip(" " + OBJECT)[:1]
                if is_han(behind) and not _enclosed(item, match.start()):
                    typed = match[0].strip()
                    start = match.end() - len(typed)
                    yield RULE.finding(
                        item.passage.span(start, match.end()),
                        fix=item.fix(start, match.end(), "等", WRITE, Applicability.UNSAFE),
                        typed=typed,
                        right="等",
                    )
        elif item.passage.language == "en" and "等" in item.text:
            for match in _DENG.finditer(item.text):
                yield RULE.finding(
                    item.passage.span(*match.span()),
                    message=ENGLISH,
                    fix=item.fix(*match.span(), " et al.", WRITE, Applicability.UNSAFE),
                    typed=match[0].strip(),
                    right="et al.",
                )


def _enclosed(item: Prose, place: int) -> bool:
    before = item.text[:place]
    return any(
        before.count(opening) > before.count(closing) for opening, closing in ("（）", "()", "“”", "《》")
    )
