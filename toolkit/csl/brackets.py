"""Parentheses inside parentheses, in the styles that cite in notes."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.csl.tree import Blob


class Brackets:
    """In notes, parentheses inside parentheses become square brackets."""

    def __init__(self, *, active: bool) -> None:
        self.active = active
        self.depth = 0

    def update(self, text: str) -> str:
        if not self.active or ("(" not in text and ")" not in text):
            return text
        result = []
        for character in text:
            if character == "(":
                result.append("[" if self.depth % 2 else "(")
                self.depth += 1
            elif character == ")":
                result.append(")" if self.depth % 2 else "]")
                self.depth -= 1
            else:
                result.append(character)
        return "".join(result)

    def nest(self, blobs: Iterable[Blob]) -> None:
        """The same for groups that stand in parentheses inside others that do."""
        if self.active:
            for blob in blobs:
                _nest(blob, self.depth)


def _nest(blob: Blob, depth: int) -> None:
    if blob.kids is None:
        return
    enclosed = blob.prefix.count("(") == 1 and blob.suffix.count(")") == 1
    if enclosed and ")" not in blob.prefix and "(" not in blob.suffix:
        if depth % 2:
            blob.prefix = blob.prefix.replace("(", "[")
            blob.suffix = blob.suffix.replace(")", "]")
        depth += 1
    for kid in blob.kids:
        _nest(kid, depth)
