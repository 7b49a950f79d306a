"""Alignment and conflicts of a claim as numbers for the combiner. Every feature points one way: see `AGAINST`."""

from __future__ import annotations

from collections.abc import Sequence

from generator.grounding.align import Alignment
from generator.grounding.conflicts import Conflict

# Speak against the claim when they grow.
AGAINST = (
    "number_absent", "number_moved", "bound_changed", "date_absent", "reference_absent",
    "name_absent", "name_moved", "addition", "clause_alone", "words_moved",
    "negation", "negation_lost", "modality", "modality_added", "all_added",
    "only_added", "enough_added", "compare_added", "restriction_lost", "hedge_lost",
    "all_for_some", "condition_dropped", "opposite", "word_order", "order",
    "order_words", "cause_turned", "cause_added",
)  # fmt: skip
# Speak for the claim when they grow.
FOR = ("known", "covered", "covered_least", "verbatim", "similar", "similar_least")
NAMES = (*AGAINST, *FOR)


def features(alignment: Alignment, conflicts: Sequence[Conflict], sims: Sequence[Sequence[float]] = ()) -> list[float]:
    """Values in the order of NAMES, all 0..1. `sims[0]` are similarities of the whole claim to the sentences,
    the rest those of its clauses; both similarity features are 0 without them."""
    strongest = dict.fromkeys(AGAINST, 0.0)
    for conflict in conflicts:
        strongest[conflict.kind] = max(strongest[conflict.kind], conflict.strength)
    total = sum(alignment.weight(token.key) for token in alignment.content) or 1.0
    known = sum(alignment.weight(token.key) for token in alignment.content if token.key in alignment.known) / total
    reached = sum(alignment.weight(token.key) for token in alignment.content if token.key in alignment.reached) / total
    values = {
        **strongest,
        "known": known,
        "covered": reached,
        "covered_least": min(alignment.covered, default=0.0),
        "verbatim": _longest(alignment),
        "similar": max(sims[0], default=0.0) if sims else 0.0,
        "similar_least": min((max(row, default=0.0) for row in sims[1:]), default=0.0) if sims else 0.0,
    }
    return [values[name] for name in NAMES]


def _longest(alignment: Alignment) -> float:
    """Share of the claim's words that stand in one unbroken run in a segment."""
    ours = [token.key for token in alignment.claim.tokens]
    best = 0
    for index in alignment.segments:
        theirs = [token.key for token in alignment.evidence.segments[index].tokens]
        row = [0] * (len(theirs) + 1)
        for key in ours:
            previous = 0
            for at, other in enumerate(theirs, 1):
                row[at], previous = (previous + 1 if key == other else 0), row[at]
                best = max(best, row[at])
    return best / max(1, len(ours))
