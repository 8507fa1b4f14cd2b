"""Markdown that nobody writes on purpose costs no more than its length."""

from __future__ import annotations

import pytest

from tests.benchmarks.clock import growth
from tests.load.markdown.tree import parse

SIZE, TIMES = 2_000, 10
GROWTH = 40
"""Ten times the text must take far less than a hundred times as long."""
PATHOLOGICAL = [
    "[", "[a", "[a](", "[a](<b", "[a](b ", "![", "]", "[^", "^[", "[]{", "*", "**a", "*a_ ", "_a", "~",
    "~a", "~~a", "^a", "`", "`a``", "$", "$a ", "$$", "@", "@a", "[@a;", "[@a；", "[@a [", "@{",
    "@doi:10.1000/", "{{", "{{'", '{{"a', "}}", "{++", "{++a{--", "{~~a~>", "{>>", "{", "{#a", "<", "<a:",
    "<!--", "<!-- ", "&", "&a", "\\", "\\[", "> ", "- ", "1. ", "| ", "|-", ":::", "::: a\n", "$$\n",
    "<!--\n", "```\n", "[a]: \n", "[^a]: x\n\n", "| a |\n|-|\n", "# ", "a\n", "> a\n", "- a\n", "(",
    "https://a", "@a 等 [", "[@a p. ", "[@a, 1,",
]  # fmt: skip


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    assert growth(lambda count: parse(piece * (count // len(piece))), SIZE, GROWTH, times=TIMES) <= GROWTH
