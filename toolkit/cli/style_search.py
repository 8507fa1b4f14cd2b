"""A quick look into every CSL style file: its names, ISSNs and parent, without parsing the style.

Eleven thousand files are read anew at each search, about their first four kilobytes, where
`<info>` stands. That takes about a second, and no index has to be kept right.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from toolkit.model.frozen import frozen

_HEAD = 4096
_ISSN = re.compile(r"(\d{4})-?(\d{3}[\dxX])")
_FIELD = re.compile(r"<(title|title-short|issn|eissn|issnl)>([^<]*)</\1>")
_ID = re.compile(r"<id>\s*([^<]*?)\s*</id>")
_PARENT = re.compile(r"<link\s[^>]*independent-parent[^>]*>")
_HREF = re.compile(r"""href\s*=\s*["']([^"']*)["']""")


@frozen
class StyleEntry:
    """What a style says of itself. `parent` is the id of the style that a dependent one points to."""

    id: str
    title: str
    short: str
    issns: tuple[str, ...]
    parent: str
    path: Path


def read_entry(path: Path) -> StyleEntry:
    """The names in the head of a style file."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if b"</info>" not in head:
            head += file.read()
    return _entry(path, head.partition(b"</info>")[0].decode("utf-8", "replace"))


def _entry(path: Path, info: str) -> StyleEntry:
    found: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(info):
        found.setdefault(name, []).append(html.unescape(" ".join(value.split())))
    link = _PARENT.search(info)
    address = _HREF.search(link[0]) if link else None
    return StyleEntry(
        id=path.stem,
        title=next(iter(found.get("title", [])), path.stem),
        short=next(iter(found.get("title-short", [])), ""),
        issns=tuple(dict.fromkeys(v for key in ("issn", "eissn", "issnl") for v in found.get(key, []))),
        parent=address[1].rstrip("/").rpartition("/")[2] if address else "",
        path=path,
    )


def plain(text: str) -> str:
    """For comparing: lower case, without accents, other signs as spaces (`&` reads as `and`)."""
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and ").casefold())
    letters = "".join(" " if not c.isalnum() else c for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())


def search(wanted: str, paths: Iterable[Path]) -> list[StyleEntry]:
    """The styles that answer to `wanted`, the best first: an ISSN, an id, or words of a name."""
    issn = _ISSN.fullmatch(wanted.strip())
    if issn:
        number = f"{issn[1]}-{issn[2].upper()}"
        return [entry for entry in map(read_entry, paths) if number in map(str.upper, entry.issns)]
    query = plain(wanted.rpartition("/")[2] if wanted.startswith("http") else wanted)
    ranked = [
        (rank, order, entry)
        for order, entry in enumerate(map(read_entry, paths))
        if (rank := _rank(query, entry)) is not None
    ]
    return [entry for _, _, entry in sorted(ranked, key=lambda found: found[:2])]


def _rank(query: str, entry: StyleEntry) -> tuple[int, int] | None:
    """How well an entry answers: whole name, its beginning, whole words, parts of words; or not at all."""
    names = [plain(name) for name in (entry.title, entry.id, entry.short) if name]
    words = query.split()
    if not words:
        return None
    if query in names:
        return 0, 0
    if any(name.startswith(f"{query} ") for name in names):
        return 1, len(names[0])
    joined = " ".join(names)
    if set(words) <= set(joined.split()):
        return 2, len(names[0])
    if all(word in joined for word in words):
        return 3, len(names[0])
    return None


def nearest(wanted: str, paths: Iterable[Path], count: int = 3) -> list[str]:
    """Ids of styles whose file names look like `wanted`; reads no file."""
    from rapidfuzz import fuzz, process

    stems = [path.stem for path in paths]
    query = plain(wanted).replace(" ", "-")
    found = process.extract(query, stems, scorer=fuzz.ratio, limit=count, score_cutoff=65)
    return [stem for stem, _, _ in found]
