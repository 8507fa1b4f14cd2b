"""Punctuation where affixes, delimiters, field contents and quotation marks meet.

CSL 1.0.2 leaves most of this to the processor; the rules here are those that citeproc-js
established and that style authors test with: a mark is not printed twice, some pairs
merge (`?.` prints `?`), marks of an affix merge with the end of the content before them,
and full stop, comma, question and exclamation mark go inside closing quotation marks where
the locale says `punctuation-in-quote`.
"""

from __future__ import annotations

from typing import Final

from toolkit.csl.tree import FORMATTING, Blob

MARKS: Final = frozenset("!?.:,;")
_ABSORBED: Final = {
    "!.": "!",
    "!:": "!",
    "?.": "?",
    "?:": "?",
    ":!": "!",
    ":?": "?",
    ":.": ":",
    ";!": "!",
    ";?": "?",
    ";:": ";",
    ";.": ";",
}
"""Pairs of which only one mark is printed."""
_MOVES_IN: Final = frozenset("!?.,")
_MOVES_OUT: Final = frozenset(":,;")
_MARKS_AND_SPACE: Final = MARKS | {" ", "\u00a0"}


def settle(root: Blob, *, in_quotes: bool) -> None:
    """Move, merge and drop punctuation in the whole tree. `in_quotes` is the locale's option."""
    _lift(root)
    _join_siblings(root)
    _sink(root, in_quotes=in_quotes)
    _quote(root, in_quotes=in_quotes)


def _decorated(blob: Blob, *, quotes: bool) -> bool:
    return any(kind in FORMATTING or (quotes and kind == "quotes") for kind, _ in blob.decor)


def _quoted(blob: Blob) -> bool:
    return any(kind == "quotes" and value != "false" for kind, value in blob.decor)


def _to_left(left: str, right: str) -> tuple[str, str]:
    """Move the mark at the start of `right` to the end of `left`, or drop it if it stands there."""
    first, second = left[-1:], right[:1]
    if first == second:
        return left, right[1:]
    if second in MARKS:
        if first in MARKS:
            return left[:-1] + _ABSORBED.get(first + second, first + second), right[1:]
        return left + second, right[1:]
    return left, right


def _to_right(left: str, right: str) -> tuple[str, str]:
    """Move the mark at the end of `left` to the start of `right`, or drop it if it stands there."""
    first, second = left[-1:], right[:1]
    if first == second:
        return left[:-1], right
    if first in MARKS:
        if second in MARKS:
            return left[:-1], _ABSORBED.get(first + second, first + second) + right[1:]
        return left[:-1], first + right
    return left, right


def _drop_repeated(blob: Blob) -> None:
    mark = blob.suffix[:1]
    if mark and mark in MARKS and mark == blob.text[-1:]:
        blob.suffix = blob.suffix[1:]


def _lift(parent: Blob) -> None:
    """Bottom-up: leading marks and outer spaces of children go to the parent's affixes."""
    kids = parent.kids
    if kids is None:
        if parent.suffix:
            _drop_repeated(parent)
        return
    if not kids:
        return
    decorated = bool(parent.decor) and _decorated(parent, quotes=True)
    last = len(kids) - 1
    delimiter = parent.delimiter
    edge = delimiter[-1:] if delimiter and delimiter[-1] in _MARKS_AND_SPACE else ""
    for index in range(last, -1, -1):
        child = kids[index]
        _lift(child)
        if index == 0 and child.prefix:
            if child.prefix[0] == " " and parent.prefix[-1:] == " ":
                child.prefix = child.prefix[1:]
            mark = child.prefix[:1]
            if mark and not decorated and not parent.prefix and mark in _MARKS_AND_SPACE:
                parent.prefix = mark
                child.prefix = child.prefix[1:]
        if index == last and not decorated and child.suffix[-1:] == " ":
            if parent.suffix[:1] != " ":
                parent.suffix = " " + parent.suffix
            child.suffix = child.suffix[:-1]
        if edge and index > 0 and child.prefix[:1] == edge:
            child.prefix = child.prefix[1:]


def _join_siblings(parent: Blob) -> None:
    """Without a delimiter, a mark that starts a prefix joins what stands before it."""
    kids = parent.kids
    if not kids:
        return
    for index in range(len(kids) - 1, -1, -1):
        child = kids[index]
        if child.kids:
            _join_siblings(child)
        if parent.delimiter or index + 1 >= len(kids):
            continue
        sibling = kids[index + 1]
        mark = sibling.prefix[:1]
        if not mark or mark not in MARKS:
            continue
        if _decorated(child, quotes=False) or _decorated(sibling, quotes=False):
            continue
        ends_so = child.suffix[-1:] if child.suffix else (child.text[-1:] if child.kids is None else "")
        if ends_so == mark:
            sibling.prefix = sibling.prefix[1:]
        else:
            child.suffix, sibling.prefix = _to_left(child.suffix, sibling.prefix)


def _ends_with(blob: Blob, mark: str) -> bool:
    """Whether the content before the blob's own suffix ends with this mark."""
    if not mark or mark not in MARKS:
        return False
    while blob.kids:
        blob = blob.kids[-1]
        if blob.suffix:
            return blob.suffix[-1] == mark
    return blob.text[-1:] == mark


def _absorbs_below(mark: str, blob: Blob) -> bool:
    """Whether `mark` would merge to one character with the end of the blob or of what it ends with."""
    while True:
        end = blob.suffix[-1:] or (blob.text[-1:] if blob.kids is None else "")
        if end and len(_ABSORBED.get(end + mark, "  ")) == 1:
            return True
        if not blob.kids:
            return False
        blob = blob.kids[-1]


def _ends_quoted(blob: Blob) -> bool:
    while True:
        if blob.decor and _quoted(blob):
            return True
        if not blob.kids:
            return False
        blob = blob.kids[-1]


def _ends_numeric(blob: Blob) -> bool:
    while blob.kids:
        blob = blob.kids[-1]
    return blob.number is not None


def _numeric(blob: Blob) -> bool:
    """Whether the blob is a number, or the shell of a citation number; a group around a number is none."""
    if blob.number is not None:
        return True
    kids = blob.kids
    return kids is not None and len(kids) == 1 and kids[0].number is not None and bool(kids[0].numeral)


def _sink(parent: Blob, *, in_quotes: bool) -> None:
    """Top-down: marks of delimiters and suffixes meet the ends of what they follow."""
    kids = parent.kids
    if kids is None:
        if parent.suffix:
            _drop_repeated(parent)
        return
    if not kids:
        return
    if parent.delimiter and parent.delimiter[0] in MARKS:
        _hand_down(parent, kids)
    last = len(kids) - 1
    for index in range(last, -1, -1):
        child = kids[index]
        if index == last:
            if parent.suffix or child.suffix:
                _sink_last(parent, child, in_quotes=in_quotes)
        elif child.suffix:
            _meet_next(parent.delimiter, child, kids[index + 1])
        ends_plainly = child.kids is None and child.number is None and child.suffix[:1] in MARKS
        if ends_plainly and not (child.decor and _decorated(child, quotes=True)):
            child.text, child.suffix = _to_left(child.text, child.suffix)
        _sink(child, in_quotes=in_quotes)


def _hand_down(parent: Blob, kids: list[Blob]) -> None:
    """The mark that starts a delimiter becomes part of what it follows."""
    mark = parent.delimiter[0]
    for child in kids[:-1]:
        if child.suffix[-1:] != mark:
            child.suffix += mark
    parent.delimiter = parent.delimiter[1:]


def _meet_next(delimiter: str, child: Blob, following: Blob) -> None:
    """The end of a child's suffix is not repeated by the delimiter or by the next prefix."""
    end = child.suffix[-1]
    if end not in _MARKS_AND_SPACE:
        return
    if delimiter:
        if delimiter[0] == end:
            child.suffix = child.suffix[:-1]
    elif following.prefix[:1] == end and not _numeric(child) and not _decorated(child, quotes=True):
        following.prefix = following.prefix[1:]


def _sink_last(parent: Blob, child: Blob, *, in_quotes: bool) -> None:
    """The parent's suffix against the end of its last child."""
    mark = parent.suffix[:1]
    moves = mark in MARKS and (_absorbs_below(mark, child) or (in_quotes and _ends_quoted(child)))
    if moves and not _ends_numeric(child):
        if child.kids is None:
            child.text, parent.suffix = _to_left(child.text, parent.suffix)
        else:
            child.suffix, parent.suffix = _to_left(child.suffix, parent.suffix)
        if parent.suffix[:1] == ".":
            child.suffix += "."
            parent.suffix = parent.suffix[1:]
    if child.suffix[-1:] == " " and parent.suffix[:1] == " ":
        parent.suffix = parent.suffix[1:]
    if child.suffix and child.suffix[0] in _MARKS_AND_SPACE:
        if child.kids is None and child.text[-1:] == child.suffix[0]:
            child.suffix = child.suffix[1:]
        if child.suffix and child.suffix[-1] == parent.suffix[:1]:
            # Of `.;` after a full stop only the stop is printed: it closes what stands before.
            parent.suffix = parent.suffix[2:] if parent.suffix[1:2] in MARKS else parent.suffix[1:]
    if parent.suffix and _ends_with(parent, parent.suffix[0]):
        parent.suffix = parent.suffix[1:]


def _quote(parent: Blob, *, in_quotes: bool) -> None:
    """Marks that follow a quotation go inside it or out of it, as the locale wants."""
    for child in parent.kids or ():
        if child.decor and _quoted(child):
            holder = child if child.kids is None else (child.kids[-1] if child.kids else None)
            if holder is not None and in_quotes:
                while child.suffix and child.suffix[0] in _MOVES_IN:
                    _pull(holder, child)
            elif holder is not None:
                while (holder.text if holder is child else holder.suffix)[-1:] in _MOVES_OUT:
                    if not (holder.text if holder is child else holder.suffix):
                        break
                    _push(holder, child)
        if child.kids:
            _quote(child, in_quotes=in_quotes)


def _pull(holder: Blob, child: Blob) -> None:
    if holder is child:
        child.text, child.suffix = _to_left(child.text, child.suffix)
    else:
        holder.suffix, child.suffix = _to_left(holder.suffix, child.suffix)


def _push(holder: Blob, child: Blob) -> None:
    if holder is child:
        child.text, child.suffix = _to_right(child.text, child.suffix)
    else:
        holder.suffix, child.suffix = _to_right(holder.suffix, child.suffix)
