"""Source nodes that nothing answers to, as the author wrote them: every format prints them so."""

from __future__ import annotations

from typing import TypeAlias

from toolkit.model.inline import Citation, CrossReference, FootnoteReference, Value

Unanswered: TypeAlias = Citation | CrossReference | FootnoteReference | Value
"""What the resolver replaces wherever there is an answer."""


def as_written(node: Unanswered) -> str:
    """The node in the notation of the manuscript, without the locators of its citations."""
    match node:
        case Citation():
            keys = "; ".join(f"@{item.key}" for item in node.items)
            return keys if node.narrative else f"[{keys}]"
        case CrossReference():
            return "; ".join(f"@{target.kind}:{target.id}" for target in node.targets)
        case Value():
            return f"{{{{ {node.expression} }}}}"
        case FootnoteReference():
            return f"[^{node.id}]"
