"""Which one study a sentence speaks of: by its registry number, or by the citation of its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from toolkit.check.passages import Passage
from toolkit.check.per_review import per_review
from toolkit.model.evidence import Record, RecordSet, RegistryId
from toolkit.model.inline import CiteItem, ResolvedCitation
from toolkit.model.registry_id import identifiers
from toolkit.model.review import ResolvedReview


class Study(NamedTuple):
    """A record, and the set that it belongs to."""

    records: RecordSet
    record: Record


class _Studies(NamedTuple):
    """The studies of a review by registry number and by cited work; None where several share one."""

    by_number: Mapping[str, Study | None]
    by_work: Mapping[str, Study | None]


def study_of(review: ResolvedReview, passage: Passage, start: int, end: int) -> Study | None:
    """The only study that the text from `start` to `end` speaks of; None if there is none or more than one.

    A work that is cited and that no record is of may be any study: beside a registry number it is taken
    for the source, alone it says nothing.
    """
    known = _studies(review)
    numbers = {match[0] for match in identifiers(passage.text[start:end])}
    works = {
        key
        for offset, node in passage.nodes()
        if start <= offset < end and isinstance(node, ResolvedCitation)
        for key in node.keys
    }
    if numbers:
        found = [known.by_number.get(number) for number in numbers]
        others = {id(study.record) for key in works if (study := known.by_work.get(key))}
        alone = len(found) == 1 and found[0] is not None and others <= {id(found[0].record)}
        return found[0] if alone else None
    if len(works) != 1:
        return None
    return known.by_work.get(next(iter(works)))


@per_review
def _studies(review: ResolvedReview) -> _Studies:
    numbers: dict[str, Study | None] = {}
    works: dict[str, Study | None] = {}
    bibliography = review.source.bibliography
    for records in review.source.evidence.values():
        for record in records.records.values():
            study = Study(records, record)
            for value in record.values.values():
                for item in value.items:
                    if isinstance(item, RegistryId):
                        numbers[item.id] = None if item.id in numbers else study
                    elif isinstance(item, CiteItem):
                        reference = bibliography.find(item.key)
                        key = reference.id if reference else item.key
                        works[key] = None if key in works else study
    return _Studies(numbers, works)
