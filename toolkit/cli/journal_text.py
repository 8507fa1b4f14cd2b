"""What a journal's profile wants, in words, for `review journals`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from toolkit.model.journal import CitationStyle, HeadingStyle, Journal, MatterPart, Range

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "style": {"en": "References", "zh": "参考文献"},
    "languages": {"en": "Languages", "zh": "语言"},
    "required": {"en": "Required", "zh": "必备"},
    "limits": {"en": "Limits", "zh": "限制"},
    "citations": {"en": "Citations", "zh": "引文"},
    "headings": {"en": "Headings", "zh": "标题"},
    "front": {"en": "Before the text", "zh": "正文之前"},
    "back": {"en": "After the text", "zh": "正文之后"},
    "tables": {"en": "Tables", "zh": "表"},
    "figures": {"en": "Figures", "zh": "图"},
    "page": {"en": "Page", "zh": "页面"},
    "typing": {"en": "Typing", "zh": "书写"},
    "source": {"en": "Seen where", "zh": "依据"},
    "raised": {"en": "raised", "zh": "上标"},
    "baseline": {"en": "on the line", "zh": "平排"},
    "by author and year": {"en": "by author and year", "zh": "著者—出版年制"},
    "unnumbered": {"en": "without numbers", "zh": "无编号"},
    "run in": {"en": "level {0} in the line", "zh": "第 {0} 级与正文接排"},
    "introduction hidden": {"en": "introduction without a heading", "zh": "引言无标题"},
    "bilingual": {"en": "with an English version", "zh": "附英文译文"},
    "english": {"en": "Chinese works in English", "zh": "中文文献用英文著录"},
    "caption above": {"en": "caption above", "zh": "题名在上"},
    "caption below": {"en": "caption below", "zh": "题名在下"},
    "note above": {"en": "note above", "zh": "注在上"},
    "note below": {"en": "note below", "zh": "注在下"},
    "columns": {"en": "{0} columns", "zh": "{0} 栏"},
    "line numbers": {"en": "numbered lines", "zh": "行号"},
    "abstract": {"en": "abstract", "zh": "摘要"},
    "body": {"en": "text", "zh": "正文"},
    "title": {"en": "title", "zh": "题名"},
    "keywords": {"en": "keywords", "zh": "关键词"},
    "references": {"en": "references", "zh": "文献"},
    "heading levels": {"en": "heading levels", "zh": "标题级数"},
    "funding": {"en": "funding", "zh": "基金"},
    "authors": {"en": "authors", "zh": "作者"},
    "clc": {"en": "CLC number", "zh": "中图分类号"},
    "document_code": {"en": "document code", "zh": "文献标志码"},
    "zh": {"en": "Chinese", "zh": "中文"},
    "en": {"en": "English", "zh": "英文"},
    "unit zh": {"en": "characters", "zh": "字"},
    "unit en": {"en": "words", "zh": "词"},
}
_SAMPLE_NUMBERS: Final = ((1,), (2, 3), (4, 5, 6), (8, 10, 13, 14))


def short(journal: Journal, language: str) -> list[str]:
    """What a review must have for this journal: a line each for style, parts and limits."""
    comma, colon = _comma(language), _colon(language)
    style = journal.references.style
    lines = [f"{_word('style', language)}{colon}{style}; {comma.join(_languages(journal, language))}"]
    if journal.required:
        lines.append(f"{_word('required', language)}{colon}{comma.join(_required(journal, language))}")
    limits = list(_limits(journal, language))
    if limits:
        lines.append(f"{_word('limits', language)}{colon}{comma.join(limits)}")
    return lines


def detail(journal: Journal, language: str) -> Iterator[str]:
    """All that a user may want to know of a profile, a line or a list for each."""
    comma, colon = _comma(language), _colon(language)
    yield f"{journal.id}  {journal.name.get(language) or next(iter(journal.name.values()), '')}"
    rows = (
        ("languages", comma.join(_languages(journal, language))),
        ("style", _style(journal, language)),
        ("citations", _citations(journal, language)),
        ("headings", _headings(journal.headings, language)),
        ("tables", _placed(journal.tables.caption.position, journal.tables.note_position, language)),
        ("figures", _placed(journal.figures.caption.position, journal.figures.note_position, language)),
        ("page", _page(journal, language)),
        ("required", comma.join(_required(journal, language))),
        ("limits", comma.join(_limits(journal, language))),
    )
    for name, text in rows:
        if text:
            yield f"{_word(name, language)}{colon}{text}"
    for name, lines in (
        ("front", _parts(journal.front)),
        ("back", _parts(journal.back)),
        ("typing", _typing(journal)),
        ("source", [f"{about}: {where}" for about, where in journal.source.items()]),
    ):
        if lines:
            yield f"{_word(name, language)}{colon}".rstrip()
            yield from (f"  {line}" for line in lines)


# --- pieces ---------------------------------------------------------------------------


def _word(name: str, language: str) -> str:
    words = _WORDS.get(name, {})
    return words.get(language) or words.get("en") or name.replace("_", " ")


def _comma(language: str) -> str:
    return "、" if language == "zh" else ", "


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


def _languages(journal: Journal, language: str) -> list[str]:
    """The languages in which the title prints, the first one first."""
    found = dict.fromkeys(part.language for part in journal.front if part.part == "title")
    return [_word(name, language) for name in found]


def _required(journal: Journal, language: str) -> list[str]:
    """`abstract.en` as `English abstract`, `statements.ethics` by the journal's name for it."""
    found = []
    for name in journal.required:
        part, _, rest = name.partition(".")
        if part in {"statements", "dates"}:
            texts = journal.labels.get(rest, {})
            found.append(texts.get(language) or next(iter(texts.values()), rest.replace("_", " ")))
        elif rest in {"zh", "en"}:
            gap = "" if language == "zh" else " "
            found.append(f"{_word(rest, language)}{gap}{_word(part, language)}")
        else:
            found.append(_word(rest or part, language))
    return found


def _limits(journal: Journal, language: str) -> Iterator[str]:
    limits = journal.limits
    for name in ("abstract", "body", "title"):
        ranges: Mapping[str, Range] = getattr(limits, name)
        for tongue, span in ranges.items():
            gap = "" if language == "zh" else " "
            what = f"{_word(tongue, language)}{gap}{_word(name, language)}"
            yield f"{what} {_range(span)} {_word(f'unit {tongue}', language)}"
    for name in ("keywords", "references", "tables", "figures"):
        span = getattr(limits, name)
        if span != Range():
            yield f"{_word(name, language).lower()} {_range(span)}"
    if limits.heading_levels is not None:
        yield f"{_word('heading levels', language)} ≤ {limits.heading_levels}"


def _range(span: Range) -> str:
    if span.low is None:
        return f"≤ {span.high}"
    return f"≥ {span.low}" if span.high is None else f"{span.low}–{span.high}"


def _style(journal: Journal, language: str) -> str:
    parts = [journal.references.style]
    if journal.references.bilingual != "none":
        english = journal.references.bilingual == "english"
        parts.append(_word("english" if english else "bilingual", language))
    return _comma(language).join(parts)


def _citations(journal: Journal, language: str) -> str:
    """Samples as they print: `[1]  [2,3]  [4-6]  [8,10,13,14]`, and whether they are raised."""
    from toolkit.csl import Cite, Cluster, NumericOptions, load_style, process
    from toolkit.model.inline import plain_text

    if journal.references.style.endswith(".csl"):
        return ""
    style = load_style(journal.references.style)
    if not style.numeric:
        return _word("by author and year", language)
    count = max(max(numbers) for numbers in _SAMPLE_NUMBERS)
    items = [{"id": str(number), "type": "article-journal", "title": "-"} for number in range(1, count + 1)]
    options: CitationStyle = journal.citations
    result = process(
        style,
        items,
        [Cluster(tuple(Cite(id=str(number)) for number in numbers)) for numbers in _SAMPLE_NUMBERS],
        numeric=NumericOptions(collapse_from=options.collapse_from, joiner=options.joiner),
        numbering="given",
    )
    samples = "  ".join(plain_text(text) for text in result.citations)
    if options.superscript is None:
        return samples
    return f"{samples}  ({_word('raised' if options.superscript else 'baseline', language)})"


def _headings(style: HeadingStyle, language: str) -> str:
    dot = "." if style.final_dot else ""
    numbers = [
        style.separator.join(("2", "1", "3")[:level]) + dot for level in range(1, style.numbered_levels + 1)
    ][:3]
    parts = [" / ".join(numbers) or _word("unnumbered", language)]
    if style.run_in is not None:
        parts.append(_word("run in", language).format(style.run_in))
    if style.introduction == "hidden":
        parts.append(_word("introduction hidden", language))
    return _comma(language).join(parts)


def _placed(caption: str, note: str, language: str) -> str:
    return _comma(language).join([_word(f"caption {caption}", language), _word(f"note {note}", language)])


def _page(journal: Journal, language: str) -> str:
    page = journal.page
    parts: list[str] = [page.size]
    if page.columns > 1:
        parts.append(_word("columns", language).format(page.columns))
    if page.line_numbers:
        parts.append(_word("line numbers", language))
    return _comma(language).join(parts)


def _parts(parts: Iterable[MatterPart]) -> list[str]:
    """`abstract (en)  [Abstract]`, in the order in which they print."""
    lines = []
    for part in parts:
        items = f": {', '.join(part.items)}" if part.items else ""
        label = "" if "{label}" in part.label else part.label.strip()
        lines.append(f"{part.part} ({part.language}){items}" + (f"  {label}" if label else ""))
    return lines


def _typing(journal: Journal) -> list[str]:
    return [
        f"{language}: "
        + ", ".join(
            f"{name}={value!r}"
            for name in style.__dataclass_fields__
            if (value := getattr(style, name)) is not None
        )
        for language, style in journal.typing.items()
    ]
