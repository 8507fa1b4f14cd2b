"""A manuscript that was understood → the files of a review folder, and what they could not hold.

Nothing is lost in silence: every passage of the document that no file took over is listed with the
number of its paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.model.frozen import frozen
from toolkit.model.manuscript import Manuscript
from toolkit.model.word import WordDocument, WordParagraph
from toolkit.render.folder.draft import Draft, Front
from toolkit.render.folder.losses import Loss, by_kind, import_report
from toolkit.render.folder.metadata import MetadataWriter
from toolkit.render.folder.sections import SectionWriter, typed_label
from toolkit.render.folder.tables import FORMS, TableWriter
from toolkit.render.folder.words import Words

__all__ = [
    "FORMS",
    "Draft",
    "Folder",
    "Front",
    "Loss",
    "by_kind",
    "import_report",
    "review_folder",
    "typed_label",
]

_SHOWN = 160
_GENERATED = frozenset(
    {
        "摘要", "中文摘要", "关键词", "关键字", "abstract", "summary", "keywords", "基金项目", "funding",
        "利益冲突", "作者贡献", "致谢", "志谢", "conflictofinterest", "conflictofinterests",
        "acknowledgements", "acknowledgments", "authorcontributions", "dataavailability",
    }
)  # fmt: skip
"""Labels on lines of their own, which the journal sets again."""


@frozen
class Folder:
    """The text files by path below the folder, the bibliography apart, and what was lost."""

    files: dict[str, str]
    losses: tuple[Loss, ...]


def review_folder(draft: Draft) -> Folder:
    """The files of the folder. The manuscript must have been understood (`ResolvedReview.manuscript`)."""
    manuscript = draft.review.manuscript
    if manuscript is None:
        raise ValueError("only a manuscript can be imported")
    words = Words(draft.keys, _targets(draft), manuscript.clusters)
    tables = TableWriter(draft, words)
    files = {"review.yaml": MetadataWriter(draft, words).text()}
    files |= SectionWriter(draft, manuscript.document, words, tables).files()
    files |= tables.files
    _see_known(draft, manuscript, words)
    losses = (*words.losses, *_left(manuscript.document, words), *_of_file(manuscript.document))
    return Folder(files, tuple(losses))


def _targets(draft: Draft) -> dict[tuple[str, int], str]:
    """The tables and figures that a printed number means: those that alone have it."""
    review = draft.review
    numbers = Counter(("tbl", table.number) for table in review.tables.values())
    numbers.update(("fig", figure.number) for figure in review.figures.values())
    found = {("tbl", table.number): name for name, table in review.tables.items()}
    found |= {
        ("fig", figure.number): name
        for name, figure in review.figures.items()
        if figure.source.file in draft.pictures
    }
    return {key: name for key, name in found.items() if numbers[key] == 1 and key[1] > 0}


def _see_known(draft: Draft, manuscript: Manuscript, words: Words) -> None:
    """What is taken over outside of the text: references, headings of parts, front matter."""
    document = manuscript.document
    for line in draft.front.lines:
        paragraph = document.paragraph(line)
        words.see(document.span(line, 0, len(paragraph.text)))
    for entry in manuscript.entries:
        for line in range(entry.span.line, entry.span.line + entry.text.count("\n") + 1):
            text = document.paragraph(line).text if line <= len(document.paragraphs) else ""
            if line == entry.span.line or (text.strip() and text.strip() in entry.text):
                words.see(document.span(line, 0, len(text)))
    if manuscript.references is not None:
        words.see(manuscript.references)
    for caption in manuscript.captions:
        words.see(caption.span)


def _left(document: WordDocument, words: Words) -> Iterator[Loss]:
    """The passages of the document that nothing took over."""
    for paragraph in document.paragraphs:
        text = _unseen(paragraph, words.seen.get(paragraph.line, []))
        if paragraph.story == "textbox" and paragraph.text.strip():
            yield Loss("text box", paragraph.line, _short(paragraph.text))
        if not text or _squeezed(text) in _GENERATED:
            continue
        if paragraph.story == "comment":
            yield Loss("comment", paragraph.line, _short(text))
        elif paragraph.story in {"header", "footer", "endnote"}:
            if any(character.isalpha() for character in text):
                yield Loss("note", paragraph.line, _short(text))
        elif paragraph.story == "footnote":
            yield Loss("footnote text", paragraph.line, _short(text))
        else:
            yield Loss("text", paragraph.line, _short(text))


def _unseen(paragraph: WordParagraph, seen: list[tuple[int, int]]) -> str:
    """What was not taken over, without the label at the head of what was and marks between its parts."""
    text = paragraph.text
    left: list[str] = []
    at = 0
    first = True
    for start, end in sorted(seen):
        if start > at and not (first and start < _LABEL):
            left.append(text[at:start])
        first = False
        at = max(at, end)
    left.append(text[at:])
    return " … ".join(part.strip() for part in left if any(map(str.isalnum, part)))


_LABEL = 40
"""Characters of the longest label, such as 【Key words】 or `Table 3.`"""


def _of_file(document: WordDocument) -> Iterator[Loss]:
    if document.changes:
        kind = "changes" if document.view == "accepted" else "changes refused"
        yield Loss(kind, 0, str(document.changes))
    for table in document.tables:
        if table.inside is not None:
            first = next((cell.lines[0] for cell in table.cells if cell.lines), table.first)
            yield Loss("table", first, _short(document.paragraph(first).text))
    for warning in document.warnings:
        yield Loss("warning", 0, warning)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s:：()（）\[\]【】.]+", "", text).casefold()


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
