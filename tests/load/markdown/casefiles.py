"""Reads `cases/*.md`: for each case a title, a text, and the tree that it must give.

Each part ends with a line that holds nothing but a dot. After a change that is meant, write the trees
anew with `python -m tests.load.markdown.casefiles`, and read the difference before you commit it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.load.markdown.tree import tree_of

FILES = sorted((Path(__file__).parent / "cases").glob("*.md"))


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


def rewrite(path: Path) -> None:
    cases = [f"{case.title}\n.\n{case.text}\n.\n{tree_of(case.text)}\n.\n" for case in read_cases(path)]
    path.write_text("\n".join(cases), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    for file in FILES:
        rewrite(file)
