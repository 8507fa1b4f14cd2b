"""A file in `figures/` is used by no figure.

`figures/` 中的文件没有被任何图使用。

## What it does
Reports pictures in the review's folder `figures/` that no `::: figure` names. A PNG beside an
SVG of the same name, which stands in for it where SVG is not drawn, and the sources of
drawings (`.ai`, `.psd`, `.drawio`, `.xlsx`, text files) are not judged.

## Why it matters
It is an older version that may be sent to the journal by mistake, or a figure that the text
has lost.

## Example
```
figures/mechanism.svg
figures/mechanism-old.png
```

## How to mend it
Delete it, or move it out of `figures/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="PRJ003",
    name="unused-figure-file",
    severity=Severity.HINT,
    message=Message(en="no figure uses `{file}`", zh="没有图使用 `{file}`"),
    help=Message(en="delete it, or move it out of `figures/`", zh="请将其删除，或移出 `figures/`"),
    inputs=("folder",),
)
_PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".pdf", ".webp", ".emf"})


def check(review: ResolvedReview) -> Iterator[Finding]:
    root = review.source.root
    used = {(root / figure.source.file).with_suffix("") for figure in review.figures.values()}
    for path in _pictures(root / "figures"):
        if path.with_suffix("") not in used:
            yield RULE.finding(_place(review), file=path.relative_to(root).as_posix())


def _pictures(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _PICTURES and path.is_file())


def _place(review: ResolvedReview) -> Span | None:
    """A picture has no lines to point at: the beginning of review.yaml stands for the project."""
    span = review.source.metadata.spans.get("title")
    return Span.at(span.path) if span else None
