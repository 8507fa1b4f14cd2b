"""The two reviews in the format of Hans Publishers, against what the articles 000 and 002 show of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.reviews.samples import article, bare, checked, printed
from toolkit.model.block import NumberedHeading, Paragraph
from toolkit.model.diagnostic import Severity
from toolkit.model.inline import plain_text
from toolkit.pipeline import build

SKIN = "skin-ageing"
OVARY = "ovarian-dysfunction"
ARTICLES = {SKIN: "000", OVARY: "002"}
REFERENCES = {SKIN: 41, OVARY: 58}
SECTIONS = {
    SKIN: ["1. 引言", "2. 皮肤老化", "3. ", "4. ", "5. ", "6. 小结及展望"],
    OVARY: ["1. 引言", "2. ", "3. ", "4. 挑战与展望", "5. 结论"],
}
NUMBERS = "1. 2. 2.1. 2.2. 2.2.1. 2.2.2. 3. 3.1. 3.2. 3.3. 4. 4.1. 4.2. 4.3. 4.4. 5."

BRACKETS = re.compile(r"\[([^\]]*)\]")
GLOSS_IN_HEADING = re.compile(r"[\u4e00-\u9fff]\([A-Z][a-z]+( [A-Z][a-z]+)+, [A-Z]+\)")
CIRCLED = "①②③"
HAN_RUN = re.compile(r"[\u4e00-\u9fff，；：、。]+")
COPIED = 16
"""Chinese characters and marks in a row that two texts on one subject hardly share by chance: the longest
run of terms that both need, such as 人脐带间充质干细胞来源的外泌体, is shorter."""

both = pytest.mark.parametrize("name", [SKIN, OVARY])


def paragraphs(name: str) -> list[str]:
    return [plain_text(block.content) for block in printed(name).blocks if isinstance(block, Paragraph)]


def headings(name: str) -> list[str]:
    blocks = printed(name).blocks
    return [block.label + plain_text(block.content) for block in blocks if isinstance(block, NumberedHeading)]


@both
def test_the_review_is_in_its_journal_and_has_no_errors(name: str) -> None:
    found = checked(name)
    assert found.problems == ()
    assert [finding for finding in found.result.findings if finding.severity is Severity.ERROR] == []
    assert found.resolved.journal.id == "hans-acm"


@both
def test_the_review_builds(name: str, tmp_path: Path) -> None:
    built = build(REPOSITORY / "reviews" / name, tmp_path)
    assert [file.name for file in built.files] == [f"{name}.docx", f"{name}.html"]
    assert all(file.stat().st_size > 10_000 for file in built.files)


@both
def test_every_bracket_holds_one_number(name: str) -> None:
    held = BRACKETS.findall("\n".join(paragraphs(name)))
    assert len(held) > REFERENCES[name]
    assert [text for text in held if not text.isdecimal()] == []


@both
def test_several_works_stand_in_brackets_of_their_own_one_space_apart(name: str) -> None:
    text = "\n".join(paragraphs(name))
    assert re.search(r"\[\d+\] \[\d+\]", text)
    assert "][" not in text


@both
def test_numbers_rise_from_1_in_the_order_of_the_text_and_tables(name: str) -> None:
    review = printed(name)
    order = list(dict.fromkeys(key for citation in review.citations for key in citation.keys))
    assert order == [entry.key for entry in review.bibliography]
    assert len(order) == REFERENCES[name]


@both
def test_no_gap_between_chinese_and_a_bracket_and_one_after_latin(name: str) -> None:
    text = "\n".join(paragraphs(name))
    assert re.search(r"[\u4e00-\u9fff]\[\d+\]", text)
    assert re.findall(r"[\u4e00-\u9fff] +\[\d+\]", text) == []
    assert re.search(r"[A-Za-z0-9%)] \[\d+\]", text)
    assert re.findall(r"[A-Za-z0-9%)]\[\d+\]", text) == []


def test_authors_are_named_in_the_three_forms_of_the_article() -> None:
    text = "\n".join(paragraphs(SKIN))
    assert "Pan 等人[14]发现" in text
    assert re.search(r"Ellistasari \[\d+\]等人", text)
    assert re.search(r"Yan 等人发现，[^。]*\[\d+\]。", text)


@both
def test_parentheses_are_half_width_and_tight_to_chinese(name: str) -> None:
    text = "\n".join([*paragraphs(name), *headings(name)])
    assert re.findall(r"[（）]|[\u4e00-\u9fff] \(|[^\d]\) [\u4e00-\u9fff]", text) == []


@both
def test_sections_are_numbered_with_a_closing_dot(name: str) -> None:
    top = [heading for heading in headings(name) if re.match(r"\d+\. ", heading)]
    assert len(top) == len(SECTIONS[name])
    assert all(heading.startswith(start) for heading, start in zip(top, SECTIONS[name], strict=True))


def test_headings_go_three_levels_deep_where_the_article_does() -> None:
    numbers = [heading.split(" ", 1)[0] for heading in headings(OVARY)]
    assert " ".join(numbers) == NUMBERS
    assert {number.count(".") for number in (heading.split(" ", 1)[0] for heading in headings(SKIN))} == {1}


def test_headings_explain_abbreviations_in_english() -> None:
    assert sum(GLOSS_IN_HEADING.search(heading) is not None for heading in headings(OVARY)) == 2


def test_lists_run_inside_sentences() -> None:
    counted = [text for text in paragraphs(SKIN) if re.search(r"：1\) .*；2\) .*；3\) ", text)]
    circled = [text for text in paragraphs(OVARY) if all(f"{mark} " in text for mark in CIRCLED)]
    assert len(counted) == 2
    assert len(circled) == 1


@both
def test_authors_are_placeholders(name: str) -> None:
    people = printed(name).source.metadata.authors
    names = {plain_text(each) for person in people for each in person.name.texts.values()}
    assert names <= {"作者甲", "作者乙", "作者丙", "AUTHOR A", "AUTHOR B", "AUTHOR C"}
    assert {person.email for person in people if person.email} == {"author@example.org"}


def copied(text: str, source: str) -> Iterator[str]:
    """Runs of Chinese text that stand in the source too."""
    for run in HAN_RUN.findall(text):
        yield from (
            run[at : at + COPIED] for at in range(len(run) - COPIED + 1) if run[at : at + COPIED] in source
        )


@both
def test_the_text_is_written_in_words_of_its_own(name: str) -> None:
    source = bare(article(ARTICLES[name]))
    written = bare("\n".join(paragraphs(name)))
    assert list(copied(written, source)) == []
    assert len(re.findall(r"[\u4e00-\u9fff]", written)) > 2500
