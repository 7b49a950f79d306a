"""A small guide and a lesson made from it, by hand."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord, cite
from generator.domain.lesson import Block, Brief, ChecklistLine, Lesson, Outcome, PlanStep, Practice, Question, Section
from generator.domain.passage import Passage

FIRST = "Hồ sơ được giải quyết trong 05 ngày làm việc."
SECOND = "Người dân không phải nộp lệ phí."
TEXT = f"# Hướng dẫn nộp hồ sơ\n\n{FIRST}\n\n{SECOND}\n"
DAY = date(2026, 11, 24)


def guide() -> Guide:
    sha = hashlib.sha256(TEXT.encode()).hexdigest()
    return Guide(
        id=f"g-{sha[:12]}", title="Hướng dẫn nộp hồ sơ", language="vi", file_name="ho-so.md",
        media_type="text/markdown", sha256=sha,
    )  # fmt: skip


def lesson() -> Lesson:
    source = guide()
    address = Address(parts=(Part(kind="heading", title="Hướng dẫn nộp hồ sơ"),))
    text = f"{FIRST}\n{SECOND}"
    passage = Passage(
        id="p-1", guide_id=source.id, seq=0, text=text, language="vi", address=address, start=0, end=len(text)
    )
    first = Claim(text=FIRST, status="quoted", citations=(cite(passage, 0, len(FIRST)),))
    second = Claim(text=SECOND, status="quoted", citations=(cite(passage, len(FIRST), len(text)),))
    own = Claim(text="Ta cùng đọc từng câu -- thật chậm.", status="author")
    made = datetime(2026, 11, 24, tzinfo=UTC)
    return Lesson(
        id="w-1",
        brief=Brief(topic="nộp hồ sơ", audience="elderly", minutes=45, language="vi", as_of=DAY),
        title="Nộp hồ sơ",
        outcomes=(Outcome(id="o1", text="Nêu được thời hạn giải quyết.", bloom="remember"),),
        plan=(PlanStep(phase="open", minutes=45, title="Mở đầu", trainer="Giới thiệu", learners="Nghe"),),
        sections=(
            Section(id="s1", title="Thời hạn", blocks=(
                Block(kind="paragraph", claims=(own, first)),
                Block(kind="steps", claims=(second,), labels=("a)",)),
                Block(kind="table", header=(first,), rows=((second,),)),
            )),
        ),
        terms=(), gaps=("Tài liệu không nêu giờ tiếp dân.",),
        practice=Practice(title="Làm thử", situation="Bác An nộp hồ sơ.", steps=("Đọc",), expected=(second,)),
        questions=(Question(id="q1", stem="Mấy ngày?", options=("5", "6", "7", "8"), key=0, rationale=first),),
        summary=(first, second),
        sources=(SourceRecord(guide=source, validity="unknown", as_of=DAY),),
        checklist=(ChecklistLine(id="G1", text="Có nguồn", state="met", evidence="Sổ dẫn nguồn"),),
        generation=GenerationRecord(author="extractive", software="soan", created_at=made),
        notice="Bản nháp.\x0b",
    )  # fmt: skip
