"""`review desk` as a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that Windows does not have")
def test_it_serves_its_page_until_it_is_interrupted() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "desk", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", address)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=10) as page:
            assert b"<form" in page.read()
        with pytest.raises(urllib.error.HTTPError):
            opener.open(address.rsplit("/", 2)[0] + "/", timeout=10)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()
    finally:
        process.kill()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        process.wait()


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    from tests.cli.running import run

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run(capsys, "desk", "--no-browser", "--port", taken.getsockname()[1])
    assert result.status == 2
    assert "--port" in result.err
