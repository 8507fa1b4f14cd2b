"""An estimate lies outside its own confidence interval.

估计值不在其置信区间之内。

## What it does
Reports ratios and differences (HR, OR, RR, IRR, MD, SMD, WMD, β) that are smaller than the
lower or greater than the upper limit of the 95 % confidence interval that stands right behind
them: `HR=0.98, 95% CI 0.43–0.80`.

## Why it matters
An estimate lies inside its interval by construction. One of the three numbers was copied
wrongly, and with it the size or the certainty of the effect.

## Example
```markdown
总生存期显著延长（HR=0.98，95%CI：0.43～0.80）。
```

## How to mend it
Look all three numbers up in the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.patterns import lazy
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="NUM008",
    name="estimate-outside-interval",
    severity=Severity.WARNING,
    message=Message(
        en="{name} {value} lies outside its interval, {low} to {high}",
        zh="{name} {value} 不在其置信区间 {low} 至 {high} 之内",
    ),
    help=Message(en="compare the numbers with the source", zh="请与原始文献核对"),
)
_NUMBER = r"[-−–]?\d+(?:\.\d+)?"
_ESTIMATE = lazy(
    rf"(?<![A-Za-z0-9])(?P<name>a?HR|a?OR|a?RR|IRR|W?MD|SMD|β)值? ?(?:[=＝:：]|为|of)? ?(?P<value>{_NUMBER})"
    rf"[ ,，;；(（\[［]{{1,4}}95 ?% ?(?:CI|可信区间|置信区间)[ :：=＝,，为(（\[［]{{0,4}}"
    rf"(?P<low>{_NUMBER}) ?(?:[~～–—]|-(?! )| - |,|，|;|；|to|至) ?(?P<high>{_NUMBER})(?![\d.]|\s\d)"
)
_MINUS = str.maketrans("−–", "--")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if "95" not in item.text:
            continue
        for match in _ESTIMATE().finditer(item.text):
            value, low, high = (float(match[name].translate(_MINUS)) for name in ("value", "low", "high"))
            if low <= high and not low <= value <= high:
                yield RULE.finding(
                    item.passage.span(match.start(), match.end("value")),
                    name=match["name"],
                    value=match["value"],
                    low=match["low"],
                    high=match["high"],
                )
