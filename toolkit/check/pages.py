"""The rules as pages to read: one Markdown document, or one web page, made of their explanations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from toolkit.check import registry
from toolkit.check.explain import facts
from toolkit.check.registry import Entry
from toolkit.check.rule import SECTIONS, SECTIONS_ZH, Message
from toolkit.resources import templates

_HEADING = re.compile(rf"^## (?=(?:{'|'.join((*SECTIONS, *SECTIONS_ZH))})$)", re.MULTILINE)
_TITLE = Message(en="The rules of `review check`", zh="`review check` 的检查规则")


def rules_markdown(entries: Iterable[Entry], language: str = "en") -> str:
    """A Markdown document: the rules by family, each with its page; a list with links comes first."""
    rules = list(entries)
    lines = [f"# {_TITLE.texts[language]}", ""]
    for family, members in groupby(rules, key=lambda entry: entry.family):
        lines += [f"**{registry.family_title(family).texts[language]}**", ""]
        lines += [
            f"- [{entry.code}](#{_anchor(entry)}) {entry.name}: {entry.summary(language)}"
            for entry in members
        ]
        lines.append("")
    for entry in rules:
        lines += [f"## {entry.code} {entry.name}", "", f"*{', '.join(facts(entry.rule, language))}*", ""]
        lines += [entry.summary(language), "", lowered_page(entry, language), ""]
    return "\n".join(lines)


def _anchor(entry: Entry) -> str:
    """As GitHub and our own page name the heading."""
    return f"{entry.code.lower()}-{entry.name}"


def rules_html(entries: Iterable[Entry], language: str = "en") -> str:
    """The same as a complete web page."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    rules = list(entries)
    environment = Environment(
        loader=FileSystemLoader(templates() / "html"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("rules.html.j2").render(
        language="zh-CN" if language == "zh" else "en",
        title=_TITLE.texts[language].replace("`", ""),
        families=[
            (family.upper(), registry.family_title(family).texts[language], list(members))
            for family, members in groupby(rules, key=lambda entry: entry.family)
        ],
        facts={entry.code: ", ".join(facts(entry.rule, language)) for entry in rules},
        summaries={entry.code: as_html(entry.summary(language)) for entry in rules},
        pages={entry.code: as_html(lowered_page(entry, language)) for entry in rules},
        sheet=(templates() / "html" / "check.css").read_text(encoding="utf-8"),
    )


def lowered_page(entry: Entry, language: str) -> str:
    """The page of a rule with its headings a level lower; a heading in an example stays."""
    return _HEADING.sub("### ", entry.page(language))


def as_html(markdown: str) -> str:
    """Markdown as HTML; HTML that stands in it is shown, not obeyed."""
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    return Markup(MarkdownIt("commonmark", {"html": False}).render(markdown))  # noqa: S704 (escaped by the renderer)
