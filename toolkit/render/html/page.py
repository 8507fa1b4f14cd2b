"""The whole page: the template of the journal filled with the parts that the renderers drew."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit import __version__
from toolkit.model.block import NumberedTable
from toolkit.model.review import ResolvedReview
from toolkit.render.html.block import Blocker, ContentsEntry
from toolkit.render.html.context import Page, open_page
from toolkit.render.html.css import SHEETS, TABLE_SHEETS, fingerprint, style_sheet
from toolkit.render.html.endmatter import draw_footnotes, draw_peeks, draw_references
from toolkit.render.html.matter import around_references, draw_back, draw_front
from toolkit.render.html.metadata import page_metadata
from toolkit.render.html.table import draw_table, plain_caption
from toolkit.render.html.words import words
from toolkit.render.markup import NOTHING, Markup, element, encode, join
from toolkit.resources import templates

if TYPE_CHECKING:
    from jinja2 import Environment

# Levels of headings in the table of contents.
CONTENTS_LEVELS = 2


def render_html(review: ResolvedReview) -> bytes:
    """The review as one self-contained page, in UTF-8: no scripts, and nothing that is loaded.

    The same review gives the same bytes.
    """
    page = open_page(review)
    blocker = Blocker(page)
    before, after = around_references(review)
    front = draw_front(page)
    sections = join((blocker.section(section) for section in review.sections), "\n")
    footnotes = draw_footnotes(page, blocker)
    back = draw_back(page, before, blocker.contents)
    late_contents: list[ContentsEntry] = []
    late = draw_back(page, after, late_contents)
    # Drawn after everything that cites, since it leads back to every citation.
    references = draw_references(page, blocker.contents)
    sheet = _safe_sheet(style_sheet(review.journal, SHEETS, page.rules))
    return _fill(
        review.journal.id,
        "page.html.j2",
        language=page.language,
        words=page.words,
        title=review.title,
        generator=f"Review Toolkit {__version__}",
        policy=_policy(sheet),
        metadata=page_metadata(review),
        sheet=sheet,
        front=front,
        contents=_contents([*blocker.contents, *late_contents]),
        parts=(sections, footnotes, back, references, late),
        peeks=draw_peeks(page),
    )


def render_table_html(review: ResolvedReview, numbered: NumberedTable) -> bytes:
    """One table of the review as a page of its own. Its citations keep their numbers and lead nowhere."""
    page = Page(review, review.language, words(review.language))
    anchor = page.anchors.place("tbl", numbered.source.id)
    figure = draw_table(page, numbered.table, numbered.captions, anchor)
    sheet = _safe_sheet(style_sheet(review.journal, TABLE_SHEETS, page.rules))
    return _fill(
        review.journal.id,
        "table.html.j2",
        language=page.language,
        title=plain_caption(numbered.captions) or review.title,
        generator=f"Review Toolkit {__version__}",
        policy=_policy(sheet),
        sheet=sheet,
        figure=figure,
    )


def _fill(journal: str, name: str, **values: object) -> bytes:
    document = _environment(templates(), journal).get_template(name).render(values)
    return encode(document)


@lru_cache(maxsize=8)
def _environment(folder: Path, journal: str) -> Environment:
    """Templates of the journal first, then the common ones."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder / "journals" / journal, folder / "html"], encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _policy(sheet: str) -> str:
    """Content Security Policy: pictures inside the page and its own style sheet, nothing else."""
    style = fingerprint(sheet)
    return f"default-src 'none'; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'"


def _safe_sheet(sheet: str) -> Markup:
    """The style sheet as it can stand in a `style` element, which only `</` could end."""
    return Markup(sheet.replace("</", "<\\/"))


def _contents(entries: list[ContentsEntry]) -> Markup:
    """The table of contents as nested lists."""
    items: list[Markup] = []
    entries = [entry for entry in entries if entry.level <= CONTENTS_LEVELS]
    at = 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and entries[end].level > 1:
            end += 1
        items.append(_contents_item(entries[at], entries[at + 1 : end]))
        at = end
    return element("ol", {}, join(items, "\n")) if items else NOTHING


def _contents_item(entry: ContentsEntry, inner: list[ContentsEntry]) -> Markup:
    link = element("a", {"href": f"#{entry.anchor}"}, entry.text)
    nested = (
        element("ol", {}, join((_contents_item(child, []) for child in inner), "\n")) if inner else NOTHING
    )
    return element("li", {}, link, nested)


__all__ = ["render_html", "render_table_html"]
