"""Positions of cites: first, subsequent, ibid, ibid-with-locator, near-note (CSL 1.0.2, "Position")."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, CiteState


def assign_positions(clusters: Sequence[tuple[int, Sequence[CiteState]]], near_distance: int) -> None:
    """Set position, first note number and nearness of every cite.

    `clusters` are (note number, cites in printed order); citations in notes and in the
    running text are followed apart. When note numbers go back, as at a new chapter, the
    count starts afresh.
    """
    for in_notes in (False, True):
        chosen = [cluster for cluster in clusters if bool(cluster[0]) is in_notes]
        _follow(chosen, near_distance)


def _follow(clusters: Sequence[tuple[int, Sequence[CiteState]]], near_distance: int) -> None:
    first_note: dict[str, int] = {}
    last_note: dict[str, int] = {}
    cites_in_note: dict[int, int] = {}
    previous: tuple[int, Sequence[CiteState]] | None = None
    for note, cites in clusters:
        if previous is not None and note and previous[0] > note:
            first_note.clear()
            last_note.clear()
            cites_in_note.clear()
        cites_in_note[note] = cites_in_note.get(note, 0) + len(cites)
        for index, cite in enumerate(cites):
            key = cite.item.id
            cite.note = note
            if key not in first_note:
                cite.position = FIRST
                first_note[key] = note
            else:
                before = _preceding(cites, index, previous, note, cites_in_note)
                cite.position = _repeated(cite, before)
                cite.first_note = first_note[key]
                cite.near_note = note - last_note[key] <= near_distance
            last_note[key] = note
        if cites:
            previous = (note, cites)


def _preceding(
    cites: Sequence[CiteState],
    index: int,
    previous: tuple[int, Sequence[CiteState]] | None,
    note: int,
    cites_in_note: dict[int, int],
) -> CiteState | None:
    """The cite that `ibid` would refer to, if there is one."""
    if index > 0:
        before = cites[index - 1]
        return before if before.item.id == cites[index].item.id else None
    if previous is None or not previous[1]:
        return None
    if previous[0] == note:
        before = previous[1][-1]
    elif previous[0] >= note - 1 and (cites_in_note.get(previous[0]) == 1 or previous[0] == 0):
        before = previous[1][0]
    else:
        return None
    return before if before.item.id == cites[index].item.id else None


def _repeated(cite: CiteState, before: CiteState | None) -> int:
    """The position of a work cited before, given the cite right before it."""
    if before is None:
        return SUBSEQUENT
    earlier = before.locator + before.label if before.locator else ""
    present = cite.locator + cite.label if cite.locator else ""
    if earlier and not present:
        return SUBSEQUENT
    if earlier == present:
        return IBID
    return IBID_WITH_LOCATOR
