"""Lessons drafted from the guides, whole or section by section as they are sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from fastapi import Response
from fastapi.responses import StreamingResponse
from pydantic import Field, JsonValue

from generator.api.wire import Call, Line, Sent, area, may, problem_of, reply
from generator.domain.base import Language
from generator.domain.lesson import Audience, Brief, Lesson, Level
from generator.domain.plain import plain
from generator.errors import SoanError
from generator.service.works_base import parsed

router = area("lessons")
_EVENT = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {
        "event": {"enum": ["accepted", "outline", "section", "lesson", "problem"]},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}


class LessonBrief(Sent):
    """What the trainer asks for."""

    topic: Line
    audience: Audience = "officials"
    minutes: Annotated[int, Field(ge=15, le=480)] = 90
    language: Language = "vi"
    as_of: date | None = None
    level: Level = "basic"
    guide_ids: Annotated[list[Line], Field(max_length=50, default_factory=list)]

    def brief(self) -> Brief:
        """As the service takes it."""
        values = {**self.model_dump(), "as_of": self.as_of or date.today(), "guide_ids": tuple(self.guide_ids)}
        return Brief.model_validate(values)


class SectionAnew(Sent):
    """A lesson and the section of it to write anew."""

    lesson: dict[str, JsonValue]
    section_id: Line


def lesson_of(content: dict[str, JsonValue]) -> Lesson:
    """Raises InputError for what is no lesson."""
    work = parsed("lesson", content)
    assert isinstance(work, Lesson)
    return work


@router.post("/lessons", response_model=Lesson)
def draft(call: Annotated[Call, may("lessons.draft")], sent: LessonBrief) -> Response:
    """A lesson; POST /works keeps it."""
    return reply(call.soan.lesson(sent.brief()))


@router.post("/lessons/section", response_model=Lesson)
def section_anew(call: Annotated[Call, may("lessons.draft")], sent: SectionAnew) -> Response:
    """The lesson with one section written anew."""
    return reply(call.soan.regenerate_section(lesson_of(sent.lesson), sent.section_id))


@router.post(
    "/lessons/stream",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": _EVENT}}, "description": "Events"}},
)
def stream(call: Annotated[Call, may("lessons.draft")], sent: LessonBrief) -> Response:
    """The same as server-sent events: `accepted`, `outline`, one `section` each, `lesson`; or `problem`."""
    return StreamingResponse(_events(call, sent.brief()), media_type="text/event-stream")


def _events(call: Call, brief: Brief) -> Iterator[str]:
    yield _event("accepted", brief)
    try:
        lesson = call.soan.lesson(brief)
    except SoanError as error:
        yield _event("problem", json.loads(bytes(problem_of(error, call.language).body)))
        return
    yield _event("outline", {"title": lesson.title, "outcomes": lesson.outcomes, "plan": lesson.plan})
    for section in lesson.sections:
        yield _event("section", section)
    yield _event("lesson", lesson)


def _event(name: str, value: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(plain(value), ensure_ascii=False)}\n\n"
