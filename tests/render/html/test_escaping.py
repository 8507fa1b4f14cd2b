"""Text of users never becomes markup, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from tests.render.html.build import parsed
from tests.render.sample import FIGURE, sample_review, section
from tests.render.sample_matter import BIBLIOGRAPHY, JOURNAL, metadata
from tests.render.sample_tables import HYDROGELS, caption, cell
from toolkit.model.block import (
    CodeBlock,
    Heading,
    NumberedHeading,
    NumberedTable,
    Paragraph,
    TableBlock,
)
from toolkit.model.inline import (
    Code,
    Comment,
    Foreign,
    Inlines,
    Link,
    Localized,
    ResolvedValue,
    Style,
    Styled,
    Text,
    Value,
)
from toolkit.model.review import MatterBlock, ResolvedReview
from toolkit.model.table import Note, Row
from toolkit.render.html import render_html
from toolkit.render.html.inline import address

NASTY = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "]]>",
    "<!--",
    "-->",
    "&amp; &lt; &#60;",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "\"'` onclick=x",
    "</title></script>",
    "\u2028\x00\ud800\ufffe",
    "javascript:alert(1)",
)
TEXTS = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map("".join),
    st.text(st.characters(), min_size=1, max_size=20),
)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def shown(text: str) -> str:
    """The text as a page shows it."""
    return FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def everywhere(text: str) -> ResolvedReview:
    """A review with this text in every place that an author or a bibliography can fill."""
    line: Inlines = (Text(text),)
    table = replace(
        HYDROGELS,
        head=(Row(tuple(cell(text) for _ in HYDROGELS.columns), "head"),),
        body=(Row(tuple(cell(text) for _ in HYDROGELS.columns)),),
        notes=(Note(text, line, text),),
    )
    blocks = (
        NumberedHeading(text, Heading(1, line, "h"), line, text),
        Paragraph((*line, Styled(Style.STRONG, line), Code(text), Comment(text), Foreign(text, line))),
        Paragraph((ResolvedValue(Value(text), line, (text,)), Link("https://example.org/", line))),
        Paragraph((Value(text),)),
        CodeBlock(text, text),
        NumberedTable(1, TableBlock("t"), table, (caption(text, text, 1, line),)),
        replace(FIGURE, captions=(caption("zh", text, 1, line),), note=line, alt=text, path=text),
    )
    review = sample_review()
    entry = replace(BIBLIOGRAPHY[0], label=text, content=line, language=text, translation=line)
    facts = replace(
        metadata(),
        abstract=(),
        keywords={"zh": (line,)},
        authors=tuple(replace(a, name=Localized({"zh": line}), orcid=text) for a in metadata().authors),
    )
    return replace(
        review,
        source=replace(review.source, metadata=facts),
        title=text,
        front=(
            MatterBlock("title", "zh", "", (line,)),
            MatterBlock("authors", text, text, (line,)),
            MatterBlock("abstract", "zh", text, (line,)),
        ),
        back=(MatterBlock("statement", "zh", text, (line,), heading=True),),
        sections=(section("only", "唯一", blocks),),
        references_heading=text,
        bibliography=(entry,),
    )


LONG = ("class", "long")


def skeleton(tree: HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """The tree without its text: elements and the names of their attributes.

    The class `long` is left out: it tells of the text that it is one long word.
    """
    return [
        (node.tag, tuple(sorted(name for name, value in node.attrib.items() if (name, value) != LONG)))
        for node in tree.iter()
    ]


@given(TEXTS.filter(lambda text: text.strip() and FORBIDDEN.sub("", text).strip()))
@example("<b>")
@example("a\rb")
def test_any_text_leaves_the_page_as_it_is(text: str) -> None:
    page = parsed(render_html(everywhere(text)))
    assert skeleton(page) == skeleton(parsed(render_html(everywhere("x"))))
    assert page.findtext(".//h1") == shown(text)
    assert page.findtext(".//pre/code") == shown(text)
    assert page.find(".//img") is None
    paragraph = page.xpath("//section[@id='sec-only']/p")[0]
    assert paragraph.text_content() == shown(text) * 5
    assert page.xpath("//section[@id='sec-only']//tbody//th")[0].text_content() == shown(text)
    assert page.xpath("string(//span[@class='value']/@title)") == shown(f"来源记录：{text}")


ADDRESSES: list[tuple[str, str | None]] = [
    ("https://example.org/a b", None),
    ("HTTPS://EXAMPLE.ORG/", "HTTPS://EXAMPLE.ORG/"),
    ("http://example.org/?q=\"<x>'", "http://example.org/?q=\"<x>'"),
    ("mailto:a@example.org", "mailto:a@example.org"),
    ("doi:10.1000/a(b)1;2", "https://doi.org/10.1000/a(b)1;2"),
    ("doi:10.1002/(SICI)<1::AID>3.0.CO;2-#", "https://doi.org/10.1002/(SICI)%3C1::AID%3E3.0.CO;2-%23"),
    ("javascript:alert(1)", None),
    ("JaVaScRiPt:alert(1)", None),
    ("java\nscript:alert(1)", None),
    ("\x01javascript:alert(1)", None),
    ("data:text/html,<script>", None),
    ("vbscript:x", None),
    ("//example.org", None),
    ("figures/a.png", None),
    ("#top", None),
    ("", None),
    ("https:", None),
    ("doi:nothing", None),
]


@pytest.mark.parametrize(("target", "expected"), ADDRESSES)
def test_only_known_schemes_become_links(target: str, expected: str | None) -> None:
    assert address(target) == expected


@given(TEXTS)
def test_no_target_leaves_its_attribute(text: str) -> None:
    review = replace(
        sample_review(), sections=(section("only", "x", (Paragraph((Link(text, (Text("y"),)),)),)),)
    )
    page = parsed(render_html(review))
    for link in page.xpath("//section[@id='sec-only']//a"):
        assert sorted(link.attrib) == ["href"]
        assert re.match(r"(https?|mailto):", link.get("href"), re.IGNORECASE)


PLACES: list[Callable[[str], ResolvedReview]] = [
    lambda text: replace(sample_review(), language=text),
    lambda text: sample_review(journal=replace(JOURNAL, name={"zh": text})),
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", [t for t in NASTY if "\x00" not in t])
def test_settings_are_text_too(place: Callable[[str], ResolvedReview], text: str) -> None:
    page = parsed(render_html(place(text)))
    assert not page.xpath("//@onerror | //@onclick | //script[not(@type='application/ld+json')]")
