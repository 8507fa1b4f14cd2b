"""What a service or a data file on the network knows of a work or a study.

A look-up has three outcomes, and only two of them are knowledge: `Found`, `NotFound` (the
service answered that it has no such record) and `NotChecked` (no answer that could be read:
the network failed, the service refused, the answer was nonsense). `NotChecked` never means
that something does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, Literal, TypeAlias, TypeVar

from toolkit.model.diagnostic import Texts
from toolkit.model.frozen import frozen
from toolkit.model.reference import Reference

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Found(Generic[T_co]):
    value: T_co
    retrieved: str
    """The day on which the service said so, ISO 8601; a stored answer keeps its day."""


@frozen
class NotFound:
    """The service has no record of this identifier."""

    retrieved: str


@frozen
class NotChecked:
    """No knowledge either way; `reason` holds the same sentence per language."""

    reason: Texts


Answer: TypeAlias = Found[T] | NotFound | NotChecked

NoticeKind: TypeAlias = Literal["retraction", "concern", "correction", "reinstatement", "other"]


@frozen
class Notice:
    """An editorial notice on a work: a retraction, an expression of concern, a correction, …"""

    kind: NoticeKind
    source: str
    """Who says so: `Crossref`, `PubMed`, `Retraction Watch`."""
    date: str = ""
    """Of the notice, ISO 8601, as far as it is known."""
    doi: str = ""
    pmid: str = ""
    reason: str = ""


@frozen
class RegisteredWork:
    """A work as a registry describes it."""

    source: str
    """`Crossref`, `PubMed` or `DataCite`."""
    reference: Reference
    """Its fields in CSL's terms; what the registry does not say is empty."""
    titles: tuple[str, ...]
    """Every title it goes by: main title with and without subtitle, in the original language."""
    containers: tuple[str, ...] = ()
    """Every name and abbreviation of the journal or book."""
    years: frozenset[int] = frozenset()
    """Of the issue, of the first appearance online, …: each of them is a right year."""
    notices: tuple[Notice, ...] = ()
    is_notice: bool = False
    """Whether the record is itself a notice on another work."""


@frozen
class RegisteredStudy:
    """A study of ClinicalTrials.gov, API version 2, as it was answered."""

    nct_id: str
    data: Mapping[str, object]

    def at(self, path: str) -> object:
        """The value at a dotted path such as `protocolSection.statusModule.overallStatus`, or None."""
        value: object = self.data
        for key in path.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        return value


@frozen
class Retractions:
    """A data file of retractions and other notices, by the works they are on and by the notices themselves.

    DOIs are in small letters.
    """

    name: str
    """The file, as the user named it."""
    until: str
    """The day of the newest notice in it, ISO 8601: it knows of nothing later."""
    works: Mapping[str, tuple[Notice, ...]]
    """By `doi:10.…` and `pmid:…` of the work, in the order of their dates."""
    notices: Mapping[str, tuple[str, ...]]
    """By `doi:10.…` and `pmid:…` of the notice: titles of the works it is on."""
