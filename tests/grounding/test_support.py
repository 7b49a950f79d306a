"""The value that other rooms build on: verdict, quotes with spans, reasons in the user's language."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.address import Address
from generator.domain.ledger import Claim, cite
from generator.domain.passage import Passage
from generator.domain.sentences import sentences
from generator.grounding.support import ground, ground_many, judge
from generator.grounding.tokens import level
from generator.search.ports import Vectors

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


HANDLING = (
    "### Điều 9. Tiếp nhận phản ánh\n"
    "1. Bộ phận một cửa tiếp nhận phản ánh của người dân. Trường hợp phản ánh không đủ thông tin thì đề nghị bổ sung.\n"
    "2. Công chức được giao xử lý phải trả lời trong 07 ngày làm việc; riêng phản ánh về an toàn thực phẩm trả lời "
    "trong 02 ngày làm việc.\n"
    "3. Hầu hết phản ánh được công khai trên trang thông tin điện tử, trừ nội dung bí mật nhà nước.\n"
    "4. Trình tự xử lý:\n- Phân loại phản ánh.\n- Xác minh nội dung.\n- Trả lời người dân.\n"
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "Công chức được giao xử lý phải trả lời trong bảy ngày làm việc.",
            "Công chức phải trả lời trong 10 ngày làm việc.",
        ),
        (
            "Phản ánh về an toàn thực phẩm được trả lời trong hai ngày làm việc.",
            "Phản ánh về an toàn thực phẩm được trả lời trong 07 ngày làm việc.",
        ),
        (
            "Bộ phận một cửa tiếp nhận phản ánh của người dân.",
            "Bộ phận một cửa không tiếp nhận phản ánh của người dân.",
        ),
        (
            "Hầu hết phản ánh được công khai, trừ bí mật nhà nước.",
            "Tất cả phản ánh được công khai trên trang thông tin điện tử.",
        ),
        ("Công chức được giao xử lý phải trả lời.", "Công chức được giao xử lý có thể trả lời trong 07 ngày làm việc."),
        ("Phân loại phản ánh rồi mới xác minh nội dung.", "Xác minh nội dung rồi mới phân loại phản ánh."),
        (
            "Phản ánh không đủ thông tin thì đề nghị bổ sung.",
            "Phản ánh không đủ thông tin thì đề nghị bổ sung và thu lệ phí bưu chính theo bảng giá hiện hành.",
        ),
    ],
)
def test_a_sentence_in_other_words_stands_above_one_that_says_something_else(right: str, wrong: str) -> None:
    good, bad = ground(right, [HANDLING], "vi"), ground(wrong, [HANDLING], "vi")
    assert good.supported
    assert good.score > bad.score
    assert bad.reasons


@pytest.mark.parametrize(
    ("language", "passage_text", "right", "wrong"),
    [
        (
            "en",
            "Offices must publish their fees because people need to plan. "
            "The Registry Office (RO) answers within 30 days.",
            "The RO answers within thirty days.",
            "People need to plan because offices publish their fees.",
        ),
        (
            "hi",
            "अधिकांश कार्यालय सुबह 10 बजे खुलते हैं। आवेदन का उत्तर तीस दिन में दिया जाता है।",
            "आवेदन का उत्तर 30 दिन में दिया जाता है।",
            "आवेदन का उत्तर 45 दिन में दिया जाता है।",
        ),
    ],
)
def test_english_and_hindi(language: str, passage_text: str, right: str, wrong: str) -> None:
    good = ground(right, [passage_text], language)  # type: ignore[arg-type]
    bad = ground(wrong, [passage_text], language)  # type: ignore[arg-type]
    assert good.supported
    assert good.score > bad.score
    assert not bad.supported


TABLE = "| Sổ | Nơi giữ |\n|---|---|\n| Sổ trực | Phòng bảo vệ |\n| Sổ tiếp dân | Bộ phận một cửa |"
STEPS = "Bước 1: Mở kho lưu trữ.\nBước 2: Kiểm đếm hộp tài liệu.\nBước 3: Ký biên bản bàn giao."
BANS = "Người trực không được:\n- rời vị trí;\n- cho mượn chìa khóa."


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (TABLE, "Sổ tiếp dân để ở bộ phận một cửa.", "Sổ trực để ở bộ phận một cửa."),
        (STEPS, "Mở kho lưu trữ rồi mới kiểm đếm hộp tài liệu.", "Ký biên bản bàn giao rồi mới kiểm đếm hộp tài liệu."),
        (BANS, "Người trực không được cho mượn chìa khóa.", "Người trực cho mượn chìa khóa."),
    ],
)
def test_tables_steps_and_bans_over_a_list(text: str, right: str, wrong: str) -> None:
    good, bad = ground(right, [text], "vi"), ground(wrong, [text], "vi")
    assert good.supported
    assert not bad.supported


def test_two_sentences_may_carry_one_claim() -> None:
    support = ground(
        "Bộ phận một cửa tiếp nhận phản ánh, và công chức được giao xử lý phải trả lời trong 07 ngày làm việc.",
        [HANDLING],
        "vi",
    )
    assert support.supported
    assert len({quote.start for quote in support.quotes}) > 1


def test_a_sentence_of_another_matter_is_unsupported() -> None:
    support = ground("Học sinh đeo khăn quàng khi dự lễ chào cờ đầu tuần tại sân trường.", [HANDLING], "vi")
    assert not support.supported


def test_a_claim_in_another_language_is_left_to_a_person_and_its_figures_compared() -> None:
    support = ground("The list is sent within 15 working days.", [passage(RULE)], "en")
    assert not support.supported
    assert "another language" in support.reasons[0]
    assert any("15" in reason for reason in support.reasons[1:])


class Letters:
    """An embedder that knows only letters: enough to see that similarities are used and every text embedded once."""

    name, dimension = "letters", 64

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(list(texts))
        out = np.full((len(texts), self.dimension), 1e-6, np.float32)
        for row, text in enumerate(texts):
            for ch in text.lower():
                out[row, ord(ch) % self.dimension] += 1
        return np.asarray(out / np.linalg.norm(out, axis=1, keepdims=True), np.float32)

    def query(self, text: str) -> Vectors:
        return np.asarray(self.passages([text])[0], np.float32)


def test_with_an_embedder_every_text_is_embedded_once() -> None:
    letters = Letters()
    claim = "Bộ phận một cửa tiếp nhận phản ánh."
    first, second = ground_many([(claim, [HANDLING]), (claim, [HANDLING])], "vi", letters)
    assert first == second
    assert len(letters.calls) == 1
    assert len(set(letters.calls[0])) == len(letters.calls[0])


TEXTS = st.text(st.sampled_from('aăâbcdđếộ 0123456789.,;:-/%()\n“”"→#*+१२क्यािNOĐ'), max_size=120)


@given(claim=TEXTS, text=TEXTS, language=st.sampled_from(["vi", "en", "hi"]))
def test_any_text_gets_a_verdict_and_quotes_that_are_there(claim: str, text: str, language: str) -> None:
    support = ground(claim, [text], language)  # type: ignore[arg-type]
    assert 0 <= support.score <= 1
    levelled = level(text)
    assert all(levelled[quote.start : quote.end] == quote.text for quote in support.quotes)


@given(text=st.sampled_from([RULE, HANDLING]), data=st.data())
def test_every_sentence_supports_itself(text: str, data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from([s for s in sentences(text) if len(s) > 30]))
    assert ground(sentence, [text], "vi").supported
