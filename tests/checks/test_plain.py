"""The plain-language check on sentences of our own."""

from __future__ import annotations

import pytest

from generator.checks.plain.check import check_plain, language_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Xã tiến hành thực hiện rà soát.", "nominalisation"),
        ("Nộp đơn nhằm mục đích xin cấp giấy.", "officialese"),
        ("Không được nộp hồ sơ khi chưa ký.", "double_negative"),
        ("Gửi đơn đến BCĐ để hỏi.", "abbreviation"),
        ("Please apply prior to Friday.", "officialese"),
        ("आवेदन हेतु फ़ॉर्म लें।", "officialese"),
        (" ".join(["từ"] * 45) + " đủ.", "long"),
        ("Mang đơn, ảnh, thẻ, giấy hẹn, biên lai, bút đến xã.", "hidden_list"),
    ],
)
def test_finds(text: str, kind: str) -> None:
    assert f"plain.{kind}" in {f.check for f in check_plain(text, language_of(text), "vi")}


@pytest.mark.parametrize(
    "text", ["Ghi rõ “nhằm mục đích” trong đơn.", "Ban chỉ đạo (BCĐ) họp. BCĐ trả lời.", "Bác nộp đơn ở xã."]
)
def test_leaves_alone(text: str) -> None:
    assert [f.check for f in check_plain(text, "vi", "vi")] == ["plain.reading"]
