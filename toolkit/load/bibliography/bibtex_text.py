"""The text of one BibTeX entry, taken apart without losing anything, so that it can be edited.

Reading for meaning is `bibtex`'s work. Here values stay as typed, comments stay in place, and an
entry that does not have the usual form is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.model.frozen import frozen

_HEAD = re.compile(r"@[ \t]*([A-Za-z]\w*)\s*([{(])\s*([^\s,={}\"()]*)\s*(,)?")
_NAME = re.compile(r"[A-Za-z_][^\s{}\"#%,=]*")
_BLANK = re.compile(r"(?:\s+|%[^\n]*(?:\n|$))*")
_BARE = re.compile(r"[^\s{}\"#,，=%]+")
_STRING = re.compile(r"@[ \t]*string\s*([{(])", re.IGNORECASE)
# Most fields of most files; anything else takes the longer way to the same answer.
_SIMPLE_FIELD = re.compile(r"([A-Za-z_][^\s{}\"#%,=]*)\s*=\s*(\{[^{}\\]*\}|[0-9]+)(?=\s*[,}])")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_NUMBER = re.compile(r"\d+")

ORDER = (
    "title", "subtitle", "titleaddon", "author", "editor", "translator",
    "journal", "journaltitle", "booktitle", "series", "edition", "year", "date", "month",
    "volume", "number", "issue", "pages", "eid",
    "publisher", "institution", "school", "organization", "address", "location", "howpublished", "type",
    "doi", "pmid", "pmcid", "isbn", "issn", "url", "urldate", "eprint", "eprinttype", "archiveprefix",
    "langid", "language", "title-en", "author-en", "journal-en",
)  # fmt: skip
"""The order in which `formatted` puts fields; others keep their order behind these, the long ones last."""
LAST = ("keywords", "abstract", "note", "annote", "file")
_RANK = {name: rank for rank, name in enumerate(ORDER)}
_RANK_LAST = {name: rank for rank, name in enumerate(LAST)}


@frozen
class FieldText:
    """A field as typed. `value` keeps its delimiters, `start` is its offset in the text of the entry.

    `above` and `behind` are the comments beside it.
    """

    name: str
    value: str
    start: int
    above: tuple[str, ...] = ()
    behind: str = ""


@frozen
class EntryText:
    """An entry as typed: the offsets of its key, behind its last field (or its key), and behind it.

    `comma` says whether a comma stands before `last`; `comments` are those behind the last field.
    """

    type: str
    key: str
    key_start: int
    fields: tuple[FieldText, ...]
    comments: tuple[str, ...]
    last: int
    comma: bool
    end: int

    def field(self, *names: str) -> FieldText | None:
        """The first field that has one of these names, looked for in their order."""
        by_name = {field.name.lower(): field for field in reversed(self.fields)}
        return next((by_name[name] for name in names if name in by_name), None)


@frozen
class MacroText:
    """An `@string` as typed. `start` is the offset of its value, `end` that behind the whole."""

    name: str
    value: str
    start: int
    end: int


def take_apart(text: str) -> EntryText | None:
    """The entry that a text begins with; None if it has not the usual form throughout."""
    head = _HEAD.match(text)
    if head is None:
        return None
    fields: list[FieldText] = []
    last, comma = head.end(), bool(head[4])
    close = "}" if head[2] == "{" else ")"
    while True:
        at = skip(text, last)
        comments = _comments(text[last:at])
        if text.startswith(close, at):
            if fields:
                comments = _attach(fields, comments)
            return EntryText(
                head[1], head[3], head.start(3), tuple(fields), _texts(comments), last, comma, at + 1
            )
        field = _field(text, at) if comma else None
        if field is None:
            return None
        name, value, last = field
        if fields and comments:
            comments = _attach(fields, comments)
        fields.append(FieldText(name, value, last - len(value), _texts(comments) if comments else ()))
        following = skip(text, last)
        comma = text.startswith(",", following)
        if comma:
            last = following + 1


def take_string(text: str) -> MacroText | None:
    """The macro that a text begins with; None if it begins with anything else."""
    head = _STRING.match(text)
    field = _field(text, skip(text, head.end())) if head is not None else None
    if head is None or field is None:
        return None
    name, value, end = field
    close = skip(text, end)
    if text.startswith(",", close):
        close = skip(text, close + 1)
    if not text.startswith("}" if head[1] == "{" else ")", close):
        return None
    return MacroText(name, value, end - len(value), close + 1)


def formatted(entry: EntryText) -> str:
    """The entry in normal form: one field a line in the usual order, two spaces, values in braces.

    Nothing but order, space and delimiters is changed; comments stay with their field.
    """
    lines = [f"@{entry.type.lower()}{{{entry.key},"]
    for field in sorted(entry.fields, key=_rank):
        lines.extend(f"  {comment}" for comment in field.above)
        lines.append(f"  {field.name.lower()} = {_braced(field.value)},{field.behind and ' ' + field.behind}")
    lines.extend(f"  {comment}" for comment in entry.comments)
    return "\n".join((*lines, "}"))


def with_fields(text: str, entry: EntryText, new: Iterable[tuple[str, str]]) -> str:
    """The text of an entry with further fields behind its last one; `new` are names and typed values."""
    lines = "".join(f"\n  {name} = {value}," for name, value in new)
    if not lines:
        return text
    # A comment behind the last field stays on its line.
    inside = text[entry.last : entry.end - 1]
    line, newline, rest = inside.partition("\n")
    behind = line.rstrip() if line.strip().startswith("%") or not line.strip() else ""
    rest = rest if newline else line.strip()
    comma = "" if entry.comma else ","
    return f"{text[: entry.last]}{comma}{behind}{lines}\n{rest}{text[entry.end - 1 :]}"


def with_value(text: str, field: FieldText, value: str) -> str:
    """The text of an entry with another value of a field."""
    return f"{text[: field.start]}{value}{text[field.start + len(field.value) :]}"


def _comments(blank: str) -> list[tuple[bool, str]]:
    """The comments in what stands between two fields; whether each has a line of its own."""
    if "%" not in blank:
        return []
    return [(bool(number), line.strip()) for number, line in enumerate(blank.split("\n")) if line.strip()]


def _texts(comments: list[tuple[bool, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in comments)


def _attach(fields: list[FieldText], comments: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """Give the last field the comment that stands behind it on its line; the others are left."""
    if comments and not comments[0][0]:
        fields[-1] = replace(fields[-1], behind=comments[0][1])
        return comments[1:]
    return comments


def _field(text: str, at: int) -> tuple[str, str, int] | None:
    """Name and value of the field at an offset, and the offset behind it."""
    simple = _SIMPLE_FIELD.match(text, at)
    if simple is not None:
        return simple[1], simple[2], simple.end()
    name = _NAME.match(text, at)
    if name is None:
        return None
    equals = skip(text, name.end())
    if not text.startswith("=", equals):
        return None
    start = skip(text, equals + 1)
    end = _value_end(text, start)
    return None if end is None else (name[0], text[start:end], end)


def skip(text: str, at: int) -> int:
    """The offset behind blanks and comments."""
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _value_end(text: str, at: int) -> int | None:
    """Where a value ends: parts in braces, quotation marks or bare, joined by `#`; None if it does not."""
    while True:
        if text.startswith(("{", '"'), at):
            end = _group_end(text, at)
        else:
            bare = _BARE.match(text, at)
            end = bare.end() if bare else None
        if end is None:
            return None
        joint = skip(text, end)
        if not text.startswith("#", joint):
            return end
        at = skip(text, joint + 1)


def _group_end(text: str, start: int) -> int | None:
    quoted = text[start] == '"'
    depth = 0
    for match in (_QUOTE if quoted else _BRACE).finditer(text, start + 1):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0:
                return None if quoted else match.end()
            depth -= 1
        elif match[0] == '"' and depth == 0:
            return match.end()
    return None


def _rank(field: FieldText) -> tuple[int, int]:
    name = field.name.lower()
    if name in _RANK_LAST:
        return 2, _RANK_LAST[name]
    return (0, _RANK[name]) if name in _RANK else (1, 0)


def _braced(value: str) -> str:
    """A quoted value or a number in braces; macros and joined values as they are."""
    if value.startswith('"') and value.endswith('"') and _group_end(value, 0) == len(value):
        return f"{{{value[1:-1]}}}"
    return f"{{{value}}}" if _NUMBER.fullmatch(value) else value
