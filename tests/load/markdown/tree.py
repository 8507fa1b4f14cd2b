"""A parsed text as lines that one can read and write by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.load.markdown import Body, parse_sections_body
from toolkit.model.block import (
    Block,
    CodeBlock,
    Equation,
    FigureBlock,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    TableBlock,
)
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import (
    Change,
    Citation,
    CiteItem,
    Code,
    Comment,
    CrossReference,
    FootnoteReference,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Localized,
    Math,
    Styled,
    Text,
    Value,
)
from toolkit.model.source import Span

PATH = Path("section.md")


def parse(text: str, first_line: int = 1) -> tuple[Body, list[Problem]]:
    problems: list[Problem] = []
    return parse_sections_body(text, PATH, first_line, problems), problems


def tree_of(text: str) -> str:
    """The tree of a text, its notes and suppressions, and what was found wrong."""
    body, problems = parse(text)
    lines = [line for block in body.blocks for line in block_lines(block)]
    for note in body.footnotes.values():
        lines.append(f"Footnote {note.id} {place(note.span)}")
        lines += indented(line for block in note.blocks for line in block_lines(block))
    for found in body.suppressions:
        where = "file" if found.whole_file else f"line {found.line}"
        lines.append(f"Suppression {place(found.span)} {', '.join(found.codes)} {where}: {found.reason}")
    lines += [f"! {place(problem.span)} {problem.message}" for problem in problems]
    return "\n".join(lines)


def place(span: Span | None) -> str:
    assert span is not None
    end = f"{span.end_column}" if span.end_line == span.line else f"{span.end_line}:{span.end_column}"
    return f"{span.line}:{span.column}-{end}"


def indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def block_lines(block: Block) -> Iterator[str]:
    head, children = block_parts(block)
    yield f"{type(block).__name__} {place(block.span)} {head}".rstrip()  # type: ignore[union-attr]
    yield from indented(children)


def block_parts(block: Block) -> tuple[str, list[str]]:
    match block:
        case Paragraph():
            return "", inline_lines(block.content)
        case Heading():
            words = [
                str(block.level),
                f"#{block.id}" if block.id else "",
                "" if block.numbered else "unnumbered",
            ]
            return " ".join(filter(None, words)), inline_lines(block.content)
        case ListBlock():
            kind = "bullets" if block.start is None else f"from {block.start}"
            items = []
            for item in block.items:
                items += ["Item", *indented(line for part in item for line in block_lines(part))]
            return kind + ("" if block.tight else " loose"), items
        case Quote():
            return "", [line for part in block.blocks for line in block_lines(part)]
        case CodeBlock():
            return f"{block.language} {block.text!r}".strip(), []
        case Equation():
            return f"{block.tex!r}" + (f" #{block.id}" if block.id else ""), []
        case TableBlock():
            return block.id, [*localized_lines("caption", block.caption), *table_lines(block)]
        case FigureBlock():
            lines = [
                line
                for name in ("caption", "note", "alt")
                for line in localized_lines(name, getattr(block, name))
            ]
            width = f" width {block.width}" if block.width else ""
            return f"{block.id} {block.file}{width}", lines
        case _:
            raise AssertionError(f"a loader gives no {type(block).__name__}")


def localized_lines(name: str, text: Localized) -> list[str]:
    lines = []
    for language, nodes in text.texts.items():
        lines += [f"{name} {language}", *indented(inline_lines(nodes))]
    return lines


def table_lines(block: TableBlock) -> list[str]:
    if block.table is None:
        return []
    lines = [f"columns {', '.join(f'{column.align} {column.width:.2f}' for column in block.table.columns)}"]
    for row in (*block.table.head, *block.table.body):
        lines.append(row.kind)
        for cell in row.cells:
            lines += indented([f"Cell {place(cell.span)}", *indented(inline_lines(cell.content))])
    return lines


def inline_lines(nodes: Iterable[Inline]) -> list[str]:
    lines = []
    for node in nodes:
        head, children = inline_parts(node)
        lines.append(f"{type(node).__name__} {place(node.span)} {head}".rstrip())  # type: ignore[union-attr]
        lines += indented(children)
    return lines


def inline_parts(node: Inline) -> tuple[str, list[str]]:
    match node:
        case Text() | Code() | Comment():
            return repr(node.text), []
        case Math():
            return repr(node.tex), []
        case LineBreak():
            return "", []
        case Styled():
            return node.style.value, inline_lines(node.children)
        case Foreign():
            return node.language, inline_lines(node.children)
        case Link():
            return node.target, inline_lines(node.children)
        case Change():
            return node.kind, inline_lines(node.children)
        case Value():
            return node.expression, []
        case FootnoteReference():
            return node.id, []
        case CrossReference():
            return "", [f"{target.kind}:{target.id} {place(target.span)}" for target in node.targets]
        case Citation():
            kind = "narrative" if node.narrative else ""
            et_al = f" et al {node.et_al!r}" if node.et_al else ""
            return kind + et_al, [line for item in node.items for line in item_lines(item)]
        case _:
            raise AssertionError(f"a loader gives no {type(node).__name__}")


def item_lines(item: CiteItem) -> list[str]:
    locator = f" {item.label} {item.locator!r}" if item.locator else ""
    lines = [f"{'-' if item.suppress_author else ''}@{item.key} {place(item.span)}{locator}"]
    for name, nodes in (("prefix", item.prefix), ("suffix", item.suffix)):
        lines += indented([name, *indented(inline_lines(nodes))]) if nodes else []
    return lines
