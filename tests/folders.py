"""Small review folders for tests, written from texts. All content is synthetic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

REVIEW = """\
title: {zh: 合成题名, en: Synthetic title}
language: zh-CN
journal: cn-medical-biotechnology
authors: [{name: {zh: 作者甲, en: AUTHOR A}}]
bibliography: [refs.bib]
"""


def bib(*keys: str) -> str:
    """Synthetic BibTeX entries, one per key; a key `zh…` is a Chinese work."""
    entries = []
    for number, key in enumerate(keys, 1):
        authors = (
            "{王一} and {李二} and {赵三} and {钱四}"
            if key.startswith("zh")
            else (f"{key.title()}, Ann and Second, Bo and Third, Cy and Fourth, Di")
        )
        language = "chinese" if key.startswith("zh") else "english"
        entries.append(
            f"@article{{{key},\n  author = {{{authors}}},\n  title = {{Synthetic title {number}}},\n"
            f"  journal = {{Synthetic Journal}},\n  year = {{{2000 + number}}},\n  volume = {{{number}}},\n"
            f"  pages = {{1--9}},\n  langid = {{{language}}},\n}}\n"
        )
    return "\n".join(entries)


def write_review(folder: Path, files: Mapping[str, str], *, review: str = REVIEW) -> Path:
    """Write a review folder; `files` are paths below it and their texts."""
    contents = {"review.yaml": review, "refs.bib": bib("adams", "brown", "clark", "davis", "zhwang"), **files}
    for name, text in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def section(body: str, *, name: str = "one", title: str = "合成章节", extra: str = "") -> str:
    return f"---\nid: {name}\ntitle: {title}\n{extra}---\n{body}"
