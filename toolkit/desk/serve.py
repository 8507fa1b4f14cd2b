"""The desk on the loopback address, by the WSGI server waitress."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

from toolkit.errors import ToolkitError

_THREADS = 6
_LARGEST_REQUEST = 1 << 30
"""Bytes that the server itself takes in, so that a larger upload gets our page and no broken connection."""


def serve(port: int, ready: Callable[[str], None]) -> None:
    """Serve until it is interrupted; `ready` is told the address of the page.

    Port 0 takes one that is free. Raises `ToolkitError` if the port cannot be had.
    """
    from waitress.server import create_server

    from toolkit.desk.app import create_app

    token = secrets.token_urlsafe(16)
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", port))
        except OSError as error:
            raise ToolkitError.of(
                f"port {port} cannot be used: {error.strerror}", help="name another one with --port, or none"
            ) from error
        server = create_server(
            create_app(token),
            sockets=[listening],
            threads=_THREADS,
            max_request_body_size=_LARGEST_REQUEST,
            ident=None,
            clear_untrusted_proxy_headers=True,
        )
        ready(f"http://127.0.0.1:{listening.getsockname()[1]}/{token}/")
        try:
            server.run()
        except KeyboardInterrupt:
            pass
        finally:
            server.close()
