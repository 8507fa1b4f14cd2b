"""Comments and tracked changes into the text of a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count, groupby

from lxml import etree

from toolkit.model.frozen import frozen
from toolkit.render.docx_annotate.package import WordFile, comments_parts, parsed, with_parts
from toolkit.render.docx_annotate.places import AUTHOR, Deletion, Marker, Place
from toolkit.render.docx_annotate.xmltext import Vocabulary, escaped, read_xml, spliced

INITIALS = "RT"
_DIGITS = 9
"""Identifiers are numbers of 32 bits; of the longest none is counted on from."""


@frozen
class Comment:
    """A remark at a passage. Each string of `paragraphs` is a paragraph of it."""

    place: Place
    paragraphs: tuple[str, ...]


@frozen
class Change:
    """A passage to be replaced by `text`, as a tracked change. Passages of changes lie apart."""

    place: Place
    text: str


def annotate(file: WordFile, comments: Sequence[Comment], changes: Sequence[Change] = ()) -> bytes:
    """The Word file with comments and tracked changes, all else byte for byte as it was.

    Every place lies in the main part. A change whose passage holds more than text (a formula, a
    line break, the mark of a note) is left out. The same input gives the same bytes: no date is
    written.
    """
    text = read_xml(file.part(file.main), file.root)
    changes = [change for change in changes if can_change(change.place)]
    old = parsed(file.part(file.comments)) if file.comments is not None else None
    numbers = count(1 + max((*_ids(old, "comment"), *_ids(text.root)), default=0))
    pieces = [piece for change in changes for piece in change.place.pieces]
    marker = Marker(text, [Deletion(piece.node, piece.start, piece.end) for piece in pieces], numbers)
    words = marker.words if old is None else Vocabulary.of(old)
    for change in changes:
        _mark_change(marker, change)
    entries: list[str] = []
    for comment in comments:
        number = next(numbers)
        _mark_comment(marker, comment.place, number)
        entries.append(_comment(words, number, comment.paragraphs))
    changed = {file.main: spliced(text.content, marker.splices())}
    if not entries:
        return with_parts(file, changed, {})
    namespace = etree.QName(text.root).namespace
    opening = f'<{words.prefix}:comments xmlns:{words.prefix}="{namespace}">'
    also_changed, new = comments_parts(file, "".join(entries), opening)
    return with_parts(file, changed | also_changed, new)


def can_change(place: Place) -> bool:
    """Whether a passage is text in runs, which a tracked change can take away."""
    return bool(place.pieces) and all(
        piece.run is not None and etree.QName(piece.node).localname == "t" and piece.end > piece.start
        for piece in place.pieces
    )


def _ids(root: etree._Element | None, *names: str) -> list[int]:
    """The identifiers of comments and changes that are taken."""
    if root is None:
        return []
    namespace = etree.QName(root).namespace
    tags = [f"{{{namespace}}}{name}" for name in names] or ["*"]
    found = (element.get(f"{{{namespace}}}id", "") for element in root.iter(*tags))
    return [int(value) for value in found if value.isascii() and value.isdigit() and len(value) < _DIGITS]


def _mark_comment(marker: Marker, place: Place, number: int) -> None:
    words = marker.words
    start, end = words.empty("commentRangeStart", id=number), words.empty("commentRangeEnd", id=number)
    reference = f"{words.open('r')}{words.empty('commentReference', id=number)}{words.close('r')}"
    if place.pieces and not _is_empty(place):
        marker.start(marker.before(place.pieces[0]), start, outside=True)
        marker.end(marker.behind(place.pieces[-1]), end + reference)
    else:
        at = marker.before(place.pieces[0]) if place.pieces else marker.paragraph_start(place.paragraph)
        marker.start(at, start + end + reference)


def _is_empty(place: Place) -> bool:
    """Whether a passage is a point between two characters."""
    return all(
        etree.QName(piece.node).localname == "t" and piece.start == piece.end for piece in place.pieces
    )


def _comment(words: Vocabulary, number: int, paragraphs: Sequence[str]) -> str:
    identity = words.open("comment", id=number, author=AUTHOR, initials=INITIALS)
    mark = f"{words.open('r')}{words.empty('annotationRef')}{words.close('r')}"
    written = "".join(
        f"{words.open('p')}{'' if index else mark}{_run(words, paragraph)}{words.close('p')}"
        for index, paragraph in enumerate(paragraphs)
    )
    return f"{identity}{written}{words.close('comment')}"


def _run(words: Vocabulary, text: str, properties: str = "") -> str:
    opened = words.open("t")[:-1] + ' xml:space="preserve">'
    return f"{words.open('r')}{properties}{opened}{escaped(text)}{words.close('t')}{words.close('r')}"


def _mark_change(marker: Marker, change: Change) -> None:
    """`w:del` around each run of the passage, and behind the last a `w:ins` in its formatting."""
    words = marker.words
    runs = [list(group) for _, group in groupby(change.place.pieces, key=lambda piece: id(piece.run))]
    for pieces in runs:
        marker.start(marker.before(pieces[0]), marker.deletion())
        closing = words.close("del")
        if pieces is runs[-1] and change.text:
            own = marker.properties(runs[0][0].run) if runs[0][0].run is not None else ""
            inserted = _run(words, change.text, own)
            closing += f"{marker.insertion()}{inserted}{words.close('ins')}"
        marker.end(marker.behind(pieces[-1]), closing)
