"""How often a host is asked: a minimum time between two requests, over all threads."""

from __future__ import annotations

import threading
import time


class Pace:
    """Lets requests to a host start at least `interval` seconds apart."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, interval: float) -> None:
        """Return when the next request to `host` may start."""
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next.get(host, now))
            self._next[host] = start + interval
        if start > now:
            time.sleep(start - now)

    def hold(self, host: str, seconds: float) -> None:
        """Start no further request to `host` for so long: it asked for it."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)
