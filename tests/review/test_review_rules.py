"""The pure rules: what a sentence carries, how claims are judged and ordered, parts, what became of quoted words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.address import Address
from generator.domain.ledger import Claim, cite
from generator.domain.passage import Passage
from generator.review.assess import assess, grounded
from generator.review.carries import carries, cost
from generator.review.checklist import review_date
from generator.review.claims_in import map_claims
from generator.review.impact import NewText
from generator.review.parts import changed_parts, mark, parts, put


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nộp trong 5 ngày làm việc.", "deadline"),
        ("Nộp trong mười lăm ngày.", "deadline"),
        ("Submit within thirty days.", "deadline"),
        ("15 दिनों में जमा करें।", "deadline"),
        ("Có hiệu lực từ 01/7/2026.", "date"),
        ("ngày 3 tháng 5 năm 2026", "date"),
        ("Effective 1 July, from July 1", "date"),
        ("Theo Nghị định 30/2020/NĐ-CP.", "document"),
        ("Theo khoản 2 Điều 5.", "document"),
        ("Thủ tục 1.004222.", "document"),
        ("Phí là 10%.", "number"),
        ("Không nộp bản sao.", "negation"),
        ("ऐसा नहीं करें।", "negation"),
        ("Cán bộ phải kiểm tra.", "duty"),
    ],
)
def test_what_a_sentence_carries(text: str, kind: str) -> None:
    assert kind in carries(text)


@pytest.mark.parametrize("text", ["2.1. Việc nên làm", "a) Đọc kỹ", "Mở trang web.", "Read the page."])
def test_numbering_is_no_figure(text: str) -> None:
    assert cost(carries(text)) == 0.0


def passage(text: str, identity: str = "p-1") -> Passage:
    return Passage(
        id=identity, guide_id="g-1", seq=0, text=text, language="vi", address=Address(), start=0, end=len(text)
    )


SOURCE = passage("Hồ sơ được trả trong 05 ngày làm việc. Bạn đọc không phải nộp phí. Sách được đọc tại chỗ.")


def claim(text: str) -> Claim:
    return Claim(text=text, status="quoted", citations=(cite(SOURCE, 0, len(SOURCE.text)),))


def test_the_desk_puts_unsupported_before_weak_before_quoted() -> None:
    texts = [
        "Sách được đọc tại chỗ.",
        "Hồ sơ được trả trong 05 ngày làm việc.",
        "Sách được đọc ngay tại chỗ đó nhé.",
        "Hồ sơ được trả trong 50 ngày làm việc.",
        "Ta cùng đọc từng câu.",
    ]
    claims = [("s", claim(text)) for text in texts[:4]] + [("s", Claim(text=texts[4], status="author"))]
    found = assess(claims, {"p-1": SOURCE}, grounded, "vi")
    order = [texts[n] for n in sorted(range(5), key=lambda n: -found[n].risk)]
    assert order == [texts[3], texts[2], texts[1], texts[0], texts[4]]
    assert found[3].reasons


def test_words_of_a_passage_that_is_gone_carry_nothing() -> None:
    (found,) = assess([("s", claim(SOURCE.text))], {}, grounded, "vi")
    assert (found.status, found.score) == ("unsupported", 0.0)


CONTENT = {"title": "Một", "sections": [{"id": "s1", "title": "a"}, {"id": "s2", "title": "b"}], "gaps": []}


def test_parts_are_put_taken_out_and_added() -> None:
    assert list(parts(CONTENT)) == ["title", "sections:s1", "sections:s2", "gaps"]
    assert parts(put(CONTENT, "sections:s2", {"id": "s2", "title": "c"}))["sections:s2"] == {"id": "s2", "title": "c"}
    assert "sections:s1" not in parts(put(CONTENT, "sections:s1", None))
    assert list(parts(put(CONTENT, "sections:s3", {"id": "s3"})))[3] == "sections:s3"


def test_a_move_is_told_as_a_move() -> None:
    moved = {**CONTENT, "sections": list(reversed(CONTENT["sections"]))}  # type: ignore[call-overload]
    assert {(change.part, change.change) for change in changed_parts(CONTENT, moved)} == {
        ("sections:s1", "moved"),
        ("sections:s2", "moved"),
    }


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3)))
def test_a_mark_is_the_same_for_the_same_text_only(value: object) -> None:
    assert mark(value) == mark(value)  # type: ignore[arg-type]
    assert mark([value, "x"]) != mark(value)  # type: ignore[list-item,arg-type]


def test_claims_are_found_wherever_they_stand() -> None:
    inside = claim("Câu.").model_dump(mode="json")
    content = {"a": [{"b": inside}], "text": "không phải câu", "c": {"text": "x", "other": 1}}
    seen: list[str] = []

    def note(found: Claim) -> Claim:
        seen.append(found.text)
        return found

    assert map_claims(content, note) == content
    assert seen == ["Câu."]


def test_what_became_of_quoted_words() -> None:
    text = NewText([passage("Hồ sơ được trả trong 03 ngày làm việc. Bạn đọc không phải nộp phí.")])
    assert text.find("Bạn đọc không phải nộp phí.")[0] == "unchanged"
    fate, place = text.find("Hồ sơ được trả trong 05 ngày làm việc.")
    assert fate == "changed" and place is not None
    assert place.passage.text[place.start : place.end] == "Hồ sơ được trả trong 03 ngày làm việc."
    assert text.find("Máy bay cất cánh lúc bình minh.") == ("gone", None)


def test_the_day_of_the_next_review() -> None:
    from datetime import date

    today = date(2026, 11, 25)
    assert review_date("Rà soát 30/6/2027, phòng đào tạo", today) == date(2027, 6, 30)
    assert review_date("2027-01-05", today) == date(2027, 1, 5)
    assert review_date("đã xem 01/01/2020", today) is None
