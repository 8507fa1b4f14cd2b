"""Title, abstracts and keywords: what stands before the text, told by its labels, styles and sizes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.load.manuscript.layout import heading_of
from toolkit.load.manuscript.plain import folded, has_han, language_of
from toolkit.model.word import WordParagraph

_MOST = 60
"""Paragraphs among which the front matter ends."""
_FEW = 4
"""Paragraphs from a title to its abstract."""
_OPEN, _CLOSE = r"\s*[\[(<〈]?\s*", r"\s*[\])>〉]?\s*[:.]?\s*"
_OTHER = (
    r"(?:中图分类号|文献标[志识]码|文章编号|基金项目|基金|项目资助|作者简介|作者单位|通[信讯]作者|第一作者|收稿日期|"
    r"doi\b|\S{0,10}\(funding\)|引用本文|网络出版|e-?mail|orcid|"
    r"(?:received|accepted|corresponding author|correspondence|funding|running title|author)\b)"
)
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(_OPEN + words + _CLOSE, flags))
    for name, words, flags in (
        ("abstract", r"(?:中文)?(?:摘\s*要|提\s*要)(?=\s*[\])〉>:\s]|$)", 0),
        ("keywords", r"关\s*键\s*(?:词|字)", 0),
        ("abstract", r"(?:abstract|summary)(?=\s*[\])>:\s.]|$)", re.IGNORECASE),
        ("keywords", r"key\s*-?\s*words?", re.IGNORECASE),
        ("abbreviations", r"(?:缩略[语词]|(?:list of )?abbreviations)", re.IGNORECASE),
        ("other", _OTHER, re.IGNORECASE),
        ("other", r"J [A-Z].{3,60}\d{4}", 0),
    )
)
_PART_OF_ABSTRACT = re.compile(
    r"\s*(?:目的|背景|方法|结果|结论|background|objectives?|aims?|methods?|results?|conclusions?)\s*[:.]",
    re.IGNORECASE,
)
_FRONT_STYLES = ("title", "subtitle", "author", "affiliation", "abstract", "keywords", "front")


class Label(NamedTuple):
    """A label such as `【摘要】` at the head of a paragraph, and where its text begins."""

    name: str
    end: int


class Slice(NamedTuple):
    """Part of a paragraph."""

    paragraph: WordParagraph
    start: int
    end: int


@dataclass(slots=True)
class Front:
    """What was found of the front matter. `last` is the last paragraph of it, 0 if there is none."""

    last: int = 0
    titles: dict[str, Slice] = field(default_factory=dict)
    abstracts: dict[str, list[Slice]] = field(default_factory=dict)
    keywords: dict[str, list[Slice]] = field(default_factory=dict)
    abbreviations: list[Slice] = field(default_factory=list)
    """Lists of abbreviations and their full forms."""


def label_of(paragraph: WordParagraph) -> Label | None:
    """The label at the head of a paragraph, if there is one."""
    text = folded(paragraph.text[:80])
    for name, pattern in _LABELS:
        found = pattern.match(text)
        if found is not None:
            return Label(name, found.end())
    return None


def read_front(paragraphs: Sequence[WordParagraph], size: float | None) -> Front:
    """The front matter of a manuscript, whose body paragraphs are given."""
    front = Front()
    first = [each for each in paragraphs if each.table is None][:_MOST]
    labels = {each.line: label for each in first if (label := label_of(each)) is not None}
    end = _end(first, labels, size)
    front.last = end
    head = [each for each in first if each.line <= end]
    _read_labelled(front, head, labels)
    _read_titles(front, head or first[:1], labels, size)
    if not front.last and front.titles:
        front.last = max(each.paragraph.line for each in front.titles.values())
    return front


def _end(first: Sequence[WordParagraph], labels: dict[int, Label], size: float | None) -> int:
    """The last paragraph of the front matter: the last label before the first heading of the text."""
    last = before = 0
    open_label = False
    for number, paragraph in enumerate(first):
        label = labels.get(paragraph.line)
        style = paragraph.style.casefold()
        if label is not None:
            last = paragraph.line
            open_label = not paragraph.text[label.end :].strip()
        elif style.startswith(_FRONT_STYLES):
            last = paragraph.line
        elif paragraph.text.strip():
            heading = heading_of(paragraph, size)
            if heading is not None and not heading.run_in and last:
                if heading.number or not _abstract_below(first[number + 1 :], labels):
                    break
                last = paragraph.line  # the title in the other language, in the style of a heading
            if open_label or (last == before and _PART_OF_ABSTRACT.match(folded(paragraph.text))):
                last = paragraph.line  # an abstract below its label, or a further part of it
            open_label = False
        before = paragraph.line if paragraph.text.strip() else before
    return last


def _abstract_below(below: Sequence[WordParagraph], labels: dict[int, Label]) -> bool:
    """Whether an abstract follows within a few lines, as it follows a title and names."""
    filled = [each.line for each in below if each.text.strip()][:_FEW]
    return any(line in labels and labels[line].name == "abstract" for line in filled)


def _read_labelled(front: Front, head: Sequence[WordParagraph], labels: dict[int, Label]) -> None:
    current: list[Slice] | None = None
    words = False
    for paragraph in head:
        label = labels.get(paragraph.line)
        if label is None:
            if current is not None and not current and paragraph.text.strip():
                below = Slice(paragraph, 0, len(paragraph.text))
                current.extend(_split(below) if words else [below])
                current = None
            continue
        body = Slice(paragraph, label.end, len(paragraph.text))
        language = language_of(paragraph.text)
        if not paragraph.text[label.end :].strip() and not has_han(paragraph.text):
            language = "en"
        words = label.name == "keywords"
        if label.name == "abstract":
            current = front.abstracts.setdefault(language, [])
            if paragraph.text[label.end :].strip():
                current.append(body)
        elif label.name == "keywords":
            current = front.keywords.setdefault(language, [])
            current.extend(_split(body))
        else:
            if label.name == "abbreviations":
                front.abbreviations.append(body)
            current = None


def _split(words: Slice) -> list[Slice]:
    """Keywords, one by one."""
    text = folded(words.paragraph.text)
    semicolons = ";" in text[words.start : words.end]
    pattern = r"[^;]+" if semicolons else r"[^,、]+(?:\s[^,、]+)*"
    found: list[Slice] = []
    for match in re.compile(pattern).finditer(text, words.start, words.end):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or (text[end - 1] == "." and end == words.end)):
            end -= 1
        if start < end:
            found.append(Slice(words.paragraph, start, end))
    return found


def _numbered(paragraph: WordParagraph, size: float | None) -> bool:
    """Whether a paragraph is the heading of a section: one with a number."""
    heading = heading_of(paragraph, size)
    return heading is not None and bool(heading.number)


def _read_titles(
    front: Front, head: Sequence[WordParagraph], labels: dict[int, Label], size: float | None
) -> None:
    """The title in each language: by its style, else the largest lines of the front matter."""
    styled = [each for each in head if each.style.casefold() in {"title", "subtitle"} and each.text.strip()]
    free = [
        each
        for each in head
        if each.text.strip()
        and each.line not in labels
        and len(each.text) < 300
        and not _numbered(each, size)
    ]
    candidates = styled
    if not candidates and free:
        largest = max((each.size or 0 for each in free), default=0)
        if size is not None and largest > size:
            candidates = [each for each in free if each.size == largest]
            rest = [each for each in free if (each.size or 0) > size and each not in candidates]
            candidates += [each for each in rest if language_of(each.text) != language_of(candidates[0].text)]
        else:
            candidates = [free[0], *(each for each in free[1:] if each.outline is not None)]
    for each in candidates:
        text = each.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        front.titles.setdefault(language_of(text), Slice(each, start, end))
