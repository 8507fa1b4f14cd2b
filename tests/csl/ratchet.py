"""The ratchet: which conformance cases pass, and why some never will.

`passing.txt` has one line per case of the suite (`suite/NAME`), and one per style of the
oracle, with the positions that pass: `official/apa/citation 0-12 14-51`. A listed case that
fails and an unlisted one that passes both fail the test; `--update` of the runner rewrites it.
`divergences.yaml` gives the reason for each case that is not followed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent
PASSING = FOLDER / "passing.txt"
DIVERGENCES = FOLDER / "divergences.yaml"


def read_passing(path: Path) -> set[str]:
    """The keys of all passing cases."""
    keys: set[str] = set()
    if not path.exists():
        return keys
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        stem, *ranges = line.split(" ")
        if not ranges:
            keys.add(stem)
        for part in ranges:
            first, _, last = part.partition("-")
            keys.update(f"{stem}/{index}" for index in range(int(first), int(last or first) + 1))
    return keys


def write_passing(path: Path, keys: Iterable[str]) -> None:
    """Write the list; the same keys give the same file."""
    single: set[str] = set()
    numbered: defaultdict[str, list[int]] = defaultdict(list)
    for key in keys:
        stem, _, last = key.rpartition("/")
        if stem.count("/") == 2:
            numbered[stem].append(int(last))
        else:
            single.add(key)
    lines = sorted(
        [*single, *(f"{stem} {' '.join(_ranges(sorted(found)))}" for stem, found in numbered.items())]
    )
    head = (
        "# Conformance cases that pass; rewritten by python -m tests.csl.conformance suite|oracle --update\n"
    )
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _ranges(numbers: list[int]) -> Iterator[str]:
    start = previous = numbers[0]
    for number in [*numbers[1:], None]:
        if number is not None and number == previous + 1:
            previous = number
            continue
        yield str(start) if start == previous else f"{start}-{previous}"
        if number is not None:
            start = previous = number


def read_divergences(path: Path) -> dict[str, str]:
    """Reason by key; each entry of the file is a reason and the cases that it stands for."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    reasons: dict[str, str] = {}
    for entry in entries:
        for key in entry["cases"]:
            reasons[key] = " ".join(entry["reason"].split())
    return reasons
