"""The known names that a misspelt one may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_SIMILAR = 0.7
"""Share of characters that must agree."""
_SHORT, _SIMILAR_SHORT = 4, 0.6
"""In a short name one slip weighs more: `CTI` is two thirds `CIT`; half of it is too little."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None if none is like it. Case and kind of hyphen do not count."""
    return next(iter(several_nearest(name, known, 1)), None)


def several_nearest(name: str, known: Iterable[str], most: int) -> list[str]:
    """At most so many of the known names that are like `name`, the one most like it first."""
    plain = {_plain(candidate): candidate for candidate in sorted(set(known), reverse=True)}
    wanted = _plain(name)
    if most == 1 and wanted in plain:
        return [plain[wanted]]
    # Imported only where something was misspelt: most runs never need it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    least = _SIMILAR_SHORT if len(wanted) <= _SHORT else _SIMILAR
    found = process.extract(
        wanted, sorted(plain), scorer=OSA.normalized_similarity, score_cutoff=least, limit=most
    )
    if found:
        return [plain[match] for match, *_ in found]
    return [plain[one] for one in sorted(plain) if wanted and one.startswith(wanted)][:most]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` Did you mean “…”?`, or nothing."""
    found = nearest(name, known)
    return f" Did you mean “{found}”?" if found else ""


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
