"""What is wrong with a YAML file, in words that do not presume to know YAML.

A parser says where it stopped, seldom what the author did. Each function here knows one
mistake; the first one that recognises it gives the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from toolkit.load.yaml_nodes import shorten
from toolkit.load.yaml_trouble import Explanation, SyntaxTrouble

_WIDE_COLON = re.compile(r"^\s*(?:- +)?([A-Za-z_][\w -]*?)\s*(：)")
_TIGHT_COLON = re.compile(r"^\s*(?:- +)?([A-Za-z_][\w-]*)(:)(?=[^ :/])")
_KEY = re.compile(r"""^\s*(?:- +)*(?:[^\s:'"][^:]*|"[^"]*"|'[^']*')\s*:(?= |$)""")
_OTHER_SPACE = re.compile("^ *([\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_INDICATOR_VALUE = re.compile(r"(?::|-) +([*&][^ ,\]}]+ )")
_INDICATOR_CONTEXTS = (
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a tag",
    "while parsing a tag",
    "while scanning a block scalar",
)
_OPENING = re.compile(r"[\[{]")
_OPENING_QUOTE = re.compile(r"""(?:^|: |- |[\[{] ?|, ?)\s*$""")
_QUOTE_IT = "Put the value in quotation marks: "


def explain(trouble: SyntaxTrouble) -> Explanation:
    """The likeliest mistake behind a syntax error."""
    for test in _TESTS:
        found = test(trouble)
        if found is not None:
            return found
    return _anything(trouble)


# --- the mistakes -----------------------------------------------------------


def _tab(trouble: SyntaxTrouble) -> Explanation | None:
    text = trouble.text
    indent = text[: len(text) - len(text.lstrip())]
    column = indent.find("\t") if "\t" in indent else trouble.column if trouble.character == "\t" else -1
    if column < 0:
        return None
    return trouble.explain(
        "A tab stands here; YAML takes only spaces.",
        "Replace the tab by spaces: two for each level of indentation.",
        column=column,
    )


def _other_space(trouble: SyntaxTrouble) -> Explanation | None:
    for line in trouble.suspects:
        found = _OTHER_SPACE.match(trouble.lines[line])
        if found:
            return trouble.explain(
                f"This line begins with a special space (U+{ord(found[1]):04X}), a letter to YAML.",
                "Replace it by ordinary spaces: two for each level of indentation.",
                line,
                found.start(1),
            )
    return None


def _wide_colon(trouble: SyntaxTrouble) -> Explanation | None:
    for line in trouble.suspects:
        found = _WIDE_COLON.match(trouble.lines[line])
        if found and not _KEY.match(trouble.lines[line]):
            return trouble.explain(
                f"A full-width colon (：) follows “{found[1]}”.",
                f"Write an ordinary colon and a space: `{found[1]}: …`.",
                line,
                found.start(2),
            )
    return None


def _tight_colon(trouble: SyntaxTrouble) -> Explanation | None:
    for line in trouble.suspects:
        found = _TIGHT_COLON.match(trouble.lines[line])
        if found and not _KEY.match(trouble.lines[line]):
            return trouble.explain(
                f"A space is missing after the colon of “{found[1]}”.",
                f"Write `{found[1]}: {shorten(trouble.lines[line][found.end(2) :], 30)}`.",
                line,
                found.start(2),
            )
    return None


def _bracket_in_braces(trouble: SyntaxTrouble) -> Explanation | None:
    """`{zh: text [@key], en: …}`: in braces a bracket begins a list, even inside a text."""
    text = trouble.text
    bracket = trouble.column - (trouble.character == "@")
    if text[bracket : bracket + 1] != "[":
        return None
    start = max(text.rfind(mark, 0, bracket) + len(mark) for mark in (": ", ", ", "{"))
    if not text[start:bracket].strip() or "{" not in text[:start]:
        return None
    closed = text.find("]", bracket)
    behind = re.compile("[,}]").search(text, max(closed, bracket))
    end = behind.start() if behind else len(text)
    return trouble.explain(
        "A text with brackets must stand in quotation marks when it is itself inside braces {…}.",
        f"Write `{_quoted(text[start:end].strip())}`.",
        column=start,
        length=end - start,
    )


def _reserved_character(trouble: SyntaxTrouble) -> Explanation | None:
    """Characters that YAML reserves at the start of a value."""
    if "token" in trouble.problem and trouble.character in {"@", "`", "%"}:
        line, column = trouble.line, trouble.column
    elif trouble.context.startswith(_INDICATOR_CONTEXTS):
        line, column = trouble.context_line, trouble.context_column
    elif found := _INDICATOR_VALUE.search(trouble.text, 0, trouble.column):
        line, column = trouble.line, found.start(1)
    elif trouble.character == "?" and "keys are not allowed" in trouble.problem:
        line, column = trouble.line, trouble.column
    else:
        return None
    text = trouble.lines[line]
    word = text[column:].split("]", 1)[0].split(",", 1)[0].strip()
    return trouble.explain(
        f"A value may not begin with “{text[column : column + 1]}” unless it stands in quotation marks.",
        f"Write `{_quoted(word)}`.",
        line,
        column,
        len(word),
    )


def _expression(trouble: SyntaxTrouble) -> Explanation | None:
    for line in dict.fromkeys((trouble.line, max(trouble.context_line, 0))):
        found = re.search(r":\s+(\{\{.*)", trouble.lines[line])
        if found:
            return trouble.explain(
                "A value that begins with “{{” must stand in quotation marks.",
                f"Write `{_quoted(found[1].strip())}`.",
                line,
                found.start(1),
                2,
            )
    return None


def _escape(trouble: SyntaxTrouble) -> Explanation | None:
    if "escape" not in trouble.problem and "hexdecimal" not in trouble.problem:
        return None
    column = trouble.text.rfind("\\", 0, trouble.column + 1)
    return trouble.explain(
        "Between double quotation marks a backslash has a special meaning, and this one is not understood.",
        "Use single quotation marks '…' around the value, or write the backslash twice.",
        column=max(column, 0),
    )


def _open_quote(trouble: SyntaxTrouble) -> Explanation | None:
    if "quoted scalar" not in trouble.context or trouble.context_line < 0:
        return None
    return _never_closed(trouble, trouble.context_line, trouble.context_column)


def _never_closed(trouble: SyntaxTrouble, line: int, column: int) -> Explanation:
    mark = trouble.lines[line][column : column + 1]
    return trouble.explain(
        f"The quotation mark {mark} that opens here is never closed.",
        f"Close it with a second {mark} at the end of the value.",
        line,
        column,
    )


def _quote_above(trouble: SyntaxTrouble) -> Explanation | None:
    """A mark that is never closed pairs with the next one below, where the parser then stops."""
    before = trouble.text[: trouble.column].rstrip()
    if "quoted scalar" in trouble.context or not before.endswith(('"', "'")):
        return None
    mark = before[-1]
    if before.count(mark) != 1:
        return None
    above = next((at for at in range(trouble.line - 1, -1, -1) if mark in trouble.lines[at]), -1)
    if above < 0:
        return None
    text = trouble.lines[above]
    column = text.rfind(mark)
    # A text that is meant to go over several lines has no keys in it.
    keys = any(_KEY.match(line) for line in trouble.lines[above + 1 : trouble.line + 1])
    if not keys or text.count(mark) % 2 == 0 or not _OPENING_QUOTE.search(text[:column]):
        return None
    return _never_closed(trouble, above, column)


def _after_quote(trouble: SyntaxTrouble) -> Explanation | None:
    before = trouble.text[: trouble.column].rstrip()
    if not before.endswith(('"', "'")) or trouble.character in {"", ",", "]", "}", ":", "#"}:
        return None
    other = "'" if before[-1] == '"' else '"'
    return trouble.explain(
        f"Text follows the closing quotation mark {before[-1]}.",
        f"If that mark belongs to the text, put the whole value between {other} … {other}, "
        "or use the typographic “ ” and ’ inside.",
    )


def _in_brackets(trouble: SyntaxTrouble) -> Explanation | None:
    """Inside `[…]` or `{…}`: never closed, a comma or a colon too many, the wrong bracket."""
    if "flow" not in trouble.context:
        return None
    if trouble.character == "，":
        return trouble.explain(
            "A full-width comma (，) stands between two values.",
            "Separate them by an ordinary comma and a space.",
        )
    row, column = trouble.context_line, trouble.context_column
    if row < 0 or "flow node" in trouble.context:
        # Nothing came where a value was due: look back for the bracket.
        row = next((at for at in range(trouble.line, -1, -1) if _OPENING.search(trouble.lines[at])), -1)
        if row < 0:
            return None
        column = max(trouble.lines[row].rfind("["), trouble.lines[row].rfind("{"))
    opening = trouble.lines[row][column : column + 1]
    closing = {"[": "]", "{": "}"}.get(opening, "]")
    if trouble.line == row:
        inside = trouble.text[column : trouble.column]
        comma = inside.rfind("，")
        if comma >= 0 and trouble.character == ":":
            return trouble.explain(
                f"A full-width comma (，) stands between the values of {opening}…{closing}.",
                "Separate them by an ordinary comma and a space.",
                column=column + comma,
            )
        if trouble.character == ":":
            return trouble.explain(
                f"A colon stands inside a value of {opening}…{closing}.",
                _QUOTE_IT + f'`{opening}zh: "甲: 乙", en: "A: B"{closing}`.',
            )
        if trouble.character in {"]", "}"}:
            return trouble.explain(
                f"The bracket {opening} is closed by {trouble.character}.", f"Close it by {closing}."
            )
    if trouble.lines[row].count('"') % 2 and _OPENING_QUOTE.search(trouble.lines[row].rpartition('"')[0]):
        return _never_closed(trouble, row, trouble.lines[row].rfind('"'))
    return trouble.explain(
        f"The bracket {opening} that opens here is never closed.",
        f"Close it with {closing} after its last value.",
        row,
        column,
    )


def _closing_bracket(trouble: SyntaxTrouble) -> Explanation | None:
    if trouble.character not in {"]", "}"}:
        return None
    return trouble.explain(f"This {trouble.character} closes nothing.", "Delete it, or open the bracket.")


def _second_colon(trouble: SyntaxTrouble) -> Explanation | None:
    if "mapping values" not in trouble.problem:
        return None
    key = _KEY.match(trouble.text)
    if key is None or key.end() > trouble.column:
        return None
    value = trouble.text[key.end() :].strip()
    return trouble.explain(
        "There is a second colon in this line, so it cannot be told where the value begins.",
        _QUOTE_IT + f"`{trouble.text[: key.end()].strip()} {_quoted(value)}`.",
    )


def _deeper(trouble: SyntaxTrouble) -> Explanation | None:
    """A line indented below one that already has its value."""
    if "mapping values" not in trouble.problem and "keys are not allowed" not in trouble.problem:
        return None
    indent = len(trouble.text) - len(trouble.text.lstrip())
    return trouble.explain(
        "This line is indented deeper than the one above it, which has a value of its own already.",
        "Begin it in the same column as the lines it belongs with.",
        column=indent,
        length=len(trouble.text.strip()),
    )


def _no_colon(trouble: SyntaxTrouble) -> Explanation | None:
    if "could not find expected ':'" not in trouble.problem or trouble.context_line < 0:
        return None
    text = trouble.lines[trouble.context_line]
    indent = len(text) - len(text.lstrip())
    return trouble.explain(
        f"“{shorten(text)}” has no colon; a line here is written `key: value`.",
        "Add the key, or indent the line if it goes on with the value above.",
        trouble.context_line,
        indent,
        len(text.strip()),
    )


def _indentation(trouble: SyntaxTrouble) -> Explanation | None:
    if not re.search(r"expected (key|'-' indicator|<block end>|<document start>)", trouble.problem):
        return None
    indent = len(trouble.text) - len(trouble.text.lstrip())
    found = trouble.explain(
        "The indentation of this line does not fit the lines above it.",
        "All keys of one mapping, and all dashes of one list, begin in the same column.",
        column=indent,
        length=len(trouble.text.strip()),
    )
    return Explanation(found.problem, found.line, specific=False)


def _anything(trouble: SyntaxTrouble) -> Explanation:
    found = trouble.explain(
        f"This cannot be read as YAML: {trouble.problem}.",
        "Compare the line with its neighbours; a value with special characters needs quotation marks.",
    )
    return Explanation(found.problem, found.line, specific=False)


def _quoted(value: str) -> str:
    mark = "'" if '"' in value and "'" not in value else '"'
    inner = value.strip("\"'") if value[:1] in {'"', "'"} else value
    return f"{mark}{shorten(inner, 60)}{mark}"


_TESTS: tuple[Callable[[SyntaxTrouble], Explanation | None], ...] = (
    _tab,
    _other_space,
    _escape,
    _open_quote,
    _quote_above,
    _bracket_in_braces,
    _reserved_character,
    _expression,
    _wide_colon,
    _in_brackets,
    _tight_colon,
    _after_quote,
    _closing_bracket,
    _second_colon,
    _deeper,
    _no_colon,
    _indentation,
)
