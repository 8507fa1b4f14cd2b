"""The cache on disk: never wrong, and no hindrance where it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.net.cache import Cache, Stored
from toolkit.resources import cache_folder

NOW = float(int(time.time()))
URL = "https://example.org/works/10.5555%2F1"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.binary(max_size=200))
def test_what_is_kept_is_given_back(tmp_path: Path, url: str, body: bytes) -> None:
    stored = Stored(200, body, time.time())
    Cache(tmp_path).put(url, stored)
    assert Cache(tmp_path).get(url) == stored


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_no_answer(tmp_path: Path, data: st.DataObject) -> None:
    cache = Cache(tmp_path)
    stored = Stored(200, b'{"title": "Synthetic work 1"}', NOW)
    cache.put(URL, stored)
    (path,) = files(tmp_path)
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[place:]
    else:
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    answer = cache.get(URL)
    assert answer is None or answer == stored


def test_a_file_of_another_question_is_no_answer(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(URL, Stored(200, b"{}", time.time()))
    (path,) = files(tmp_path)
    cache.put("https://example.org/other", Stored(200, b"[]", time.time()))
    (other,) = set(files(tmp_path)) - {path}
    path.replace(other)
    assert cache.get("https://example.org/other") is None


@pytest.mark.parametrize(("status", "days", "good"), [(200, 6, True), (200, 8, False), (404, 2, False)])
def test_answers_grow_old(tmp_path: Path, status: int, days: int, good: bool) -> None:
    cache = Cache(tmp_path)
    cache.put(URL, Stored(status, b"", time.time() - days * 86400))
    assert (cache.get(URL) is not None) is good


def test_a_clock_set_back_makes_no_answer_last_forever(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(URL, Stored(200, b"", time.time() + 86400))
    assert cache.get(URL) is None


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    cache = Cache(blocked)
    cache.put(URL, Stored(200, b"{}", time.time()))
    assert cache.get(URL) is None
    cache.sweep()


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    """Each writes its own answer over and over; whoever reads sees one of them whole."""
    code = (
        "import sys, time; from pathlib import Path; from toolkit.net.cache import Cache, Stored\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for _ in range(150): cache.put('u', Stored(200, sys.argv[2].encode() * 20000, time.time()))"
    )
    workers = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), letter]) for letter in "ab"]
    seen = set()
    while any(worker.poll() is None for worker in workers):
        answer = Cache(tmp_path).get("u")
        if answer is not None:
            seen.add(answer.body)
    assert all(worker.wait() == 0 for worker in workers)
    assert Cache(tmp_path).get("u") is not None
    assert seen <= {b"a" * 20000, b"b" * 20000}
    assert len(files(tmp_path)) == 1


def test_what_nobody_reads_any_more_is_swept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("old", Stored(200, b"", time.time()))
    (old,) = files(tmp_path)
    long_ago = time.time() - 100 * 86400
    os.utime(old, (long_ago, long_ago))
    cache.put("new", Stored(200, b"", time.time()))
    cache.sweep()
    assert not old.exists()
    assert cache.get("new") is not None


def test_the_folder_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("REVIEW_CACHE_DIR")
    assert "review-toolkit" in str(cache_folder())
