"""Fusing two rankings: scores on fixed scales, with weights that follow what the words know of the query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# Chosen on the three XQuAD dev languages together (`soan eval retrieval`), in the middle of a flat optimum.
LEXICAL = 0.35  # of the whole weight, what words get when the library knows the words of the query
# With no Vietnamese marks in the query the embedder is weak even on a restored query.
LEXICAL_UNACCENTED = 0.5
# Below this share of known words a query is in another language than the library, or off its subject.
KNOWN = 0.6
# A passage this much below the best cosine gets nothing for its meaning. A fixed width, since the spread of a pool
# depends on how many passages were asked for, not on the query.
WIDTH = 0.12


class Weights(NamedTuple):
    """Weights of the two rankings; they add up to 1."""

    lexical: float
    dense: float


class Scored(NamedTuple):
    """A passage id with its fused score (0–1) and both parts (BM25, cosine)."""

    id: str
    score: float
    lexical: float
    dense: float


def weigh(coverage: float, *, unaccented: bool) -> Weights:
    """Words count less the less of them the library knows (0–1)."""
    full = LEXICAL_UNACCENTED if unaccented else LEXICAL
    lexical = full * min(1.0, coverage / KNOWN) ** 2
    return Weights(lexical, 1.0 - lexical)


def fuse(lexical: Mapping[str, float], dense: Mapping[str, float], weights: Weights) -> list[Scored]:
    """All candidates of both rankings, best first; ties keep the dense, then the lexical order."""
    if not dense:
        weights = Weights(1.0, 0.0)
    most = max(lexical.values(), default=0.0) or 1.0
    highest = max(dense.values(), default=0.0)
    scored = []
    for identity in dict.fromkeys([*dense, *lexical]):
        words, cosine = lexical.get(identity, 0.0), dense.get(identity, 0.0)
        near = max(0.0, 1.0 - (highest - cosine) / WIDTH) if identity in dense else 0.0
        scored.append(Scored(identity, weights.dense * near + weights.lexical * words / most, words, cosine))
    return sorted(scored, key=lambda item: -item.score)
