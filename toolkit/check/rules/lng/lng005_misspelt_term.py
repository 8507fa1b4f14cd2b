"""An English term is misspelt.

英文术语拼写错误。

## What it does
Reports spellings that no dictionary has, of words that reviews in biomedicine use often:
`umbilicai`, `oxygense`, `cirRNA`, `mesenchymel`, `recieved`, `occured`. The list is in this file
and holds only what cannot be another word or a name. A long term of biomedicine is also known
where one letter of its middle is missing, wrong or exchanged, as in `phosphorilation`.

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
from functools import cache, lru_cache

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
    "mechansim:mechanism mechnism:mechanism pathyway:pathway protien:protein protiens:proteins "
    "recpetor:receptor mesenchymol:mesenchymal oxigenase:oxygenase"
)

_TERMS = """mesenchymal extracellular intracellular endothelial endothelium epithelial epithelium fibroblast
    fibroblasts keratinocyte keratinocytes macrophage macrophages inflammation inflammatory proliferation
    differentiation angiogenesis apoptosis phosphorylation methylation acetylation transplantation
    hematopoietic insufficiency nanoparticle nanoparticles concentration significant significantly therapeutic
    interleukin interferon mechanism regeneration regenerative mitochondrial mitochondria oxidative lymphocyte
    lymphocytes neutrophil neutrophils leukocyte leukocytes monocytes immunoglobulin immunotherapy
    chemotherapy radiotherapy pathogenesis metastasis metastatic carcinoma adenocarcinoma hepatocellular
    glioblastoma osteoporosis osteoarthritis rheumatoid arthritis cardiovascular cerebrovascular
    cardiomyopathy myocardial reperfusion hypertension atherosclerosis thrombosis coagulation
    nephropathy neuropathy retinopathy neurodegenerative schizophrenia encephalopathy hippocampus
    glutathione superoxide dismutase peroxidase oxygenase transferase reductase phosphatase proteinase
    metalloproteinase fibronectin hemoglobin glycosylated lipoprotein cholesterol triglyceride
    progesterone testosterone dexamethasone methotrexate cyclophosphamide cisplatin paclitaxel doxorubicin
    metformin rapamycin antagonist inhibitor inhibitors transcription polymerase chromosome polymorphism
    heterogeneity homeostasis senescence autophagy ferroptosis pyroptosis necroptosis embryonic pluripotent
    umbilical endometrium endometrial granulation vascular microbiota microbiome probiotics
    antibiotics pneumonia tuberculosis hepatitis influenza coronavirus syndrome randomized systematic
    statistical prospective retrospective glucocorticoid norepinephrine acetylcholine dopamine serotonin
    extracorporeal electrocardiogram echocardiography hypersensitivity immunohistochemistry
    immunofluorescence histopathology epidemiology sensitivity specificity prevalence incidence"""
"""Long terms: a word that differs from one of them in a single letter of its middle is that term misspelt."""
_SHORTEST = 8
_KEPT_FIRST, _KEPT_LAST = 3, 2
"""Letters at both ends that must agree: `micro-` and `macro-`, `-sis` and `-ses` are no slips."""


@cache
def _by_beginning() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in _TERMS.split():
        found.setdefault(term[:_KEPT_FIRST], []).append(term)
    return found


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    """The term that a word in small letters misspells; nothing if it is one, or none."""
    if len(word) < _SHORTEST or _british(word) != word:
        return ""
    near = _by_beginning().get(word[:_KEPT_FIRST], [])
    if word in near:
        return ""
    for term in near:
        if word[-_KEPT_LAST:] == term[-_KEPT_LAST:] and _one_letter_apart(word, term):
            return term
    return ""


def _british(word: str) -> str:
    return (
        word.replace("ae", "e").replace("oe", "e").replace("isat", "izat").replace("ised", "ized")
    ).replace("leuco", "leuko")


def _one_letter_apart(word: str, term: str) -> bool:
    """One letter more, less or other, or two neighbours exchanged."""
    start = next((at for at, (one, other) in enumerate(zip(word, term, strict=False)) if one != other), None)
    if start is None:
        return False
    return any(word[start + here :] == term[start + there :] for here, there in ((1, 0), (0, 1), (1, 1))) or (
        word[start : start + 2] == term[start : start + 2][::-1] and word[start + 2 :] == term[start + 2 :]
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
            right = known.get(word) or known.get(word[0].lower() + word[1:]) or _meant(word.lower())
            if not right:
                continue
            if word[0].isupper() and word not in known:
                right = right[0].upper() + right[1:]
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(*match.span(), right, WRITE),
                typed=word,
                right=right,
            )
