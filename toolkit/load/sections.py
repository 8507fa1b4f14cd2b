"""`sections/*.md` → sections: front matter and body."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from toolkit.load.ids import Ids, check_id
from toolkit.load.paths import project_path
from toolkit.load.reader import read_shape
from toolkit.load.rich import RichText
from toolkit.load.shapes import SectionFront
from toolkit.load.sources import Sources
from toolkit.load.yaml_file import parse_yaml
from toolkit.model.block import (
    Block,
    Blocks,
    Equation,
    FigureBlock,
    Heading,
    ListBlock,
    Quote,
    TableBlock,
    walk_blocks,
)
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import mutable
from toolkit.model.inline import Localized
from toolkit.model.review import Section
from toolkit.model.source import Span

_NUMBER = re.compile(r"^\d+[-_. ]*")


@mutable
class _Front:
    """A front matter with its defaults filled in."""

    id: str
    title: Localized
    span: Span
    role: str = ""
    numbered: bool = True


def read_section(path: Path, root: Path, sources: Sources, rich: RichText, ids: Ids) -> Section | None:
    """One section, its ids claimed; None, and a problem, if the file cannot be read."""
    from toolkit.load.markdown import parse_sections_body, split_front_matter

    text = sources.text(path)
    if text is None:
        return None
    problems = sources.problems
    parts = split_front_matter(text, path, problems)
    front = _front(parts.yaml, parts.yaml_line, path, rich)
    ids.claim("section", front.id, front.span)
    body = parse_sections_body(parts.body, path, parts.body_line, problems, language=rich.language)
    _claim_all(body.blocks, parts.body_line, ids)
    return Section(
        id=front.id,
        title=front.title,
        blocks=_with_safe_figures(body.blocks, root, problems),
        path=path,
        span=front.span,
        role=front.role,
        numbered=front.numbered,
        footnotes=body.footnotes,
        suppressions=body.suppressions,
    )


def _front(yaml: str, line: int, path: Path, rich: RichText) -> _Front:
    """The front matter. What it does not say, the file's name does."""
    default = _NUMBER.sub("", path.stem) or path.stem
    before = len(rich.problems)
    node = parse_yaml(yaml, path, rich.problems, first_line=line) if yaml.strip() else None
    shape = read_shape(node, SectionFront, rich.problems, "The front matter")
    if shape is None:
        if len(rich.problems) == before:
            rich.problems.append(_no_title(Span.at(path)))
        return _Front(default, Localized(), Span.at(path))
    span = shape.node.span_of("id") if shape.id else Span.at(path, line or 1)
    if shape.id:
        check_id(shape.id, span, rich.problems)
    if not shape.title and shape.role != "introduction" and len(rich.problems) == before:
        rich.problems.append(_no_title(Span.at(path, line or 1)))
    return _Front(shape.id or default, rich.localized(shape.title), span, shape.role, shape.numbered)


def _no_title(span: Span) -> Problem:
    return Problem(
        "This section has no title.",
        span,
        "Begin the file with a line `---`, a line `title: …`, and another line `---`.",
    )


# --- ids ------------------------------------------------------------------------


def _claim_all(blocks: Blocks, first_line: int, ids: Ids) -> None:
    """Note the ids of a body. Repetitions inside it were reported by the Markdown parser."""
    for block in walk_blocks(blocks):
        match block:
            case Heading():
                kind = "section"
            case FigureBlock():
                kind = "figure"
            case Equation():
                kind = "equation"
            case TableBlock():
                kind = "table" if block.table is not None else "placement"
            case _:
                continue
        if block.id and block.span is not None:
            ids.claim(kind, block.id, block.span, reported_from=first_line)


# --- pictures stay inside the review's folder --------------------------------------


def _with_safe_figures(blocks: Blocks, root: Path, problems: list[Problem]) -> Blocks:
    """The blocks, with no file for a figure whose path may not be read."""
    return tuple(_with_safe_figure(block, root, problems) for block in blocks)


def _with_safe_figure(block: Block, root: Path, problems: list[Problem]) -> Block:
    match block:
        case FigureBlock() if block.file:
            span = block.file_span or block.span or Span.at(root)
            path = project_path(block.file, root, span, problems)
            return block if path is not None else replace(block, file="")
        case ListBlock():
            return replace(
                block, items=tuple(_with_safe_figures(item, root, problems) for item in block.items)
            )
        case Quote():
            return replace(block, blocks=_with_safe_figures(block.blocks, root, problems))
        case _:
            return block
