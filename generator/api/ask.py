"""Questions answered in the guides' own words."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Response
from pydantic import BaseModel, Field

from generator.api.wire import Call, Line, Sent, Text, area, may, reply
from generator.domain.answer import Answer

router = area("ask")


class Question(Sent):
    """`history` holds the earlier questions of the conversation as they were understood (`asked`)."""

    question: Text
    as_of: date | None = None
    history: Annotated[list[Line], Field(max_length=50, default_factory=list)]


class Answered(BaseModel):
    """The answer, its quotes with printed citations, and the whole as a person reads it."""

    answer: Answer
    quotes: list[dict[str, str]]
    text: str


@router.post("/ask", response_model=Answered)
def ask(call: Annotated[Call, may("ask.ask")], sent: Question) -> Response:
    """An answer, or a refusal (`answered` is false) that says what was looked for."""
    assistant = call.soan.assistant
    day = sent.as_of or date.today()
    answer = assistant.ask(sent.question, as_of=day, history=sent.history, language=call.language)
    text = assistant.tell(answer, call.language)
    return reply({"answer": answer, "quotes": assistant.quotes(answer, call.language), "text": text})
