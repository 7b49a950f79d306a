"""A quiz with all nine kinds, made by hand, full of the marks that the formats use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord, cite
from generator.domain.passage import Passage
from generator.domain.quiz import (
    Completion,
    Item,
    Matching,
    Multiple,
    Numeric,
    OneBest,
    Option,
    Ordering,
    Pair,
    Quiz,
    QuizBrief,
    Scenario,
    Short,
    TrueFalse,
)  # fmt: skip

TEXT = "Hồ sơ được trả trong 05 ngày làm việc: không thu phí = 0 đồng."
DAY = date(2026, 11, 24)


def quiz(*only: str) -> Quiz:
    """The quiz, or only its items of those kinds."""
    guide = Guide(
        id="g-1", title="Hướng dẫn một cửa", language="vi", file_name="a.md", media_type="text/markdown",
        sha256="0" * 64,
    )  # fmt: skip
    passage = Passage(
        id="p-1", guide_id="g-1", seq=0, text=TEXT, language="vi", start=0, end=len(TEXT),
        address=Address(parts=(Part(kind="heading", title="Thời hạn"),)),
    )  # fmt: skip
    said = Claim(text=TEXT, status="quoted", citations=(cite(passage, 0, len(TEXT)),))
    made = datetime(2026, 11, 24, tzinfo=UTC)
    common: Any = {"rationale": said, "bloom": "remember", "difficulty": "easy"}

    def option(text: str, correct: bool = False) -> Option:
        return Option(text=text, correct=correct, note="Theo tài liệu: xem #1 ~ 2", words=said)

    def best(name: str) -> OneBest:
        options = (option("05 ngày = một tuần", True), option("~12 ngày"), option("20 ngày #hai mươi"))
        return OneBest(
            id=name, fact=name, stem="Thời hạn {trả} hồ sơ là bao lâu?\nChọn: một", options=options, **common
        )

    pairs = (Pair(left="A: một", right="=1", words=said), Pair(left="B: hai", right="~2", words=said))
    items: tuple[Item, ...] = (
        best("q1"),
        Multiple(
            id="q2", fact="2", stem="Giấy tờ nào <cần>?",
            options=(option("thẻ & tờ khai", True), option("bản sao", True), option("giấy cũ"), option("ảnh", True)),
            **common,
        ),
        TrueFalse(
            id="q3", fact="3", stem="Hồ sơ được trả trong 12 ngày.", answer=False, justify="Vì sao?",
            right="Hồ sơ được trả trong 05 ngày.", **common,
        ),
        Matching(id="q4", fact="4", stem="Ghép đôi:", pairs=pairs, extra=("thừa #x",), **common),
        Ordering(
            id="q5", fact="5", stem="Xếp thứ tự:", **common,
            steps=tuple(Claim(text=f"Bước {x}: làm", status="quoted", citations=said.citations) for x in "xyz"),
        ),
        Short(id="q6", fact="6", stem="Ai trả hồ sơ?", answers=("Bộ phận một cửa", "một cửa: xã"), **common),
        Numeric(id="q7", fact="7", stem="Bao nhiêu ngày?", value=5.0, unit="ngày", shown="05", tolerance=0.5, **common),
        Completion(id="q8", fact="8", stem="Hồ sơ được trả trong …", answers=("05 ngày làm việc", "5/ngày"), **common),
        Scenario(id="q9", fact="9", stem="Bác An nộp hồ sơ.", items=(best("q9a"), best("q9b")), **common),
    )  # fmt: skip
    kept = tuple(item for item in items if not only or item.kind in only)
    return Quiz(
        id="z-1", title="Bộ câu hỏi: một cửa", items=kept, outcomes=(), blueprint=(), coverage=(),
        brief=QuizBrief(topic="một cửa", items=len(kept), language="vi", as_of=DAY),
        sources=(SourceRecord(guide=guide, validity="unknown", as_of=DAY),), notice="Bản nháp.",
        generation=GenerationRecord(author="extractive", software="soan", created_at=made),
    )  # fmt: skip
