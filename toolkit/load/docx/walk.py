"""The way through a Word document: every paragraph in reading order, with the nodes its text is in.

The same walk serves the reader, which keeps what reads, and whatever writes comments or changes
into the file, which needs the nodes. `toolkit.model.word` says how paragraphs are numbered and
what counts as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from toolkit.load.docx.equations import equation_text
from toolkit.load.docx.fields import OpenField
from toolkit.load.docx.names import attribute, child, descendants, kind, switched_on, value, whole
from toolkit.load.docx.styles import Look, read_look
from toolkit.load.docx.symbols import symbol
from toolkit.load.docx.walked import ADDED, REMOVED, Piece, Walk, Walked, WalkedCell, WalkedTable
from toolkit.model.word import Picture, RunKind, Story

_BLOCK_CONTAINERS = frozenset(("w:customXml", "w:sdtContent", "w:ins", "w:moveTo", "w:del", "w:moveFrom"))
_INLINE_CONTAINERS = frozenset(("w:smartTag", "w:customXml", "w:sdtContent", "w:dir", "w:bdo", "w:rubyBase"))
_BOOKMARKS = frozenset(("w:bookmarkStart", "w:bookmarkEnd"))
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\v", "w:cr": "\v", "w:noBreakHyphen": "\u2011"}
_NOTE_MARKS = frozenset(("w:footnoteReference", "w:endnoteReference", "w:footnoteRef", "w:endnoteRef"))
_LINE_ENDS = str.maketrans("\r\n\u2028\u2029\x85", "     ")
_MOST_COLUMNS = 63
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def walk_story(walk: Walk, root: etree._Element, story: Story, part: str, note: str = "") -> None:
    """Walk the blocks of one story, whose fields have nothing to do with those of others."""
    _Story(walk, story, part, note, balanced=_balanced(root)).walk(root)


class _Story:
    """The walk through one story.

    `open` holds its fields that are not closed yet, inner ones last; `marked` those that are bookmarks,
    which may overlap, by the bookmark's id.
    """

    def __init__(self, walk: Walk, story: Story, part: str, note: str, *, balanced: bool) -> None:
        self.owner = walk
        self.kind = story
        self.part = part
        self.note = note
        self.balanced = balanced
        self.open: list[OpenField] = []
        self.marked: dict[str, OpenField] = {}
        self.table: int | None = None
        self.current: Walked | None = None
        self.boxes: list[etree._Element] = []
        self.base = Look()
        self.links = {rel.id: rel.target for rel in walk.package.relationships(part) if rel.external}
        self.targets = {rel.id: rel.target for rel in walk.package.relationships(part) if not rel.external}
        if not balanced:
            walk.warnings.append(f"{part}: a field is not closed; its text is read as plain text")

    # --- blocks -------------------------------------------------------------------

    def walk(self, root: etree._Element) -> None:
        self._blocks(root)
        self._end_paragraph()
        for each in (*self.open, *self.marked.values()):
            each.close()

    def _blocks(self, parent: etree._Element) -> None:
        for element in parent:
            name = kind(element)
            if name == "w:p":
                self._paragraph(element)
            elif name == "w:tbl":
                self._end_paragraph()
                self._table(element)
            elif name in {"w:ins", "w:moveTo", "w:del", "w:moveFrom"} and self.owner.skips(name):
                continue
            elif name == "w:sdt":
                self._control(element, self._blocks)
            elif name in _BLOCK_CONTAINERS:
                self._blocks(element)
            elif name in _BOOKMARKS:
                self._bookmark(element, name)
            elif name == "mc:AlternateContent":
                self._blocks(_choice(element))

    def _paragraph(self, element: etree._Element) -> None:
        if self.current is None:
            self.current = Walked(self.kind, self.part, self.note, self.table)
            for each in (*self.open, *self.marked.values()):
                each.enter(self.current, 0)
        self.current.elements.append(element)
        style = value(child(element, "w:pPr"), "w:pStyle") or self.owner.styles.default
        self.base = self.owner.styles.look(style)
        self._inlines(element, "")
        if not self.owner.joined_on(element):
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        paragraph = self.current
        if paragraph is None:
            return
        self.current = None
        for each in (*self.open, *self.marked.values()):
            each.leave(paragraph.length)
        self.owner.paragraphs.append(paragraph)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            inner = _Story(
                self.owner,
                "textbox" if self.kind == "body" else self.kind,
                self.part,
                self.note,
                balanced=_balanced(box),
            )
            inner.table = self.table
            inner.walk(box)

    # --- tables -------------------------------------------------------------------

    def _table(self, element: etree._Element) -> None:
        outer = self.table
        self.table = len(self.owner.tables)
        table = WalkedTable(outer)
        self.owner.tables.append(table)
        above: dict[int, WalkedCell] = {}
        head_goes_on = True
        for row in _rows(element, self.owner):
            properties = child(row, "w:trPr")
            head_goes_on = head_goes_on and bool(switched_on(properties, "w:tblHeader"))
            table.head += head_goes_on
            self._row(row, table, above, _columns(value(properties, "w:gridBefore"), 0))
            table.rows += 1
        self.table = outer

    def _row(
        self, row: etree._Element, table: WalkedTable, above: dict[int, WalkedCell], column: int
    ) -> None:
        for cell in _cells(row):
            properties = child(cell, "w:tcPr")
            width = _columns(value(properties, "w:gridSpan"), 1)
            merge = child(properties, "w:vMerge")
            upper = above.get(column)
            if merge is not None and attribute(merge, "w:val") != "restart" and upper is not None:
                upper.rowspan = table.rows - upper.row + 1
            else:
                first = len(self.owner.paragraphs)
                self._blocks(cell)
                self._end_paragraph()
                own = self.owner.paragraphs[first:]
                walked = WalkedCell(table.rows, column, width, 1, own)
                table.cells.append(walked)
                above.pop(column, None)
                if merge is not None:
                    above[column] = walked
            column += width
        table.columns = max(table.columns, column)

    # --- what stands in a paragraph -------------------------------------------------

    def _inlines(self, parent: etree._Element, target: str) -> None:
        for element in parent:
            name = kind(element)
            if name == "w:r":
                self._run(element, target)
            elif name in ADDED or name in REMOVED:
                if not self.owner.skips(name):
                    self._inlines(element, target)
            elif name == "w:hyperlink":
                self._inlines(element, self.links.get(attribute(element, "r:id"), target))
            elif name == "w:fldSimple":
                self._simple_field(element, target)
            elif name == "w:sdt":
                self._control(element, lambda content: self._inlines(content, target))
            elif name in {"m:oMath", "m:oMathPara"}:
                self._add(equation_text(element), element, None, 0, self.base, "math")
            elif name in _INLINE_CONTAINERS:
                self._inlines(element, target)
            elif name in _BOOKMARKS:
                self._bookmark(element, name)
            elif name == "mc:AlternateContent":
                self._inlines(_choice(element), target)

    def _run(self, run: etree._Element, target: str) -> None:
        properties = child(run, "w:rPr")
        look = self.base
        if properties is not None:
            style = value(properties, "w:rStyle")
            look = read_look(properties).over(self.owner.styles.look(style).over(look) if style else look)
        self._run_content(run, run, look, target)

    def _run_content(self, parent: etree._Element, run: etree._Element, look: Look, target: str) -> None:
        for node in parent:
            name = kind(node)
            if name in {"w:t", "w:delText"}:
                self._text(node, run, look, target)
            elif name in _SIGNS:
                self._add(_SIGNS[name], node, run, 0, look, target=target)
            elif name == "w:sym":
                self._add(symbol(attribute(node, "w:font"), attribute(node, "w:char")), node, run, 0, look)
            elif name in _NOTE_MARKS:
                self._note_mark(name, node, run, look)
            elif name in {"w:fldChar", "w:instrText", "w:delInstrText"}:
                self._field_mark(node)
            elif name in {"w:drawing", "w:pict", "w:object"}:
                self._drawing(node)
            elif name == "mc:AlternateContent":
                self._run_content(_choice(node), run, look, target)
            elif name == "w:ruby":
                self._inlines(node, target)

    def _text(self, node: etree._Element, run: etree._Element, look: Look, target: str) -> None:
        text = node.text or ""
        skip = 0
        if node.get(_XML_SPACE) != "preserve":
            stripped = text.lstrip(" \t\r\n")
            skip = len(text) - len(stripped)
            text = stripped.rstrip(" \t\r\n")
        self._add(text, node, run, skip, look, target=target)

    def _add(
        self,
        text: str,
        node: etree._Element,
        run: etree._Element | None,
        skip: int,
        look: Look,
        kind: RunKind = "text",
        target: str = "",
    ) -> None:
        """Add text to the paragraph, or to the code of a field that is not in its result yet."""
        paragraph = self.current
        if not text or look.hidden or paragraph is None:
            return
        if self.balanced:
            code = next((each for each in reversed(self.open) if not each.in_result), None)
            if code is not None:
                code.code.append(text)
                return
        start = paragraph.length
        paragraph.length += len(text)
        paragraph.texts.append(text.translate(_LINE_ENDS))
        paragraph.pieces.append(Piece(start, paragraph.length, node, run, skip, look, kind, target))

    def _note_mark(self, name: str, node: etree._Element, run: etree._Element, look: Look) -> None:
        which: RunKind = "footnote" if name.startswith("w:footnote") else "endnote"
        note = attribute(node, "w:id") or self.note
        typed = attribute(node, "w:customMarkFollows") in {"1", "true", "on"}
        if name.endswith("Reference"):
            number = self.owner.notes[which].mark(note, typed=typed)
        else:
            number = self.owner.notes[which].order.get(note, "")
        self._add(number, node, run, 0, look, which, note)

    def _drawing(self, node: etree._Element) -> None:
        if self.current is None:
            return
        alt = ""
        parts: list[str] = []
        for element in _visible(node):
            name = kind(element)
            if name == "wp:docPr":
                alt = element.get("descr", "")
            elif name == "a:blip":
                parts.append(self.targets.get(attribute(element, "r:embed"), ""))
            elif name == "v:imagedata":
                parts.append(self.targets.get(attribute(element, "r:id"), ""))
            elif name == "chart":
                parts.append("")
            elif name == "w:txbxContent":
                self.boxes.append(element)
        self.current.pictures.extend(Picture(self.current.length, part, alt) for part in parts)

    # --- fields ---------------------------------------------------------------------

    def _field_mark(self, node: etree._Element) -> None:
        """The begin, the code, or the border or end of the result of a field."""
        paragraph = self.current
        if paragraph is None:
            return
        match attribute(node, "w:fldCharType"):
            case "" if self.open and not self.open[-1].in_result:
                self.open[-1].code.append(node.text or "")
            case "begin":
                each = self._begin(child(node, "w:fldData"))
                self.open.append(each)
            case "separate" if self.open:
                self.open[-1].in_result = True
                self.open[-1].enter(paragraph, paragraph.length)
            case "end" if self.open:
                each = self.open.pop()
                each.leave(paragraph.length)
                each.close()

    def _begin(self, data: etree._Element | None = None) -> OpenField:
        each = OpenField(self.open[-1] if self.open else None)
        if data is not None and data.text:
            each.data = data.text
        self.owner.fields.append(each)
        return each

    def _simple_field(self, element: etree._Element, target: str) -> None:
        each = self._begin(child(element, "w:fldData"))
        each.code.append(attribute(element, "w:instr"))
        self._inside(each, lambda: self._inlines(element, target))

    def _bookmark(self, element: etree._Element, name: str) -> None:
        """The begin or end of a bookmark; that of a reference manager counts as a field."""
        number = attribute(element, "w:id")
        if name == "w:bookmarkEnd":
            each = self.marked.pop(number, None)
            if each is not None:
                each.leave(self.current.length if self.current is not None else 0)
            return
        code = self.owner.marked.get(attribute(element, "w:name"))
        if code is not None:
            each = OpenField(None, [code], in_result=True)
            self.owner.fields.append(each)
            self.marked[number] = each
            if self.current is not None:
                each.enter(self.current, self.current.length)

    def _control(self, element: etree._Element, go_on: Callable[[etree._Element], None]) -> None:
        """A content control; that of a reference manager counts as a field."""
        properties, content = child(element, "w:sdtPr"), child(element, "w:sdtContent")
        if content is None:
            return
        tag = value(properties, "w:tag")
        if tag.startswith("MENDELEY_"):
            each = self._begin()
            each.code.append(tag)
            self._inside(each, lambda: go_on(content))
        else:
            go_on(content)

    def _inside(self, each: OpenField, go_on: Callable[[], None]) -> None:
        """Walk the result of a field that is one element."""
        each.in_result = True
        if self.current is not None:
            each.enter(self.current, self.current.length)
        self.open.append(each)
        go_on()
        self.open.remove(each)
        if self.current is not None:
            each.leave(self.current.length)
        each.close()


def _choice(element: etree._Element) -> etree._Element:
    """What of alternate content is read: the first choice, not its copy for old programs."""
    found = child(element, "mc:Choice")
    return found if found is not None else element


def _visible(node: etree._Element) -> Iterator[etree._Element]:
    """Everything in a drawing but fallbacks and what stands inside text boxes."""
    for element in node:
        name = kind(element)
        if name == "mc:Fallback":
            continue
        yield element
        if name != "w:txbxContent":
            yield from _visible(element)


def _rows(parent: etree._Element, walk: Walk) -> Iterator[etree._Element]:
    for element in parent:
        name = kind(element)
        if name == "w:tr" and not walk.row_gone(element):
            yield element
        elif name in {"w:sdt", "w:sdtContent", "w:customXml"} or (
            name in ADDED | REMOVED and not walk.skips(name)
        ):
            yield from _rows(element, walk)


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        name = kind(element)
        if name == "w:tc":
            yield element
        elif name in {"w:sdt", "w:sdtContent", "w:customXml"}:
            yield from _cells(element)


def _balanced(root: etree._Element) -> bool:
    """Whether as many fields of a story end as begin; else nothing may be taken for their code."""
    begun = 0
    for element in descendants(root, "w:fldChar"):
        mark = attribute(element, "w:fldCharType")
        begun += (mark == "begin") - (mark == "end")
    return begun == 0


def _columns(text: str, least: int) -> int:
    """A number of columns; Word allows 63 (section 17.4.17)."""
    return min(max(whole(text) or 0, least), _MOST_COLUMNS)
