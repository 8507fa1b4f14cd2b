"""What a review folder is written from: a manuscript that was understood, and what was settled about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from toolkit.model.evidence import Schema
from toolkit.model.frozen import frozen
from toolkit.model.inline import Localized
from toolkit.model.review import Author, Funding, ResolvedReview


@frozen
class Front:
    """What the front matter says of authors and the like, as far as it was recognised.

    `lines` are the numbers of the paragraphs that it was read from.
    """

    authors: tuple[Author, ...] = ()
    affiliations: Mapping[str, Localized] = field(default_factory=dict)
    funding: tuple[Funding, ...] = ()
    classification: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()


@frozen
class Draft:
    """Everything that the files of the folder are made from.

    `keys` leads from an entry of the reference list to its citation key; `pictures` from a part of
    the package to the file in figures/ that it becomes; `slug` makes the name of a section from its
    title. `forms` says of a table, by its id, how often writing it in a richer form has failed.
    """

    review: ResolvedReview
    journal: str
    keys: Mapping[str, str]
    pictures: Mapping[str, str]
    slug: Callable[[str], str]
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    front: Front = Front()
    forms: Mapping[str, int] = field(default_factory=dict)
