"""Inline trees as HTML and as text. The HTML follows citeproc-js's conventions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from toolkit.model.inline import Display, EntryLink, Inline, Inlines, LineBreak, Link, Style, Styled, Text

_TAGS: Final = {
    Style.EMPH: ("<i>", "</i>"),
    Style.STRONG: ("<b>", "</b>"),
    Style.SUPER: ("<sup>", "</sup>"),
    Style.SUB: ("<sub>", "</sub>"),
    Style.OBLIQUE: ("<em>", "</em>"),
    Style.SMALL_CAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Style.UNDERLINE: ('<span style="text-decoration:underline;">', "</span>"),
    Style.STRIKE: ("<s>", "</s>"),
    Style.LIGHT: ('<span style="font-weight:light;">', "</span>"),
    Style.UPRIGHT: ('<span style="font-style:normal;">', "</span>"),
    Style.NO_STRONG: ('<span style="font-weight:normal;">', "</span>"),
    Style.NO_SMALL_CAPS: ('<span style="font-variant:normal;">', "</span>"),
    Style.NO_UNDERLINE: ('<span style="text-decoration:none;">', "</span>"),
    Style.BASELINE: ('<span style="baseline">', "</span>"),
}
_DISPLAY: Final = {
    "block": ('\n\n    <div class="csl-block">', "</div>\n"),
    "left-margin": ('\n    <div class="csl-left-margin">', "</div>"),
    "right-inline": ('<div class="csl-right-inline">', "</div>\n  "),
    "indent": ('<div class="csl-indent">', "</div>\n  "),
}
_SUPERSCRIPTS: Final = dict(
    zip(
        "ª²³¹ºʰʱʲʳʴʵʶʷʸˠˡˢˣˤᴬᴭᴮᴰᴱᴲᴳᴴᴵᴶᴷᴸᴹᴺᴼᴽᴾᴿᵀᵁᵂᵃᵄᵅᵆᵇᵈᵉᵊᵋᵌᵍᵏᵐᵑᵒᵓᵔᵕᵖᵗᵘᵙᵚᵛᵜᵝᵞᵟᵠᵡ⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ㆒㆓㆔㆕㆖㆗㆘㆙㆚㆛㆜㆝㆞㆟ˀˁۥۦ",
        "a231ohɦjrɹɻʁwyɣlsxʕAÆBDEƎGHIJKLMNOȢPRTUWaɐɑᴂbdeəɛɜgkmŋoɔᴖᴗptuᴝɯvᴥβγδφχ0i456789+−=()n一二三四上中下甲乙丙丁天地人ʔʕوي",
        strict=True,
    )
)
_ESCAPES: Final = str.maketrans(
    {
        "&": "&#38;",
        "<": "&#60;",
        ">": "&#62;",
        "℠": "<sup>SM</sup>",
        "™": "<sup>TM</sup>",
        **{raised: f"<sup>{base}</sup>" for raised, base in _SUPERSCRIPTS.items()},
    }
)


def escape(text: str) -> str:
    """Text for HTML; superscript characters become `<sup>`."""
    return text.translate(_ESCAPES)


def to_html(nodes: Iterable[Inline]) -> str:
    """The inline tree as HTML."""
    parts: list[str] = []
    _html(nodes, parts)
    return "".join(parts)


def _html(nodes: Iterable[Inline], parts: list[str]) -> None:
    for node in nodes:
        match node:
            case Text():
                parts.append(escape(node.text))
            case Styled():
                before, after = _TAGS[node.style]
                _wrap(before, node.children, after, parts)
            case Display():
                before, after = _DISPLAY[node.kind]
                _wrap(before, node.children, after, parts)
            case EntryLink():
                _html(node.children, parts)
            case Link():
                _wrap(f'<a href="{escape(node.target)}">', node.children, "</a>", parts)
            case LineBreak():
                parts.append("<br/>")
            case _:
                raise TypeError(f"the engine makes no {type(node).__name__}")


def _wrap(before: str, children: Inlines, after: str, parts: list[str]) -> None:
    parts.append(before)
    _html(children, parts)
    parts.append(after)


def entry_html(whole: Inlines) -> str:
    """One entry of a bibliography as a block."""
    return f'  <div class="csl-entry">{to_html(whole)}</div>\n'


def bibliography_html(entries: Iterable[Inlines]) -> str:
    """A whole bibliography."""
    return '<div class="csl-bib-body">\n' + "".join(map(entry_html, entries)) + "</div>"


def to_text(nodes: Iterable[Inline]) -> str:
    """The inline tree as plain text; parts with their own place on the page on their own lines."""
    parts: list[str] = []
    for node in nodes:
        match node:
            case Text():
                parts.append(node.text)
            case LineBreak():
                parts.append("\n")
            case Display(kind="left-margin"):
                parts.append(to_text(node.children).rstrip() + " ")
            case Display(kind="block" | "indent"):
                parts.append("\n" + to_text(node.children))
            case Styled() | EntryLink() | Link() | Display():
                parts.append(to_text(node.children))
            case _:
                raise TypeError(f"the engine makes no {type(node).__name__}")
    return "".join(parts)
