"""The page a learner takes offline, in a real browser: answered by keyboard alone, clean by axe, no request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from quiz_samples import quiz

from generator.export.registry import export_work

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_work(quiz(), tmp_path_factory.mktemp("page") / "quiz.html")


@pytest.fixture(scope="module")
def window() -> Iterator[Page]:
    import shutil

    program = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(viewport={"width": 320, "height": 568})
        browser.close()


def test_keyboard_alone_feedback_score_and_no_request(window: Page, file: Path) -> None:
    asked: list[str] = []
    problems: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    window.goto(file.as_uri())
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.name") == "n1"
    right = window.locator("fieldset").nth(0).locator("input[value='0']")
    while not right.is_checked():
        window.keyboard.press("ArrowDown" if window.locator("input[name=n1]:checked").count() else "Space")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    first = window.locator("fieldset").nth(0)
    assert "Đúng." in first.locator(".verdict").inner_text()
    assert "05 ngày làm việc" in first.locator(".said").inner_text()
    for box in "013":
        window.locator(f"input[name=n2][value='{box}']").focus()
        window.keyboard.press("Space")
    window.locator("input[name=n3][value=true]").focus()
    window.keyboard.press("Space")  # wrong on purpose
    window.fill("input[name=n6]", "  bộ phận MỘT cửa. ")
    window.fill("input[name=n7]", "5,5 ngày")
    window.fill("input[name=n8]", "Sai rồi")
    for order in range(2):
        window.locator(f"select[name=n4-{order}]").select_option(("=1", "~2")[order])
    for order, step in enumerate("xyz"):
        window.get_by_label(f"Bước {step}: làm").select_option(str(order + 1))
    window.locator("#end button[type=submit]").focus()
    window.keyboard.press("Enter")
    assert window.locator("#score").inner_text() == "Bạn đúng 6 trên 10 câu. Còn 2 câu chưa trả lời."
    assert "✗" in window.locator("fieldset").nth(2).inner_text()
    assert asked == [file.as_uri()] and problems == []
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")
    assert window.locator("#score").inner_text() == "" and window.locator("input:checked").count() == 0


def test_axe_finds_nothing_before_and_after_answering_and_nothing_overflows(window: Page, file: Path) -> None:
    window.goto(file.as_uri())
    for after in (False, True):
        if after:
            window.locator("input[name=n1]").first.check()
            window.locator("#end button[type=submit]").click()
        found = Axe().run(window)
        assert [violation["id"] for violation in found.response["violations"]] == []
        assert window.evaluate("document.documentElement.scrollWidth <= innerWidth")
