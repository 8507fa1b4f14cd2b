"""The page in Debian's Chromium. Nothing here needs a network: pages are files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.conftest import find_program
from tests.render.sample import sample_review, section, write_figures
from tests.render.sample_nodes import cite, paragraph
from tests.render.sample_tables import HYDROGELS, caption
from toolkit.model.block import NumberedTable, TableBlock
from toolkit.model.inline import Text
from toolkit.model.review import ResolvedReview
from toolkit.render.html import render_html

# Headless Chromium as root, without the services that it would call for itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": find_program("chromium"), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Pages are named in full. (The fixture of pytest-base-url warns under pytest 9.)"""


def long_table(rows: int) -> NumberedTable:
    """The sample's table with a body that is higher than any window."""
    body = tuple(HYDROGELS.body[-1] for _ in range(rows))
    table = replace(HYDROGELS, id="long", body=body)
    return NumberedTable(3, TableBlock("long"), table, (caption("zh", "表", 3, (Text("长表（合成样例）"),)),))


@pytest.fixture(scope="session")
def review(tmp_path_factory: pytest.TempPathFactory) -> ResolvedReview:
    """The sample, with a long table and a paragraph full of citations."""
    root = tmp_path_factory.mktemp("sample")
    write_figures(root)
    review = sample_review(root)
    sentence = ("这是一句合成的话", cite("sample-a"), "。另一句话", cite("sample-b", "sample-c"), "；")
    extra = section("more", "更多", (paragraph(*sentence * 12), long_table(50)))
    return replace(review, sections=(*review.sections, extra))


@pytest.fixture(scope="session")
def address(review: ResolvedReview, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page as a file."""
    file = tmp_path_factory.mktemp("page") / "sample.html"
    file.write_bytes(render_html(review))
    return file.as_uri()


@pytest.fixture
def opened(page: Page, address: str) -> Page:
    """The page in a window of a desktop."""
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(address)
    return page


@pytest.fixture
def sized(page: Page, address: str) -> Callable[[int], Page]:
    """The page in a window of any width."""

    def at(width: int) -> Page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        return page

    return at


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")
