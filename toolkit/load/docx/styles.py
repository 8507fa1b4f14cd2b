"""Styles: what a paragraph or run inherits (ISO/IEC 29500-1, section 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from lxml import etree

from toolkit.load.docx.names import attribute, child, kind, switched_on, value, whole
from toolkit.model.frozen import frozen, mutable
from toolkit.model.inline import Style

_DEEPEST = 30
"""Styles based on one another; a longer chain is a circle."""
_TOGGLES = (
    ("w:i", Style.EMPH),
    ("w:b", Style.STRONG),
    ("w:smallCaps", Style.SMALL_CAPS),
    ("w:strike", Style.STRIKE),
)


@frozen
class Look:
    """What is known of the look of characters; None where nothing is said."""

    toggles: tuple[bool | None, ...] = (None,) * len(_TOGGLES)
    underline: bool | None = None
    script: str = ""
    """superscript, subscript, baseline, or nothing said."""
    hidden: bool | None = None
    size: float | None = None
    """In points."""

    def over(self, base: Look) -> Look:
        """This look where it says something, `base` elsewhere."""
        return Look(
            tuple(
                own if own is not None else below
                for own, below in zip(self.toggles, base.toggles, strict=True)
            ),
            self.underline if self.underline is not None else base.underline,
            self.script or base.script,
            self.hidden if self.hidden is not None else base.hidden,
            self.size if self.size is not None else base.size,
        )

    @property
    def styles(self) -> frozenset[Style]:
        found = {style for on, (_, style) in zip(self.toggles, _TOGGLES, strict=True) if on}
        if self.underline:
            found.add(Style.UNDERLINE)
        if self.script in {"superscript", "subscript"}:
            found.add(Style.SUPER if self.script == "superscript" else Style.SUB)
        return frozenset(found)


def read_look(properties: etree._Element | None) -> Look:
    """The look that a `w:rPr` gives by itself."""
    if properties is None or not len(properties):
        return Look()
    size = whole(value(properties, "w:sz"))
    underline = child(properties, "w:u")
    return Look(
        tuple(switched_on(properties, name) for name, _ in _TOGGLES),
        None if underline is None else attribute(underline, "w:val") != "none",
        value(properties, "w:vertAlign"),
        switched_on(properties, "w:vanish"),
        size / 2 if size is not None else None,
    )


@mutable
class Styles:
    """The styles of a document by id."""

    elements: dict[str, etree._Element] = field(default_factory=dict)
    default: str = ""
    """Id of the default paragraph style."""
    _looks: dict[str, Look] = field(default_factory=dict)

    def chain(self, style: str) -> Iterator[etree._Element]:
        """The style and those that it is based on."""
        for _ in range(_DEEPEST):
            element = self.elements.get(style)
            if element is None:
                return
            yield element
            style = value(element, "w:basedOn")

    def name(self, style: str) -> str:
        return value(self.elements.get(style), "w:name") or style

    def look(self, style: str) -> Look:
        """What a style says of characters, inherited included."""
        if style not in self._looks:
            look = Look()
            for element in self.chain(style):
                look = look.over(read_look(child(element, "w:rPr")))
            self._looks[style] = look
        return self._looks[style]

    def outline(self, style: str) -> int | None:
        """Level of a heading, from 1, or None."""
        for element in self.chain(style):
            level = value(child(element, "w:pPr"), "w:outlineLvl")
            if level:
                return heading_level(level)
            name = value(element, "w:name").casefold()
            if name.startswith("heading ") and (named := whole(name[8:])) is not None:
                return named
        return None

    def numbering(self, style: str) -> tuple[str, str]:
        """`numId` and level that a style gives; empty where it says nothing."""
        number = level = ""
        for element in self.chain(style):
            properties = child(child(element, "w:pPr"), "w:numPr")
            if properties is not None:
                number = number or value(properties, "w:numId")
                level = level or value(properties, "w:ilvl")
        return number, level

    def centred(self, style: str) -> bool:
        for element in self.chain(style):
            side = value(child(element, "w:pPr"), "w:jc")
            if side:
                return side == "center"
        return False


def heading_level(outline: str) -> int | None:
    """`w:outlineLvl`, which counts from 0 and where 9 is body text, as a level from 1."""
    level = whole(outline)
    return level + 1 if level is not None and level < 9 else None


def read_styles(root: etree._Element | None) -> Styles:
    styles = Styles()
    for element in root if root is not None else ():
        if kind(element) != "w:style":
            continue
        name = attribute(element, "w:styleId")
        styles.elements.setdefault(name, element)
        default = attribute(element, "w:default") in {"1", "true", "on"}
        if default and attribute(element, "w:type") == "paragraph":
            styles.default = styles.default or name
    return styles
