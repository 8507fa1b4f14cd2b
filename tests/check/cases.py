"""Reads the case files `rules/CODE.md`: small reviews, and what a rule finds in them.

A case file is Markdown that anybody can edit:

- Above the first `## ` heading stand files that all its cases share.
- A path that ends with ` (base64)` is a file of bytes, such as a picture.
- The path `manuscript.docx` is a submitted Word file, in the notation of `tests/word_text.py`; it is
  checked in the place of the review, for the journal whose id stands in `journal.txt`, if there is one.
- Each `## Finds: …` or `## Clean: …` heading begins a case.
- A fenced block whose first line is ```` ```path: sections/01.md ```` is a file of the review; a
  case may replace a shared one. Use four backticks around a file that has three inside.
- The block ```` ```findings ```` of a `Finds` case has one line per finding,
  `path:line:column CODE message`; the block ```` ```abstains ```` one line per abstention. A case
  without them finds nothing.

- `TODAY` and `HOST` in findings and abstentions stand for the day and for the server's address.
- A block ```` ```answer: /crossref/works/10.1000/synthetic.1 ```` is what a service answers under
  this path (`/crossref`, `/doi`, `/datacite`, `/pubmed`); a first line `HTTP 404` gives its status. A
  case with answers is checked online, against a server that knows nothing else.

What a case does not give is taken from `rules/_default.md`.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests.net.server import FakeServer, Reply
from tests.word_text import docx_from_text
from toolkit.check import registry
from toolkit.check.run import CheckResult
from toolkit.load.docx import read_docx
from toolkit.net import Client, Limits
from toolkit.net.cache import Cache
from toolkit.pipeline import check
from toolkit.pipeline.facts import Outside
from toolkit.pipeline.manuscripts import check_manuscript

_BYTES = " (base64)"
MANUSCRIPT = "manuscript.docx"
JOURNAL = "journal.txt"
FOLDER = Path(__file__).parent / "rules"
_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^## (?P<kind>Finds|Clean): (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One small review and what is to be found in it."""

    code: str
    title: str
    clean: bool
    files: dict[str, str]
    findings: list[str] = field(default_factory=list)
    abstentions: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.code}-{'clean' if self.clean else 'finds'}-{self.title}"


def read_cases(path: Path) -> list[Case]:
    """All cases of one file."""
    text = path.read_text(encoding="utf-8")
    headings = list(_HEADING.finditer(text))
    shared = {**_default(), **_blocks(text[: headings[0].start()])[0]} if headings else _default()
    cases = []
    for number, heading in enumerate(headings):
        end = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        stretch = text[heading.end() : end]
        files, findings, abstentions = _blocks(stretch)
        clean = heading["kind"] == "Clean"
        answers = _answers(stretch)
        cases.append(
            Case(path.stem, heading["title"], clean, {**shared, **files}, findings, abstentions, answers)
        )
    return cases


def _default() -> dict[str, str]:
    return _blocks((FOLDER / "_default.md").read_text(encoding="utf-8"))[0]


def _blocks(text: str) -> tuple[dict[str, str], list[str], list[str]]:
    """The files, the findings and the abstentions that stand in a stretch of a case file."""
    files: dict[str, str] = {}
    lines: dict[str, list[str]] = {"findings": [], "abstains": []}
    for match in _FENCE.finditer(text):
        info = match["info"].strip()
        if info.startswith("path:"):
            files[info.removeprefix("path:").strip()] = match["text"]
        elif info in lines:
            lines[info] += match["text"].splitlines()
    return files, lines["findings"], lines["abstains"]


def _answers(text: str) -> dict[str, str]:
    """What services answer in a case, by path."""
    infos = ((match["info"].strip(), match["text"]) for match in _FENCE.finditer(text))
    return {info.removeprefix("answer:").strip(): body for info, body in infos if info.startswith("answer:")}


def all_cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("[A-Z]*.md")) for case in read_cases(path)]


def write(case: Case, folder: Path) -> Path:
    """Write the review of a case; its root. Paths may lead beside it, as in `../shared.bib`."""
    root = folder / "review"
    for name, text in case.files.items():
        path = root / name.removesuffix(_BYTES)
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == MANUSCRIPT:
            path.write_bytes(docx_from_text(text))
            continue
        if name.endswith(_BYTES):
            path.write_bytes(b64decode(text))
            continue
        path.write_text(text, encoding="utf-8", newline="\n")
    return root


def lines_of(path: Path) -> list[str]:
    """The lines that the places in a file count."""
    text = read_docx(path).source if path.name == MANUSCRIPT else path.read_text(encoding="utf-8")
    return text.split("\n")


@contextmanager
def answering(answers: dict[str, str], folder: Path) -> Iterator[Outside]:
    """A server with these answers in the place of every service; nothing if there are none."""
    if not answers:
        yield Outside()
        return
    with FakeServer() as server, pytest.MonkeyPatch.context() as environment:
        environment.setenv("NO_PROXY", "127.0.0.1")
        for name in ("doi", "crossref", "datacite", "pubmed"):
            environment.setenv(f"REVIEW_{name.upper()}_URL", f"{server.url}/{name}")
        for path, body in answers.items():
            status, _, rest = body.partition("\n") if body.startswith("HTTP ") else ("HTTP 200", "", body)
            server.answer(path, Reply(rest.encode(), int(status.removeprefix("HTTP "))))
        limits = Limits(connect=1.0, whole=2.0, attempts=1, backoff=0.0)
        with Client(Cache(folder / "cache"), limits=limits) as client:
            yield Outside(online=True, client=client)


def shown(result: CheckResult, root: Path) -> list[str]:
    """Findings as a case file writes them."""
    lines = []
    for finding in result.findings:
        span = finding.span
        place = f"{span.path.relative_to(root).as_posix()}:{span.line}:{span.column}" if span else "-"
        lines.append(f"{place} {finding.code} {finding.message['en']}")
    return lines


def run(case: Case, folder: Path) -> tuple[CheckResult, Path]:
    """Run the rule of a case on its review, which must be readable.

    A rule that judges the run itself needs the other rules: it runs with the settings of the
    case, and only its own findings count.
    """
    root = write(case, folder)
    judges_the_run = hasattr(registry.by_code()[case.code].load(), "check_run")
    with answering(case.answers, folder) as outside:
        select = [] if judges_the_run else [case.code]
        if MANUSCRIPT in case.files:
            journal = case.files.get(JOURNAL, "").strip() or None
            checked = check_manuscript(root / MANUSCRIPT, journal=journal, select=select, outside=outside)
        else:
            checked = check(root, select=select, outside=outside)
    assert not checked.problems, checked.problems
    own = tuple(finding for finding in checked.result.findings if finding.code == case.code)
    return replace(checked.result, findings=own), root
