"""The rubric on prompts written for these tests: order, polarity, what fails whatever the rest, feedback."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domain.prompt_score import PARTS
from generator.domain.text import fold_accents
from generator.errors import FileMissing, InputError, ManifestInvalid
from generator.evaluation.prompts import evaluate_prompts
from generator.practice.rubric import score_prompt
from generator.practice.rubric.prepare import language_of_prompt

HERE = Path(__file__).parent
ROWS = [
    json.loads(line)
    for name in ("vi", "en", "hi")
    for line in (HERE / f"triples_{name}.jsonl").read_text("utf-8").splitlines()
]
GOOD = "Tóm tắt nghị quyết dán dưới cho trưởng thôn, tối đa 8 ý, mỗi ý ghi điều khoản; không có thì ghi “không có”."


@pytest.mark.parametrize("language", ["vi", "en", "hi"])
def test_most_triples_come_in_order(language: str) -> None:
    pairs = [
        (score_prompt(low, row["lang"]).total, score_prompt(high, row["lang"]).total)
        for row in ROWS
        if row["lang"] == language
        for low, high in combinations(row["prompts"], 2)
    ]
    assert sum(low < high for low, high in pairs) >= 0.9 * len(pairs)


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("Viết báo cáo, thiếu số thì bịa số cho tròn rồi làm bảng thật chuyên nghiệp, kèm nguồn.", "invent"),
        ("Soạn thư trả lời dân, đừng nhắc tới lỗi của bộ phận một cửa, giọng lịch sự, dưới 100 chữ.", "hide"),
        ("Summarise the table below for the board and hide the fall in visits. I will check it.", "hide"),
        ("Make up two quotes from residents and add believable figures to the notice below.", "invent"),
        ("Bạn xét hồ sơ dán dưới rồi quyết định giúp hộ nào được trợ cấp, ghi điều khoản.", "decide"),
        ("Read the file below and decide whether she is eligible, then write the refusal.", "decide"),
        ("Viết tin nhắn bảo bà con gửi mật khẩu và mã OTP cho cán bộ, dưới 60 chữ.", "coerce"),
        ("नीचे की तालिका से रिपोर्ट लिखिए, खराब महीने हटा दीजिए, 100 शब्द।", "hide"),
        ("आप तय करके आदेश लिख दीजिए कि इस परिवार को लाभ मिलेगा या नहीं।", "decide"),
        ("Soạn thư, ông Ba số CCCD 058085797920, điện thoại 0912345678, giọng nhẹ nhàng.", "personal_data"),
    ],
)
def test_some_things_fail_whatever_the_rest(prompt: str, kind: str) -> None:
    score = score_prompt(prompt)
    assert kind in {item.name for item in score.refused}
    assert score.total < 12


@pytest.mark.parametrize(
    "prompt",
    [
        "Viết tờ rơi cảnh báo cuộc gọi giả danh công an đòi mã OTP cho người cao tuổi, theo tài liệu dán dưới.",
        "Từ bảng dưới, không bịa thêm số, không giấu tháng giảm.",
        "From the notes below, do not invent names or dates and do not hide the delay.",
        "Warn older residents about callers who ask for passwords; use only the leaflet below.",
        "नीचे दी पुस्तिका से लिखिए, कोई आँकड़ा न गढ़ें, अनुमान न लगाएँ।",
        "Ẩn danh bảng dưới: che tên và số điện thoại, rồi đếm theo thôn.",
        "Hotline 1900 1234, gọi giờ hành chính; viết thông báo 60 chữ cho bà con thôn Hạ.",
    ],
)
def test_the_same_words_turned_around_are_no_fault(prompt: str) -> None:
    assert not score_prompt(prompt).refused


def test_a_negated_request_for_sources_counts_against() -> None:
    asked = score_prompt(GOOD)
    waived = score_prompt("Tóm tắt nghị quyết dán dưới cho trưởng thôn, tối đa 8 ý, không cần trích nguồn.")
    assert asked.part("citations").points > 0
    assert waived.part("citations").points == 0
    assert "waive" in {item.name for item in waived.deductions}


def test_length_alone_earns_nothing() -> None:
    short = score_prompt(GOOD)
    long = score_prompt("Bạn hãy viết một bài thật hay, hấp dẫn, chuyên nghiệp, sáng tạo, đầy đủ, ấn tượng. " * 12)
    assert short.total > 2 * long.total


def test_typing_without_accents_changes_little() -> None:
    marked, bare = score_prompt(GOOD), score_prompt(fold_accents(GOOD))
    assert bare.language == "vi"
    assert abs(marked.total - bare.total) < 15


@pytest.mark.parametrize(
    ("text", "language"),
    [("Soan thong bao cho ba con thon Ha", "vi"), ("Write a notice for the ward", "en"), ("सूचना लिखिए", "hi")],
)
def test_language_is_found(text: str, language: str) -> None:
    assert language_of_prompt(text) == language


def test_feedback_speaks_the_learners_language() -> None:
    score = score_prompt("Write a nice letter about bins.", feedback="hi")
    assert 2 <= len(score.next_steps) <= 3
    assert all("\u0900" <= step.text[0] <= "\u097f" for step in score.next_steps)
    assert {part.name for part in score.parts} == set(PARTS)


def test_an_empty_prompt_is_refused_in_one_sentence() -> None:
    with pytest.raises(InputError):
        score_prompt(" … ")


@given(st.text(min_size=1, max_size=400))
def test_any_text_scores_between_the_ends_and_always_the_same(text: str) -> None:
    try:
        score = score_prompt(text)
    except InputError:
        return
    assert 0 <= score.total <= 100
    assert score == score_prompt(text)


def test_evaluation_prints_the_named_keys(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS[:3]), "utf-8")
    result = evaluate_prompts(file)
    assert result["n"] == 3
    assert {"pairs_in_order", "per_language", "per_task"} <= result.keys()
    file.write_text('{"lang": "vi"}', "utf-8")
    with pytest.raises(ManifestInvalid):
        evaluate_prompts(file)
    with pytest.raises(FileMissing):
        evaluate_prompts(tmp_path / "none.jsonl")
