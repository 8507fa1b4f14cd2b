"""CSL-JSON files, as Zotero, Mendeley and pandoc write them: an array of items."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.load.bibliography.csl_item import reference_of_item
from toolkit.load.bibliography.places import Places
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span

_BLANK = re.compile(r"[ \t\n\r]*")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HOW = 'The file must hold a list of CSL-JSON items: [{"id": "name2020", "type": …}, …].'


def read_csl_json(path: Path, text: str, problems: list[Problem]) -> tuple[Reference, ...]:
    """The references of a CSL-JSON file in its order. Items in front of a mistake in the JSON are kept."""
    return tuple(_Reader(path, text, problems).read())


class _Reader:
    def __init__(self, path: Path, text: str, problems: list[Problem]) -> None:
        self.text = text
        self.problems = problems
        self.places = Places(path, text)
        self.decoder = json.JSONDecoder()

    def read(self) -> Iterator[Reference]:
        start = self._skip(0)
        try:
            if self.text.startswith("{", start):
                yield from self._wrapped(start)
            else:
                yield from self._items(start)
        except json.JSONDecodeError as error:
            self._problem(f"This is not valid JSON: {error.msg}.", error.pos, help=_json_help(error.msg))
        except (ValueError, RecursionError) as error:
            # A number of thousands of digits, or brackets nested thousands deep.
            self._problem(f"This JSON cannot be read: {error}.", start)

    # --- the JSON, with the place of everything -----------------------------------

    def _skip(self, position: int) -> int:
        match = _BLANK.match(self.text, position)
        return match.end() if match else position

    def _expect(self, signs: str, position: int, message: str) -> int:
        position = self._skip(position)
        if self.text[position : position + 1] not in tuple(signs):
            raise json.JSONDecodeError(message, self.text, position)
        return position

    def _elements(self, start: int) -> Iterator[tuple[int, int, object]]:
        """Start, end and value of each element of the array at `start`; then nothing may follow."""
        position = self._skip(start + 1)
        while not self.text.startswith("]", position):
            value, end = self.decoder.raw_decode(self.text, position)
            yield position, end, value
            position = self._expect(",]", end, "Expecting ',' delimiter")
            if self.text[position] == ",":
                position = self._skip(position + 1)

    def _members(self, start: int) -> Iterator[tuple[str, int, int, object]]:
        """Name, start and end of the value, and the value of each member of the object at `start`."""
        position = self._skip(start + 1)
        while not self.text.startswith("}", position):
            position = self._expect('"', position, "Expecting property name enclosed in double quotes")
            name, end = self.decoder.raw_decode(self.text, position)
            position = self._skip(self._expect(":", end, "Expecting ':' delimiter") + 1)
            value, end = self.decoder.raw_decode(self.text, position)
            yield str(name), position, end, value
            position = self._expect(",}", end, "Expecting ',' delimiter")
            if self.text[position] == ",":
                position = self._skip(position + 1)

    # --- the items ------------------------------------------------------------------

    def _wrapped(self, start: int) -> Iterator[Reference]:
        """An object: one item, or a list of items under `items` or `references`."""
        members = list(self._members(start))
        lists = [member for member in members if member[0] in {"items", "references"}]
        if lists and isinstance(lists[0][3], list):
            yield from self._items(lists[0][1])
        elif any(name in {"id", "type", "title"} for name, *_ in members):
            value, end = self.decoder.raw_decode(self.text, start)
            yield from self._item(start, end, value)
        else:
            self._problem(
                "This JSON object is no CSL-JSON item and holds no list of items.", start, help=_HOW
            )

    def _items(self, start: int) -> Iterator[Reference]:
        for begin, end, value in self._elements(start):
            yield from self._item(begin, end, value)

    def _item(self, start: int, end: int, value: object) -> Iterator[Reference]:
        if not isinstance(value, dict):
            self._problem("This is no CSL-JSON item; it is left out.", start, end=end, help=_HOW)
            return
        if _LONE_SURROGATE.search(self.text, start, end) or "\\u" in self.text[start:end]:
            value = self._without_surrogates(value, start)
        members = list(self._members(start))
        places = {name: self._inner(begin, until) for name, begin, until, _ in members}
        reference = reference_of_item(value, places, self.places.span(start, start + 1), self.problems)
        if reference is not None:
            yield reference

    def _inner(self, start: int, end: int) -> Span:
        """The place of a value, that of a text without its quotation marks."""
        if self.text[start] == '"':
            start, end = start + 1, end - 1
        return self.places.span(start, end)

    def _without_surrogates(self, value: dict[str, object], start: int) -> dict[str, object]:
        """Half of a character (`\\ud83d` alone) cannot be written to any file; it becomes U+FFFD."""
        dumped = json.dumps(value, ensure_ascii=False)
        cleaned = _LONE_SURROGATE.sub("\ufffd", dumped)
        if cleaned == dumped:
            return value
        self._problem("A text of this item holds half of a character (a lone surrogate).", start)
        result: dict[str, object] = json.loads(cleaned)
        return result

    def _problem(self, message: str, start: int, *, end: int | None = None, help: str = "") -> None:
        start = min(start, len(self.text))
        self.problems.append(Problem(message, self.places.span(start, start if end is None else end), help))


def _json_help(message: str) -> str:
    if "delimiter" in message:
        return "A comma or a closing bracket is missing before this place."
    if "property name" in message or "Expecting value" in message:
        return "Look for a comma too many before a closing bracket, or a value without quotation marks."
    return "Export the references again, or correct the file at this place."
