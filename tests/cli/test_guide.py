"""The guide of a new review tells the truth: its own examples build and check clean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.conftest import REPOSITORY


def examples(guide: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_examples_of_the_guide_build_and_check_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    folder = tmp_path / "mine"
    assert run(capsys, "new", folder, "--language", language).status == 0
    guide = (folder / "GUIDE.md").read_text(encoding="utf-8")
    section = f"---\nid: examples\ntitle: {'示例' if language == 'zh-CN' else 'Examples'}\n---\n"
    (body,) = examples(guide, "markdown")
    schema, table = examples(guide, "yaml")
    body = body.replace("::: table hydrogels\n:::\n\n", "")
    (folder / "sections" / "03-examples.md").write_text(section + body, encoding="utf-8")
    (folder / "tables" / "grouped.yaml").write_text(table, encoding="utf-8")
    (folder / "schemas").mkdir()
    (folder / "schemas" / "mine.yaml").write_text(schema, encoding="utf-8")
    label = "研究" if language == "zh-CN" else "Study"
    (folder / "studies.csv").write_text(f"id,{label},healed\nsynthetic,Synthetic,3/4\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    imported = run(
        capsys,
        "evidence",
        "import",
        "studies.csv",
        "--into",
        "evidence/studies.yaml",
        "--schema",
        "./schemas/mine.yaml",
    )
    assert imported.status == 0, imported.err
    assert "healed: 3/4" in (folder / "evidence" / "studies.yaml").read_text(encoding="utf-8")
    (folder / "evidence" / "studies.yaml").unlink()  # no table shows it
    (folder / "figures").mkdir()
    picture = REPOSITORY / "reviews" / "wound-healing" / "figures" / "phases.png"
    (folder / "figures" / "scheme.png").write_bytes(picture.read_bytes())
    checked = run(capsys, "check", folder, "--lang", "en")
    assert (checked.status, checked.err) == (0, ""), checked.out
    assert run(capsys, "build", folder, "-o", tmp_path / "dist").status == 0
