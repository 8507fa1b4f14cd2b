"""Reading JSON answers: a value of the type that the service documents, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from toolkit.net.client import UnreadableError


def read_object(body: bytes) -> Mapping[str, object]:
    """The JSON object that an answer is; raises `UnreadableError` if it is none."""
    if body.lstrip()[:1] == b"<":
        raise UnreadableError("HTML, not JSON")
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableError("no whole JSON") from None
    if not isinstance(value, dict):
        raise UnreadableError("no JSON object")
    return value


def required(value: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The object under a key that must be there."""
    found = value.get(key)
    if not isinstance(found, dict):
        raise UnreadableError(f"'{key}' is missing")
    return found


def text(value: object) -> str:
    """A string or a number as text, anything else as nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def texts(value: object) -> tuple[str, ...]:
    """The strings of a list; one string alone is a list of one."""
    values = value if isinstance(value, list) else [value]
    return tuple(found for item in values if (found := text(item)))


def objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))


def first_date(value: object) -> tuple[int, ...]:
    """Year, month and day of a CSL-JSON date (`{"date-parts": [[2019, 7, 26]]}`), as far as given."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list)):
        return ()
    numbers: list[int] = []
    for part in parts[0][:3]:
        if isinstance(part, bool) or not isinstance(part, int):
            break
        numbers.append(part)
    return tuple(numbers)
