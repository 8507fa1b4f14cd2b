"""A server on the loopback interface that answers as the services do, and fails as they do.

    with FakeServer() as server:
        server.answer("/works/", sample("crossref_work.json"))
        client.ask(server.url + "/works/10.5555/1", read)

Answers are chosen by the longest beginning of the path (with its query) that was given. Several
answers for one path are given one after the other; the last one stays.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import unquote

ANSWERS = Path(__file__).parent / "answers"


class Reply(NamedTuple):
    """One answer. `seconds` passes before it; `cut` sends less than the header promises."""

    body: bytes = b""
    status: int = 200
    type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    cut: bool = False
    drip: float = 0.0
    """Seconds between two bytes."""


def sample(name: str) -> Reply:
    """An answer of the documented shape, from the folder `answers`."""
    kind = "application/xml" if name.endswith(".xml") else "application/json"
    return Reply((ANSWERS / name).read_bytes(), type=kind)


def busy(seconds: int | str | None = None) -> Reply:
    """Status 429, with Retry-After if a time is given."""
    headers = () if seconds is None else (("Retry-After", str(seconds)),)
    return Reply(b"Too many requests", 429, "text/plain", headers)


BROKEN = Reply(b"Internal Server Error", 500, "text/plain")
MISSING = Reply(b"Resource not found.", 404, "text/plain")
"""What Crossref says of a DOI it does not have."""
HTML = Reply(b"<!DOCTYPE html><title>Sign in</title>", 200, "text/html")
HTML_MISSING = Reply(b"<!DOCTYPE html><title>404</title>", 404, "text/html")
NONSENSE = Reply(b'{"status": "ok", "message": {"DOI"')
OTHER_JSON = Reply(b'["no", "object"]')
CUT_OFF = Reply(b'{"status": "ok"}' * 50, cut=True)
SLOW = Reply(b"{}", seconds=3.0)
DRIPPING = Reply(b" " * 1000, drip=0.05)
HUGE = Reply(b" " * 9_000_000)
FAULTS = {
    "500": BROKEN,
    "429": busy(),
    "429 for an hour": busy(3600),
    "html": HTML,
    "404 of a proxy": HTML_MISSING,
    "nonsense": NONSENSE,
    "other json": OTHER_JSON,
    "cut off": CUT_OFF,
    "slow": SLOW,
    "dripping": DRIPPING,
    "huge": HUGE,
}
"""Every way in which a service may fail. None of them says that there is no such record."""


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    time: float


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what many of these tests are about."""


@dataclass
class FakeServer:
    """Serves while its `with` block runs."""

    requests: list[Request] = field(default_factory=list)
    _replies: dict[str, list[Reply]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, path: str, *replies: Reply) -> None:
        """Answer paths that begin so (percent signs decoded) with these, one after the other."""
        self._replies[path] = list(replies)

    def _reply(self, path: str) -> Reply:
        known = [beginning for beginning in self._replies if unquote(path).startswith(beginning)]
        if not known:
            return MISSING
        replies = self._replies[max(known, key=len)]
        return replies.pop(0) if len(replies) > 1 else replies[0]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.requests.append(Request(self.path, dict(self.headers), time.monotonic()))
                reply = server._reply(self.path)
                time.sleep(reply.seconds)
                try:
                    self._send(reply)
                except OSError:
                    self.close_connection = True  # the client has gone

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.type)
                self.send_header("Content-Length", str(len(reply.body) + (1000 if reply.cut else 0)))
                for name, value in reply.headers:
                    self.send_header(name, value)
                self.end_headers()
                if reply.drip:
                    for byte in reply.body:
                        self.wfile.write(bytes([byte]))
                        time.sleep(reply.drip)
                else:
                    self.wfile.write(reply.body)
                self.close_connection = reply.cut

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler
