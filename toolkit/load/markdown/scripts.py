"""Inline rules for `H~2~O` and `10^7^` (pandoc's), and for notes written in place, `^[…]`.

A tilde also stands for ranges, with or without spaces: `30~160 nm`, `5%~10%`, `第1~4周`. So what
looks like a subscript is one only if it cannot be the passage between two ranges.
"""

from __future__ import annotations

import re

from toolkit.load.markdown.characters import is_cjk
from toolkit.load.markdown.state import SourceInline
from toolkit.model.block import Paragraph
from toolkit.model.inline import FootnoteReference, Style, Styled

_SUB = re.compile(r"~((?>(?:[^\s~\\]|\\\S)+))~(?!~)")
_SUPER = re.compile(r"\^((?>(?:[^\s^\\]|\\\S)+))\^")
_RANGE_BEFORE = re.compile(r"[\d%‰°℃﹪％]")
_RANGE_AFTER = re.compile(r"[+\-−±]?\d")
_NUMBERS = re.compile(r"[\d\s,，、;；–—~-]+")
_SENTENCE = re.compile("[，。；：、！？（）]")


def subscript(state: SourceInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "~" or state.before(start) == "~":
        return False
    found = _SUB.match(state.src, start, state.posMax)
    if found is None or _is_range(state, found):
        return False
    state.put(
        Styled(Style.SUB, state.inlines(start + 1, found.end() - 1), state.span(start, found.end())),
        start,
        found.end(),
    )
    state.pos = found.end()
    return True


def superscript(state: SourceInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "^":
        return False
    if state.src.startswith("[", start + 1) and start + 1 < state.posMax and _note(state):
        return True
    found = _SUPER.match(state.src, start, state.posMax)
    if found is None or _is_mixed(found[1]) or _before_number(state, found):
        return False
    state.put(
        Styled(Style.SUPER, state.inlines(start + 1, found.end() - 1), state.span(start, found.end())),
        start,
        found.end(),
    )
    state.pos = found.end()
    return True


def _is_range(state: SourceInline, found: re.Match[str]) -> bool:
    before = state.before(found.start())
    if _RANGE_BEFORE.match(before) and _RANGE_AFTER.match(found[1]):
        return True
    if _before_number(state, found):
        return True
    return _is_mixed(found[1]) or (is_cjk(found[1][0]) and is_cjk(before or " "))


def _before_number(state: SourceInline, found: re.Match[str]) -> bool:
    """The second of two marks that were never meant as a pair: `10^6-10^8`, `30nm~60nm,70nm~90nm`."""
    return len(found[1]) > 2 and state.src[found.end() : found.end() + 1].isdigit()


def _is_mixed(content: str) -> bool:
    """Words of a sentence, not the index of a symbol: Chinese and Latin together, or Chinese punctuation."""
    cjk = sum(1 for character in content if is_cjk(character))
    return 0 < cjk < len(content) or bool(_SENTENCE.search(content))


def _note(state: SourceInline) -> bool:
    """`^[note]`; but `^[1]^` is a superscript in brackets."""
    start = state.pos
    close = state.scan.closing_bracket(start + 1, state.posMax)
    if close is None or not state.context.references or _is_raised_bracket(state, close):
        return False
    content = state.inlines(start + 2, close)
    span = state.span(start, close + 1)
    if state.context.body:
        if _NUMBERS.fullmatch(state.src, start + 2, close):
            state.context.problem(
                "This footnote holds nothing but numbers.",
                span,
                "Cite a work by its key, [@key]; for raised figures write ^[1]^.",
            )
        blocks = (Paragraph(content, state.span(start + 2, close)),) if content else ()
        if not blocks:
            state.context.problem("This footnote is empty.", span, "Write its text between the brackets.")
        name = state.context.inline_note(blocks, span)
        state.put(FootnoteReference(name, span), start, close + 1)
    else:
        state.context.problem(
            "A footnote cannot be written here.",
            span,
            "Put it into the text of a section, or into a table's notes.",
        )
        state.add_text(start, close + 1)
    state.pos = close + 1
    return True


def _is_raised_bracket(state: SourceInline, close: int) -> bool:
    after = close + 1
    if after >= state.posMax or state.src[after] != "^" or state.src.startswith("[", after + 1):
        return False
    return not any(character.isspace() for character in state.src[state.pos : close])
