"""A table as JATS: what publishers' systems read."""

from __future__ import annotations

import re

from lxml import etree

from tests.render.sample_nodes import text
from tests.render.tables.build import review_with, table_of
from toolkit.model.inline import LineBreak, Link, Math, Style, Styled, Text
from toolkit.model.review import ResolvedReview
from toolkit.render.tables.jats_file import MATHML, XLINK, table_jats

# Journal Publishing DTD 1.1: what may stand in the elements that we write, in this order.
CONTENT = {
    "table-wrap": r"(label )?(caption )?table (table-wrap-foot )?",
    "caption": r"title (p )*",
    "table": r"colgroup (thead )?tbody ",
    "colgroup": r"(col )+",
    "thead": r"(tr )+",
    "tbody": r"(tr )+",
    "tr": r"((th|td) )+",
    "table-wrap-foot": r"((p|fn) )+",
    "fn": r"label p ",
    "inline-formula": r"(math|tex-math) ",
}


def made(review: ResolvedReview, name: str) -> etree._Element:
    return etree.fromstring(table_jats(review, review.tables[name]))


def test_elements_stand_where_the_standard_has_them(review: ResolvedReview) -> None:
    for name in review.tables:
        root = made(review, name)
        assert root.tag == "table-wrap"
        for element in root.iter():
            children = "".join(f"{etree.QName(child).localname} " for child in element)
            wanted = CONTENT.get(str(element.tag))
            assert wanted is None or re.fullmatch(wanted, children), (element.tag, children)


def test_spans_and_groups(review: ResolvedReview) -> None:
    root = made(review, "hydrogels")
    assert [cell.get("colspan") for cell in root.iterfind("table/thead/tr[1]/th[@colspan]")] == ["2"]
    assert root.findtext("table/tbody/tr/th[@scope='rowgroup']") == "ADSCs 组"
    assert root.findtext("label") == "表 1"


def test_marks_refer_to_their_notes(review: ResolvedReview) -> None:
    root = made(review, "hydrogels")
    references = [element.get("rid") for element in root.iter("xref")]
    assert references
    assert set(references) <= {element.get("id") for element in root.iter("fn")}
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_rich_text() -> None:
    table = table_of(
        [
            Styled(Style.EMPH, text("in vitro")),
            Math("x^2 < 3"),
            Link("https://example.org/?a=1&b", text("NCT")),
        ],
        [LineBreak(), Math(r"\unknown{x}"), Text("<b>&\x00")],
    )
    root = etree.fromstring(table_jats(review_with(table), table))
    assert root.findtext(".//tbody//italic") == "in vitro"
    assert root.find(f".//{{{MATHML}}}msup") is not None
    assert root.findtext(".//tex-math") == r"\unknown{x}"
    assert root.find(".//ext-link").get(f"{{{XLINK}}}href") == "https://example.org/?a=1&b"
    assert root.findtext(".//tr[2]/td[last()]") == "<b>&\ufffd"
    assert len(root.findall(".//break")) == 1


def test_decimal_columns() -> None:
    table = table_of(["1.5"], ["10"], align="decimal")
    root = etree.fromstring(table_jats(review_with(table), table))
    cells = root.findall(".//tbody/tr/th")
    assert [(cell.get("align"), cell.get("char")) for cell in cells] == [("char", ".")] * 2
