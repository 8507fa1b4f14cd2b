"""The known name that a misspelt one may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_SIMILAR = 0.6
"""Share of characters that must agree; half a name of four letters is too little."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like `name`, or None if none is like it."""
    plain = {_plain(candidate): candidate for candidate in known}
    wanted = _plain(name)
    if wanted in plain:
        return plain[wanted]
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(
        wanted, list(plain), scorer=OSA.normalized_similarity, score_cutoff=_SIMILAR
    ) or next(((candidate,) for candidate in plain if wanted and candidate.startswith(wanted)), None)
    return plain[found[0]] if found else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` Did you mean “…”?`, or nothing."""
    found = nearest(name, known)
    return f" Did you mean “{found}”?" if found else ""


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
