"""The extractive author: whole lessons for every audience, quotes that are quotes, nothing cut, nothing invented."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from guides import SmallLibrary, library

from generator.checks.lesson import check_lesson
from generator.checks.responsible_ai import trainer_checklist
from generator.domain.lesson import AUDIENCES, Audience, Brief, Lesson
from generator.domain.ports import Hit
from generator.domain.text import squeeze
from generator.errors import NothingRelevant
from generator.writing.extractive import ExtractiveAuthor

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TOPIC = "Giữ an toàn dữ liệu khi làm việc"


def write(
    audience: Audience = "officials", minutes: int = 90, topic: str = TOPIC, shelf: SmallLibrary | None = None
) -> Lesson:
    shelf = shelf or library()
    brief = Brief(topic=topic, audience=audience, minutes=minutes, language="vi", as_of=date(2026, 11, 24))
    lesson = ExtractiveAuthor().lesson(brief, shelf, shelf.search(topic), now=NOW)
    return lesson.model_copy(update={"checklist": trainer_checklist(lesson, check_lesson(lesson, "vi"))})


def order(shelf: SmallLibrary) -> dict[str, int]:
    return {passage.id: passage.seq for _, passages in shelf.kept.values() for passage in passages}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("minutes", [45, 120])
def test_a_lesson_for_every_audience_passes_the_mechanical_check(audience: Audience, minutes: int) -> None:
    shelf = library()
    lesson = write(audience, minutes, shelf=shelf)
    errors = [f for f in check_lesson(lesson, "vi", order(shelf).get) if f.severity == "error"]
    assert not errors


def test_every_factual_sentence_is_the_guides_own_words() -> None:
    shelf = library()
    for _, claim in write(shelf=shelf).claims():
        for citation in claim.citations:
            passage = shelf.passage(citation.passage_id)
            assert passage.text[citation.start : citation.end] == citation.quote
        if claim.status == "quoted":
            assert squeeze(claim.text) in squeeze(" ".join(citation.quote for citation in claim.citations))


def test_the_same_brief_gives_the_same_lesson() -> None:
    assert write() == write()


def test_conditions_stay_with_what_they_condition_and_lists_with_their_lead() -> None:
    lesson = write()
    texts = [claim.text for place, claim in lesson.claims() if place.startswith("section")]
    assert any(text.endswith("trừ trường hợp bất khả kháng.") for text in texts)
    lead = next(i for i, text in enumerate(texts) if text.endswith("những việc sau:"))
    assert texts[lead + 1].startswith("không lưu mật khẩu")


def test_steps_and_tables_stay_what_they_are() -> None:
    blocks = [block for section in write().sections for block in section.blocks]
    steps = next(block for block in blocks if block.kind == "steps")
    assert steps.labels == ("Bước 1", "Bước 2", "Bước 3", "Bước 4")
    table = next(block for block in blocks if block.kind == "table")
    assert [claim.text for claim in table.header] == ["Loại hồ sơ", "Thời hạn"]
    assert len(table.rows) == 2


def test_mistakes_are_never_taught_as_facts() -> None:
    lesson = write()
    wrong = "Dùng chung một tài khoản cho cả phòng."
    assert wrong not in [claim.text for claim in lesson.summary]
    assert all(wrong.rstrip(".") not in question.options[question.key] for question in lesson.questions)


def test_notices_and_lists_of_sources_are_left_out() -> None:
    texts = " ".join(claim.text for _, claim in write().claims())
    assert "bản tóm lược" not in texts
    assert "01/TB-UBND" not in texts


def test_questions_have_one_key_that_the_source_proves() -> None:
    lesson = write()
    assert len(lesson.questions) >= 3
    for question in lesson.questions:
        assert len({option.lower() for option in question.options}) == len(question.options) >= 3
        assert question.rationale.citations


def test_what_the_guides_do_not_say_is_named() -> None:
    assert any("xử phạt" in gap for gap in write().gaps)


def test_a_section_is_made_anew_and_the_rest_stays() -> None:
    shelf = library()
    lesson = write("elderly", 45, shelf=shelf)
    target = lesson.sections[0].id
    changed = ExtractiveAuthor().regenerate_section(lesson, target, shelf, shelf.search(TOPIC))
    assert changed.sections[0] != lesson.sections[0]
    assert changed.sections[1:] == lesson.sections[1:]
    assert changed.model_copy(update={"sections": lesson.sections}) == lesson


def test_hits_without_sections_are_nothing_relevant() -> None:
    shelf = SmallLibrary()
    guide = shelf.add("ngan.md", "Một dòng.")
    hits = [Hit(passage=shelf.passages(guide.id)[0], guide=guide, score=1.0)]
    brief = Brief(topic="x", audience="officials", minutes=60, language="vi", as_of=date(2026, 1, 1))
    with pytest.raises(NothingRelevant):
        ExtractiveAuthor().lesson(brief, shelf, hits, now=NOW)


def test_no_hits_are_nothing_relevant() -> None:
    brief = Brief(topic="x", audience="officials", minutes=60, language="vi", as_of=date(2026, 1, 1))
    with pytest.raises(NothingRelevant):
        ExtractiveAuthor().lesson(brief, SmallLibrary(), [], now=NOW)


@pytest.mark.parametrize("minutes", [15, 31, 45, 77, 480])
def test_minutes_always_add_up(minutes: int) -> None:
    assert sum(step.minutes for step in write(minutes=minutes).plan) == minutes
