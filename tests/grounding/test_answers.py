"""Questions understood, facts seen, answers in quotes, refusals that name what was looked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.app import open_service
from generator.errors import InputError
from generator.grounding.answers.facts import answers_kind
from generator.grounding.answers.question import Question, language_asked, understand
from generator.grounding.answers.slips import carry, one_slip
from generator.grounding.answers.tokens import tokens
from generator.service import Soan
from generator.settings import Settings

TODAY = date(2026, 6, 1)
LIBRARY = """# Quy chế mượn thiết bị phòng họp

## Điều 1. Thời hạn mượn

Máy chiếu được mượn tối đa 03 ngày làm việc cho mỗi lần. Người mượn trả máy chiếu tại Phòng Hành chính.

## Điều 2. Người duyệt

Trưởng phòng Hành chính duyệt phiếu mượn máy chiếu trước 16 giờ. Phí bảo dưỡng máy chiếu là 50.000 đồng mỗi tháng.
"""
GARDEN = """# Community garden rules

## Watering

Water the beds no more than two times a week. The hose is kept in the green shed behind the hall.

## Keys

Ask the garden warden for a key. A lost key costs 12 dollars.
"""


def _understand(text: str) -> Question:
    return understand(text, lambda terms, bare: dict.fromkeys(terms, 3.0))


@pytest.fixture(scope="module")
def soan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Soan]:
    folder = tmp_path_factory.mktemp("ask")
    (folder / "muon.md").write_text(LIBRARY, "utf-8")
    (folder / "garden.md").write_text(GARDEN, "utf-8")
    with open_service(settings=Settings(data=folder / "data", embedder="none")) as service:
        service.add_guides([folder / "muon.md", folder / "garden.md"])
        yield service


@pytest.mark.parametrize(
    ("text", "kind", "units"),
    [
        ("Máy chiếu được mượn mấy ngày?", "count", {"day"}),
        ("Phí bảo dưỡng là bao nhiêu?", "money", {"money"}),
        ("Mượn trong bao lâu?", "duration", {"minute", "hour", "day", "week", "month", "year"}),
        ("Ai duyệt phiếu mượn?", "who", set()),
        ("may chieu duoc muon may ngay", "count", {"day"}),
        ("Trả máy ở đâu?", "where", set()),
        ("Người mượn phải từ độ tuổi nào?", "count", {"age"}),
        ("How many litres does the can hold?", "count", set()),
        ("Who keeps the key?", "who", set()),
        ("चाबी कितने दिन रखी जा सकती है?", "count", {"day"}),
    ],
)
def test_kind_and_unit(text: str, kind: str, units: set[str]) -> None:
    question = _understand(text)
    assert (question.kind, set(question.units)) == (kind, units)


def test_artificial_intelligence_is_not_who() -> None:
    assert _understand("Cơ quan dùng AI để làm gì?").kind == "what"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Nộp ở đâu?", ("vi", False)), ("nop ho so o dau", ("vi", True)), ("Where is it?", ("en", False)),
     ("यह कहाँ है?", ("hi", False))],
)  # fmt: skip
def test_language(text: str, expected: tuple[str, bool]) -> None:
    assert language_asked(text) == expected


@pytest.mark.parametrize(
    ("text", "question", "there"),
    [
        ("Trả trong 05 ngày làm việc.", "Trả trong mấy ngày?", True),
        ("Trả trong 05 tháng.", "Trả trong mấy ngày?", False),
        ("Trả trong 05 ngày.", "Trong 5 ngày thì trả mấy ngày?", False),
        ("Không thu phí.", "Lệ phí là bao nhiêu?", True),
        ("A key costs $12.", "How much is the fee?", True),
        ("Ask two neighbours.", "How many neighbours are asked?", True),
        ("Ask two friends.", "How many neighbours are asked?", False),
        ("Ký ngày 05 tháng 3 năm 2020.", "Ký ngày nào?", True),
    ],
)
def test_facts(text: str, question: str, there: bool) -> None:
    asked = _understand(question)
    found = answers_kind(text, tokens(text, asked.language), asked, asked.language)
    assert found is not None
    assert (found == 1.0) is there


@given(st.text(alphabet="abcdeghiklmnoqrst", min_size=3, max_size=9), st.integers(0, 8))
def test_a_dropped_letter_is_one_slip(word: str, at: int) -> None:
    typed = word[: at % len(word)] + word[at % len(word) + 1 :]
    assert one_slip(typed, word)
    assert not one_slip(word, word)


def test_a_following_question_carries_the_topic() -> None:
    assert "Máy chiếu" in carry("Thế còn phí thì sao?", ["Máy chiếu được mượn mấy ngày?"])
    assert carry("Máy in được mượn tối đa mấy ngày ở Phòng Hành chính?", ["Ai duyệt?"]).startswith("Máy in")


def test_answer_is_a_quote_with_its_place(soan: Soan) -> None:
    answer = soan.assistant.ask("Máy chiếu được mượn tối đa mấy ngày làm việc?", as_of=TODAY)
    assert answer.answered
    citation = answer.claims[0].citations[0]
    assert "03 ngày làm việc" in citation.quote
    assert soan.passage(citation.passage_id).text[citation.start : citation.end] == citation.quote
    assert "Điều 1" in soan.assistant.tell(answer, "vi")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("may chieu duoc muon toi da may ngay lam viec", "03 ngày"),
        ("Máy chiếuu được mượn tối đa mấy ngày làm việc?", "03 ngày"),
        ("Phí bảo dưỡng máy chiếu là bao nhiêu?", "50.000 đồng"),
        ("How much does a lost key cost?", "12 dollars"),
    ],
)
def test_without_accents_with_slips_in_english(soan: Soan, question: str, words: str) -> None:
    answer = soan.assistant.ask(question, as_of=TODAY)
    assert answer.answered
    assert words in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Máy chiếu nặng bao nhiêu ki-lô-gam?",
        "Làm hỏng máy chiếu thì bị phạt bao nhiêu năm?",
        "How many gardeners own a wheelbarrow?",
        "Thủ đô của nước Pháp là gì?",
    ],
)
def test_refusal_shows_no_citation_and_says_what_was_looked_for(soan: Soan, question: str) -> None:
    answer = soan.assistant.ask(question, as_of=TODAY)
    assert not answer.answered
    assert not answer.claims
    assert answer.looked_for
    told = soan.assistant.tell(answer, "vi")
    assert "01/06/2026" in told
    assert answer.looked_for[0] in told


def test_conversation(soan: Soan) -> None:
    first = soan.assistant.ask("Ai duyệt phiếu mượn máy chiếu?", as_of=TODAY)
    second = soan.assistant.ask("Còn phí bảo dưỡng là bao nhiêu?", as_of=TODAY, history=[first.asked])
    assert "máy chiếu" in second.asked
    assert "50.000" in second.claims[0].text


def test_empty_and_endless_questions_are_refused(soan: Soan) -> None:
    for question in ("  ", "a" * 2000):
        with pytest.raises(InputError):
            soan.assistant.ask(question, as_of=TODAY)


def test_guides_not_in_force_do_not_answer(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(LIBRARY, "utf-8")
    with open_service(settings=Settings(data=tmp_path / "data", embedder="none")) as service:
        report = service.add_guides([tmp_path / "old.md"])
        guide = service.guide(report.outcomes[0].guide_id or "")
        service.store.update_guide(guide.model_copy(update={"effective_to": date(2025, 1, 1)}))
        answer = service.assistant.ask("Máy chiếu được mượn tối đa mấy ngày làm việc?", as_of=TODAY)
    assert not answer.answered
