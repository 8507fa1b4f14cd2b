from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.net.server import FakeServer
from toolkit.net import Client, Limits
from toolkit.net.cache import Cache

QUICK = Limits(connect=1.0, whole=0.4, attempts=3, backoff=0.01, longest_wait=2.0)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("REVIEW_MAILTO", raising=False)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def client(cache: Cache) -> Iterator[Client]:
    with Client(cache, limits=QUICK) as running:
        yield running
