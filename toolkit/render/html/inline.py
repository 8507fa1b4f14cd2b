"""Rich text → HTML. Every node of `toolkit.model.inline` has its markup here."""

from __future__ import annotations

import re
from dataclasses import replace

from toolkit.model.frozen import frozen
from toolkit.model.inline import (
    Change,
    Citation,
    Code,
    Comment,
    CrossReference,
    Display,
    EntryLink,
    FootnoteReference,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    ResolvedCitation,
    ResolvedCrossReference,
    ResolvedFootnote,
    ResolvedValue,
    Style,
    Styled,
    TargetLink,
    Text,
    Value,
    plain_text,
)
from toolkit.render.as_written import as_written
from toolkit.render.html.context import Page
from toolkit.render.markup import Markup, element, escape, join
from toolkit.render.tables.decimals import FIRST_IDEOGRAPH

STYLES: dict[Style, tuple[str, str | None]] = {
    Style.EMPH: ("em", None),
    Style.STRONG: ("strong", None),
    Style.UNDERLINE: ("u", None),
    Style.STRIKE: ("s", None),
    Style.SUPER: ("sup", None),
    Style.SUB: ("sub", None),
    Style.SMALL_CAPS: ("span", "small-caps"),
    Style.OBLIQUE: ("span", "oblique"),
    Style.LIGHT: ("span", "light"),
    Style.UPRIGHT: ("span", "upright"),
    Style.NO_STRONG: ("span", "no-strong"),
    Style.NO_SMALL_CAPS: ("span", "no-small-caps"),
    Style.NO_UNDERLINE: ("span", "no-underline"),
    Style.BASELINE: ("span", "baseline"),
    Style.LABEL: ("b", "label"),
}
"""Style → element and class."""

# Citations of up to this many characters are not broken over two lines.
LONGEST_UNBROKEN = 12
MOST_RECORDS = 20
"""Records that the title of a computed value names."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_DOI = re.compile(r"doi:\s*(10\.[^\s\x00-\x1f\x7f]+)", re.IGNORECASE)
_NOT_IN_DOI_ADDRESS = re.compile(r"[^\w.()/:;-]", re.ASCII)


def address(target: str) -> str | None:
    """The address that a link may lead to, or None: only http, https, mailto and doi become links."""
    target = target.strip()
    if _ADDRESS.fullmatch(target):
        return target
    doi = _DOI.fullmatch(target)
    return doi_address(doi.group(1)) if doi else None


def doi_address(doi: str) -> str:
    """The address of a DOI at the resolver of the DOI Foundation, percent-encoded where needed."""
    encoded = _NOT_IN_DOI_ADDRESS.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), doi)
    return f"https://doi.org/{encoded}"


@frozen
class Inliner:
    """Draws rich text for one page.

    `linked` is False inside a link, where HTML allows no other, and in a repetition of a
    text (table of contents, popover) whose ids must not appear twice.
    """

    page: Page
    linked: bool = True

    @property
    def unlinked(self) -> Inliner:
        return replace(self, linked=False)

    def draw(self, nodes: Inlines) -> Markup:
        if len(nodes) == 1 and isinstance(nodes[0], Text):  # most cells and many paragraphs
            return escape(nodes[0].text)
        parts: list[Markup] = []
        for node in nodes:
            drawn = self.node(node)
            if isinstance(node, ResolvedCitation) and not node.source.narrative and parts:
                parts[-1], drawn = _keep_together(parts[-1], drawn)
            parts.append(drawn)
        return join(parts)

    def node(self, node: Inline) -> Markup:
        match node:
            case Text():
                return escape(node.text)
            case Styled():
                name, kind = STYLES[node.style]
                return element(name, {"class": kind}, self.draw(node.children))
            case Foreign():
                return element("span", {"lang": node.language}, self.draw(node.children))
            case LineBreak():
                return element("br", {})
            case Code():
                return element("code", {}, escape(node.text))
            case Math():
                return self._math(node)
            case Link():
                return self._link(node)
            case Display():
                return element("span", {"class": f"display-{node.kind}"}, self.draw(node.children))
            case Change():
                return element("ins" if node.kind == "insert" else "del", {}, self.draw(node.children))
            case Comment():
                label = self.page.words.comment
                return element(
                    "span", {"class": "comment", "role": "note", "aria-label": label}, escape(node.text)
                )
            case _:
                return self._reference(node)

    def _reference(self, node: Inline) -> Markup:
        """A node that stands for something else: a work, a table, a record, a footnote."""
        match node:
            case ResolvedCitation():
                return self._citation(node)
            case EntryLink():
                return self._entry_link(node)
            case ResolvedCrossReference():
                return self.draw(node.content)
            case TargetLink():
                return self._target_link(node)
            case ResolvedValue():
                return self._value(node)
            case ResolvedFootnote():
                return self._footnote(node)
            case Citation() | CrossReference() | FootnoteReference() | Value():
                return self._unresolved(as_written(node))
            case _:
                raise AssertionError(f"no markup for {node!r}")

    def _unresolved(self, written: str) -> Markup:
        """What nothing answers to stands as the author wrote it, and shows."""
        title = self.page.words.unresolved.format(written)
        return element("mark", {"class": "unresolved", "title": title}, escape(written))

    def _math(self, node: Math) -> Markup:
        from toolkit.render.mathml import draw_math

        return draw_math(node.tex, display=False)

    def _link(self, node: Link) -> Markup:
        target = address(node.target) if self.linked else None
        if target is None:
            return self.draw(node.children)
        return element("a", {"href": target}, self.unlinked.draw(node.children))

    def _citation(self, node: ResolvedCitation) -> Markup:
        """The citation with its links, and a button that shows the works without leaving the place.

        The links are ordinary ones and work in every browser. The button stands beside them, since
        neither may contain the other; style sheets hide it where popovers are not supported.
        """
        keys = tuple(key for key in dict.fromkeys(node.keys) if key in self.page.entries)
        if not self.linked or not keys:
            return self.draw(node.content)
        identifier = self.page.note_cited(keys)
        label = plain_text(node.content)
        peek, _ = self.page.peeks.setdefault(keys, (f"peek-{len(self.page.peeks) + 1}", label))
        button = element(
            "button",
            {
                "type": "button",
                "class": "peek-button",
                "popovertarget": peek,
                "aria-label": self.page.words.show_references.format(label),
            },
        )
        kind = "cite long" if len(label) > LONGEST_UNBROKEN else "cite"
        return element("span", {"class": kind, "id": identifier}, self.draw(node.content), button)

    def _entry_link(self, node: EntryLink) -> Markup:
        entry = self.page.entries.get(node.key)
        if entry is None or not self.linked:
            return self.draw(node.children)
        attributes = {"href": f"#{entry[1]}", "role": "doc-biblioref"}
        return element("a", attributes, self.unlinked.draw(node.children))

    def _target_link(self, node: TargetLink) -> Markup:
        anchor = self.page.anchors.find(node.kind, node.id) if self.linked else None
        if anchor is None:
            return self.draw(node.children)
        return element("a", {"href": f"#{anchor}", "class": "xref"}, self.unlinked.draw(node.children))

    def _value(self, node: ResolvedValue) -> Markup:
        content = self.draw(node.content)
        if not node.records:
            return content
        shown = zip(node.records, node.details or [""] * len(node.records), strict=True)
        names = [f"{record} ({detail})" if detail else record for record, detail in shown]
        rest = [f"… ({len(names)})"] if len(names) > MOST_RECORDS else []
        title = self.page.words.list_separator.join((*names[:MOST_RECORDS], *rest))
        return element("span", {"class": "value", "title": self.page.words.records.format(title)}, content)

    def _footnote(self, node: ResolvedFootnote) -> Markup:
        number = escape(node.number)
        if not self.linked:
            return element("sup", {}, number)
        places = self.page.note_references.setdefault(node.number, [])
        suffix = f"-{len(places) + 1}" if places else ""
        identifier = f"fnref-{node.number}{suffix}"
        places.append(identifier)
        attributes = {"id": identifier, "href": f"#fn-{node.number}", "role": "doc-noteref"}
        return element("sup", {"class": "noteref"}, element("a", attributes, number))


def _keep_together(before: Markup, citation: Markup) -> tuple[Markup, Markup]:
    """Bind a citation to the Chinese character before it, so that no line begins with `[1]`.

    Lines may break between an ideograph and an opening bracket (UAX #14), but not within the
    box. Text of other scripts is bound to the bracket by the line breaking rules themselves.
    Tags and character references end in ASCII, so a character from here on is one of the text.
    """
    if before[-1:] < FIRST_IDEOGRAPH:
        return before, citation
    return before[:-1], element("span", {"class": "together"}, before[-1:], citation)


__all__ = ["Inliner", "address", "doi_address"]
