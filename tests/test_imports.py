"""The one-way rule: cli → pipeline → {load, resolve, check, render, library} → model, and csl → model."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "toolkit"
LEAVES = {"errors", "messages", "resources", "mathml", "nearest", "__init__"}
ALLOWED = {
    "model": set(),
    "errors": {"model"},
    "messages": set(),
    "resources": set(),
    "mathml": set(),
    "nearest": set(),
    "csl": {"model"},
    "load": {"model", "library"},
    "resolve": {"model", "csl"},
    "check": {"model"},
    "render": {"model"},
    "library": {"model"},
    "scaffold": {"model"},
    "net": {"model"},
    "pipeline": {"model", "load", "resolve", "check", "render", "library", "scaffold", "net"},
    "desk": {"model", "pipeline"},
    "cli": {"model", "pipeline", "csl", "desk"},
    "__init__": set(),
    "__main__": {"cli"},
}


def imported_modules(path: Path) -> set[str]:
    """Every module of the package that a file imports, inside functions included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names.update(f"{module}.{alias.name}" for alias in node.names)
            names.add(module)
    return {name for name in names if name == "toolkit" or name.startswith("toolkit.")}


def stage(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    own = stage(path.relative_to(PACKAGE).parts)
    allowed = ALLOWED[own] | {own} | (LEAVES - {"__init__"})
    for module in imported_modules(path):
        parts = tuple(module.split(".")[1:])
        if not parts or parts[0] == "__version__":
            continue
        assert stage(parts) in allowed, f"{own} may not import {module}"


def test_model_imports_nothing_of_the_package() -> None:
    for path in (PACKAGE / "model").rglob("*.py"):
        assert all(name == "toolkit" or name.startswith("toolkit.model") for name in imported_modules(path))
