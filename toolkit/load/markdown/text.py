"""Inline rules for plain text: escapes, entities, line breaks, code."""

from __future__ import annotations

import re
from html import unescape

from toolkit.load.markdown.place import LINE_ENDS, PARAGRAPH_BREAK
from toolkit.load.markdown.scan import SPECIAL
from toolkit.load.markdown.state import SourceInline
from toolkit.model.inline import Code, LineBreak, Text

_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and what no editor shows."""
_LATEX = re.compile(r"\\(begin|end|cite[a-z]*|ref|eqref|label|emph|textit|textbf|section|subsection)\*?[\[{]")
_INDENT = " \t\u3000"


def text(state: SourceInline, silent: bool) -> bool:
    """Everything up to the next character that may mean something."""
    found = SPECIAL.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    state.add_text(state.pos, end)
    state.pos = end
    return True


def newline(state: SourceInline, silent: bool) -> bool:
    """A line end; two spaces before it break the line in print as well. So does a blank line (in YAML)."""
    start = state.pos
    if state.src[start] not in LINE_ENDS:
        return False
    spaces = state.trim_text()
    end = _skip_indent(state, start + 1)
    blank = state.src[start] == PARAGRAPH_BREAK
    while end < state.posMax and state.src[end] in LINE_ENDS:
        blank = True
        end = _skip_indent(state, end + 1)
    if blank or spaces >= 2:
        state.put(LineBreak(state.span(start - spaces, end)), start - spaces, end)
    else:
        state.push("softbreak", "", 0).meta["at"] = (start - spaces, end)
    state.pos = end
    return True


def _skip_indent(state: SourceInline, position: int) -> int:
    while position < state.posMax and state.src[position] in _INDENT:
        position += 1
    return position


def escape(state: SourceInline, silent: bool) -> bool:
    """A backslash takes its meaning from the mark behind it; before a line end it breaks the line."""
    start = state.pos
    if state.src[start] != "\\" or start + 1 >= state.posMax:
        return False
    escaped = state.src[start + 1]
    if escaped == "\n":
        end = _skip_indent(state, start + 2)
        state.put(LineBreak(state.span(start, end)), start, end)
        state.pos = end
        return True
    if escaped not in _ESCAPABLE:
        command = _LATEX.match(state.src, start, state.posMax)
        if command:
            state.problem(
                f"\\{command[1]} is a LaTeX command; outside of mathematics it is not understood.",
                start,
                command.end() - 1,
                "Write `[@key]` for a citation, `@fig:id` for a reference, `*…*` for emphasis, "
                "`$$ … $$` for an equation. For the characters themselves, write two backslashes.",
            )
        return False
    state.put(Text(escaped, state.span(start, start + 2)), start, start + 2)
    state.pos = start + 2
    return True


def entity(state: SourceInline, silent: bool) -> bool:
    """`&nbsp;`, `&#8211;`: a character by its HTML name or number."""
    start = state.pos
    found = _ENTITY.match(state.src, start, state.posMax) if state.src[start] == "&" else None
    if found is None:
        return False
    character = unescape(found[0])
    if character == found[0]:
        return False
    end = found.end()
    if character in ("\n", "\t", "\r"):
        character = " "
    elif not character or CONTROL.search(character):
        state.problem(f"{found[0]} names no printable character.", start, end, "Delete it.")
        character = "\ufffd"
    state.put(Text(character, state.span(start, end)), start, end)
    state.pos = end
    return True


def code(state: SourceInline, silent: bool) -> bool:
    """`` `code` `` (CommonMark 6.1): as many backticks behind it as before it."""
    start = state.pos
    if state.src[start] != "`":
        return False
    found = state.scan.closing_backticks(start, state.posMax)
    if found is None:
        end = start + 1
        while end < state.posMax and state.src[end] == "`":
            end += 1
        state.add_text(start, end)
        state.pos = end
        return True
    after, close, end = found
    content = state.src[after:close].replace("\n", " ")
    if state.in_cell:
        content = content.replace("\\|", "|")
    if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
        content = content[1:-1]
    state.put(Code(content, state.span(start, end)), start, end)
    state.pos = end
    return True
