"""Inline rules for citations and cross-references, in brackets and in the running text.

The forms are pandoc's (its manual, “Citation syntax”); beyond them, a full-width `；` separates works
too, and a typed 等 or et al. behind a narrative key belongs to the citation.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from toolkit.load.markdown.characters import is_cjk
from toolkit.load.markdown.keys import Key, read_key
from toolkit.load.markdown.scan import match_math
from toolkit.load.markdown.state import SourceInline
from toolkit.model.inline import Citation, CiteItem, CrossReference, Target

if TYPE_CHECKING:
    from toolkit.load.markdown.locators import Locator

_ET_AL = re.compile(r"[ \u3000]?(?:等人|等|et al\.?(?![A-Za-z]))")
_GAP = re.compile(r"[ \u3000]?(?=\[)")
_IN_BRACKET = re.compile(r"[\\`$\[;；@]")
_WIDE_AT = re.compile(r"\[＠([A-Za-z0-9_][^\]]*)\]")
_ONE_EACH = "In one bracket, separate works by semicolons: [@first; @second, p. 3]."


class Part(NamedTuple):
    """What stands between two semicolons of a bracket, and its keys."""

    start: int
    end: int
    keys: list[Key]
    after_wide: bool = False
    """A full-width semicolon stands before it."""


def narrative(state: SourceInline, silent: bool) -> bool:
    """`@key` or `@tbl:id` in the running text, with `[p. 3]` behind it if there is one."""
    start = state.pos
    if state.src[start] != "@" or not state.context.references:
        return False
    key = read_key(state, start, state.posMax)
    if key is None:
        return False
    end = key.end
    _check_bracket(state, start, end)
    if isinstance(key.node, Target):
        state.put(CrossReference((key.node,), state.span(start, end)), start, end)
    else:
        item = key.node
        et_al = _ET_AL.match(state.src, end, state.posMax)
        end = et_al.end() if et_al else end
        located = _located(state, item, end)
        if located:
            item, end = located
        node = Citation((item,), narrative=True, et_al=et_al[0] if et_al else "", span=state.span(start, end))
        state.put(node, start, end)
    state.pos = end
    return True


def _check_bracket(state: SourceInline, start: int, end: int) -> None:
    """`［@key］`, as a Chinese keyboard types it, would print the author's name inside the bracket."""
    before = state.before(start)
    if before and before in "［【":
        state.problem(
            f"This bracket is full-width ({before}).",
            start - 1,
            end,
            f"Write ordinary brackets: [{state.src[start:end]}].",
        )


def _check_at_sign(state: SourceInline, start: int, close: int) -> None:
    """`[＠key]`, as a Chinese keyboard types it, would be printed as it stands."""
    found = _WIDE_AT.match(state.src, start, close + 1)
    if found and state.context.references:
        state.problem("This @ is full-width (＠).", start, close + 1, f"Write [@{found[1]}].")


def _located(state: SourceInline, item: CiteItem, position: int) -> tuple[CiteItem, int] | None:
    """The item with the locator in a bracket behind it, and the offset behind that."""
    gap = _GAP.match(state.src, position, state.posMax)
    if gap is None:
        return None
    close = state.scan.closing_bracket(gap.end(), state.posMax)
    if close is None or state.src.startswith(("(", "{"), close + 1) or is_citation(state, gap.end(), close):
        return None
    locator = _locator(state, gap.end() + 1, close)
    if locator is None:
        return None
    suffix = state.inlines(locator.end, _rstrip(state, locator.end, close))
    return replace(item, locator=locator.value, label=locator.label, suffix=suffix), close + 1


def is_citation(state: SourceInline, start: int, close: int) -> bool:
    """Whether the bracket at `start` holds a key."""
    if not state.context.references or state.src.find("@", start, close) < 0:
        return False
    return any(part.keys for part in _parts(state, start + 1, close, quiet=True))


def cite_bracket(state: SourceInline, close: int) -> bool:
    """Take the bracket that begins here as a citation or cross-reference, if it holds keys."""
    start = state.pos
    if not is_citation(state, start, close):
        _check_at_sign(state, start, close)
        return False
    parts = _with_keys(state, _parts(state, start + 1, close))
    span = state.span(start, close + 1)
    targets: list[Target] = []
    items: list[CiteItem] = []
    for part in parts:
        if len(part.keys) > 1:
            state.problem("Several works stand here without a semicolon.", part.start, part.end, _ONE_EACH)
        for index, key in enumerate(part.keys):
            begin = part.keys[index - 1].end if index else part.start
            end = part.end if index == len(part.keys) - 1 else key.end
            if isinstance(key.node, Target):
                targets.append(key.node)
                _check_alone(state, key, begin, end)
            else:
                items.append(_item(state, key.node, key, begin if index == 0 else key.start, end))
    if items and targets:
        state.problem(
            "This bracket mixes citations and cross-references.",
            start,
            close + 1,
            "Give each its own brackets: [@key] [@tbl:id].",
        )
    if items:
        state.put(Citation(tuple(items), span=span), start, close + 1)
    if targets:
        state.put(CrossReference(tuple(targets), span), start, close + 1)
    state.pos = close + 1
    return True


def _parts(state: SourceInline, start: int, end: int, *, quiet: bool = False) -> list[Part]:
    """The passage cut at its semicolons; inner brackets, code and mathematics are passed over."""
    problems = len(state.context.problems)
    parts = [Part(start, end, [])]
    position = start
    while (found := _IN_BRACKET.search(state.src, position, end)) is not None:
        mark, at = found[0], found.start()
        position = at + 1
        if mark in ";；":
            _cut(parts, at, mark)
        elif mark == "@":
            key = read_key(state, at, end)
            if key:
                parts[-1].keys.append(key)
                position = key.end
        else:
            position = _behind_opaque(state, at, end)
    if quiet:
        del state.context.problems[problems:]
    return parts


def _cut(parts: list[Part], at: int, mark: str) -> None:
    """End a part and begin the next. A full-width semicolon in front of words without a key cuts nothing."""
    last = parts[-1]
    if len(parts) > 1 and last.after_wide and not last.keys:
        parts.pop()
        last = parts[-1]._replace(end=last.end)
    parts[-1] = last._replace(end=at)
    parts.append(Part(at + 1, last.end, [], mark == "；"))


def _behind_opaque(state: SourceInline, at: int, end: int) -> int:
    match state.src[at]:
        case "\\":
            return at + 2
        case "[":
            close = state.scan.closing_bracket(at, end)
            return at + 1 if close is None else close + 1
        case "`":
            code = state.scan.closing_backticks(at, end)
            return at + 1 if code is None else code[2]
        case _:
            math = match_math(state.src, at, end)
            return at + 1 if math is None else math.end()


def _with_keys(state: SourceInline, parts: list[Part]) -> list[Part]:
    """The parts with a key; one without is reported and joined to its neighbour."""
    joined: list[Part] = []
    for part in parts:
        if part.keys:
            joined.append(part)
            continue
        if part.after_wide and joined:
            joined[-1] = joined[-1]._replace(end=part.end)
            continue
        empty = not state.src[part.start : part.end].strip()
        state.problem(
            "One semicolon too many stands here." if empty else "This part of the bracket names no work.",
            part.start,
            part.end,
            "Delete the semicolon." if empty else _ONE_EACH + " For a remark behind a key, use a comma.",
        )
        if joined and not empty:
            joined[-1] = joined[-1]._replace(end=part.end)
    return joined


def _item(state: SourceInline, item: CiteItem, key: Key, start: int, end: int) -> CiteItem:
    """One work with prefix, locator and suffix; spaces and commas between them stay in prefix and suffix."""
    source = state.src
    while start < key.start and source[start].isspace():
        start += 1
    end = _rstrip(state, key.end, end)
    prefix_end = key.start
    before = source[prefix_end - 2 : prefix_end - 1] if prefix_end - 1 > start else " "
    suppress = prefix_end > start and source[prefix_end - 1] == "-" and (before.isspace() or is_cjk(before))
    if suppress:
        prefix_end -= 1
    locator = _locator(state, key.end, end)
    behind = locator.end if locator else key.end
    return replace(
        item,
        prefix=state.inlines(start, prefix_end),
        suffix=state.inlines(behind, end) if behind < end else (),
        locator=locator.value if locator else "",
        label=locator.label if locator else "",
        suppress_author=suppress,
    )


def _locator(state: SourceInline, start: int, end: int) -> Locator | None:
    if start >= end:
        return None
    # Most reviews have no locators, and their expressions take a while to compile.
    from toolkit.load.markdown.locators import read_locator

    return read_locator(state.src, start, end)


def _rstrip(state: SourceInline, start: int, end: int) -> int:
    while end > start and state.src[end - 1].isspace():
        end -= 1
    return end


def _check_alone(state: SourceInline, key: Key, start: int, end: int) -> None:
    around = state.src[start : key.start] + state.src[key.end : end]
    if around.strip():
        state.problem(
            "A bracket of cross-references holds nothing but targets.",
            start,
            end,
            f"Write the words outside: 见 {state.src[key.start : key.end]}.",
        )
