"""The HTTP client that all services share: polite, patient within limits, and never raising."""

from __future__ import annotations

import os
import random
import re
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlencode, urlsplit

from toolkit import __version__
from toolkit.model.frozen import frozen
from toolkit.model.lookup import Answer, Found, NotChecked, NotFound
from toolkit.net import reasons
from toolkit.net.cache import Cache, Stored
from toolkit.net.pace import Pace

if TYPE_CHECKING:
    import ssl

    import httpx

T = TypeVar("T")

_OK, _NOT_FOUND = 200, 404
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Status codes after which the same request may succeed."""
_MAILTO = re.compile(r"[^\s@()<>;,\"]+@[^\s@()<>;,\"]+\.[A-Za-z]{2,}")


class UnreadableError(Exception):
    """An answer that is not what the service documents. Raised by the readers of the typed clients."""


@frozen
class Limits:
    """How long and how often to try; seconds and bytes."""

    connect: float = 10.0
    whole: float = 20.0
    """For one answer, from the first byte asked to the last one read."""
    attempts: int = 3
    backoff: float = 0.5
    """Before the second attempt; doubled before each further one."""
    longest_wait: float = 60.0
    """A service that asks for a longer pause (Retry-After) is left alone."""
    size: int = 8_000_000
    failures: int = 2
    """Questions in a row that a host may leave unanswered before it is left alone."""


def mailto() -> str:
    """The address in `REVIEW_MAILTO`, or nothing if it is none."""
    value = os.environ.get("REVIEW_MAILTO", "").strip()
    return value if _MAILTO.fullmatch(value) else ""


def base_url(variable: str, default: str) -> str:
    """The address of a service: from the environment, else its own."""
    return (os.environ.get(variable, "").strip() or default).rstrip("/")


class Client:
    """Asks services. May be shared by threads; close it, or use it in a `with` statement."""

    def __init__(self, cache: Cache | None = None, *, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._cache = cache or Cache()
        self._pace = Pace()
        self._failures: dict[str, int] = {}
        self._closed: dict[str, NotChecked] = {}
        self._lock = threading.Lock()
        self._http: httpx.Client | None = None
        """Made for the first question that no kept answer serves."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._cache.sweep()

    def ask(
        self,
        url: str,
        read: Callable[[bytes], T | None],
        *,
        params: Mapping[str, str] | None = None,
        accept: str = "application/json",
        interval: float = 0.0,
    ) -> Answer[T]:
        """What `read` makes of the answer to a GET request.

        `read` raises `UnreadableError` for an answer that the service does not document, and
        gives None for one that says that there is no such record, as status 404 does. Only an
        answer that could be read is kept. Requests to a host start `interval` seconds apart.
        """
        full = f"{url}?{urlencode(params)}" if params else url
        stored = self._cache.get(full)
        if stored is not None:
            answer = _read(stored, read, urlsplit(full).netloc)
            if not isinstance(answer, NotChecked):
                return answer
        got = self._fetch(full, accept, interval)
        if isinstance(got, NotChecked):
            return got
        answer = _read(got, read, urlsplit(full).netloc)
        if not isinstance(answer, NotChecked):
            self._cache.put(full, got)
        return answer

    def _fetch(self, url: str, accept: str, interval: float) -> Stored | NotChecked:
        """The answer of the service, after as many attempts as the limits allow."""
        host = urlsplit(url).netloc
        with self._lock:
            if host in self._closed:
                return self._closed[host]
            if self._failures.get(host, 0) >= self.limits.failures:
                return reasons.given_up(host)
        result: Stored | NotChecked = reasons.given_up(host)
        again = False
        for attempt in range(self.limits.attempts):
            if attempt:
                # Jitter, so that several threads do not return at the same moment.
                time.sleep(self.limits.backoff * 2 ** (attempt - 1) * random.uniform(0.8, 1.2))  # noqa: S311
            self._pace.wait(host, interval)
            result, again = self._attempt(url, host, accept)
            if not again:
                break
        with self._lock:
            # A host that refuses one question, or answers it badly, may well answer the next.
            self._failures[host] = self._failures.get(host, 0) + 1 if again else 0
        return result

    def _attempt(self, url: str, host: str, accept: str) -> tuple[Stored | NotChecked, bool]:
        """One attempt, and whether another one makes sense."""
        import httpx

        try:
            with self._session().stream("GET", url, headers={"Accept": accept}) as response:
                if response.status_code in (_OK, _NOT_FOUND):
                    return self._body(response, host)
                if response.status_code not in _PASSING:
                    return reasons.refused(host, response.status_code), False
                pause = _retry_after(response.headers.get("Retry-After", ""))
                if pause > self.limits.longest_wait:
                    with self._lock:
                        self._closed[host] = reasons.busy(host, pause)
                    return self._closed[host], False
                self._pace.hold(host, pause)
                return reasons.refused(host, response.status_code), True
        except httpx.TimeoutException:
            return reasons.timed_out(host, self.limits.whole), True
        except (httpx.TransportError, httpx.DecodingError) as error:
            return reasons.unreachable(host, error), True
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return reasons.unreachable(host, error), False

    def _session(self) -> httpx.Client:
        import httpx

        with self._lock:
            if self._http is None:
                address = mailto()
                agent = f"review-toolkit/{__version__}" + (f" (mailto:{address})" if address else "")
                self._http = httpx.Client(
                    headers={"User-Agent": agent},
                    timeout=httpx.Timeout(self.limits.whole, connect=self.limits.connect),
                    follow_redirects=True,
                    max_redirects=3,
                    verify=_tls(),
                )
            return self._http

    def _body(self, response: httpx.Response, host: str) -> tuple[Stored | NotChecked, bool]:
        """The body, unless it grows too large or comes too slowly."""
        if response.status_code == _NOT_FOUND and "html" in response.headers.get("Content-Type", ""):
            # A proxy's or a portal's page: no service says so that it has no such record.
            return reasons.nonsense(host, "HTML"), False
        deadline = time.monotonic() + self.limits.whole
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > self.limits.size:
                return reasons.too_large(host, self.limits.size), False
            if time.monotonic() > deadline:
                return reasons.timed_out(host, self.limits.whole), False
        return Stored(response.status_code, bytes(body), time.time()), False


@cache
def _tls() -> ssl.SSLContext:
    """Certificates to trust. Reading them takes 0.2 s, so it is done once."""
    import httpx

    return httpx.create_ssl_context()


def _read(stored: Stored, read: Callable[[bytes], T | None], host: str) -> Answer[T]:
    day = datetime.fromtimestamp(stored.time, UTC).date().isoformat()
    if stored.status == _NOT_FOUND:
        return NotFound(day)
    try:
        value = read(stored.body)
    except UnreadableError as error:
        return reasons.nonsense(host, str(error))
    return NotFound(day) if value is None else Found(value, day)


def _retry_after(value: str) -> float:
    """Seconds to wait (RFC 9110, section 10.2.3: a number of seconds, or a date)."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
