"""An exponent or a charge stands on the line.

上标丢失：指数或电荷排成了普通字符。

## What it does
Reports, where it is typed without a superscript,
- a power of ten: `1 × 107`, `5×106/mL` (a coefficient below 10, then `× 10` and one or two more digits);
- `106 cells/mL`, `107 个/kg`: a count per volume or mass that is 10, 4 to 9; and as a hint `107 cells`;
- squares and cubes of units: `cm2`, `mm3`, `kg/m2`, `/cm2`;
- negative exponents behind a raised dot: `mg·L-1`;
- the sign of cells that carry a marker: `CD4+`, `CD34+`, and of ions: `Ca2+`, `Mg2+`.

Dimensions (`2 × 105 mm`), macrophages (`M2`), sums and names are not touched. Where `107 cells` may
be a plain number, the finding is a hint without a fix.

## Why it matters
`1 × 107` reads as 107: a dose wrong by five orders of magnitude. It happens when text is copied.

## Example
```markdown
注射 1 × 107 个细胞，每平方厘米 5 × 105 EVs/cm2，CD4+ T 细胞减少。
```

## How to mend it
Write the superscript: `10^7^`, `cm^2^`, `CD4^+^`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP014",
    name="lost-superscript",
    severity=Severity.WARNING,
    message=Message(en="in `{typed}` a superscript is lost", zh="`{typed}` 中的上标丢失"),
    help=Message(en="write `{right}`", zh="请写作 `{right}`"),
    manuscript_help=Message(
        en="select the exponent and make it a superscript (Ctrl+Shift++)",
        zh="请选中指数，设为上标（Ctrl+Shift++）",
    ),
)
MAY_BE = Message(
    en="`{typed}` may be a power of ten whose exponent has come down",
    zh="`{typed}` 可能是丢失了上标的 10 的幂",
)
IF_SO = Message(en="if so, write `{right}`", zh="如是，请写作 `{right}`")
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_COUNTED = r"(?:cells?|EVs?|exosomes|particles|copies|CFU|PFU|TU|vg|个细胞|个颗粒|个粒子|个囊泡|个|拷贝)"
_POWER = re.compile(
    r"(?<![\d.])\d(?:\.\d+)?\s?[×xX*]\s?10(?P<up>[2-9]|1\d)(?![\d.]|,\d|\s?[×xX*]|\s?(?:[nμµmc]?m|mg|g|px)\b)",
    re.ASCII,
)
_PER = re.compile(
    rf"(?<![\d.×xX*-])(?<![×xX*] )10(?P<up>[4-9])(?=\s?{_COUNTED}?\s?/\s?(?:m?L|kg|cm|μL|只|mouse|孔|well))"
)
_COUNT = re.compile(
    r"(?<![\d.×xX*年-])(?<![×xX*] )10(?P<up>[5-9])(?=\s?(?:cells|EVs|exosomes|particles|个细胞)(?![A-Za-z/]))"
)
_UNIT = re.compile(r"(?:(?<=\d)|(?<=\d )|(?<=/))(?:[cmnμk]m|m)(?P<up>[23])(?![A-Za-z0-9.+])")
_DOT = re.compile(r"(?<=·)(?:m?L|μL|kg|min|h|d|s|cm)(?P<up>[-−–][12])(?!\d)")
_SMALL = re.compile(
    r"(?<![\d.×xX*~～–-])(?<![×xX*] )10(?P<up>[-−–](?:[3-9]|1[0-2]))(?=\s?(?:mol|M\b|mmol|g/|mg/|kg/|cm/))"
)
_SIGN = re.compile(
    r"(?<![A-Za-z0-9/-])CD\d{1,3}[a-zA-Z]?(?P<up>\+)(?!(?![TBN](?:K?\s?(?:细胞|淋巴|cells?)))[\w+]"
    r"|\s?CD\d{1,3}\s?(?:表达|水平))"
)
_PUMP = re.compile(
    r"(?<![A-Za-z0-9-])(?:Na|K|H)(?P<up>\+)(?=\s?(?:[/,，-]\s?(?:Na|K|H|Ca|ATP)"
    r"|内流|外流|通道|离子|浓度|转运|泵|\s(?:influx|channels?|ions?)))"
)
"""Ions of one charge, beside another ion or what moves them: elsewhere `K+` may be another thing."""
_ION = re.compile(r"(?<![A-Za-z0-9-])(?:Ca|Mg|Zn|Mn|Cu|Fe|Co|Ni|Sr|Ba)(?P<up>2\+)(?![A-Za-z0-9])")
_CERTAIN = (
    (_POWER, "10"),
    (_PER, "10"),
    (_UNIT, "m"),
    (_DOT, "·"),
    (_SIGN, "CD"),
    (_ION, "2+"),
    (_SMALL, "10"),
    (_PUMP, "+"),
)
"""Each pattern with what a text must hold for it to be tried."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        text = item.text
        for pattern, needed in _CERTAIN:
            if needed in text:
                yield from (
                    _finding(item, match) for match in pattern.finditer(text) if _on_line(item, match)
                )
        if "10" in text:
            for match in _COUNT.finditer(text):
                if _on_line(item, match):
                    yield RULE.finding(
                        item.passage.span(*match.span()),
                        message=MAY_BE,
                        help=IF_SO,
                        severity=Severity.HINT,
                        typed=_shown(item, match),
                        right=f"10^{match['up']}^",
                    )


def _on_line(item: Prose, match: re.Match[str]) -> bool:
    return not item.raised_or_lowered(*match.span("up"))


def _shown(item: Prose, match: re.Match[str]) -> str:
    """The match, with a word that belongs to it."""
    rest = re.match(r"\s?(?:[A-Za-z]+|个?细胞)", item.text[match.end() :])
    return match[0] + (rest[0] if rest else "")


def _finding(item: Prose, match: re.Match[str]) -> Finding:
    up = match["up"].replace("-", "−").replace("–", "−")
    start, end = match.span("up")
    right = match[0][: match.start("up") - match.start()] + f"^{up}^"
    return RULE.finding(
        item.passage.span(*match.span()),
        fix=item.fix(start, end, f"^{up}^", WRITE) if not _glued(item, end) else None,
        typed=match[0],
        right=right,
    )


def _glued(item: Prose, end: int) -> bool:
    """Whether another superscript follows at once, so that the marks would run together."""
    return item.text[end : end + 1] == "^" or item.raised_or_lowered(end, min(end + 1, len(item.text)))
