"""The HTTP client: what it makes of a service's answers and failures, and how it behaves."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.net.conftest import QUICK
from tests.net.server import BROKEN, FAULTS, MISSING, FakeServer, Reply, busy
from toolkit import __version__
from toolkit.model.lookup import Found, NotChecked, NotFound
from toolkit.net import Client
from toolkit.net.cache import Cache
from toolkit.net.json_values import read_object

GOOD = Reply(b'{"a": 1}')


def test_an_answer_is_found_with_its_day(server: FakeServer, client: Client) -> None:
    server.answer("/x", GOOD)
    answer = client.ask(f"{server.url}/x", read_object)
    assert answer == Found({"a": 1}, datetime.now(UTC).date().isoformat())


def test_404_means_that_there_is_no_such_record(server: FakeServer, client: Client) -> None:
    server.answer("/x", MISSING)
    assert isinstance(client.ask(f"{server.url}/x", read_object), NotFound)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_is_never_an_answer(server: FakeServer, client: Client, cache: Cache, fault: str) -> None:
    server.answer("/x", FAULTS[fault])
    answer = client.ask(f"{server.url}/x", read_object)
    assert isinstance(answer, NotChecked)
    assert set(answer.reason) == {"en", "zh"}
    assert all("127.0.0.1" in text for text in answer.reason.values())
    assert cache.get(f"{server.url}/x") is None


def test_no_server_at_all(client: Client) -> None:
    with FakeServer() as server:
        url = server.url
    assert isinstance(client.ask(f"{url}/x", read_object), NotChecked)


@pytest.mark.parametrize("fault", ["500", "429", "cut off", "slow"])
def test_a_passing_fault_is_tried_again(server: FakeServer, client: Client, fault: str) -> None:
    server.answer("/x", FAULTS[fault], GOOD)
    assert isinstance(client.ask(f"{server.url}/x", read_object), Found)
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 410, 451])
def test_a_refusal_is_not_tried_again(server: FakeServer, client: Client, status: int) -> None:
    server.answer("/x", Reply(b"no", status, "text/plain"))
    answer = client.ask(f"{server.url}/x", read_object)
    assert isinstance(answer, NotChecked)
    assert str(status) in answer.reason["en"]
    assert len(server.requests) == 1


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_honoured(server: FakeServer, client: Client, form: str) -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    server.answer("/x", busy(1 if form == "seconds" else when), GOOD)
    assert isinstance(client.ask(f"{server.url}/x", read_object), Found)
    first, second = server.requests
    assert second.time - first.time > 0.9


def test_a_host_that_asks_for_a_long_pause_is_left_alone(server: FakeServer, client: Client) -> None:
    server.answer("/", busy(3600))
    answers = [client.ask(f"{server.url}/{number}", read_object) for number in range(3)]
    assert len(server.requests) == 1
    for answer in answers:
        assert isinstance(answer, NotChecked)
        assert "3600" in answer.reason["en"]


def test_a_host_that_keeps_failing_is_left_alone(server: FakeServer, client: Client) -> None:
    server.answer("/", BROKEN)
    answers = [client.ask(f"{server.url}/{number}", read_object) for number in range(6)]
    assert all(isinstance(answer, NotChecked) for answer in answers)
    assert len(server.requests) == QUICK.failures * QUICK.attempts


def test_one_bad_question_does_not_end_the_talk(server: FakeServer, client: Client) -> None:
    server.answer("/bad", Reply(b"no", 400, "text/plain"))
    server.answer("/good", GOOD)
    for number in range(4):
        client.ask(f"{server.url}/bad{number}", read_object)
    assert isinstance(client.ask(f"{server.url}/good", read_object), Found)


def test_the_client_says_who_it_is(
    server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/", GOOD)
    for value, expected in (
        ("", f"review-toolkit/{__version__}"),
        ("a.b@example.org", f"review-toolkit/{__version__} (mailto:a.b@example.org)"),
        ("no address\r\nX-Evil: 1", f"review-toolkit/{__version__}"),
    ):
        monkeypatch.setenv("REVIEW_MAILTO", value)
        with Client(Cache(tmp_path, refresh=True), limits=QUICK) as client:
            client.ask(f"{server.url}/x", read_object)
        assert server.requests[-1].headers["User-Agent"] == expected


def test_requests_keep_their_distance_over_threads(server: FakeServer, client: Client) -> None:
    server.answer("/", GOOD)
    threads = [
        threading.Thread(target=client.ask, args=(f"{server.url}/{n}", read_object), kwargs={"interval": 0.1})
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(request.time for request in server.requests)
    assert times[-1] - times[0] > 0.25


def test_answers_are_kept_found_or_not(server: FakeServer, client: Client) -> None:
    server.answer("/x", GOOD)
    server.answer("/none", MISSING)
    for _ in range(2):
        assert isinstance(client.ask(f"{server.url}/x", read_object), Found)
        assert isinstance(client.ask(f"{server.url}/none", read_object), NotFound)
    assert len(server.requests) == 2


def test_refresh_asks_again_and_keeps_the_new_answer(server: FakeServer, tmp_path: Path) -> None:
    url = f"{server.url}/x"
    for refresh, body in ((False, b'{"a": 1}'), (True, b'{"a": 2}'), (False, b'{"a": 3}')):
        server.answer("/x", Reply(body))
        with Client(Cache(tmp_path, refresh=refresh), limits=QUICK) as client:
            answer = client.ask(url, read_object)
        assert isinstance(answer, Found)
        assert answer.value == {"a": 2 if refresh or body.endswith(b"3}") else 1}
