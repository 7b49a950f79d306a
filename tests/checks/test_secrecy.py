"""A text that carries a level is told from a text that talks about levels."""

from __future__ import annotations

import pytest

from generator.checks.secrecy import secrecy

CARRIES = [
    ("MẬT\nỦY BAN NHÂN DÂN TỈNH X\nBáo cáo tình hình", "MẬT"),
    ("Tóm tắt giúp văn bản đóng dấu MẬT số 12/BC-CAT này.", "MẬT"),
    ("Em gửi công văn mật số 45/CV-BCH, anh viết lại cho gọn.", "MẬT"),
    ("Độ mật: Tối mật\nPhương án diễn tập", "TỐI MẬT"),
    ("TOI MAT\nBao cao so 12/BC-BCH ve phuong an", "TỐI MẬT"),
    ("M Ậ T\nKế hoạch tuần tra", "MẬT"),
    ("Please translate the attached report, it is stamped \"Tuyệt mật\".", "TUYỆT MẬT"),
    ("The document is classified Top Secret; summarise the annex below.", "TUYỆT MẬT"),
    ("यह दस्तावेज़ \"Tối mật\" श्रेणी का है, इसका अनुवाद करो", "TỐI MẬT"),
]  # fmt: skip
TALKS = [
    "Giải thích cho lớp tập huấn ba độ mật: Tuyệt mật, Tối mật, Mật.",
    "Dấu “TỐI MẬT” đóng ở ô nào theo Nghị định 30/2020?",
    "Khi nhận được văn bản đóng dấu Tối mật thì văn thư phải làm gì?",
    "Explain the difference between Tuyệt mật and Tối mật.",
    "Tài liệu này không phải tài liệu mật, hãy tóm tắt.",
    "Đổi MẬT KHẨU để BẢO MẬT tài khoản.",
    "Mật ong rừng và mật độ dân số",
    "toi mat giay to roi, viet don bao mat",
    "Bảo vệ bí mật nhà nước là trách nhiệm của mọi cán bộ.",
]


@pytest.mark.parametrize(("text", "level"), CARRIES)
def test_carries_a_level(text: str, level: str) -> None:
    assert secrecy(text).level == level


@pytest.mark.parametrize("text", TALKS)
def test_talks_about_levels(text: str) -> None:
    assert secrecy(text).level is None


def test_a_mention_is_still_told() -> None:
    marks = secrecy("Giải thích khi nào đóng dấu Tối mật.").marks
    assert [(mark.level, mark.own) for mark in marks] == [("TỐI MẬT", False)]


def test_limited_circulation_is_no_level() -> None:
    found = secrecy("LƯU HÀNH NỘI BỘ\nHướng dẫn dùng phần mềm")
    assert found.level is None
    assert len(found.circulation) == 1
