"""The rules on prose as it is printed: the source articles, read where they lie beside the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.check.build import TEXT, at, review, text
from toolkit.check.run import run_checks
from toolkit.model.block import Paragraph
from toolkit.model.inline import Citation, CiteItem, Inline, ResolvedCitation
from toolkit.model.reference import Name, Reference
from toolkit.model.review import ResolvedReview

CITATION = re.compile(r"\s?\^?\[\d+(?:\s?[-,，]\s?\d+)*\]\^?")
NOBODY = Reference("nobody", "article-journal", names={"author": (Name("Qwertz", "Q"),)}, span=at(1))


def article(shared: Path, number: str) -> ResolvedReview:
    """The article as one paragraph, its lines joined; every citation cites a work of nobody's."""
    file = next((shared / "seeds").glob(f"{number}_*.txt"))
    words = re.sub(r"\s*\n\s*", "", file.read_text(encoding="utf-8"))
    words = words.split("参考文献(Reference)", 1)[0]
    nodes: list[Inline] = []
    end = 0
    for match in CITATION.finditer(words):
        nodes.append(text(words[end : match.start()], 1, end + 1))
        source = Citation((CiteItem("nobody"),), span=at(1, match.start() + 1, len(match[0])))
        nodes.append(ResolvedCitation(source, (), ("nobody",)))
        end = match.end()
    nodes.append(text(words[end:], 1, end + 1))
    return review([Paragraph(tuple(nodes))], references=[NOBODY], sources={TEXT: words})


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("001", "Yang Wang Hu Wang Zhong"),
        ("003", "Yan Igboeli Ding Tian He Wang Yan Pei Markov Zhao"),
        ("004", "Tinjicé Ding Yan Shen"),
    ],
)
def test_names_before_citations_are_known_from_words(shared: Path, number: str, names: str) -> None:
    findings = run_checks(article(shared, number), select=["CIT003"]).findings
    found = [finding.message["en"].split()[3].rstrip(",") for finding in findings]
    assert found == names.split()


@pytest.mark.parametrize(("number", "expected"), [("001", []), ("003", ["TGF-β1"]), ("004", [])])
def test_abbreviations_used_before_their_definition(shared: Path, number: str, expected: list[str]) -> None:
    findings = run_checks(article(shared, number), select=["ABB001"]).findings
    assert [finding.message["en"].split("`")[1] for finding in findings] == expected


@pytest.mark.parametrize(
    ("number", "claims"), [("000", []), ("001", ["大量动物实验及其他临床前研究已经证实"]), ("003", [])]
)
def test_claims_without_a_citation(shared: Path, number: str, claims: list[str]) -> None:
    findings = run_checks(article(shared, number), select=["CIT006"]).findings
    assert [finding.message["en"].split("”")[0].lstrip("“") for finding in findings] == claims


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_printed_articles_place_their_citations_well(shared: Path, number: str) -> None:
    assert run_checks(article(shared, number), select=["CIT005", "CIT008"]).findings == ()
