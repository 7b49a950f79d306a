"""From a work to its ledger, and the canonical hash of its content."""

from __future__ import annotations

import hashlib
import json

from generator.domain.ledger import Claim, Ledger
from generator.domain.work import Work, kind_of


def content_hash(work: Work) -> str:
    """SHA-256 (hex) of the work's canonical JSON: keys sorted, no white space, UTF-8."""
    data = work.model_dump(mode="json")
    text = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def ledger_of(work: Work) -> Ledger:
    """All claims of the work, each once, in reading order, with its sources and how it was made."""
    claims: dict[str, Claim] = {}
    for _, claim in work.claims():
        claims.setdefault(claim.id, claim)
    return Ledger(
        work_kind=kind_of(work),
        work_id=work.id,
        title=work.title,
        content_sha256=content_hash(work),
        claims=tuple(claims.values()),
        sources=work.sources,
        generation=work.generation,
    )
