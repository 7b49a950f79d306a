"""A work as JSON: the whole value and its ledger."""

from __future__ import annotations

from generator.domain.work import Work
from generator.grounding.envelope import envelop, to_json


def render(work: Work) -> bytes:
    """UTF-8 JSON that reads back to an equal work."""
    return (to_json(envelop(work)) + "\n").encode("utf-8")
