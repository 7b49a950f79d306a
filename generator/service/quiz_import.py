"""Question papers made elsewhere, as quizzes of the library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from generator.domain.base import Language, digest
from generator.domain.ledger import GenerationRecord
from generator.domain.quiz import Quiz, QuizBrief
from generator.errors import InputError
from generator.messages import say
from generator.reading.questions import read_questions


def import_quiz(path: Path, content: Language, as_of: date, language: str) -> tuple[Quiz, list[str]]:
    """The quiz, its claims without support, and a sentence for each question that was not taken over.

    `content` is the language of the questions, `language` that of the sentences. Raises what `read_questions` raises,
    InputError when no question could be taken over.
    """
    found = read_questions(path, language)
    if not found.items:
        problem = say("quizread.nothing", language, file=path.name, problems=" ".join(found.problems[:3])).strip()
        raise InputError(problem=problem)
    items = tuple(found.items)
    title = say("quizread.title", content, file=path.name)
    quiz = Quiz(
        id="z-" + digest(*(item.model_dump_json() for item in items)), title=title, items=items,
        brief=QuizBrief(topic=title, items=len(items), language=content, as_of=as_of),
        outcomes=(), blueprint=(), coverage=(), sources=(), notice=say("quizread.notice", content, file=path.name),
        generation=GenerationRecord(author="person", software="soan", created_at=datetime.now(UTC)),
    )  # fmt: skip
    return quiz, found.problems
