"""The page as a whole: what it holds, how it is linked, and that it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml.html import HtmlElement

from tests.render.html.build import page_of, parsed, review_of
from tests.render.sample import sample_review
from tests.render.sample_nodes import cite, heading, paragraph, text
from toolkit import __version__
from toolkit.model.block import NumberedHeading, Paragraph
from toolkit.model.inline import Text
from toolkit.model.journal import HeadingStyle
from toolkit.model.review import MatterBlock, ResolvedReview
from toolkit.render.html import render_html


def test_same_review_same_bytes(review: ResolvedReview) -> None:
    assert render_html(review) == render_html(review)


def test_ids_are_given_once_and_every_link_leads_somewhere(tree: HtmlElement) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert targets
    assert targets <= set(ids)
    named = " ".join(
        tree.xpath("//@aria-labelledby | //@aria-describedby | //@headers | //@popovertarget")
    ).split()
    assert set(named) <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(tree: HtmlElement) -> None:
    assert tree.xpath("//script/@type") == ["application/ld+json"]
    assert not tree.xpath("//script/@src | //@style | //iframe | //object | //embed | //form | //base")
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    addresses = tree.xpath("//link/@href | //img/@src")
    assert addresses
    assert all(address.startswith("data:") for address in addresses)
    sheet = tree.findtext(".//style")
    assert sheet is not None
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_policy_admits_this_style_sheet_alone(tree: HtmlElement) -> None:
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    digest = hashlib.sha256((tree.findtext(".//style") or "").encode("utf-8")).digest()
    assert directives["default-src"] == "'none'"
    assert directives["style-src"] == f"'sha256-{base64.b64encode(digest).decode()}'"
    assert directives["img-src"] == "data:"
    assert "script-src" not in directives
    head = tree.find("head")
    assert head is not None
    assert [node.get("charset") or node.get("http-equiv") for node in head[:2]] == [
        "utf-8",
        "Content-Security-Policy",
    ]


def test_title_block(tree: HtmlElement) -> None:
    assert tree.get("lang") == "zh-CN"
    assert [h1.text_content() for h1 in tree.iter("h1")] == ["合成样例：外泌体水凝胶促进皮肤创面愈合"]
    front = tree.xpath("//article/header")[0]
    english = front.xpath("*[@lang='en']")
    assert [node.get("class") for node in english] == [
        "title title-foreign",
        "matter authors",
        "matter affiliations",
        "matter abstract",
        "matter keywords",
    ]
    abstract = front.xpath("section[@role='doc-abstract']")
    assert [node.get("aria-label") for node in abstract] == ["【摘要】", "【Abstract】"]
    assert abstract[0].find("p/b[@class='label']").text == "【摘要】  "


def test_where_the_journal_prints_another_language_only_its_title_is_the_main_one() -> None:
    page = page_of(paragraph("x"), front=(MatterBlock("title", "en", "", (text("English"),)),))
    assert [(h1.text_content(), h1.get("lang")) for h1 in page.iter("h1")] == [("English", "en")]
    assert page.xpath("//*[contains(@class, 'title-foreign')]") == []


def test_page_without_a_title_still_has_one() -> None:
    page = page_of(paragraph("x"), front=())
    assert [h1.text_content() for h1 in page.iter("h1")] == ["合成样例：外泌体水凝胶促进皮肤创面愈合"]


def test_contents_name_the_headings(tree: HtmlElement) -> None:
    nav = tree.find(".//nav")
    assert nav is not None
    lines = [(link.get("href"), link.text_content()) for link in nav.iter("a")]
    assert lines == [
        ("#sec-delivery", "1  递送方法"),
        ("#sec-injectable", "1.1  可注射型"),
        ("#sec-clinical", "2  临床研究"),
        ("#footnotes", "脚注"),
        ("#references", "参考文献"),
    ]
    assert nav.xpath("ol/li[1]/ol/li/a/@href") == ["#sec-injectable"]


def test_contents_hold_no_ids_and_no_citations_twice() -> None:
    title = (Text("甲"), cite("sample-a"))
    block = heading(1, "1", "only", "")
    page = page_of(replace(block, content=title))
    assert not page.xpath("//nav//@id")
    assert page.xpath("string(//nav//a[1])") == "1  甲[1]"
    assert page.xpath("//h2//@id") == ["cite-1"]


def test_headings_nest_in_sections(tree: HtmlElement) -> None:
    inner = tree.get_element_by_id("sec-change")
    assert [node.get("id") for node in inner.iterancestors("section")] == ["sec-injectable", "sec-delivery"]
    assert [node.tag for node in tree.xpath("//section[@id='sec-delivery']/descendant::*[self::h2 or "
                                            "self::h3 or self::h4]")] == ["h2", "h3", "h4"]  # fmt: skip


def test_headings_of_one_name_keep_different_ids() -> None:
    page = page_of(heading(2, "", "twice", "甲"), heading(2, "", "twice", "乙"), heading(2, "", "", "丙"))
    ids = page.xpath("//section[@id='sec-only']/section/@id")
    assert ids[:2] == ["sec-twice", "sec-twice-2"]
    assert len(set(ids)) == 3


def test_run_in_headings_share_the_line(review: ResolvedReview) -> None:
    journal = replace(review.journal, headings=HeadingStyle(run_in=3))
    page = page_of(heading(3, "1.1.1", "a", "脂肪 MSC"), paragraph("脂肪 MSC 是……"), journal=journal)
    line = page.xpath("//div[@class='run-in']")[0]
    assert [child.tag for child in line] == ["h4", "p"]


def test_skip_link_leads_to_the_text(tree: HtmlElement) -> None:
    body = tree.find("body")
    assert body is not None
    assert body[0].get("href") == "#text"
    text_start = tree.get_element_by_id("text")
    assert text_start.tag == "div"
    assert text_start.get("tabindex") == "-1"


def test_every_foreign_passage_says_its_language(tree: HtmlElement) -> None:
    entries = tree.xpath("//*[@role='doc-bibliography']//li")
    assert [entry.xpath(".//*[@lang][1]/@lang") for entry in entries] == [["en"], ["en", "en"], ["en"]]
    assert tree.xpath("//caption//span[@lang]/@lang") == ["en", "en"]
    assert tree.xpath("//em[.='in vitro']/ancestor::*[@lang][1]/@lang") == ["la"]


def test_language_of_the_page_is_not_repeated() -> None:
    page = page_of(paragraph("x"), language="en")
    assert page.get("lang") == "en"
    entries = page.xpath("//*[@role='doc-bibliography']//li/div")
    assert [entry.xpath("span[@lang]/@lang") for entry in entries] == [[], ["zh"], []]


def test_english_page_speaks_english() -> None:
    page = page_of(paragraph("x", cite("sample-a")), language="en")
    assert page.xpath("string(//button/@aria-label)") == "Show cited references [1]"
    assert page.xpath("string(//a[@class='skip'])") == "Skip to the text"


def test_back_matter_stands_around_the_references_as_the_journal_wants() -> None:
    def block(part: str, content: str) -> MatterBlock:
        return MatterBlock(part, "zh", "", (text(content),))

    back = (block("statement", "前"), MatterBlock("references", "zh", "", ((),)), block("dates", "后"))
    page = page_of(paragraph("x"), back=back)
    order = [node.get("class") for node in page.get_element_by_id("text")]
    assert order[-3:] == ["matter statement", "references", "matter dates"]


def test_back_matter_with_a_heading_is_in_the_contents() -> None:
    back = (MatterBlock("statement", "zh", "利益冲突", (text("无。"),), heading=True),)
    page = page_of(paragraph("x"), back=back)
    link = page.xpath("//nav//a[.='利益冲突']/@href")[0]
    assert page.get_element_by_id(link[1:]).tag == "h2"


def test_matter_without_text_leaves_no_trace() -> None:
    front = (MatterBlock("title", "zh", "", (text("甲"),)), MatterBlock("dates", "zh", "", ((),)))
    page = page_of(paragraph("x"), front=front)
    assert [node.tag for node in page.xpath("//article/header/*")] == ["h1"]


def test_reference_list_without_a_heading_is_named_all_the_same() -> None:
    page = page_of(paragraph("x"), references_heading="")
    assert page.get_element_by_id("references").get("aria-label") == "参考文献"


def test_generator_is_named(tree: HtmlElement) -> None:
    assert tree.xpath("string(//meta[@name='generator']/@content)") == f"Review Toolkit {__version__}"


def test_review_without_anything_is_a_page() -> None:
    review = replace(
        sample_review(), front=(), back=(), sections=(), bibliography=(), footnotes=(), tables={}, figures={}
    )
    page = parsed(render_html(review))
    assert not page.xpath("//nav | //*[@popover]")
    assert page.xpath("count(//h1)") == 1


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1b", "\x85", "\ud800", "\ufffe"])
def test_characters_that_no_page_may_hold_are_shown_as_such(character: str) -> None:
    page = page_of(paragraph(f"a{character}b"))
    assert page.xpath("string(//section[@id='sec-only']/p)") == "a\ufffdb"


def test_pages_are_written_with_one_kind_of_line_end() -> None:
    assert b"\r" not in render_html(review_of(Paragraph((Text("a\r\nb\rc"),))))


def test_no_heading_is_lost_inside_a_list_or_quote() -> None:
    from toolkit.model.block import Heading, ListBlock, Quote

    inner = Heading(2, text("甲"))
    page = page_of(Quote((inner,)), ListBlock(((inner,),)), inner)
    assert len(page.xpath("//section[@id='sec-only']//*[.='甲' and (self::p or self::h3)]")) == 3


def test_anchor_of_a_heading_without_id_is_its_own() -> None:
    block = NumberedHeading("", heading(2, "", "", "甲").source, text("甲"), "", "only-7")
    page = page_of(block)
    assert page.xpath("//section/section/@id") == ["sec-only-7"]


def test_print_rules_are_there(source: str) -> None:
    assert re.search(r"@page\{size:210mm 297mm;margin:25mm 22mm 25mm 22mm;", source)
    assert "table-header-group" in source
