"""Indexes of large bibliographies, kept between runs under the hash of what they were made from.

An index is found by the content of its bibliography alone, so it cannot be stale. It may be
deleted at any time; one that is damaged, or cannot be written, costs a second and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from toolkit.load.bibliography.bibtex_index import Index, Piece
from toolkit.resources import cache_folder

_MAGIC = b"review-toolkit bibtex index 2\n"
_OLD = 90 * 24 * 3600
"""Seconds after which an index that nobody used is deleted."""
_ITEM = 8
_DIGEST = 32


def cached_index(data: bytes, build: Callable[[bytes], Index]) -> Index:
    """The index of a bibliography: from the cache, or built and put there."""
    path = cache_folder() / "bibliographies" / f"{hashlib.sha256(data).hexdigest()}-{sys.byteorder}"
    with contextlib.suppress(OSError, ValueError, KeyError):
        found = _unpack(path.read_bytes())
        with contextlib.suppress(OSError):
            os.utime(path)
        return found
    index = build(data)
    with contextlib.suppress(OSError):
        _write(path, _pack(index))
        _forget_old(path.parent)
    return index


def _pack(index: Index) -> bytes:
    header = {
        "entries": len(index),
        "strings": [_listed(piece) for piece in index.strings],
        "broken": [_listed(piece) for piece in index.broken],
    }
    columns = (array("Q", column).tobytes() for column in (index.starts, index.ends, index.lines))
    keys = "\n".join(index.keys).encode()
    payload = b"".join((json.dumps(header).encode(), b"\n", *columns, keys))
    return _MAGIC + hashlib.sha256(payload).digest() + payload


def _unpack(data: bytes) -> Index:
    """Raises `ValueError` or `KeyError` for anything that `_pack` did not make."""
    digest, payload = data[len(_MAGIC) : len(_MAGIC) + _DIGEST], data[len(_MAGIC) + _DIGEST :]
    if not data.startswith(_MAGIC) or hashlib.sha256(payload).digest() != digest:
        raise ValueError("not an index, or a damaged one")
    head, _, rest = payload.partition(b"\n")
    header = json.loads(head)
    length = header["entries"] * _ITEM
    columns = [array("Q", rest[at : at + length]) for at in range(0, 3 * length, length or 1)]
    starts, ends, lines = columns or (array("Q"), array("Q"), array("Q"))
    text = rest[3 * length :].decode()
    keys = text.split("\n") if header["entries"] else []
    strings, broken = (tuple(Piece(*item) for item in header[name]) for name in ("strings", "broken"))
    return Index(keys, starts, ends, lines, strings, broken)


def _listed(piece: Piece) -> list[str | int]:
    return [piece.key, piece.start, piece.end, piece.line]


def _write(path: Path, content: bytes) -> None:
    """Beside its place, then moved: another process sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _forget_old(folder: Path) -> None:
    now = time.time()
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if now - path.stat().st_mtime > _OLD:
                path.unlink()
