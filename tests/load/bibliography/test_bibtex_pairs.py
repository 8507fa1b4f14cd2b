"""Chinese works and their English versions, kept as two entries. All works are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.bibliography.support import clean, shown
from toolkit.load.bibliography import library as module
from toolkit.load.bibliography.library import Library

CHINESE = "title = {合成文献}, subtitle = {一}, author = {王甲 and 李乙}, journal = {虚构医学杂志}"
ENGLISH = (
    "title = {Synthetic work}, subtitle = {One}, author = {Wang, Jia and Li, Yi}, "
    "journaltitle = {Synthetic Journal}, location = {Beijing}"
)


@pytest.mark.parametrize(
    ("kind", "back"), [("translationas", "translationof"), ("translationof", "translationas")]
)
def test_related_versions_know_each_other(kind: str, back: str) -> None:
    chinese, english = clean(
        f"@article{{zh, {CHINESE}, related = {{en}}, relatedtype = {{{kind}}}}}\n"
        f"@article{{en, {ENGLISH}, related = {{zh}}, relatedtype = {{{back}}}}}"
    )
    assert chinese.get("title") == "合成文献：一"
    assert chinese.get("original-title") == "Synthetic work: One"
    assert chinese.get("original-container-title") == "Synthetic Journal"
    assert chinese.get("original-publisher-place") == "Beijing"
    assert [shown(name) for name in chinese.names["original-author"]] == ["Wang, Jia", "Li, Yi"]
    assert english.get("original-title") == "合成文献：一"
    assert english.get("original-container-title") == "虚构医学杂志"
    assert chinese.extra == {"related": "en", "relatedtype": kind}


def test_what_an_entry_says_itself_stays() -> None:
    chinese, _ = clean(
        f"@article{{zh, {CHINESE}, title-en = {{Own}}, related = {{en}}, relatedtype = {{translationas}}}}\n"
        f"@article{{en, {ENGLISH}}}"
    )
    assert chinese.get("original-title") == "Own"


@pytest.mark.parametrize(
    "more",
    [
        "related = {en}, relatedtype = {reprintof}",
        "related = {en}",
        "related = {nobody}, relatedtype = {translationas}",
        "related = {en}, relatedtype = {translationof}, translator = {赵丙}",
    ],
)
def test_other_relations_are_only_kept(more: str) -> None:
    chinese, _ = clean(f"@book{{zh, {CHINESE}, {more}}}\n@book{{en, {ENGLISH}}}")
    assert chinese.get("original-title") == ""
    assert "related" in chinese.extra


@pytest.mark.parametrize("members", ["zh, en", "en,zh"])
def test_a_set_of_both_versions_is_the_chinese_work(members: str) -> None:
    both, *_ = clean(
        f"@set{{both, entryset = {{{members}}}}}\n@article{{zh, {CHINESE}}}\n@article{{en, {ENGLISH}}}"
    )
    assert (both.id, both.type) == ("both", "article-journal")
    assert both.get("title") == "合成文献：一"
    assert both.get("original-title") == "Synthetic work: One"


def test_a_large_library_reads_the_other_version_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 0)
    path = tmp_path / "library.bib"
    text = f"@set{{both, entryset = {{zh, en}}}}\n@article{{zh, {CHINESE}}}\n@article{{en, {ENGLISH}}}\n"
    path.write_text(text, encoding="utf-8")
    opened = Library.open(path)
    assert opened is not None
    (both,) = opened.read(["both"], [])
    assert both.get("original-title") == "Synthetic work: One"
