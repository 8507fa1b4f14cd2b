"""Which paragraphs of a manuscript are what: front matter, headings, captions, the reference list.

Styles are believed where a document uses them; where an author only typed and made bold, the
numbers, words and sizes of the paragraphs decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from toolkit.load.manuscript.plain import folded, has_han, squeezed
from toolkit.model.inline import Style
from toolkit.model.word import WordDocument, WordParagraph

_REFERENCES = re.compile(
    r"(?:\d{1,2}[.,]?|[一二三四五六七八九十]+[,.])?"
    r"(?:主要)?(?:参考文献|參考文獻|引用文献|references?|referencelist|bibliography|literaturecited|workscited)"
    r"(?:[(\[]?(?:references?|参考文献)[)\]]?)?[:.]?"
)
_RUN_IN_REFERENCES = re.compile(r"\s*[\[(]?\s*参\s*考\s*文\s*献\s*[\])]?\s*:\s*(?=\[\s*1\s*\])")
_END = re.compile(
    r"[\[(]?(?:附录|附件|附表|附图|附:|致谢|志谢|作者贡献|利益冲突|作者声明|伦理|基金项目|收稿日期|接受日期|本文编辑|责任编辑|编辑:|"
    r"学术动态|图注|图例|表注|英文摘要|appendix|appendices|supplement|acknowledg|authorcontribution|conflict|funding|"
    r"figurelegend|figurecaption|legends?(?:to|for)?|tables?$|figures?$|abbreviations?$|received|declaration|ethic|"
    r"dataavailab|correspondence|copyright|©)"
)
_CAPTION = re.compile(
    r"\s*(?P<word>续?表|图|Supplementary\s+(?:Table|Figure)|Tables?|TABLE|Tab\.|Figures?|FIGURE|Fig\.|FIG\.)"
    r"\s*(?P<number>\d{1,3})(?!\d)(?P<after>\s*[.:,|]?\s*)(?=(?P<rest>.?))"
)
_GOES_ON = re.compile(
    r"(?:(?:shows?|presents?|lists?|summari[sz]\w+|demonstrates?|illustrates?|depicts?|and|is|are|in|was)\b|"
    r"展示|显示|列出|为|是|中|所示|可见|总结|汇总|可知|给出|和|与|至|及)",
    re.IGNORECASE,
)
"""How a sentence goes on that begins with the name of a table or figure."""
_TYPED_NUMBER = re.compile(
    r"\s*(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<dot>[.,]?)(?P<gap>\s*)(?=[^\d\s.,;:%)\]-])"
)
_COUNTED = re.compile(
    r"[^\w（(《“]|例|名(?:患|受|志)|个月|[年周天]后|[项篇](?:研究|文献)|"
    r"(?:[kmμnc]?[gmLl]|[mμn]?mol|[mk]?Pa|IU|U|h|d|min|s|wk|cells?|patients?|years?|months?|weeks?|days?)"
    r"(?![A-Za-z-])"
)
"""How a text goes on behind a number that counts something."""
_HAN_NUMBER = re.compile(
    r"\s*(?:(?P<one>[一二三四五六七八九十]{1,3},)|(?P<two>\([一二三四五六七八九十]{1,3}\)))\s*(?=\S)"
)
_BARE_HEADINGS = frozenset(
    [
        "引言",
        "前言",
        "绪论",
        "背景",
        "方法",
        "材料与方法",
        "资料与方法",
        "对象与方法",
        "结果",
        "讨论",
        "结论",
        "结语",
        "小结",
        "总结",
        "展望",
        "总结与展望",
        "结论与展望",
        "问题与展望",
        "introduction",
        "background",
        "methods",
        "method",
        "materialsandmethods",
        "results",
        "discussion",
        "conclusion",
        "conclusions",
        "conclusionsandperspectives",
        "summary",
        "futuredirections",
        "perspectives",
    ]
)
_STOPS = ("。", "；", "，", ";", ",", "！", "？", "!", ".")
_LONGEST_HEADING = {True: 45, False: 120}
"""Characters, by whether it has Chinese ones."""


class TypedHeading(NamedTuple):
    """A heading: its level, the number before it, and where its words begin and end."""

    level: int
    number: str
    start: int
    end: int
    run_in: bool = False


class TypedCaption(NamedTuple):
    kind: Literal["tbl", "fig"]
    number: int
    start: int
    end: int
    """Where the word and the number end."""
    text: int
    """Where the words of the caption begin."""
    continued: bool = False


def references_heading(paragraph: WordParagraph) -> int | None:
    """Whether a paragraph is the heading of the reference list: where an entry begins behind it in the
    same line, 0 for a line of its own, None if it is none."""
    if paragraph.table is not None or not paragraph.text.strip():
        return None
    if len(paragraph.text) < 60 and _REFERENCES.fullmatch(squeezed(paragraph.text)):
        return 0
    found = _RUN_IN_REFERENCES.match(folded(paragraph.text))
    return found.end() if found else None


def ends_list(paragraph: WordParagraph) -> bool:
    """Whether the reference list has ended before this paragraph."""
    if paragraph.table is not None or paragraph.outline is not None:
        return True
    if caption_of(paragraph) is not None:
        return True
    return _END.match(squeezed(paragraph.text[:60])) is not None


def caption_of(paragraph: WordParagraph) -> TypedCaption | None:
    """The caption that a paragraph is, by its first words and, in doubt, by its style."""
    text = folded(paragraph.text)
    found = _CAPTION.match(text)
    if found is None or paragraph.table is not None or paragraph.story not in {"body", "textbox"}:
        return None
    word = found["word"].casefold()
    if word.startswith("supp"):
        return None
    styled = "caption" in paragraph.style.casefold()
    if not styled:
        rest = text[found.end() :]
        han = word in {"表", "续表", "图"}
        if _GOES_ON.match(rest) or rest[:1] in {")", "]", "-", "和", "与", "、"}:
            return None
        if not rest.strip() and not paragraph.centred:
            return None
        if (han and rest.rstrip().endswith("。")) or len(rest) > 250:
            return None
        if not found["after"] and not han:
            return None
        if (
            rest[:1].isalpha()
            and not has_han(rest[:1])
            and rest[1:2] in {"", " ", ",", "-", ")"}
            and rest[:1] != "A"
        ):
            return None  # `Fig. 2 B shows`
    kind: Literal["tbl", "fig"] = "tbl" if word in {"表", "续表"} or word.startswith("tab") else "fig"
    start = found.start("word")
    return TypedCaption(kind, int(found["number"]), start, found.end("number"), found.end(), word == "续表")


def heading_of(paragraph: WordParagraph, body_size: float | None) -> TypedHeading | None:
    """The heading that a paragraph is or begins with."""
    text = paragraph.text
    stripped = text.strip()
    if not stripped or paragraph.table is not None or paragraph.story != "body":
        return None
    plain = folded(text)
    number = _TYPED_NUMBER.match(plain)
    start = number.end() if number else len(text) - len(text.lstrip())
    printed = number["number"] if number else paragraph.label
    if paragraph.outline is not None:
        return TypedHeading(paragraph.outline, printed, start, len(text.rstrip()))
    longest = _LONGEST_HEADING[has_han(stripped)]
    bold = _bold(paragraph, 0, len(text))
    if len(stripped) <= longest and not stripped.endswith(_STOPS):
        if number and _is_heading_number(number, paragraph, bold, body_size):
            return TypedHeading(number["number"].count(".") + 1, number["number"], start, len(text.rstrip()))
        han = _HAN_NUMBER.match(plain)
        if han and (bold or len(stripped) <= 25):
            place = han.span("one" if han["one"] else "two")
            printed = text[place[0] : place[1]]
            return TypedHeading(1 if han["one"] else 2, printed, han.end(), len(text.rstrip()))
        if squeezed(text).rstrip(":") in _BARE_HEADINGS:
            return TypedHeading(1, "", start, len(text.rstrip()))
        if paragraph.numbered_by is not None and bold and paragraph.list_level is not None:
            return TypedHeading(paragraph.list_level + 1, paragraph.label, start, len(text.rstrip()))
    return _run_in(paragraph, number)


def _is_heading_number(
    number: re.Match[str], paragraph: WordParagraph, bold: bool, size: float | None
) -> bool:
    """Whether a typed number makes a heading: `1 引言`, `2.1. Methods`, but not `3 patients died`."""
    rest = paragraph.text[number.end() :]
    if _COUNTED.match(rest):
        return False
    deep = "." in number["number"]
    larger = size is not None and paragraph.size is not None and paragraph.size > size
    if bold or larger or deep:
        return True
    if has_han(rest):
        return bool(number["gap"] or number["dot"]) and int(number["number"]) < 20
    return bool(number["dot"]) and rest[:1].isupper()


def _run_in(paragraph: WordParagraph, number: re.Match[str] | None) -> TypedHeading | None:
    """`1.1.1 脂肪MSC  脂肪组织…`: a number and bold words at the head of a paragraph."""
    if number is None or "." not in number["number"] or not paragraph.runs:
        return None
    end = 0
    for run in paragraph.runs:
        if run.start != end or Style.STRONG not in run.styles:
            break
        end = run.end
    words = paragraph.text[number.end() : end].rstrip()
    if not words or end >= len(paragraph.text.rstrip()) or len(words) > _LONGEST_HEADING[has_han(words)]:
        return None
    level, start = number["number"].count(".") + 1, number.end()
    return TypedHeading(level, number["number"], start, start + len(words), run_in=True)


def _bold(paragraph: WordParagraph, start: int, end: int) -> bool:
    """Whether every character that shows is bold."""
    text = paragraph.text
    runs = [run for run in paragraph.runs if text[max(run.start, start) : min(run.end, end)].strip()]
    return bool(runs) and all(Style.STRONG in run.styles for run in runs)


def body_size(paragraphs: Sequence[WordParagraph]) -> float | None:
    """The size of most of the text, in points."""
    weights: dict[float, int] = {}
    for paragraph in paragraphs:
        if paragraph.size is not None and paragraph.table is None:
            weights[paragraph.size] = weights.get(paragraph.size, 0) + len(paragraph.text)
    return max(weights, key=lambda size: weights[size], default=None)


def own_paragraphs(document: WordDocument) -> Iterator[WordParagraph]:
    """The paragraphs of the text itself, those of tables and boxes included."""
    return (each for each in document.paragraphs if each.story in {"body", "textbox"})
