"""A DOI is not written as a DOI.

DOI 的写法不正确。

## What it does
Reports a DOI field that does not hold a DOI (`10.`, four or more digits, `/`, suffix; DOI
Handbook, section 2.2): a blank inside, punctuation carried along at the end, a dash for a
hyphen, a full-width character, or something else altogether. An address before it
(`https://doi.org/`) is understood in BibTeX and reported only where it would print. Old but
valid forms with `<`, `>`, `(`, `)` and `;` pass. Whether the DOI exists is not asked here.

## Why it matters
The printed link leads nowhere, duplicates are not recognised, and PubMed and Crossref do not
find the work.

## Example
```bibtex
doi = {10.1186/s13287–024–03700–5.}
```

## How to mend it
Write only the identifier: `10.1186/s13287-024-03700-5`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.rule import Message, Rule
from toolkit.check.works import field_span, judged
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="REF003",
    name="malformed-doi",
    severity=Severity.WARNING,
    message=Message(en="`{doi}` is not a DOI", zh="`{doi}` 不是有效的 DOI"),
    help=Message(
        en="a DOI begins with `10.` and has a `/`, as in `10.1000/182`",
        zh="DOI 以 `10.` 开头并含有 `/`，例如 `10.1000/182`",
    ),
)
PREFIX = Message(
    en="the DOI field holds more than the identifier: `{doi}`", zh="DOI 字段中含有标识符以外的内容：`{doi}`"
)
BLANK = Message(en="there is a blank inside the DOI `{doi}`", zh="DOI `{doi}` 中含有空格")
WIDE = Message(
    en="the DOI `{doi}` holds a character that no DOI has: `{char}`",
    zh="DOI `{doi}` 中含有不应出现的字符 `{char}`",
)
END = Message(
    en="the DOI `{doi}` ends with `{char}`, which is hardly part of it",
    zh="DOI `{doi}` 末尾的 `{char}` 多半不属于 DOI",
)
WRITE = Message(en="write `{right}`", zh="应写作 `{right}`")

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_PREFIX = re.compile(r"(?:https?://(?:[\w-]+\.)*doi\.org/|doi\s*[:：]?\s*)+", re.IGNORECASE)
_DASHES = str.maketrans("‐‑‒–—―−", "-------")
_TRAILING = ".,;:。，；：、"


def check(review: ResolvedReview) -> Iterator[Finding]:
    for reference in judged(review):
        doi = reference.get("DOI")
        if not doi:
            continue
        message, char = _fault(doi)
        if message is None:
            continue
        right = _mended(doi)
        span = field_span(reference, "DOI")
        applicability = Applicability.SAFE if message is PREFIX else Applicability.UNSAFE
        yield RULE.finding(
            span,
            message=message,
            help=WRITE if right else None,
            fix=replacement(review, span, doi, right, WRITE, applicability) if right else None,
            doi=doi,
            char=char,
            right=right,
        )


def _fault(doi: str) -> tuple[Message | None, str]:
    """What is wrong with a DOI, and the character that is to blame."""
    if _PREFIX.match(doi):
        return PREFIX, ""
    if not _DOI.match(doi):
        return RULE.message, ""
    if any(char.isspace() for char in doi.strip()):
        return BLANK, ""
    if odd := next((char for char in doi if _is_odd(char)), ""):
        return WIDE, odd
    if doi[-1] in _TRAILING or (doi[-1] in ")]}" and not _balanced(doi)):
        return END, doi[-1]
    return None, ""


def _is_odd(char: str) -> bool:
    """Full-width forms, dashes and invisible characters; backslash and braces are left over from LaTeX."""
    if char.isascii():
        return char in "\\{}"
    return unicodedata.category(char) in {"Pd", "Cf", "Cc", "Po"} or unicodedata.east_asian_width(char) == "F"


def _balanced(doi: str) -> bool:
    return all(doi.count(left) == doi.count(right) for left, right in ("()", "[]", "{}"))


def _mended(doi: str) -> str:
    """The DOI that is meant, or nothing where that is not certain."""
    right = unicodedata.normalize("NFKC", doi).translate(_DASHES)
    right = _PREFIX.sub("", "".join(right.split()), count=1).rstrip(_TRAILING).replace("\\_", "_")
    if right and right[-1] in ")]}" and not _balanced(right):
        right = right[:-1]
    return right if right != doi and _DOI.fullmatch(right) and _fault(right)[0] is None else ""
