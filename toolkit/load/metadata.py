"""`review.yaml` → `Metadata`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.load.journal_lists import existing, lists_of
from toolkit.load.languages import is_language, languages_of, meant_language
from toolkit.load.paths import is_file, missing_file
from toolkit.load.reader import Prose
from toolkit.load.rich import RichText
from toolkit.load.shapes import AuthorEntry, DatesEntry, ReviewFile
from toolkit.load.yaml_nodes import MappingNode, ScalarNode, key_places
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import Inlines, primary
from toolkit.model.journal import Journal
from toolkit.model.review import Abbreviation, AbstractPart, Author, CheckSettings, Funding, Metadata
from toolkit.nearest import did_you_mean

if TYPE_CHECKING:
    from toolkit.model.search import Search

STATEMENTS: Final = (
    "acknowledgements",
    "author_contributions",
    "code_availability",
    "conflict_of_interest",
    "consent",
    "copyright",
    "data_availability",
    "ethics",
    "generative_ai",
    "peer_review",
    "preprint",
    "protocol",
    "registration",
    "supplement",
)
"""Statements that journals ask for; those that a profile names count as well."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def read_metadata(file: ReviewFile, root: Path, journal: Journal, problems: list[Problem]) -> Metadata:
    """The content of a `review.yaml` whose shape was read; texts are parsed here."""
    language = main_language(file, problems)
    rich = RichText(language, problems)
    affiliations = {key: rich.localized(prose) for key, prose in file.affiliations.items()}
    _check_statements(file, journal, problems)
    return Metadata(
        title=rich.localized(file.title),
        language=language,
        journal=file.journal,
        authors=tuple(_author(entry, rich, affiliations) for entry in file.authors),
        affiliations=affiliations,
        abstract=_abstract(file.abstract, rich),
        keywords=_keywords(file, rich),
        classification={
            key: code
            for key in ("clc", "document_code", "article_id", "doi")
            if (code := getattr(file.classification, key))
        },
        funding=tuple(Funding(rich.localized(entry.name), entry.number) for entry in file.funding),
        dates=_dates(file.dates, problems),
        statements={key: rich.localized(prose, sources=True) for key, prose in file.statements.items()},
        acknowledgements=rich.localized(file.acknowledgements, sources=True),
        bibliography=_bibliographies(file, root, problems),
        journal_list=lists_of(
            existing(((name, root) for name in _nodes(file.journal_list)), problems), journal
        ),
        abbreviations=_abbreviations(file, rich),
        check=CheckSettings(
            several(file.check.select),
            several(file.check.ignore),
            {pattern: several(codes) for pattern, codes in file.check.files.items()},
            file.check.retractions,
        ),
        spans=dict(key_places(file.node)),
        column=rich.localized(file.column),
        topic=rich.localized(file.topic),
        publication={
            key: text
            for key in ("year", "volume", "issue", "pages")
            if (text := getattr(file.publication, key))
        },
        licence=rich.localized(file.licence),
        editor=rich.localized(file.editor),
        search=_search(file, rich),
    )


def _search(file: ReviewFile, rich: RichText) -> Search | None:
    if file.search is None:
        return None
    from toolkit.load.search import read_search

    return read_search(file.search, rich)


def several(value: str | tuple[str, ...]) -> tuple[str, ...]:
    """What an author may write as one text or as a list."""
    return (value,) if isinstance(value, str) else value


def main_language(file: ReviewFile, problems: list[Problem]) -> str:
    """The review's language; where it is missing or unknown, the first that the title is given in."""
    tag = file.language.replace("_", "-")
    if is_language(tag):
        return tag
    if tag:
        meant = meant_language(tag)
        problems.append(
            Problem(
                f"“{file.language}” is no language." + (f" Did you mean “{meant}”?" if meant else ""),
                file.node.span_of("language"),
                "Write zh-CN for Chinese, en for English.",
            )
        )
        if meant:
            return meant
    return next((language for language in file.title.texts if language), "en")


# --- the parts ------------------------------------------------------------------


def _author(entry: AuthorEntry, rich: RichText, affiliations: Mapping[str, object]) -> Author:
    for key in several(entry.affiliations):
        # Of a file with a line that could not be read, nothing can be said to be missing.
        if key not in affiliations and not entry.node.file.damaged:
            rich.problems.append(
                Problem(
                    f"There is no affiliation “{key}”." + did_you_mean(key, affiliations),
                    entry.node.span_of("affiliations"),
                    "Name one of the keys under `affiliations:`.",
                )
            )
    if entry.email and "@" not in entry.email:
        rich.problems.append(
            Problem(
                f"“{entry.email}” is no e-mail address: it has no @.",
                entry.node.span_of("email"),
                "Write it as name@example.org, with an ordinary @.",
            )
        )
    return Author(
        name=rich.localized(entry.name),
        affiliations=tuple(key for key in several(entry.affiliations) if key in affiliations),
        orcid=entry.orcid.removeprefix("https://orcid.org/"),
        email=entry.email,
        corresponding=entry.corresponding,
        roles=several(entry.roles),
        biography=rich.localized(entry.biography),
        span=entry.node.span,
    )


def _abstract(abstract: Prose | Mapping[str, Prose], rich: RichText) -> tuple[AbstractPart, ...]:
    if isinstance(abstract, Prose):
        return (AbstractPart("", rich.localized(abstract, sources=True)),) if abstract else ()
    return tuple(AbstractPart(name, rich.localized(prose, sources=True)) for name, prose in abstract.items())


def _keywords(file: ReviewFile, rich: RichText) -> dict[str, tuple[Inlines, ...]]:
    if isinstance(file.keywords, tuple):
        words = {primary(rich.language): file.keywords} if file.keywords else {}
    else:
        node = file.node.get("keywords")
        known = (
            {language for language, _ in languages_of(node, rich.problems)}
            if isinstance(node, MappingNode)
            else set()
        )
        words = {primary(tag): found for tag, found in file.keywords.items() if primary(tag) in known}
    for word in (word for found in words.values() for word in found if set("，；") & set(word.text)):
        rich.problems.append(
            Problem(
                f"“{word.text}” is one keyword, but holds a full-width comma or semicolon.",
                word.span,
                "Separate keywords by an ordinary comma: [a, b].",
            )
        )
    return {language: tuple(rich.inlines(word) for word in found) for language, found in words.items()}


def _dates(entry: DatesEntry, problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in ("received", "revised", "accepted", "online", "published"):
        text = getattr(entry, key)
        if not text:
            continue
        if _is_date(text):
            found[key] = text
        else:
            problems.append(
                Problem(
                    f"“{key}” must be a date; here stands the text “{text}”.",
                    entry.node.span_of(key),
                    "Write year-month-day, as in 2026-03-06.",
                )
            )
    return found


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def _abbreviations(file: ReviewFile, rich: RichText) -> dict[str, Abbreviation]:
    parent = file.node.get("abbreviations")
    found: dict[str, Abbreviation] = {}
    for short, prose in file.abbreviations.items():
        span = parent.entries[short].key.span if isinstance(parent, MappingNode) else None
        found[short] = Abbreviation(short, rich.localized(prose), span)
    return found


def bibliographies(file: ReviewFile, root: Path) -> dict[ScalarNode, Path]:
    """All bibliographies that review.yaml lists, there or not."""
    return {name: root / name.text.replace("\\", "/") for name in _nodes(file.bibliography)}


def _nodes(value: ScalarNode | tuple[ScalarNode, ...]) -> tuple[ScalarNode, ...]:
    return (value,) if isinstance(value, ScalarNode) else value


def _bibliographies(file: ReviewFile, root: Path, problems: list[Problem]) -> tuple[Path, ...]:
    """The bibliographies that are there; they alone may lie outside of the review's folder."""
    found: list[Path] = []
    for name, path in bibliographies(file, root).items():
        if is_file(path):
            found.append(path)
        else:
            problems.append(missing_file(name.text, path, name.span))
    return tuple(found)


def _check_statements(file: ReviewFile, journal: Journal, problems: list[Problem]) -> None:
    """A statement that nobody knows would print without a label, or not at all."""
    parts = [part for part in (*journal.front, *journal.back) if part.part == "statements"]
    known = dict.fromkeys((*STATEMENTS, *(name for part in parts for name in (*part.items, *part.labels))))
    node = file.node.get("statements")
    places = node.entries if isinstance(node, MappingNode) else {}
    problems.extend(
        Problem(
            f"“{name}” is no statement that is known." + did_you_mean(name, known),
            places[name].key.span,
            f"Known are {', '.join(known)}, and what the journal's profile names.",
        )
        for name in file.statements
        if name not in known
    )
