"""The tree that elements of a style render to, before punctuation is settled.

A blob is a piece of text or a list of blobs, with affixes, a delimiter between its
children and decorations. Blobs are mutable: punctuation moves between them, collapsing
removes them, the subsequent-author substitute replaces them. `flatten` turns the settled
tree into the inline tree of `toolkit.model.inline`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

Decoration: TypeAlias = tuple[str, str]
"""(`font-style`, `italic`), (`quotes`, `true` or `inner`), (`display`, `block`), …"""

FORMATTING: Final = frozenset(
    {"font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"}
)


NAME_ROLES: Final = frozenset({"names", "name-list"})
"""What cs:names prints: the first one of an entry, and any other."""


class Blob:
    """A piece of output. Either `text` is set or `kids` is, never both."""

    __slots__ = (
        "decor",
        "delimiter",
        "flip",
        "key",
        "kids",
        "number",
        "numeral",
        "prefix",
        "role",
        "suffix",
        "terms",
        "text",
    )

    def __init__(
        self,
        text: str = "",
        kids: list[Blob] | None = None,
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        decor: tuple[Decoration, ...] = (),
    ) -> None:
        self.text = text
        self.kids = kids
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.decor = decor
        self.flip = False
        """The decoration comes from markup in a field: it is undone inside the same formatting."""
        self.number: int | None = None
        """The number this piece stands for, if it may become part of a range."""
        self.numeral = ""
        """What kind of number: `citation-number`, `year-suffix`, or nothing."""
        self.role = ""
        """What made it: `names`, `year`, `cite`, …: collapsing works on structure, not on text."""
        self.key = ""
        """For a cite: the item it cites."""
        self.terms: tuple[str, str, str, str] | None = None
        """Quotation marks in force from here on: open, close, inner open, inner close."""


class Splice(Blob):
    """The output of a branch of cs:choose: its pieces belong to the element around it."""

    __slots__ = ()

    def __init__(self, kids: list[Blob]) -> None:
        super().__init__(kids=kids)


def add(kids: list[Blob], blob: Blob) -> None:
    """Append a blob, or the pieces of a splice."""
    if blob.__class__ is Splice:
        kids.extend(blob.kids or ())
    else:
        kids.append(blob)


def plain(blob: Blob) -> str:
    """The text of the tree with affixes and delimiters, without formatting and quotation marks."""
    if blob.kids is None:
        inner = blob.text
    else:
        inner = blob.delimiter.join(text for kid in blob.kids if (text := plain(kid)))
    return f"{blob.prefix}{inner}{blob.suffix}" if inner else ""


def leaves(blob: Blob) -> Iterator[Blob]:
    """The pieces of text of the tree, in reading order."""
    if blob.kids is None:
        yield blob
    else:
        for kid in blob.kids:
            yield from leaves(kid)


def find_role(blob: Blob, role: str) -> Blob | None:
    """The first blob with this role, in reading order."""
    if blob.role == role:
        return blob
    for kid in blob.kids or ():
        found = find_role(kid, role)
        if found is not None:
            return found
    return None


def remove(tree: Blob, target: Blob) -> bool:
    """Take `target` out of the tree, and the groups that it leaves empty."""
    kids = tree.kids
    if kids is None:
        return False
    for index, kid in enumerate(kids):
        if kid is target:
            del kids[index]
            return True
        if remove(kid, target):
            if kid.kids is not None and not kid.kids:
                del kids[index]
            return True
    return False
