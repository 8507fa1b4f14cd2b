"""`{#id .class key=value}` (pandoc's attributes)."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from toolkit.load.markdown.context import Context
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean

_ITEM = r"""(?:\#[^\s#{}]+|\.[A-Za-z][\w-]*|[A-Za-z][\w-]*=(?:"[^"{}]*"|[^\s"{}]+)|-(?=[\s}]))"""
ATTRIBUTES = re.compile(rf"\{{[ \t\n]*{_ITEM}(?>(?:[ \t\n]+{_ITEM})*)[ \t\n]*\}}")
_ITEMS = re.compile(_ITEM)
_ID = re.compile(r"[A-Za-z0-9_]+(?:[.:-][A-Za-z0-9_]+)*")
ID_RULE = "An id consists of ASCII letters, digits and _, with single - . : between them."


class Attributes(NamedTuple):
    id: str
    classes: tuple[str, ...]
    pairs: dict[str, str]


def read_attributes(text: str) -> Attributes:
    """The parts of a text that `ATTRIBUTES` matches; `-` is pandoc's short form of `.unnumbered`."""
    name, classes, pairs = "", [], {}
    for item in _ITEMS.findall(text):
        if item == "-":
            classes.append("unnumbered")
        elif item.startswith("#"):
            name = item[1:]
        elif item.startswith("."):
            classes.append(item[1:])
        else:
            key, value = item.split("=", 1)
            pairs[key] = value.strip('"')
    return Attributes(name, tuple(classes), pairs)


def report_unknown(
    context: Context,
    attributes: Attributes,
    span: Span,
    where: str,
    *,
    classes: Collection[str] = (),
    keys: Collection[str] = (),
    takes_id: bool = False,
) -> None:
    """A problem for each attribute that has no meaning here; `where` is the thing that has them."""
    known = [*(f".{name}" for name in classes), *(f"{key}=" for key in keys), *(["#id"] if takes_id else [])]
    given = [f".{name}" for name in attributes.classes] + [f"{key}=" for key in attributes.pairs]
    unknown = [name for name in given if name not in known]
    if attributes.id and not takes_id:
        unknown.append(f"#{attributes.id}")
    for name in unknown:
        context.problem(
            f"“{name}” is unknown on {where}.{did_you_mean(name, known)}",
            span,
            f"Known here: {', '.join(known)}." if known else "Nothing is known here; delete the braces.",
        )


def checked_id(context: Context, name: str, kind: str, span: Span) -> str:
    """An id without the prefix of its kind (`tbl:`); empty, and a problem, if nothing could refer to it."""
    name = name.removeprefix(f"{kind}:")
    if not _ID.fullmatch(name):
        context.problem(f"“{name}” cannot be an id.", span, ID_RULE)
        return ""
    context.claim(kind, name, span)
    return name
