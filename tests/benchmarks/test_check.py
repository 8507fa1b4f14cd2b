"""The checker on a long review against pandoc, which only parses the same text and formats its references.

`python -m tests.benchmarks.test_check` prints words per second. Only ratios are judged.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import pytest

from tests.benchmarks.processes import seconds
from toolkit.resources import style_path

WORDS, REFERENCES = 10_000, 300
ROUNDS = 5
LIMIT = 2.0
"""The whole run, start of the program and all rules included, against pandoc, which judges nothing.
Measured: 1.2."""
MANY = 24
GROWTH = 1.6
"""Twice as many reviews may take this many times twice as long, on a machine that does other work too."""
_VOCABULARY = (
    *("exosomes", "wound", "healing", "cells", "hydrogel", "release", "tissue", "skin", "growth", "factor"),
    *("delivery", "matrix", "repair", "vessels", "diabetic", "chronic", "inflammation", "macrophages"),
    *("collagen", "fibroblasts", "proliferation", "migration", "signalling", "pathway"),
)


def write_review(root: Path, words: int = WORDS, references: int = REFERENCES) -> Path:
    """A synthetic review in English: paragraphs of 150 words, a citation a sentence, all works cited."""
    chance = random.Random(words)  # noqa: S311 (the same text at every run)
    (root / "sections").mkdir(parents=True)
    (root / "review.yaml").write_text(
        "title: A synthetic review\nlanguage: en\njournal: bmc\nbibliography: refs.bib\n", encoding="utf-8"
    )
    entries = (
        f"@article{{syn{number}, author = {{Nobody, Ann and Nobody, Bea}}, "
        f"title = {{Synthetic work {number} on {chance.choice(_VOCABULARY)}}}, "
        f"journal = {{Synthetic Journal}}, year = {{{2000 + number % 25}}}, "
        f"volume = {{{number}}}, pages = {{1--9}}, doi = {{10.5555/syn{number}}}}}\n"
        for number in range(references)
    )
    (root / "refs.bib").write_text("".join(entries), encoding="utf-8")
    sentences: list[str] = []
    for number in range(words // 15):
        text = " ".join(chance.choices(_VOCABULARY, k=15))
        sentences.append(f"{text.capitalize()} [@syn{number % references}].")
    paragraphs = [" ".join(sentences[at : at + 10]) for at in range(0, len(sentences), 10)]
    size = max(1, len(paragraphs) // 8)
    for number, at in enumerate(range(0, len(paragraphs), size), 1):
        text = "\n\n".join(paragraphs[at : at + size])
        (root / "sections" / f"{number:02}.md").write_text(
            f"---\ntitle: Part {number}\n---\n{text}\n", encoding="utf-8"
        )
    return root


def pandoc_command(root: Path) -> list[str]:
    """Pandoc on the same text: parse it, format citations and list, write HTML."""
    import pypandoc

    sections = [
        path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(root.glob("sections/*"))
    ]
    manuscript = root / "manuscript.txt"
    manuscript.write_text("\n\n".join(sections), encoding="utf-8")
    style = style_path("china-national-standard-gb-t-7714-2015-numeric")
    assert style is not None
    return [
        pypandoc.get_pandoc_path(), "--from", "markdown", "--citeproc", "--csl", str(style),
        "--bibliography", str(root / "refs.bib"), str(manuscript), "-o", str(root / "manuscript.html"),
    ]  # fmt: skip


def check_command(*roots: Path) -> list[str]:
    return [sys.executable, "-m", "toolkit", "check", *map(str, roots), "--exit-zero", "--format", "concise"]


def measure(folder: Path) -> tuple[float, float]:
    """Best of several rounds, taken in turns: our check, pandoc."""
    root = write_review(folder / "review")
    ours, peer = check_command(root), pandoc_command(root)
    times = [(seconds(ours), seconds(peer)) for _ in range(ROUNDS)]
    return min(own for own, _ in times), min(other for _, other in times)


def test_checking_a_long_review_takes_about_as_long_as_pandoc_needs_to_read_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pypandoc", reason="needs pandoc, which pypandoc_binary brings")
    ours, pandoc = measure(tmp_path)
    with capsys.disabled():
        sys.stdout.write(f"\n{report(ours, pandoc)}\n")
    assert ours / pandoc <= LIMIT


def test_many_reviews_take_no_more_than_their_number(tmp_path: Path) -> None:
    roots = [write_review(tmp_path / f"r{number:03}", 600, 20) for number in range(MANY)]
    half, everything = [], []
    for _ in range(ROUNDS):
        half.append(seconds(check_command(*roots[: MANY // 2])))
        everything.append(seconds(check_command(*roots)))
        if min(everything) <= 2 * GROWTH * min(half):
            break
    assert min(everything) <= 2 * GROWTH * min(half)


def report(ours: float, pandoc: float) -> str:
    return (
        f"check: {WORDS} words, {REFERENCES} references in {ours:.2f} s, "
        f"{WORDS / ours:,.0f} words per second; pandoc: {pandoc:.2f} s, ratio {ours / pandoc:.2f}"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        own, other = measure(Path(name))
    sys.stdout.write(report(own, other) + "\n")
