"""Rich text → runs. Every node of `toolkit.model.inline` is written here."""

from __future__ import annotations

import re
from typing import NamedTuple

from toolkit.model.block import inlines
from toolkit.model.inline import (
    Change,
    Citation,
    Code,
    Comment,
    CrossReference,
    Display,
    EntryLink,
    FootnoteReference,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    ResolvedCitation,
    ResolvedCrossReference,
    ResolvedFootnote,
    ResolvedValue,
    Style,
    Styled,
    TargetLink,
    Text,
    Value,
    plain_text,
    primary,
    walk,
)
from toolkit.render.as_written import as_written
from toolkit.render.docx.anchors import bookmark_name
from toolkit.render.docx.context import AUTHOR, CHANGE_DATE, Context
from toolkit.render.docx.links import address
from toolkit.render.docx.ooxml import text as oo
from toolkit.render.docx.ooxml.opc import Kind, Part
from toolkit.render.docx.ooxml.text import PLAIN, CharFormat, Element

EAST_ASIAN = frozenset({"zh", "ja", "ko"})

# Characters that Chinese and Latin text share. Word sets them in the Latin font unless told otherwise,
# which leaves Chinese quotation marks half as wide as they are. An apostrophe in a Latin word stays Latin.
_SHARED = re.compile("([“”…—]+|(?<![A-Za-z])[‘’]|[‘’](?![A-Za-z]))")

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WORD_TAGS = {
    "de": "de-DE",
    "en": "en-US",
    "es": "es-ES",
    "fr": "fr-FR",
    "it": "it-IT",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "la": "la-VA",
    "pt": "pt-PT",
    "ru": "ru-RU",
    "zh": "zh-CN",
}
"""Word's tags name a country; these stand for a language named without one."""

_CHANGES: dict[Style, dict[str, object]] = {
    Style.EMPH: {"italic": True},
    Style.OBLIQUE: {"italic": True},
    Style.UPRIGHT: {"italic": False},
    Style.STRONG: {"bold": True},
    Style.NO_STRONG: {"bold": False},
    Style.LIGHT: {"bold": False},  # Word has no lighter weight of the same font
    Style.UNDERLINE: {"underline": True},
    Style.NO_UNDERLINE: {"underline": False},
    Style.STRIKE: {"strike": True},
    Style.SMALL_CAPS: {"small_caps": True},
    Style.NO_SMALL_CAPS: {"small_caps": False},
    Style.SUPER: {"position": "superscript"},
    Style.SUB: {"position": "subscript"},
    Style.BASELINE: {"position": "baseline"},
    Style.LABEL: {"style": "Label"},
}


def word_language(tag: str) -> str:
    """The language tag as Word writes it, or nothing if it is no tag."""
    tag = tag.replace("_", "-")
    return _WORD_TAGS.get(tag.lower(), tag) if _LANGUAGE_TAG.fullmatch(tag) else ""


class Scope(NamedTuple):
    """Where a node stands: its look and language, whether it is inside a link, and in which change."""

    language: str
    look: CharFormat = PLAIN
    linked: bool = False
    change: Change | None = None

    @property
    def deleted(self) -> bool:
        return self.change is not None and self.change.kind == "delete"


class InlineWriter:
    """Writes rich text into the paragraphs of one part: the document, or its footnotes."""

    def __init__(self, context: Context, part: Part, *, in_note: bool = False) -> None:
        self._context = context
        self._part = part
        self._in_note = in_note
        self.note = 0
        """The number of the footnote being written."""
        self._open_change: tuple[Change, Element] | None = None

    def write(self, parent: Element, nodes: Inlines, language: str = "", look: CharFormat = PLAIN) -> None:
        """Add the nodes to a paragraph. `language` is the paragraph's, by default the document's."""
        self._write(parent, nodes, Scope(primary(language) or self._context.language, look))

    def _write(self, parent: Element, nodes: Inlines, scope: Scope) -> None:
        for node in nodes:
            match node:
                case Text():
                    self._text(parent, node.text, scope)
                case EntryLink():
                    self._entry_link(parent, node, scope)
                case ResolvedCitation():
                    self._citation(parent, node, scope)
                case ResolvedCrossReference() | ResolvedValue():
                    self._write(parent, node.content, scope)
                case Styled():
                    look = scope.look._replace(**_CHANGES[node.style])  # type: ignore[arg-type]
                    self._write(parent, node.children, scope._replace(look=look))
                case LineBreak():
                    oo.add_break(self._into(parent, scope), scope.look)
                case Change():
                    self._write(parent, node.children, scope._replace(change=node))
                case _:
                    self._other(parent, node, scope)

    def _other(self, parent: Element, node: Inline, scope: Scope) -> None:
        match node:
            case Foreign():
                self._foreign(parent, node, scope)
            case Link():
                self._link(parent, node, scope)
            case TargetLink():
                self._target_link(parent, node, scope)
            case Code():
                self._text(parent, node.text, scope._replace(look=scope.look._replace(style="VerbatimChar")))
            case Math():
                self._math(parent, node, scope)
            case ResolvedFootnote():
                self._footnote(parent, node, scope)
            case Comment():
                self._comment(parent, node)
            case Display():
                self._display(parent, node, scope)
            case Citation() | CrossReference() | FootnoteReference() | Value():
                self._unresolved(parent, as_written(node), scope)
            case _:
                raise AssertionError(f"no runs for {node!r}")

    # --- text -----------------------------------------------------------------------

    def _into(self, parent: Element, scope: Scope) -> Element:
        """Where a run goes: into `parent`, or into the tracked change there.

        A hyperlink may hold a change, a change no hyperlink; so the change is opened inside.
        """
        if scope.change is None:
            return parent
        if self._open_change is not None:
            change, element = self._open_change
            if change is scope.change and element.getparent() is parent and element.getnext() is None:
                return element
        number = self._context.new_number()
        element = oo.add_change(parent, AUTHOR, CHANGE_DATE, number, deleted=scope.deleted)
        self._open_change = scope.change, element
        return element

    def _text(self, parent: Element, text: str, scope: Scope) -> None:
        into = self._into(parent, scope)
        if scope.language not in EAST_ASIAN or text.isascii():
            if text:
                oo.add_text(into, text, scope.look, deleted=scope.deleted)
            return
        wide = None
        for position, piece in enumerate(_SHARED.split(text)):
            look = scope.look
            if position % 2:
                wide = wide or look._replace(east_asian_glyphs=True)
                look = wide
            if piece:
                oo.add_text(into, piece, look, deleted=scope.deleted)

    def _unresolved(self, parent: Element, text: str, scope: Scope) -> None:
        """What nothing answers to stands as the author wrote it, and shows."""
        self._text(parent, text, scope._replace(look=scope.look._replace(style="Unresolved")))

    def _foreign(self, parent: Element, node: Foreign, scope: Scope) -> None:
        tag = word_language(node.language)
        language = primary(node.language)
        if language in EAST_ASIAN:
            look = scope.look._replace(east_asian_language=tag)
        else:
            look = scope.look._replace(language=tag)
        self._write(parent, node.children, scope._replace(look=look, language=language))

    def _display(self, parent: Element, node: Display, scope: Scope) -> None:
        """A part of a reference entry: on a line of its own, or at the left with a tab behind it."""
        if node.kind in ("block", "indent") and parent.find(oo.RUN) is not None:
            oo.add_break(parent)
        self._write(parent, node.children, scope)
        if node.kind == "left-margin":
            oo.add_tab(parent)

    # --- links ----------------------------------------------------------------------

    def _citation(self, parent: Element, node: ResolvedCitation, scope: Scope) -> None:
        """As text with links, or as a field of Zotero without, for Zotero writes its result anew.

        A citation that was deleted stays text: a field would count in Zotero's list.
        """
        zotero = self._context.zotero
        live = zotero.citation(node, self.note) if zotero is not None and not scope.deleted else None
        if live is None:
            self._write(parent, node.content, scope)
            return
        self._write(parent, live.before, scope)
        oo.open_field(self._into(parent, scope), live.instruction, scope.look)
        self._write(parent, live.result, scope._replace(linked=True))
        oo.close_field(self._into(parent, scope), scope.look)
        self._write(parent, live.after, scope)

    def _entry_link(self, parent: Element, node: EntryLink, scope: Scope) -> None:
        bookmark = None if scope.linked else self._context.anchors.entries.get(node.key)
        if bookmark is None:
            self._write(parent, node.children, scope)
        else:
            self._write(oo.add_internal_link(parent, bookmark), node.children, scope._replace(linked=True))

    def _link(self, parent: Element, node: Link, scope: Scope) -> None:
        target = None if scope.linked else address(node.target)
        if target is None:
            self._write(parent, node.children, scope)
            return
        relationship = self._part.relationships.add(Kind.HYPERLINK, target, outside=True)
        link = oo.add_external_link(parent, relationship)
        look = scope.look._replace(style="Hyperlink")
        self._write(link, node.children, scope._replace(look=look, linked=True))

    def _target_link(self, parent: Element, node: TargetLink, scope: Scope) -> None:
        """A REF field on the bookmark that holds what is to be seen; else a link to the target.

        `Tables 1 and 2` names the first number after a word in the plural, which stands nowhere in
        the captions: there the field covers the number alone.
        """
        target = None if scope.linked else self._context.anchors.targets.get((node.kind, node.id))
        if target is None:
            self._write(parent, node.children, scope)
            return
        visible = plain_text(node.children)
        found = target.within(visible) if all(isinstance(child, Text) for child in node.children) else None
        if found is None:
            link = oo.add_internal_link(parent, target.bookmark)
            self._write(link, node.children, scope._replace(linked=True))
            return
        before, mark, after = found
        self._text(parent, before, scope)
        into = self._into(parent, scope)
        oo.add_field(into, rf"REF {mark.bookmark} \h", mark.text, scope.look, deleted=scope.deleted)
        self._text(parent, after, scope)

    # --- notes, comments, formulas ------------------------------------------------------

    def _footnote(self, parent: Element, node: ResolvedFootnote, scope: Scope) -> None:
        """The first reference is the footnote's own; for a further one Word has no mark but a field."""
        note = self._context.footnotes.get(node.number)
        look = scope.look._replace(style="FootnoteReference")
        number = str(node.number)
        if self._in_note or note is None:
            oo.add_text(self._into(parent, scope), number, look, deleted=scope.deleted)
            return
        name = bookmark_name("fn", number)
        bookmark = self._context.bookmark(parent, name)
        if bookmark is None:
            into = self._into(parent, scope)
            oo.add_field(into, rf"NOTEREF {name} \h", number, look, deleted=scope.deleted)
            return
        self._context.referred_notes.add(node.number)
        oo.add_footnote_reference(self._into(parent, scope), node.number)
        self._context.close(parent, [bookmark])
        for inner in walk(inlines(note.blocks)):
            if isinstance(inner, Comment):
                self._comment(parent, inner)

    def _comment(self, parent: Element, node: Comment) -> None:
        """Word has no comments inside footnotes: they stand at the footnote's reference."""
        if not self._in_note:
            oo.add_comment_anchor(parent, self._context.new_comment(node.text))

    def _math(self, parent: Element, node: Math, scope: Scope) -> None:
        from toolkit.render.docx.math import formula

        converted = formula(node.tex)
        if converted is None:
            self._text(parent, node.tex, scope._replace(look=scope.look._replace(style="VerbatimChar")))
        else:
            self._into(parent, scope).append(converted)
