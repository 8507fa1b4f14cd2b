"""The report of the checker in a browser: filters, a reader who does not see it, the dark, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.pipeline.test_fixing import TEXT, review
from toolkit.pipeline import check, report_as, rules_page

pytestmark = pytest.mark.needs("chromium")
EVIL = "<script>document.title='x'</script>"


@pytest.fixture(scope="module", params=["en", "zh"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    root = review(tmp_path_factory.mktemp("report"), TEXT.replace("好", f"好[@none]{EVIL}`a`"))
    file = root.parent / "report.html"
    verdict = check(root)
    file.write_text(report_as("html", [verdict], language=request.param, base=root), encoding="utf-8")
    return file.as_uri()


def test_filters_show_one_family_or_severity(page: Page, report: str) -> None:
    page.goto(report)
    shown = page.locator(".finding:visible")
    everything = shown.count()
    assert everything > 3
    page.locator("#family-TYP").check()
    assert 0 < shown.count() < everything
    assert page.locator(".finding.CIT:visible").count() == 0
    page.locator("#severity-error").check()
    assert page.locator(".finding.TYP.warning:visible").count() == 0
    page.locator("#family-CIT").check()
    assert shown.count() == page.locator(".finding.CIT.error").count() == 1
    page.locator("#family-all").check()
    page.locator("#severity-all").check()
    assert shown.count() == everything


def test_a_number_leads_from_the_passage_to_its_finding_and_back(page: Page, report: str) -> None:
    page.goto(report)
    number = page.locator(".passage a.number").first
    target = number.get_attribute("href") or ""
    assert page.locator(target).count() == 1
    back = page.locator(f"{target} a.number").get_attribute("href") or ""
    assert page.locator(back).count() == 1


def test_the_authors_text_is_shown_and_not_obeyed(page: Page, report: str) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(report)
    assert page.locator("script").count() == 0
    assert page.title() != "x"
    expect(page.locator(".passage").filter(has_text="document.title").first).to_be_visible()
    assert [url for url in requests if not url.startswith("data:")] == [report]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(page: Page, report: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(report)
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    assert result.violations_count == 0, result.generate_report()


@pytest.mark.parametrize("width", [320, 1300])
def test_nothing_is_wider_than_the_window(page: Page, report: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(report)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_filters_are_not_printed(page: Page, report: str) -> None:
    page.goto(report)
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator(".finding").first.is_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_the_rules_is_accessible(page: Page, tmp_path: Path, language: str) -> None:
    file = tmp_path / "rules.html"
    file.write_text(rules_page(["CIT", "TYP01"], "html", language=language), encoding="utf-8")
    page.goto(file.as_uri())
    page.locator("details").first.click()
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    assert result.violations_count == 0, result.generate_report()
