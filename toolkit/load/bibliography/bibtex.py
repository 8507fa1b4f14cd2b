"""BibTeX and BibLaTeX files. bibtexparser splits the text into blocks; this module reads the blocks.

An entry that is broken costs itself only: the problem names its key and line, the others
are read. Values are expanded here (`@string`, months, `#`), because every field has to know
its place in the file.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.load.bibliography.bibtex_convert import reference_from_bibtex
from toolkit.load.bibliography.bibtex_entry import RawEntry, RawField
from toolkit.load.bibliography.bibtex_inherit import inherit
from toolkit.load.bibliography.bibtex_names import doubtful_names
from toolkit.load.bibliography.places import Places
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry, ImplicitComment, ParsingFailedBlock

MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
    "jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November",
    "dec": "December",
}  # fmt: skip
_LONGEST_VALUE = 1_000_000
_QUIET = logging.NullHandler()
_FIELD_START = re.compile(r"\s*([A-Za-z][\w.:+/-]*)\s*=\s*")
_FIELD_LINE = re.compile(r"(?m)(?:^|,)\s*([A-Za-z][\w.:+/-]*)[ \t]*=[ \t]*(?=[{\"\w])")
_FIELD_NAME = re.compile(r"[A-Za-z][^\s{}\"#%,=]*")
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,={}\"()]+)(?!\s*=|[^\s,={}\"()])")
_ENTRY_TYPE = re.compile(r"@\s*\w*\s*[{(]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE_END = re.compile(r"\\.|[{}\"]", re.DOTALL)
_BLANK = re.compile(r"\s*")
_JOINT = re.compile(r"\s*#")
_BARE = re.compile(r"[^\s#,，{}\"=]+")
_WIDE_COMMA = re.compile(r"@\s*\w+\s*[{(][^,=\n]*?(，)")
_WRITE_COMMA = "Write an ordinary comma."


def read_bibtex(path: Path, text: str, problems: list[Problem]) -> tuple[Reference, ...]:
    """The references of a BibTeX file in its order, those of `@xdata` left out."""
    found: list[Problem] = []
    references = finished(raw_entries(Places(path, text), text, found), found)
    problems.extend(in_reading_order(found))
    return references


def raw_entries(
    places: Places, text: str, problems: list[Problem], macros: dict[str, str] | None = None
) -> list[RawEntry]:
    """The entries of a text as written. `macros` are those known before it; what it defines is added."""
    return _Reader(places, text, problems, dict(MONTHS) if macros is None else macros).read()


def finished(entries: Sequence[RawEntry], problems: list[Problem]) -> tuple[Reference, ...]:
    """Entries with what they inherit from each other, as references."""
    # Before others inherit them, so that each list is reported once.
    problems.extend(problem for entry in entries for problem in _doubtful(entry))
    inherit(entries, problems)
    return tuple(reference_from_bibtex(entry) for entry in entries if entry.type != "xdata")


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.span.start if problem.span else (0, 0))


def _doubtful(entry: RawEntry) -> Iterator[Problem]:
    """Lists of names that would print as one person of a strange name."""
    for name in ("author", "editor", "translator"):
        field = entry.fields.get(name)
        # Most fields need no look: BibTeX's own `family, given and …` has a comma a name.
        if field is None or field.text.count(",") < 2:
            continue
        doubtful = doubtful_names(field.text)
        if doubtful:
            yield Problem(
                f"In {entry.key}: “{' '.join(doubtful.split())[:60]}” has too many commas for one name.",
                field.span,
                "Write “and” between the names: Smith, John and Jones, Karl.",
            )


def _split(text: str) -> Sequence[Block]:
    from bibtexparser.splitter import Splitter

    # bibtexparser logs what it also returns as failed blocks; those are reported by us.
    logging.getLogger("bibtexparser").addHandler(_QUIET)
    return Splitter(text).split().blocks


class _Reader:
    def __init__(self, places: Places, text: str, problems: list[Problem], macros: dict[str, str]) -> None:
        self.text = text
        self.problems = problems
        self.places = places
        self.strings = macros
        self.entries: list[RawEntry] = []

    def read(self) -> list[RawEntry]:
        from bibtexparser import model

        offset = 0
        before: Block | None = None
        for block in _split(self.text):
            raw = block.raw or ""
            start = self.text.find(raw, offset)
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

    # --- blocks ------------------------------------------------------------------

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
            text, span, length = self._value(value[rest:], field_at, entry.key)
            self._store(entry, RawField(name.lower(), text, span))
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

    def _store(self, entry: RawEntry, field: RawField) -> None:
        first = entry.fields.setdefault(field.name, field)
        if first is field or first.text == field.text:
            return
        if field.name in {"keywords", "keyword"}:
            entry.fields[field.name] = RawField(field.name, f"{first.text}, {field.text}", first.span)
            return
        self.problems.append(
            Problem(
                f"{entry.key} has the field {field.name} twice, here and in line {first.span.line}; "
                "the first is used.",
                field.span,
                "Delete one of the two.",
            )
        )

    def _string(self, key: str, value: str, start: int, raw: str) -> None:
        at = start + raw.index(value, raw.index("=") + 1)
        text, _, _ = self._value(value, at, f"@string {key}")
        self.strings[key.lower()] = text

    def _between(self, comment: ImplicitComment, start: int, block: Block | None) -> None:
        """Text between entries is a comment, unless it is the tail of one that was closed too early."""
        from bibtexparser.model import Entry

        match = _FIELD_LINE.match(comment.comment)
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
        fields = list(_FIELD_LINE.finditer(raw))
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

    # --- values --------------------------------------------------------------------

    def _value(self, value: str, at: int, owner: str) -> tuple[str, Span, int]:
        """A value: its parts joined, the place of its text, and the length that was read.

        The place is that between the delimiters if the value is one part, else the whole.
        """
        parts = list(self._parts(value, at, owner))
        length = parts[-1][3] if parts else 0
        text = "".join(part[0] for part in parts)
        if len(text) > _LONGEST_VALUE:
            self.problems.append(
                Problem(
                    f"In {owner}: the value is longer than {_LONGEST_VALUE:,} characters and is cut.",
                    self.places.span(at, at + length),
                )
            )
            text = text[:_LONGEST_VALUE]
        start, end = (parts[0][1], parts[0][2]) if len(parts) == 1 else (0, length)
        return text, self.places.span(at + start, at + end), length

    def _parts(self, value: str, at: int, owner: str) -> Iterator[tuple[str, int, int, int]]:
        """Each part of `a # {b} # "c"`: text, start and end of the text, end with the delimiter."""
        position = 0
        while position < len(value):
            blank = _BLANK.match(value, position)
            position = blank.end() if blank else position
            opening = value[position : position + 1]
            if opening in {"{", '"'}:
                end = _closing(value, position)
                yield value[position + 1 : end], position + 1, end, min(end + 1, len(value))
                position = end + 1
            else:
                bare = _BARE.match(value, position)
                if bare is None:
                    return
                yield self._macro(bare[0], at + position, owner), bare.start(), bare.end(), bare.end()
                position = bare.end()
            joint = _JOINT.match(value, position)
            if joint is None:
                return
            position = joint.end()

    def _macro(self, name: str, at: int, owner: str) -> str:
        known = self.strings.get(name.lower())
        if known is not None:
            return known
        if not name[0].isdigit() and name.lower()[:3] not in MONTHS:
            self.problems.append(
                Problem(
                    f"In {owner}: {name} stands without braces, but no @string above defines it.",
                    self.places.span(at, at + len(name)),
                    f"Write {{{name}}} if it is text.",
                )
            )
        return name


def _closing(value: str, start: int) -> int:
    """Where the group or quotation that opens at `start` ends; the end of the text if nowhere."""
    quoted = value[start] == '"'
    depth = 0 if quoted else -1
    for match in (_QUOTE_END if quoted else _BRACE).finditer(value, start + quoted):
        sign = match[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            if not quoted and depth == 0:
                return match.start()
            depth -= 1
        elif sign == '"' and depth <= 0:
            return match.start()
    return len(value)
