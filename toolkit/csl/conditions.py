"""`cs:choose`: conditions on type, variables, numbers, dates, position, locator and ambiguity.

Besides CSL 1.0.2 the tests of CSL-M that styles of Chinese journals use: `has-day`,
`has-to-month-or-season`, `has-year-only`, `is-plural`, `locale`, and `cs:conditions`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.csl.context import FIRST, IBID, IBID_WITH_LOCATOR, SUBSEQUENT, Context, Renderer
from toolkit.csl.languages import normalize
from toolkit.csl.numbers import NUMBER_VARIABLES
from toolkit.csl.tree import Blob, Splice, add
from toolkit.csl.xmlread import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Test: TypeAlias = Callable[[Context], bool]

_POSITIONS: Final = {
    "first": FIRST,
    "subsequent": SUBSEQUENT,
    "ibid": IBID,
    "ibid-with-locator": IBID_WITH_LOCATOR,
}


def compile_choose(
    element: Element, compile_branch: Callable[[Element], tuple[Renderer, ...]], *, first_only: bool
) -> Renderer:
    """The renderer of a `cs:choose`; its branch is no group, its children count for the parent.

    With `first_only`, in cs:substitute, the first child that prints is all that prints.
    """
    branches: list[tuple[Test | None, tuple[Renderer, ...]]] = []
    for branch in element:
        kind = local(branch)
        if kind in {"if", "else-if"}:
            branches.append((_compile_test(branch), compile_branch(branch)))
        elif kind == "else":
            branches.append((None, compile_branch(branch)))

    def render(ctx: Context) -> Blob | None:
        for test, children in branches:
            if test is None or test(ctx):
                kids: list[Blob] = []
                for child in children:
                    blob = child(ctx)
                    if blob is not None:
                        add(kids, blob)
                    if first_only and (kids or ctx.substituted):
                        break
                return Splice(kids) if kids else None
        return None

    return render


def _compile_test(element: Element) -> Test:
    own = _attribute_test(element)
    for child in element:
        if local(child) == "conditions":
            return _combine(
                [_attribute_test(c) for c in child if local(c) == "condition"], child.get("match", "any")
            )
    return own


def _combine(tests: list[Test], match: str) -> Test:
    if len(tests) == 1 and match in {"all", "any"}:
        return tests[0]
    if match == "any":
        return lambda ctx: any(test(ctx) for test in tests)
    if match == "none":
        return lambda ctx: not any(test(ctx) for test in tests)
    if match == "nand":
        return lambda ctx: not all(test(ctx) for test in tests)
    return lambda ctx: all(test(ctx) for test in tests)


def _attribute_test(element: Element) -> Test:
    match = element.get("match", "all")
    tests: list[Test] = []
    for name, value in element.attrib.items():
        make = _TESTS.get(str(name))
        if make is not None:
            words = str(value).split()
            if name == "type" and match != "none":
                tests.append(_type_test(words))
            else:
                tests.extend(make(word) for word in words)
    if not tests:
        return lambda _: False
    return _combine(tests, match)


def _type_test(words: list[str]) -> Test:
    types = frozenset(words)
    return lambda ctx: ctx.item.type in types


def _variable(name: str) -> Test:
    def test(ctx: Context) -> bool:
        item = ctx.item
        if item.fields.get(name) or item.names.get(name):
            return True
        date = item.dates.get(name)
        if date is not None:
            return bool(date.parts or date.literal or date.season)
        return bool(ctx.value(name))

    return test


def _numeric(name: str) -> Test:
    def test(ctx: Context) -> bool:
        if name in NUMBER_VARIABLES:
            number = ctx.number(name)
            return number is not None and number.numeric
        text = ctx.value(name)
        return name in {"title", "version"} and text[-1:].isdigit()

    return test


def _uncertain(name: str) -> Test:
    def test(ctx: Context) -> bool:
        date = ctx.item.dates.get(name)
        return date is not None and date.circa

    return test


def _locator(name: str) -> Test:
    wanted = "sub-verbo" if name in {"sub-verbo", "sub"} else name

    def test(ctx: Context) -> bool:
        number = ctx.number("locator")
        return number is not None and (number.label or (ctx.cite is not None and ctx.cite.label)) == wanted

    return test


def _position(name: str) -> Test:
    if name == "near-note":
        return lambda ctx: (
            (
                not ctx.bibliography
                and ctx.cite is not None
                and ctx.cite.position >= SUBSEQUENT
                and ctx.cite.near_note
            )
            or (ctx.looking and ctx.cite is None)
        )
    if name == "far-note":
        return lambda ctx: (
            not ctx.bibliography
            and ctx.cite is not None
            and ctx.cite.position == SUBSEQUENT
            and not ctx.cite.near_note
        )
    wanted = _POSITIONS.get(name)

    def test(ctx: Context) -> bool:
        if ctx.bibliography or wanted is None:
            return False
        seen_before = SUBSEQUENT if ctx.looking else FIRST
        position = seen_before if ctx.cite is None else ctx.cite.position
        return position == FIRST if wanted == FIRST else position >= wanted

    return test


def _disambiguate(value: str) -> Test:
    def test(ctx: Context) -> bool:
        if value != "true" or ctx.sorting:
            return False
        if ctx.bibliography:
            holds = ctx.conditions_seen < ctx.registry.ambiguity(ctx.item).condition
        else:
            ctx.registry.conditions_met += 1
            holds = ctx.request is not None and ctx.conditions_seen < ctx.request.condition
        if holds:
            ctx.conditions_seen += 1
        return holds

    return test


def _date_part(name: str, low: int, high: int) -> Test:
    def test(ctx: Context) -> bool:
        date = ctx.item.dates.get(name)
        if date is None or not date.parts:
            return False
        length = sum(1 for part in date.parts[0] if part)
        if date.season and length == 1:
            length = 2
        return low <= length <= high

    return test


def _plural(name: str) -> Test:
    return lambda ctx: len(ctx.item.names.get(name, ())) > 1


def _locale(tag: str) -> Test:
    wanted = normalize(tag)

    def test(ctx: Context) -> bool:
        language = ctx.item.language
        return bool(language) and (language == wanted or ("-" not in wanted and language[:2] == wanted[:2]))

    return test


_TESTS: Final[dict[str, Callable[[str], Test]]] = {
    "type": lambda word: _type_test([word]),
    "variable": _variable,
    "is-numeric": _numeric,
    "is-uncertain-date": _uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
    "has-day": lambda name: _date_part(name, 3, 3),
    "has-to-month-or-season": lambda name: _date_part(name, 2, 2),
    "has-year-only": lambda name: _date_part(name, 1, 1),
    "is-plural": _plural,
    "locale": _locale,
}
