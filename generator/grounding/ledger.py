"""From a lesson to its ledger, and the canonical hash of its content."""

from __future__ import annotations

import hashlib
import json

from generator.domain.ledger import Claim, Ledger
from generator.domain.lesson import Lesson


def content_hash(lesson: Lesson) -> str:
    """SHA-256 (hex) of the lesson's canonical JSON: keys sorted, no white space, UTF-8."""
    data = lesson.model_dump(mode="json")
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def ledger_of(lesson: Lesson) -> Ledger:
    """All claims of the lesson, each once, in reading order, with its sources and how it was made."""
    claims: dict[str, Claim] = {}
    for _, claim in lesson.claims():
        claims.setdefault(claim.id, claim)
    return Ledger(
        work_kind="lesson",
        work_id=lesson.id,
        title=lesson.title,
        content_sha256=content_hash(lesson),
        claims=tuple(claims.values()),
        sources=lesson.sources,
        generation=lesson.generation,
    )
