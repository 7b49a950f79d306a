"""A lesson as JSON: the whole value and its ledger."""

from __future__ import annotations

from generator.domain.lesson import Lesson
from generator.grounding.envelope import envelop, to_json


def render(lesson: Lesson) -> bytes:
    """UTF-8 JSON that reads back to an equal lesson."""
    return (to_json(envelop(lesson)) + "\n").encode("utf-8")
