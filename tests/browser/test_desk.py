"""The desk in Chromium: served as `review desk` serves it. All content is synthetic."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.desk.kit import word_file

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def desk() -> Iterator[str]:
    """The address of a desk that runs in a thread."""
    from waitress.server import create_server

    from toolkit.desk.app import create_app

    server = create_server(create_app("token", megabytes=2), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/token/?lang=en"
    server.close()
    thread.join(5)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "manuscript.docx").write_bytes(word_file())
    (tmp_path / "wrong.docx").write_bytes(b"%PDF-1.7")
    (tmp_path / "large.docx").write_bytes(b"x" * 3_000_000)
    return tmp_path


def upload(page: Page, address: str, *paths: Path) -> None:
    page.goto(address)
    page.get_by_label("Word files (.docx)").set_input_files([str(path) for path in paths])
    page.get_by_role("button", name="Check").click()


def clean(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_from_upload_to_findings_to_download(page: Page, desk: str, files: Path, tmp_path: Path) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(desk)
    clean(page)
    upload(page, desk, files / "manuscript.docx")
    expect(page.get_by_role("heading", level=1)).to_have_text("manuscript.docx")
    clean(page)
    first = page.locator(".text a.number").first
    first.click()
    name = (first.get_attribute("href") or "").removeprefix("#")
    expect(page.locator(f"#{name}")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word file with comments").click()
    assert download.value.suggested_filename == "manuscript-comments.docx"
    with page.expect_download() as report:
        page.get_by_role("link", name="Report (HTML)").click()
    assert report.value.suggested_filename == "manuscript-report.html"
    assert all(url.startswith(("http://127.0.0.1:", "data:")) for url in requests)


def test_keys_go_through_the_findings(page: Page, desk: str, files: Path) -> None:
    upload(page, desk, files / "manuscript.docx")
    expect(page.locator(".keys")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#finding-1")).to_be_focused()
    page.keyboard.press("n")
    page.keyboard.press("p")
    expect(page.locator("#finding-1")).to_be_focused()


def test_a_wrong_and_an_oversized_file_are_told(page: Page, desk: str, files: Path) -> None:
    upload(page, desk, files / "wrong.docx")
    expect(page.get_by_role("alert")).to_have_text("Could not be read")
    expect(page.locator(".problems")).to_contain_text("PDF")
    upload(page, desk, files / "large.docx")
    expect(page.get_by_role("alert")).to_contain_text("larger than 2 MB")


def test_the_work_is_done_without_a_script(browser: Browser, desk: str, files: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    upload(page, desk, files / "manuscript.docx")
    expect(page.locator(".finding").first).to_be_visible()
    with page.expect_download():
        page.get_by_role("link", name="Word file with comments").click()
    context.close()


def test_files_can_be_dropped(page: Page, desk: str) -> None:
    page.goto(desk)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["x"], "dropped.docx"));
          document.querySelector(".drop").dispatchEvent(
            new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: data}));
        }"""
    )
    assert page.evaluate("document.querySelector('#files').files[0].name") == "dropped.docx"


def test_two_users_at_once(browser: Browser, desk: str, files: Path) -> None:
    (files / "other.docx").write_bytes(word_file(("Other synthetic text", "[1] x")))
    pages = [browser.new_context().new_page() for _ in range(2)]
    for page, name in zip(pages, ("manuscript.docx", "other.docx"), strict=True):
        page.goto(desk)
        page.get_by_label("Word files (.docx)").set_input_files(str(files / name))
    for page in pages:
        page.get_by_role("button", name="Check").click(no_wait_after=True)
    for page, name in zip(pages, ("manuscript.docx", "other.docx"), strict=True):
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.context.close()


def test_a_phone_shows_it_without_sideways_scrolling(page: Page, desk: str, files: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    upload(page, desk, files / "manuscript.docx")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
