"""Whether a file that was written for blind review says after all who wrote it.

The finished bytes are opened again, every part of them, for no promise about the writing is worth as much
as looking. The reference list and citations may name anyone: those who cite themselves do so like others.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from toolkit.model.diagnostic import Problem
from toolkit.model.inline import ResolvedCitation, plain_text
from toolkit.model.review import LoadedReview, ResolvedReview
from toolkit.model.source import Span
from toolkit.render.identities import Identity, identities

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BREAKS = frozenset({f"{_W}tab", f"{_W}br"})
_XML_ATTRIBUTES = frozenset({"descr", "title", "name", "author", "initials", "Target"})
"""What a reader or a program may see of an element; the rest are formats and ids."""
_HTML_ATTRIBUTES = frozenset({"alt", "aria-label", "content", "href", "src", "title", "alttext", "summary"})
_PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "button",
        "cite",
        "code",
        "em",
        "i",
        "math",
        "mi",
        "mn",
        "mo",
        "mrow",
        "mtext",
        "msub",
        "msup",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "wbr",
    ]
)
"""Elements of HTML that stand in a line of text."""
_ZOTERO_ITEM = re.compile(r"\s*ADDIN ZOTERO_ITEM CSL_CITATION\s*(\{.*\})\s*", re.DOTALL)
_DATA_ADDRESS = re.compile(r"data:[\w/+.-]+;base64,([A-Za-z0-9+/=\s]+)")
_BLOCK = "\0"
"""Between the blocks of a page: no white space, so that no name is found across it."""
_INVISIBLE = re.compile(r"[\s\0\u200b\u2060\ufe0e]+")
_SMALL_WORD = re.compile(r"\b[a-z]+\b")
_SHOWN = 18
"""Characters shown on each side of a leak."""
_LEAST_BYTES = 6
"""Of a picture; less may stand there by chance."""


class Passage(NamedTuple):
    """A piece of a file's text that belongs together, and where it stands."""

    place: str
    text: str


def find_leaks(
    files: Mapping[str, bytes], review: LoadedReview, printed: ResolvedReview
) -> tuple[Problem, ...]:
    """One problem for each thing that gives the authors away, in each part of each file.

    `files` are DOCX and HTML files by name; `review` is the review before it was blinded, `printed` the
    blind one. Names inside the reference list and inside citations are no leaks.
    """
    wanted = identities(review)
    permitted = _permitted(printed)
    found: dict[tuple[str, str], Problem] = {}
    for name, data in files.items():
        passages = (Passage(name, name), *_passages(name, data))
        words: frozenset[str] | None = None
        for passage in passages:
            # What is permitted is taken out only where something was found: that is quicker.
            suspected = [identity for identity in wanted if identity.pattern.search(passage.text)]
            rest = _without(passage, permitted) if suspected else passage
            for identity in suspected:
                hit = identity.pattern.search(rest.text)
                if hit is None:
                    continue
                if identity.ordinary and words is None:
                    words = frozenset(word for other in passages for word in _SMALL_WORD.findall(other.text))
                if not words or identity.ordinary not in words:
                    found.setdefault((identity.what, rest.place), _problem(identity, rest, hit, review))
    return tuple(found.values())


def _problem(identity: Identity, passage: Passage, hit: re.Match[str], review: LoadedReview) -> Problem:
    before = passage.text[max(0, hit.start() - _SHOWN) : hit.start()]
    after = passage.text[hit.end() : hit.end() + _SHOWN]
    shown = " ".join(f"…{before}{hit[0]}{after}…".replace(_BLOCK, " ").split())
    return Problem(
        f"the blind copy gives away {identity.what}: {passage.place} has '{shown}'",
        _source(identity, review),
        "take it out of the text, the tables or the figures, or write it in the third person; "
        "nothing was written",
    )


def _source(identity: Identity, review: LoadedReview) -> Span | None:
    """Where the author wrote it, if it stands in a file other than review.yaml, which has to name them."""
    for path, text in review.sources.items():
        if path.parent == review.root or not path.is_relative_to(review.root):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            hit = identity.pattern.search(line)
            if hit:
                return Span.at(path, number, hit.start() + 1, hit.end() - hit.start())
    return None


# --- what may name anyone ---------------------------------------------------------------------


def _permitted(review: ResolvedReview) -> tuple[str, ...]:
    """The reference list, citations that consist of more than numbers, and the journal's own name:
    without white space, which formats set as they need."""
    texts = [
        text
        for entry in review.bibliography
        for text in (plain_text(entry.content), plain_text(entry.translation))
    ]
    texts += [text for citation in review.citations for text in _cited(citation)]
    texts += review.journal.name.values()
    for pieces in review.journal.page.header.values():
        texts += [pieces] if isinstance(pieces, str) else pieces
    wordy = {_INVISIBLE.sub("", text) for text in texts if any(letter.isalpha() for letter in text)}
    return tuple(sorted(wordy, key=lambda text: (-len(text), text)))


def _cited(citation: ResolvedCitation) -> list[str]:
    """What a citation says of the works; the author's own words in it are not permitted."""
    pieces = [plain_text(citation.content)]
    for item in citation.source.items:
        for affix in filter(None, (plain_text(item.prefix).strip(), plain_text(item.suffix).strip())):
            pieces = [part for piece in pieces for part in piece.split(affix)]
    return pieces


def _without(passage: Passage, permitted: Iterable[str]) -> Passage:
    """The passage with `_BLOCK` in place of what may name anyone."""
    text = list(passage.text)
    places = [at for at, letter in enumerate(text) if not _INVISIBLE.fullmatch(letter)]
    squeezed = "".join(text[at] for at in places)
    for words in permitted:
        at = squeezed.find(words)
        while at >= 0:
            for place in places[at : at + len(words)]:
                text[place] = _BLOCK
            at = squeezed.find(words, at + len(words))
    return passage._replace(text="".join(text))


# --- reading the files --------------------------------------------------------------------------


def _passages(name: str, data: bytes) -> Iterator[Passage]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield from _part(f"{name} ({part})", archive.read(part))
    else:
        yield from _page(name, data)


def _part(place: str, data: bytes) -> Iterator[Passage]:
    """A part of a package: XML by its paragraphs and visible attributes, anything else as bytes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        yield from _binary(place, data)
        return
    if etree.QName(root).localname == "svg":  # also its comments and all attributes
        yield from _binary(place, data)
    inside = f"{_W}p"
    for node in root.iter(etree.Element):
        if node.tag == inside:
            yield Passage(place, _paragraph(node))
            for code in node.iter(f"{_W}instrText", f"{_W}delInstrText"):
                yield Passage(place, _field_text(code.text or ""))
        elif not str(node.tag).startswith(_W) and node.text:
            yield Passage(place, node.text)
        elif node.tag == f"{_W}tblCaption":
            yield Passage(place, node.get(f"{_W}val", ""))
        if node.tag == f"{_W}bookmarkStart":
            continue
        for key, value in node.attrib.items():
            if etree.QName(str(key)).localname in _XML_ATTRIBUTES:
                yield Passage(place, str(value))


def _paragraph(paragraph: etree._Element) -> str:
    nodes = paragraph.iter(f"{_W}t", f"{_W}delText", _MATH_TEXT, *_BREAKS)
    return "".join("\t" if node.tag in _BREAKS else node.text or "" for node in nodes)


def _field_text(code: str) -> str:
    """What an author wrote into a field: of Zotero's data on cited works only the words around them."""
    found = _ZOTERO_ITEM.fullmatch(code)
    if found is None:
        return code
    items = json.loads(found[1])["citationItems"]
    return "\n".join(str(item.get(name, "")) for item in items for name in ("prefix", "suffix"))


def _binary(place: str, data: bytes) -> Iterator[Passage]:
    """What can be read in a picture: comments and properties are plain text in most formats."""
    for encoding in ("utf-8", "utf-16-le"):
        text = data.decode(encoding, "ignore")
        for piece in re.findall(r"[^\x00-\x1f\ufffd]{3,}", text):
            if len(piece.encode("utf-8")) >= _LEAST_BYTES:
                yield Passage(place, piece)


def _page(name: str, data: bytes) -> Iterator[Passage]:
    """A page of HTML: its text by blocks, attributes that are shown or read, linked data, pictures."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    root = etree.fromstring(data, parser)
    pieces: list[str] = []
    for node in root.iter(etree.Element):
        if node.tag == "script" and node.get("type") == "application/ld+json":
            linked = json.loads(node.text or "{}")
            linked.pop("citation", None)
            yield Passage(f"{name} (linked data)", json.dumps(linked, ensure_ascii=False))
        if node.tag == "meta" and node.get("name") == "citation_reference":
            continue
        for key, value in node.attrib.items():
            if key in _HTML_ATTRIBUTES and not str(value).startswith("#"):
                yield from _attribute(f"{name} ({node.tag} {key})", str(value))
    _collect(root, pieces)
    yield Passage(name, "".join(pieces))


def _attribute(place: str, value: str) -> Iterator[Passage]:
    embedded = _DATA_ADDRESS.fullmatch(value)
    if embedded is None:
        yield Passage(place, value)
        return
    try:
        yield from _part(place, base64.b64decode(embedded[1]))
    except binascii.Error:
        yield Passage(place, value)


def _collect(node: etree._Element, pieces: list[str]) -> None:
    """The text below an element, with `_BLOCK` where a block begins or ends."""
    if node.tag in ("script", "style") or not isinstance(node.tag, str):
        return
    block = node.tag not in _PHRASING
    if block:
        pieces.append(_BLOCK)
    pieces.append(node.text or "")
    for child in node:
        _collect(child, pieces)
        pieces.append(child.tail or "")
    if block:
        pieces.append(_BLOCK)
