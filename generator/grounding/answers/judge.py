"""How surely a candidate answers: a logistic combination of what speaks for it, and the bound under which we refuse.

The weights were fitted on questions about guides, half of them near misses, so that both kinds of error are about
equally rare; `weights.json` holds them.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from generator.grounding.answers.evidence import Candidate

NEUTRAL = 0.85  # e5's cosine of a question and a sentence of its topic; counted in tenths above and below


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = json.loads(Path(__file__).with_name("weights.json").read_text("utf-8"))
    return loaded


def features(candidate: Candidate, cosine: float | None) -> dict[str, float]:
    """What the judgement rests on. Without an embedder the cosine says nothing."""
    return {
        "covered": candidate.covered,
        "inside": candidate.inside,
        "missing": candidate.missing,
        "fact": max(candidate.fact, 0.0),
        "no_fact": max(-candidate.fact, 0.0),
        "cosine": 0.0 if cosine is None else 10 * (cosine - NEUTRAL),
        "focus": candidate.focus,
        "foreign": float(candidate.foreign),
        "passage": candidate.hit.score,
    }


def confidence(candidate: Candidate, cosine: float | None) -> float:
    """0 … 1; half is the bound between an answer and a refusal."""
    weights = _weights()
    found = features(candidate, cosine)
    return 1 / (1 + math.exp(-(weights["bias"] + sum(weights[name] * value for name, value in found.items()))))
