"""A manuscript from text in the notation of `tests.word_text`, read and understood."""

from __future__ import annotations

from pathlib import Path

from tests.word_text import docx_from_text
from toolkit.load.docx import read_docx
from toolkit.load.manuscript import understand
from toolkit.model.manuscript import Manuscript
from toolkit.model.review import ResolvedReview


def review_of(folder: Path, text: str) -> ResolvedReview:
    path = folder / "manuscript.docx"
    path.write_bytes(docx_from_text(text))
    return understand(read_docx(path))


def manuscript_of(folder: Path, text: str) -> Manuscript:
    manuscript = review_of(folder, text).manuscript
    assert manuscript is not None
    return manuscript


def cited(manuscript: Manuscript) -> list[str]:
    """Each citation as its works, `1 2 3`; a locator behind a colon."""
    return [
        " ".join(work.printed for work in cluster.works)
        + (f" : {cluster.locator}" if cluster.locator else "")
        for cluster in manuscript.clusters
    ]


def entries(count: int, label: str = "[{}]") -> str:
    """A reference list of synthetic entries."""
    return "\n".join(
        f"{label.format(n)} AUTHOR {chr(64 + n)}. Synthetic work {n}[J]. Synth J, 2020, 1({n}): 1-9."
        for n in range(1, count + 1)
    )
