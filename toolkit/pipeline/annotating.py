"""A Word file with what the checker found as comments at its places, and corrections as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.model.diagnostic import Applicability, Edit, Finding, Severity
from toolkit.model.source import Span
from toolkit.pipeline.files import absolute

if TYPE_CHECKING:
    from lxml import etree

    from toolkit.load.docx import OpenDocx
    from toolkit.model.word import Story, View, WordParagraph
    from toolkit.render.docx_annotate import Change, Place

_WORDS = {
    "en": {
        Severity.ERROR: "Error",
        Severity.WARNING: "Warning",
        Severity.HINT: "Hint",
        "textbox": "In this text box",
        "footnote": "In this footnote",
        "endnote": "In this endnote",
        "header": "In the header",
        "footer": "In the footer",
        "comment": "In a comment",
        "at": "{where}, at “{text}”:",
        "whole": "{where}:",
    },
    "zh": {
        Severity.ERROR: "错误",
        Severity.WARNING: "警告",
        Severity.HINT: "提示",
        "textbox": "此文本框中",
        "footnote": "此脚注中",
        "endnote": "此尾注中",
        "header": "页眉中",
        "footer": "页脚中",
        "comment": "批注中",
        "at": "{where}“{text}”处：",
        "whole": "{where}：",
    },
}
_LONGEST_QUOTE = 60


def annotate(
    path: Path, findings: Iterable[Finding], *, language: str, view: View = "accepted", fix: bool = False
) -> bytes:
    """The Word file at `path` with a comment for every finding, in `language` (`en` or `zh`).

    `view` is the one in which it was checked. Word keeps comments in the text only: what was found in
    a note stands at its mark, what was found in a header or has no place of its own at the first
    paragraph, and says so. With `fix` the safe corrections of the reference list are tracked changes
    as well. All else stays byte for byte as it was. Raises `ToolkitError` if the file cannot be read.
    """
    from toolkit.load.docx import open_docx
    from toolkit.render.docx_annotate import Comment, WordFile
    from toolkit.render.docx_annotate import annotate as write

    path = absolute(path)  # as findings name it
    opened = open_docx(path, view=view)
    package = opened.package
    file = WordFile(
        path.read_bytes(), package.main, package.tree(package.main), package.first_related("comments")
    )
    listed = list(findings)
    comments = [
        Comment(_place(opened, finding.span), _paragraphs(opened, finding, language)) for finding in listed
    ]
    return write(file, comments, list(_changes(opened, listed)) if fix else ())


def _paragraphs(opened: OpenDocx, finding: Finding, language: str) -> tuple[str, ...]:
    """What a comment says: the rule and its message, then what to do."""
    words = _WORDS[language]
    said = [f"{finding.code} · {words[finding.severity]}"]
    moved = _paragraph(opened, finding.span)
    if moved is not None and finding.span is not None and moved.story != "body":
        text = moved.text[finding.span.column - 1 : finding.span.end_column - 1][:_LONGEST_QUOTE].strip()
        said.append(words["at" if text else "whole"].format(where=words[moved.story], text=text))
    for texts in (finding.message, finding.help):
        said += texts.get(language, "").splitlines()
    return tuple(said)


def _paragraph(opened: OpenDocx, span: Span | None) -> WordParagraph | None:
    if span is None or span.path != opened.document.path or not 0 < span.line <= len(opened.walked):
        return None
    return opened.document.paragraphs[span.line - 1]


# --- places ---------------------------------------------------------------------------


def _place(opened: OpenDocx, span: Span | None) -> Place:
    """The place in the text where a comment on the span may stand."""
    paragraph = _paragraph(opened, span)
    if paragraph is None or span is None:
        return _beginning(opened)
    if paragraph.story == "body":
        return _traced(opened, span)
    if paragraph.story == "textbox":
        return _around_box(opened, span) or _beginning(opened)
    return _note_mark(opened, paragraph.story, paragraph.note) or _beginning(opened)


def _traced(opened: OpenDocx, span: Span) -> Place:
    from toolkit.render.docx_annotate import Place, PlacePiece

    trace = opened.trace(span)
    return Place(trace.paragraph, tuple(PlacePiece(*piece) for piece in trace.pieces))


def _beginning(opened: OpenDocx) -> Place:
    """The first paragraph with text, or the first at all."""
    body = [paragraph for paragraph in opened.document.paragraphs if paragraph.story == "body"]
    first = next((paragraph for paragraph in body if paragraph.text.strip()), body[0])
    return _traced(opened, Span.at(opened.document.path, first.line, 1, len(first.text)))


def _around_box(opened: OpenDocx, span: Span) -> Place | None:
    """The drawing that holds a text box: Word puts no comments into boxes."""
    box = opened.trace(span).paragraph
    outer = None
    for element in box.iterancestors():
        if _local(element) == "txbxContent":
            outer = element
    run = (
        next((each for each in outer.iterancestors() if _local(each) == "r"), None)
        if outer is not None
        else None
    )
    if outer is None or run is None:
        return None
    drawing = next(each for each in (outer, *outer.iterancestors()) if each.getparent() is run)
    return _at_node(drawing, run)


def _note_mark(opened: OpenDocx, story: Story, note: str) -> Place | None:
    """The mark of a footnote or endnote in the text."""
    from toolkit.load.docx.names import attribute, descendants

    if story not in {"footnote", "endnote"}:
        return None
    root = opened.package.tree(opened.package.main)
    for mark in descendants(root, f"w:{story}Reference"):
        run = mark.getparent()
        if attribute(mark, "w:id") == note and run is not None and _local(run) == "r":
            return _at_node(mark, run)
    return None


def _at_node(node: etree._Element, run: etree._Element) -> Place:
    from toolkit.render.docx_annotate import Place, PlacePiece

    paragraph = next(each for each in run.iterancestors() if _local(each) == "p")
    return Place(paragraph, (PlacePiece(node, run, 0, 0),))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


# --- changes --------------------------------------------------------------------------


def _changes(opened: OpenDocx, findings: Sequence[Finding]) -> Iterable[Change]:
    """The safe corrections of the reference list, of two that touch the first."""
    from toolkit.check.mendable import mended
    from toolkit.render.docx_annotate import Change

    taken: list[Span] = []
    for finding in findings:
        if finding.fix is None or mended(finding) is not Applicability.SAFE:
            continue
        edits = finding.fix.edits
        if not all(_can_edit(opened, edit) for edit in edits) or any(
            _meets(edit.span, taken) for edit in edits
        ):
            continue
        taken += [edit.span for edit in edits]
        yield from (Change(_traced(opened, edit.span), edit.text) for edit in edits)


def _can_edit(opened: OpenDocx, edit: Edit) -> bool:
    from toolkit.render.docx_annotate import can_change

    paragraph = _paragraph(opened, edit.span)
    return paragraph is not None and paragraph.story == "body" and can_change(_traced(opened, edit.span))


def _meets(span: Span, taken: Sequence[Span]) -> bool:
    return any(
        (span.line, span.column) < (other.end_line, other.end_column)
        and (other.line, other.column) < (span.end_line, span.end_column)
        for other in taken
    )
