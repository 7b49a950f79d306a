"""The value that other rooms build on: verdict, quotes with spans, reasons in the user's language."""

from __future__ import annotations

import pytest

from generator.domain.address import Address
from generator.domain.ledger import Claim, cite
from generator.domain.passage import Passage
from generator.grounding.support import ground, ground_many, judge

RULE = (
    "1. Tổ trưởng dân phố lập danh sách hộ nghèo và gửi Ủy ban nhân dân cấp xã trong thời hạn 10 ngày làm việc.\n"
    "2. Ủy ban nhân dân cấp xã không được thu phí khi xác nhận danh sách, trừ trường hợp cấp lại."
)


def passage(text: str, name: str = "p-1") -> Passage:
    return Passage(id=name, guide_id="g-1", seq=0, text=text, language="vi", address=Address(), start=0, end=len(text))


def test_a_quoted_sentence_is_supported_and_its_quote_has_a_place() -> None:
    claim = "Ủy ban nhân dân cấp xã không được thu phí khi xác nhận danh sách"
    support = ground(claim, [passage(RULE)], "vi")
    assert support.supported
    assert support.score == 1.0
    quote = support.quotes[0]
    assert RULE[quote.start : quote.end] == quote.text
    assert claim in quote.text


def test_a_changed_number_is_told_with_what_the_passage_says() -> None:
    support = ground("Danh sách hộ nghèo được gửi trong thời hạn 15 ngày làm việc.", [RULE], "vi")
    assert not support.supported
    assert "15 ngày làm việc" in support.reasons[0]
    assert "10 ngày làm việc" in support.reasons[0]


@pytest.mark.parametrize(("language", "word"), [("vi", "đoạn trích"), ("en", "passage"), ("hi", "उद्धरण")])
def test_reasons_speak_the_users_language(language: str, word: str) -> None:
    support = ground("Danh sách được gửi trong 15 ngày làm việc.", [RULE], "vi", say_in=language)  # type: ignore[arg-type]
    assert word in " ".join(support.reasons)


def test_many_equals_one_by_one() -> None:
    pairs = [("Tổ trưởng dân phố lập danh sách hộ nghèo.", [RULE]), ("Lệ phí là 50.000 đồng.", [RULE])]
    assert ground_many(pairs, "vi") == [ground(claim, texts, "vi") for claim, texts in pairs]


def test_nothing_to_lean_on_supports_nothing() -> None:
    support = ground("Phải nộp bản chính.", [], "vi")
    assert (support.supported, support.quotes) == (False, ())
    assert support.reasons


def test_draft_claims_get_their_status() -> None:
    here = passage(RULE)
    invented = cite(passage("Câu này không có trong tài liệu.", "p-9"), 0, 10)
    drafts = [
        Claim(text="Ủy ban nhân dân cấp xã không được thu phí khi xác nhận danh sách", status="unsupported"),
        Claim(
            text="Danh sách hộ nghèo được gửi trong thời hạn 15 ngày làm việc.",
            status="supported",
            citations=(invented,),
        ),
        Claim(text="Chia lớp thành bốn nhóm.", status="author"),
    ]
    quoted, wrong, author = judge(drafts, [here], "vi")
    assert quoted.status == "quoted"
    assert quoted.citations[0].quote in RULE
    assert wrong.status == "unsupported"
    assert wrong.reason
    assert wrong.citations == ()
    assert author == drafts[2]
