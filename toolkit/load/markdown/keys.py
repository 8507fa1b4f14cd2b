"""What may follow an `@`: a citation key (pandoc's syntax, or an identifier) or the target of a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from toolkit.load.markdown.characters import is_cjk
from toolkit.load.markdown.state import SourceInline
from toolkit.model.inline import CiteItem, Target, TargetKind

_KEY = re.compile(r"[A-Za-z0-9_]+(?>(?:[:.#$%&\-+?<>~/][A-Za-z0-9_]+)*)")
_BRACED = re.compile(r"\{([^{}\n]+)\}")
_MENTION = re.compile(rf"@(?:{_BRACED.pattern}|({_KEY.pattern}))")
_TARGET = re.compile(r"(tbl|fig|sec|eq):([A-Za-z0-9_]+(?>(?:[.:-][A-Za-z0-9_]+)*))?")
_WIDE_TARGET = re.compile(_TARGET.pattern.replace(":(", "：(", 1).removesuffix("?"))
_OTHER_TARGET = re.compile(r"(tab|table|figure|section|equation|eqn):[A-Za-z0-9_]")
_KINDS: dict[str, TargetKind] = {
    "tab": "tbl",
    "table": "tbl",
    "figure": "fig",
    "section": "sec",
    "equation": "eq",
    "eqn": "eq",
}
_PMID = re.compile(r"pmid:[ ]?(\d{1,9})(?![A-Za-z0-9])", re.IGNORECASE)
# The suffix of a DOI may hold nearly anything (ISO 26324). Here: what is printable ASCII and no mark of
# Markdown; a semicolon or bracket only where the DOI goes on behind it.
_DOI = re.compile(
    r"(?:doi:|https?://(?:dx\.)?doi\.org/)(10\.\d{4,9}(?:\.\d+)*/"
    r"(?>(?:[A-Za-z0-9.,:/()<>_+\-=!'&%#?]|;(?=[A-Za-z0-9])|\[[A-Za-z0-9.:,\-]+\](?=[A-Za-z0-9.]))+))",
    re.IGNORECASE,
)
_PAIRS = {"(": ")", "<": ">"}
_SENTENCE_MARKS = ".,:;!?'_~"
_DOI_MARKS = _SENTENCE_MARKS + "-&/#=+%"


def possible_keys(text: str) -> Iterator[str]:
    """Everything in a text that may be a citation key or identifier; more rather than fewer.

    For a library too large to be read whole: what nothing in the text may mean need not be read.
    """
    for match in _DOI.finditer(text):
        yield f"doi:{without_trailing_marks(match[1], _DOI_MARKS)}"
    for match in _PMID.finditer(text):
        yield f"pmid:{match[1]}"
    for match in _MENTION.finditer(text):
        yield match[1] or match[2]


class Key(NamedTuple):
    """A key or target and the offset behind it; `start` is that of the `@`."""

    node: CiteItem | Target
    start: int
    end: int


def read_key(state: SourceInline, start: int, end: int) -> Key | None:
    """The key of the `@` at `start`; None if the `@` means nothing, as in an e-mail address."""
    before = state.before(start)
    if before.isalnum() and not is_cjk(before):
        return None
    text, after = state.src, start + 1
    target = _TARGET.match(text, after, end)
    if target:
        return _target(state, start, target)
    wide = _WIDE_TARGET.match(text, after, end)
    if wide:
        written = f"Write @{wide[1]}:{wide[2]}."
        state.problem("This colon is full-width (：).", start, wide.end(), written)
        return _target(state, start, wide)
    doi = _DOI.match(text, after, end)
    if doi:
        name = without_trailing_marks(doi[1], _DOI_MARKS)
        return _cite(state, start, doi.start(1) + len(name), f"doi:{name}")
    pmid = _PMID.match(text, after, end)
    if pmid:
        return _cite(state, start, pmid.end(), f"pmid:{pmid[1]}")
    braced = _BRACED.match(text, after, end)
    if braced and braced[1].strip():
        return _cite(state, start, braced.end(), braced[1].strip())
    found = _KEY.match(text, after, end)
    if found is None:
        return None
    other = _OTHER_TARGET.match(found[0])
    if other:
        kind = _KINDS[other[1]]
        state.problem(
            f"“@{other[1]}:” is no kind of cross-reference.",
            start,
            found.end(),
            f"Write @{kind}:{found[0].removeprefix(other[1] + ':')}. "
            f"If it is a citation key, write @{{{found[0]}}}.",
        )
        name = found[0].removeprefix(f"{other[1]}:")
        return Key(Target(kind, name, state.span(start, found.end())), start, found.end())
    return _cite(state, start, found.end(), found[0])


def without_trailing_marks(address: str, marks: str = _SENTENCE_MARKS) -> str:
    """A DOI or URL without the punctuation of the sentence that it ends; brackets stay if they pair."""
    surplus = {last: address.count(last) - address.count(first) for first, last in _PAIRS.items()}
    end = len(address)
    while end:
        last = address[end - 1]
        if last in _PAIRS:
            surplus[_PAIRS[last]] += 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in marks:
            break
        end -= 1
    return address[:end]


def _cite(state: SourceInline, start: int, end: int, key: str) -> Key:
    return Key(CiteItem(key, span=state.span(start, end)), start, end)


def _target(state: SourceInline, start: int, found: re.Match[str]) -> Key:
    if not found[2]:
        state.problem(
            f"“@{found[0]}” names nothing.",
            start,
            found.end(),
            f"Write the id of what is meant behind it: @{found[1]}:id.",
        )
    kind = cast(TargetKind, found[1])
    return Key(Target(kind, found[2] or "", state.span(start, found.end())), start, found.end())
