"""Short forms for the nodes of the document model, for reviews built by hand."""

from tests.render.sample_tables import entry_link
from toolkit.model.block import (
    Block,
    Heading,
    ListBlock,
    NumberedHeading,
    Paragraph,
)
from toolkit.model.inline import (
    Citation,
    CiteItem,
    CrossReference,
    Inline,
    Inlines,
    ResolvedCitation,
    ResolvedCrossReference,
    Style,
    Styled,
    Target,
    TargetKind,
    TargetLink,
    Text,
)


def text(*parts: str | Inline) -> Inlines:
    """Rich text from strings and nodes."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def styled(style: Style, *parts: str | Inline) -> Styled:
    return Styled(style, text(*parts))


def cite(*keys: str, superscript: bool = False) -> ResolvedCitation:
    """`[1]`, or `[1, 2]`, as the resolver gives it."""
    links: list[Inline] = []
    for position, key in enumerate(keys):
        links += [Text(", ")] if position else []
        links.append(entry_link(key))
    content = text("[", *links, "]")
    if superscript:
        content = (Styled(Style.SUPER, content),)
    return ResolvedCitation(Citation(tuple(CiteItem(key) for key in keys)), content, keys)


def narrative(name: str, key: str) -> ResolvedCitation:
    """`样例甲等[1]`."""
    content = text(name, "[", entry_link(key), "]")
    return ResolvedCitation(Citation((CiteItem(key),), narrative=True), content, (key,))


def refer(kind: TargetKind, target: str, visible: str) -> ResolvedCrossReference:
    """A cross-reference with one target: `表 1`."""
    return ResolvedCrossReference(
        CrossReference((Target(kind, target),)), (TargetLink(kind, target, text(visible)),)
    )


def paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(text(*parts))


def heading(level: int, number: str, identifier: str, title: str) -> NumberedHeading:
    source = Heading(level, text(title), identifier, numbered=bool(number))
    return NumberedHeading(number, source, source.content, f"{number}  " if number else "", identifier)


def text_item(line: str, inner: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """One item of a list, with a bullet list inside it if `inner` is given."""
    blocks: tuple[Block, ...] = (Paragraph(text(line)),)
    if inner:
        blocks += (ListBlock(tuple((Paragraph(text(part)),) for part in inner)),)
    return blocks
