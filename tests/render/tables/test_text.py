"""Rich text in formats that know no markup."""

from __future__ import annotations

import pytest

from tests.render.sample_nodes import cite, narrative, styled, text
from toolkit.model.inline import (
    Change,
    Citation,
    CiteItem,
    Code,
    Comment,
    FootnoteReference,
    Inline,
    LineBreak,
    Link,
    Math,
    ResolvedFootnote,
    Style,
    Value,
)
from toolkit.render.tables.text import Run, display_width, markdown, plain, runs

CASES: list[tuple[list[str | Inline], str, str]] = [
    (["10", styled(Style.SUPER, "7"), " EVs/cm", styled(Style.SUPER, "2")], "10⁷ EVs/cm²", "10^7^ EVs/cm^2^"),
    (["H", styled(Style.SUB, "2"), "O"], "H₂O", "H~2~O"),
    (["尺寸", styled(Style.SUPER, "a")], "尺寸^a^", "尺寸^a^"),
    (["x", styled(Style.SUPER, "a b")], "x^a b^", r"x^a\ b^"),
    ([cite("sample-a", "sample-b", superscript=True)], "[1, 2]", "[1, 2]"),
    ([narrative("A_B*", "sample-a")], "A_B*[1]", r"A\_B\*\[1\]"),
    ([styled(Style.EMPH, "in vitro")], "in vitro", "*in vitro*"),
    ([styled(Style.STRONG, " a ", styled(Style.EMPH, "b"))], " a b", " **a** ***b***"),
    (["30 ~ 150"], "30 ~ 150", "30 ~ 150"),
    (["a|b<c>[d](e) `f` $g$ @h {{i}} ~j~"], "a|b<c>[d](e) `f` $g$ @h {{i}} ~j~",
     r"a\|b\<c>\[d\](e) \`f\` \$g\$ \@h \{\{i}} \~j\~"),
    (["AT&T &amp;"], "AT&T &amp;", r"AT&T \&amp;"),
    ([Change("delete", text("two")), Change("insert", text("three")), Comment("?")], "three", "three"),
    (["a", LineBreak(), "b"], "a\nb", "a<br>b"),
    ([Math("a|b")], "a|b", r"$a\vert b$"),
    ([Link("https://example.org", text("x")), Code("y")], "xy", "xy"),
    (["x", ResolvedFootnote(FootnoteReference("a"), 3)], "x³", "x^3^"),
    ([Citation((CiteItem("a"),)), Value("b")], "[@a]{{ b }}", r"\[\@a\]\{\{ b }}"),
]  # fmt: skip


@pytest.mark.parametrize(("nodes", "as_text", "as_markdown"), CASES)
def test_texts(nodes: list[str | Inline], as_text: str, as_markdown: str) -> None:
    assert plain(text(*nodes)) == as_text
    assert markdown(text(*nodes)) == as_markdown


def test_neighbours_of_one_format_are_one_run() -> None:
    found = runs(text("a", "b", styled(Style.STRONG, "c", styled(Style.NO_STRONG, "d")), "e"))
    assert found == [Run("ab"), Run("c", bold=True), Run("de")]


def test_ideographs_count_two() -> None:
    assert display_width("外泌体 Exo（1）") == 6 + 1 + 3 + 2 + 1 + 2
    assert display_width("é") == display_width("e\u0301") == 1
