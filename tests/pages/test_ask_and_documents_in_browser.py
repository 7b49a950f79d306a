"""A question answered and one refused, conversations kept apart; a document from its form to a DOCX that passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from page_server import PHONE, Site
from playwright.sync_api import BrowserContext, Page, expect

from generator.messages import say

pytestmark = pytest.mark.needs("chromium")


def ask(page: Page, question: str) -> None:
    page.get_by_label(say("pages_ask.question", "vi")).fill(question)
    page.get_by_role("button", name=say("pages_ask.send", "vi"), exact=True).click()
    page.get_by_role("heading", name=question).first.wait_for()


def test_answer_refusal_and_a_conversation_of_ones_own(site: Site, enter: Callable[..., BrowserContext]) -> None:
    page = enter("learner", PHONE).new_page()
    page.goto(f"{site.url}/vi/ask")
    ask(page, "Dữ liệu cá nhân nhạy cảm gồm những gì?")
    expect(page.locator("figure blockquote").first).to_be_visible()
    ask(page, "Giá vàng <b>hôm nay</b> là bao nhiêu?")
    expect(page.locator(".turn.refused")).to_be_visible()
    assert page.locator("h2 b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    other = enter("trainer").new_page()
    other.goto(f"{site.url}/vi/ask")
    other.get_by_label(say("pages_ask.question", "vi")).wait_for()
    assert other.locator(".turn").count() == 0


def test_a_plan_to_a_docx_that_passes(site: Site, enter: Callable[..., BrowserContext], tmp_path: Path) -> None:
    page = enter("trainer").new_page()
    page.goto(f"{site.url}/vi/documents")
    page.get_by_role("radio", name="Kế hoạch", exact=True).check()
    for name, text in {
        "agency": "Ủy ban nhân dân xã Bình An",
        "subject": "Tổ chức lớp tập huấn kỹ năng số năm 2026",
        "body": "Mục đích: nâng cao kỹ năng số cho công chức xã.",
    }.items():
        page.get_by_label(say(f"pages_documents.field.{name}", "vi")).fill(text)
    page.get_by_label(say("pages_documents.signer.name", "vi")).fill("Trần Văn Minh")
    page.get_by_role("button", name=say("pages_documents.write", "vi")).click()
    page.get_by_role("heading", name=say("pages_documents.report", "vi")).wait_for()
    saved = page.get_by_text(say("pages_documents.download", "vi"), exact=True)
    with page.expect_download() as waiting:
        saved.click()
    file = tmp_path / "ke-hoach.docx"
    waiting.value.save_as(file)
    report = site.soan.layout().check(file)
    assert report.kind_name == "Kế hoạch"
    assert report.failures == []
    page.locator("input[type=file]").set_input_files(str(file))
    page.get_by_text("ke-hoach.docx").first.wait_for()
    page.get_by_role("button", name=say("pages_documents.check_button", "vi")).click()
    page.get_by_text(say("pages_documents.download_report", "vi"), exact=True).wait_for()
