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
from itertools import pairwise

from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP022",
    name="html-in-text",
    severity=Severity.WARNING,
    message=Message(en="the tag `{tag}` prints as it stands", zh="标签 `{tag}` 会原样印出"),
    help=Message(en="use Markdown: {right}", zh="请改用 Markdown：{right}"),
    manuscript_help=Message(
        en="delete the tag and use Word's own formatting", zh="请删去标签，改用 Word 的格式"
    ),
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


WRITE = Message(en="write `{right}`", zh="改为 `{right}`")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "sup": "^", "sub": "~"}
_PLAIN = re.compile(r"[^\W_](?:[^<>*^~_`\n\\\[\]]*[^\W_])?")
_RAISED = re.compile(r"[\w+−-]+")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if "<" not in item.text:
            continue
        tags = list(_TAG.finditer(item.text))
        fixes = _fixes(item, tags)
        for match in tags:
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=fixes.get(match.start()),
                tag=match[0],
                right=_REMEDIES.get(match[1].lower(), _DELETE),
            )


def _fixes(item: Prose, tags: list[re.Match[str]]) -> dict[int, Fix]:
    """The fix of each pair of tags around plain words, by the place of either tag."""
    fixes: dict[int, Fix] = {}
    for first, last in pairwise(tags):
        name = first[1].lower()
        mark, inner = _MARKS.get(name, ""), item.text[first.end() : last.start()]
        pair = not first[0].startswith("</") and last[0].startswith("</") and last[1].lower() == name
        form = _RAISED if mark in {"^", "~"} else _PLAIN
        if not (mark and pair and form.fullmatch(inner)):
            continue
        edits = (item.edit(*first.span(), mark), item.edit(*last.span(), mark))
        if edits[0] and edits[1] and edits[0].span.path.suffix.lower() == ".md":
            message = WRITE.fill({"right": mark + inner + mark})
            fix = Fix(message, (edits[0], edits[1]), Applicability.SAFE)
            fixes[first.start()] = fixes[last.start()] = fix
    return fixes
