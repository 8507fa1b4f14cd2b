"""Which references of a library are one work, and which belong together without being one.

Never every pair is compared: works meet by DOI, by PMID, by their folded title, and by first
author and year, where titles are then compared letter by letter. The time grows with the number
of works, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations
from typing import Literal, TypeAlias

from toolkit.library.works import HAN, SHORTEST, Work, agree, differ, folded, same_author, same_year
from toolkit.model.frozen import frozen
from toolkit.model.reference import Reference

Reason: TypeAlias = Literal["doi", "pmid", "title", "similar title"]
RelationKind: TypeAlias = Literal["preprint", "translation"]

LIKE = 93.0
"""Likeness of two titles (Indel ratio, 0 to 100) from which works of one author and year are one."""


@frozen
class Group:
    """Entries of one work, in the order of the library, and what showed it."""

    references: tuple[Reference, ...]
    reasons: tuple[Reason, ...]


@frozen
class Relation:
    """Two works that belong together: a preprint and its article, a work and its version in English.

    `source` is the preprint or the translation, `target` the article or the Chinese work.
    """

    kind: RelationKind
    source: Reference
    target: Reference
    reason: str


@frozen
class Found:
    groups: tuple[Group, ...]
    relations: tuple[Relation, ...]


def find_duplicates(references: Sequence[Reference], progress: Callable[[int], None] | None = None) -> Found:
    """The groups of entries that are one work, and the pairs that are related.

    `progress` is told how many references were looked at, now and then.
    """
    search = _Search([Work(index, reference) for index, reference in enumerate(references)])
    search.by_identifier()
    search.by_title()
    search.by_author(progress)
    search.translations()
    return Found(search.groups(), search.relations())


_MOST = 60
"""Entries of one title that are compared with each other; more share a title such as “Introduction”."""


class _Union:
    """Disjoint sets of works (union–find with path halving)."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def root(self, index: int) -> int:
        parent = self.parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(self, one: int, other: int) -> bool:
        """Whether the two were apart until now."""
        left, right = self.root(one), self.root(other)
        self.parent[max(left, right)] = min(left, right)
        return left != right


def _blocks(works: Sequence[Work], key: Callable[[Work], Hashable]) -> Iterator[list[Work]]:
    """Works of one key together; those without a key, and those alone, in none."""
    blocks: dict[Hashable, list[Work]] = defaultdict(list)
    for work in works:
        value = key(work)
        if value:
            blocks[value].append(work)
    return (block for block in blocks.values() if len(block) > 1)


def _alike_neighbours(block: Sequence[Work]) -> Iterator[tuple[Work, Work]]:
    """Pairs of one author's works that are at most a year apart and have like titles."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract_iter

    by_year: dict[int, tuple[list[Work], list[str]]] = defaultdict(lambda: ([], []))
    for work in block:
        if work.year is None or work.weight < SHORTEST:
            continue
        for year in (work.year - 1, work.year, work.year + 1):
            if year in by_year:
                others, titles = by_year[year]
                # One call for all of them: a call for each takes ten times as long.
                for _, _, number in extract_iter(work.folded, titles, scorer=ratio, score_cutoff=LIKE):
                    yield others[number], work
        others, titles = by_year[work.year]
        others.append(work)
        titles.append(work.folded)


def _translations(works: Sequence[Work]) -> Iterator[tuple[Work, Work, str]]:
    """(the work in English, the Chinese work, what shows it)."""
    chinese = [work for work in works if HAN.search(work.title)]
    if not chinese:
        return
    by_title = {
        english: work for work in chinese if (english := folded(work.reference.get("original-title")))
    }
    by_place: dict[Hashable, list[Work]] = defaultdict(list)
    for work in chinese:
        if (place := _place(work)) is not None:
            by_place[place].append(work)
    for work in works:
        if HAN.search(work.title):
            continue
        if work.folded in by_title:
            yield work, by_title[work.folded], "title"
            continue
        for other in by_place.get(_place(work) or (), ()):
            # Two journals may share year, volume, issue and pages; their first authors hardly do too.
            if _one_person(work.reference, other.reference):
                yield work, other, "place and author"
                break


def _place(work: Work) -> tuple[object, ...] | None:
    """Year, volume or issue, and pages, where all are known."""
    numbers = tuple(folded(work.reference.get(name)) for name in ("volume", "issue"))
    page = work.reference.get("page")
    if work.year is None or not any(numbers) or not page:
        return None
    return (work.year, *numbers, folded(page))


def _one_person(latin: Reference, chinese: Reference) -> bool:
    """Whether the first author of the one is that of the other in pinyin."""
    from toolkit.library.keys import family_of

    here, there = latin.names.get("author", ()), chinese.names.get("author", ())
    return bool(here and there) and family_of(here[0]) == family_of(there[0]) != ""


class _Search:
    """What was found so far among the works of a library."""

    def __init__(self, works: Sequence[Work]) -> None:
        self.works = works
        self.union = _Union(len(works))
        self.reasons: dict[tuple[int, int], Reason] = {}
        self.pairs: dict[RelationKind, dict[tuple[int, int], str]] = {"preprint": {}, "translation": {}}

    def by_identifier(self) -> None:
        for block in _blocks(self.works, lambda work: work.doi):
            self._same_as_first(block, "doi")
        for block in _blocks(self.works, lambda work: work.pmid):
            self._same_as_first(block, "pmid")

    def by_title(self) -> None:
        least = SHORTEST // 3
        for block in _blocks(self.works, lambda work: work.folded if len(work.folded) >= least else ""):
            for one, other in combinations(block[:_MOST], 2):
                self._compare(one, other, "title")

    def by_author(self, progress: Callable[[int], None] | None) -> None:
        done = 0
        for block in _blocks(self.works, lambda work: work.author):
            for one, other in _alike_neighbours(block):
                if one.folded != other.folded:
                    self._compare(one, other, "similar title")
            done += len(block)
            if progress is not None:
                progress(done)
        if progress is not None and done < len(self.works):
            progress(len(self.works))

    def translations(self) -> None:
        for one, other, why in _translations(self.works):
            self.pairs["translation"][one.index, other.index] = why

    def groups(self) -> tuple[Group, ...]:
        members: dict[int, list[Work]] = defaultdict(list)
        for work in self.works:
            members[self.union.root(work.index)].append(work)
        why: dict[int, list[Reason]] = defaultdict(list)
        for (one, _), reason in self.reasons.items():
            known = why[self.union.root(one)]
            if reason not in known:
                known.append(reason)
        return tuple(
            Group(tuple(work.reference for work in group), tuple(why[root]))
            for root, group in sorted(members.items())
            if len(group) > 1
        )

    def relations(self) -> tuple[Relation, ...]:
        """Each pair once: of a group of duplicates only one member is named."""
        found: dict[tuple[str, int, int], Relation] = {}
        for kind, pairs in self.pairs.items():
            for (source, target), reason in sorted(pairs.items()):
                relation = Relation(kind, self.works[source].reference, self.works[target].reference, reason)
                found.setdefault((kind, self.union.root(source), self.union.root(target)), relation)
        return tuple(found.values())

    def _same_as_first(self, block: Sequence[Work], reason: Reason) -> None:
        for other in block[1:]:
            if agree(block[0], other):
                self._join(block[0], other, reason)

    def _join(self, one: Work, other: Work, reason: Reason) -> None:
        if self.union.join(one.index, other.index):
            self.reasons[one.index, other.index] = reason

    def _compare(self, one: Work, other: Work, reason: Reason) -> None:
        """What two works of like titles are to each other."""
        if not agree(one, other):
            return
        if one.preprint != other.preprint:
            source, target = (one, other) if one.preprint else (other, one)
            self.pairs["preprint"].setdefault((source.index, target.index), reason)
        elif same_author(one, other) and not differ(one, other) and same_year(one, other):
            self._join(one, other, reason)
