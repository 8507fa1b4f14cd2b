"""Authors and affiliations of a manuscript, read only where a line can be nothing else.

They stand below the title: a line of names, then lines of institutions, each perhaps with numbers
that join them. A line that holds anything but names is not read, and what was not read is not known
to be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from toolkit.load.manuscript.front import Front, label_of
from toolkit.load.manuscript.plain import folded, has_han
from toolkit.model.frozen import frozen
from toolkit.model.inline import Inlines, Localized, Style, Text
from toolkit.model.review import Author, Funding
from toolkit.model.source import Span
from toolkit.model.word import WordDocument, WordParagraph

_INSTITUTION = re.compile(
    r"大学|学院|医院|研究[所院]|中心|公司|实验室|科室|学校|卫生[局院]|"
    r"\b(?:universit|hospital|department|dept|institut|school|college|cent(?:er|re)|laborator|facult|academy|"
    r"clinic|division|co\.|ltd|inc\b|china\b)",
    re.IGNORECASE,
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{1,5}·[\u4e00-\u9fff]{1,5})")
_SPACED_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_LATIN_NAME = re.compile(r"[A-Z\u00c0-\u00de][^\W\d_]*[.'’-]?[\w'’-]*\.?(?:\s+[^\W\d_][\w'’-]*\.?){1,3}")
_PART = re.compile(r"[^,;]+")
_AND = re.compile(r"\s+and\s+|\s*&\s*")
_MARKS = re.compile(r"[\d*#†‡§()\[\]]+")
_NUMBERS = re.compile(r"\d{1,2}")
_LEAD = re.compile(r"\s*[(\[]?(?P<number>\d{1,2}|[a-h](?=[ .)]))[)\].]?\s*")
_CORRESPONDING = re.compile(
    r"(?:通[信讯]作者|corresponding authors?|correspondence(?: to)?)\s*[\])]?\s*[:.]?\s*", re.IGNORECASE
)
_CLASSES = {
    "clc": re.compile(r"中图(?:法)?分类号\s*[\])]?\s*[:.]?\s*(?P<code>[A-Z][A-Z0-9.+;, -]*[0-9])"),
    "document_code": re.compile(r"文献标[志识]码\s*[\])]?\s*[:.]?\s*(?P<code>[A-E])(?![A-Za-z])"),
}
_FUNDING = re.compile(
    r"\s*[\[(]?(?:基金项目|项目资助|资助项目|基金|funding(?: sources?| statement| information)?)[\])]?\s*"
    r"(?:\(\S+\)\s*)?[:.\])]\s*(?P<text>\S.*)",
    re.IGNORECASE,
)
_LONGEST = 400
"""Characters of a line of names."""


@frozen
class People:
    """Who wrote a manuscript, and what else its first page says beside title, abstract and keywords."""

    authors: tuple[Author, ...] = ()
    affiliations: Mapping[str, Localized] = field(default_factory=dict)
    classification: Mapping[str, str] = field(default_factory=dict)
    funding: tuple[Funding, ...] = ()


class _Named(NamedTuple):
    name: str
    numbers: tuple[str, ...]
    starred: bool
    span: Span


def read_people(document: WordDocument, front: Front) -> People:
    """Authors, affiliations, classification and funding, as far as the file says them plainly."""
    notes = [
        each for each in document.paragraphs if each.story in {"footnote", "textbox", "header", "footer"}
    ]
    head = [each for each in document.paragraphs if each.story == "body" and each.line <= front.last]
    plain = [folded(each.text) for each in (*head, *notes)]
    names: dict[str, list[_Named]] = {}
    places: dict[str, dict[str, Inlines]] = {}
    for language, title in front.titles.items():
        below = [each for each in head if each.line > title.paragraph.line and each.text.strip()]
        if not below or label_of(below[0]) is not None:
            continue
        persons = _names(document, below[0], language)
        places_below = list(_affiliations(below[1:], front))
        marked = any(each.numbers or each.starred for each in persons)
        if len(persons) > 1 or (persons and (marked or places_below)):
            names[language] = persons
            for number, text in places_below:
                places.setdefault(number, {})[language] = (Text(text),)
    return People(
        tuple(_authors(names, places, plain)),
        {number: Localized(texts) for number, texts in places.items()},
        {name: found["code"] for name, each in _CLASSES.items() if (found := _search(each, plain))},
        tuple(
            Funding(Localized({"zh" if has_han(found["text"]) else "en": (Text(found["text"].strip()),)}))
            for text in [*plain, *(folded(e.text) for e in document.paragraphs if e.line > front.last)]
            if (found := _FUNDING.match(text))
        ),
    )


def _search(pattern: re.Pattern[str], texts: Sequence[str]) -> re.Match[str] | None:
    return next((found for text in texts if (found := pattern.search(text))), None)


def _names(document: WordDocument, line: WordParagraph, language: str) -> list[_Named]:
    """The names of a line that holds nothing else; none if in doubt."""
    text = folded(line.text)
    if len(text) > _LONGEST or _INSTITUTION.search(text):
        return []
    raised = {at for run in line.runs if Style.SUPER in run.styles for at in range(run.start, run.end)}
    # What is raised is a mark; a comma between two marks parts no names.
    bare = "".join("*" if at in raised and char in ", " else char for at, char in enumerate(text))
    bare = _AND.sub(lambda match: ",".ljust(len(match[0])), bare)  # as long as before: places stay true
    if language == "zh" and not re.search("[,;]", bare):
        bare = _SPACED_NAME.sub(r"\1_\2", bare).replace(" ", ",")
    found: list[_Named] = []
    for part in _PART.finditer(bare):
        if not part[0].strip():
            continue
        if not _MARKS.sub("", part[0]).strip() and found:
            numbers = tuple(_NUMBERS.findall(part[0]))
            found[-1] = found[-1]._replace(
                numbers=found[-1].numbers + numbers, starred=found[-1].starred or "*" in part[0]
            )
            continue
        name = " ".join(_MARKS.sub(" ", part[0]).split())
        name = re.sub("[ _]", "", name) if language == "zh" else name
        if not (_HAN_NAME if language == "zh" else _LATIN_NAME).fullmatch(name):
            return []
        start = part.start() + len(part[0]) - len(part[0].lstrip())
        span = document.span(line.line, start, part.start() + len(part[0].rstrip()))
        marks = "".join(_MARKS.findall(part[0]))
        starred = "*" in re.sub(r"(?<=\d)\*(?=\d)", "", marks)
        found.append(_Named(name, tuple(_NUMBERS.findall(marks)), starred, span))
    return found


def _affiliations(lines: Sequence[WordParagraph], front: Front) -> Iterator[tuple[str, str]]:
    """The institutions in the lines below the authors, with the numbers that they bear."""
    titles = {title.paragraph.line for title in front.titles.values()}
    for position, line in enumerate(lines, 1):
        if line.line in titles or label_of(line) is not None or not _INSTITUTION.search(line.text):
            return
        for piece in re.split(r"[;；](?=\s*\d)", line.text):
            text = piece.strip().strip("()（）")
            lead = _LEAD.match(folded(text))
            yield (
                lead["number"] if lead else str(position),
                text[lead.end() if lead else 0 :].strip(" ;；"),
            )


def _authors(
    names: Mapping[str, list[_Named]], places: Mapping[str, object], texts: Sequence[str]
) -> Iterator[Author]:
    """The authors in all languages in which as many were read; else in the first of them."""
    if not names:
        return
    first = next(iter(names.values()))
    together = {language: found for language, found in names.items() if len(found) == len(first)}
    said = " ".join(
        text[match.end() : match.end() + 60] for text in texts if (match := _CORRESPONDING.search(text))
    )
    only = next(iter(places)) if len(places) == 1 else ""
    for number, person in enumerate(first):
        versions = {language: found[number] for language, found in together.items()}
        numbers = tuple(each for each in person.numbers if each in places) or ((only,) if only else ())
        yield Author(
            Localized({language: (Text(each.name),) for language, each in versions.items()}),
            affiliations=numbers,
            corresponding=any(each.starred or each.name in said for each in versions.values()),
            span=person.span,
        )
