"""Findings as one web page that an editor can read: each beside its passage, filtered by family.

The page holds no script and loads nothing: the filters are radio buttons that the style sheet
asks (`:has`). Every text of the author's is data and is escaped by the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple, TypeAlias

from toolkit.check import registry
from toolkit.check.mendable import in_word_file, mended
from toolkit.check.pages import as_html, lowered_page
from toolkit.check.places import relative_posix
from toolkit.check.prose import is_han
from toolkit.check.report.common import SEVERITIES, pick, rule_name, say
from toolkit.check.report.display import printable
from toolkit.check.report.html_overview import OverviewRows, overview_rows
from toolkit.check.report.html_words import WORDS
from toolkit.check.report.text import mendable, summary
from toolkit.check.verdict import Verdict, all_problems, all_results
from toolkit.messages import translated
from toolkit.model.diagnostic import Applicability, Finding, Problem, Severity
from toolkit.model.source import Span
from toolkit.resources import templates

_LONGEST = 1600
"""Characters of a line that are shown whole; of a longer one the surroundings of the findings."""
_AROUND = 300
_DATA = {".yaml", ".yml", ".bib", ".json", ".csl", ".csv"}
_LINE_BREAK = printable("\v")
Cuts: TypeAlias = Mapping[int, Sequence[int]]
_GRADES = (Severity.ERROR, Severity.WARNING, Severity.HINT)


class Piece(NamedTuple):
    """A stretch of a passage: plain, or marked for findings; `numbers` are those that end here."""

    text: str
    severity: str = ""
    numbers: tuple[int, ...] = ()
    start: int = 0
    """Column of the line, from 0, at which it begins."""


class Card(NamedTuple):
    """One finding, or one problem of the input, as it stands beside its passage."""

    number: int
    severity: str
    label: str
    code: str
    name: str
    message: str
    help: str
    fix: str
    by: str
    """What would make it."""

    @property
    def family(self) -> str:
        return self.code[:3] or "input"


class Row(NamedTuple):
    """A line of a file, with what was found in it."""

    line: int
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    chinese: bool


class File(NamedTuple):
    name: str
    prose: bool
    """Whether it holds running text, not data."""
    rows: tuple[Row, ...]


class Manuscript(NamedTuple):
    title: str
    root: str
    files: tuple[File, ...]
    loose: tuple[Card, ...]
    """What has no place."""
    abstentions: tuple[tuple[str, str, str], ...]
    """Code, name of the rule and reason."""
    suppressed: int
    known: int
    overview: OverviewRows | None
    """The reference list and the citations of a submitted file."""


class Explained(NamedTuple):
    """A rule that found something: what its page says."""

    code: str
    name: str
    summary: str
    page: str
    """As HTML."""


def html_report(verdicts: Sequence[Verdict], *, base: Path, language: str = "en") -> str:
    """A complete HTML document; paths are seen from `base`."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(templates() / "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    result = all_results(verdicts)
    problems = all_problems(verdicts)
    manuscripts = read_manuscripts(verdicts, base=base, language=language)
    codes = sorted({finding.code for finding in result.findings})
    families = _families(codes, language, inputs=bool(problems))
    counts = [
        (grade.value, say(SEVERITIES[grade], language), result.count(grade))
        for grade in _GRADES
        if result.count(grade)
    ]
    return environment.get_template("check.html.j2").render(
        language="zh-CN" if language == "zh" else "en",
        words=WORDS[language],
        summary=summary(
            result.findings,
            problems=problems,
            abstentions=result.abstentions,
            suppressed=result.suppressed,
            known=result.known,
            rules=result.rules,
            language=language,
        ).split("\n")[0],
        mendable=mendable(result.findings, language),
        manuscripts=manuscripts,
        families=[(family, title, _count(manuscripts, family)) for family, title in families],
        counts=counts,
        rules=[_explained(code, language) for code in codes if code in registry.by_code()],
        sheet=(templates() / "html" / "check.css").read_text(encoding="utf-8"),
    )


def read_manuscripts(
    verdicts: Iterable[Verdict], *, base: Path, language: str = "en", cuts: Cuts | None = None
) -> list[Manuscript]:
    """What a template prints of each verdict: its lines with findings.

    With `cuts` all its lines, whole, and their pieces end at these columns (from 0) too.
    """
    return _Reader(base, language, cuts).manuscripts(verdicts)


def _families(codes: Sequence[str], language: str, *, inputs: bool) -> list[tuple[str, str]]:
    """The families in which something was found: their letters and titles."""
    unread = [("input", WORDS[language]["unread"])] if inputs else []
    found = dict.fromkeys(code[:3] for code in codes)
    return unread + [(name, say(registry.family_title(name.lower()), language)) for name in found]


def _count(manuscripts: Iterable[Manuscript], family: str) -> int:
    return sum(card.family == family for manuscript in manuscripts for card in _cards(manuscript))


def _cards(manuscript: Manuscript) -> Iterable[Card]:
    yield from manuscript.loose
    for file in manuscript.files:
        for row in file.rows:
            yield from row.cards


def _explained(code: str, language: str) -> Explained:
    entry = registry.by_code()[code]
    page = as_html(lowered_page(entry, language))
    return Explained(code, entry.name, _with_code(entry.summary(language)), page)


def _with_code(text: str) -> str:
    """A sentence of ours as HTML, with what stands between backquotes as code."""
    from markupsafe import Markup, escape

    parts = printable(text).split("`")
    if len(parts) % 2 == 0:  # one is not closed
        return escape(text)
    return Markup().join(
        Markup("<code>{}</code>").format(part) if number % 2 else escape(part)
        for number, part in enumerate(parts)
    )


class _Reader:
    """Turns verdicts into what the template prints. Findings are numbered through."""

    def __init__(self, base: Path, language: str, cuts: Cuts | None) -> None:
        self.base = base
        self.language = language
        self.cuts = cuts
        self._number = 0

    def manuscripts(self, verdicts: Iterable[Verdict]) -> list[Manuscript]:
        return [self._manuscript(verdict) for verdict in verdicts]

    def _manuscript(self, verdict: Verdict) -> Manuscript:
        items: list[Finding | Problem] = [*verdict.problems, *verdict.result.findings]
        placed = sorted((item for item in items if item.span is not None), key=_place)
        by_path = {path: list(found) for path, found in groupby(placed, key=_path)}
        if self.cuts is not None:
            by_path |= {path: [] for path in verdict.sources if path not in by_path}
        files = tuple(self._file(path, found, verdict) for path, found in by_path.items())
        loose = tuple(self._card(item) for item in items if item.span is None)
        abstentions = tuple(
            (item.code, rule_name(item.code), _with_code(pick(item.reason, self.language)))
            for item in verdict.result.abstentions
        )
        root = relative_posix(verdict.root, self.base)
        counts = len(verdict.result.suppressed), len(verdict.result.known)
        by_line = {row.line: row.cards for file in files for row in file.rows}
        rows = overview_rows(verdict.overview, by_line) if verdict.overview else None
        return Manuscript(verdict.title or verdict.root.name, root, files, loose, abstentions, *counts, rows)

    def _file(self, path: Path, items: Sequence[Finding | Problem], verdict: Verdict) -> File:
        lines = verdict.sources.get(path, "").split("\n")
        by_line = groupby(items, key=lambda item: item.span.line if item.span else 0)
        found_in = {number: list(found) for number, found in by_line}
        shown = range(1, len(lines) + 1) if self.cuts is not None else found_in
        rows = [
            self._row(number, lines[number - 1] if number <= len(lines) else "", found_in.get(number, []))
            for number in shown
        ]
        return File(relative_posix(path, self.base), _is_prose(path), tuple(rows))

    def _row(self, number: int, line: str, items: Sequence[Finding | Problem]) -> Row:
        cards = tuple(self._card(item) for item in items)
        marks = [
            _Mark(*_columns(item.span, line), card.severity, card.number)
            for item, card in zip(items, cards, strict=True)
            if item.span is not None
        ]
        if self.cuts is None:
            pieces = tuple(_pieces(line, marks, _LONGEST))
        else:
            pieces = tuple(_pieces(line, marks, len(line), self.cuts.get(number, ())))
            # A text that is read as such breaks where its author broke it.
            pieces = tuple(piece._replace(text=piece.text.replace(_LINE_BREAK, "\n")) for piece in pieces)
        return Row(number, pieces, cards, any(map(is_han, line)))

    def _card(self, item: Finding | Problem) -> Card:
        self._number += 1
        if isinstance(item, Problem):
            label = say(SEVERITIES[Severity.ERROR], self.language)
            unread = WORDS[self.language]["unread"]
            return Card(
                self._number,
                "error",
                label,
                "",
                unread,
                _with_code(translated(item.message, self.language)),
                _with_code(translated(item.help, self.language)),
                "",
                "",
            )
        grade = mended(item)
        fix = item.fix if grade else None
        by = "tracked" if in_word_file(item) else "safe" if grade is Applicability.SAFE else "unsafe"
        return Card(
            self._number,
            item.severity.value,
            say(SEVERITIES[item.severity], self.language),
            item.code,
            rule_name(item.code),
            _with_code(pick(item.message, self.language)),
            _with_code(pick(item.help, self.language)),
            _with_code(pick(fix.message, self.language)) if fix else "",
            WORDS[self.language][by] if fix else "",
        )


def _path(item: Finding | Problem) -> Path:
    return item.span.path if item.span else Path()


def _place(item: Finding | Problem) -> tuple[bool, str, int, int]:
    """In the order of reading: running text before data."""
    path = _path(item)
    return (not _is_prose(path), path.as_posix(), *(item.span.start if item.span else (0, 0)))


def _is_prose(path: Path) -> bool:
    """Whether a file holds running text."""
    return path.suffix.lower() not in _DATA


class _Mark(NamedTuple):
    """Characters of a line that a finding is about."""

    start: int
    end: int
    severity: str
    number: int


def _columns(span: Span | None, line: str) -> tuple[int, int]:
    if span is None:
        return 0, 0
    start = max(0, min(span.column - 1, len(line)))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return start, max(start, min(end, len(line)))


def _pieces(
    line: str, marks: Sequence[_Mark], longest: int, more_cuts: Iterable[int] = ()
) -> Iterable[Piece]:
    """The line cut where a mark begins or ends; of marks that overlap the gravest gives the colour."""
    low, high = 0, len(line)
    if len(line) > longest:
        low = max(0, min(mark.start for mark in marks) - _AROUND)
        high = min(len(line), max(mark.end for mark in marks) + _AROUND)
    if low:
        yield Piece("… ")
    cuts = sorted({low, high, *more_cuts, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    yield from _ending(marks, low)
    for start, end in pairwise(cuts):
        over = [mark.severity for mark in marks if mark.start <= start and end <= mark.end]
        gravest = next((grade.value for grade in _GRADES if grade.value in over), "")
        yield Piece(printable(line[start:end]), gravest, start=start)
        yield from _ending(marks, end)
    if high < len(line):
        yield Piece(" …")


def _ending(marks: Iterable[_Mark], offset: int) -> Iterable[Piece]:
    """The numbers of the findings whose passage ends here."""
    numbers = tuple(mark.number for mark in marks if mark.end == offset)
    if numbers:
        yield Piece("", numbers=numbers)
