"""A trial id does not have the form of its registry.

临床试验注册号不符合其注册平台的格式。

## What it does
Judges the ids in evidence fields of the type `registry`, and ids that stand in the text,
against the forms of the registries that feed the WHO's platform: `NCT` and eight digits,
`ChiCTR` and eight to ten digits, `ISRCTN` and eight digits, EudraCT, EU CTIS, UMIN, jRCT,
ANZCTR, CTRI, DRKS, CRiS, IRCT, PACTR, TCTR, ReBec, SLCTR, NTR. Whether the trial exists is
not asked here.

## Why it matters
The registration number is how a reader finds the protocol and its results. With one digit
missing the link leads nowhere, or to another trial.

## Example
```yaml
registry: NCT0507838
```

## How to mend it
Copy the number from the registry. If the study is not registered, leave the field out or use
a text field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.passages import passages
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.evidence import RegistryId
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="EVD003",
    name="malformed-trial-id",
    severity=Severity.WARNING,
    message=Message(
        en="`{id}` has the form of no known trial registry",
        zh="`{id}` 不符合任何已知临床试验注册平台的编号格式",
    ),
    help=Message(
        en="copy the number from the registry, as in NCT05078385 or ChiCTR2100043210",
        zh="请从注册平台复制编号，例如 NCT05078385 或 ChiCTR2100043210",
    ),
)
OF_REGISTRY = Message(en="`{id}` is not a number of {registry}", zh="`{id}` 不是有效的 {registry} 注册号")
FORM = Message(en="its numbers are {form}", zh="该平台的编号为 {form}")
WRITE = Message(en="write `{right}`", zh="应写作 `{right}`")

_FORMS: dict[str, tuple[str, str, Message]] = {
    "NCT": (
        "ClinicalTrials.gov",
        r"NCT\d{8}",
        Message(en="`NCT` and eight digits", zh="`NCT` 加 8 位数字"),
    ),
    "ChiCTR": (
        "ChiCTR",
        r"ChiCTR(?:\d{8,10}|-[A-Z]{2,4}-\d{8})",
        Message(en="`ChiCTR` and eight to ten digits", zh="`ChiCTR` 加 8～10 位数字"),
    ),
    "ISRCTN": ("ISRCTN", r"ISRCTN\d{8}", Message(en="`ISRCTN` and eight digits", zh="`ISRCTN` 加 8 位数字")),
    "UMIN": ("UMIN-CTR", r"UMIN\d{9}", Message(en="`UMIN` and nine digits", zh="`UMIN` 加 9 位数字")),
    "DRKS": ("DRKS", r"DRKS\d{8}", Message(en="`DRKS` and eight digits", zh="`DRKS` 加 8 位数字")),
    "ACTRN": (
        "ANZCTR",
        r"ACTRN126\d{11}",
        Message(en="`ACTRN126` and eleven digits", zh="`ACTRN126` 加 11 位数字"),
    ),
}
_IN_TEXT = re.compile(r"(?<![A-Za-z0-9])(NCT|ChiCTR|ISRCTN|UMIN|DRKS|ACTRN)[-A-Z]{0,5}\d{5,}(?![A-Za-z\d])")


def check(review: ResolvedReview) -> Iterator[Finding]:
    yield from _in_records(review)
    for passage in passages(review):
        if passage.place == "cell":
            continue  # a cell repeats what its record says
        for match in _IN_TEXT.finditer(passage.text):
            registry, pattern, form = _FORMS[match[1]]
            if not re.fullmatch(pattern, match[0]):
                yield RULE.finding(
                    passage.span(*match.span()),
                    message=OF_REGISTRY,
                    help=FORM,
                    id=match[0],
                    registry=registry,
                    form=form,
                )


def _in_records(review: ResolvedReview) -> Iterator[Finding]:
    for records in review.source.evidence.values():
        for record in records.records.values():
            for value in record.values.values():
                for item in value.items:
                    if isinstance(item, RegistryId) and not item.registry:
                        prefix, right = _meant(item.id)
                        registry, _, form = _FORMS.get(prefix, ("", "", RULE.help))
                        yield RULE.finding(
                            value.span,
                            message=OF_REGISTRY if prefix else None,
                            help=WRITE if right else FORM if prefix else None,
                            fix=replacement(review, value.span, item.id, right, WRITE, Applicability.SAFE)
                            if right
                            else None,
                            id=item.id,
                            registry=registry,
                            form=form,
                            right=right,
                        )


def _meant(written: str) -> tuple[str, str]:
    """The prefix of the registry that is meant, and the id as it should be if blanks and case are all."""
    compact = "".join(unicodedata.normalize("NFKC", written).split())
    prefix = next((name for name in _FORMS if compact.casefold().startswith(name.casefold())), "")
    rest = compact[len(prefix) :].upper().lstrip(":#")
    # `ChiCTR-TRC-09000600` keeps its hyphen, `ChiCTR-2100043210` has none.
    right = prefix + (rest.lstrip("-") if rest.lstrip("-").isdigit() else rest)
    return prefix, right if prefix and re.fullmatch(_FORMS[prefix][1], right) else ""
