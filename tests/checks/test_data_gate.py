"""Decision, explanation, stand-ins, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.data_gate import inspect, restore

TEXT = "Mời bà Trần Thị Hạnh, CCCD 056180001234, ĐT 0905 123 774. Nhắc chị Hạnh gọi lại 0905123774."


def test_the_same_datum_keeps_the_same_stand_in() -> None:
    found = inspect(TEXT)
    assert found.decision == "block"
    assert found.masked == (
        "Mời bà [Họ tên 1], CCCD [CCCD 1], ĐT [Số điện thoại 1]. Nhắc chị [Họ tên 1] gọi lại [Số điện thoại 1]."
    )
    assert found.mapping["[Số điện thoại 1]"] == "0905 123 774"


def test_nothing_personal_stays_in_the_masked_text() -> None:
    for language in ("vi", "en", "hi"):
        for synthetic in (False, True):
            masked = inspect(TEXT, language, synthetic=synthetic).masked  # type: ignore[arg-type]
            assert "Hạnh" not in masked
            assert "0905" not in masked
            assert inspect(masked).decision == "pass", masked


def test_the_answer_gets_the_true_words_back() -> None:
    mapping = inspect(TEXT).mapping
    answer = "Kính gửi bà [Họ tên 1] (số [ CCCD 1 ], **[họ tên 1]**), [Họ tên 2]"
    restored = "Kính gửi bà Trần Thị Hạnh (số 056180001234, **Trần Thị Hạnh**), [Họ tên 2]"
    assert restore(answer, mapping) == restored


def test_a_stand_in_that_the_text_already_holds_is_not_used() -> None:
    found = inspect("Theo mẫu [CCCD 1], điền CCCD 056180001234.")
    assert found.masked == "Theo mẫu [CCCD 1], điền CCCD [CCCD 2]."


def test_each_finding_says_what_it_is_and_which_rule() -> None:
    for language in ("vi", "en", "hi"):
        for finding in inspect(TEXT, language).findings:  # type: ignore[arg-type]
            assert "91/2025/QH15" in finding.rule
            assert "356/2025" in finding.rule
            assert len(finding.explanation) > 30
    health = inspect("Ông Lê Văn Thành, CCCD 056080001234, bị ung thư gan.").findings[-1]
    assert health.kind == "health_condition"
    assert "Điều 4" in health.rule


def test_a_marked_text_has_no_way_out() -> None:
    found = inspect("TUYỆT MẬT\nPhương án bảo vệ")
    assert found.decision == "block"
    assert not found.maskable
    assert found.secrecy == "TUYỆT MẬT"
    assert "117/2025/QH15" in found.findings[0].rule


def test_talk_about_levels_and_limited_circulation_only_warn() -> None:
    assert inspect("Giải thích khi nào đóng dấu Tối mật.").decision == "warn"
    assert inspect("LƯU HÀNH NỘI BỘ\nHướng dẫn").decision == "warn"


def test_an_office_contact_passes_and_stays() -> None:
    text = "Văn phòng UBND xã, điện thoại 0258 3845 123"
    found = inspect(text)
    assert (found.decision, found.masked) == ("pass", text)
    assert [finding.severity for finding in found.findings] == ["info"]


@pytest.mark.parametrize("check", ["personal_data", "secrecy"])
def test_findings_come_in_the_form_of_all_checks(check: str) -> None:
    text = TEXT if check == "personal_data" else "MẬT\nBáo cáo tình hình"
    assert {finding.as_finding().check for finding in inspect(text).findings} == {check}


PARTS = (
    "ông Lê Văn Thành", "bà Đỗ Thị Lan", "056080001234", "CCCD", "0905 123 774", "lan.do@gmail.com", "STK",
    "19033344556677", "xin", "gửi", "[Họ tên 1]", "\n", ",",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_restoring_the_masked_text_gives_the_text_back(parts: list[str]) -> None:
    text = " ".join(parts)
    found = inspect(text)
    assert restore(found.masked, found.mapping) == text or len(found.mapping) < len(found.findings)
