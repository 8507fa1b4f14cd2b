"""Order in the languages' own alphabets, and punctuation where parts of an entry meet."""

from __future__ import annotations

import pytest

from tests.csl.kit import cited, entries, style, work
from toolkit.csl import Cite, parse_style
from toolkit.csl.collation import collate


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Aarts", "Äb", "Åberg", "Zander"]),
        ("cs-CZ", ["Cerny", "Čapek", "Dub", "Hora", "Chan", "Ivan", "Zora", "Žid"]),
        ("sv-SE", ["Aa", "Zander", "Zzz", "Åberg", "Ädel", "Öst"]),
        ("da-DK", ["Abe", "Zander", "Ærø", "Åberg", "Aarup"]),
        ("et-EE", ["Sam", "Šak", "Zhang", "Žid", "Thompson", "Vi", "Õun"]),
        ("lt-LT", ["Hol", "Yang", "Ivan", "Jenkins"]),
        ("hu-HU", ["Czar", "Csaba", "Dub", "Zu", "Zs"]),
        ("pl-PL", ["Lis", "Łan", "Mak", "Zych", "Źle", "Żal"]),
    ],
)
def test_names_sort_by_the_alphabet_of_the_language(language: str, names: list[str]) -> None:
    assert sorted([*names[1:], names[0]], key=lambda name: collate(name, language)) == names


def test_numbers_sort_by_value_in_every_alphabet() -> None:
    for language in ("en", "cs", "zh"):
        assert sorted(["B 12", "B 2", "a"], key=lambda text: collate(text, language)) == ["a", "B 2", "B 12"]


COUNTED = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<macro name="count"><names variable="author"><name form="count"/></names></macro>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><sort><key macro="count"/></sort><layout><text variable="title"/></layout></bibliography>
</style>"""


def test_works_without_names_count_as_none() -> None:
    works = [
        work("a", title="two", author="A, B; C, D"),
        work("b", title="none"),
        work("c", title="one", author="E, F"),
    ]
    assert entries(parse_style(COUNTED.encode(), "counted.csl"), works) == ["none", "one", "two"]


NOTE = '<group prefix="(" suffix=")" delimiter="; "><text variable="publisher"/>{}</group>'
INNER = (
    '<group delimiter=" "><text variable="genre"/>'
    '<group prefix="(" suffix=")"><text variable="medium"/></group></group>'
)


@pytest.mark.parametrize(("class_", "expected"), [("note", "(P; G [M])"), ("in-text", "(P; G (M))")])
def test_parentheses_in_parentheses_become_brackets_in_notes(class_: str, expected: str) -> None:
    used = style(NOTE.format(INNER), class_=class_)
    assert cited(used, [work("a", publisher="P", genre="G", medium="M")], [["a"]]) == [expected]


def test_mark_that_follows_a_closing_full_stop_is_dropped() -> None:
    used = style(
        '<group suffix="."><text macro="t" suffix="."/></group>'
        '<group prefix="; "><text variable="genre"/></group>',
        extra='<macro name="t"><text variable="title"/></macro>',
    )
    assert cited(used, [work("a", title="T", genre="G")], [["a"]]) == ["T. G"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://www.example.org/a/b", "www.example.org"), ("https://example.org/a/b", "https://example.org")],
)
def test_short_addresses(url: str, expected: str) -> None:
    assert cited(style('<text variable="URL" form="short"/>'), [work("a", URL=url)], [["a"]]) == [expected]


def test_line_break_in_a_field_is_white_space() -> None:
    assert cited(style('<text variable="title"/>'), [work("a", title="A \nB")], [["a"]]) == ["A\u00a0 B"]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        ('<text variable="title" display="block"/><text variable="genre"/>', "</div>\nG."),
        ('<text variable="genre"/><text variable="title" display="block"/>', "T</div>\n."),
    ],
)
def test_layout_suffix_beside_blocks(layout: str, expected: str) -> None:
    xml = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        '<citation><layout><text variable="title"/></layout></citation>'
        f'<bibliography><layout suffix=".">{layout}</layout></bibliography></style>'
    )
    (entry,) = entries(parse_style(xml.encode(), "blocks.csl"), [work("a", title="T", genre="G")])
    assert entry.endswith(expected)


def test_suffix_around_a_number_meets_the_layout_first() -> None:
    used = style('<text variable="volume" suffix=":"/>', layout='suffix="."')
    assert cited(used, [work("a", volume="1(1)—")], [["a"]]) == ["1(1)—:"]


def test_number_after_a_locator_takes_the_layout_delimiter() -> None:
    used = style(
        '<text variable="citation-number"/><text variable="locator" prefix=" "/>',
        citation_attributes='collapse="citation-number" after-collapse-delimiter="; "',
        layout='delimiter=", "',
    )
    works = [work(key, title=key) for key in "ab"]
    assert cited(used, works, [[Cite("a", locator="3"), "b"]]) == ["1 3, 2"]
