"""The parser, put together: which rules there are, and in which order they are tried."""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import blockquote, fence, heading, hr, lheading, list_block, paragraph, reference
from markdown_it.rules_inline import emphasis as markdown_it_emphasis
from markdown_it.rules_inline import link_pairs
from mdit_py_plugins.footnote.index import footnote_def

from toolkit.load.markdown import emphasis, text
from toolkit.load.markdown.citations import narrative
from toolkit.load.markdown.comments import comment_block, inline_comment
from toolkit.load.markdown.critic import critic
from toolkit.load.markdown.fences import fence as block_fence
from toolkit.load.markdown.links import autolink, bare_address, bracket, image
from toolkit.load.markdown.mathematics import display_math, inline_math
from toolkit.load.markdown.pipe_tables import pipe_table
from toolkit.load.markdown.scripts import subscript, superscript
from toolkit.load.markdown.state import MAX_NESTING, SourceBlockParser, SourceInlineParser
from toolkit.load.markdown.values import stray_attributes, value

# With each block rule, the blocks that it may end without a blank line before it. Lines indented by
# four spaces are no code here: a paragraph set in so is a paragraph.
_BLOCK_RULES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("comment", comment_block, ("paragraph", "reference")),
    ("block_fence", block_fence, ("paragraph", "reference", "blockquote", "list")),
    ("display_math", display_math, ("paragraph", "reference", "blockquote", "list")),
    ("pipe_table", pipe_table, ("paragraph", "reference")),
    ("fence", fence, ("paragraph", "reference", "blockquote", "list")),
    ("blockquote", blockquote, ("paragraph", "reference", "blockquote", "list")),
    ("hr", hr, ("paragraph", "reference", "blockquote", "list")),
    ("list", list_block, ("paragraph", "reference", "blockquote")),
    ("footnote_def", footnote_def, ("paragraph", "reference")),
    ("reference", reference, ()),
    ("heading", heading, ("paragraph", "reference", "blockquote")),
    ("lheading", lheading, ()),
    ("paragraph", paragraph, ()),
)
_INLINE_RULES: tuple[tuple[str, Any], ...] = (
    ("text", text.text),
    ("newline", text.newline),
    ("escape", text.escape),
    ("code", text.code),
    ("narrative", narrative),
    ("bracket", bracket),
    ("emphasis", emphasis.emphasis),
    ("strikethrough", emphasis.strikethrough),
    ("subscript", subscript),
    ("superscript", superscript),
    ("math", inline_math),
    ("value", value),
    ("critic", critic),
    ("stray_attributes", stray_attributes),
    ("image", image),
    ("comment", inline_comment),
    ("autolink", autolink),
    ("bare_address", bare_address),
    ("entity", text.entity),
)
_PAIR_RULES: tuple[tuple[str, Any], ...] = (
    ("balance_pairs", link_pairs),
    ("strikethrough", emphasis.strikethrough_pairs),
    ("emphasis", markdown_it_emphasis.postProcess),
)


class SourceMarkdown(MarkdownIt):
    """markdown-it-py with the parsers and rules of this package."""

    block: SourceBlockParser
    inline: SourceInlineParser

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Every address passes here; those that we do not let through are reported where they are used."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """An address as typed; it is encoded where it is used."""
        return url


@cache
def parser() -> SourceMarkdown:
    """The parser; made once, as it keeps nothing between two texts."""
    markdown = SourceMarkdown("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    markdown.block = SourceBlockParser()
    markdown.inline = SourceInlineParser(markdown)
    for name, block_rule, ends in _BLOCK_RULES:
        markdown.block.ruler.push(name, block_rule, {"alt": list(ends)})
    for name, rule in _INLINE_RULES:
        markdown.inline.ruler.push(name, rule)
    for name, rule in _PAIR_RULES:
        markdown.inline.ruler2.push(name, rule)
    return markdown
