"""The one rich-text tree: what stands inside a paragraph, a title, a cell, a reference.

The loader and the CSL engine produce it, the resolver replaces its *source nodes*
(`Citation`, `CrossReference`, `Value`, `FootnoteReference`) by resolved ones that keep
their source, and every renderer walks the result. No node holds markup of an output
format: text is always data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import Enum
from functools import lru_cache
from typing import Literal, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.source import Span


class Style(Enum):
    """Character formatting. The `NO_…`/`UPRIGHT` members undo it inside formatted text (CSL flip-flop)."""

    EMPH = "emph"
    STRONG = "strong"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPER = "super"
    SUB = "sub"
    SMALL_CAPS = "small-caps"
    OBLIQUE = "oblique"
    LIGHT = "light"
    UPRIGHT = "upright"
    NO_STRONG = "no-strong"
    NO_SMALL_CAPS = "no-small-caps"
    NO_UNDERLINE = "no-underline"
    BASELINE = "baseline"
    LABEL = "label"
    """What an item of the front or back matter is called: `[中图分类号]`."""


@frozen
class Text:
    text: str
    span: Span | None = None


@frozen
class LineBreak:
    span: Span | None = None


@frozen
class Styled:
    style: Style
    children: Inlines
    span: Span | None = None


@frozen
class Foreign:
    """A passage in another language than its surroundings (BCP 47 tag)."""

    language: str
    children: Inlines
    span: Span | None = None


@frozen
class Link:
    """A hyperlink to an address outside the document."""

    target: str
    children: Inlines
    span: Span | None = None


@frozen
class Code:
    text: str
    span: Span | None = None


@frozen
class Math:
    """Inline mathematics in TeX notation."""

    tex: str
    span: Span | None = None


@frozen
class Change:
    """A tracked change (CriticMarkup `{++ ++}`, `{-- --}`)."""

    kind: Literal["insert", "delete"]
    children: Inlines
    span: Span | None = None


@frozen
class Comment:
    """A comment of a co-author (CriticMarkup `{>> <<}`), anchored where it stands."""

    text: str
    span: Span | None = None


# --- source nodes: the resolver replaces them -------------------------------


@frozen
class CiteItem:
    """One work inside a citation. `key` is the author's: a citation key, `doi:…` or `pmid:…`."""

    key: str
    prefix: Inlines = ()
    suffix: Inlines = ()
    locator: str = ""
    label: str = ""
    """CSL locator label: page, chapter, figure, …"""
    suppress_author: bool = False
    span: Span | None = None
    """The key with its `@`."""


@frozen
class Citation:
    """A cluster of cited works: `[@a; @b]`, or the narrative `@a`."""

    items: tuple[CiteItem, ...]
    narrative: bool = False
    et_al: str = ""
    """What the author typed after a narrative key (等, 等人, et al.) with the space before it."""
    span: Span | None = None


TargetKind: TypeAlias = Literal["tbl", "fig", "sec", "eq"]


@frozen
class Target:
    """One target of a cross-reference, `@tbl:hydrogels`."""

    kind: TargetKind
    id: str
    span: Span | None = None


@frozen
class CrossReference:
    """`@tbl:a`, or several in one bracket: `[@tbl:a; @tbl:b]`."""

    targets: tuple[Target, ...]
    span: Span | None = None


@frozen
class Value:
    """`{{ expression }}`: a value computed from the evidence."""

    expression: str
    span: Span | None = None


@frozen
class FootnoteReference:
    """`[^id]`."""

    id: str
    span: Span | None = None


# --- resolved nodes ---------------------------------------------------------


@frozen
class EntryLink:
    """Text that stands for one entry of the reference list, such as the `4` of `[2-4]`."""

    key: str
    children: Inlines


@frozen
class ResolvedCitation:
    """A citation as it prints. `keys` are the works it cites, in printed order; unknown keys are missing."""

    source: Citation
    content: Inlines
    keys: tuple[str, ...]


@frozen
class TargetLink:
    """Text that names a numbered thing of this document: the `表 1` of a cross-reference."""

    kind: TargetKind
    id: str
    children: Inlines


@frozen
class ResolvedCrossReference:
    source: CrossReference
    content: Inlines


@frozen
class ResolvedValue:
    """A computed value as it prints, and the records it came from (`set:record`)."""

    source: Value
    content: Inlines
    records: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    """For each record what it gave, as it prints: `participants 30`; empty if it was only counted."""


@frozen
class ResolvedFootnote:
    source: FootnoteReference
    number: int


# --- from the CSL engine ----------------------------------------------------


@frozen
class Display:
    """A part of a reference entry with its own place on the page (CSL `display` attribute)."""

    kind: Literal["block", "left-margin", "right-inline", "indent"]
    children: Inlines


Inline: TypeAlias = (
    Text
    | LineBreak
    | Styled
    | Foreign
    | Link
    | Code
    | Math
    | Change
    | Comment
    | Citation
    | CrossReference
    | Value
    | FootnoteReference
    | EntryLink
    | ResolvedCitation
    | TargetLink
    | ResolvedCrossReference
    | ResolvedValue
    | ResolvedFootnote
    | Display
)
Inlines: TypeAlias = tuple[Inline, ...]


@frozen
class Localized:
    """One text in one or several languages, keyed by primary language subtag (`zh`, `en`).

    A plain string of the author stands under the review's main language.
    """

    texts: dict[str, Inlines] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def get(self, language: str) -> Inlines | None:
        """The text in exactly this language, or None."""
        return self.texts.get(primary(language))

    def best(self, language: str) -> Inlines:
        """The text in this language, else in the first language given, else nothing."""
        exact = self.get(language)
        return exact if exact is not None else next(iter(self.texts.values()), ())


@lru_cache(maxsize=256)  # asked for with every text that is printed
def primary(language: str) -> str:
    """The primary subtag of a BCP 47 tag: `zh` of `zh-CN`."""
    return language.replace("_", "-").split("-", 1)[0].lower()


def children_of(node: Inline) -> Inlines:
    """The nodes directly inside `node`; a cite item's prefix and suffix count."""
    match node:
        case Styled() | Foreign() | Link() | Change() | EntryLink() | TargetLink() | Display():
            return node.children
        case ResolvedCitation() | ResolvedCrossReference() | ResolvedValue():
            return node.content
        case Citation():
            return tuple(part for item in node.items for part in (*item.prefix, *item.suffix))
        case _:
            return ()


def walk(nodes: Iterable[Inline]) -> Iterator[Inline]:
    """Every node of the tree, parents before children, in reading order."""
    for node in nodes:
        yield node
        yield from walk(children_of(node))


def plain_text(nodes: Iterable[Inline]) -> str:
    """The text as a reader sees it, without formatting; deleted text and comments are left out."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text() | Code():
                parts.append(node.text)
            case Math():
                parts.append(node.tex)
            case LineBreak():
                parts.append("\n")
            case ResolvedFootnote():
                parts.append(str(node.number))
            case Change(kind="delete") | Comment() | Citation():
                pass
            case _:
                parts.append(plain_text(children_of(node)))
    return "".join(parts)
