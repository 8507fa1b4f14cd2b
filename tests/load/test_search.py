"""`search:` of review.yaml. All counts are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.support import FILES, load, problems_of
from toolkit.model.inline import plain_text
from toolkit.model.search import Search

SEARCH = """\
search:
  databases:
    - PubMed
    - {name: {zh: 中国知网, en: CNKI}, records: 120, date: 2026-03, query: stem cells}
  registers: [{name: ClinicalTrials.gov, records: 12}]
  dates: {from: 2015, to: 2025-12-31}
  removed: {duplicates: 20, automation: 1}
  records_screened: 111
  reports_excluded:
    - {reason: {zh: 无对照, en: no control}, reports: 5}
  other_methods: {sources: [Citation searching], reports_excluded: 2}
  included: {studies: 16, reports: 18}
"""


def search_of(folder: Path, text: str) -> Search:
    review = load(folder, {"review.yaml": FILES["review.yaml"] + text})
    assert not review.problems
    assert review.metadata.search is not None
    return review.metadata.search


def test_a_search_with_its_counts_and_places(tmp_path: Path) -> None:
    search = search_of(tmp_path, SEARCH)
    assert [plain_text(source.name.best("en")) for source in search.databases] == ["PubMed", "CNKI"]
    assert [source.records for source in search.databases] == [None, 120]
    assert (search.databases[1].date, search.databases[1].query) == ("2026-03", "stem cells")
    assert search.period == ("2015", "2025-12-31")
    assert (search.identified, search.removed, search.screened) == (None, 21, 111)
    assert search.retrieval.assessed is None
    [excluded] = search.retrieval.excluded
    assert (plain_text(excluded.reason.best("zh")), excluded.reports) == ("无对照", 5)
    [rest] = search.other_retrieval.excluded
    assert (rest.reason.texts, rest.reports) == ({}, 2)
    assert (search.included.studies, search.included.reports) == (16, 18)
    line = (FILES["review.yaml"] + SEARCH).split("\n").index("  records_screened: 111") + 1
    assert search.spans["records_screened"].start == (line, 21)


def test_a_review_without_a_search_has_none(tmp_path: Path) -> None:
    assert load(tmp_path).metadata.search is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("databases: [{name: PubMed, records: -1}]", "-1 counts nothing."),
        ("records_screened: many", "“records_screened” must be a whole number; here stands the text “many”."),
        ("databases: [{name: PubMed, date: 2025-13}]", "“2025-13” is not a date such as"),
        ("dates: {since: 2015}", "“dates” of the search has no field “since”."),
        ("dates: {from: someday}", "“someday” is not a date such as"),
        ("reports_exclude: 3", "Did you mean “reports_excluded”?"),
        ("reports_excluded: [{reports: 3}]", "needs the field “reason”"),
        ("databases: [{records: 3}, ~]", "needs the field “name”"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, text: str, message: str) -> None:
    problems = problems_of(tmp_path, {"review.yaml": FILES["review.yaml"] + f"search:\n  {text}\n"})
    assert message in problems[0].message
    assert problems[0].span is not None
    assert problems[0].span.line == FILES["review.yaml"].count("\n") + 2
