"""Front and back matter: titles, authors, abstracts, keywords, statements."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model.review import MatterBlock, ResolvedReview
from toolkit.render.html.block import ContentsEntry
from toolkit.render.html.context import Page, slug
from toolkit.render.html.inline import Inliner
from toolkit.render.markup import NOTHING, Markup, element, escape, join

_ROLES = {"abstract": "doc-abstract", "acknowledgements": "doc-acknowledgments"}


def draw_front(page: Page) -> Markup:
    """The title block. The main title is the page's only `h1`."""
    main = page.review.main_title
    drawn = [_draw(page, block, main_title=block is main) for block in page.review.front]
    if main is None:
        # A journal that prints no title there leaves it to the page all the same.
        drawn.insert(0, element("h1", {"class": "title"}, escape(page.review.title)))
    return join(drawn, "\n")


def draw_back(page: Page, blocks: Iterable[MatterBlock], contents: list[ContentsEntry]) -> Markup:
    """Back matter; parts with a heading of their own are added to the table of contents."""
    return join((_draw(page, block, contents=contents) for block in blocks), "\n")


def around_references(review: ResolvedReview) -> tuple[list[MatterBlock], list[MatterBlock]]:
    """The back matter before and after the reference list.

    The resolver leaves an empty block where the journal wants the list; without one it comes last.
    """
    blocks = list(review.back)
    at = next((at for at, block in enumerate(blocks) if block.part == "references"), len(blocks))
    return blocks[:at], [block for block in blocks[at:] if block.part != "references"]


def _draw(
    page: Page,
    block: MatterBlock,
    *,
    main_title: bool = False,
    contents: list[ContentsEntry] | None = None,
) -> Markup:
    inliner = Inliner(page)
    language = page.foreign(block.language)
    paragraphs = [inliner.draw(text) for text in block.content if text]
    if not paragraphs and not block.label:
        return NOTHING
    if block.part == "title":
        name, kind = ("h1", "title") if main_title else ("p", "title title-foreign")
        return element(name, {"class": kind, "lang": language}, join(paragraphs, " "))
    label = NOTHING
    if block.heading and block.label:
        anchor = page.anchors.place("part", f"{block.part}-{block.language}")
        label = element("h2", {"class": "h-1", "id": anchor}, escape(block.label.strip()))
        if contents is not None:
            contents.append(ContentsEntry(1, anchor, escape(block.label.strip())))
    elif block.label and block.label_own_line:
        label = element("p", {"class": "label"}, escape(block.label.strip()))
    elif block.label:
        run_in = element("b", {"class": "label"}, escape(block.label))
        paragraphs[:1] = [join((run_in, *paragraphs[:1]))]
    kind = f"matter {slug(block.part)}" + (" new-page" if block.new_page else "")
    attributes = {"class": kind, "lang": language}
    body = join(_paragraphs(paragraphs), "\n")
    role = _ROLES.get(block.part)
    if role is None:
        return element("div", attributes, label, body)
    name_of_region = block.label.strip() or block.part
    return element("section", {**attributes, "role": role, "aria-label": name_of_region}, label, body)


def _paragraphs(texts: Iterable[Markup]) -> list[Markup]:
    return [element("p", {}, text) for text in texts]
