"""What the field of an exchange format becomes in CSL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from toolkit.model.formats.bibtex import FIELDS as BIBTEX_FIELDS
from toolkit.model.formats.bibtex import READ_TOGETHER


class Target(NamedTuple):
    """The CSL variable that a field gives, and how its text is read.

    Several variables, separated by a bar, are tried in turn: the first that has no value yet.
    """

    variable: str
    kind: str = "text"
    """text, long (keeps its lines), names, people (all in one field), list (of keywords), date, day
    (completes a year), page, end-page, article-number, doi, pmid, pmcid, isxn (ISBN or ISSN by its
    form), language, edition, id."""


Fields = Mapping[str, Target]
KEEP = Target("")
"""A field that has no place in CSL for this type."""
REFERENCE_TYPE = "reference-type"
"""The name in `Reference.extra` of a type that CSL knows by a wider name."""


@dataclass(frozen=True)  # without slots, for what is computed once
class Format:
    """The tables of a format.

    `types` are its types; `fields` its fields, the preferred ones of a variable first; `by_type` what
    is different for single types, of the format or of CSL (the format's come first); `internal` names
    fields by which databases keep house: they are kept, but not worth a message. `kept_names` are
    names for fields whose tag says nothing (`%+`).
    """

    name: str
    types: Mapping[str, str]
    fields: Fields
    by_type: Mapping[str, Fields] = field(default_factory=dict)
    internal: frozenset[str] = frozenset()
    unknown_type: str = "document"
    kept_names: Mapping[str, str] = field(default_factory=dict)

    def csl_type(self, written: str) -> str | None:
        return self.types.get(written) or self.types.get(written.upper()) or self.types.get(written.title())

    def targets(self, written: str, csl_type: str) -> dict[str, Target]:
        """Every field of one type, what is preferred first."""
        special = {**self.by_type.get(csl_type, {}), **self.by_type.get(written, {})}
        return {**special, **{tag: target for tag, target in self.fields.items() if tag not in special}}

    def written_type(self, csl_type: str, given: str = "") -> str:
        """The format's name of a CSL type: `given` if that means it, else the first that does."""
        if given and self.types.get(given) == csl_type:
            return given
        names = (name for name, known in self.types.items() if known == csl_type)
        unknown = (name for name, known in self.types.items() if known == self.unknown_type)
        return next(names, "") or next(unknown, "") or next(iter(self.types))

    def kept_name(self, tag: str) -> str:
        """Under which name `extra` holds a field: its tag, as far as it can also name a field of BibTeX."""
        name = self.kept_names.get(tag) or (tag if tag.isupper() else tag.lower().replace(" ", "-"))
        plain = name.lower()
        return f"other-{plain}" if plain in BIBTEX_FIELDS or plain in READ_TOGETHER else name

    def kept_tag(self, name: str) -> str | None:
        """The tag of a field that `extra` holds under this name, in whatever case; None if it is none."""
        return self._kept_tags.get(name.casefold())

    @cached_property
    def _kept_tags(self) -> dict[str, str]:
        special = (tag for fields in self.by_type.values() for tag in fields)
        tags = dict.fromkeys([*self.fields, *special, *self.internal, *self.kept_names])
        return {self.kept_name(tag).casefold(): tag for tag in tags}

    def tags(self, written: str, csl_type: str) -> Iterator[tuple[str, Target, str]]:
        """Fields to write, each with its target and the one variable that it is for.

        Once a variable, but for the last page beside the first and the day beside the year.
        """
        seen: set[tuple[str, str]] = set()
        for tag, target in self.targets(written, csl_type).items():
            variable = target.variable.partition("|")[0]
            beside = target.kind if target.kind in {"end-page", "day"} else ""
            if variable and (variable, beside) not in seen:
                seen.add((variable, beside))
                yield tag, target, variable


CSL_TYPES = frozenset(
    re.findall(
        r"\S+",
        """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
        collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
        interview legal_case legislation manuscript map motion_picture musical_score pamphlet
        paper-conference patent performance periodical personal_communication post post-weblog regulation
        report review review-book software song speech standard thesis treaty webpage""",
    )
)
"""Types of CSL 1.0.2 (appendix III)."""

STANDARD_VARIABLES = frozenset(
    re.findall(
        r"\S+",
        """abstract annote archive archive_collection archive_location archive-place authority call-number
    citation-key collection-title collection-title-short container-title container-title-short dimensions
    division DOI event-place event-title genre ISBN ISSN jurisdiction keyword language license medium note
    original-container-title original-publisher original-publisher-place original-title original-title-short
    original-genre original-issue original-status part-title PMCID PMID publisher publisher-place references
    reviewed-genre reviewed-title scale source status title title-short URL volume-title
    chapter-number collection-number edition issue number number-of-pages number-of-volumes page page-first
    part-number printing-number section supplement-number version volume""",
    )
)
"""Standard and number variables of CSL 1.0.2 (appendix IV), and ours for the other language."""
