"""An English term is misspelt.

英文术语拼写错误。

## What it does
Reports spellings that no dictionary has, of words that reviews in biomedicine use often:
`umbilicai`, `oxygense`, `cirRNA`, `mesenchymel`, `recieved`, `occured`. The list is in this file
and holds only what cannot be another word or a name.

## Why it matters
An index does not find the article by the word; a wrong gloss is copied by the next author.

## Example
```markdown
人脐带间充质干细胞（human umbilicai cord mesenchymal stem cells, hUC-MSCs）
```

## How to mend it
Write the word as it is spelt; the fix does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="LNG005",
    name="misspelt-term",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` is misspelt", zh="`{typed}` 拼写有误"),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_WORDS = (
    "umbilicai:umbilical umblical:umbilical oxygense:oxygenase mesenchymel:mesenchymal "
    "mesencymal:mesenchymal mesechymal:mesenchymal exsome:exosome exsomes:exosomes exosmes:exosomes "
    "extracelluar:extracellular vescicle:vesicle vescicles:vesicles vesicels:vesicles cirRNA:circRNA "
    "cirRNAs:circRNAs endothelia1:endothelial fibroblats:fibroblasts fibrobalst:fibroblast "
    "kerationcyte:keratinocyte macrohpage:macrophage macrophge:macrophage inflamation:inflammation "
    "inflammtory:inflammatory proliferaton:proliferation angiogensis:angiogenesis apotosis:apoptosis "
    "apoptsis:apoptosis cytokin:cytokine necorsis:necrosis phosphorlation:phosphorylation "
    "phosporylation:phosphorylation phosphoylation:phosphorylation methlyation:methylation "
    "transplantion:transplantation hematopoitic:hematopoietic hemopoitic:hemopoietic "
    "insufficency:insufficiency premture:premature hydogel:hydrogel hydrogles:hydrogels "
    "nanopartical:nanoparticle nanoparticals:nanoparticles recieve:receive recieved:received "
    "occured:occurred occuring:occurring occurence:occurrence seperate:separate seperated:separated "
    "definately:definitely adminstration:administration adminstered:administered "
    "concentraion:concentration signifcant:significant signficant:significant "
    "significanly:significantly theraputic:therapeutic treatement:treatment pateints:patients "
    "patinets:patients experiement:experiment enviroment:environment enviromental:environmental "
    "developement:development mircoRNA:microRNA mircoRNAs:microRNAs micoRNA:microRNA "
    "interluekin:interleukin necorosis:necrosis tumer:tumor diabtes:diabetes diabetis:diabetes "
    "randomzied:randomized supress:suppress supressed:suppressed supression:suppression "
    "mechansim:mechanism mechnism:mechanism pathyway:pathway"
)


@cache
def _right() -> dict[str, str]:
    pairs = (pair.split(":") for pair in _WORDS.split())
    return {wrong: right for wrong, right in pairs if wrong != right}


def check(review: ResolvedReview) -> Iterator[Finding]:
    known = _right()
    for item in prose(review):
        for match in re.finditer(r"(?<![A-Za-z0-9_@/])[A-Za-z]{5,}1?(?![A-Za-z0-9_@/])", item.text):
            word = match[0]
            right = known.get(word) or known.get(word[0].lower() + word[1:])
            if right is None:
                continue
            if word[0].isupper() and word not in known:
                right = right[0].upper() + right[1:]
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(*match.span(), right, WRITE),
                typed=word,
                right=right,
            )
