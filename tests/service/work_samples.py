"""A guide in the library and lessons that lean on it."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord, cite
from generator.domain.lesson import Block, Brief, ChecklistLine, Lesson, Outcome, PlanStep, Practice, Question, Section
from generator.domain.passage import Passage, passage_id
from generator.storage.store import Store

SENTENCES = (
    "Hồ sơ vay sách được giải quyết trong 05 ngày làm việc kể từ ngày nhận.",
    "Bạn đọc không phải nộp lệ phí khi vay sách lần đầu.",
    "Thủ thư phải ghi tên sách vào sổ trước khi giao cho bạn đọc.",
    "Sách quý hiếm chỉ được đọc tại phòng đọc của thư viện.",
    "Bạn đọc làm mất sách thì mua trả cuốn cùng tên.",
)
CHANGED = (
    "Hồ sơ vay sách được giải quyết trong 03 ngày làm việc kể từ ngày nhận.",
    SENTENCES[1],
    SENTENCES[2],
    SENTENCES[3],
)


def add_guide(store: Store, number: str, texts: tuple[str, ...], **more: object) -> Guide:
    """A guide of one article for each sentence."""
    sha = hashlib.sha256(f"{number}{texts}".encode()).hexdigest()
    values: dict[str, object] = {
        "id": f"g-{sha[:12]}", "title": f"Quy định vay sách {number}", "language": "vi", "file_name": f"{sha[:6]}.md",
        "media_type": "text/markdown", "sha256": sha, "number": number, "kind": "Quyết định",
        "effective_from": date(2024, 1, 1), "licence": "công khai",
    }  # fmt: skip
    guide = Guide.model_validate(values | more)
    passages, start = [], 0
    for seq, text in enumerate(texts):
        address = Address(parts=(Part(kind="dieu", label=str(seq + 1)),))
        passages.append(
            Passage(
                id=passage_id(sha, address, text), guide_id=guide.id, seq=seq, text=text, language="vi",
                address=address, start=start, end=start + len(text),
            )
        )  # fmt: skip
        start += len(text) + 1
    store.add(guide, passages)
    return guide


def quoted(store: Store, guide: Guide, order: int, text: str | None = None) -> Claim:
    """A claim on one sentence of the guide, said in its words or in others."""
    passage = store.passages(guide.id)[order]
    return Claim(text=text or passage.text, status="quoted", citations=(cite(passage, 0, len(passage.text)),))


def lesson(store: Store, guide: Guide, *, wrong: str = "", extra: tuple[Claim, ...] = ()) -> Lesson:
    """Five claims; `wrong` replaces what the first sentence says without telling anybody."""
    claims = [quoted(store, guide, order) for order in range(min(5, len(store.passages(guide.id))))]
    if wrong:
        claims[0] = claims[0].model_copy(update={"text": wrong})
    day, days = date(2026, 11, 24), claims[0].citations[0].quote.split("trong ")[1][:2]
    return Lesson(
        id="l-1",
        brief=Brief(topic="vay sách", audience="officials", minutes=45, language="vi", as_of=day),
        title="Cho bạn đọc vay sách",
        outcomes=(Outcome(id="o1", text="Nêu được thời hạn giải quyết hồ sơ.", bloom="remember"),),
        plan=(PlanStep(phase="content", minutes=45, title="Nội dung", trainer="Giảng", learners="Nghe, hỏi"),),
        sections=(
            Section(id="s1", title="Thời hạn", blocks=(Block(kind="paragraph", claims=tuple(claims[:2])),)),
            Section(id="s2", title="Việc của thủ thư", blocks=(Block(kind="paragraph", claims=(*claims[2:], *extra)),)),
        ),
        terms=(),
        gaps=(),
        practice=Practice(title="Làm thử", situation="Bác Bình vay sách.", steps=("Đọc sổ",)),
        questions=(
            Question(
                id="q1", stem="Hồ sơ vay sách được giải quyết trong bao lâu?",
                options=(f"{days} ngày làm việc", "07 ngày làm việc", "10 ngày làm việc", "15 ngày làm việc"), key=0,
                rationale=claims[0], outcome_id="o1",
            ),
        ),
        summary=(claims[1],),
        sources=(SourceRecord(guide=guide, validity="in_force", as_of=day),),
        checklist=(ChecklistLine(id="G1", text="Nêu rõ nhu cầu", state="met", evidence="Có"),),
        generation=GenerationRecord(
            author="extractive", software="soan", created_at=datetime(2026, 11, 24, tzinfo=UTC)
        ),
        notice="Bản nháp có máy hỗ trợ.",
    )  # fmt: skip
