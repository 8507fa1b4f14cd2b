"""What stands after the text: reference list, footnotes, and the popovers of the citations."""

from __future__ import annotations

from toolkit.model.block import Paragraph
from toolkit.model.inline import primary
from toolkit.model.review import BibliographyEntry
from toolkit.render.html.block import Blocker, ContentsEntry
from toolkit.render.html.context import Page
from toolkit.render.html.inline import Inliner
from toolkit.render.markup import NOTHING, Attributes, Markup, element, escape, join

REFERENCES_ANCHOR = "references"
FOOTNOTES_ANCHOR = "footnotes"


def draw_footnotes(page: Page, blocker: Blocker) -> Markup:
    """The footnotes, each with a way back to every place that refers to it."""
    notes = page.review.footnotes
    if not notes:
        return NOTHING
    items = []
    for note in notes:
        label = page.words.back_to_note.format(note.number, "{}")
        back = _back_links(page.note_references.get(note.number, []), label)
        content = blocker.blocks(note.blocks[:-1])
        match note.blocks[-1:]:
            case (Paragraph() as last,):
                end = element("p", {}, blocker.inliner.draw(last.content), back)
            case rest:
                end = join((blocker.blocks(rest), element("p", {}, back)))
        items.append(element("li", {"id": f"fn-{note.number}", "value": note.number}, content, end))
    title = page.words.footnotes
    blocker.contents.append(ContentsEntry(1, FOOTNOTES_ANCHOR, escape(title)))
    return element(
        "section",
        {"class": "endnotes", "role": "doc-endnotes", "id": FOOTNOTES_ANCHOR, "aria-label": title},
        element("h2", {"class": "h-1"}, escape(title)),
        element("ol", {}, join(items, "\n")),
    )


def draw_references(page: Page, contents: list[ContentsEntry]) -> Markup:
    """The reference list, each entry with a way back to every citation of it drawn so far."""
    if not page.entries:
        return NOTHING
    title = page.review.references_heading.strip() or page.words.references
    contents.append(ContentsEntry(1, REFERENCES_ANCHOR, escape(title)))
    items = []
    for key, (entry, anchor) in page.entries.items():
        places = page.cited.get(key, [])
        back = _back_links(places, page.words.back_to_citation)
        items.append(
            element(
                "li",
                {"id": anchor},
                _label(entry),
                element("div", {"class": "entry"}, _entry(page, entry), back),
            )
        )
    labelled = all(entry.label for entry, _ in page.entries.values())
    kind = "references" if labelled else "references hanging"
    return element(
        "section",
        {"class": kind, "role": "doc-bibliography", "id": REFERENCES_ANCHOR, "aria-label": title},
        element("h2", {"class": "h-1"}, escape(title)),
        # Safari takes a list without markers for no list unless it is told.
        element("ol", {"role": "list"}, join(items, "\n")),
    )


def draw_peeks(page: Page) -> Markup:
    """One popover for each set of works that is cited together.

    They stand at the end of the page: the browser moves the focus into them from the button
    that opened them, and the text stays free of repetitions for those who read or copy it.
    """
    popovers = []
    for keys, (identifier, label) in page.peeks.items():
        lines = []
        for key in keys:
            entry, anchor = page.entries[key]
            number = entry.label or f"{entry.number}."
            link = element("a", {"href": f"#{anchor}", "class": "label"}, escape(number))
            lines.append(
                element("div", {"class": "peek-entry"}, link, element("div", {}, _entry(page, entry)))
            )
        attributes: Attributes = {
            "class": "peek",
            "id": identifier,
            "popover": True,
            "role": "group",
            "aria-label": page.words.cited_references.format(label),
        }
        popovers.append(element("div", attributes, *lines))
    return join(popovers, "\n")


def _label(entry: BibliographyEntry) -> Markup:
    return element("span", {"class": "label"}, escape(entry.label)) if entry.label else NOTHING


def _entry(page: Page, entry: BibliographyEntry) -> Markup:
    """The entry, and the version in the other language on a line of its own."""
    inliner = Inliner(page)
    content = inliner.draw(entry.content)
    if page.foreign(entry.language):
        content = element("span", {"lang": entry.language}, content)
    if not entry.translation:
        return content
    other = "en" if primary(entry.language) == "zh" else "zh"
    translation = {"class": "translation", "lang": page.foreign(other)}
    return join((content, element("span", translation, inliner.draw(entry.translation))), "\n")


def _back_links(places: list[str], label: str) -> Markup:
    """`↩`, or `↩1 ↩2 …` if there are several places to go back to; nothing if there is none."""
    if not places:
        return NOTHING
    links = []
    for at, place in enumerate(places, start=1):
        number = element("sup", {}, escape(at)) if len(places) > 1 else NOTHING
        arrow = element("span", {"aria-hidden": "true"}, escape("↩\ufe0e"), number)
        attributes = {"href": f"#{place}", "role": "doc-backlink", "aria-label": label.format(at)}
        links.append(element("a", attributes, arrow))
    return element("span", {"class": "backlinks"}, join(links, " "))
