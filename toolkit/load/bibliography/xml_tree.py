"""XML with the place of every text. Damage costs only what stands behind it.

expat rather than lxml, because lxml tells no columns. Entities that a file declares are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from xml.parsers import expat

from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.model.source import Span

_DECLARED = re.compile(r"(\s*<\?xml[^>]*?)\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*')")

_DEEPEST = 100
"""Elements within one another; PubMed and Zotero come to ten."""


@mutable
class Element:
    """An element: its name, attributes and children in order, and the place of its first text."""

    name: str
    attributes: dict[str, str]
    path: Path
    line: int
    column: int
    children: list[Element | str] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return Span.at(self.path, self.line, self.column)

    def elements(self) -> Iterator[Element]:
        return (child for child in self.children if isinstance(child, Element))

    def all(self, path: str) -> Iterator[Element]:
        """The elements of a path `a/b`, in order."""
        name, _, rest = path.partition("/")
        for child in self.elements():
            if child.name == name:
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def first(self, path: str) -> Element | None:
        return next(self.all(path), None)

    def text_at(self, path: str) -> str:
        """The text of the first element of a path, or nothing."""
        found = self.first(path)
        return " ".join(found.text.split()) if found is not None else ""

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _EntitiesError(Exception):
    """The file declares entities."""


class _DepthError(Exception):
    """Elements stand in one another deeper than in any bibliography."""


class _Reader:
    """Collects the elements of the wanted names, with all that is in them."""

    def __init__(self, path: Path, wanted: frozenset[str]) -> None:
        self.path = path
        self.wanted = wanted
        self.found: list[Element] = []
        self.stack: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.stack and name not in self.wanted:
            return
        parser = self.parser
        element = Element(
            name, attributes, self.path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        )
        if self.stack:
            self.stack[-1].children.append(element)
        self.stack.append(element)
        if len(self.stack) > _DEEPEST:
            raise _DepthError

    def _end(self, _name: str) -> None:
        if self.stack:
            element = self.stack.pop()
            if not self.stack:
                self.found.append(element)

    def _text(self, text: str) -> None:
        if not self.stack:
            return
        element = self.stack[-1]
        if not element.children and text.strip():
            element.line, element.column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        element.children.append(text)

    def _entity(self, *_: object) -> None:
        raise _EntitiesError


def elements_of(path: Path, text: str, wanted: frozenset[str], problems: list[Problem]) -> list[Element]:
    """The outermost elements of these names. Where the XML is damaged, those before the damage."""
    # The text is decoded already, whatever it says of its encoding.
    text = _DECLARED.sub(lambda match: match[1] + " " * (len(match[0]) - len(match[1])), text, count=1)
    reader = _Reader(path, wanted)
    try:
        reader.parser.Parse(text, True)
    except expat.ExpatError as error:
        place = Span.at(path, error.lineno, error.offset + 1)
        lost = "; what stands behind this place is not read" if reader.found else ""
        what = expat.ErrorString(error.code) or "it is damaged"
        problems.append(
            Problem(f"This is not valid XML: {what}{lost}.", place, "Export the references again.")
        )
    except _DepthError:
        place = Span.at(path, reader.parser.CurrentLineNumber, reader.parser.CurrentColumnNumber + 1)
        problems.append(
            Problem(
                f"Elements are nested more than {_DEEPEST} deep here; this and what follows is not read.",
                place,
                "Export the references again.",
            )
        )
    except _EntitiesError:
        problems.append(
            Problem(
                f"{path.name} declares entities, which no bibliography needs; it is not read.", Span.at(path)
            )
        )
        return []
    except (UnicodeError, ValueError) as error:
        problems.append(Problem(f"This XML cannot be read: {error}.", Span.at(path)))
    return reader.found
