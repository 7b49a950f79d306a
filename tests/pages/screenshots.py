"""Pictures of every page for the documentation: `python -m tests.pages.screenshots` writes docs/screenshots/NAME.png
(desktop) and NAME-phone.png. The lesson is shown drafted beside its sources, the review page with a work on the desk.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from generator.domain.lesson import Brief
from generator.pages.book import PAGES
from tests.pages.page_server import DESKTOP, PHONE, ROOT, Site, launch, serving, signed_in, visit

FOLDER = ROOT / "docs" / "screenshots"
LIMIT = 250_000  # bytes of one picture
TOPIC = "Viết câu lệnh cho công cụ AI"


def drafted(page: Page) -> None:
    """The lesson page with a lesson on it, scrolled to where sentences stand beside their sources."""
    page.get_by_label("Chủ đề bài giảng").fill(TOPIC)
    page.get_by_role("button", name="Soạn bài", exact=True).click()
    page.wait_for_selector(".soan-lesson")
    page.wait_for_timeout(700)
    page.locator("a.address").nth(2).click()
    page.locator(".soan-lesson section").first.evaluate("it => it.scrollIntoView()")
    page.wait_for_timeout(400)


def prepared(site: Site) -> str:
    """A work in review, and one draft in the library; the first one's id."""
    trainer = site.people["trainer"]
    for minutes in (90, 45):
        brief = Brief(topic=TOPIC, audience="officials", minutes=minutes, language="vi", as_of=date.today())
        work = site.soan.works.add(trainer, site.soan.lesson(brief)).id
    site.soan.review.submit(trainer, work)
    return work


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as site, sync_playwright() as playwright:
        work = prepared(site)
        browser = launch(playwright)
        for ending, viewport in (("", DESKTOP), ("-phone", PHONE)):
            for path in ("", *(page.path for page in PAGES)):
                login = "reviewer" if path in ("", "review") else "administrator"
                context = signed_in(browser, site.url, login, viewport)
                page = visit(context, site.url, f"review?work={work}" if path == "review" else path)
                page.wait_for_timeout(1200)
                if path == "lesson":
                    drafted(page)
                file = FOLDER / f"{path or 'start'}{ending}.png"
                page.screenshot(path=file)
                if file.stat().st_size > LIMIT:
                    raise SystemExit(f"{file.name}: {file.stat().st_size} > {LIMIT}")
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
