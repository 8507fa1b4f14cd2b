"""Whether every independent style loads and formats forty varied works.

    python -m tests.csl.all_styles [-k TEXT] [-j N]

One line per style that fails, last a summary: `all styles: 2851 passed of 2851`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.csl.varied import clusters, references
from toolkit import resources
from toolkit.csl import parse_style, process, to_html

TROUBLE = re.compile(r"(?i:error|traceback|undefined)|\bNone\b|\bnan\b|%s|\{\}|<toolkit|Blob")
"""What must not stand in the output: no work in the sample has such words."""


def independent_styles() -> list[Path]:
    """The styles that are no alias of another one."""
    return [path for path in resources.style_files() if path.parent.name != "dependent"]


def check(path: Path) -> str | None:
    """What is wrong with a style, or nothing."""
    works = references()
    try:
        style = parse_style(path.read_bytes(), path.name)
        result = process(style, works, clusters([work.id for work in works]))
    except Exception as error:  # noqa: BLE001 - whatever is raised is what this looks for
        return f"{type(error).__name__}: {error}"
    texts = [to_html(text) for text in (*result.citations, *(entry.whole for entry in result.bibliography))]
    if not any(texts):
        return "nothing is printed"
    bad = next((text for text in texts if TROUBLE.search(text)), None)
    return None if bad is None else f"printed: {bad}"


def check_all(paths: Iterable[Path], workers: int | None = None) -> list[tuple[Path, str]]:
    """The styles that fail, with what is wrong."""
    waiting = list(paths)
    count = workers or os.cpu_count() or 1
    if count == 1 or len(waiting) < 16:
        found: Iterable[str | None] = map(check, waiting)
        return [(path, trouble) for path, trouble in zip(waiting, found, strict=True) if trouble]
    with ProcessPoolExecutor(count) as pool:
        found = pool.map(check, waiting, chunksize=8)
        return [(path, trouble) for path, trouble in zip(waiting, found, strict=True) if trouble]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.csl.all_styles")
    parser.add_argument("-k", dest="text", default="", help="only styles whose id contains TEXT")
    parser.add_argument("-j", dest="workers", type=int, help="number of processes")
    options = parser.parse_args(arguments)
    paths = [path for path in independent_styles() if options.text in path.stem]
    failed = check_all(paths, options.workers)
    for path, trouble in failed:
        print(f"{path.stem}: {trouble}")
    print(f"all styles: {len(paths) - len(failed)} passed of {len(paths)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
