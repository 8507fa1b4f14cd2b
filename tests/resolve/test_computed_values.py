"""Values as they print in a text, and what they were computed from. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import section, write_review
from toolkit.load.project import load_review
from toolkit.model.block import Paragraph
from toolkit.model.inline import ResolvedValue, plain_text
from toolkit.model.review import ResolvedReview
from toolkit.resolve import resolve

SCHEMA = """\
id: study
label: {zh: 研究, en: Study}
fields:
  name: {type: text, label: {zh: 名称, en: Name}}
  patients: {type: number, label: {zh: 例数, en: Patients}}
  response: {type: proportion, label: {zh: 有效, en: Response}}
  registry: {type: registry, label: {zh: 注册号, en: Registry}}
"""
RECORDS = """\
schema: study
records:
  - {id: a, name: A, patients: 30, response: 10/30, registry: NCT00000001}
  - {id: b, name: B, patients: 10, response: 9/10, registry: NCT00000002}
  - {id: c, name: C, patients: 21, registry: NCT00000003}
"""
ENGLISH = "title: {en: Synthetic title}\nlanguage: en\njournal: icmje\nbibliography: [refs.bib]\n"


def resolved(folder: Path, expression: str, language: str) -> ResolvedReview:
    files = {
        "sections/01-one.md": section(f"{{{{ {expression} }}}}"),
        "schemas/study.yaml": SCHEMA,
        "evidence/studies.yaml": RECORDS,
    }
    write_review(folder, files, **({"review": ENGLISH} if language == "en" else {}))
    loaded = load_review(folder)
    assert loaded.problems == ()
    return resolve(loaded)


def value_of(review: ResolvedReview) -> ResolvedValue:
    [paragraph] = [block for block in review.blocks if isinstance(block, Paragraph)]
    [node] = paragraph.content
    assert isinstance(node, ResolvedValue)
    return node


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ('studies | values("name")', "A、B、C", "A, B and C"),
        ("studies | where(\"name == 'A'\") | values('registry')", "NCT00000001", "NCT00000001"),
        ('studies | sum("patients")', "61", "61"),
        ('studies | median("patients")', "21", "21"),
        ('studies | range("patients")', "10 ~ 30", "10–30"),
        ("studies | where(\"name == 'A'\") | range('patients')", "30", "30"),
        ('studies | sum("response")', "19/40（47.5%）", "19/40 (47.5%)"),
        ('(studies | sum("response")).whole', "40", "40"),
        ('studies | max("response.percent")', "90", "90"),
        ('studies | where("response.percent > 50") | count', "1", "1"),
        ("(studies | where('patients > 20') | count) | percent(studies | count, 1)", "66.7%", "66.7%"),
    ],
)
def test_prints_as_the_journal_and_the_language_want(
    tmp_path: Path, expression: str, zh: str, en: str
) -> None:
    assert plain_text(value_of(resolved(tmp_path / "zh", expression, "zh")).content) == zh
    assert plain_text(value_of(resolved(tmp_path / "en", expression, "en")).content) == en


@pytest.mark.parametrize(
    ("expression", "records", "details"),
    [
        ("studies | count", ("studies:a", "studies:b", "studies:c"), ("", "", "")),
        (
            'studies | where("patients > 20") | sum("response")',
            ("studies:a", "studies:c"),
            ("patients 30, response 10/30（33.3%）", "patients 21"),
        ),
        # What the second condition leaves out was still counted by the first.
        (
            '(studies | where("patients > 20") | count) + (studies | where("patients < 15") | count)',
            ("studies:a", "studies:c", "studies:b"),
            ("patients 30", "patients 21", "patients 10"),
        ),
        ("studies[0].name", ("studies:a",), ("name A",)),
    ],
)
def test_names_the_records_and_their_fields(
    tmp_path: Path, expression: str, records: tuple[str, ...], details: tuple[str, ...]
) -> None:
    value = value_of(resolved(tmp_path, expression, "zh"))
    assert (value.records, value.details) == (records, details)


def test_an_unknown_field_is_named_with_the_nearest(tmp_path: Path) -> None:
    [miss] = resolved(tmp_path, 'studies | sum("patient")', "zh").unresolved
    assert miss.reason == "there is no field 'patient'; did you mean 'patients'?"
