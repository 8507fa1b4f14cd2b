"""Small reviews built by hand, for tests of what lies below the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from toolkit.model.block import Block, Suppression
from toolkit.model.inline import Localized, Text
from toolkit.model.journal import Journal
from toolkit.model.reference import Bibliography, Reference
from toolkit.model.review import (
    CheckSettings,
    LoadedReview,
    Metadata,
    ResolvedReview,
    ResolvedSection,
    Section,
    Unresolved,
)
from toolkit.model.source import Span

ROOT = Path("/reviews/example")
TEXT = ROOT / "sections" / "01.md"


def at(line: int, column: int = 1, length: int = 0, path: Path = TEXT) -> Span:
    return Span.at(path, line, column, length)


def text(words: str, line: int = 1, column: int = 1) -> Text:
    """A text node that stands at this place, word for word."""
    return Text(words, at(line, column, len(words)))


def review(
    blocks: Iterable[Block] = (),
    *,
    settings: CheckSettings | None = None,
    suppressions: Iterable[Suppression] = (),
    unresolved: Iterable[Unresolved] = (),
    references: Iterable[Reference] = (),
    sources: Mapping[Path, str] | None = None,
) -> ResolvedReview:
    """A resolved review with one section."""
    metadata = Metadata(Localized({"en": (Text("Title"),)}), "en", "test", check=settings or CheckSettings())
    section = Section("text", Localized(), tuple(blocks), TEXT, at(1), suppressions=tuple(suppressions))
    source = LoadedReview(
        root=ROOT,
        metadata=metadata,
        journal=Journal("test", {"en": "Test"}),
        sections=(section,),
        evidence={},
        tables={},
        bibliography=Bibliography({reference.id: reference for reference in references}),
        sources=sources or {},
    )
    return ResolvedReview(
        source=source,
        language="en",
        title="Title",
        front=(),
        sections=(ResolvedSection(section, section.blocks),),
        back=(),
        footnotes=(),
        references_heading="References",
        bibliography=(),
        citations=(),
        unresolved=tuple(unresolved),
    )
