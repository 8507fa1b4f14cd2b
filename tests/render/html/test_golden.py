"""The markup of every node and block against `golden/fragments.html`."""

from __future__ import annotations

from pathlib import Path

from tests.render.html.golden import fragments, stored


def test_fragments(root: Path) -> None:
    drawn = fragments(root)
    kept = stored()
    assert list(drawn) == list(kept), "cases differ: run python -m tests.render.html.golden"
    for name, markup in drawn.items():
        assert markup == kept[name], f"{name}: if meant, run python -m tests.render.html.golden"
