"""A mean and its standard deviation stand without a unit.

均值 ± 标准差缺少单位。

## What it does
Reports `108.97 ± 13.15` behind a word that names a quantity with a unit (直径, 粒径, 浓度, 体重,
年龄, …; diameter, weight, age, …) within the same clause, when neither a unit nor a bracket with
one follows and none stands before it. Scores, ratios, indices, counts and logarithms have no unit
and are not judged, nor are table cells, whose unit may stand in the header.

## Why it matters
Nanometres or micrometres, weeks or months: the reader cannot know.

## Example
```markdown
外泌体的平均粒径为 108.97 ± 13.15，呈杯状。
```

## How to mend it
Add the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="NUM003",
    name="mean-without-unit",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` has no unit", zh="`{typed}` 缺少单位"),
    help=Message(en="add the unit behind it", zh="请在其后补上单位"),
)

_MEAN = re.compile(r"[(（]?\d+(?:\.\d+)? ?(?:±|\+/-) ?\d+(?:\.\d+)?[)）]?")
_QUANTITY = re.compile(
    r"(?:血糖|血压|收缩压|舒张压|血红蛋白|胆固醇|心率|病程|直径|粒径|尺寸|浓度|体重|体质量|年龄|厚度|长度|面积|体积|身高|diameter|size|concentration|weight|age|thickness|"
    r"length|area|volume|height)[^，。；,;.!?\d()（）]{0,14}$",
    re.IGNORECASE,
)
_NO_UNIT = re.compile(
    r"评分|得分|指数|比值|比率|比例|倍|对数|log|score|index|ratio|fold|相对|relative|分级", re.IGNORECASE
)
_CLOSED = re.compile(r"\s?(?:$|[\ufffc，。；、,;.)）]|与|和|and\b|vs\b)")
_LIST = re.compile(r"\s?(?:[、,，]|和|与|及|vs\.?|and)\s?[(（]?\d")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if item.passage.place == "cell" or ("±" not in item.text and "+/-" not in item.text):
            continue
        for match in _MEAN.finditer(item.text):
            before = item.text[max(0, match.start() - 40) : match.start()]
            behind = item.text[match.end() : match.end() + 40]
            if not _QUANTITY.search(before) or _NO_UNIT.search(before):
                continue
            if _CLOSED.match(behind) and not _LIST.match(behind):
                yield RULE.finding(item.passage.span(*match.span()), typed=match[0])
