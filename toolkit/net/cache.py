"""Answers on disk, so that the same question is not asked again for some days.

One file per question, named by a hash of its URL, written beside its place and moved over it:
two processes may share the folder. A file names its URL and carries a checksum of all it says;
one that does not fit is no answer. Where the folder cannot be written there is no cache, and
nothing else changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from toolkit.resources import cache_folder

_DAY = 86400.0
_FOUND_DAYS, _MISSING_DAYS = 7, 1
"""How long an answer is good. What is not there today may be registered tomorrow."""
_KEPT_DAYS = 60
_OK = 200


class Stored(NamedTuple):
    """An answer: status code, body, and when it was given (seconds since 1970)."""

    status: int
    body: bytes
    time: float


class Cache:
    """A folder of answers. With `refresh` nothing is read from it, but what is new is kept."""

    def __init__(self, folder: Path | None = None, *, refresh: bool = False) -> None:
        self._folder = (folder or cache_folder()) / "http"
        self._refresh = refresh

    def get(self, url: str) -> Stored | None:
        """The answer kept for this URL, if there is one that is whole and not too old."""
        if self._refresh:
            return None
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            told = json.loads(head)
            stored = Stored(int(told["status"]), body, float(told["time"]))
            whole = told["sha256"] == _checksum(url, stored)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        days = _FOUND_DAYS if stored.status == _OK else _MISSING_DAYS
        fresh = 0 <= time.time() - stored.time < days * _DAY
        return stored if whole and fresh else None

    def put(self, url: str, stored: Stored) -> None:
        """Keep an answer. A folder that cannot be written is no failure."""
        head = {
            "url": url,
            "status": stored.status,
            "time": stored.time,
            "sha256": _checksum(url, stored),
        }
        path = self._path(url)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(json.dumps(head).encode() + b"\n" + stored.body)
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what nobody will read any more."""
        limit = time.time() - _KEPT_DAYS * _DAY
        with suppress(OSError):
            for path in self._folder.glob("*/*"):
                with suppress(OSError):
                    if path.stat().st_mtime < limit:
                        path.unlink()

    def _path(self, url: str) -> Path:
        name = hashlib.sha256(url.encode()).hexdigest()
        return self._folder / name[:2] / name[2:]


def _checksum(url: str, stored: Stored) -> str:
    told = f"{url}\n{stored.status}\n{stored.time!r}\n".encode()
    return hashlib.sha256(told + stored.body).hexdigest()
