"""Identifiers of trial registries: what each looks like, and the address where one can be had from it.

The registries are those that feed the WHO's International Clinical Trials Registry Platform.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from toolkit.model.evidence import RegistryId

_PLATFORM = "https://trialsearch.who.int/Trial2.aspx?TrialID="
"""The record of any registry at the WHO's platform; numbers of Japan stand there behind `JPRN-`."""

# Name, pattern, address. `{id}` stands for the identifier, `{0}` for its first group. Registries that address
# a trial by a number of another kind, or whose pages moved more than once, are linked at the platform.
_REGISTRIES: tuple[tuple[str, str, str], ...] = (
    ("ClinicalTrials.gov", r"NCT\d{8}", "https://clinicaltrials.gov/study/{id}"),
    ("ChiCTR", r"ChiCTR\d{8,10}|ChiCTR-[A-Z]{2,4}-\d{8}", _PLATFORM + "{id}"),
    ("ISRCTN", r"ISRCTN\d{8}", "https://www.isrctn.com/{id}"),
    ("EU CTIS", r"\d{4}-\d{6}-\d{2}-\d{2}", "https://euclinicaltrials.eu/ctis-public/view/{id}"),
    (
        "EudraCT",
        r"(20\d{2}-\d{6}-\d{2})(?:-[A-Z]{2,3})?",
        "https://www.clinicaltrialsregister.eu/ctr-search/search?query={0}",
    ),
    ("UMIN-CTR", r"UMIN\d{9}", _PLATFORM + "JPRN-{id}"),
    ("jRCT", r"jRCT\w\d{9}", _PLATFORM + "JPRN-{id}"),
    ("JapicCTI", r"JapicCTI-\d{6}", _PLATFORM + "JPRN-{id}"),
    ("ANZCTR", r"ACTRN126\d{11}", "https://www.anzctr.org.au/{id}.aspx"),
    ("CTRI", r"CTRI/20\d{2}/\d{2,3}/\d{6}", _PLATFORM + "{id}"),
    ("DRKS", r"DRKS\d{8}", "https://drks.de/search/en/trial/{id}"),
    ("CRiS", r"KCT\d{7}", _PLATFORM + "{id}"),
    ("IRCT", r"IRCT20\d{10,12}N\d{1,3}", _PLATFORM + "{id}"),
    ("PACTR", r"PACTR20\d{13,14}", _PLATFORM + "{id}"),
    ("TCTR", r"TCTR20\d{9}", "https://www.thaiclinicaltrials.org/show/{id}"),
    ("ReBec", r"RBR-\d\w{5}", "https://ensaiosclinicos.gov.br/rg/{id}"),
    ("SLCTR", r"SLCTR/20\d{2}/\d{3}", _PLATFORM + "{id}"),
    ("NTR", r"(?:NTR|NL)\d{2,4}", _PLATFORM + "{id}"),
)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple((name, re.compile(pattern, re.ASCII), url) for name, pattern, url in _REGISTRIES)


_SHORT = frozenset({"NTR"})
"""Registries whose numbers are so short that in a text they may be anything (NL63 is a virus)."""


@cache
def _in_text() -> re.Pattern[str]:
    forms = "|".join(f"(?:{pattern})" for name, pattern, _ in _REGISTRIES if name not in _SHORT)
    return re.compile(rf"(?<![A-Za-z0-9/])(?<!\d-)(?:{forms})(?![A-Za-z0-9])(?!-\d)", re.ASCII)


def identifiers(text: str) -> Iterator[re.Match[str]]:
    """Every identifier of a registry in running text."""
    return _in_text().finditer(text)


def recognise(text: str) -> RegistryId:
    """The identifier with its registry and address; both are empty if it has the form of none."""
    identifier = text.strip()
    for name, pattern, url in _patterns():
        found = pattern.fullmatch(identifier)
        if found:
            return RegistryId(identifier, name, url.format(*found.groups(), id=identifier))
    return RegistryId(identifier, "", "")
