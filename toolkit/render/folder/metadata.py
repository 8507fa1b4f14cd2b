"""What is known of a manuscript as a whole → `review.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.model.inline import Localized, plain_text, primary
from toolkit.model.review import Author
from toolkit.render.folder.draft import Draft
from toolkit.render.folder.words import TITLE, VALUE, Place, Words
from toolkit.render.folder.yaml_text import flow_list, prose, scalar


class MetadataWriter:
    """Writes the `review.yaml` of one manuscript."""

    def __init__(self, draft: Draft, words: Words) -> None:
        self._draft = draft
        self._words = words
        self._metadata = draft.review.source.metadata
        self._language = primary(draft.review.language)

    def text(self) -> str:
        """The file. What was not recognised is left out, but for the title, which must be there."""
        parts = (
            self._basics(),
            self._authors(),
            self._content(),
            self._administration(),
            self._statements(),
            iter(("bibliography: [references.bib]",)),
            self._abbreviations(),
        )
        blocks = ["\n".join(lines) for part in parts if (lines := list(part))]
        return "# yaml-language-server: $schema=.schema/review.json\n" + "\n\n".join(blocks) + "\n"

    def _texts(self, text: Localized, place: Place) -> dict[str, str]:
        return {
            language: written
            for language, nodes in text.texts.items()
            if (written := self._words.write(nodes, place, label=place is TITLE))
        }

    def _lines(self, key: str, texts: Mapping[str, str], indent: str = "") -> Iterator[str]:
        """A key with a text in one or more languages, each on its line."""
        if set(texts) == {self._language}:
            yield f"{indent}{key}: {scalar(texts[self._language])}"
        elif texts:
            yield f"{indent}{key}:"
            yield from (f"{indent}  {language}: {scalar(text)}" for language, text in texts.items())

    def _basics(self) -> Iterator[str]:
        titles = self._texts(self._metadata.title, TITLE)
        if not titles:
            titles = {self._language: "题名" if self._language == "zh" else "Title"}
        yield from self._lines("title", titles)
        yield f"language: {self._metadata.language}"
        yield f"journal: {scalar(self._draft.journal)}"

    def _authors(self) -> Iterator[str]:
        front = self._draft.front
        if front.authors:
            yield "authors:"
            for author in front.authors:
                yield from self._author(author)
        if front.affiliations:
            yield "affiliations:"
            for key, name in front.affiliations.items():
                yield from self._lines(key, self._texts(name, TITLE), "  ")

    def _author(self, author: Author) -> Iterator[str]:
        yield f"  - name: {prose(self._texts(author.name, TITLE), self._language)}"
        if author.affiliations:
            yield f"    affiliations: {flow_list(author.affiliations)}"
        if author.email:
            yield f"    email: {scalar(author.email)}"
        if author.orcid:
            yield f"    orcid: {author.orcid}"
        if author.corresponding:
            yield "    corresponding: true"

    def _content(self) -> Iterator[str]:
        for part in self._metadata.abstract:
            yield from self._lines("abstract", self._texts(part.content, VALUE))
        if self._metadata.keywords:
            yield "keywords:"
            for language, words in self._metadata.keywords.items():
                yield f"  {language}: {flow_list([self._words.write(word, TITLE) for word in words])}"

    def _administration(self) -> Iterator[str]:
        front = self._draft.front
        if front.classification:
            yield "classification:"
            yield from (f"  {key}: {scalar(code)}" for key, code in front.classification.items())
        if front.dates:
            yield "dates:"
            yield from (f"  {key}: {day}" for key, day in front.dates.items())
        funding = self._metadata.statements.get("funding")
        if front.funding or funding:
            yield "funding:"
            for grant in front.funding:
                yield f"  - name: {prose(self._texts(grant.name, TITLE), self._language)}"
                if grant.number:
                    yield f"    number: {scalar(grant.number)}"
            if funding and not front.funding:
                yield f"  - name: {prose(self._texts(funding, TITLE), self._language)}"

    def _statements(self) -> Iterator[str]:
        own = {
            name: texts
            for name, text in self._metadata.statements.items()
            if name != "funding" and (texts := self._texts(text, VALUE))
        }
        if own:
            yield "statements:"
            for name, texts in own.items():
                yield from self._lines(name, texts, "  ")
        yield from self._lines("acknowledgements", self._texts(self._metadata.acknowledgements, VALUE))

    def _abbreviations(self) -> Iterator[str]:
        if self._metadata.abbreviations:
            yield "abbreviations:"
            for short, known in self._metadata.abbreviations.items():
                self._words.see(known.span)
                texts = {language: plain_text(nodes) for language, nodes in known.full.texts.items()}
                yield f"  {scalar(short)}: {prose(texts, self._language)}"
