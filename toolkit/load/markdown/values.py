"""Inline rule for `{{ expression }}`, a value computed from the evidence, and for stray attributes."""

from __future__ import annotations

import re

from toolkit.load.markdown.attributes import ATTRIBUTES
from toolkit.load.markdown.scan import match_value
from toolkit.load.markdown.state import SourceInline
from toolkit.model.inline import Value

_ATTEMPT = re.compile(r"\{[#.][^\W\d][^{}]*\}")


def value(state: SourceInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("{{", start) or start + 2 > state.posMax or not state.context.references:
        return False
    found = match_value(state.src, start, state.posMax)
    if found is None:
        state.problem(
            "“{{” is not closed in its paragraph.",
            start,
            start + 2,
            "Close it with }} (and quotation marks inside it with their like), "
            "or write \\{{ if the braces themselves are meant.",
        )
        state.add_text(start, start + 2)
        state.pos = start + 2
        return True
    end = found.end()
    expression = " ".join(found[1].split())
    if expression:
        state.put(Value(expression, state.span(start, end)), start, end)
    else:
        state.problem(
            "Nothing stands between “{{” and “}}”.", start, end, "Write an expression, or delete them."
        )
        state.add_text(start, end)
    state.pos = end
    return True


def stray_attributes(state: SourceInline, silent: bool) -> bool:
    """`{#id}` or `{.class}` behind something that takes none: said, and kept as text."""
    start = state.pos
    if state.src[start] != "{" or state.src[start + 1 : start + 2] not in ("#", "."):
        return False
    found = _ATTEMPT.match(state.src, start, state.posMax)
    if found is None:
        return False
    if ATTRIBUTES.fullmatch(found[0]):
        message = f"There is nothing here that “{found[0]}” could belong to."
    else:
        message = f"“{found[0]}” is not understood."
    state.problem(
        message,
        start,
        found.end(),
        "Attributes such as {#id .class key=value} follow a [passage in brackets] at once, or end a "
        "heading, a caption or a displayed equation. If the braces themselves are meant, write \\{.",
    )
    state.add_text(start, found.end())
    state.pos = found.end()
    return True
