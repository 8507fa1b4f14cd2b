"""Word files for the desk's tests, made from texts. All content is synthetic."""

from __future__ import annotations

import io

FAULTY = (
    "Synthetic manuscript",
    "Introduction",
    "A synthetic sentence cites one work [1] and another [3].",
    "References",
    "[1] Yang X, Li Y. Synthetic work one[J]. Synth J, 2024, 3(2): 154-163.",
    "[2] Xu Z. Synthetic work two[J]. Synth J, 2023, 2(1): 1-9.",
)


def word_file(paragraphs: tuple[str, ...] = FAULTY) -> bytes:
    """A Word file of these paragraphs."""
    import docx

    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
