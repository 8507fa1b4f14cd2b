"""The file of a figure is not there.

图的文件不存在。

## What it does
Looks for the picture of every figure in the review's folder and reports those that are not
there, with the nearest file name that is. The name must be right in its capitals too: a file
found on Windows or macOS as `Mechanism.PNG` is not found on other systems.

## Why it matters
The figure prints without its picture.

## Example
```markdown
::: figure mechanism
file: figures/mechanism.svg
:::
```
while the folder holds `figures/mechanisms.svg`.

## How to mend it
Correct the name, or put the file into the review's folder. The path is seen from the folder
that holds review.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.nearest import nearest

RULE = Rule(
    code="FIG003",
    name="missing-figure-file",
    severity=Severity.ERROR,
    message=Message(en="there is no file `{file}`", zh="找不到文件 `{file}`"),
    help=Message(
        en="put it into the review's folder, or correct `file:`; the path is seen from review.yaml",
        zh="请把文件放入综述文件夹，或更正 `file:`；路径以 review.yaml 所在文件夹为起点",
    ),
    inputs=("folder",),
)
NEAREST = Message(en="did you mean `{nearest}`?", zh="是否应为 `{nearest}`？")
UNNAMED = Message(en="figure `{id}` names no file", zh="图 `{id}` 未写明文件")
NAME_ONE = Message(en="add a line `file: figures/NAME`", zh="请加上一行 `file: figures/文件名`")


def check(review: ResolvedReview) -> Iterator[Finding]:
    root = review.source.root
    for name, figure in review.figures.items():
        source = figure.source
        span = source.file_span or source.span
        if source.chart is not None:
            continue
        if not source.file:
            yield RULE.finding(span, message=UNNAMED, help=NAME_ONE, id=name)
        elif not _stands(root / source.file):
            close = nearest(source.file, _pictures(root, source.file))
            yield RULE.finding(span, help=NEAREST if close else None, file=source.file, nearest=close or "")


def _stands(path: Path) -> bool:
    """Whether the file is there under exactly this name, capitals included."""
    try:
        return path.is_file() and any(entry.name == path.name for entry in path.parent.iterdir())
    except OSError:  # a name too long for the system, a folder that may not be read
        return False


def _pictures(root: Path, file: str) -> list[str]:
    """The files beside the one that is named, and those of `figures/`."""
    folders = {(root / file).parent, root / "figures"}
    return [
        path.relative_to(root).as_posix()
        for folder in folders
        if folder.is_dir() and folder.is_relative_to(root)
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith(".")
    ]
