"""The journal's fonts, sizes and rules, put into the styles of the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from toolkit.model.inline import primary
from toolkit.model.journal import FontStyle, Journal
from toolkit.render.docx.inline import EAST_ASIAN, word_language
from toolkit.render.docx.measure import LINE, ems
from toolkit.render.docx.ooxml import styles as oo
from toolkit.render.docx.ooxml.text import Element

STYLES: Mapping[str, Sequence[str]] = {
    "title": ("Title", "Subtitle"),
    "title-foreign": ("Subtitle",),
    "authors": ("Author",),
    "affiliations": ("Affiliation",),
    "abstract": ("Abstract",),
    "keywords": ("Keywords",),
    "matter": ("FrontMatter", "BackMatter"),
    "heading-1": ("Heading1",),
    "heading-2": ("Heading2",),
    "heading-3": ("Heading3",),
    "heading-4": ("Heading4",),
    "caption": ("Caption",),
    "table": ("TableText",),
    "note": ("TableNote",),
    "references": ("Bibliography",),
    "header": ("Header",),
    "footer": ("Footer",),
    "footnote": ("FootnoteText",),
}
"""Kind of text in a journal profile → styles that it sets, the general before the particular."""

DEFAULT_SIZE = 10.5


_FONT_FILES = {
    "宋体": "SimSun",
    "新宋体": "NSimSun",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "仿宋": "FangSong",
    "微软雅黑": "Microsoft YaHei",
    "等线": "DengXian",
    "隶书": "LiSu",
    "幼圆": "YouYuan",
    "华文宋体": "STSong",
    "华文中宋": "STZhongsong",
    "华文楷体": "STKaiti",
    "华文仿宋": "STFangsong",
    "华文黑体": "STHeiti",
}
"""The names that Chinese fonts bear in every language of Windows and Office. With these, LibreOffice on a
computer without the fonts chooses a serif for 宋体; the Chinese names it takes for sans serif."""


class StyleSheet:
    """The styles of one document."""

    def __init__(self, styles: Element) -> None:
        self._root = styles
        self._styles = oo.styles_by_id(styles)
        self._hanging: float | None = None

    def apply(self, journal: Journal, language: str) -> None:
        """Set everything that the journal says; what it leaves open stays as the template has it."""
        self._languages(language)
        body = journal.fonts.get("body", FontStyle())
        self._body(body, language)
        if journal.cjk_latin_gap in ("none", "space"):
            oo.close_gap_between_scripts(oo.paragraph_properties(self._styles["Normal"]))
        for kind, names in STYLES.items():
            look = journal.fonts.get(kind)
            if kind == "references" and look is not None:
                self._hanging, look = look.indent_chars, replace(look, indent_chars=None)
            if look is not None:
                for name in names:
                    self._set(self._styles[name], look, body)
        caption = journal.fonts.get("caption", FontStyle())
        if caption.align is not None:
            oo.put_alignment(oo.paragraph_properties(self._styles["FigureNote"]), caption.align)
        self._level_cells(journal.fonts.get("table", FontStyle()).line or 1.0)
        oo.put_table_rules(
            self._styles["ThreeLineTable"], journal.tables.rule_top, journal.tables.rule_bottom
        )

    def size(self, name: str) -> float:
        """The font size of a style in points."""
        own = oo.size_of(self._styles[name])
        return own if own is not None else oo.default_size(self._root) or DEFAULT_SIZE

    def hang_references(self, labels: Sequence[str]) -> None:
        """Indent the reference list by its widest label, so that all entries begin in one line; without
        labels, the lines after an entry's first."""
        widest = max((ems(label) for label in labels), default=0.0)
        own = 1.5 if self._hanging is None else self._hanging
        hanging = widest + 0.6 if widest else own
        twips = round(hanging * self.size("Bibliography") * 20)
        oo.put_hanging_indent(oo.paragraph_properties(self._styles["Bibliography"]), twips)

    def _languages(self, language: str) -> None:
        attribute = "eastAsia" if primary(language) in EAST_ASIAN else "val"
        tag = word_language(language)
        if tag:
            oo.put_language(oo.run_defaults(self._root), attribute, tag)

    def _body(self, look: FontStyle, language: str) -> None:
        """Fonts, size and line spacing of the body are the ground of all styles, its indent is its own."""
        ground = oo.run_defaults(self._root)
        oo.put_fonts(ground, look.latin, _font(look.cjk))
        oo.put_size(ground, look.size)
        normal = self._styles["Normal"]
        self._characters(normal, FontStyle(bold=look.bold, italic=look.italic))
        oo.put_spacing(oo.paragraph_properties(normal), None, None, look.line)
        body = self._styles["BodyText"]
        self._paragraph(
            body,
            FontStyle(align=look.align, indent_chars=look.indent_chars, before=look.before, after=look.after),
            look.size or DEFAULT_SIZE,
        )
        if primary(language) not in EAST_ASIAN:
            # Western typography sets the first paragraph under a heading flush.
            first = oo.paragraph_properties(self._styles["FirstParagraph"])
            oo.put_first_line_indent(first, 0, DEFAULT_SIZE)

    def _level_cells(self, line: float) -> None:
        """Lines of one height in Chinese and Latin cells, whose fonts differ: so their text is level."""
        points = line * LINE * self.size("TableText")
        oo.put_least_line_height(oo.paragraph_properties(self._styles["TableText"]), points)

    def _set(self, style: Element, look: FontStyle, body: FontStyle) -> None:
        self._characters(style, look)
        self._paragraph(style, look, look.size or oo.size_of(style) or body.size or DEFAULT_SIZE)

    @staticmethod
    def _characters(style: Element, look: FontStyle) -> None:
        if (look.latin, look.cjk, look.bold, look.italic, look.size) == (None,) * 5:
            return
        properties = oo.run_properties(style)
        oo.put_fonts(properties, look.latin, _font(look.cjk))
        oo.put_toggle(properties, "b", look.bold)
        oo.put_toggle(properties, "i", look.italic)
        oo.put_size(properties, look.size)

    @staticmethod
    def _paragraph(style: Element, look: FontStyle, size: float) -> None:
        properties = oo.paragraph_properties(style)
        oo.put_spacing(properties, look.before, look.after, look.line)
        if look.indent_chars is not None:
            oo.put_first_line_indent(properties, look.indent_chars, size)
        if look.align is not None:
            oo.put_alignment(properties, look.align)


def _font(name: str | None) -> str | None:
    return None if name is None else _FONT_FILES.get(name, name)
