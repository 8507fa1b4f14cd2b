"""Running text as the rules on wording and typing read it, and edits of it.

On top of `passages`, what no such rule may touch is covered: addresses, identifiers, file
names. It keeps its length, so every place in `Prose.text` is a place in the passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from toolkit.check.passages import OBJECT, Passage, passages
from toolkit.check.per_review import per_review
from toolkit.check.rule import Message
from toolkit.model.diagnostic import Applicability, Edit, Fix
from toolkit.model.inline import Style
from toolkit.model.review import ResolvedReview

_LONG_ASCII = re.compile(r"[!-~]{6,}")
# Every alternative either begins at the edge of a run of its characters or is bounded: text that is all one
# sign would else be read once for each of its characters.
_NO_PROSE = re.compile(
    r"""(?:https?|ftp)://[!-~]*[\w/] | www\.[!-~]*[\w/]               # addresses
      | (?<![\w.+-])[\w.+-]+@[A-Za-z][\w-]*(?:\.[\w-]+)*\.[A-Za-z]{2,}(?![\w@])  # e-mail
      | (?<![A-Za-z])(?:[A-Za-z][\w-]{0,62}\.){1,9}(?:com|org|gov|edu|net|cn|io)(?![A-Za-z])(?:/[!-~]*[\w/])?
      | (?<![\d.])10\.\d{4,}/[!-~]*\w                               # DOI
      | (?:NCT|ChiCTR|ISRCTN|UMIN|jRCT|CRD|ACTRN|DRKS|KCT|IRCT|PMID:?|PMC|ISSN:?|ISBN:?)-?[A-Z]{0,8}-?\d[\w-]*
      | \d{4}-\d{4}-\d{4}-\d{3}[\dX] | \d{4}-\d{6}-\d{2}(?:-\d{2})?  # ORCID; EudraCT and CTIS
      | \d{4}-\d{1,2}-\d{1,2}(?!\d)                                  # dates
      | (?<![\w./-])[\w./-]+
        \.(?:md|ya?ml|csv|tsv|xlsx?|docx?|pdf|bib|ris|png|svg|jpe?g|tiff?|py|R|txt|json)(?!\w)
      """,
    re.VERBOSE | re.ASCII,
)


class Prose(NamedTuple):
    """A passage and its text with what is no prose covered by `OBJECT` characters, one for one."""

    passage: Passage
    text: str

    @property
    def chinese(self) -> bool:
        return self.passage.language == "zh"

    def raised_or_lowered(self, start: int, end: int) -> bool:
        """Whether any character there is typed as a superscript or subscript."""
        return any(
            style in (Style.SUPER, Style.SUB)
            for offset in range(start, end)
            for style in self.passage.styles_at(offset)
        )

    def edit(self, start: int, end: int, new: str) -> Edit | None:
        """Replace the text there; None unless the author's file holds just this text at that place.

        None also right before an `@`, which after another character may become a citation.
        """
        passage = self.passage
        span = passage.span(start, end)
        if span is None or span.line != span.end_line:
            return None
        in_yaml = span.path.suffix.lower() != ".md" or passage.place in ("heading", "caption", "note")
        if in_yaml and any(mark in new for mark in ":\\,"):
            return None  # these mean something to YAML, also in the head of a section and of a figure
        lines = passage.sources.get(span.path, "").split("\n", span.line)
        if len(lines) < span.line:
            return None
        line = lines[span.line - 1]
        if line[span.end_column - 1 : span.end_column] == "@":
            return None
        written = line[span.column - 1 : span.end_column - 1]
        return Edit(span, new) if written == passage.text[start:end] else None

    def fix(
        self,
        start: int,
        end: int,
        new: str,
        message: Message,
        applicability: Applicability = Applicability.SAFE,
        **values: object,
    ) -> Fix | None:
        """`edit` as a fix; `values` fill the places of `message`."""
        edit = self.edit(start, end, new)
        if edit is None:
            return None
        if self.passage.place == "cell" and edit.span.path.suffix.lower() != ".md":
            applicability = Applicability.UNSAFE  # a record's value, which expressions may name
        return Fix(message.fill({"right": new, **values}), (edit,), applicability)


@per_review
def prose(review: ResolvedReview) -> tuple[Prose, ...]:
    """All passages of a review that hold text, covered."""
    return tuple(Prose(passage, covered(passage.text)) for passage in passages(review) if passage.text)


def covered(text: str) -> str:
    """The text with addresses, identifiers and file names covered."""
    parts: list[str] = []
    end = 0
    for run in _LONG_ASCII.finditer(text):
        for match in _NO_PROSE.finditer(text, run.start(), run.end()):
            parts += text[end : match.start()], OBJECT * (match.end() - match.start())
            end = match.end()
    return "".join([*parts, text[end:]]) if parts else text


def is_han(char: str) -> bool:
    """Whether this is a Chinese character; an empty string is not."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf"


def count_any(texts: Iterable[Prose], chars: str) -> int:
    """How often any of these characters stands in these texts."""
    return sum(item.text.count(char) for item in texts for char in chars)
