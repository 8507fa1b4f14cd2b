"""What goes into the engine besides items, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import Enum

from toolkit.model.frozen import frozen
from toolkit.model.inline import Display, Inline, Inlines, Styled, plain_text
from toolkit.model.reference import Reference


class Mode(Enum):
    """How a cluster prints (CSL 1.0.2 leaves these to the calling program)."""

    NORMAL = "normal"
    AUTHOR_ONLY = "author-only"
    """Only the name, for the running text."""
    SUPPRESS_AUTHOR = "suppress-author"
    """Without the name."""
    COMPOSITE = "composite"
    """The name, then the rest: `Doe (2005)`."""


@frozen
class Cite:
    """One work in a cluster. Prefix and suffix may hold the markup of CSL-JSON (`<i>…</i>`)."""

    id: str
    locator: str = ""
    label: str = ""
    """CSL locator label; nothing means `page`."""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: str = ""
    """Forces the position: first, subsequent, ibid, ibid-with-locator."""
    near_note: bool | None = None
    """Forces whether an earlier cite is near."""
    first_reference_note: int | None = None
    """Forces the number of the note that first cites the work."""


@frozen
class Cluster:
    """The works cited in one place. `note_number` is 0 for a citation in the running text."""

    cites: tuple[Cite, ...]
    note_number: int = 0
    mode: Mode = Mode.NORMAL
    infix: str = ""
    """Between the name and the rest of a composite cluster."""
    unsorted: bool = False
    """Keep the order of the cites whatever the style says."""


@frozen
class NumericOptions:
    """Where a journal departs from its style in citations by number."""

    collapse_from: int | None = None
    """Shortest run of numbers that becomes a range: 2 → `[1-2]`; 0 never; None as the style says."""
    joiner: str | None = None
    """Replaces the delimiter between cites; may hold brackets: `] [`."""


@frozen
class Entry:
    """One entry of the bibliography."""

    id: str
    number: int
    """Its citation number."""
    label: Inlines
    """What stands in the left margin, such as `[14]`; empty if the style aligns no second field."""
    content: Inlines
    """The entry without that label."""
    whole: Inlines
    """The entry as the style prints it, label included."""
    language: str
    """Language of the layout that formatted it."""
    reference: Reference
    translation: Inlines = ()
    """The same work from its `original-…` fields, if it has them and the style does not print them."""

    @property
    def label_text(self) -> str:
        return plain_text(self.label)


@frozen
class BibliographyParameters:
    """Layout of the bibliography as the style asks for it, in the terms of citeproc-js."""

    hanging_indent: bool = False
    second_field_align: str = ""
    """Empty, `flush` or `margin`."""
    entry_spacing: int = 1
    line_spacing: int = 1
    max_offset: int = 0
    """Length of the longest label, in characters."""


@frozen
class Result:
    """Formatted citations, in the order given, and the bibliography."""

    citations: tuple[Inlines, ...]
    bibliography: tuple[Entry, ...]
    warnings: tuple[str, ...] = ()
    bibliography_params: BibliographyParameters = field(default_factory=BibliographyParameters)
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Citation number of every item."""


def split_label(whole: Inlines) -> tuple[Inlines, Inlines]:
    """The left margin of an entry and the rest of it."""
    for index, node in enumerate(whole):
        if isinstance(node, Display) and node.kind == "left-margin":
            rest: list[Inline] = [*whole[:index]]
            for following in whole[index + 1 :]:
                if isinstance(following, Display) and following.kind == "right-inline":
                    rest.extend(following.children)
                else:
                    rest.append(following)
            return node.children, tuple(rest)
    if len(whole) == 1 and isinstance(whole[0], Styled):
        label, content = split_label(whole[0].children)
        if label:
            return label, (replace(whole[0], children=content),)
    return (), whole
