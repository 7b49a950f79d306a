"""The exercises that come with the program: complete, linked, and their samples scored as their comments say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.domain.base import LANGUAGES
from generator.domain.exercise import FAMILIES, PASS, Attempt, Exercise
from generator.errors import InputError, NotFound
from generator.practice.cards import make_card, slots_of, with_slots
from generator.practice.compare import compare
from generator.practice.course import GRADES, figures, path, progress
from generator.practice.exercises import attempt_id, bundled, find, fit
from generator.practice.rubric import score_prompt

CORPUS = Path(__file__).parents[2] / "corpus"
ALL = [exercise for language in LANGUAGES for exercise in bundled(language)]


def test_enough_of_each_language_and_family() -> None:
    assert len(bundled("vi")) >= 16 and len(bundled("en")) >= 8 and len(bundled("hi")) >= 8
    for language in LANGUAGES:
        assert {exercise.family for exercise in bundled(language)} == set(FAMILIES)
    assert max(Counter(exercise.id for exercise in ALL).values()) == 1


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_samples_score_as_their_comments_say(exercise: Exercise) -> None:
    weak, middle = score_prompt(exercise.weak.prompt).total, score_prompt(exercise.middle.prompt).total
    for sample in exercise.model:
        score = score_prompt(sample.prompt)
        assert score.language == exercise.language
        assert not score.refused
        assert score.total >= PASS > middle > weak
        assert not fit(sample.prompt, exercise).missing


@pytest.mark.parametrize("exercise", ALL, ids=lambda exercise: exercise.id)
def test_links_lead_to_headings_of_the_starter_guides(exercise: Exercise) -> None:
    for link in exercise.guides:
        text = (CORPUS / exercise.language / link.file).read_text("utf-8")
        headings = [re.sub(r"^#+\s*", "", line) for line in text.splitlines() if line.startswith("#")]
        assert link.heading in headings
    component, _, grade = exercise.framework.partition("/")
    assert component in ("6.1", "6.2", "6.3") and grade in GRADES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_of_the_course_is_in_a_starter_guide(language: str) -> None:
    for step in path(language, bundled(language)):  # type: ignore[arg-type]
        if step.kind == "lesson":
            file, _, number = step.id.removeprefix("lesson:").partition("#")
            assert re.search(
                rf"^## {number}\. {re.escape(step.title)}$", (CORPUS / language / file).read_text("utf-8"), re.M
            )


def test_find_by_beginning() -> None:
    assert find("vi-soan-01").language == "vi"
    with pytest.raises(NotFound):
        find("vi-")


def _attempt(exercise: Exercise, prompt: str, number: int, learner: str = "p1") -> Attempt:
    return Attempt(
        id=attempt_id(learner, exercise.id, number),
        learner=learner,
        exercise_id=exercise.id,
        number=number,
        prompt=prompt,
        score=score_prompt(prompt),
        fit=fit(prompt, exercise),
        at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=number),
    )


def test_comparison_names_the_words_and_the_parts_they_moved() -> None:
    exercise = bundled("vi")[0]
    first = _attempt(exercise, "Viết thông báo cho bà con thôn Hạ", 1)
    second = _attempt(exercise, "Viết thông báo cho bà con thôn Hạ, tối đa 80 chữ. Tôi đọc lại trước khi phát.", 2)
    found = compare(first, second)
    assert found.added and "trước khi phát" in found.added[-1]
    moved = {shift.name: shift.after - shift.before for shift in found.shifts}
    assert moved["human_check"] > 0 and moved["limits"] > 0


def test_progress_needs_every_family_for_the_final_step() -> None:
    exercises = bundled("en")
    tried = {exercise.id: [_attempt(exercise, exercise.model[0].prompt, 1)] for exercise in exercises}
    whole = progress("en", exercises, tried, {})
    assert whole.families_passed == FAMILIES
    assert next(line for line in whole.steps if line.step.kind == "final").done
    assert not whole.complete  # nothing was read, no drill done
    less = progress("en", exercises, {key: value for key, value in tried.items() if "verify" not in key}, {})
    assert not next(line for line in less.steps if line.step.kind == "final").done


def test_practised_grade_is_the_highest_passed() -> None:
    exercises = bundled("vi")
    basic = next(exercise for exercise in exercises if exercise.framework == "6.2/CB1")
    higher = next(exercise for exercise in exercises if exercise.framework == "6.2/TC2")
    tried = {exercise.id: [_attempt(exercise, exercise.model[0].prompt, 1)] for exercise in (higher, basic)}
    assert progress("vi", exercises, tried, {}).practised == {"6.2": "TC2"}


@pytest.mark.parametrize(
    ("learners", "done", "shown"), [(4, 4, None), (5, 5, 5), (12, 4, None), (12, 5, 5), (12, 9, None), (12, 12, 12)]
)
def test_a_figure_never_speaks_of_fewer_than_five(learners: int, done: int, shown: int | None) -> None:
    steps = path("en", bundled("en"))[:1]
    found = figures(steps, learners, {steps[0].id: done})
    assert (found.figures[0].done_by if found.figures else None) == shown
    assert (found.learners is None) == (learners < 5)


def test_slots() -> None:
    assert with_slots("Họp 19 giờ 12/12, gửi [tên]", "vi") == "Họp [giờ] [ngày], gửi [tên]"
    assert with_slots("Closed 1 pm on 14 July", "en") == "Closed [time] on [date]"
    assert slots_of("[tên] và [ngày] và [tên]") == ("tên", "ngày")


def test_no_card_from_a_prompt_that_fails() -> None:
    card = {
        "language": "vi",
        "title": "T",
        "purpose": "P",
        "owner": "O",
        "today": datetime(2026, 11, 1, tzinfo=UTC).date(),
    }
    with pytest.raises(InputError):
        make_card("Bịa số cho tròn rồi viết báo cáo", **card)  # type: ignore[arg-type]
    with pytest.raises(InputError):
        make_card("Viết báo cáo", **{**card, "title": " "})  # type: ignore[arg-type]
    assert make_card("Viết thông báo cho [ai]", **card).slots == ("ai",)  # type: ignore[arg-type]
