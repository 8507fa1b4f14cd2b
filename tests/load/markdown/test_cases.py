"""The cases of `cases/*.md`: a title, a text, and the tree that it must give.

Each part ends with a line that holds nothing but a dot. After a change that is meant, let the trees be
written anew with `REWRITE_CASES=1` in the environment, and read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.load.markdown.tree import tree_of

CASES = Path(__file__).parent / "cases"
REWRITE = "REWRITE_CASES" in os.environ


class Case(NamedTuple):
    file: str
    title: str
    text: str
    tree: str


def read_cases(path: Path) -> Iterator[Case]:
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    assert not parts[-1].strip(), f"{path}: the last case has no dot at its end"
    assert len(parts) % 3 == 1, f"{path}: a case has three parts, each closed by a line with a dot"
    for index in range(0, len(parts) - 1, 3):
        title, text, tree = parts[index : index + 3]
        yield Case(path.stem, title.strip(), text, tree)


ALL = [case for path in sorted(CASES.glob("*.md")) for case in read_cases(path)]


@pytest.mark.skipif(REWRITE, reason="the trees are being written anew")
@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.file}: {case.title}")
def test_case(case: Case) -> None:
    assert tree_of(case.text) == case.tree


@pytest.mark.skipif(not REWRITE, reason="only with REWRITE_CASES=1")
@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_rewrite(path: Path) -> None:
    cases = [f"{case.title}\n.\n{case.text}\n.\n{tree_of(case.text)}\n.\n" for case in read_cases(path)]
    path.write_text("\n".join(cases), encoding="utf-8", newline="\n")


def test_every_title_is_there_once() -> None:
    names = [(case.file, case.title) for case in ALL]
    assert len(names) == len(set(names))
