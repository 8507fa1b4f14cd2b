"""The desk's pages by HTTP: who may ask, what is answered, what is kept. All content is synthetic."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.desk.kit import word_file
from tests.word_text import docx_from_text
from toolkit.desk.app import create_app
from toolkit.desk.store import LIFETIME, Outcome, Store

TOKEN = "secret-token"  # noqa: S105 (the tests' own)
HOST = {"Host": "127.0.0.1:8000"}


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    with create_app(TOKEN, megabytes=1).test_client() as client:
        yield client


def send(client: FlaskClient, *files: tuple[bytes, str], lang: str = "en", **more: object) -> TestResponse:
    data = {"files": [(io.BytesIO(content), name) for content, name in files], **more}
    headers = {**HOST, "Origin": "http://127.0.0.1:8000"}
    return client.post(f"/{TOKEN}/check?lang={lang}", data=data, headers=headers)


def checked(client: FlaskClient, lang: str = "en") -> tuple[str, str]:
    """The address of a result, and its page."""
    answer = send(client, (word_file(), "Manuscript 稿件.docx"), lang=lang)
    assert answer.status_code == 303
    address = answer.headers["Location"]
    return address, client.get(address, headers=HOST).get_data(as_text=True)


# --- the work --------------------------------------------------------------------------------------------


def test_a_file_is_checked_and_its_findings_stand_beside_the_text(client: FlaskClient) -> None:
    _, page = checked(client)
    assert "<h1>Manuscript 稿件.docx</h1>" in page
    assert "A synthetic sentence cites one work" in page
    # The citation of [3], which the list does not have, and the entry that is not cited.
    number = re.search(r'<mark class="error">\[?3\]?</mark>', page)
    assert number is not None
    for one in re.findall(r'id="finding-(\d+)"', page):
        assert f'href="#place-{one}"' in page


def test_the_word_file_comes_back_with_comments(client: FlaskClient) -> None:
    address, _ = checked(client)
    answer = client.get(address.replace("/1/?", "/1/annotated?"), headers=HOST)
    assert "attachment" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        assert b"Review Toolkit" in package.read("word/comments.xml")


def test_the_text_reads_as_in_word(client: FlaskClient) -> None:
    """Tables are tables, findings in cells included; letters are raised; Word's own numbers are told."""
    text = (
        "# Results\n10^7^ cells were given [1], and 10 others got none [7].\nTable 1 Doses\n"
        "| Arm | Dose |\n| A & B | 5 [9] |\n# References\n"
        "[#] AUTHOR A. Synthetic work[J]. Synth J, 2020, 1: 1-9.\n"
    )
    answer = send(client, (docx_from_text(text), "table.docx"))
    page = client.get(answer.headers["Location"], headers=HOST).get_data(as_text=True)
    assert '<p id="p2">10<sup>7</sup> cells' in page
    assert re.search(r"<td>\s*<p id=\"p6\">A &amp; B</p>\s*</td><td>\s*<p id=\"p7\">5 \[<mark", page)
    assert '<span class="label">[1]</span> AUTHOR A.' in page
    assert page.index("</table>") < page.index(">References<")


def test_the_report_is_a_page_of_its_own(client: FlaskClient) -> None:
    address, _ = checked(client)
    answer = client.get(address.replace("/1/?", "/1/report?"), headers=HOST)
    assert answer.data.startswith(b"<!DOCTYPE html>")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_several_files_get_a_list_and_a_bad_one_stops_no_other(client: FlaskClient) -> None:
    answer = send(client, (word_file(), "good.docx"), (b"%PDF-1.7", "bad.docx"), (b"", "empty.docx"))
    page = client.get(answer.headers["Location"], headers=HOST).get_data(as_text=True)
    assert "good.docx</a>" in page
    assert page.count("Could not be read") == 2
    assert "PDF" in page


def test_a_bad_file_alone_says_what_it_is(client: FlaskClient) -> None:
    answer = send(client, (b"%PDF-1.7", "bad.docx"), lang="zh")
    page = client.get(answer.headers["Location"], headers=HOST).get_data(as_text=True)
    assert "无法读取" in page
    assert "PDF" in page


def test_pages_speak_chinese_and_english(client: FlaskClient) -> None:
    _, page = checked(client, "zh")
    assert '<html lang="zh-CN">' in page
    assert "处理办法" in page
    by_browser = client.get(f"/{TOKEN}/", headers={**HOST, "Accept-Language": "zh-CN,zh;q=0.9"})
    assert "编辑台" in by_browser.get_data(as_text=True)


def test_a_journal_can_be_chosen_and_must_exist(client: FlaskClient) -> None:
    assert send(client, (word_file(), "a.docx"), journal="cma").status_code == 303
    assert send(client, (word_file(), "a.docx"), journal="../../x").status_code == 400


def test_no_file_and_a_file_too_large_get_a_page(client: FlaskClient) -> None:
    assert "No file was chosen" in send(client).get_data(as_text=True)
    # A small limit: above half a megabyte the test client itself leaves a temporary file open.
    client.application.config["MAX_CONTENT_LENGTH"] = 100_000
    answer = send(client, (b"x" * 200_000, "large.docx"))
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.get_data(as_text=True)


def test_names_of_files_are_data(client: FlaskClient) -> None:
    answer = send(client, (word_file(), '../<img src=x onerror="x">.docx'))
    page = client.get(answer.headers["Location"], headers=HOST).get_data(as_text=True)
    assert "<img" not in page


# --- who may ask -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.5:8000", "127.0.0.1.evil.example"])
def test_other_hosts_are_refused(client: FlaskClient, host: str) -> None:
    assert client.get(f"/{TOKEN}/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_forms_of_other_sites_are_refused(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(f"/{TOKEN}/check", headers={**HOST, **headers}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/wrong/", "/wrong/check", f"/{TOKEN}x/"])
def test_without_the_token_there_is_nothing(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers=HOST)
    assert answer.status_code == 404
    assert TOKEN not in answer.get_data(as_text=True)
    assert "desk" not in answer.get_data(as_text=True).lower()


def test_no_page_is_kept_framed_or_loads_from_elsewhere(client: FlaskClient) -> None:
    headers = client.get(f"/{TOKEN}/", headers=HOST).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


# --- what is kept ----------------------------------------------------------------------------------------


def test_a_result_can_be_forgotten(client: FlaskClient) -> None:
    address, _ = checked(client)
    name = re.search(r"results/([^/]+)/", address)
    assert name is not None
    client.post(f"/{TOKEN}/results/{name[1]}/forget", headers=HOST)
    gone = client.get(address, headers=HOST)
    assert gone.status_code == 404
    assert "no longer here" in gone.get_data(as_text=True)


def test_results_grow_old() -> None:
    now = [0.0]
    store = Store(lambda: now[0])
    name = store.put([Outcome("a.docx", None)])
    now[0] = LIFETIME - 1
    assert store.get(name) is not None
    now[0] += LIFETIME + 1
    assert store.get(name) is None


def test_nothing_is_left_on_the_disk(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    checked(client)
    send(client, (b"%PDF-1.7", "bad.docx"))
    assert list(tmp_path.iterdir()) == []


def test_two_users_at_once_see_their_own_results() -> None:
    app = create_app(TOKEN)
    pages: dict[int, str] = {}

    def use(number: int) -> None:
        with app.test_client() as client:
            for _ in range(3):
                answer = send(client, (word_file((f"Text of user {number}", "[1] x")), f"user-{number}.docx"))
                pages[number] = client.get(answer.headers["Location"], headers=HOST).get_data(as_text=True)

    threads = [threading.Thread(target=use, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(2):
        assert f"Text of user {number}" in pages[number]
        assert f"user {1 - number}" not in pages[number]
