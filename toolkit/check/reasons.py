"""Why something could not be read or computed, as the loader and the resolver say it, in both languages."""

from __future__ import annotations

from toolkit.check.rule import Message
from toolkit.messages import translated


def bilingual(reason: str) -> Message:
    """The sentence with its Chinese, for a place of a rule's message."""
    return Message(reason, translated(reason, "zh"))
