"""How fast the CSL engine is: against citeproc-py, and against itself with twice the work.

    python -m tests.benchmarks.csl

prints, for AMA, APA and GB/T 7714, how many times as long citeproc-py takes for the same
1,000 works (parsing the style, citing each work once, the bibliography) in the same process,
and how much longer 10,000 works by authors of few names take than 5,000 in APA.
Only ratios mean anything: the times are those of this machine.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

from tests.benchmarks import clock
from toolkit import resources
from toolkit.csl import Cite, Cluster, parse_style, process, to_html
from toolkit.model.csl_json import reference_from_csl

STYLES = ["american-medical-association", "apa", "china-national-standard-gb-t-7714-2015-numeric"]
FACTOR = 5.0
"""At least so many times as fast as citeproc-py."""
GROWTH = 2.5
"""Twice the works may take at most so many times as long."""
ROUNDS = 3

Runner = Callable[[str, list[dict[str, Any]]], list[str]]

_SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za"]


def _family(number: int) -> str:
    """A name of its own for each number: `Bacedi`, …"""
    syllables = []
    for _ in range(3):
        number, digit = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables).capitalize()


def works(count: int, names: int = 4096) -> list[dict[str, Any]]:
    """Made-up articles. With few `names` many authors share one, and years repeat."""
    return [
        {
            "id": f"w{number}",
            "type": "article-journal",
            "title": f"Made-up article number {number} on nothing at all",
            "author": [
                {
                    "family": _family((number * 7 + place * 31) % names),
                    "given": f"{'ABCDEFGH'[number % 8]}. K.",
                }
                for place in range(number % 5 + 1)
            ],
            "container-title": f"Journal of Made-up Works {number % 50}",
            "volume": str(number % 90 + 1),
            "issue": str(number % 12 + 1),
            "page": f"{number % 900 + 1}-{number % 900 + 9}",
            "issued": {"date-parts": [[1990 + number % 35, number % 12 + 1, number % 28 + 1]]},
            "DOI": f"10.1000/made.up.{number}",
        }
        for number in range(count)
    ]


def run_ours(style_id: str, items: list[dict[str, Any]]) -> list[str]:
    """Everything as HTML."""
    style = parse_style(resources.style_bytes(style_id) or b"", style_id)
    references = [reference_from_csl(item)[0] for item in items]
    result = process(style, references, [Cluster((Cite(id=reference.id),)) for reference in references])
    return [to_html(text) for text in (*result.citations, *(entry.whole for entry in result.bibliography))]


def run_citeproc_py(style_id: str, items: list[dict[str, Any]]) -> list[str]:
    """The same through citeproc-py, in the way its documentation shows."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON

        style = CitationStylesStyle(str(resources.style_path(style_id)), validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
        citations = [Citation([CitationItem(item["id"])]) for item in items]
        for citation in citations:
            bibliography.register(citation)
        bibliography.sort()
        texts = [str(bibliography.cite(citation, lambda item: None)) for citation in citations]
        return [*texts, *map(str, bibliography.bibliography())]


def printed(run: Runner, style_id: str, items: list[dict[str, Any]]) -> None:
    """One run, which must print a citation and an entry for each work, none empty."""
    texts = run(style_id, items)
    assert len(texts) == 2 * len(items)
    assert all(texts)


def factor(style_id: str, count: int) -> float:
    """How many times as long citeproc-py takes, the best of a few runs in turns."""
    items = works(count)
    ours = theirs = math.inf
    for _ in range(ROUNDS):
        ours = min(ours, clock.seconds(lambda: printed(run_ours, style_id, items)))
        theirs = min(theirs, clock.seconds(lambda: printed(run_citeproc_py, style_id, items)))
        if theirs >= FACTOR * ours:
            break
    return theirs / ours


def growth(count: int) -> float:
    """How many times as long twice `count` works by authors of few names take in APA."""
    return clock.growth(lambda size: printed(run_ours, "apa", works(size, names=200)), count, GROWTH)


def main() -> None:
    for style_id in STYLES:
        print(f"{style_id}, 1,000 works: {factor(style_id, 1000):.1f} times as fast as citeproc-py")
    print(f"apa, 5,000 to 10,000 works by authors of 200 names: {growth(5000):.2f} times as long")


if __name__ == "__main__":
    main()
