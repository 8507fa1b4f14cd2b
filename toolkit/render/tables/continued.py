"""What stands over the further parts of a table that is printed in parts."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.model.block import Caption
from toolkit.model.inline import primary
from toolkit.model.journal import TableStyle


def continued_line(style: TableStyle, captions: Sequence[Caption], language: str) -> str:
    """`续表 1`, `Table 1 (continued)`, in the journal's word where it has one; nothing without a caption."""
    if not captions:
        return ""
    caption, key = captions[0], primary(language)
    word = style.continued.get(key)
    if word:
        return f"{word}{caption.word_gap}{caption.number}"
    return f"续{caption.label}" if key == "zh" else f"{caption.label} (continued)"
