"""What a lesson owes its audience: amount, length of sentences, share of doing; and how a finding is told."""

from __future__ import annotations

from collections.abc import Iterator

from generator.domain.findings import Finding, Severity
from generator.domain.lesson import Audience, Lesson
from generator.messages import say

# Words of content per minute of the session that the audience can take in aloud, with questions (our own teaching
# practice, not a rule of law), and the least share of the session in which learners do something.
PACE: dict[Audience, int] = {
    "officials": 60, "leaders": 60, "party_cell": 55, "traders": 40, "farmers": 40, "workers": 40, "elderly": 30,
    "volunteers": 50,
}  # fmt: skip
DOING: dict[Audience, float] = {
    "officials": 0.2, "leaders": 0.15, "party_cell": 0.15, "traders": 0.25, "farmers": 0.25, "workers": 0.2,
    "elderly": 0.25, "volunteers": 0.25,
}  # fmt: skip
ELDERLY_SUMMARY = 5
LARGE_PRINT_WORDS = 200


def told(name: str, severity: Severity, place: str, language: str, **details: object) -> Finding:
    """A finding with its sentence and its repair from the catalogue `checks`."""
    return Finding(
        check=f"lesson.{name}",
        severity=severity,
        place=place,
        message=say(f"checks.lesson.{name}", language, **details),
        suggestion=say(f"checks.repair.{name}", language),
    )


def check(lesson: Lesson, language: str) -> Iterator[Finding]:
    """Findings over amount and shape for the audience."""
    brief = lesson.brief
    amount = sum(len(claim.text.split()) for place, claim in lesson.claims() if place.startswith("section:"))
    limit = PACE[brief.audience] * brief.minutes
    if amount > limit:
        yield told("too_much", "error", "sections", language, words=amount, limit=limit)
    if amount < 2 * brief.minutes:
        yield told("too_little", "warning", "sections", language, words=amount)
    doing = sum(step.minutes for step in lesson.plan if step.phase in ("practice", "check"))
    if doing < DOING[brief.audience] * brief.minutes:
        yield told("too_passive", "error", "plan", language, minutes=doing)
    if brief.audience == "elderly":
        if len(lesson.summary) > ELDERLY_SUMMARY:
            yield told("elderly_summary", "error", "summary", language, count=len(lesson.summary))
        if sum(len(claim.text.split()) for claim in lesson.summary) > LARGE_PRINT_WORDS:
            yield told("elderly_print", "error", "summary", language, limit=LARGE_PRINT_WORDS)
    if len(lesson.practice.steps) < 2:
        yield told("practice_thin", "error", "practice", language)
