"""Entries of a bibliography: layouts by language, truncated lists, translations, columns, sorting."""

from __future__ import annotations

import pytest

from tests.csl.kit import Item, entries, run, style, work
from toolkit.csl import Style, load_style, parse_style, process, to_html, to_text
from toolkit.csl.output import entry_html
from toolkit.model.inline import plain_text as plain

GB = load_style("gb-t-7714-2015-numeric")
NAMES = '<names variable="author"><name form="long" et-al-min="3" et-al-use-first="2"/></names>'


def texts(items: list[Item]) -> list[str]:
    return [to_text(entry.content) for entry in process(GB, items).bibliography]


def test_et_al_in_the_language_of_the_entry() -> None:
    chinese = work("a", author="张, 三; 李, 四; 王, 五; 赵, 六", title="书", language="zh-CN", year=2020)
    english = work(
        "b", author="Doe, John; Roe, Jane; Poe, Kim; Moe, Al", title="Book", language="en", year=2020
    )
    first, second = texts([chinese, english])
    assert ("等" in first, "et al" in first) == (True, False)
    assert ("等" in second, "et al" in second) == (False, True)


@pytest.mark.parametrize("variable", ["volume", "page", "edition", "title", "number-of-pages"])
def test_more_digits_than_python_counts_with_are_text(variable: str) -> None:
    digits = "1" * 5000
    used = style("<text variable='title'/>", f"<number variable='{variable}' form='ordinal'/>")
    items = [work("a", **{variable: digits}), work("b", **{variable: f"{digits}-{digits}2"})]
    assert [digits in text for text in entries(used, items)] == [True, True]
    assert len(texts(items)) == len(items)


def test_entry_says_its_language() -> None:
    found = process(GB, [work("a", title="一本书"), work("b", title="A Book")]).bibliography
    assert [entry.language[:2] for entry in found] == ["zh", "en"]


@pytest.mark.parametrize(
    ("names", "expected"), [("Doe, J", "J Doe et al."), ("Doe, J; Roe, K; Poe, L", "J Doe, K Roe, et al.")]
)
def test_truncated_list_ends_in_et_al(names: str, expected: str) -> None:
    used = style("<text variable='title'/>", NAMES)
    assert entries(used, [work("a", author=names, author_truncated=True)]) == [expected]


def test_whole_list_does_not() -> None:
    used = style("<text variable='title'/>", NAMES)
    assert entries(used, [work("a", author="Doe, J; Roe, K")]) == ["J Doe, K Roe"]


def test_english_version_of_a_chinese_work() -> None:
    item = work(
        "a",
        author="张, 三",
        title="一本书",
        language="zh",
        year=2020,
        publisher="出版社",
        publisher_place="北京",
    )
    item["title-en"] = "A book"
    item["author-en"] = [{"family": "Zhang", "given": "San"}]
    (entry,) = process(GB, [item, work("b", title="Other")]).bibliography[:1]
    printed = plain(entry.translation)
    assert "A book" in printed
    assert "zhang" in printed.lower()
    assert "书" not in printed


def test_no_translation_without_an_english_version() -> None:
    (entry,) = process(GB, [work("a", title="一本书")]).bibliography
    assert not entry.translation


def test_number_stands_in_the_margin() -> None:
    used = style(
        "<text variable='citation-number'/>",
        "<text variable='citation-number' prefix='[' suffix='] '/><text variable='title'/>",
        bibliography_attributes='second-field-align="flush"',
    )
    result = run(used, [work("a", title="A")], ["a"])
    (entry,) = result.bibliography
    assert (entry.number, plain(entry.label).strip(), to_html(entry.content)) == (1, "[1]", "A")
    assert result.bibliography_params.second_field_align == "flush"
    html = entry_html(entry.whole)
    assert '<div class="csl-left-margin">[1] </div><div class="csl-right-inline">A</div>' in html


def test_author_who_repeats_is_substituted() -> None:
    used = style(
        "<text variable='title'/>",
        f"<group delimiter='. '>{NAMES}<text variable='title'/></group>",
        bibliography_attributes='subsequent-author-substitute="———"',
    )
    works = [work("a", author="Doe, J", title="A"), work("b", author="Doe, J", title="B")]
    assert entries(used, works) == ["J Doe. A", "———. B"]


def _sorted(keys: str, locale: str = "en-US") -> Style:
    return parse_style(
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" '
            f'default-locale="{locale}"><citation><layout><text variable="title"/></layout></citation>'
            f'<bibliography><sort>{keys}</sort><layout><text variable="title"/></layout></bibliography>'
            "</style>"
        ).encode(),
        "sorted.csl",
    )


def test_empty_keys_sort_last_either_way() -> None:
    works = [work("a", title="A"), work("b", title="B", year=2001), work("c", title="C", year=2000)]
    for direction, expected in (("ascending", ["C", "B", "A"]), ("descending", ["B", "C", "A"])):
        used = _sorted(f'<key variable="issued" sort="{direction}"/>')
        assert entries(used, works) == expected


def test_accents_and_case_do_not_disturb_the_order() -> None:
    works = [work(str(i), title=title) for i, title in enumerate(["zebra", "Éclair", "apple", "Echo"])]
    assert entries(_sorted('<key variable="title"/>'), works) == [
        "apple",
        "Echo",
        "Éclair",
        "zebra",
    ]


def test_chinese_sorts_by_pinyin() -> None:
    works = [work(str(i), title=title) for i, title in enumerate(["张", "李", "王", "陈"])]
    assert entries(_sorted('<key variable="title"/>', "zh-CN"), works) == ["陈", "李", "王", "张"]


def test_markup_in_titles() -> None:
    used = style("<text variable='title'/>", "<text variable='title' font-style='italic'/>")
    works = [work("a", title="On <i>E. coli</i> and H<sub>2</sub>O & <b")]
    assert entries(used, works) == [
        '<i>On <span style="font-style:normal;">E. coli</span> and H<sub>2</sub>O &#38; &#60;b</i>'
    ]


def test_periods_and_quotes_at_joints() -> None:
    used = style(
        "<text variable='title'/>",
        "<group suffix='.'><text variable='title' quotes='true' suffix='.'/><text value=' Next.'/></group>",
    )
    assert entries(used, [work("a", title="Why?"), work("b", title="So.")]) == ["“Why?” Next.", "“So.” Next."]
