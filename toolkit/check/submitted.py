"""What the rules on submitted manuscripts share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from toolkit.check.rule import Message
from toolkit.model.manuscript import NUMBERED, Cluster, Manuscript
from toolkit.model.review import ResolvedReview

FLOATS = {
    "tbl": Message(en="table {number}", zh="表 {number}"),
    "fig": Message(en="figure {number}", zh="图 {number}"),
}


def numbered(review: ResolvedReview) -> Manuscript | None:
    """The manuscript, if its citations and its list are numbered."""
    manuscript = review.manuscript
    if manuscript is None or not manuscript.entries or manuscript.form not in NUMBERED:
        return None
    return manuscript


def float_name(kind: str, number: int) -> Message:
    """What a table (`tbl`) or figure (`fig`) is called in a message: `table 2`."""
    name = FLOATS[kind].fill({"number": number})
    return Message(name["en"], name["zh"])


def in_text(manuscript: Manuscript) -> Iterator[Cluster]:
    """The citations of the running text: not those of tables, captions and notes."""
    return (cluster for cluster in manuscript.clusters if cluster.place == "text")


def displaced(numbers: Sequence[int]) -> list[int]:
    """The places of those numbers that must be moved, as few as possible, for the rest to grow."""
    if not numbers:
        return []
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left([numbers[tail] for tail in tails], number)
        before.append(tails[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
        else:
            tails[length] = place
        at.append(length)
    kept: set[int] = set()
    place = tails[-1]
    while place >= 0:
        kept.add(place)
        place = before[place]
    return [place for place in range(len(numbers)) if place not in kept]
