"""A synthetic library of any size, and a review that cites from it. No work of it exists."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

_WORDS = re.findall(
    r"\w+",
    """stem cell exosome hydrogel wound healing ovarian failure delivery trial inflammation macrophage repair
    angiogenesis fibrosis collagen diabetic skin ageing vesicle release scaffold tissue signalling""",
)
_FAMILIES = re.findall(
    r"\w+", "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Smith Jones Brown Müller García Novák Kim Park"
)
_JOURNALS = ("Synthetic Journal of Tissue", "Annals of Invented Medicine", "虚构医学杂志")
_ABSTRACT = 900
"""Characters of an abstract, so that an entry weighs what a reference manager exports (1.5 kB)."""


def entry(number: int, random_source: random.Random) -> str:
    """One entry: every sixth Chinese, all fields that Zotero exports, DOIs of the test prefix 10.5555."""
    words = random_source.choices(_WORDS, k=9)
    people = " and ".join(
        f"{random_source.choice(_FAMILIES)}, {random_source.choice('ABCDEFGHJKLMNPQRSTWXYZ')}. {number % 7}"
        for _ in range(random_source.randint(2, 7))
    ).replace(". 0", ".")
    abstract = " ".join(random_source.choices(_WORDS, k=_ABSTRACT // 8))
    chinese = number % 6 == 0
    title = f"合成文献 {number}：外泌体与创面" if chinese else f"Synthetic work {number}: {' '.join(words)}"
    author = "王, 甲 and 李, 乙" if chinese else people
    return f"""@article{{work{number},
  title = {{{title}}},
  author = {{{author}}},
  journal = {{{_JOURNALS[2 if chinese else number % 2]}}},
  year = {{{1990 + number % 35}}},
  volume = {{{number % 90 + 1}}},
  number = {{{number % 12 + 1}}},
  pages = {{{number % 900 + 1}--{number % 900 + 9}}},
  doi = {{10.5555/synthetic.{number}}},
  langid = {{{"chinese" if chinese else "english"}}},
  abstract = {{{abstract}}},
  keywords = {{{", ".join(words[:5])}}},
  file = {{/home/author/library/{number}.pdf}},
}}

"""


def write_library(path: Path, entries: int) -> None:
    source = random.Random(entries)  # noqa: S311 (the same library at every run)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for number in range(entries):
            file.write(entry(number, source))


def cited(entries: int, citations: int) -> Sequence[str]:
    """Keys spread over the whole library."""
    return [f"work{number * entries // citations}" for number in range(citations)]


def write_review(folder: Path, library: Path, keys: Sequence[str]) -> None:
    """A review in English that cites every key once."""
    (folder / "sections").mkdir(parents=True)
    (folder / "review.yaml").write_text(
        "title: Synthetic review\nlanguage: en\njournal: icmje\nauthors: [{name: AUTHOR A}]\n"
        f"bibliography: [{library.as_posix()}]\n",
        encoding="utf-8",
    )
    sentences = [f"Synthetic finding {number} is cited here [@{key}]." for number, key in enumerate(keys)]
    paragraphs = "\n\n".join(" ".join(sentences[at : at + 8]) for at in range(0, len(sentences), 8))
    (folder / "sections" / "01-text.md").write_text(
        f"---\nid: text\ntitle: Text\n---\n{paragraphs}\n", encoding="utf-8"
    )
