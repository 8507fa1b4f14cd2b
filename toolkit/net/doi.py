"""The DOI system itself (doi.org): whether a DOI exists, and which agency registered it."""

from __future__ import annotations

import json
from urllib.parse import quote

from toolkit.model.lookup import Answer
from toolkit.net.client import Client, UnreadableError, base_url
from toolkit.net.json_values import objects, text

_INTERVAL = 0.2
_UNKNOWN = frozenset({"doi does not exist", "invalid doi"})


class DoiSystem:
    """Asks doi.org. `url` is its address, without a final slash."""

    def __init__(self, client: Client, url: str = "") -> None:
        self._client = client
        self._url = url.rstrip("/") or base_url("REVIEW_DOI_URL", "https://doi.org")

    def agency(self, doi: str) -> Answer[str]:
        """The registration agency of a DOI, such as `Crossref` or `ISTIC` (`GET /doiRA/{doi}`)."""
        return self._client.ask(
            f"{self._url}/doiRA/{quote(doi.lower(), safe='/')}", _read_agency, interval=_INTERVAL
        )


def _read_agency(body: bytes) -> str | None:
    """`[{"DOI": …, "RA": …}]`, or `status` in place of `RA` for one that does not exist."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableError("no whole JSON") from None
    record = next(objects(answer), None)
    if record is None:
        raise UnreadableError("no list of DOIs")
    if agency := text(record.get("RA")):
        return agency
    if text(record.get("status")).lower() in _UNKNOWN:
        return None
    raise UnreadableError("neither an agency nor that the DOI does not exist")
