"""The page's style sheet: files of `templates/html`, then what the journal's profile says."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from toolkit.model.journal import FontStyle, Journal, PageSetup
from toolkit.resources import templates

SHEETS = ("base.css", "page.css", "table.css", "citations.css", "print.css")
TABLE_SHEETS = ("base.css", "table.css", "print.css")

# Text kinds of a journal profile → where they stand in the page.
SELECTORS = {
    "body": ".paper",
    "title": ".title",
    "title-foreign": ".title-foreign",
    "authors": ".authors",
    "affiliations": ".affiliations",
    "abstract": ".abstract",
    "keywords": ".keywords",
    "matter": ".matter:not(.authors, .affiliations, .abstract, .keywords)",
    "heading-1": ".h-1",
    "heading-2": ".h-2",
    "heading-3": ".h-3",
    "heading-4": ".h-4",
    "caption": ".caption-lines",
    "table": "table",
    "note": ".notes",
    "references": ".references ol",
    "footnote": ".endnotes ol",
}

# The fonts by which Chinese journals are set, as they are called on Windows, macOS and Linux.
_SONG = '"Songti SC", SimSun, "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC"'
_HEI = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", SimHei'
_KAI = f'"Kaiti SC", STKaiti, KaiTi, "AR PL UKai CN", "LXGW WenKai", {_SONG}'
_FANG_SONG = f'"STFangsong", FangSong, {_SONG}'
FAMILIES = {
    "宋体": (_SONG, "serif"),
    "simsun": (_SONG, "serif"),
    "黑体": (_HEI, "sans-serif"),
    "simhei": (_HEI, "sans-serif"),
    "楷体": (_KAI, "serif"),
    "kaiti": (_KAI, "serif"),
    "仿宋": (_FANG_SONG, "serif"),
    "fangsong": (_FANG_SONG, "serif"),
    "times new roman": ('"Times New Roman", Tinos, "Liberation Serif"', "serif"),
    "palatino linotype": (
        '"Palatino Linotype", Palatino, "Book Antiqua", "TeX Gyre Pagella", P052, "URW Palladio L"',
        "serif",
    ),
    "arial": ('Arial, Arimo, "Liberation Sans"', "sans-serif"),
}

# No text smaller than this share of the body's size: what is legible on paper is not on a screen.
SMALLEST = 0.82
# From this share on, a text is a title.
TITLE_SHARE = 1.3
PAPER = {"A4": "210mm 297mm", "letter": "8.5in 11in"}

_NOT_IN_NAME = re.compile(r"[^\w -]")


def style_sheet(journal: Journal, sheets: Iterable[str], rules: Iterable[str]) -> str:
    """The whole style sheet. `rules` are those of this page alone."""
    parts = [*(_read(templates() / "html" / name) for name in sheets), journal_rules(journal), *rules]
    return "\n".join(parts)


def fingerprint(sheet: str) -> str:
    """The hash by which the page's policy admits its style sheet and no other (CSP 3, 2.3.1)."""
    digest = hashlib.sha256(sheet.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@lru_cache(maxsize=16)
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def journal_rules(journal: Journal) -> str:
    """Fonts, sizes, table rules and paper of the journal as style rules."""
    body = journal.fonts.get("body", FontStyle())
    rules = [
        _font_rule(selector, journal.fonts[kind], body.size)
        for kind, selector in SELECTORS.items()
        if kind in journal.fonts
    ]
    tables = journal.tables
    rules.append(
        f":root{{--rule-top:{tables.rule_top:g}pt;--rule-header:{tables.rule_header:g}pt;"
        f"--rule-spanner:{tables.rule_spanner:g}pt;--rule-bottom:{tables.rule_bottom:g}pt}}"
    )
    if body.size:
        rules.append(f"@media print{{:root{{font-size:{body.size:g}pt}}}}")
    if body.indent_chars:
        rules.append(f":root{{--indent:{body.indent_chars:g}em}}")
    else:
        # Paragraphs that are not indented are told apart by the space between them.
        rules.append(".text section > p + p{margin-block-start:0.75em}")
    if journal.cjk_latin_gap in ("none", "space"):
        rules.append("body{text-autospace:no-autospace}")
    if tables.caption.position == "below":
        rules.append("caption{caption-side:bottom}")
    rules.append(_paper_rule(journal.page))
    return "\n".join(rules)


def _font_rule(selector: str, font: FontStyle, body_size: float | None) -> str:
    declarations = []
    generic = None
    if font.latin:
        families, generic = _families(font.latin)
        declarations.append(f"--latin:{families}")
    if font.cjk:
        families, generic = _families(font.cjk)
        declarations.append(f"--cjk:{families}")
    if generic:
        declarations.append(
            f"--generic:{generic};font-family:var(--han),var(--latin),var(--cjk),var(--generic)"
        )
    if font.size and body_size and selector != SELECTORS["body"]:
        declarations.append(f"font-size:{_size(font.size / body_size)}")
    if font.bold is not None:
        declarations.append(f"font-weight:{'bold' if font.bold else 'normal'}")
    if font.italic is not None:
        declarations.append(f"font-style:{'italic' if font.italic else 'normal'}")
    if font.align:
        declarations.append(f"--align:{'start' if font.align == 'left' else font.align}")
    return f"{selector}{{{';'.join(declarations)}}}"


def _size(share: float) -> str:
    """A size relative to the body's; titles shrink with the window."""
    size = f"{max(share, SMALLEST):.3g}rem"
    return f"min({size}, 5.8vw)" if share >= TITLE_SHARE else size


def _families(name: str) -> tuple[str, str]:
    """The font families to try for a font of the profile, and the generic one at their end."""
    known = FAMILIES.get(name.strip().casefold())
    if known is not None:
        return known
    return f'"{_NOT_IN_NAME.sub("", name)}"', "serif"


def _paper_rule(page: PageSetup) -> str:
    margins = " ".join(
        f"{side:g}mm" for side in (page.margin_top, page.margin_right, page.margin_bottom, page.margin_left)
    )
    footer = "" if page.page_numbers == "none" else "@bottom-center{content:counter(page);font-size:9pt}"
    return f"@page{{size:{PAPER[page.size]};margin:{margins};{footer}}}"
