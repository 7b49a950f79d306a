"""Fusing two rankings: normalised scores with weights that follow what each ranking knows of the query."""

from __future__ import annotations

from typing import NamedTuple

# Of the whole weight, what words get when the library knows every word of the query. Chosen on the three XQuAD dev
# languages together (`soan eval retrieval`).
LEXICAL = 0.35
# With no Vietnamese marks in the query the embedder is weak even on a restored query.
LEXICAL_UNACCENTED = 0.5
# Below this share of known words a query is in another language than the library, or off its subject.
KNOWN = 0.6


class Weights(NamedTuple):
    """Weights of the two rankings; they add up to 1."""

    lexical: float
    dense: float


class Scored(NamedTuple):
    """A passage id with its fused score and both parts."""

    id: str
    score: float
    lexical: float
    dense: float


def weigh(coverage: float, *, unaccented: bool) -> Weights:
    """Words count less the less of them the library knows (0–1)."""
    full = LEXICAL_UNACCENTED if unaccented else LEXICAL
    lexical = full * min(1.0, coverage / KNOWN) ** 2
    return Weights(lexical, 1.0 - lexical)


def fuse(lexical: list[tuple[str, float]], dense: list[tuple[str, float]], weights: Weights) -> list[Scored]:
    """All candidates of both rankings, best first; ties keep the dense, then the lexical order."""
    if not dense:
        best = max((score for _, score in lexical), default=1.0) or 1.0
        return [Scored(identity, score / best, score, 0.0) for identity, score in lexical]
    words, meaning = dict(lexical), dict(dense)
    top_words = max(words.values(), default=0.0) or 1.0
    low, high = min(meaning.values()), max(meaning.values())
    spread = (high - low) or 1.0
    scored = []
    for identity in dict.fromkeys([*meaning, *words]):
        dense_part = (meaning[identity] - low) / spread if identity in meaning else 0.0
        fused = weights.dense * dense_part + weights.lexical * words.get(identity, 0.0) / top_words
        scored.append(Scored(identity, fused, words.get(identity, 0.0), meaning.get(identity, 0.0)))
    return sorted(scored, key=lambda item: -item.score)
