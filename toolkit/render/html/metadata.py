"""What search engines and reference managers read: Highwire and Dublin Core tags, Open Graph, JSON-LD.

Only what the review says is told: there is no date of publication unless its author gave one.
The authors are named only if the page itself names them, so a blinded page stays blind.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.inline import Localized, plain_text, primary
from toolkit.model.reference import Name, Reference
from toolkit.model.review import Author, Metadata, ResolvedReview
from toolkit.render.html.inline import doi_address
from toolkit.render.markup import Markup

# The tags that text of CSL-JSON may hold (CSL 1.0.2, appendix on rich text); any other `<` is a character.
_CSL_TAG = re.compile(r"</?(?:i|b|sc|sub|sup)>|<span(?: [^<>]*)?>|</span>")

Tags: TypeAlias = tuple[tuple[str, str], ...]


@frozen
class PageMetadata:
    """`names` are `meta name`, `properties` are `meta property`, `linked_data` the JSON-LD block."""

    names: Tags
    properties: Tags
    linked_data: Markup


def page_metadata(review: ResolvedReview) -> PageMetadata:
    facts = _facts(review)
    return PageMetadata(
        names=_names(review, facts),
        properties=_open_graph(facts),
        linked_data=_json_block(_linked_data(review, facts)),
    )


@frozen
class _Facts:
    """What all vocabularies say, in the review's language and as plain text."""

    title: str
    language: str
    journal: str
    authors: tuple[Author, ...]
    abstract: str
    keywords: tuple[str, ...]
    published: str
    metadata: Metadata

    def text(self, localized: Localized) -> str:
        return _line(plain_text(localized.best(self.language)))

    def affiliations(self, author: Author) -> list[str]:
        known = self.metadata.affiliations
        return [self.text(known[name]) for name in author.affiliations if name in known]


def _facts(review: ResolvedReview) -> _Facts:
    metadata = review.source.metadata
    language = review.language
    names_authors = any(block.part == "authors" for block in (*review.front, *review.back))
    abstract = " ".join(_line(plain_text(part.content.best(language))) for part in metadata.abstract)
    journal = review.journal.name
    return _Facts(
        title=_line(review.title),
        language=language,
        journal=journal.get(primary(language)) or next(iter(journal.values()), ""),
        authors=metadata.authors if names_authors else (),
        abstract=abstract.strip(),
        keywords=tuple(_line(plain_text(word)) for word in metadata.keywords.get(primary(language), ())),
        published=metadata.dates.get("published", ""),
        metadata=metadata,
    )


def _names(review: ResolvedReview, facts: _Facts) -> Tags:
    tags: list[tuple[str, str]] = [("description", facts.abstract), ("citation_title", facts.title)]
    for author in facts.authors:
        tags.append(("citation_author", facts.text(author.name)))
        tags += [("citation_author_institution", place) for place in facts.affiliations(author)]
        tags.append(("citation_author_orcid", _orcid_address(author.orcid)))
    tags += [
        ("citation_journal_title", facts.journal),
        ("citation_publication_date", facts.published.replace("-", "/")),
        ("citation_language", primary(facts.language)),
        ("citation_keywords", "; ".join(facts.keywords)),
    ]
    tags += [("citation_reference", _reference(entry.reference)) for entry in review.bibliography]
    tags += [("DC.title", facts.title), ("DC.language", facts.language), ("DC.type", "Text")]
    tags += [("DC.creator", facts.text(author.name)) for author in facts.authors]
    tags.append(("DC.date", facts.published))
    return tuple((name, value) for name, value in tags if value)


def _open_graph(facts: _Facts) -> Tags:
    tags = (
        ("og:type", "article"),
        ("og:title", facts.title),
        ("og:description", facts.abstract),
        ("og:locale", facts.language.replace("-", "_")),
    )
    return tuple((name, value) for name, value in tags if value)


def _reference(reference: Reference) -> str:
    """One cited work as `citation_reference` has it: `citation_title=…;citation_author=…`."""
    issued = reference.dates.get("issued")
    year = issued.year if issued else None
    parts = [
        ("citation_title", _plain(reference, "title")),
        *(("citation_author", _name(name)) for name in reference.names.get("author", ())),
        ("citation_journal_title", _plain(reference, "container-title")),
        ("citation_volume", _plain(reference, "volume")),
        ("citation_issue", _plain(reference, "issue")),
        ("citation_pages", _plain(reference, "page")),
        ("citation_publication_date", str(year) if year else ""),
        ("citation_doi", reference.get("DOI")),
    ]
    return ";".join(f"{name}={_line(value).replace(';', ',')}" for name, value in parts if value)


def _plain(reference: Reference, variable: str) -> str:
    """A field without the marks that CSL-JSON sets in it, which no reader of metadata knows."""
    return _CSL_TAG.sub("", reference.get(variable))


def _name(name: Name) -> str:
    family = f"{name.non_dropping_particle} {name.family}".strip()
    return name.literal or ", ".join(part for part in (family, name.given) if part)


def _linked_data(review: ResolvedReview, facts: _Facts) -> dict[str, Any]:
    """The article in the words of schema.org."""
    other_titles = [
        _line(plain_text(title))
        for language, title in facts.metadata.title.texts.items()
        if language != primary(facts.language)
    ]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": facts.title,
        "alternativeHeadline": other_titles,
        "inLanguage": facts.language,
        "author": [_person(author, facts) for author in facts.authors],
        "abstract": facts.abstract,
        "keywords": list(facts.keywords),
        "isPartOf": {"@type": "Periodical", "name": facts.journal} if facts.journal else None,
        "datePublished": facts.published,
        "citation": [_cited_work(entry.reference) for entry in review.bibliography],
    }
    return {key: value for key, value in data.items() if value}


def _person(author: Author, facts: _Facts) -> dict[str, Any]:
    places = [{"@type": "Organization", "name": name} for name in facts.affiliations(author)]
    person = {
        "@type": "Person",
        "name": facts.text(author.name),
        "affiliation": places,
        "sameAs": _orcid_address(author.orcid),
    }
    return {key: value for key, value in person.items() if value}


def _cited_work(reference: Reference) -> dict[str, Any]:
    doi = reference.get("DOI")
    work = {
        "@type": "ScholarlyArticle" if reference.type.startswith("article") else "CreativeWork",
        "name": _line(_plain(reference, "title")),
        "sameAs": doi_address(doi) if doi else "",
    }
    return {key: value for key, value in work.items() if value}


def _orcid_address(orcid: str) -> str:
    return f"https://orcid.org/{orcid.rsplit('/', 1)[-1]}" if orcid else ""


def _line(text: str) -> str:
    return " ".join(text.split())


def _json_block(data: dict[str, Any]) -> Markup:
    """JSON for a `script` element that holds data: nothing in it can close the element or open a comment."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
