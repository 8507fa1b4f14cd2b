"""Rebuilding the frozen trees: replace some nodes, keep all others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from toolkit.model.block import Block, FigureBlock, Heading, ListBlock, Paragraph, Quote
from toolkit.model.inline import (
    Change,
    Foreign,
    Inline,
    Inlines,
    Link,
    Localized,
    Styled,
)

InlineRewriter: TypeAlias = Callable[[Inline], Inlines | None]
"""What a node becomes, or None to keep it and look inside."""


def rewrite_inlines(nodes: Inlines, rewriter: InlineRewriter) -> Inlines:
    """The same tree with every node replaced that `rewriter` answers for."""
    out: list[Inline] = []
    changed = False
    for node in nodes:
        new = rewriter(node)
        if new is not None:
            out.extend(new)
            changed = True
            continue
        match node:
            case Styled() | Foreign() | Link() | Change():
                children = rewrite_inlines(node.children, rewriter)
                if children is not node.children:
                    node = replace(node, children=children)
                    changed = True
            case _:
                pass
        out.append(node)
    return tuple(out) if changed else nodes


def rewrite_block(block: Block, rewriter: Callable[[Inlines], Inlines]) -> Block:
    """The same block with every run of text passed through `rewriter`.

    Tables are finished by the table stage and are not looked into.
    """
    match block:
        case Paragraph() | Heading():
            return replace(block, content=rewriter(block.content))
        case ListBlock():
            items = tuple(tuple(rewrite_block(part, rewriter) for part in item) for item in block.items)
            return replace(block, items=items)
        case Quote():
            return replace(block, blocks=tuple(rewrite_block(part, rewriter) for part in block.blocks))
        case FigureBlock():
            return replace(
                block,
                caption=Localized({key: rewriter(text) for key, text in block.caption.texts.items()}),
                note=Localized({key: rewriter(text) for key, text in block.note.texts.items()}),
            )
        case _:
            return block
