"""Quizzes from a real library: every key quoted, every distractor explained, no fact twice, nothing the examiner
objects to."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.domain.quiz import ITEM_KINDS, ItemKind, OneBest, Ordering, Quiz, QuizBrief, Scenario, TrueFalse
from generator.domain.text import words
from generator.errors import BriefInvalid, NothingRelevant
from generator.export.registry import load_work
from generator.grounding.quotes import contains
from generator.service import Soan
from generator.service.quizzes import as_lines, uncovered

GUIDE = """# Tiếp nhận và trả kết quả tại xã Bình Thử

## 1. Khái niệm

Phiếu hẹn là giấy ghi ngày trả kết quả cho người nộp hồ sơ.
Hồ sơ điện tử là tập hợp tài liệu số được lập khi giải quyết một thủ tục.
Bộ phận một cửa là đơn vị tiếp nhận hồ sơ của người dân tại trụ sở xã.
Mã hồ sơ là chuỗi ký tự dùng để tra cứu một hồ sơ trên mạng.

## 2. Thời hạn và trách nhiệm

Hồ sơ xác nhận cư trú của người dân được trả trong 05 ngày làm việc.
Hồ sơ đề nghị trợ cấp của hộ nghèo được trả trong 12 ngày làm việc.
Nội quy tiếp dân của xã có hiệu lực từ ngày 01/3/2026.
Chủ tịch Ủy ban nhân dân xã phê duyệt danh sách cán bộ trực hằng tuần.
Văn thư cơ quan kiểm tra thể thức của văn bản trước khi phát hành.
Trưởng bộ phận một cửa phân công người trực thay khi có người nghỉ.
Cán bộ tiếp nhận không được giữ mật khẩu tài khoản của người dân.
Người nộp hồ sơ phải ký xác nhận vào sổ giao nhận kết quả.

## 3. Xử lý tình huống

Nếu hồ sơ thiếu giấy tờ, cán bộ phải ghi phiếu yêu cầu bổ sung.
Nếu hệ thống mạng bị lỗi, cán bộ phải nhận hồ sơ giấy và ghi sổ tạm.
Nếu người dân đến ngoài giờ, cán bộ phải hướng dẫn nộp qua mạng.
Nếu kết quả có sai sót, cán bộ phải báo người ký để đính chính.

## 4. Các bước tiếp nhận

Bước 1: Chào người dân và hỏi việc cần giải quyết.
Bước 2: Kiểm tra giấy tờ theo danh mục của thủ tục.
Bước 3: Nhập hồ sơ vào hệ thống một cửa của xã.
Bước 4: In phiếu hẹn và giao cho người nộp hồ sơ.

## 5. Giấy tờ cần mang

Người dân mang theo những giấy tờ sau khi đến nộp hồ sơ:

- thẻ căn cước còn thời hạn sử dụng;
- tờ khai đã điền theo mẫu của xã;
- bản sao giấy khai sinh của con.

## 6. Việc của người trực

Người trực làm những việc sau vào cuối ngày:

- đối chiếu số hồ sơ trong sổ với hệ thống;
- khóa tủ hồ sơ và niêm phong chìa khóa;
- gửi báo cáo ngắn cho trưởng bộ phận.
"""


@pytest.fixture
def shelf(soan: Soan, tmp_path: Path) -> Soan:
    file = tmp_path / "mot-cua.md"
    file.write_text(GUIDE, "utf-8")
    soan.add_guides([file])
    return soan


def brief(items: int = 14, *kinds: ItemKind, guide: str = "mot-cua.md") -> QuizBrief:
    return QuizBrief(
        topic="Tiếp nhận và trả kết quả", items=items, language="vi", as_of=date(2026, 11, 25), kinds=kinds,
        guide_ids=(guide,) if guide else (),
    )  # fmt: skip


@pytest.fixture
def quiz(shelf: Soan) -> Quiz:
    return shelf.quizzes.quiz(brief())


def test_keys_are_quoted_and_facts_are_asked_once(shelf: Soan, quiz: Quiz) -> None:
    asked = list(quiz.questions())
    assert len(asked) >= 10
    assert len({item.kind for item in asked}) >= 4
    for item in asked:
        assert item.citations
        assert all(contains(shelf.passage(c.passage_id).text, c.quote) for c in item.citations)
    facts = [" ".join(words(item.rationale.text)) for item in asked]
    assert len(set(facts)) == len(facts) == len({item.fact for item in asked})
    assert [item.id for item in asked] == [f"q{number}" for number in range(1, len(asked) + 1)]


def test_the_examiner_finds_nothing(shelf: Soan, quiz: Quiz) -> None:
    assert not shelf.quizzes.check(quiz, "vi")
    assert all(not shelf.quizzes.flaws(item, "vi") for item in quiz.questions())


def test_every_option_says_why(quiz: Quiz) -> None:
    choices = [item for item in quiz.questions() if isinstance(item, OneBest)]
    assert choices
    for item in choices:
        assert all(option.note for option in item.options)
        assert len({option.text.lower() for option in item.options}) == len(item.options)


def test_a_false_statement_tells_how_it_should_read(shelf: Soan) -> None:
    quiz = shelf.quizzes.quiz(brief(6, "true_false"))
    statements = [item for item in quiz.questions() if isinstance(item, TrueFalse)]
    assert {item.answer for item in statements} == {True, False}
    for item in statements:
        assert (item.rationale.text.rstrip(".") in item.stem) == item.answer
        assert bool(item.right) != item.answer


def test_steps_are_put_in_order_without_their_numbers(shelf: Soan) -> None:
    (item,) = shelf.quizzes.quiz(brief(1, "ordering")).questions()
    assert isinstance(item, Ordering)
    assert [step.text[:4] for step in item.steps] == ["Chào", "Kiểm", "Nhập", "In p"]


def test_a_scenario_links_items_of_one_guide(shelf: Soan) -> None:
    quiz = shelf.quizzes.quiz(brief(6, "scenario"))
    scenario = next(item for item in quiz.items if isinstance(item, Scenario))
    assert 2 <= len(scenario.items) <= 3
    assert [item.id for item in scenario.items] == ["q1a", "q1b", "q1c"][: len(scenario.items)]


@pytest.mark.parametrize("kind", [kind for kind in ITEM_KINDS if kind != "scenario"])
def test_only_the_kind_that_was_asked_for(shelf: Soan, kind: ItemKind) -> None:
    if kind == "matching":
        quiz = shelf.quizzes.quiz(brief(1, kind))
        assert [item.kind for item in quiz.questions()] == ["matching"]
    else:
        assert {item.kind for item in shelf.quizzes.quiz(brief(3, kind)).questions()} == {kind}


def test_the_plan_and_the_map_account_for_every_item(quiz: Quiz) -> None:
    asked = {item.id for item in quiz.questions()}
    assert {name for row in quiz.blueprint for name in row.item_ids} == asked
    assert sum(row.wanted for row in quiz.blueprint) == quiz.brief.items
    assert {name for row in quiz.coverage for name in row.item_ids} == asked
    assert set(uncovered(quiz)) <= {row.title for row in quiz.coverage}


def test_the_same_brief_makes_the_same_quiz(shelf: Soan, quiz: Quiz) -> None:
    again = shelf.quizzes.quiz(brief())
    assert again.model_copy(update={"generation": quiz.generation}) == quiz


def test_a_quiz_on_a_lesson_follows_its_outcomes(shelf: Soan) -> None:
    from generator.domain.lesson import Brief

    lesson = shelf.lesson(
        Brief(topic="Tiếp nhận hồ sơ", audience="officials", minutes=120, language="vi", as_of=date(2026, 11, 25))
    )
    made = shelf.quizzes.quiz(brief(8, guide=""), lesson)
    assert made.outcomes == lesson.outcomes
    assert {item.outcome_id for item in made.questions()} <= {outcome.id for outcome in lesson.outcomes} | {None}


def test_the_file_carries_the_quiz_and_its_ledger(shelf: Soan, quiz: Quiz, tmp_path: Path) -> None:
    file = shelf.export(quiz, tmp_path / "quiz.json")
    assert load_work(file) == quiz
    assert json.loads(file.read_text("utf-8"))["ledger"]["work_kind"] == "quiz"
    report = shelf.verify(file, as_of=date(2026, 11, 25))
    assert {claim.state for claim in report.claims} == {"ok"}


def test_lines_show_key_and_source(quiz: Quiz) -> None:
    text = "\n".join(as_lines(quiz, "vi"))
    assert "Căn cứ" in text
    assert "*" in text
    assert quiz.notice in text


@pytest.mark.parametrize("items", [0, 201])
def test_an_impossible_number_is_refused(shelf: Soan, items: int) -> None:
    with pytest.raises(BriefInvalid):
        shelf.quizzes.quiz(brief(items))


def test_a_topic_that_no_guide_carries_is_said(shelf: Soan) -> None:
    nothing = brief(guide="").model_copy(update={"topic": "vật lý lượng tử"})
    with pytest.raises(NothingRelevant):
        shelf.quizzes.quiz(nothing)


def test_guides_that_only_distractors_come_from_are_sources_too(shelf: Soan, tmp_path: Path) -> None:
    other = tmp_path / "khac.md"
    text = GUIDE.replace("Bình Thử", "Bình Khác").replace("Nếu hồ sơ thiếu giấy tờ", "Nếu hồ sơ ghi sai tên")
    other.write_text(text.replace("ghi phiếu yêu cầu bổ sung", "trả lại để người dân viết lại tờ khai"), "utf-8")
    shelf.add_guides([other])
    made = shelf.quizzes.quiz(brief(guide=""))
    cited = {citation.guide_id for _, claim in made.claims() for citation in claim.citations}
    assert cited <= {record.guide.id for record in made.sources}


def test_a_kind_the_guides_cannot_give_is_said_so(soan: Soan, tmp_path: Path) -> None:
    file = tmp_path / "it.md"
    file.write_text(
        "# Nội quy ngắn\n\n## Giờ làm việc\n\n"
        "Cơ quan làm việc giờ hành chính trong tuần lễ và nghỉ vào ngày lễ, ngày tết theo lịch chung.\n",
        "utf-8",
    )
    soan.add_guides([file])
    with pytest.raises(BriefInvalid):
        soan.quizzes.quiz(brief(3, "ordering", guide="it.md"))
