"""`review.yaml` → metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.support import FILES, edited, load, places, problems_of
from toolkit.model.inline import Citation, Inlines, Style, Styled, Text, Value, plain_text, walk
from toolkit.model.review import Metadata

FULL = """\
# yaml-language-server: $schema=.schema/review.json
title: {zh: 合成*综述* {{ x }}, en: A synthetic review}
language: zh-CN
journal: cn-medical-biotechnology
authors:
  - name: {zh: 作者甲, en: AUTHOR A}
    affiliations: [one, two]
    orcid: https://orcid.org/0000-0000-0000-0000
    email: author@example.org
    corresponding: true
    roles: [conceptualization, writing-original-draft]
    biography: {zh: 合成简介}
  - name: 作者乙
    affiliations: one
affiliations:
  one: {zh: 合成单位一, en: Unit one}
  two: 合成单位二
abstract:
  zh: |
    第一行，
    第二行 [@synthetic2020]。
  en: >-
    First line,
    {{ products | count }} products.
keywords: {zh: [外泌体, H~2~O~2~], en: [exosome]}
classification: {clc: R622, document_code: A}
funding:
  - {name: {zh: 合成基金, en: Synthetic fund}, number: 82271664}
  - name: 另一基金
dates: {received: 2026-03-06, revised: 2026-09, accepted: 2026}
statements:
  conflict_of_interest: {zh: 无。, en: None.}
  data_availability: 见[@synthetic2020]。
acknowledgements: {zh: 致谢。}
bibliography: references.bib
abbreviations:
  EXO: {zh: 外泌体, en: exosome}
check: {ignore: [TYP004], select: CIT, files: {"sections/0*": [TYP001]}}
search:
  databases: [PubMed]
  dates: {from: 2015-01-01}
"""


@pytest.fixture
def metadata(tmp_path: Path) -> Metadata:
    text = FULL.replace("{zh: 合成*综述* {{ x }}, en:", '{zh: "合成*综述* {{ x }}", en:')
    review = load(tmp_path, {"review.yaml": text})
    assert not review.problems
    return review.metadata


def text_of(content: Inlines) -> str:
    return plain_text(content)


def test_a_title_has_formatting_but_no_values(metadata: Metadata) -> None:
    title = metadata.title.best("zh")
    assert text_of(title) == "合成综述 {{ x }}"
    assert not any(isinstance(node, Value) for node in walk(title))
    assert [node.style for node in title if isinstance(node, Styled)] == [Style.EMPH]


def test_authors(metadata: Metadata) -> None:
    first, second = metadata.authors
    assert text_of(first.name.best("en")) == "AUTHOR A"
    assert (first.affiliations, second.affiliations) == (("one", "two"), ("one",))
    assert (first.orcid, first.email) == ("0000-0000-0000-0000", "author@example.org")
    assert (first.corresponding, second.corresponding) == (True, False)
    assert first.roles == ("conceptualization", "writing-original-draft")
    assert text_of(first.biography.best("zh")) == "合成简介"
    assert set(second.name.texts) == {"zh"}
    assert first.span is not None
    assert first.span.start == (6, 5)


def test_an_abstract_over_several_lines(metadata: Metadata) -> None:
    (part,) = metadata.abstract
    chinese, english = part.content.best("zh"), part.content.best("en")
    # Lines of Chinese join without a space, lines of English with one.
    assert text_of(chinese) == "第一行，第二行 。"
    assert text_of(english).startswith("First line, ")
    (citation,) = (node for node in walk(chinese) if isinstance(node, Citation))
    (value,) = (node for node in walk(english) if isinstance(node, Value))
    assert citation.span is not None
    assert citation.span.start == (21, 9)
    assert value.span is not None
    assert value.span.start == (24, 5)


def test_the_other_fields(metadata: Metadata) -> None:
    assert metadata.language == "zh-CN"
    assert {language: len(words) for language, words in metadata.keywords.items()} == {"zh": 2, "en": 1}
    assert metadata.classification == {"clc": "R622", "document_code": "A"}
    assert [grant.number for grant in metadata.funding] == ["82271664", ""]
    assert metadata.dates == {"received": "2026-03-06", "revised": "2026-09", "accepted": "2026"}
    assert list(metadata.statements) == ["conflict_of_interest", "data_availability"]
    assert any(isinstance(node, Citation) for node in metadata.statements["data_availability"].best("zh"))
    assert text_of(metadata.acknowledgements.best("zh")) == "致谢。"
    assert [path.name for path in metadata.bibliography] == ["references.bib"]
    assert metadata.abbreviations["EXO"].span is not None
    assert metadata.abbreviations["EXO"].span.start == (37, 3)
    assert (metadata.check.ignore, metadata.check.select) == (("TYP004",), ("CIT",))
    assert metadata.check.files == {"sections/0*": ("TYP001",)}
    assert metadata.spans["abstract.zh"].line == 19
    assert metadata.spans["check.ignore"].start == (38, 17)


def test_a_structured_abstract(tmp_path: Path) -> None:
    changes = edited(
        "review.yaml",
        "abstract: {zh: 合成摘要。, en: A synthetic abstract.}",
        "abstract:\n  objective: {zh: 目的。, en: Aim.}\n  methods: 方法。",
    )
    parts = load(tmp_path, changes).metadata.abstract
    assert [part.name for part in parts] == ["objective", "methods"]
    assert text_of(parts[0].content.best("en")) == "Aim."
    assert set(parts[1].content.texts) == {"zh"}


def test_a_plain_string_stands_under_the_main_language(tmp_path: Path) -> None:
    changes = edited("review.yaml", "{zh: 合成综述, en: A synthetic review}", "Synthetic")
    changes["review.yaml"] = changes["review.yaml"].replace("language: zh-CN", "language: en")
    metadata = load(tmp_path, changes).metadata
    assert metadata.title.get("en") is not None
    assert isinstance(metadata.title.best("en")[0], Text)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("language: zh-CN", "langauge: zh-CN", (2, 1), "Did you mean “language”?"),
        ("language: zh-CN", "language: chinese", (2, 11), "Did you mean “zh”?"),
        ("affiliations: [unit]", "affiliations: [unti]", (6, 19), "Did you mean “unit”?"),
        ("affiliations: [unit]", "affilations: [unit]", (6, 5), "Did you mean “affiliations”?"),
        ("corresponding: true", "corresponding: yes", (8, 20), "true or false"),
        ("[references.bib]", "[reference.bib]", (13, 16), "Did you mean “references.bib”?"),
        ("[references.bib]", "[../none/refs.bib]", (13, 16), "There is no file “../none/refs.bib”"),
        ("author@example.org", "author＠example.org", (7, 12), "is no e-mail address: it has no @"),
        ("[合成, 测试]", "[合成，测试]", (12, 17), "is one keyword, but holds a full-width comma"),
        ("keywords: {zh:", "keywords: {cn:", (12, 12), "Did you mean “zh”?"),
        (
            "cn-medical-biotechnology",
            "cn-medical-biotech",
            (3, 10),
            "Did you mean “cn-medical-biotechnology”?",
        ),
        ("EXO: {zh: 外泌体", "EXO: {zh: [外泌体]", (15, 13), "here stands a list"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, place: tuple[int, int], message: str) -> None:
    problems = problems_of(tmp_path, edited("review.yaml", old, new))
    assert ("review.yaml", *place) in places(problems)
    assert any(message in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("dates: {received: 6 March 2026}", 19, "must be a date"),
        ("dates: {received: 2026-02-30}", 19, "must be a date"),
        ("dates: {recieved: 2026-02-03}", 9, "Did you mean “received”?"),
        ("statements: {conflict_of_interests: 无}", 14, "Did you mean “conflict_of_interest”?"),
        ("classification: {cls: R622}", 18, "Did you mean “clc”?"),
        ("check: {ignored: [TYP004]}", 9, "Did you mean “ignore”?"),
        ("funding: {name: a}", 10, "must be a list"),
        ("search: [PubMed]", 9, "must be a mapping"),
    ],
)
def test_mistakes_in_optional_fields(tmp_path: Path, line: str, column: int, message: str) -> None:
    text = FILES["review.yaml"] + line + "\n"
    problems = problems_of(tmp_path, {"review.yaml": text})
    assert places(problems) == [("review.yaml", 16, column)]
    assert message in problems[0].message


def test_statements_that_the_journal_names_are_known(tmp_path: Path) -> None:
    journal = (
        "extends: cn-medical-biotechnology\nback: [{part: statements, language: zh, labels: {own: 自有：}}]\n"
    )
    changes = edited(
        "review.yaml", "journal: cn-medical-biotechnology", "statements: {own: 文}\njournal: ./j.yaml"
    )
    assert not load(tmp_path, {**changes, "j.yaml": journal}).problems


def test_a_line_that_cannot_be_read_makes_nothing_missing(tmp_path: Path) -> None:
    """The affiliation that the damaged line named is not said to be unknown as well."""
    change = edited("review.yaml", "unit: {zh: 合成单位, en: Synthetic unit}", 'unit: "合成单位')
    (problem,) = problems_of(tmp_path, change)
    assert "never closed" in problem.message


def test_an_open_quotation_mark_in_the_title_is_the_only_problem(tmp_path: Path) -> None:
    change = edited("review.yaml", "{zh: 合成综述, en: A synthetic review}", '"合成综述')
    text = change["review.yaml"].replace("email: author", 'email: "author').replace(".org", '.org"')
    (problem,) = problems_of(tmp_path, {"review.yaml": text})
    assert "never closed" in problem.message
    assert problem.span is not None
    assert problem.span.start == (1, 8)


def test_a_comma_in_a_text_without_quotation_marks(tmp_path: Path) -> None:
    change = edited("review.yaml", "en: A synthetic review", "en: Synthetic, one")
    (problem,) = problems_of(tmp_path, change)
    assert "“one” is no language" in problem.message
    assert 'Put a text with a comma into quotation marks: `en: "…, one"`' in problem.help
