"""One server and one browser for all tests of pages; every test signs in as whom it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from page_server import Site, launch, serving, signed_in, visit
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running server over a small library."""
    with serving(tmp_path_factory.mktemp("site")) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    with sync_playwright() as playwright:
        found = launch(playwright)
        yield found
        found.close()


@pytest.fixture
def enter(site: Site, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`enter(login, viewport=None, language="vi")`: a window in which that person is signed in."""
    opened: list[BrowserContext] = []

    def enter(login: str, viewport: dict[str, int] | None = None, language: str = "vi") -> BrowserContext:
        opened.append(signed_in(browser, site.url, login, viewport, language))
        return opened[-1]

    yield enter
    for context in opened:
        context.close()


@pytest.fixture
def open_page(site: Site, enter: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`open_page(login, path, viewport=None, language="vi")`: that person at that page."""

    def open_page(login: str, path: str = "", viewport: dict[str, int] | None = None, language: str = "vi") -> Page:
        return visit(enter(login, viewport, language), site.url, path, language)

    return open_page
