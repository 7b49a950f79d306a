"""Whole jobs in a real browser: from sign-in to the file on disk, and from the queue to the approval."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from page_server import DESKTOP, PHONE, Site, visit
from playwright.sync_api import BrowserContext, Page, expect

from generator.domain.lesson import Brief, Lesson

pytestmark = pytest.mark.needs("chromium")

TOPIC = "Viết câu lệnh cho công cụ AI"


def draft(page: Page, topic: str) -> None:
    """Fill in the brief and wait for the lesson."""
    page.get_by_label("Chủ đề bài giảng").fill(topic)
    page.get_by_role("button", name="Soạn bài", exact=True).click()
    page.wait_for_selector(".soan-lesson")


def lesson(site: Site, minutes: int) -> Lesson:
    """A lesson as the page would draft it."""
    return site.soan.lesson(
        Brief(topic=TOPIC, audience="officials", minutes=minutes, language="vi", as_of=date.today())
    )


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_trainer_from_topic_to_a_file_that_verifies(
    site: Site, open_page: Callable[..., Page], tmp_path: Path, viewport: dict[str, int]
) -> None:
    page = open_page("trainer", "lesson", viewport)
    page.get_by_label("Thời lượng (phút)").fill("30")  # short, so that the guide has more to offer
    draft(page, TOPIC)
    address = page.locator("a.address").first
    address.click()
    expect(page.locator("mark:target")).to_be_visible()
    section = page.get_by_label("Mục cần soạn lại").get_by_role("radio").first
    section.check()
    page.get_by_role("button", name="Soạn lại mục này").click()
    expect(page.get_by_role("status").filter(has_text="Đã soạn lại mục")).to_be_visible()
    button = page.get_by_role("button", name="Gửi duyệt")
    button.dblclick()  # must not make two works
    link = page.get_by_role("link", name="Mở bài trong thư viện")
    expect(link).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_text("Tải DOCX").click()
    file = tmp_path / "bai-hoc.docx"
    coming.value.save_as(file)
    assert site.soan.verify(file, as_of=date.today()).ok
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    work = str(link.get_attribute("href")).partition("work=")[2]
    assert site.soan.works.get(site.people["trainer"], work).state == "in_review"
    page.goto(f"{site.url}/vi/library?work={work}")
    page.get_by_role("button", name="Xuất tệp").click()
    with page.expect_download() as coming:
        page.get_by_text("Tải tệp về máy").click()
    coming.value.save_as(file)
    report = site.soan.verify(file, as_of=date.today())
    assert report.ok
    assert report.stamp is not None


def test_reviewer_decides_by_keyboard_and_approves(site: Site, open_page: Callable[..., Page]) -> None:
    trainer, reviewer = site.people["trainer"], site.people["reviewer"]
    work = site.soan.works.add(trainer, lesson(site, 60)).id
    site.soan.review.submit(trainer, work)
    page = open_page("reviewer", "review")
    page.locator(f"a[href='/vi/review?work={work}']").click()
    desk = page.locator(".desk-claim")
    expect(desk).to_contain_text("Chưa có quyết định")
    page.locator("#desk-next").focus()
    page.keyboard.press("j")
    expect(page.locator("#desk-claim")).to_contain_text("Câu 2/")
    page.keyboard.press("k")
    expect(page.locator("#desk-claim")).to_contain_text("Câu 1/")
    page.keyboard.press("2")  # fix, without a reason
    expect(page.get_by_role("alert").filter(has_text="cần ghi lý do")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator("#desk-claim")).to_contain_text("đã quyết định 1 câu")
    page.locator("#desk-reason textarea, #desk-reason input").first.fill("123 j k")  # a field takes letters as letters
    expect(page.locator("#desk-claim")).to_contain_text("đã quyết định 1 câu")
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_role("alert").filter(has_text="danh mục kiểm tra chưa đạt")).to_be_visible()
    for line in site.soan.review.desk(reviewer, work).checklist:
        if line.state == "person" and line.id != "R7":
            site.soan.review.answer(reviewer, work, line.id, "yes", "đã đọc, dùng để bồi dưỡng")
    page.reload()
    page.get_by_label("R7 —").check()
    page.get_by_label("Ghi chú, giải trình").fill(f"30/06/{date.today().year + 1}, văn phòng")
    page.get_by_role("button", name="Ghi câu trả lời").click()
    expect(page.get_by_text("Không còn gì cản trở")).to_be_visible()
    page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_text("Trạng thái: đã duyệt")).to_be_visible()
    assert site.soan.works.get(trainer, work).state == "approved"


def test_two_trainers_do_not_see_each_others_drafts(open_page: Callable[..., Page]) -> None:
    first, second = open_page("trainer", "lesson"), open_page("trainer2", "lesson")
    draft(first, TOPIC)
    assert second.locator(".soan-lesson").count() == 0
    draft(second, "Bảo vệ dữ liệu cá nhân")
    assert first.locator(".soan-lesson h2").inner_text() != second.locator(".soan-lesson h2").inner_text()


def test_a_learner_is_told_what_role_is_needed(open_page: Callable[..., Page]) -> None:
    page = open_page("learner", "lesson")
    page.get_by_label("Chủ đề bài giảng").fill(TOPIC)
    page.get_by_role("button", name="Soạn bài", exact=True).click()
    expect(page.get_by_role("alert").filter(has_text="giảng viên")).to_be_visible()
    assert page.locator(".soan-lesson").count() == 0


def test_calls_without_or_with_an_ended_session_are_refused(site: Site, enter: Callable[..., BrowserContext]) -> None:
    context = enter("trainer")
    page = visit(context, site.url, "lesson")
    context.clear_cookies()  # the session ends while the page is open
    page.get_by_label("Chủ đề bài giảng").fill(TOPIC)
    page.get_by_role("button", name="Soạn bài", exact=True).click()
    page.wait_for_timeout(1500)
    assert page.locator(".soan-lesson").count() == 0
    for path in ("gradio_api/info", "config", "gradio_api/queue/data?session_hash=x"):
        assert context.request.get(f"{site.url}/vi/{path}").status == 401, path
    upload = context.request.post(f"{site.url}/vi/gradio_api/upload", multipart={})
    assert upload.status == 401


def test_a_guide_with_scripts_stays_inert(site: Site, open_page: Callable[..., Page], tmp_path: Path) -> None:
    file = tmp_path / "vuon-hoa.md"
    file.write_text(
        "# Quy định tưới vườn hoa <script>window.broken=1</script>\n\n"
        "## Điều 1. Tưới vườn hoa\n\nVườn hoa được tưới mỗi ngày hai lần. <img src=x onerror='window.broken=1'>\n\n"
        "Xem [hướng dẫn tưới vườn hoa](javascript:window.broken=1). <svg onload='window.broken=1'></svg>\n",
        "utf-8",
    )
    page = open_page("trainer", "guides")
    page.set_input_files("input[type=file]", str(file))
    page.get_by_text("vuon-hoa.md").first.wait_for()
    page.get_by_role("button", name="Nạp vào kho").click()
    expect(page.get_by_text("Những gì đã nhận ra").first).to_be_visible()
    made = next(guide for guide in site.soan.guides() if guide.file_name == "vuon-hoa.md")
    page.goto(f"{site.url}/vi/guides?guide={made.id}")
    page.wait_for_selector("h2")
    page.goto(f"{site.url}/vi/lesson")
    draft(page, "Tưới vườn hoa")
    page.wait_for_timeout(300)
    assert page.evaluate("window.broken") is None
    assert page.locator("a[href^='javascript:']").count() == 0
    assert page.locator(".soan-lesson script, .soan-lesson img, .soan-lesson svg").count() == 0
