"""What the oldest Python that is promised does differently."""

from __future__ import annotations

import ast
import re

from tests.conftest import REPOSITORY

_ESCAPE_OR_CLASS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]", re.DOTALL)
_POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+(?!,)")


def test_no_group_is_repeated_possessively() -> None:
    """Python 3.11.0 to 3.11.4 match `(?:…)*+` wrongly, `(?>(?:…)*)` rightly (python/cpython#106052)."""
    found = [
        f"{path.relative_to(REPOSITORY)}:{node.lineno}: {node.value}"
        for path in sorted((REPOSITORY / "toolkit").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if _POSSESSIVE_GROUP.search(_ESCAPE_OR_CLASS.sub("x", node.value))
    ]
    assert found == []
