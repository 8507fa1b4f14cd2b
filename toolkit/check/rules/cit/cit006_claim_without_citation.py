"""A sentence says that studies have shown something and cites none.

句子称“研究表明”，却没有引用文献。

## What it does
Looks in the running text for 研究表明, 有研究发现, 多项研究证实, 有学者认为, “studies have shown”,
“it has been reported that” and their like, and reports sentences that hold no citation and
no reference to a table or figure.

It lets pass what speaks of studies that are already cited or are this very one (该研究,
上述研究, 本研究, these studies), of studies still to be made (有待进一步研究证实, 尚无研究),
a sentence whose next one opens with the citation (该研究…, 例如…, `@yang2024` …), and what a
section of conclusions sums up. Abstracts, which cite nothing, are not read.

## Why it matters
The reader cannot see which studies are meant. It is among the first things that reviewers of
a review ask for.

## Example
```markdown
有研究表明，外泌体可促进创面愈合。
```

## How to mend it
Cite the studies: `有研究表明，外泌体可促进创面愈合[@yang2024]。` If the sentence sums up what was
cited before, say so: 上述研究表明…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.check.passages import OBJECT, Passage, passages
from toolkit.check.patterns import lazy
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.check.sentences import sentences
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT006",
    name="claim-without-citation",
    severity=Severity.WARNING,
    message=Message(
        en="“{claim}” names studies, but the sentence cites none",
        zh="“{claim}”提到了研究，但本句没有引用文献",
    ),
    help=Message(
        en="cite the studies that are meant, or say that those cited before are meant",
        zh="请引用所指的研究；若指前文已引的研究，请写明“上述研究”",
    ),
)
_TYPED_CITATION = lazy(
    r"\[\d{1,3}[\d,，、–~\s-]*\]|[(（][^()（）]*(?<!\d)(?:19|20)\d\d[a-z]?(?![\d-])[^()（）]*[)）]"
)
"""`[12]`, or `(Yang et al., 2024)`."""
_SUMS_UP = re.compile(
    r"\s*(?:综上|总之|总的来说|总体|总体而言|由此|因此|可见|In summary|In conclusion|Taken together|Overall)"
)
_PARAGRAPH_SUMS_UP = lazy(r"\s*(?:综上|总之|总的来说|总而言之|In summary|In conclusion|Taken together)")
_CONCLUSION = re.compile(
    r"结论|总结|小结|结语|展望|结束语|conclusion|summary|outlook|perspective", re.IGNORECASE
)
_FOLLOWS = lazy(
    rf"\s*(?:该|这|其|此|例如|比如|如|其中|{OBJECT}|[A-Z][A-Za-zÀ-ɏ'’-]+\s?(?:等|et al|and|{OBJECT})|"
    r"For example|For instance|This|These|They|In (?:this|that|one))"
)
"""How the next sentence opens if it goes on with the studies that this one names."""


_NAMED_STUDY = lazy(rf"等人?\s?{OBJECT}|{OBJECT}\s?等|[Ee]t al|^\s*[A-Z]\w+ (?:and \w+ )?{OBJECT}")
"""A sentence that tells of one study; the next ones may go on with it without naming it again."""
_OWN = lazy(
    r"(?:[本该此这那其的者]|这些|那些|这项|这一|上述|以上|以下|前述|前文|此类|我们|他们|同一|两项|三项|作者|等人?|进一步|随后|后续|"
    r"[A-Za-z]|\b(?:[Tt]h(?:is|ese|ose|eir|e|at)|[Oo]ur|[Ss]uch|[Bb]oth|[Tt]he (?:present|above|same)))\s*$"
)
"""What before 研究表明 says that the studies are named elsewhere."""
_NEAR = 15
"""Characters before a claim within which 需要 or 尚无 speaks of its studies."""


@cache
def _claims(*, chinese: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Claims that speak of some studies, bare claims, and what shows that none can be cited."""
    verbs = "(?:表明|显示|发现|证实|证明|报道|报告|提示|指出|认为|揭示|观察到)"
    adverbs = "(?:结果|数据)?(?:还|也|亦|均|都|已经?|曾|明确|充分|一致|同样|初步)*"
    kinds = "(?:相关|国内外?|国外|动物|临床前?|体外|体内|基础|前瞻性|回顾性|队列|文献|实验)*"
    some = (
        "(?:越来越多的?|多项|大量的?|许多|诸多|众多|不少|一些|个别|少数|多数|大多数|现有的?|已有的?|既往|以往的?|近年来?的?|近期的?|"
        "最近的?|新近|最新|先前的?|之前的?|一项|另有|另一项)+"
    )
    there_are = "(?:[已曾]|(?<![没未具所仅只拥含尚无持占享少]))有"
    which = (
        r"(?i:(?:many|several|some|numerous|multiple|various|most|other|recent|previous|prior|earlier|early|accumulating|"
        r"growing|increasing|emerging|mounting|compelling|strong|pre-?clinical|clinical|animal|experimental|"
        r"observational|epidemiological|in vitro|in vivo|and|a (?:growing )?(?:number|body) of),? )*"
    )
    if chinese:
        which = ""  # an abstract in English, typed into a Chinese text, cites nothing
    english = (
        r"\b[Ii]t has been (?:shown|reported|demonstrated|found|suggested|established|proven) that\b"
        rf"|\b(?:{which}(?i:studies|evidence|investigations|trials|researchers|reports)"
        r"|(?i:a|one|another|an? (?:recent|earlier|large|previous)) study) "
        r"(?:have |has |had )?(?:also |recently |previously |consistently |clearly )?"
        r"(?:shown|showed|show|demonstrated?|suggested|suggests?|reported|found|revealed?|indicated?|indicates|"
        r"confirmed|proven|established)\b"
    )
    some_claims = re.compile(
        rf"{there_are}(?:{some})?{kinds}(?:研究|学者|报道|证据)(?:者|人员)?{adverbs}{verbs}"
        rf"|{there_are}(?:文献|研究)报道|{some}{kinds}(?:(?:研究|实验|试验)[及和与](?:其他)?{kinds})?(?:研究|文献|证据){adverbs}{verbs}|{english}"
    )
    opening = "(?:(?:虽然|尽管|然而|但|目前|此外|同时)，?)?"
    none = re.compile(
        r"尚无|缺乏|缺少|没有|未有|尚未|需要|仍需|还需|尚需|亟需|有待|亟待|期待|未来|今后|后续|日后|若|如果|能否|是否|"
        r"\b(?:no|few|future|further|more|whether|if|lack|needed|required|until|remains? to be)\b"
    )
    return some_claims, re.compile(rf"^\s*{opening}(?:初步)?{kinds}研究{adverbs}{verbs}"), none


def check(review: ResolvedReview) -> Iterator[Finding]:
    concluding = False
    chinese = any(has_han(passage.text) for passage in passages(review) if passage.part == "body")
    for passage in passages(review):
        if passage.part != "body":
            continue
        if passage.place == "heading":
            concluding = _CONCLUSION.search(passage.text) is not None
        elif passage.place == "paragraph" and not concluding:
            yield from _in_paragraph(passage, chinese=chinese)


def _in_paragraph(passage: Passage, *, chinese: bool) -> Iterator[Finding]:
    text = passage.text
    if passage.language == "zh" and not any(
        word in text for word in ("研究", "文献", "报道", "学者", "证据")
    ):
        return
    if _PARAGRAPH_SUMS_UP().match(text):
        return
    some, bare, none = _claims(chinese=chinese)
    places = list(sentences(text))
    told = False
    for index, (start, end) in enumerate(places):
        sentence = text[start:end]
        goes_on, told = told, told and OBJECT not in sentence
        if OBJECT in sentence:
            told = _NAMED_STUDY().search(sentence) is not None
            continue
        if _TYPED_CITATION().search(sentence) or _SUMS_UP.match(sentence):
            continue
        claim = some.search(sentence) or (None if goes_on else bare.match(sentence))
        if (
            claim is None
            or none.search(sentence, max(0, claim.start() - _NEAR), claim.end())
            or _OWN().search(sentence[: claim.start()])
        ):
            continue
        following = text[slice(*places[index + 1])] if index + 1 < len(places) else ""
        if OBJECT in following and _FOLLOWS().match(following):
            continue
        at = start + claim.start() + len(claim[0]) - len(claim[0].lstrip())
        yield RULE.finding(passage.span(at, start + claim.end()), claim=claim[0].strip())
