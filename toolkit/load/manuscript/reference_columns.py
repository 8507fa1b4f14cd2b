"""Numbers of works that stand bare in a column of a table headed `Ref.`, `References` or 文献."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.load.manuscript.citations import Found, bare_numbers
from toolkit.load.manuscript.plain import folded
from toolkit.model.manuscript import Form
from toolkit.model.word import WordCell, WordDocument

_HEADING = re.compile(
    r"(?:refs?\b\.?|references?|citations?)(?:\s*(?:no|nos|numbers?)\b\.?)?|(?:参考|来源|引用)?文献(?:编号|序号|号|来源)?",
    re.IGNORECASE,
)


def find_in_reference_columns(document: WordDocument, form: Form) -> Iterator[tuple[int, Found]]:
    """The paragraphs that hold nothing but numbers of works, by their numbers; `form` is the manuscript's."""
    for table in document.tables:
        headed = {
            cell.column: cell.row + cell.rowspan
            for cell in table.cells
            if cell.colspan == 1 and _HEADING.fullmatch(_text(document, cell))
        }
        for cell in table.cells:
            if cell.row < headed.get(cell.column, table.rows) or len(cell.lines) != 1:
                continue
            found = bare_numbers(document.paragraph(cell.lines[0]), form)
            if found is not None:
                yield cell.lines[0], found


def _text(document: WordDocument, cell: WordCell) -> str:
    return folded("".join(document.paragraph(line).text for line in cell.lines)).strip()
