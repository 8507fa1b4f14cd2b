"""Citations: real links, popovers that only add to them, ways back, the reference list."""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from tests.render.html.build import page_of
from tests.render.sample_matter import BIBLIOGRAPHY
from tests.render.sample_nodes import cite, narrative, paragraph, text
from toolkit.model.inline import Citation, CiteItem, EntryLink, Link, ResolvedCitation
from toolkit.model.review import ResolvedReview


def test_numbers_link_to_their_entries(tree: HtmlElement) -> None:
    cite_1 = tree.get_element_by_id("cite-1")
    links = cite_1.findall(".//a")
    assert [(link.text, link.get("href"), link.get("role")) for link in links] == [
        ("1", "#ref-sample-a", "doc-biblioref"),
        ("2", "#ref-sample-b", "doc-biblioref"),
    ]
    assert cite_1.text_content() == "[1, 2]"


def test_button_stands_beside_the_links_and_opens_all_works(tree: HtmlElement) -> None:
    button = tree.get_element_by_id("cite-1").find("button")
    assert button is not None
    assert button.get("aria-label") == "查看所引文献 [1, 2]"
    popover = tree.get_element_by_id(button.get("popovertarget", ""))
    assert popover.get("popover") == ""
    assert popover.get("aria-label") == "所引文献 [1, 2]"
    assert popover.xpath("div/a/@href") == ["#ref-sample-a", "#ref-sample-b"]
    assert "An invented hydrogel for invented wounds" in popover.text_content()
    assert not tree.xpath("//a//button | //button//a | //a//a")


def test_works_cited_together_again_share_their_popover(tree: HtmlElement) -> None:
    targets = tree.xpath("//button/@popovertarget")
    assert len(targets) > len(set(targets))
    assert sorted(tree.xpath("//*[@popover]/@id")) == sorted(set(targets))


def test_text_of_a_paragraph_is_that_of_the_review() -> None:
    page = page_of(paragraph("器官", cite("sample-a", "sample-b"), "。", narrative("样例乙等", "sample-b")))
    assert page.xpath("string(//section[@id='sec-only']/p)") == "器官[1, 2]。样例乙等[2]"


def test_entries_lead_back_to_every_citation(review: ResolvedReview, tree: HtmlElement) -> None:
    for key in ("sample-a", "sample-b", "sample-c"):
        entry = tree.get_element_by_id(f"ref-{key}")
        back = [link.get("href", "")[1:] for link in entry.xpath(".//a[@role='doc-backlink']")]
        citing = tree.xpath(f"//*[starts-with(@id, 'cite-')][.//a[@href='#ref-{key}']]/@id")
        assert back == citing
        assert back


def test_entry_that_is_never_cited_has_no_way_back() -> None:
    page = page_of(paragraph("x"), footnotes=())
    assert not page.xpath("//*[@role='doc-backlink']")


def test_unknown_key_is_left_out_of_links_and_popover() -> None:
    node = ResolvedCitation(
        Citation((CiteItem("gone"),)), text("[", EntryLink("gone", text("?")), "]"), ("gone",)
    )
    page = page_of(paragraph("x", node), footnotes=())
    assert not page.xpath("//button | //*[@role='doc-biblioref']")
    assert page.xpath("string(//section[@id='sec-only']/p)") == "x[?]"


def test_citation_inside_a_link_is_text() -> None:
    page = page_of(paragraph(Link("https://example.org/", text("x", cite("sample-a")))), footnotes=())
    link = page.xpath("//section[@id='sec-only']//a")[0]
    assert link.text_content() == "x[1]"
    assert not link.xpath(".//a | .//button")


def test_entries_with_odd_or_like_keys_have_ids_of_their_own() -> None:
    first, second, third = BIBLIOGRAPHY
    entries = (replace(first, key="doi:10/a b"), replace(second, key="doi:10/a-b"), replace(third, key="<i>"))
    page = page_of(paragraph("x"), bibliography=entries, footnotes=())
    ids = page.xpath("//*[@role='doc-bibliography']//li/@id")
    assert ids == ["ref-doi-10-a-b", "ref-doi-10-a-b-2", "ref-i"]


def test_list_without_labels_hangs_its_entries() -> None:
    entries = tuple(replace(entry, label="") for entry in BIBLIOGRAPHY)
    page = page_of(paragraph("x"), bibliography=entries)
    assert page.get_element_by_id("references").get("class") == "references hanging"


def test_translation_stands_under_the_same_number(tree: HtmlElement) -> None:
    entry = tree.get_element_by_id("ref-sample-b")
    assert entry.find("span[@class='label']").text == "[2]"
    translation = entry.find(".//span[@class='translation']")
    assert translation.get("lang") == "en"
    assert translation.text_content().startswith("YANGLI Yi.")


def test_footnotes_lead_back(tree: HtmlElement) -> None:
    note = tree.get_element_by_id("fn-1")
    assert tree.get_element_by_id("fnref-1").get("href") == "#fn-1"
    back = note.xpath(".//a[@role='doc-backlink']")
    assert [(link.get("href"), link.get("aria-label")) for link in back] == [
        ("#fnref-1", "回到脚注 1 的引用处 1")
    ]
    assert [p.text_content().rstrip(" ↩\ufe0e") for p in note.iter("p")] == [
        "脚注为合成样例，见[3]。",
        "脚注第二段。",
    ]
