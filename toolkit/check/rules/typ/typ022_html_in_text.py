"""A formatting tag of HTML stands in the text.

正文中出现 HTML 格式标签。

## What it does
Reports `<b>`, `<i>`, `<u>`, `<em>`, `<strong>`, `<sup>`, `<sub>`, `<br>`, `<span>`, `<font>`, `<p>`
and `<div>`, opened or closed. Other words in angle brackets pass.

## Why it matters
The toolkit writes Word as well as web pages and reads no HTML: the tag prints as it was typed.

## Example
```markdown
细胞数为 10<sup>2</sup>，<b>差异显著</b>。
```

## How to mend it
Use Markdown: `**bold**`, `*italic*`, `10^2^`, `H~2~O`; a backslash at the end of a line breaks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP022",
    name="html-in-text",
    severity=Severity.WARNING,
    message=Message(en="the tag `{tag}` prints as it stands", zh="标签 `{tag}` 会原样印出"),
    help=Message(en="use Markdown: {right}", zh="请改用 Markdown：{right}"),
)
_REMEDIES = {
    **dict.fromkeys(("b", "strong"), Message(en="`**bold**`", zh="`**粗体**`")),
    **dict.fromkeys(("i", "em"), Message(en="`*italic*`", zh="`*斜体*`")),
    "sup": Message(en="`10^2^`", zh="`10^2^`"),
    "sub": Message(en="`H~2~O`", zh="`H~2~O`"),
    "br": Message(en="a backslash at the end of the line", zh="在行末加反斜线"),
    "u": Message(en="`[text]{.underline}`", zh="`[文字]{.underline}`"),
}
_DELETE = Message(en="delete the tag", zh="删去该标签")
_TAG = re.compile(
    r"</?(b|i|u|em|strong|sup|sub|br|span|font|p|div)(?:\s+[a-z-]+\s*=[^<>]*)?\s*/?>", re.IGNORECASE
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if "<" not in item.text:
            continue
        for match in _TAG.finditer(item.text):
            yield RULE.finding(
                item.passage.span(*match.span()),
                tag=match[0],
                right=_REMEDIES.get(match[1].lower(), _DELETE),
            )
