"""Alignment and conflicts of a claim as a few numbers for the combiner, each pointing one way: against the claim.

Conflicts of one family share a feature, and so a weight: a family has enough examples to learn from where a single kind
has not. Within a family conflicts add up as independent doubts do.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.grounding.align import Alignment
from generator.grounding.conflicts import Conflict

FAMILIES: dict[str, tuple[str, ...]] = {
    "absent": ("number_absent", "date_absent", "reference_absent", "name_absent"),
    "moved": ("number_moved", "name_moved", "name_tied", "row_mixed", "bound_changed"),
    "widened": ("all_added", "enough_added", "all_for_some"),
    "narrowed": ("only_added", "compare_added"),
    "sense": ("negation", "negation_lost", "modality", "opposite"),
    "duty_added": ("modality_added",),
    "reserve": ("restriction_lost", "hedge_lost", "condition_dropped"),
    "relation": ("order", "order_words", "cause_turned"),
    "edit": ("replaced", "replaced_order"),
    "addition": ("addition", "inserted"),
    "alone": ("clause_added", "clause_alone"),
}
FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
COVERED = 0.55  # share of content words that a claim in its own words may well stay below
SIMILAR = 0.65  # similarity that a claim in its own words reaches
NAMES = (*FAMILIES, "uncovered", "unlike")


def features(alignment: Alignment, conflicts: Sequence[Conflict], sims: Sequence[Sequence[float]] = ()) -> list[float]:
    """Values in the order of NAMES, all 0..1. `sims[0]` are the similarities of the whole claim to the sentences;
    "unlike" is 0 without them."""
    strongest: dict[str, float] = {}
    for conflict in conflicts:
        strongest[conflict.kind] = max(strongest.get(conflict.kind, 0.0), min(1.0, conflict.strength))
    values = []
    for kinds in FAMILIES.values():
        trust = 1.0
        for kind in kinds:
            trust *= 1 - strongest.get(kind, 0.0)
        values.append(1 - trust)
    total = sum(alignment.weight(token.key) for token in alignment.content) or 1.0
    reached = sum(alignment.weight(token.key) for token in alignment.content if token.key in alignment.reached) / total
    values.append(max(0.0, (COVERED - reached) / COVERED))
    values.append(max(0.0, (SIMILAR - max(sims[0], default=0.0)) / SIMILAR) if sims else 0.0)
    return values
