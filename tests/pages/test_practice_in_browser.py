"""A civil servant's first exercise, from signing in to a card file on disk; the data gate; the drill."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from page_server import PASSWORD, PHONE, Site
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.messages import say

pytestmark = pytest.mark.needs("chromium")

GOOD = (
    "Bạn là chuyên viên văn phòng. Từ tư liệu dán dưới, viết thông báo gửi người dân trong xã, tối đa 150 chữ, "
    "lời lẽ giản dị, lịch sự. Chỉ dùng tư liệu này, cuối mỗi ý ghi điều khoản làm căn cứ. Chỗ nào tư liệu không nói "
    "thì ghi [cần hỏi], không tự thêm số liệu. Không nêu tên riêng, số giấy tờ của ai. "
    "Tôi đối chiếu với bản gốc trước khi trình lãnh đạo. Trình bày thành ba đoạn ngắn."
)


def t(key: str, **details: object) -> str:
    return say(f"pages_practice.{key}", "vi", **details)


def button(page: Page, key: str) -> None:
    page.get_by_role("button", name=t(key), exact=True).click()


def test_first_exercise_from_sign_in_to_card_on_disk(site: Site, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(f"{site.url}/login")
    page.fill("#login", "learner")
    page.fill("#password", PASSWORD)
    page.click("button")
    page.locator("a.door", has_text=say("pages_shell.door.practice", "vi")).click()
    page.get_by_role("radio", name=re.compile(r"phút\)")).nth(1).check()
    box = page.get_by_label(t("prompt"))
    box.fill("Viết thông báo cho dân.")
    button(page, "score")
    page.get_by_text(re.compile("Lần 1: ")).wait_for()
    box.fill(GOOD)
    button(page, "score")
    page.get_by_text(re.compile("Lần 2: ")).wait_for()
    first, second = site.soan.practice.attempts(
        site.people["learner"], site.soan.practice.exercises(site.people["learner"])[1].id
    )
    assert second.score.total > first.score.total
    page.get_by_role("button", name=t("card.heading")).click()
    page.get_by_label(t("card.title")).fill("Thông báo cho dân")
    page.get_by_label(t("card.purpose")).fill("Soạn thông báo từ văn bản đã có")
    button(page, "card.make")
    with page.expect_download() as waiting:
        page.get_by_role("link", name=t("card.docx")).or_(page.get_by_role("button", name=t("card.docx"))).first.click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    words = "\n".join(cell.text for table in Document(str(file)).tables for row in table.rows for cell in row.cells)
    words += "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    assert "Thông báo cho dân" in words
    context.close()


def test_the_gate_marks_masks_and_keeps_nothing(site: Site, enter: Callable[..., BrowserContext]) -> None:
    page = enter("trainer", PHONE).new_page()
    page.goto(f"{site.url}/vi/practice")
    page.get_by_role("radio", name=re.compile(r"phút\)")).first.check()
    page.get_by_label(t("prompt")).fill(
        "Viết thư cho bà Trần Thị Bưởi, CCCD 001190012345, <img src=x onerror=alert(1)>"
    )
    button(page, "score")
    expect(page.locator(".given mark.error").first).to_be_visible()
    assert page.locator("img[src=x]").count() == 0
    page.get_by_text(say("practice.not_kept", "vi")).wait_for()
    button(page, "take_masked")
    expect(page.get_by_label(t("prompt"))).not_to_have_value(re.compile("001190012345"))
    actor = site.people["trainer"]
    kept = [site.soan.practice.attempts(actor, one.id) for one in site.soan.practice.exercises(actor)]
    assert not any(kept)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_drill_by_keyboard(site: Site, enter: Callable[..., BrowserContext]) -> None:
    page = enter("reviewer").new_page()
    page.goto(f"{site.url}/vi/practice")
    page.locator(".given").first.wait_for()  # the page is alive
    room = page.get_by_role("radio", name=t("tab.drill"))
    room.focus()
    page.keyboard.press("Space")
    start = page.get_by_role("button", name=t("drill.start"))
    start.focus()
    page.keyboard.press("Enter")
    mark = page.get_by_role("checkbox", name=re.compile(r"^1\. "))
    mark.focus()
    page.keyboard.press("Space")
    expect(mark).to_be_checked()
    page.get_by_role("button", name=t("drill.send")).press("Enter")
    page.get_by_text(t("drill.result")).wait_for()
    page.get_by_text(re.compile(r"Tài liệu: “")).first.wait_for()
