"""A quiz as a value: keys, claims in reading order, and the way through JSON and back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from generator.domain.ledger import Claim, GenerationRecord, cite
from generator.domain.passage import Passage
from generator.domain.quiz import Numeric, OneBest, Option, Ordering, Quiz, QuizBrief, Scenario
from generator.domain.work import kind_of, parse_work
from generator.grounding.envelope import envelop

WORDS = "Hồ sơ được trả trong thời hạn 05 ngày làm việc. Người dân ký nhận."
PASSAGE = Passage.model_validate(
    {"id": "p-1", "guide_id": "g-1", "seq": 0, "text": WORDS, "language": "vi", "address": {}, "start": 0, "end": 66},
    strict=False,
)
CLAIM = Claim(text=WORDS[:47], status="quoted", citations=(cite(PASSAGE, 0, 47),))
OTHER = Claim(text=WORDS[48:], status="quoted", citations=(cite(PASSAGE, 48, 66),))


def _choice(*right: bool) -> OneBest:
    options = tuple(Option(text=f"{number} ngày", correct=ok, words=OTHER) for number, ok in enumerate(right))
    return OneBest(
        id="q1", stem="Trong bao nhiêu ngày?", rationale=CLAIM, bloom="remember", difficulty="easy", fact="f1",
        options=options,
    )  # fmt: skip


def _quiz() -> Quiz:
    inner = Numeric(
        id="q2a", stem="Mấy ngày?", rationale=CLAIM, bloom="apply", difficulty="hard", fact="f2", value=5.0,
        unit="ngày làm việc", shown="05 ngày làm việc",
    )  # fmt: skip
    order = Ordering(
        id="q2b", stem="Xếp thứ tự.", rationale=CLAIM, bloom="apply", difficulty="hard", fact="f3",
        steps=(CLAIM, OTHER),
    )  # fmt: skip
    scenario = Scenario(
        id="q2", stem="Bà An nộp hồ sơ.", rationale=CLAIM, bloom="apply", difficulty="hard", fact="f2",
        items=(inner, order),
    )  # fmt: skip
    return Quiz(
        id="z-1", title="Thử", brief=QuizBrief(topic="Thử", items=2, language="vi", as_of=date(2026, 1, 1)),
        items=(_choice(False, True, False), scenario), outcomes=(), blueprint=(), coverage=(), sources=(),
        generation=GenerationRecord(author="extractive", software="soan", created_at=datetime(2026, 1, 1, tzinfo=UTC)),
        notice="…",
    )  # fmt: skip


def test_a_best_answer_has_one_key() -> None:
    assert _choice(False, True, False).key == (1,)
    for wrong in ((False, False), (True, True)):
        with pytest.raises(ValidationError):
            _choice(*wrong)


def test_claims_stand_under_the_item_that_is_answered() -> None:
    places = [place for place, _ in _quiz().claims()]
    assert places == ["item:q1"] * 4 + ["item:q2a"] + ["item:q2b"] * 3


def test_a_quiz_travels_as_a_work() -> None:
    quiz = _quiz()
    assert kind_of(quiz) == "quiz"
    assert parse_work("quiz", quiz.model_dump(mode="json")) == quiz
    envelope = envelop(quiz)
    assert envelope.intact()
    assert {claim.id for claim in envelope.ledger.claims} == {CLAIM.id, OTHER.id}
