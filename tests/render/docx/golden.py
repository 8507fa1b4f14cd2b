"""The sample's structure in the shorthand, kept in `golden/` so that a change of it is seen in review.

`python -m tests.render.docx.golden` writes the files anew.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.render.docx.shorthand import Docx
from tests.render.sample import sample_review, write_figures
from toolkit.model.review import ResolvedReview
from toolkit.render.docx import render_docx, render_table_docx

FOLDER = Path(__file__).parent / "golden"


def structures(review: ResolvedReview) -> Mapping[str, str]:
    """File name → structure of what the renderer makes of the sample."""
    whole = Docx(render_docx(review))
    tables = Docx(render_table_docx(review, ["trials"]))
    notes = whole.part("footnotes.xml")
    comments = whole.part("comments.xml")
    return {
        "document.txt": whole.outline,
        "footnotes.txt": "\n".join(line for note in notes for line in whole.lines(note, "footnotes.xml")),
        "comments.txt": "\n".join(line for note in comments for line in whole.lines(note)),
        "table.txt": tables.outline,
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_figures(root)
        FOLDER.mkdir(exist_ok=True)
        for name, text in structures(sample_review(root)).items():
            (FOLDER / name).write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
