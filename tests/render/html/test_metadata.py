"""Metadata: what is known is told in every vocabulary, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from lxml.html import HtmlElement

from tests.render.html.build import page_of, parsed
from tests.render.sample_nodes import paragraph
from toolkit.model.review import ResolvedReview
from toolkit.render.html import render_html


def tags(tree: HtmlElement, name: str) -> list[str]:
    return tree.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")


def linked_data(tree: HtmlElement) -> dict[str, Any]:
    return json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))


def test_highwire_tags(tree: HtmlElement) -> None:
    assert tags(tree, "citation_title") == ["合成样例：外泌体水凝胶促进皮肤创面愈合"]
    assert tags(tree, "citation_author") == ["作者甲", "作者乙"]
    assert tags(tree, "citation_author_institution") == ["虚构大学样例学院"] * 2
    assert tags(tree, "citation_author_orcid") == ["https://orcid.org/0000-0000-0000-0000"]
    assert tags(tree, "citation_journal_title") == ["合成样例杂志"]
    assert tags(tree, "citation_language") == ["zh"]
    assert tags(tree, "citation_keywords") == ["外泌体; 水凝胶; 合成样例"]


def test_institution_follows_its_author(tree: HtmlElement) -> None:
    """Reference managers attach an institution to the author before it."""
    names = [name for name in tree.xpath("//meta/@name") if name.startswith("citation_author")]
    assert names == [
        "citation_author",
        "citation_author_institution",
        "citation_author_orcid",
        "citation_author",
        "citation_author_institution",
    ]


def test_no_date_of_publication_is_invented(review: ResolvedReview, tree: HtmlElement) -> None:
    assert not tags(tree, "citation_publication_date")
    assert not tags(tree, "DC.date")
    assert "datePublished" not in linked_data(tree)
    metadata = replace(review.source.metadata, dates={"published": "2020-05-06"})
    dated = parsed(render_html(replace(review, source=replace(review.source, metadata=metadata))))
    assert tags(dated, "citation_publication_date") == ["2020/05/06"]
    assert linked_data(dated)["datePublished"] == "2020-05-06"


def test_page_that_names_no_authors_keeps_them_out_of_its_head(review: ResolvedReview) -> None:
    front = tuple(block for block in review.front if block.part != "authors")
    blind = render_html(replace(review, front=front)).decode("utf-8")
    assert "作者甲" not in blind
    assert "0000-0000-0000-0000" not in blind


def test_cited_works(tree: HtmlElement) -> None:
    assert tags(tree, "citation_reference")[0] == (
        "citation_title=An invented hydrogel for invented wounds;citation_author=Sample, Ann;"
        "citation_author=Example, Bob;citation_journal_title=Journal of Synthetic Samples;"
        "citation_volume=1;citation_issue=2;citation_pages=3-9;citation_publication_date=2023;"
        "citation_doi=10.5555/sample.a"
    )
    assert linked_data(tree)["citation"][0] == {
        "@type": "ScholarlyArticle",
        "name": "An invented hydrogel for invented wounds",
        "sameAs": "https://doi.org/10.5555/sample.a",
    }


def test_linked_data(tree: HtmlElement) -> None:
    data = linked_data(tree)
    assert data["@type"] == "ScholarlyArticle"
    assert data["headline"] == "合成样例：外泌体水凝胶促进皮肤创面愈合"
    assert data["alternativeHeadline"] == ["Synthetic sample: exosome hydrogels in skin wound healing"]
    assert data["inLanguage"] == "zh-CN"
    assert data["author"][0]["affiliation"] == [{"@type": "Organization", "name": "虚构大学样例学院"}]


def test_title_cannot_end_the_data_block() -> None:
    title = '</script><script>alert(1)</script><!--\u2028 & " \\ </SCRIPT>'
    page = page_of(paragraph("x"), title=title)
    assert len(page.xpath("//script")) == 1
    assert linked_data(page)["headline"] == " ".join(title.split())
    assert page.findtext(".//title") == title


def test_cited_works_are_told_without_markup(review: ResolvedReview) -> None:
    first, *others = review.bibliography
    marked = '<span class="nocase">Exosomes</span> of <i>E. coli</i>: CO<sub>2</sub>, p < 0.05 and n > 3'
    plain = "Exosomes of E. coli: CO2, p < 0.05 and n > 3"
    reference = replace(first.reference, fields={**first.reference.fields, "title": marked})
    changed = replace(review, bibliography=(replace(first, reference=reference), *others))
    tree = parsed(render_html(changed))
    assert linked_data(tree)["citation"][0]["name"] == plain
    assert f"citation_title={plain};" in f"{tags(tree, 'citation_reference')[0]};"
