"""Entries of BibTeX that have not the usual form: what of them can be read, and what is wrong.

bibtexparser splits their text into blocks, as it knows many ways to break an entry; this module
reads the blocks and says in the words of our messages what is the matter.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from toolkit.load.bibliography.bibtex_entry import RawEntry, RawField
from toolkit.load.bibliography.bibtex_values import Values
from toolkit.load.bibliography.places import Places
from toolkit.model.diagnostic import Problem

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock

_QUIET = logging.NullHandler()
_FIELD_START = re.compile(r"\s*([A-Za-z][\w.:+/-]*)\s*=\s*")
FIELD_LINE = re.compile(r"(?m)(?:^|,)\s*([A-Za-z][\w.:+/-]*)[ \t]*=[ \t]*(?=[{\"\w])")
_FIELD_NAME = re.compile(r"[A-Za-z_][^\s{}\"#%,=]*")
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,={}\"()]+)(?!\s*=|[^\s,={}\"()])")
_ENTRY_TYPE = re.compile(r"@\s*\w*\s*[{(]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_WIDE_COMMA = re.compile(r"@\s*\w+\s*[{(][^,=\n]*?(，)")
_WRITE_COMMA = "Write an ordinary comma."
_COMMENTED_OUT = re.compile(r"(?m)^([ \t]*%[^\n]*?)@(?=[ \t]*\w*[ \t]*[{(])")


def read_unusual(
    places: Places, text: str, problems: list[Problem], macros: dict[str, str]
) -> list[RawEntry]:
    """The entries of a text whatever their form; `macros` gets what it defines."""
    # An entry behind a `%` is a comment, for biber as for pandoc.
    return _Blocks(places, problems, macros).read(_COMMENTED_OUT.sub(r"\1 ", text))


def _split(text: str) -> Sequence[Block]:
    from bibtexparser.splitter import Splitter

    # bibtexparser logs what it also returns as failed blocks; those are reported by us.
    logging.getLogger("bibtexparser").addHandler(_QUIET)
    return Splitter(text).split().blocks


class _Blocks(Values):
    """The blocks of one text."""

    def __init__(self, places: Places, problems: list[Problem], macros: dict[str, str]) -> None:
        super().__init__(places, problems, macros)
        self.entries: list[RawEntry] = []

    def read(self, text: str) -> list[RawEntry]:
        from bibtexparser import model

        offset = 0
        before: Block | None = None
        for block in _split(text):
            raw = block.raw or ""
            start = text.find(raw, offset)
            # The text of a failed block may reach into the next one.
            offset = start + (1 if isinstance(block, model.ParsingFailedBlock) else len(raw))
            inner: Block = block
            if isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
                inner = block.ignore_error_block or block
                offset = start + len(raw)
            match inner:
                case model.Entry():
                    self._entry(inner, start, raw)
                case model.String():
                    self._string(inner.key, inner.value, start, raw)
                case model.ImplicitComment():
                    self._between(inner, start, before)
                case model.ParsingFailedBlock():
                    self._failed(inner, start, raw)
                case _:
                    pass  # @comment and @preamble say nothing about works
            before = inner
        return self.entries

    def _entry(self, entry: Entry, start: int, raw: str) -> None:
        opening = _ENTRY_TYPE.match(raw)
        at = raw.index(entry.key, opening.end() if opening else 0)
        span = self.places.span(start + at, start + at + len(entry.key))
        result = RawEntry(entry.entry_type, entry.key, span)
        at += len(entry.key)
        for given in entry.fields:
            # The splitter strips names and values: between them stand only `,`, `=` and blanks.
            at = raw.index(given.key, at)
            name_at = at
            at = raw.index("=", at + len(given.key)) + 1
            at = raw.index(given.value, at)
            self._field(result, given.key, given.value, start + name_at, start + at)
            at += len(given.value)
        if entry.key:
            self.entries.append(result)
        else:
            self.problems.append(
                Problem(
                    f"This @{entry.entry_type} has no citation key, so nothing can cite it; it is left out.",
                    span,
                    f"Write one behind the brace: @{entry.entry_type}{{name2020, …",
                )
            )

    def _field(self, entry: RawEntry, key: str, value: str, key_at: int, value_at: int) -> None:
        name = key.rsplit("\n", 1)[-1].strip()
        above = key[: len(key) - len(name)].split("\n")
        if name.startswith("%"):
            return  # a line that was commented out
        if not _FIELD_NAME.fullmatch(name) or any(line.strip() and line.strip()[0] != "%" for line in above):
            self.problems.append(
                Problem(
                    f"In {entry.key}: “{' '.join(key.split())[:60]}” is not the name of a field.",
                    self.places.span(key_at, key_at + len(key)),
                    "Check for a missing comma or brace before this place.",
                )
            )
            return
        rest = 0
        while True:
            field_at = value_at + rest
            text, span, length = self.value(value[rest:], field_at, entry.key)
            self.store(entry, RawField(name.lower(), text, span))
            rest += length
            following = _FIELD_START.match(value, rest)
            if following is None:
                break
            self.problems.append(
                Problem(
                    f"In {entry.key}: a comma is missing before the field {following[1]}.",
                    self.places.span(value_at + following.start(1), value_at + following.end(1)),
                    f"Put a comma behind the value of {name}.",
                )
            )
            name, rest = following[1], following.end()
        if value[rest:].lstrip().startswith("，"):
            comma_at = value_at + value.index("，", rest)
            self.problems.append(
                Problem(
                    f"In {entry.key}: a full-width comma (，) follows the field {name}.",
                    self.places.span(comma_at, comma_at + 1),
                    _WRITE_COMMA,
                )
            )
        elif value[rest:].strip():
            self.problems.append(
                Problem(
                    f"In {entry.key}: text stands behind the closed value of {name}: "
                    f"“{' '.join(value[rest:].split())[:60]}”.",
                    self.places.span(value_at + rest, value_at + len(value)),
                    "Put the whole value into one pair of braces, or join its parts with #.",
                )
            )

    def _string(self, key: str, value: str, start: int, raw: str) -> None:
        at = start + raw.index(value, raw.index("=") + 1)
        text, _, _ = self.value(value, at, f"@string {key}")
        self.macros[key.lower()] = text

    def _between(self, comment: ImplicitComment, start: int, block: Block | None) -> None:
        """Text between entries is a comment, unless it is the tail of one that was closed too early."""
        from bibtexparser.model import Entry

        match = FIELD_LINE.match(comment.comment)
        if match is None or not isinstance(block, Entry) or not self.entries:
            return
        before = self.entries[-1]
        self.problems.append(
            Problem(
                f"The entry {before.key} (line {before.span.line}) is closed before its field {match[1]}, "
                "which is not read.",
                self.places.span(start + match.start(1), start + match.end(1)),
                f"There is a }} too many before this place, or a {{ too few, in {before.key}.",
            )
        )

    def _failed(self, block: ParsingFailedBlock, start: int, raw: str) -> None:
        key_match = _KEY.match(raw)
        key = key_match[1] if key_match else ""
        at = start + (key_match.start(1) if key_match else 0)
        span = self.places.span(at, at + max(len(key), 1))
        named = f"The entry {key}" if key else "This entry"
        reason = getattr(block.error, "abort_reason", "")
        wide = _WIDE_COMMA.match(raw) if "Expected comma" in reason else None
        if wide is not None:
            named = f"The entry {raw[: wide.start(1)].partition('{')[2].strip()}".rstrip()
            message = f"{named} has a full-width comma (，) behind its citation key; it is left out."
            span = self.places.span(start + wide.start(1), start + wide.end(1))
            remedy = _WRITE_COMMA
        elif "Expected comma" in reason:
            message = f"{named} has no comma behind its citation key, or no key at all; it is left out."
            remedy = "An entry begins with its type and its key: @article{name2020, title = {…}}."
        elif "Expected" in reason:
            message = f"{named} cannot be read; a field must look like “name = {{value}},”. It is left out."
            remedy = self._unbalanced(raw, start) or "Check the commas and equals signs of this entry."
        else:
            message = f"{named} is not closed: a }} or a quotation mark is missing. It is left out."
            remedy = self._unbalanced(raw, start) or "Count the braces of this entry."
        self.problems.append(Problem(message, span, remedy))

    def _unbalanced(self, raw: str, start: int) -> str:
        """Which field of a broken entry opens more braces than it closes."""
        fields = list(FIELD_LINE.finditer(raw))
        for field, following in pairwise(fields):
            value = raw[field.end() : following.start()]
            depth = sum({"{": 1, "}": -1}.get(match[0], 0) for match in _BRACE.finditer(value))
            if depth:
                line = self.places.span(start + field.start(1), start + field.end(1)).line
                return (
                    f"The braces of its field {field[1]} (line {line}) do not match: "
                    f"{abs(depth)} too {'few' if depth > 0 else 'many'} “}}”."
                )
        return ""
