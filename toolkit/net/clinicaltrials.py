"""The API of ClinicalTrials.gov, version 2 (clinicaltrials.gov/data-api/api)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from toolkit.model.lookup import Answer, RegisteredStudy
from toolkit.net.client import Client, UnreadableError, base_url
from toolkit.net.json_values import read_object, required, text

_INTERVAL = 1.2
"""Seconds between requests: about 50 a minute are allowed."""


class ClinicalTrials:
    """Looks studies up. `url` is the site's address, without a final slash."""

    def __init__(self, client: Client, url: str = "") -> None:
        self._client = client
        self._url = url.rstrip("/") or base_url("REVIEW_CLINICALTRIALS_URL", "https://clinicaltrials.gov")

    def study(self, nct_id: str) -> Answer[RegisteredStudy]:
        """The study with this number (`GET /api/v2/studies/{nctId}`)."""
        return self._client.ask(
            f"{self._url}/api/v2/studies/{quote(nct_id.strip().upper(), safe='')}",
            _read_study,
            interval=_INTERVAL,
        )


def _read_study(body: bytes) -> RegisteredStudy:
    data = read_object(body)
    identification = required(required(data, "protocolSection"), "identificationModule")
    number = text(identification.get("nctId"))
    if not number:
        raise UnreadableError("'nctId' is missing")
    return RegisteredStudy(number, _frozen(data))


def _frozen(data: Mapping[str, object]) -> Mapping[str, object]:
    from types import MappingProxyType

    return MappingProxyType(dict(data))
