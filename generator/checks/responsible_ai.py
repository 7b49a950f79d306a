"""The trainer's responsible-AI checklist G1–G10: each line bound to evidence the program has, or to a named person.

Sources of the lines: TT 05/2026/TT-BKHCN (Phụ lục I), Công văn 557/BKHCN-CĐSQG, Luật 134/2025/QH15, NĐ 30/2020/NĐ-CP.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from generator.domain.findings import Finding
from generator.domain.lesson import ChecklistLine, Lesson
from generator.domain.printing import guide_name
from generator.domain.sentences import sentences
from generator.messages import say

State = Literal["met", "not_met", "person"]
LONG_SENTENCE = 40  # words; longer ones are counted for G7


def trainer_checklist(lesson: Lesson, findings: list[Finding]) -> tuple[ChecklistLine, ...]:
    """The ten lines for a lesson. `findings` are those of `check_lesson` on the same lesson."""
    rows = (_need, _sources, _secrets, _personal, _cited, _in_force, _plain, _fair, _questions, _record)
    lines = []
    for number, row in enumerate(rows, 1):
        state, evidence = row(lesson, findings)
        text = say(f"checklist.line.G{number}", lesson.brief.language)
        lines.append(ChecklistLine(id=f"G{number}", text=text, state=state, evidence=evidence))
    return tuple(lines)


Row = Callable[[Lesson, list[Finding]], tuple[State, str]]


def _say(lesson: Lesson, key: str, **details: object) -> str:
    return say(f"checklist.evidence.{key}", lesson.brief.language, **details)


def _need(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    vague = any(finding.check in ("lesson.vague_outcome", "lesson.thin_outcome") for finding in findings)
    stated = bool(lesson.brief.topic.strip()) and bool(lesson.outcomes) and not vague
    key = "need" if stated else "need_missing"
    return ("met" if stated else "not_met"), _say(
        lesson, key, outcomes=len(lesson.outcomes), minutes=lesson.brief.minutes
    )


def _sources(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    bare = [r.guide for r in lesson.sources if not (r.guide.source or r.guide.number) or not r.guide.licence]
    if bare:
        names = "; ".join(f"“{guide_name(guide)}”" for guide in bare)
        return "person", _say(lesson, "source_unknown", names=names)
    return "met", _say(lesson, "sources", count=len(lesson.sources))


def _secrets(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    return "person", _say(lesson, "secrets")


def _personal(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    return "person", _say(lesson, "personal")


def _cited(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    facts = [claim for _, claim in lesson.claims() if claim.status != "author"]
    bare = [claim for claim in facts if not claim.citations or claim.status == "unsupported"]
    key = "cited" if not bare else "uncited"
    return ("met" if not bare else "not_met"), _say(lesson, key, count=len(facts), bare=len(bare))


def _in_force(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    day = lesson.brief.as_of.strftime("%d/%m/%Y")
    expired = [r for r in lesson.sources if not r.guide.citable(lesson.brief.as_of)]
    unknown = [r for r in lesson.sources if r.guide.validity(lesson.brief.as_of) == "unknown"]
    if expired:
        return "not_met", _say(lesson, "expired", count=len(expired), day=day)
    if unknown:
        return "person", _say(lesson, "undated", count=len(unknown), day=day)
    return "met", _say(lesson, "in_force", count=len(lesson.sources), day=day)


def _plain(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    texts = [c.text for place, c in lesson.claims() if place.startswith("section:") and c.status != "author"]
    lengths = [len(sentence.split()) for text in texts for sentence in sentences(text)] or [0]
    mean = sum(lengths) / len(lengths)
    long = sum(length > LONG_SENTENCE for length in lengths)
    return "person", _say(lesson, "plain", mean=f"{mean:.0f}", long=long, limit=LONG_SENTENCE)


def _fair(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    return "person", _say(lesson, "fair")


def _questions(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    flawed = [f for f in findings if f.place.startswith("question") and f.severity == "error"]
    keyed = sum(bool(question.rationale.citations) for question in lesson.questions)
    good = bool(lesson.questions) and not flawed and keyed == len(lesson.questions)
    key = "questions" if good else "questions_flawed"
    return ("met" if good else "not_met"), _say(
        lesson, key, count=len(lesson.questions), keyed=keyed, flawed=len(flawed)
    )


def _record(lesson: Lesson, findings: list[Finding]) -> tuple[State, str]:
    record = lesson.generation
    stamp = record.created_at.strftime("%d/%m/%Y %H:%M UTC")
    maker = record.model or _say(lesson, "no_model")
    hashes = ", ".join(r.guide.sha256[:12] for r in lesson.sources)
    return "met", _say(lesson, "record", software=record.software, maker=maker, stamp=stamp, hashes=hashes)
