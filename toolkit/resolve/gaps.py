"""The space around citations, as the journal wants it and whatever the author typed there."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.model.inline import Citation, Inline, Inlines, Text, plain_text
from toolkit.model.journal import CitationStyle, NarrativeStyle

_LATIN_END = re.compile(r"[A-Za-z0-9\u0370-\u03ff)\]%+\u2032*]$")
_SPACES = " \u3000\u00a0"


def with_gaps(nodes: Inlines, style: CitationStyle, narrative: NarrativeStyle) -> Inlines:
    """The text with the journal's gap before bracketed citations and behind narrative ones."""
    after = narrative.gap_after
    if (style.gap is None and after is None) or not any(isinstance(node, Citation) for node in nodes):
        return nodes
    out: list[Inline] = []
    for node in nodes:
        previous = out[-1] if out else None
        if isinstance(node, Citation) and not node.narrative and out and style.gap is not None:
            _end(out, style)
        if isinstance(previous, Citation) and previous.narrative and after is not None:
            node = _begin(node, after)
        out.append(node)
    return tuple(out)


def _end(out: list[Inline], style: CitationStyle) -> None:
    """The gap at the end of what stands before a citation."""
    last = out[-1]
    text = plain_text([last]).rstrip(_SPACES)
    latin = style.gap_latin is not None and _LATIN_END.search(text) is not None
    gap = (style.gap_latin if latin else style.gap) or ""
    if isinstance(last, Text):
        out[-1] = replace(last, text=last.text.rstrip(_SPACES) + gap)
    elif gap:
        out.append(Text(gap))


def _begin(node: Inline, gap: str) -> Inline:
    """The gap between a narrative citation and the sentence; punctuation follows at once."""
    if not isinstance(node, Text):
        return node
    text = node.text.lstrip(_SPACES)
    return replace(node, text=gap + text) if text[:1].isalnum() else node
