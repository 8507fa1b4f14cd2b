"""What the labels, cells and notes of a typed table say about the records that it could be."""

from __future__ import annotations

import re

from toolkit.model.evidence import Schema, SchemaField
from toolkit.model.inline import Inline, Inlines, ResolvedCitation, Style, Styled, Text, plain_text
from toolkit.model.table import Note

MISSING = frozenset({"-", "–", "—", "N/A", "n/a", "NA", "/"})
"""How authors write that there is nothing to say; the reader of records knows the same."""
CITES = frozenset({"文献", "参考文献", "ref", "refs", "reference", "references"})
"""Headers of a column of citations, folded."""
_MARK = re.compile(r"[a-zA-Z*†‡§¶#]{1,2}")


def field_of(label: str, schema: Schema) -> SchemaField | None:
    """The field with this label, or with one that ends as it does: 外泌体来源 is 来源."""
    wanted = folded(label)
    known = [(each, folded(text)) for each in schema.fields.values() for text in each.labels.values()]
    exact = next((each for each, text in known if text == wanted), None)
    if exact is not None or wanted in CITES:
        return exact or schema.fields.get("cite")
    near = {
        each.name: each
        for each, text in known
        if min(len(text), len(wanted)) > 1
        and _has_han(text)
        and (wanted.endswith(text) or text.endswith(wanted))
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _has_han(text: str) -> bool:
    """Whether a label is Chinese; of English ones too many end alike."""
    return re.search("[\u3400-\u9fff]", text) is not None


def folded(text: str) -> str:
    return re.sub(r"[\s_\-.]+", "", text).casefold()


def cited_in(content: Inlines) -> tuple[str, ...] | None:
    """The entries that a cell cites, if it holds nothing else but a name; none for a mark of nothing."""
    text = plain_text(tuple(node for node in content if not isinstance(node, ResolvedCitation)))
    found = tuple(key for node in content if isinstance(node, ResolvedCitation) for key in _works(node))
    if not found:
        return () if text.strip() in MISSING else None
    bare = re.sub(r"[\s,，;；、]+", "", text)
    return found if not bare or re.fullmatch(r"[^\d()（）]{1,40}", bare) else None


def _works(node: ResolvedCitation) -> tuple[str, ...]:
    return tuple(item.key for item in node.source.items)


def mark_of(note: Note) -> tuple[str, Inlines] | None:
    """The mark at the head of a note and what follows it: `ᵃ 细胞数为…`."""
    first: Inline | None = note.content[0] if note.content else None
    if note.label or not isinstance(first, Styled) or first.style is not Style.SUPER:
        return None
    mark = plain_text((first,)).strip()
    if not _MARK.fullmatch(mark):
        return None
    second = note.content[1] if len(note.content) > 1 else None
    rest = note.content[1:]
    if isinstance(second, Text):
        rest = (Text(second.text.lstrip(), second.span), *note.content[2:])
    return mark, rest
