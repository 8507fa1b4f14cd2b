"""`review import`, as an author types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.word_text import docx_from_text

TEXT = """\
合成标题
【摘要】 合成摘要。
【关键词】 合成；测试
# 1 引言
外泌体可促进愈合[1]，水凝胶可延长滞留[2]，材料减轻炎症[5]。
# 参考文献
[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9.
[2] AUTHOR B. Synthetic work 2[J]. Synth J, 2021, 2(1): 1-9.
"""


@pytest.fixture(autouse=True)
def manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "manuscript.docx").write_bytes(docx_from_text(TEXT))
    monkeypatch.chdir(tmp_path)


def test_makes_a_folder_that_builds(capsys: pytest.CaptureFixture[str]) -> None:
    made = run(capsys, "import", "manuscript.docx", "review", "--lang", "en")
    assert made.status == 0
    assert "paragraph 5  [5]" in made.out
    assert made.out.endswith("Now: review check review\n")
    built = run(capsys, "build", "review", "--to", "html", "-o", "dist")
    assert built.status == 0, built.err
    assert "[5]" in Path("dist/review.html").read_text(encoding="utf-8")


def test_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    made = run(capsys, "import", "manuscript.docx", "review", "--lang", "zh")
    assert "正文引用而文献表中没有" in made.out
    assert "正文引用而文献表中没有" in Path("review/IMPORT.md").read_text(encoding="utf-8")


def test_a_taken_folder_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    Path("review").mkdir()
    Path("review/mine.txt").write_text("mine", encoding="utf-8")
    made = run(capsys, "import", "manuscript.docx", "review")
    assert made.status == 2
    assert "already exists" in made.err
    assert [path.name for path in Path("review").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.docx", "review"), "There is no file"),
        (("manuscript.docx", "review", "--journal", "nature-of-tests"), "nature-of-tests"),
        (("notes.txt", "review"), "notes.txt"),
    ],
)
def test_says_what_is_wrong(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("notes.txt").write_text("no Word file", encoding="utf-8")
    made = run(capsys, "import", *arguments)
    assert made.status == 2
    assert said in made.err
    assert "Traceback" not in made.err
    assert not Path("review").exists()
