"""Captions: label and number as a field that counts, inside the bookmarks that references point to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.model.block import Caption
from toolkit.model.inline import TargetKind, plain_text
from toolkit.render.docx.anchors import caption_marks
from toolkit.render.docx.context import Context
from toolkit.render.docx.inline import InlineWriter
from toolkit.render.docx.ooxml.text import PLAIN, CharFormat, Element, add_field, add_paragraph, add_text

_NOT_IN_SEQUENCE = re.compile(r"[\W_]+")
_FALLBACK = {"tbl": "Table", "fig": "Figure", "eq": "Equation", "sec": "Section"}


def write_captions(
    context: Context,
    writer: InlineWriter,
    parent: Element,
    kind: TargetKind,
    name: str,
    captions: Sequence[Caption],
    *,
    keep_next: bool,
) -> None:
    """One paragraph per language. Each language counts its own labels, so that Word can list them."""
    for position, caption in enumerate(captions):
        last = position == len(captions) - 1
        paragraph = add_paragraph(parent, "Caption", keep_next=keep_next or not last)
        label, number = caption_marks(kind, name, caption)
        whole = context.bookmark(paragraph, label.bookmark)
        word = f"{caption.word}{caption.word_gap}"
        look = CharFormat(bold=True) if caption.bold_label else PLAIN
        if word:
            add_text(paragraph, word, look)
        alone = context.bookmark(paragraph, number.bookmark)
        add_field(
            paragraph, context.sequence(_sequence_name(kind, caption), caption.number), number.text, look
        )
        context.close(paragraph, (alone, whole))
        if caption.gap:
            add_text(paragraph, caption.gap, look)
        writer.write(paragraph, caption.content, caption.language)


def caption_text(captions: Sequence[Caption]) -> str:
    """The first caption as plain text."""
    return " ".join(f"{caption.label}{caption.gap}{plain_text(caption.content)}" for caption in captions[:1])


def _sequence_name(kind: TargetKind, caption: Caption) -> str:
    """Word's name of a count: letters and digits, a letter first (表, Fig)."""
    name = _NOT_IN_SEQUENCE.sub("", caption.word)
    return name if name[:1].isalpha() else _FALLBACK[kind]
