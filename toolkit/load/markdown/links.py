"""Inline rules for all that begins with a bracket, and for addresses."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from toolkit.load.markdown.attributes import ATTRIBUTES, read_attributes, report_unknown
from toolkit.load.markdown.citations import cite_bracket, is_citation
from toolkit.load.markdown.keys import without_trailing_marks
from toolkit.load.markdown.state import SourceInline
from toolkit.model.inline import FootnoteReference, Foreign, Inlines, Link, Style, Styled, Text

_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>]*)>")
_EMAIL = re.compile(r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?)>")
_URL = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9._~:/?#@!$&'()+,;=%-]*+)")
FOOTNOTE_NAME = re.compile(r"[^\s\[\]^]+")
_FOOTNOTE = re.compile(rf"\[\^({FOOTNOTE_NAME.pattern})\]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SCHEMES = frozenset({"http", "https", "mailto", "doi"})
_CLASSES = {"underline": Style.UNDERLINE, "smallcaps": Style.SMALL_CAPS}
_ALLOWED = "A link may lead to http:, https:, mailto: or doi:."
_AS_TEXT = " If no link is meant, write \\[ for the bracket."


class Destination(NamedTuple):
    href: str
    title: str
    end: int


def bracket(state: SourceInline, silent: bool) -> bool:
    """`[…]`: a footnote, a link, a passage with attributes, citations, or just a bracket."""
    start = state.pos
    if state.src[start] != "[":
        return False
    close = state.scan.closing_bracket(start, state.posMax)
    if close is None:
        return False
    behind = state.src[close + 1 : close + 2] if close + 1 < state.posMax else ""
    return (
        _footnote(state)
        or (behind == "(" and _link(state, close))
        or (behind == "{" and _attributed(state, close))
        or cite_bracket(state, close)
        or _reference_link(state, close)
    )


def _footnote(state: SourceInline) -> bool:
    if not state.context.references:
        return False
    found = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    span = state.span(state.pos, found.end())
    state.context.used_notes.add(found[1])
    state.put(FootnoteReference(found[1], span), state.pos, found.end())
    state.pos = found.end()
    return True


# --- links ------------------------------------------------------------------


def _link(state: SourceInline, close: int) -> bool:
    """`[text](destination "title")`."""
    destination = _destination(state, close + 1)
    if destination is None:
        return False
    # Words in parentheses behind a citation are words.
    if _scheme(destination.href) not in _SCHEMES and is_citation(state, state.pos, close):
        return False
    if destination.title:
        state.problem(
            "The title of a link has no place in print.",
            close + 1,
            destination.end,
            f"Delete “{destination.title}”, or write it into the text.",
        )
    return _put_link(state, close, destination.href, destination.end)


def _destination(state: SourceInline, start: int) -> Destination | None:
    """What stands in the parentheses that begin at `start` (CommonMark 6.3)."""
    text, end = state.src, state.posMax
    position = _skip_space(text, start + 1, end)
    href, title = "", ""
    found = parseLinkDestination(text, position, end)
    if found.ok:
        href, position = found.str, found.pos
    after = _skip_space(text, position, end)
    if after > position and after < end:
        titled = parseLinkTitle(text, after, end)
        if titled.ok:
            title, after = titled.str, _skip_space(text, titled.pos, end)
    if after >= end or text[after] != ")":
        return None
    return Destination(href, title, after + 1)


def _reference_link(state: SourceInline, close: int) -> bool:
    """`[text][label]`, `[label][]` or `[label]`, where the label is defined."""
    definitions = state.context.definitions
    if not definitions:
        return False
    end = close + 1
    label = state.src[state.pos + 1 : close]
    if state.src.startswith("[", end):
        second = state.scan.closing_bracket(end, state.posMax)
        if second is not None:
            label = state.src[end + 1 : second] or label
            end = second + 1
    found = definitions.get(normalizeReference(label))
    if found is None and end > close + 1:
        end = close + 1
        found = definitions.get(normalizeReference(state.src[state.pos + 1 : close]))
    if found is None:
        return False
    state.context.used_definitions.add(found.label)
    return _put_link(state, close, found.href, end)


def _put_link(state: SourceInline, close: int, href: str, end: int) -> bool:
    start = state.pos
    target = checked_target(state, href, start, end)
    if state.in_link:
        state.problem(
            "A link stands inside another link.", start, end, "Let one of them end before the other."
        )
        target = ""
    content = state.inlines(start + 1, close, in_link=True)
    if not content:
        state.problem(
            "This link has no words.", start, end, f"Write them between the brackets, or write <{href}>."
        )
        state.add_text(start, end)
    elif target:
        state.put(Link(target, content, state.span(start, end)), start, end)
    else:
        _put_all(state, content, start, end)
    state.pos = end
    return True


def checked_target(state: SourceInline, href: str, start: int, end: int) -> str:
    """The address of a link, percent-encoded; empty, and a problem, if it is none that we let through."""
    scheme = _scheme(href)
    if scheme == "doi":
        return normalizeLink("https://doi.org/" + href[4:])
    if scheme in _SCHEMES and len(href) > len(scheme) + 1:
        return normalizeLink(href)
    if href.startswith("#"):
        remedy = "Refer to a section, table, figure or equation by @sec:id, @tbl:id, @fig:id, @eq:id."
    elif href.startswith("www."):
        remedy = f"Write https://{href}."
    else:
        remedy = _ALLOWED
    message = f"A link cannot lead to “{href}”." if href else "This link leads nowhere."
    state.problem(message, start, end, remedy + _AS_TEXT)
    return ""


def _scheme(href: str) -> str:
    found = _SCHEME.match(href)
    return found[1].lower() if found else ""


def _put_all(state: SourceInline, nodes: Inlines, start: int, end: int) -> None:
    for node in nodes:
        state.put(node, start, end)


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position] in " \t\n":
        position += 1
    return position


def autolink(state: SourceInline, silent: bool) -> bool:
    """`<https://…>` and `<name@example.org>` (CommonMark 6.5)."""
    start = state.pos
    if state.src[start] != "<":
        return False
    mail = _EMAIL.match(state.src, start, state.posMax)
    found = mail or _AUTOLINK.match(state.src, start, state.posMax)
    if found is None:
        return False
    address, end = found[1], found.end()
    shown = Text(address, state.span(start + 1, end - 1))
    target = checked_target(state, f"mailto:{address}" if mail else address, start, end)
    if target and not state.in_link:
        state.put(Link(target, (shown,), state.span(start, end)), start, end)
    elif target:
        state.put(shown, start, end)
    else:
        state.add_text(start, end)
    state.pos = end
    return True


def bare_address(state: SourceInline, silent: bool) -> bool:
    """An address in the running text; what follows it in a sentence is not part of it."""
    start = state.pos
    before = state.before(start)
    if state.src[start] != "h" or (before.isascii() and before.isalnum()):
        return False
    found = _URL.match(state.src, start, state.posMax)
    if found is None:
        return False
    address = without_trailing_marks(found[0])
    end = start + len(address)
    span = state.span(start, end)
    if state.in_link:
        state.add_text(start, end)
    else:
        state.put(Link(normalizeLink(address), (Text(address, span),), span), start, end)
    state.pos = end
    return True


def image(state: SourceInline, silent: bool) -> bool:
    """`![…](…)` is a picture in Markdown; here a picture has a number and a caption."""
    start = state.pos
    if state.src[start] != "!":
        return False
    close = state.scan.closing_bracket(start + 1, state.posMax)
    if close is None:
        return False
    destination = _destination(state, close + 1) if state.src.startswith("(", close + 1) else None
    if destination is None:
        return False
    end = destination.end
    state.problem(
        "A picture cannot stand in the text.",
        start,
        end,
        f"Write a block of its own: `::: figure id`, `file: {destination.href}`, `caption: …`, `:::`, "
        "each on its own line.",
    )
    state.add_text(start, end)
    state.pos = end
    return True


# --- passages with attributes -----------------------------------------------


def _attributed(state: SourceInline, close: int) -> bool:
    """`[text]{lang=en}`, `[text]{.underline}`, `[text]{.smallcaps}`."""
    start = state.pos
    found = ATTRIBUTES.match(state.src, close + 1, state.posMax)
    if found is None:
        return False
    attributes = read_attributes(found[0])
    span = state.span(close + 1, found.end())
    report_unknown(
        state.context, attributes, span, "a passage in brackets", classes=tuple(_CLASSES), keys=("lang",)
    )
    content = state.inlines(start + 1, close)
    whole = state.span(start, found.end())
    for name in attributes.classes:
        if name in _CLASSES:
            content = (Styled(_CLASSES[name], content, whole),)
    language = attributes.pairs.get("lang", "")
    if language and _LANGUAGE.fullmatch(language):
        content = (Foreign(language, content, whole),)
    elif language:
        state.context.problem(
            f"“{language}” is no language tag.", span, "Write a tag such as en, zh, la or zh-Hant (BCP 47)."
        )
    _put_all(state, content, start, found.end())
    state.pos = found.end()
    return True
