"""Quizzes drafted from the guides or a lesson."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Response
from pydantic import Field, JsonValue

from generator.api.lessons import lesson_of
from generator.api.wire import Call, Line, Sent, area, may, reply
from generator.domain.base import Language
from generator.domain.lesson import Level
from generator.domain.quiz import ItemKind, Quiz, QuizBrief

router = area("quizzes")


class QuizOrder(Sent):
    """What is asked for; with `lesson` the items are made from that lesson."""

    topic: Line = ""
    items: Annotated[int, Field(ge=1, le=200)] = 10
    language: Language = "vi"
    as_of: date | None = None
    level: Level = "basic"
    kinds: Annotated[list[ItemKind], Field(max_length=9, default_factory=list)]
    guide_ids: Annotated[list[Line], Field(max_length=50, default_factory=list)]
    lesson: dict[str, JsonValue] | None = None


@router.post("/quizzes", response_model=Quiz)
def draft(call: Annotated[Call, may("quizzes.draft")], sent: QuizOrder) -> Response:
    """A quiz; POST /works keeps it."""
    lesson = lesson_of(sent.lesson) if sent.lesson is not None else None
    brief = QuizBrief(
        topic=lesson.brief.topic if lesson is not None and not sent.topic else sent.topic,
        items=sent.items,
        language=sent.language,
        as_of=sent.as_of or date.today(),
        level=sent.level,
        kinds=tuple(sent.kinds),
        guide_ids=tuple(sent.guide_ids),
        lesson_id=lesson.id if lesson is not None else None,
    )
    return reply(call.soan.quizzes.quiz(brief, lesson))
