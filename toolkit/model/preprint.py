"""What tells a preprint from a published work."""

from __future__ import annotations

import re

from toolkit.model.reference import Reference

_SERVER = re.compile(
    r"\b(?:arXiv|bioRxiv|medRxiv|ChinaXiv|Research Square|SSRN|Preprints?(?:\.org)?)\b", re.IGNORECASE
)
_DOI = re.compile(
    r"10\.(?:1101/(?:\d{4}\.\d\d|\d{6}$)|21203/|48550/|2139/ssrn|20944/)", re.IGNORECASE | re.ASCII
)
"""bioRxiv and medRxiv (their prefix is a publisher's too), Research Square, arXiv, SSRN, Preprints.org."""


def is_preprint(reference: Reference) -> bool:
    """Whether a work is a preprint, by its CSL type, its server, its genre or the prefix of its DOI."""
    if reference.type == "article":
        return True
    places = (reference.get(name) for name in ("container-title", "publisher", "archive", "genre"))
    return _SERVER.search(" ".join(places)) is not None or _DOI.match(reference.get("DOI")) is not None
