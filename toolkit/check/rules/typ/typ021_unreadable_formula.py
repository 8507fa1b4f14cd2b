r"""A formula cannot be read as TeX mathematics.

公式不能按 TeX 数学语法读出。

## What it does
Reports formulas, in the line (`$…$`) and on lines of their own (`$$ … $$`), that the conversion
for Word and for the web page does not understand: an open brace, an unknown command.

## Why it matters
Instead of the formula, its source prints.

## Example
```markdown
其速率为 $\frac{1}{$。
```

## How to mend it
Close every brace, give `\frac` its two arguments, and correct commands that TeX does not have. A
dollar sign that begins no formula is written `\$`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mathematics import formulas
from toolkit.check.rule import Message, Rule
from toolkit.mathml import read_math
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP021",
    name="unreadable-formula",
    severity=Severity.ERROR,
    message=Message(en="the formula `{tex}` cannot be read", zh="公式 `{tex}` 无法识别"),
    help=Message(
        en="close every brace and check the names of commands; a dollar sign outside formulas is `\\$`",
        zh="请补全花括号，并核对命令名；不表示公式的美元符号写作 `\\$`",
    ),
    inputs=("folder",),
)
_SHOWN = 60
"""Characters of a formula that the message shows."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    for formula in formulas(review):
        if read_math(formula.tex, display=formula.display) is None:
            tex = " ".join(formula.tex.split())
            yield RULE.finding(formula.span, tex=tex if len(tex) <= _SHOWN else f"{tex[:_SHOWN]}…")
