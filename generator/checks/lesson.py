"""The mechanical part of a lesson's quality: what a machine can tell without judging the teaching.

Each check is a generator of findings over the finished lesson; none shares code with the author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from generator.checks import lesson_audience, lesson_content, lesson_questions
from generator.checks.lesson_audience import told
from generator.domain.findings import Finding
from generator.domain.lesson import Lesson
from generator.domain.text import words
from generator.messages import lookup

# The place of a passage in its guide: its running number, or None when the guide is not at hand.
Order = Callable[[str], int | None]
SUMMARY_WORDS = 320  # one A4 page at 13–14 pt with a heading


def check_lesson(lesson: Lesson, language: str, order: Order = lambda passage_id: None) -> list[Finding]:
    """All findings, in reading order of the lesson. An empty list means that nothing mechanical is wrong."""
    return [
        *_parts(lesson, language),
        *_outcomes(lesson, language),
        *_minutes(lesson, language),
        *lesson_content.check(lesson, language),
        *_order(lesson, language, order),
        *lesson_questions.check(lesson, language),
        *_summary(lesson, language),
        *_sources(lesson, language),
        *lesson_audience.check(lesson, language),
    ]


def _parts(lesson: Lesson, language: str) -> Iterator[Finding]:
    present = {
        "title": lesson.title.strip(),
        "outcomes": lesson.outcomes,
        "plan": lesson.plan,
        "sections": lesson.sections,
        "practice": lesson.practice.steps,
        "questions": lesson.questions,
        "summary": lesson.summary,
        "sources": lesson.sources,
        "checklist": lesson.checklist,
        "notice": lesson.notice.strip(),
    }
    for name, part in present.items():
        if not part:
            yield told("missing_part", "error", name, language, part=name)
    if lesson.checklist and {line.id for line in lesson.checklist} != {f"G{n}" for n in range(1, 11)}:
        yield told("checklist_incomplete", "error", "checklist", language)
    for line in lesson.checklist:
        if not line.evidence.strip():
            yield told("no_evidence", "error", f"checklist:{line.id}", language)


def _outcomes(lesson: Lesson, language: str) -> Iterator[Finding]:
    """Observable verbs only: "hiểu", "nắm được", "know" cannot be seen (Bloom; facts E.1)."""
    vague = [str(verb) for verb in lookup("checks.vague_verbs", lesson.brief.language)]
    for outcome in lesson.outcomes:
        start = outcome.text.lower().strip()
        found = next((verb for verb in vague if start.startswith((verb + " ", verb + ","))), None)
        if lesson.brief.language == "hi":  # the verb stands at the end of a Hindi sentence
            found = next((verb for verb in vague if start.rstrip(" ।.").endswith(verb)), None)
        if found is not None:
            yield told("vague_outcome", "error", f"outcome:{outcome.id}", language, verb=found)
        if len(words(outcome.text)) < 4:
            yield told("thin_outcome", "error", f"outcome:{outcome.id}", language)
        if not set(outcome.section_ids) <= {section.id for section in lesson.sections}:
            yield told("lost_outcome", "error", f"outcome:{outcome.id}", language)
    if not 2 <= len(lesson.outcomes) <= 6:
        yield told("outcome_count", "error", "outcomes", language, count=len(lesson.outcomes))


def _minutes(lesson: Lesson, language: str) -> Iterator[Finding]:
    total = sum(step.minutes for step in lesson.plan)
    if total != lesson.brief.minutes:
        yield told("minutes", "error", "plan", language, total=total, asked=lesson.brief.minutes)
    phases = [step.phase for step in lesson.plan]
    for phase in ("open", "content", "practice", "check", "close"):
        if phase not in phases:
            yield told("phase_missing", "error", "plan", language, phase=phase)
    planned = {section_id for step in lesson.plan for section_id in step.section_ids}
    for section in lesson.sections:
        if section.id not in planned:
            yield told("section_unplanned", "error", f"section:{section.id}", language)
    for number, step in enumerate(lesson.plan, 1):
        if step.minutes <= 0 or not step.trainer.strip() or not step.learners.strip():
            yield told("empty_step", "error", f"plan:{number}", language)
    for first, second in pairwise(lesson.plan):
        if first.trainer == second.trainer:
            yield told("same_activity", "warning", "plan", language, step=second.title)


def _order(lesson: Lesson, language: str, order: Order) -> Iterator[Finding]:
    """Sections and sentences of one guide stand in the guide's own order."""
    last: dict[str, tuple[int, int]] = {}
    for section in lesson.sections:
        for block in section.blocks:
            for claim in (*block.header, *block.claims, *(cell for row in block.rows for cell in row)):
                for citation in claim.citations[:1]:
                    place = order(citation.passage_id)
                    if place is None:
                        continue
                    here = (place, citation.start)
                    if here < last.get(citation.guide_id, (-1, -1)) and block.kind != "table":
                        yield told("order", "error", f"section:{section.id}", language, sentence=claim.text[:80])
                    last[citation.guide_id] = here


def _summary(lesson: Lesson, language: str) -> Iterator[Finding]:
    count = sum(len(claim.text.split()) for claim in lesson.summary)
    if count > SUMMARY_WORDS:
        yield told("summary_long", "error", "summary", language, count=count, limit=SUMMARY_WORDS)
    if not any(claim.citations for claim in lesson.summary):
        yield told("summary_uncited", "error", "summary", language)


def _sources(lesson: Lesson, language: str) -> Iterator[Finding]:
    listed = {record.guide.id: record for record in lesson.sources}
    cited = {citation.guide_id for _, claim in lesson.claims() for citation in claim.citations}
    for guide_id in sorted(cited - listed.keys()):
        yield told("source_unlisted", "error", "sources", language, guide=guide_id)
    for record in lesson.sources:
        if not record.guide.citable(lesson.brief.as_of):
            yield told("source_expired", "error", "sources", language, title=record.guide.title)
