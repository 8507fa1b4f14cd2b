"""A small review that tests write, break in one place, and load. All of it is synthetic."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from toolkit.errors import ToolkitError
from toolkit.load.project import load_review
from toolkit.load.reader import read_shape
from toolkit.load.yaml_file import parse_yaml
from toolkit.load.yaml_nodes import Node
from toolkit.model.diagnostic import Problem
from toolkit.model.review import LoadedReview

T = TypeVar("T")

FILES: Mapping[str, str] = {
    "review.yaml": """\
title: {zh: 合成综述, en: A synthetic review}
language: zh-CN
journal: cn-medical-biotechnology
authors:
  - name: {zh: 作者甲, en: AUTHOR A}
    affiliations: [unit]
    email: author@example.org
    corresponding: true
affiliations:
  unit: {zh: 合成单位, en: Synthetic unit}
abstract: {zh: 合成摘要。, en: A synthetic abstract.}
keywords: {zh: [合成, 测试], en: [synthetic, test]}
bibliography: [references.bib]
abbreviations:
  EXO: {zh: 外泌体, en: exosome}
""",
    "references.bib": """\
@article{synthetic2020, author = {Author, A}, title = {A synthetic title}, year = {2020}, journal = {None}}
""",
    "sections/01-introduction.md": """\
---
id: introduction
title: {zh: 引言, en: Introduction}
role: introduction
---
合成文本[@synthetic2020]，见 @tbl:products。

::: table products
:::
""",
    "evidence/products.yaml": """\
schema: delivery
records:
  - id: one
    product: Product 1
    source: A
    size: 165.4 nm
    markers: [M1, M2]
    effect: {zh: 合成作用, en: synthetic effect}
    cite: ["@synthetic2020"]
""",
    "tables/products.yaml": """\
id: products
caption: {zh: 合成表, en: A synthetic table}
records: products
columns:
  - {field: product}
  - {cite: true}
""",
}


def write_review(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The review in a new folder, with some files changed, added, or (None) left out."""
    root = folder / "review"
    for name, content in {**FILES, **(changes or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def load(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> LoadedReview:
    return load_review(write_review(folder, changes))


def problems_of(folder: Path, changes: Mapping[str, str | bytes | None]) -> list[Problem]:
    """What loading a changed review complains of, whether a review comes out of it or not."""
    try:
        return list(load(folder, changes).problems)
    except ToolkitError as error:
        return list(error.problems)


def places(problems: list[Problem]) -> list[tuple[str, int, int]]:
    """File name, line and column of each problem."""
    return [(p.span.path.name, p.span.line, p.span.column) for p in problems if p.span is not None]


def edited(name: str, old: str, new: str) -> dict[str, str]:
    """One file of the review with one passage replaced."""
    assert FILES[name].count(old) == 1, f"{old!r} is not in {name} once"
    return {name: FILES[name].replace(old, new)}


def node_of(text: str) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    return parse_yaml(text, Path("file.yaml"), problems), problems


def shape_of(text: str, shape: type[T]) -> tuple[T | None, list[Problem]]:
    node, problems = node_of(text)
    return read_shape(node, shape, problems, "The file"), problems
