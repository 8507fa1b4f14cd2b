"""`review journals`: the list, and one journal in detail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.journals.test_profiles import JOURNALS


def test_the_list_names_style_languages_parts_and_limits(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "journals", "--lang", "en")
    assert shown.status == 0
    lines = shown.out.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == list(JOURNALS)
    at = next(number for number, line in enumerate(lines) if line.startswith("bmc "))
    assert [line.strip() for line in lines[at + 1 : at + 4]] == [
        "References: biomed-central; English",
        (
            "Required: English title, English abstract, English keywords, "
            "Ethics approval and consent to participate, Consent for publication, "
            "Availability of data and materials, Competing interests, funding, Authors' contributions, "
            "Acknowledgements"
        ),
        "Limits: English abstract ≤ 350 words, keywords 3–10",
    ]


def test_the_list_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "journals", "--lang", "zh").out
    assert "j-zhejiang-univ-med       浙江大学学报(医学版)" in shown
    assert (
        "必备：中文题名、英文题名、中文摘要、英文摘要、中文关键词、英文关键词、中图分类号、文献标志码"
        in shown
    )
    assert "限制：英文摘要 ≤ 350 词、关键词 3–10" in shown


def test_one_journal_in_detail(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "journals", "j-zhejiang-univ-med", "--lang", "en")
    assert shown.status == 0
    lines = shown.out.splitlines()
    assert lines[0] == "j-zhejiang-univ-med  Journal of Zhejiang University (Medical Sciences)"
    assert "Citations: [1]  [2-3]  [4-6]  [8, 10, 13-14]  (raised)" in lines
    assert "Headings: 2 / 2.1 / 2.1.3, level 3 in the line, introduction without a heading" in lines
    assert "  abstract (zh)  [摘要]" in lines
    front, back = lines.index("Before the text:"), lines.index("After the text:")
    assert front < back
    assert lines.index("  doi (en)  DOI:") == front + 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", JOURNALS)
def test_every_journal_can_be_shown(capsys: pytest.CaptureFixture[str], name: str, language: str) -> None:
    shown = run(capsys, "journals", name, "--lang", language)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith(name)


def test_a_profile_of_ones_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.yaml").write_text(
        "extends: cma\nname: {en: Mine}\n"
        "limits: {body: {zh: {high: 5000}}, tables: {low: 1}, heading_levels: 3}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    shown = run(capsys, "journals", "./mine.yaml", "--lang", "en").out
    assert shown.startswith("mine  Mine")
    assert "Limits: Chinese text ≤ 5000 characters, tables ≥ 1, heading levels ≤ 3" in shown


def test_an_unknown_journal(capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "journals", "bcm")
    assert shown.status == 2
    assert "Did you mean “bmc”?" in shown.err
