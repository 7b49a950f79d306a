"""A lesson's check questions: the quiz author's, examined, so that a lesson asks no worse than a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.domain.lesson import Lesson, Question
from generator.domain.quiz import OneBest, QuizBrief
from generator.domain.text import squeeze
from generator.errors import BriefInvalid, NothingRelevant
from generator.writing.extractive.teaching import check_step

if TYPE_CHECKING:
    from generator.service.quizzes import Quizzes

MOST = 5


def with_questions(lesson: Lesson, quizzes: Quizzes) -> Lesson:
    """The lesson with up to five questions on its own sections: the quiz author's first, then the lesson's own on
    sentences that are not asked about yet; the session plan says how many."""
    brief = lesson.brief
    wanted = QuizBrief(
        topic=brief.topic,
        items=MOST,
        language=brief.language,
        as_of=brief.as_of,
        level=brief.level,
        kinds=("one_best",),
        lesson_id=lesson.id,
    )
    try:
        drafted = quizzes.from_lesson(wanted, lesson)
    except (BriefInvalid, NothingRelevant):
        return lesson
    taught = squeeze(" ".join(c.text for place, c in lesson.claims() if place.startswith("section:"))).lower()
    made = [
        Question(
            id="q",
            stem=item.stem,
            options=tuple(option.text for option in item.options),
            key=item.key[0],
            rationale=item.rationale,
            outcome_id=item.outcome_id,
        )
        for item in drafted.items
        if isinstance(item, OneBest) and squeeze(item.rationale.text).lower().rstrip(" .;:") in taught
    ]
    asked = {question.rationale.text for question in made}
    made += [question for question in lesson.questions if question.rationale.text not in asked]
    kept = tuple(question.model_copy(update={"id": f"q{n}"}) for n, question in enumerate(made[:MOST], 1))
    plan = tuple(check_step(brief, step.minutes, len(kept)) if step.phase == "check" else step for step in lesson.plan)
    return lesson.model_copy(update={"questions": kept, "plan": plan})
