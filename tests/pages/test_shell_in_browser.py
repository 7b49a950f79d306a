"""What every page shares: sign-in, language, title, one h1, the way past the bar, refusing strangers, axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from page_server import PASSWORD, PHONE, Site
from playwright.sync_api import Browser, Page

from generator.domain.lesson import Brief
from generator.pages.book import PAGES

pytestmark = pytest.mark.needs("chromium")

PATHS = ("", *(page.path for page in PAGES))
SEEN = [(path, "vi") for path in PATHS] + [("lesson", "en"), ("guides", "hi")]


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """What axe calls serious or critical."""
    return [
        (found["id"], [node["html"][:160] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("path", "language"), SEEN)
def test_every_page_is_titled_and_usable(open_page: Callable[..., Page], path: str, language: str) -> None:
    page = open_page("administrator", path, language=language)
    assert page.evaluate("document.documentElement.lang") == language
    assert page.locator("h1").count() == 1
    page.wait_for_function("document.title.endsWith('· Soạn')")
    assert page.title().startswith(page.locator("h1").inner_text())
    assert page.locator(".soan-bar").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    target = page.evaluate("document.activeElement.hash")
    assert page.locator(target).count() == 1
    assert barriers(page) == []


def test_sign_in_switch_language_sign_out(site: Site, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/vi/guides")
    assert page.url == f"{site.url}/login"  # a stranger sees nothing else
    page.fill("#login", "trainer")
    page.fill("#password", "sai mật khẩu rồi")
    page.click("button")
    assert page.locator("[role=alert]").inner_text()
    page.fill("#login", "trainer")
    page.fill("#password", PASSWORD)
    page.click("button")
    page.wait_for_url(re.compile("/vi/$"))
    page.wait_for_selector(".soan-bar")
    page.click(".soan-bar a[lang=hi]")
    page.wait_for_url(re.compile("/hi/"))
    page.wait_for_selector(".soan-bar")
    page.click(".soan-bar button")
    page.wait_for_url(re.compile("/login"))
    assert page.evaluate("document.documentElement.lang") == "hi"  # remembered
    context.close()


def test_nothing_is_asked_of_another_origin(site: Site, enter: Callable[..., object]) -> None:
    context = enter("trainer")
    asked: list[str] = []
    page = context.new_page()  # type: ignore[attr-defined]
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/vi/lesson")
    page.wait_for_selector("h1")
    page.wait_for_timeout(800)
    assert [url for url in asked if not url.startswith((site.url, "data:", "blob:"))] == []


@pytest.mark.parametrize("place", ["review", "library"])
def test_an_opened_work_has_no_barrier(site: Site, open_page: Callable[..., Page], place: str) -> None:
    trainer = site.people["trainer"]
    brief = Brief(topic="Viết câu lệnh", audience="officials", minutes=45, language="vi", as_of=date.today())
    work = site.soan.works.add(trainer, site.soan.lesson(brief)).id
    site.soan.review.submit(trainer, work)
    page = open_page("reviewer", f"{place}?work={work}", PHONE)
    page.wait_for_selector(".desk-claim" if place == "review" else ".soan-lesson")
    assert barriers(page) == []
