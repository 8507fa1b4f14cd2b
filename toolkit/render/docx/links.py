"""Addresses that a document may lead to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SCHEMES = frozenset({"http", "https", "mailto", "ftp"})
_DOI = re.compile(r"doi:\s*(?=10\.)", re.IGNORECASE)
# What RFC 3986 allows in an address beside letters and digits; Word refuses a file with anything else.
_ALLOWED = "%:/?#[]@!$&'()*+,;=-._~"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def address(target: str) -> str | None:
    """The target as a valid address of the web or of mail, percent-encoded where needed; else None.

    `doi:10.…` becomes the address at the resolver of the DOI Foundation.
    """
    written = target.strip()
    doi = _DOI.match(written)
    if doi:
        name = quote(written[doi.end() :], safe="/:;()-._", errors="replace")
        return f"https://doi.org/{name}"
    try:
        parts = urlsplit(written)
    except ValueError:  # brackets that do not hold an IPv6 address
        return None
    if (
        parts.scheme not in _SCHEMES
        or not (parts.netloc or parts.scheme == "mailto")
        or not parts.path + parts.netloc
    ):
        return None
    return quote(_STRAY_PERCENT.sub("%25", written), safe=_ALLOWED, errors="replace")
