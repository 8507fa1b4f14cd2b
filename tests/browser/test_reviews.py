"""Every sample review in every journal, in the browser: as accessible and as narrow as the sample page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.conftest import EveryBuild

pytestmark = pytest.mark.needs("chromium")


def test_axe_finds_nothing_in_any_review_in_any_journal(
    new_context: Callable[..., BrowserContext], every_build: EveryBuild
) -> None:
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    # Colours are those of one style sheet: the sample page is checked for contrast, by day and night.
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
    axe, found = Axe(), {}
    for path in every_build.pages:
        page.goto(path.as_uri())
        results = axe.run(page, options=options)
        if results.violations_count:
            found[path.parent.name, path.stem] = results.generate_report()
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            found[path.parent.name, path.stem] = "scrolls sideways"
    assert len(every_build.pages) == 55
    assert found == {}
    assert {url for url in requests if not url.startswith("data:")} == {
        path.as_uri() for path in every_build.pages
    }
