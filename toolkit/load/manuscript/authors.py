"""Authors, affiliations, funding and classification: what stands about the title of a manuscript.

Only what its form makes plain is read; every other line is left for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from toolkit.load.manuscript.plain import folded, has_han, language_of
from toolkit.model.frozen import frozen
from toolkit.model.inline import Localized, Style, Text
from toolkit.model.review import Author, Funding
from toolkit.model.word import WordParagraph

_PLACES = re.compile(
    r"大学|学院|医院|研究所|研究院|中心|实验室|公司|Universit|Hospital|Institute|Department|School|College|"
    r"Cent(?:er|re)|Laborator|Academy|Faculty|Clinic",
)
_NUMBER = re.compile(r"\s*[(\[]?(?P<mark>\d{1,2}|[a-z])[)\].,]?\s*(?=\S)")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+·[\u3400-\u9fff·]+")
_LATIN_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){1,3}")
_SEPARATOR = re.compile(r"\s*(?:[,;、]|\band\b|&|和)\s*")
_BEHIND = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_ORCID = re.compile(r"(?<!\d)\d{4}-\d{4}-\d{4}-\d{3}[\dX](?!\d)")
_DATES = {
    "received": r"收稿(?:日期)?|received",
    "revised": r"修[改回订](?:返回)?(?:日期)?|revised",
    "accepted": r"(?:接受|录用)(?:日期)?|accepted",
    "online": r"网络[^\d]*?日期|online",
}
_DAY = r"(?:\([^()]*\))?\s*[:]?\s*(?P<year>\d{4})[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})日?"
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CORRESPONDING = re.compile(
    r"\s*[*#]?\s*(?:通[信讯]作者|corresponding\s+author|correspondence)", re.IGNORECASE
)
_FUNDING = re.compile(r"\s*[\[【]?(?:基金项目|基金|项目资助)(?:\(funding\))?[\]】]?\s*[:]?\s*", re.IGNORECASE)
_GRANT = re.compile(r"(?P<name>[^;]+?)\((?P<number>(?:No\.?\s*)?[A-Za-z0-9][\w\-/.]*)\)\s*[;.]?\s*")
_CLC = re.compile(r"[\[【]?中图分类号[\]】]?\s*[:]?\s*(?P<code>[A-Z]{1,2}\d[\d.]*(?:\+[\d.]+)?)")
_DOCUMENT_CODE = re.compile(r"[\[【]?文献标[志识]码[\]】]?\s*[:]?\s*(?P<code>[A-E])(?![A-Za-z])")


@dataclass(slots=True)
class FrontMatter:
    """What was recognised. `lines` are the paragraphs that were read to their ends."""

    authors: list[Author] = field(default_factory=list)
    affiliations: dict[str, Localized] = field(default_factory=dict)
    funding: list[Funding] = field(default_factory=list)
    classification: dict[str, str] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)


@frozen
class _Named:
    """An author as printed, with the marks behind the name."""

    name: str
    marks: tuple[str, ...]


def read_authors(paragraphs: Sequence[WordParagraph], title: int = 0) -> FrontMatter:
    """What these paragraphs say, which are those of the front matter that are no title, abstract or keywords.

    Names stand below the `title`, the number of whose paragraph is given.
    """
    front = FrontMatter()
    people: dict[str, list[_Named]] = {}
    places: dict[str, dict[str, str]] = {}
    for paragraph in paragraphs:
        if not paragraph.text.strip():
            continue
        language = language_of(paragraph.text)
        plain = folded(paragraph.text)
        style = paragraph.style.casefold()
        if _administrative(paragraph, plain, front):
            front.lines.add(paragraph.line)
        elif style.startswith("affiliation") or (people.get(language) and _is_place(plain)):
            own = places.setdefault(language, {})
            for mark, name in _affiliations(paragraph.text):
                own.setdefault(mark or str(len(own) + 1), name)
            front.lines.add(paragraph.line)
        elif paragraph.line > title and language not in people and (names := _names(paragraph)):
            people[language] = names[0]
            if names[1]:
                places.setdefault(language, {}).setdefault("1", names[1])
            front.lines.add(paragraph.line)
    front.affiliations = _joined_places(places)
    front.authors = list(_authors(people, front.affiliations))
    _read_corresponding(paragraphs, front)
    return front


def _is_place(plain: str) -> bool:
    return _PLACES.search(plain) is not None and len(plain) < 400


def _affiliations(text: str) -> Iterator[tuple[str, str]]:
    """The mark and the words of each affiliation of a line; several are divided by their numbers."""
    parts = [part for part in re.split(r"[;；]\s*(?=\d{1,2}[.．\s])", text) if part.strip()]
    for part in parts:
        found = _NUMBER.match(folded(part)) if len(parts) > 1 or re.match(r"\s*\d", part) else None
        words = part[found.end() :] if found else part
        # 000000 城市 begins with a postcode, which is no mark.
        if found and re.match(r"\s*\d{5,}", part):
            found, words = None, part
        yield (found["mark"] if found else ""), words.strip().rstrip(";；")


def _names(paragraph: WordParagraph) -> tuple[list[_Named], str] | None:
    """The names of a line that holds nothing but names, and an affiliation in brackets behind them; None
    if any part of it is no name."""
    raised = {
        place for run in paragraph.runs if Style.SUPER in run.styles for place in range(run.start, run.end)
    }
    behind = _BEHIND.search(folded(paragraph.text))
    place = paragraph.text[behind.start(1) : behind.end(1)].strip() if behind else ""
    text = paragraph.text[: behind.start()] if behind else paragraph.text
    bare = "".join("\x00" if at in raised else character for at, character in enumerate(text))
    found: list[_Named] = []
    for part in _parts(bare):
        start, end = part
        own = bare[start:end]
        name = re.sub(r"[\x00\s]+$|^\s+", "", re.sub(r"[\d*†‡#]+(?:,\s?[\d*†‡#]+)*\s*$", "", own.rstrip()))
        name = name.replace("\x00", "").strip()
        marks = "".join(text[at] for at in range(start, end) if at in raised)
        if not marks:
            tail = re.search(r"[\d*†‡#,]+\s*$", own)
            marks = tail[0] if tail else ""
        plain = " ".join(name.split())
        if not (_HAN_NAME.fullmatch(plain.replace(" ", "")) or _LATIN_NAME.fullmatch(plain)):
            return None
        if has_han(plain):
            plain = plain.replace(" ", "")
        found.append(_Named(plain, tuple(re.findall(r"\d+|[*†‡#]|[a-z]", marks))))
    return (found, place) if found else None


def _parts(bare: str) -> Iterator[tuple[int, int]]:
    """The passages between separators; a comma between raised marks separates none."""
    plain = folded(bare)
    at = 0
    for match in _SEPARATOR.finditer(plain):
        behind = plain[match.end() : match.end() + 1]
        if match.start() > at and not behind.isdigit() and behind not in {"*", "\x00", ""}:
            yield at, match.start()
            at = match.end()
    if bare[at:].strip(" \x00,;，；"):
        yield at, len(bare)


def _joined_places(places: dict[str, dict[str, str]]) -> dict[str, Localized]:
    found: dict[str, dict[str, str]] = {}
    for language, own in places.items():
        for mark, name in own.items():
            found.setdefault(f"unit{mark}", {})[language] = name
    return {
        key: Localized({language: (Text(name),) for language, name in texts.items()})
        for key, texts in found.items()
    }


def _authors(people: dict[str, list[_Named]], affiliations: dict[str, Localized]) -> Iterator[Author]:
    """The authors of the first line of names, in both languages where as many stand in the second."""
    if not people:
        return
    first, *others = people
    for index, person in enumerate(people[first]):
        names = {first: (Text(person.name),)}
        for language in others:
            if len(people[language]) == len(people[first]):
                names[language] = (Text(people[language][index].name),)
        marks = [f"unit{mark}" for mark in person.marks if f"unit{mark}" in affiliations]
        if not marks and len(affiliations) == 1:
            marks = list(affiliations)
        yield Author(Localized(dict(names)), tuple(marks), corresponding="*" in person.marks)


def _administrative(paragraph: WordParagraph, plain: str, front: FrontMatter) -> bool:
    """Take a line of funding or classification; whether all of it was read."""
    funding = _FUNDING.match(plain)
    if funding is not None:
        grants = list(_GRANT.finditer(plain, funding.end()))
        if grants and grants[0].start() == funding.end() and grants[-1].end() >= len(plain.rstrip()):
            text = paragraph.text
            front.funding += [
                Funding(
                    Localized({language_of(text): (Text(text[slice(*each.span("name"))].strip()),)}),
                    each["number"].removeprefix("No.").strip(),
                )
                for each in grants
            ]
            return True
        return False
    rest = plain
    for key, words in _DATES.items():
        day = re.search(rf"(?:{words}){_DAY}", rest, re.IGNORECASE)
        if day is not None:
            front.dates[key] = f"{day['year']}-{int(day['month']):02}-{int(day['day']):02}"
            rest = rest[: day.start()] + rest[day.end() :]
    for key, pattern in (("clc", _CLC), ("document_code", _DOCUMENT_CODE)):
        found = pattern.search(rest)
        if found is not None:
            front.classification[key] = found["code"]
            rest = rest[: found.start()] + rest[found.end() :]
    return rest != plain and not any(map(str.isalnum, rest))


def _read_corresponding(paragraphs: Sequence[WordParagraph], front: FrontMatter) -> None:
    """The address of the corresponding author, if the line names one of the authors."""
    for paragraph in paragraphs:
        if _CORRESPONDING.match(folded(paragraph.text)) is None:
            continue
        address = _EMAIL.search(paragraph.text)
        named = [
            index
            for index, author in enumerate(front.authors)
            if any(_text(author.name, language) in paragraph.text for language in author.name.texts)
        ]
        if len(named) != 1:
            continue
        author = front.authors[named[0]]
        orcid = _ORCID.search(paragraph.text)
        front.authors[named[0]] = replace(
            author,
            corresponding=True,
            email=author.email or (address[0] if address else ""),
            orcid=author.orcid or (orcid[0] if orcid else ""),
        )
        rest = paragraph.text
        for known in filter(None, (address, orcid)):
            rest = rest.replace(known[0], "")
        for language in author.name.texts:
            rest = rest.replace(_text(author.name, language), "")
        rest = _CORRESPONDING.sub("", folded(rest))
        if not re.sub(r"(?i)e-?mail|orcid|\(corresponding author\)", "", rest).strip(" ,;:.()*"):
            front.lines.add(paragraph.line)


def _text(name: Localized, language: str) -> str:
    return "".join(node.text for node in name.texts[language] if isinstance(node, Text))
