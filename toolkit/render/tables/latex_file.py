"""A table as LaTeX: a document that compiles as it is, around a `longtable` with the rules of booktabs.

`longtable` repeats the header on every page, as Word does. What the author wrote is data: every character
that means something to TeX is escaped, and formulas are let through only if they are known mathematics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from toolkit.mathml import read_math
from toolkit.model.block import NumberedTable
from toolkit.model.frozen import frozen
from toolkit.model.grid import Placed, cell_rows, place, row_cells, table_parts
from toolkit.model.inline import (
    Change,
    Code,
    Comment,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    ResolvedFootnote,
    Style,
    Styled,
    Text,
    children_of,
    primary,
)
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Row, Table
from toolkit.render.tables.continued import continued_line
from toolkit.render.tables.decimals import decimal_padding
from toolkit.render.tables.flat import note_line

if TYPE_CHECKING:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

_LABEL_SEPARATORS: Final = {". ": "period", ": ": "colon", " ": "space"}
"""What the caption package calls a gap; any other is about as wide as an em."""
_STYLES: Final = {
    Style.EMPH: "textit",
    Style.OBLIQUE: "textit",
    Style.UPRIGHT: "textup",
    Style.STRONG: "textbf",
    Style.NO_STRONG: "textmd",
    Style.UNDERLINE: "underline",
    Style.STRIKE: "sout",
    Style.SUPER: "textsuperscript",
    Style.SUB: "textsubscript",
}
_SET: Final = {"left": "raggedright", "center": "centering", "right": "raggedleft", "decimal": "centering"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What means something behind the end of a row (`\\[1]`, `\\*`), and pairs that TeX draws as one sign.
_BRACED = re.compile(r"[\[\]*\"]|-(?=-)|`(?=`)|'(?=['\"])")


_IDEOGRAPH = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# TeX breaks words at hyphens alone; `PI3K/AKT/mTOR/GSK3B` would stand out of its column.
_LONG_WORD = re.compile(r"[!-~]{16,}")
_AFTER_JOINT = re.compile(r"(?<=[/@])(?=[A-Za-z0-9])")
_MAY_BREAK = "\u200b"


def table_latex(review: ResolvedReview, table: NumberedTable) -> bytes:
    """The document. English is for any LaTeX; with ideographs in it (ctex) for XeLaTeX or LuaLaTeX."""
    chinese = primary(review.language) == "zh"
    page = "a4paper" if review.journal.page.size == "A4" else "letterpaper"
    environment = list(_environment(review, table))
    ideographs = chinese or any(map(_IDEOGRAPH.search, environment))
    struck = any("\\sout{" in line for line in environment)
    lines = [
        "% Copy what stands between the two lines of dashes, and the packages that your document lacks.",
        f"\\documentclass[{page}]{{{'ctexart' if chinese else 'article'}}}",
        *(["% Compile with XeLaTeX or LuaLaTeX."] if ideographs else []),
        *(["\\usepackage[UTF8,scheme=plain]{ctex}"] if ideographs and not chinese else []),
        "\\usepackage[margin=22mm]{geometry}",
        "\\usepackage{amsmath,amssymb,textcomp}",
        "\\usepackage{array,booktabs,longtable,multirow,pdflscape}",
        "\\usepackage{caption}",
        *(["\\usepackage[normalem]{ulem}"] if struck else []),
        "\\usepackage[hidelinks]{hyperref}",
        "\\begin{document}",
        f"\\setcounter{{table}}{{{table.number - 1}}}",
        "% ----------------------------------------------------------------",
        *environment,
        "% ----------------------------------------------------------------",
        "\\end{document}",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _environment(review: ResolvedReview, table: NumberedTable) -> Iterable[str]:
    turned = table.table.orientation == "landscape"
    if turned:
        yield "\\begin{landscape}"
    yield "\\begingroup"
    yield "\\footnotesize"
    yield "\\setlength{\\tabcolsep}{3pt}"
    yield "\\setlength{\\extrarowheight}{2pt}"
    yield from _caption_look(table)
    notes = ["\\par\\noindent " + latex(note_line(note)) for note in table.table.notes]
    if review.journal.tables.note_position == "above":
        yield from notes
    continued = latex((Text(continued_line(review.journal.tables, table.captions, review.language)),))
    for number, part in enumerate(table_parts(table.table)):
        yield from _LongTable(part, table, continued, first=number == 0).lines()
    if review.journal.tables.note_position != "above":
        yield from notes
    yield "\\par\\endgroup"
    if turned:
        yield "\\end{landscape}"


def _caption_look(table: NumberedTable) -> Iterable[str]:
    """The journal's word, and what stands between number and text, as the caption package says it."""
    for caption in table.captions[:1]:
        yield f"\\renewcommand{{\\tablename}}{{{escaped(caption.word)}}}"
        if isinstance(next(iter(caption.content), None), LineBreak):
            # The title stands below the label.
            yield "\\captionsetup{labelsep=newline,justification=raggedright,singlelinecheck=false}"
        else:
            yield f"\\captionsetup{{labelsep={_LABEL_SEPARATORS.get(caption.gap, 'quad')}}}"
        if caption.bold_label:
            yield "\\captionsetup{labelfont=bf}"


@frozen
class _LongTable:
    table: Table
    numbered: NumberedTable
    continued: str
    first: bool

    def lines(self) -> Iterable[str]:
        width = max(self.table.width, 1)
        padding = decimal_padding(place(self.table.body, self.table.width))
        head = [*self._head(), "\\midrule"] if self.table.head else []
        yield "\\begin{longtable}{@{}"
        yield from (
            f"  >{{\\{_SET[column.align]}\\arraybackslash}}p{{{self._room(range(at, at + 1))}}}"
            for at, column in enumerate(self.table.columns)
        )
        yield "  @{}}"
        yield from self._captions(width)
        yield from ("\\toprule", *head, "\\endfirsthead")
        if self.continued:
            yield f"\\multicolumn{{{width}}}{{@{{}}c@{{}}}}{{{self.continued}}}\\\\"
        yield from ("\\toprule", *head, "\\endhead", "\\bottomrule", "\\endfoot")
        before = ""
        for at, (row, line) in enumerate(
            zip(self.table.body, cell_rows(self.table.body, width), strict=True)
        ):
            if row.kind == "total" and before != "total" and before:
                yield "\\midrule[\\cmidrulewidth]"
            before = row.kind
            yield self._row(row, line, at, padding, end="\\\\*" if row.kind == "group" else "\\\\")
        yield "\\end{longtable}"
        if not self.first:
            yield "\\addtocounter{table}{-1}"

    def _captions(self, width: int) -> Iterable[str]:
        """The first language as LaTeX's caption, which counts by itself; others on lines of their own."""
        captions = self.numbered.captions
        if not self.first:
            if self.continued:
                yield f"\\caption*{{{self.continued}}}\\\\"
            return
        for number, caption in enumerate(captions):
            below = isinstance(next(iter(caption.content), None), LineBreak)
            text = latex(caption.content[1:] if below and number == 0 else caption.content)
            if number == 0:
                yield f"\\caption{{{text}}}\\label{{tbl:{_label(self.numbered.source.id)}}}\\\\"
            else:
                line = latex((Text(f"{caption.label}{caption.gap}"),)) + text
                # A paragraph, because a long caption takes several lines.
                column = "@{}>{\\centering\\arraybackslash}p{\\linewidth}@{}"
                yield f"\\multicolumn{{{width}}}{{{column}}}{{{line}}}\\\\"

    def _room(self, columns: range) -> str:
        """The width of these columns with the gaps between them; all columns together fill the line."""
        total = sum(column.width for column in self.table.columns) or 1.0
        share = sum(self.table.columns[at].width for at in columns if at < self.table.width) / total
        gaps = 2 * (self.table.width - 1) * share - 2 * (len(columns) - 1)
        return f"\\dimexpr {share:.4f}\\linewidth-{gaps:.4f}\\tabcolsep\\relax".replace("--", "+")

    def _head(self) -> Iterable[str]:
        """The tiers of the header, each spanning cell with a fine rule under it."""
        rows = self.table.head
        for at, (row, line) in enumerate(zip(rows, cell_rows(rows, self.table.width), strict=True)):
            yield self._row(row, line, at, {}, end="\\\\")
            yield from (
                f"\\cmidrule(lr){{{column + 1}-{column + span}}}"
                for placed, column, span in row_cells(line, at, self.table.width)
                if placed.colspan > 1 and at == placed.row + placed.rowspan - 1 < len(rows) - 1
            )

    def _row(
        self,
        row: Row,
        line: Sequence[Placed | None],
        at: int,
        padding: dict[tuple[int, int], tuple[int, int]],
        *,
        end: str,
    ) -> str:
        cells = []
        for placed, column, span in row_cells(line, at, self.table.width):
            content = latex(placed.cell.content) if placed.row == at else ""
            if content and row.kind in ("head", "group"):
                content = f"\\textbf{{{content}}}"
            before, after = padding.get((at, column), (0, 0))
            if before or after:
                content = f"\\hspace*{{{before / 4:g}em}}{content}\\hspace*{{{after / 4:g}em}}"
            if placed.rowspan > 1 and placed.row == at:
                content = f"\\multirow{{{placed.rowspan}}}{{=}}{{{self._set(placed)} {content}}}"
            if span > 1:
                content = f"\\multicolumn{{{span}}}{{{self._spec(placed, column, span)}}}{{{content}}}"
            elif content and placed.rowspan == 1 and not self._is_set(placed, column):
                content = f"{self._set(placed)}\\arraybackslash {content}"
            cells.append(content)
        return " & ".join(cells) + f" {end}"

    def _is_set(self, placed: Placed, column: int) -> bool:
        """Whether a cell is set as its column is."""
        return _SET[self.table.columns[column].align] == _SET[placed.cell.align] or placed.empty

    def _set(self, placed: Placed) -> str:
        return f"\\{_SET[placed.cell.align]}"

    def _spec(self, placed: Placed, column: int, span: int) -> str:
        """The column of a `\\multicolumn`, which reaches the table's edges as the table's own columns do."""
        left = "@{}" if column == 0 else ""
        right = "@{}" if column + span >= self.table.width else ""
        room = self._room(range(column, column + span))
        return f"{left}>{{{self._set(placed)}\\arraybackslash}}p{{{room}}}{right}"


# --- text ---------------------------------------------------------------------------


def latex(nodes: Inlines) -> str:
    """Rich text in LaTeX, on one line."""
    return "".join(map(_node, nodes))


def _node(node: Inline) -> str:
    match node:
        case Text():
            return escaped(node.text)
        case Code():
            return f"\\texttt{{{escaped(node.text)}}}"
        case LineBreak():
            return "\\newline "
        case Math():
            known = read_math(node.tex) is not None
            return f"${' '.join(node.tex.split())}$" if known else f"\\texttt{{{escaped(node.tex)}}}"
        case Link():
            return f"\\href{{{_address(node.target)}}}{{{latex(node.children)}}}"
        case Styled():
            command = _STYLES.get(node.style)
            inner = latex(node.children)
            return f"\\{command}{{{inner}}}" if command else inner
        case ResolvedFootnote():
            return f"\\textsuperscript{{{node.number}}}"
        case Change(kind="delete") | Comment():
            return ""
        case _:
            return latex(children_of(node))


def escaped(text: str) -> str:
    """Text in which nothing means anything to TeX."""
    text = _CONTROL.sub(" ", text).replace("﹪", "%")  # which TeX's Chinese fonts lack
    text = _LONG_WORD.sub(lambda word: _AFTER_JOINT.sub(_MAY_BREAK, word[0]), text)
    parts = _BRACED.split(text)
    signs = ("{''}" if sign == '"' else f"{{{sign}}}" for sign in _BRACED.findall(text))
    encode = _encoder().unicode_to_latex
    encoded = "".join(piece for part in parts for piece in (encode(part), next(signs, "")))
    return encoded.replace(_MAY_BREAK, "\\allowbreak{}")


@lru_cache(maxsize=1)
def _encoder() -> UnicodeToLatexEncoder:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    return UnicodeToLatexEncoder(
        unknown_char_policy="keep",
        unknown_char_warning=False,
        replacement_latex_protection="braces-after-macro",
    )


def _address(target: str) -> str:
    """An address as `\\href` takes it inside another command."""
    text = _CONTROL.sub("", target)
    return re.sub(r"[%#&_$]", r"\\\g<0>", re.sub(r"[\\{}^~ ]", lambda sign: f"%{ord(sign[0]):02X}", text))


def _label(identifier: str) -> str:
    return re.sub(r"[^\w-]", "-", identifier)
