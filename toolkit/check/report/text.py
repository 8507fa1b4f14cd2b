"""Findings for people: place, rule, what is wrong, the line with a caret below it, what to do.

```
sections/02-delivery.md:12:9: error CIT001 [unknown-citation-key] no bibliography has the key `yng2024`
   |
12 | 水凝胶可延长滞留时间[@yng2024]。
   |                       ^^^^^^^^
   = help: did you mean `yang2024`?
```
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

from toolkit.check.mendable import in_word_file, mended
from toolkit.check.report.common import SEVERITIES, pick, plural, rule_name, say, shown_path
from toolkit.check.report.display import printable, window
from toolkit.check.rule import Message
from toolkit.messages import translated
from toolkit.model.diagnostic import Abstention, Applicability, Finding, Problem, Severity
from toolkit.model.frozen import frozen
from toolkit.model.source import Span

MENDABLE = "[*]"
"""Marks a finding that `--fix` mends."""
_NARROWEST = 40
_RESET, _BOLD, _RED, _YELLOW, _BLUE, _CYAN = (
    "\x1b[0m",
    "\x1b[1m",
    "\x1b[31m",
    "\x1b[33m",
    "\x1b[34m",
    "\x1b[36m",
)
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.HINT: _CYAN}
_HELP = Message(en="help", zh="建议")
_NOT_JUDGED = Message(en="not judged", zh="未作判断")
_CLEAN = Message(en="All {rules} checks passed.", zh="{rules} 项检查全部通过。")
_NOTHING_RAN = Message(en="No checks ran.", zh="未运行任何检查。")
_CLEAN_BUT = Message(
    en="{rules} checks ran and found nothing else; {aside}.",
    zh="已运行 {rules} 项检查，未发现其他问题；{aside}。",
)
_FOUND = Message(en="Found {counts}.", zh="共发现 {counts}。")
_COUNT = Message(en="{n} {word}{s}", zh="{n} 个{word}")
_PROBLEMS = Message(en="{n} mistake{s} in the input", zh="{n} 处输入有误")
_SUPPRESSED = Message(en="{n} suppressed by comments", zh="另有 {n} 个被注释忽略")
_KNOWN = Message(en="{n} known from the baseline", zh="另有 {n} 个已列入基线")
_ABSTAINED = Message(en="{n} check{s} could not judge everything", zh="{n} 项检查未能全部判断")
_TRACKED = Message(
    en="{n} can be mended with --annotate OUT.docx --fix-references ([*])",
    zh="{n} 个可用 --annotate OUT.docx --fix-references 以修订方式修改（[*]）",
)
_SAFE = Message(en="{n} can be mended with --fix ([*])", zh="{n} 个可用 --fix 修改（[*]）")
_UNSAFE = Message(en="{n}{more} with --unsafe-fixes", zh="{more}{n} 个可用 --unsafe-fixes 修改")
_MORE = Message(en=" more", zh="另有 ")
_CAN = Message(en=" can be mended", zh="")


def text_report(
    findings: Sequence[Finding],
    *,
    problems: Sequence[Problem] = (),
    abstentions: Sequence[Abstention] = (),
    sources: Mapping[Path, str] | None = None,
    base: Path | None = None,
    width: int | None = None,
    colour: bool = False,
    language: str = "en",
) -> str:
    """All problems, then all findings, then what could not be judged, each with the line it is about.

    `sources` holds the text of each file by path. Paths are shown from `base` (the current
    folder). Lines are cut to `width` columns; None, for output that is no terminal, cuts
    them to 120. Ends with a line break unless there is nothing to say.
    """
    page = _Page(sources or {}, base or Path.cwd(), width or 120, colour, language)
    blocks = [page.problem(problem) for problem in problems]
    blocks += [page.finding(finding) for finding in findings]
    notes = [page.abstention(abstention) for abstention in abstentions]
    if notes:
        blocks.append("\n".join(notes))
    return "".join(f"{block}\n\n" for block in blocks)


def summary(
    findings: Sequence[Finding],
    *,
    problems: Sequence[Problem] = (),
    abstentions: Sequence[Abstention] = (),
    suppressed: Sequence[Finding] = (),
    known: Sequence[Finding] = (),
    rules: Sequence[str] = (),
    language: str = "en",
) -> str:
    """Counts: “Found 2 errors, 1 warning; 1 suppressed by comments.” An abstention is no pass.

    A second line says how many can be mended, if any can.
    """
    severities = [finding.severity for finding in findings]
    counts = [say(_PROBLEMS, language, n=len(problems), s=plural(problems))] if problems else []
    for severity, word in SEVERITIES.items():
        number = severities.count(severity)
        if number:
            counts.append(say(_COUNT, language, n=number, word=word, s="" if number == 1 else "s"))
    aside = [say(_SUPPRESSED, language, n=len(suppressed))] if suppressed else []
    if known:
        aside.append(say(_KNOWN, language, n=len(known)))
    if abstentions:
        unsure = len({abstention.code for abstention in abstentions})
        aside.append(say(_ABSTAINED, language, n=unsure, s="" if unsure == 1 else "s"))
    comma, semicolon = ("、", "；") if language == "zh" else (", ", "; ")
    if counts:
        found = say(_FOUND, language, counts=semicolon.join([comma.join(counts), *aside]))
        return "\n".join(filter(None, [found, mendable(findings, language)]))
    if aside:
        return say(_CLEAN_BUT, language, rules=len(rules), aside=semicolon.join(aside))
    return say(_CLEAN if rules else _NOTHING_RAN, language, rules=len(rules))


def mendable(findings: Sequence[Finding], language: str) -> str:
    """How many findings `--fix` and `--unsafe-fixes` mend, or in a Word file tracked changes; nothing if
    they mend none."""
    grades = [(mended(finding), in_word_file(finding)) for finding in findings]
    safe, tracked = grades.count((Applicability.SAFE, False)), grades.count((Applicability.SAFE, True))
    unsafe = grades.count((Applicability.UNSAFE, False))
    parts = [say(_SAFE, language, n=safe)] if safe else []
    if tracked:
        parts.append(say(_TRACKED, language, n=tracked))
    if unsafe:
        parts.append(say(_UNSAFE, language, n=unsafe, more=_MORE if safe else _CAN))
    stop, comma = ("。", "，") if language == "zh" else (".", ", ")
    return comma.join(parts) + stop if parts else ""


@frozen
class _Page:
    """Lays out one report."""

    sources: Mapping[Path, str]
    base: Path
    width: int
    colour: bool
    language: str
    _lines: dict[Path, list[str]] = field(default_factory=dict)

    def finding(self, finding: Finding) -> str:
        colour = _COLOURS[finding.severity]
        severity = pick(SEVERITIES[finding.severity].texts, self.language)
        name = f" [{rule}]" if (rule := rule_name(finding.code)) else ""
        if mended(finding) is Applicability.SAFE:
            name += f" {MENDABLE}"
        title = f"{self._paint(f'{severity} {finding.code}', colour, _BOLD)}{name} "
        title += printable(pick(finding.message, self.language))
        return self._block(finding.span, title, pick(finding.help, self.language), colour)

    def problem(self, problem: Problem) -> str:
        severity = self._paint(f"{say(SEVERITIES[Severity.ERROR], self.language)}:", _RED, _BOLD)
        title = f"{severity} {printable(translated(problem.message, self.language))}"
        return self._block(problem.span, title, translated(problem.help, self.language), _RED)

    def abstention(self, abstention: Abstention) -> str:
        name = f" [{rule}]" if (rule := rule_name(abstention.code)) else ""
        label = self._paint(pick(_NOT_JUDGED.texts, self.language), _CYAN, _BOLD)
        return f"{label}: {abstention.code}{name} {printable(pick(abstention.reason, self.language))}"

    def _block(self, span: Span | None, title: str, help: str, colour: str) -> str:
        lines = [title]
        gutter = 0
        if span is not None:
            place = f"{shown_path(span.path, self.base)}:{span.line}:{span.column}:"
            lines = [f"{self._paint(printable(place), _BOLD)} {title}"]
            gutter = len(str(span.line))
            lines += self._snippet(span, gutter, colour)
        if help:
            label = self._paint(f"{pick(_HELP.texts, self.language)}:", _BOLD)
            first, *others = help.splitlines()
            lines.append(f"{' ' * gutter} {self._paint('=', _BLUE)} {label} {printable(first)}")
            lines += [f"{' ' * (gutter + 3)}{printable(other)}" for other in others]
        return "\n".join(lines)

    def _snippet(self, span: Span, gutter: int, colour: str) -> list[str]:
        """The first line of the passage with a caret under it; nothing if its text is not at hand."""
        lines = self._source(span.path)
        if not 1 <= span.line <= len(lines) or not lines[span.line - 1].strip():
            return []
        line = lines[span.line - 1].rstrip()
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        shown = window(line, span.column - 1, end, max(_NARROWEST, self.width) - gutter - 3)
        bar = self._paint("|", _BLUE)
        number = self._paint(f"{span.line:>{gutter}}", _BLUE)
        carets = self._paint("^" * shown.length, colour, _BOLD)
        return [
            f"{' ' * gutter} {bar}",
            f"{number} {bar} {shown.text}",
            f"{' ' * gutter} {bar} {' ' * shown.indent}{carets}",
        ]

    def _source(self, path: Path) -> list[str]:
        if path not in self._lines:
            self._lines[path] = self.sources.get(path, "").split("\n")
        return self._lines[path]

    def _paint(self, text: str, *codes: str) -> str:
        return f"{''.join(codes)}{text}{_RESET}" if self.colour else text
