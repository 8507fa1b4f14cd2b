"""Paragraphs and what stands in them: runs, fields, links, bookmarks, notes, changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree
from lxml.etree import SubElement

from toolkit.render.docx.ooxml.names import SPACE, VAL, line_text, r, w, xml_text

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's only name for the type

RUN = w("r")
_P, _PPR, _PSTYLE, _RPR, _T = w("p"), w("pPr"), w("pStyle"), w("rPr"), w("t")
_DEL_TEXT, _INSTR, _DEL_INSTR, _FLD_CHAR = w("delText"), w("instrText"), w("delInstrText"), w("fldChar")
_FLD_CHAR_TYPE, _ID, _NAME, _HYPERLINK = w("fldCharType"), w("id"), w("name"), w("hyperlink")
_ANCHOR, _HISTORY, _AUTHOR, _DATE = w("anchor"), w("history"), w("author"), w("date")


class CharFormat(NamedTuple):
    """Direct formatting of a run. None and the empty string leave it to the style."""

    style: str = ""
    bold: bool | None = None
    italic: bool | None = None
    small_caps: bool | None = None
    strike: bool = False
    underline: bool | None = None
    position: Literal["", "superscript", "subscript", "baseline"] = ""
    language: str = ""
    """BCP 47 tag of Latin and other non-East-Asian text."""
    east_asian_language: str = ""
    east_asian_glyphs: bool = False
    """Characters that both scripts use (“ ” …) take the East Asian font."""


PLAIN = CharFormat()


def _toggle(parent: Element, name: str, value: bool | None) -> None:
    if value is not None:
        SubElement(parent, w(name), {} if value else {VAL: "0"})


def _add_run_properties(run: Element, look: CharFormat) -> None:
    """`w:rPr`, its children in the order of CT_RPr."""
    properties = SubElement(run, _RPR)
    if look.style:
        SubElement(properties, w("rStyle"), {VAL: look.style})
    if look.east_asian_glyphs:
        SubElement(properties, w("rFonts"), {w("hint"): "eastAsia"})
    _toggle(properties, "b", look.bold)
    _toggle(properties, "i", look.italic)
    _toggle(properties, "smallCaps", look.small_caps)
    if look.strike:
        SubElement(properties, w("strike"))
    if look.underline is not None:
        SubElement(properties, w("u"), {VAL: "single" if look.underline else "none"})
    if look.position:
        SubElement(properties, w("vertAlign")).set(VAL, look.position)
    if look.language or look.east_asian_language:
        language = SubElement(properties, w("lang"))
        if look.language:
            language.set(VAL, look.language)
        if look.east_asian_language:
            language.set(w("eastAsia"), look.east_asian_language)


NO_SPACING: Mapping[str, int] = {}


# --- paragraphs ---------------------------------------------------------------


def add_paragraph(
    parent: Element,
    style: str,
    *,
    keep_next: bool = False,
    let_go: bool = False,
    spacing: Mapping[str, int] = NO_SPACING,
    numbering: tuple[int, int] | None = None,
    tabs: tuple[tuple[str, int], ...] = (),
    indent: int = 0,
    left_indent: int = 0,
    right_indent: int = 0,
    align: str = "",
) -> Element:
    """`w:p`. `numbering` is (list, level), a tab stop (`center`, twips); indents are in twips.

    `keep_next` keeps it with the next paragraph, `let_go` undoes what its style says of that. `spacing` is
    what is `before` and `after` it in twips, where that is not the style's.
    """
    element = SubElement(parent, _P)
    properties = SubElement(element, _PPR)
    SubElement(properties, _PSTYLE, {VAL: style})
    if keep_next:
        SubElement(properties, w("keepNext"))
    elif let_go:
        SubElement(properties, w("keepNext"), {VAL: "0"})
    if numbering is not None:
        of_list = SubElement(properties, w("numPr"))
        SubElement(of_list, w("ilvl"), {VAL: str(numbering[1])})
        SubElement(of_list, w("numId"), {VAL: str(numbering[0])})
    if tabs:
        stops = SubElement(properties, w("tabs"))
        for kind, position in tabs:
            SubElement(stops, w("tab"), {VAL: kind, w("pos"): str(position)})
    if spacing:
        SubElement(properties, w("spacing"), {w(side): str(width) for side, width in spacing.items()})
    if indent:
        attributes = {w("left"): str(indent), w("firstLineChars"): "0", w("firstLine"): "0"}
        SubElement(properties, w("ind"), attributes)
    elif left_indent or right_indent:
        sides = {"left": left_indent, "right": right_indent}
        SubElement(properties, w("ind"), {w(side): str(width) for side, width in sides.items() if width})
    if align:
        SubElement(properties, w("jc"), {VAL: align})
    return element


def is_paragraph(element: Element) -> bool:
    return bool(element.tag == _P)


def begin_page(paragraph: Element) -> None:
    """Let the paragraph stand at the top of a page."""
    properties = paragraph.find(_PPR)
    if properties is None:
        properties = etree.Element(_PPR)
        paragraph.insert(0, properties)
    before = {_PSTYLE, w("keepNext"), w("keepLines")}
    at = sum(child.tag in before for child in properties)
    properties.insert(at, etree.Element(w("pageBreakBefore")))


def paragraph_style(paragraph: Element) -> str:
    """The id of its style; empty for the default one."""
    found = paragraph.find(f"{_PPR}/{_PSTYLE}")
    return "" if found is None else found.get(VAL, "")


def has_text(paragraph: Element) -> bool:
    """Whether anything stands in it, be it a picture or a formula."""
    return any(child.tag != _PPR for child in paragraph)


# --- runs -----------------------------------------------------------------------


def add_run(parent: Element, look: CharFormat = PLAIN) -> Element:
    """`w:r` with its formatting; what it holds is added by the caller."""
    run = SubElement(parent, RUN)
    if look != PLAIN:
        _add_run_properties(run, look)
    return run


def add_text(parent: Element, text: str, look: CharFormat = PLAIN, *, deleted: bool = False) -> None:
    """A run of text on one line."""
    run = add_run(parent, look)
    node = SubElement(run, _DEL_TEXT if deleted else _T)
    node.text = text = line_text(text)
    if text[:1].isspace() or text[-1:].isspace():
        node.set(SPACE, "preserve")


def add_lines(parent: Element, text: str) -> None:
    """A run of text whose line ends and tabs are kept."""
    run = add_run(parent)
    for number, line in enumerate(xml_text(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if number:
            SubElement(run, w("br"))
        for position, piece in enumerate(line.split("\t")):
            if position:
                SubElement(run, w("tab"))
            SubElement(run, _T, {SPACE: "preserve"}).text = piece


def add_break(parent: Element, look: CharFormat = PLAIN) -> None:
    """A line break within the paragraph."""
    SubElement(add_run(parent, look), w("br"))


def add_tab(parent: Element) -> None:
    SubElement(add_run(parent), w("tab"))


# --- fields, links, bookmarks -----------------------------------------------------


def add_field(
    parent: Element, instruction: str, result: str, look: CharFormat = PLAIN, *, deleted: bool = False
) -> None:
    """A complex field with the result that a reader sees before fields are updated."""
    open_field(parent, instruction, look, deleted=deleted)
    add_text(parent, result, look, deleted=deleted)
    close_field(parent, look)


def open_field(parent: Element, instruction: str, look: CharFormat = PLAIN, *, deleted: bool = False) -> None:
    """The start of a field whose result is what stands up to `close_field`, also across paragraphs."""
    SubElement(add_run(parent, look), _FLD_CHAR, {_FLD_CHAR_TYPE: "begin"})
    node = SubElement(add_run(parent, look), _DEL_INSTR if deleted else _INSTR, {SPACE: "preserve"})
    node.text = xml_text(f" {instruction} ")
    SubElement(add_run(parent, look), _FLD_CHAR, {_FLD_CHAR_TYPE: "separate"})


def close_field(parent: Element, look: CharFormat = PLAIN) -> None:
    SubElement(add_run(parent, look), _FLD_CHAR, {_FLD_CHAR_TYPE: "end"})


def add_internal_link(parent: Element, bookmark: str) -> Element:
    """`w:hyperlink` to a bookmark of this document."""
    return SubElement(parent, _HYPERLINK, {_ANCHOR: bookmark, _HISTORY: "1"})


def add_external_link(parent: Element, relationship: str) -> Element:
    """`w:hyperlink` to the target of a relationship of this part."""
    return SubElement(parent, _HYPERLINK, {r("id"): relationship, _HISTORY: "1"})


def add_bookmark_start(parent: Element, number: int, name: str) -> None:
    SubElement(parent, w("bookmarkStart"), {_ID: str(number), _NAME: name})


def add_bookmark_end(parent: Element, number: int) -> None:
    SubElement(parent, w("bookmarkEnd"), {_ID: str(number)})


# --- notes, changes, comments -------------------------------------------------------


def add_footnote_reference(parent: Element, number: int) -> None:
    """The mark in the text; Word numbers it."""
    run = add_run(parent, CharFormat(style="FootnoteReference"))
    SubElement(run, w("footnoteReference"), {_ID: str(number)})


def add_footnote_mark(paragraph: Element) -> None:
    """The mark at the start of the footnote's own text, and a space."""
    SubElement(add_run(paragraph, CharFormat(style="FootnoteReference")), w("footnoteRef"))
    add_text(paragraph, " ")


def add_footnote(footnotes: Element, number: int) -> Element:
    """`w:footnote`; its paragraphs are added by the caller."""
    return SubElement(footnotes, w("footnote"), {_ID: str(number)})


def add_change(parent: Element, author: str, date: str, number: int, *, deleted: bool) -> Element:
    """`w:ins` or `w:del`: runs of a tracked change."""
    return SubElement(
        parent, w("del" if deleted else "ins"), {_ID: str(number), _AUTHOR: author, _DATE: date}
    )


def add_comment_anchor(parent: Element, number: int) -> None:
    """The place that a comment speaks of."""
    SubElement(parent, w("commentRangeStart"), {_ID: str(number)})
    SubElement(parent, w("commentRangeEnd"), {_ID: str(number)})
    run = add_run(parent, CharFormat(style="CommentReference"))
    SubElement(run, w("commentReference"), {_ID: str(number)})


def add_comment(comments: Element, number: int, text: str, author: str, date: str) -> None:
    """`w:comment` with one paragraph per line of `text`."""
    initials = "".join(word[0] for word in author.split())
    comment = SubElement(
        comments,
        w("comment"),
        {_ID: str(number), _AUTHOR: author, _DATE: date, w("initials"): initials},
    )
    for position, line in enumerate(text.splitlines() or [""]):
        paragraph = add_paragraph(comment, "CommentText")
        if position == 0:
            SubElement(add_run(paragraph, CharFormat(style="CommentReference")), w("annotationRef"))
        add_text(paragraph, line)
