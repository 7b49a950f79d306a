"""What a careful reader would hold against a claim: each check returns conflicts with a strength and a place."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from generator.grounding.align import Alignment
from generator.grounding.attach import closeness, preferred, ties, wanted
from generator.grounding.evidence import Evidence
from generator.grounding.quantities import Quantity, comparable_kind, same
from generator.grounding.tokens import Token


@dataclass(frozen=True)
class Conflict:
    """`kind` is a key of the catalogue and of the combiner, `strength` 0..1; `said` are words of the claim, `found`
    those of the passage that stand against them ("" when the passage has nothing)."""

    kind: str
    strength: float
    said: str = ""
    found: str = ""


def find_conflicts(alignment: Alignment, alone: tuple[float, ...] = ()) -> list[Conflict]:
    """All conflicts, unsorted. `alone` is for each clause how unlike every sentence it is (0..1), when known."""
    from generator.grounding.edits import edit_conflicts
    from generator.grounding.logic import logic_conflicts
    from generator.grounding.relations import relation_conflicts

    found = [*_quantities(alignment), *_names(alignment), *_additions(alignment, alone)]
    return [*found, *edit_conflicts(alignment), *logic_conflicts(alignment), *relation_conflicts(alignment)]


def _quantities(alignment: Alignment) -> Iterator[Conflict]:
    segments = alignment.evidence.segments
    places = [(index, other) for index, segment in enumerate(segments) for other in segment.quantities]
    for quantity in alignment.claim.quantities:
        want = wanted(alignment, quantity.start, quantity.end)
        alike = [(index, other) for index, other in places if same(quantity, other)]
        rivals = [(i, other) for i, other in places if comparable_kind(quantity, other) and not same(quantity, other)]
        near = [
            (closeness(want, found := ties(alignment, i, other.start, other.end)), found, other) for i, other in rivals
        ]
        rival = max(near, key=lambda row: row[0], default=None)
        if alike:
            own = max(
                (ties(alignment, i, other.start, other.end) for i, other in alike), key=lambda t: closeness(want, t)
            )
            moved = preferred(want, own, rival[1]) if rival else 0.0
            if rival and moved > 0:
                yield Conflict("number_moved", _weight(quantity) * moved, quantity.text, rival[2].text)
            bounds = {other.bound for _, other in alike}
            if quantity.bound and "" not in bounds and quantity.bound not in bounds:
                yield Conflict("bound_changed", 1.0, quantity.text, alike[0][1].text)
        elif not _elsewhere(quantity, alignment):
            kind = {"number": "number_absent", "date": "date_absent", "reference": "reference_absent"}[quantity.kind]
            inside = 0.4 if not quantity.bound and _in_range(quantity, alignment) else 1.0
            yield Conflict(kind, _weight(quantity) * inside, quantity.text, rival[2].text if rival else "")


def _weight(quantity: Quantity) -> float:
    """Small numbers in words without a unit of measure ("two of them") prove little."""
    small = quantity.kind == "number" and isinstance(quantity.value, float) and abs(quantity.value) <= 3
    return 0.35 if small and quantity.unit in ("", "count") and not any(ch.isdigit() for ch in quantity.text) else 1.0


def _elsewhere(quantity: Quantity, alignment: Alignment) -> bool:
    """Whether it is there in another shape: the length of a list, part of a date, a code in other divisions."""
    if quantity.kind == "number" and any(same(quantity, count) for count in alignment.evidence.counts):
        return True
    return _within_date(quantity, alignment.evidence) or _in_words(quantity, alignment)


def _within_date(quantity: Quantity, evidence: Evidence) -> bool:
    """A bare year, month or day that a date of the passages holds, or the other way round."""
    values = (quantity.value,) if isinstance(quantity.value, float) else quantity.value
    for other in evidence.quantities:
        dated = quantity.kind == "number" and other.kind == "date" and isinstance(other.value, tuple)
        if dated and isinstance(other.value, tuple) and values[0] in other.value:
            return True
        if quantity.kind == "date" and other.kind == "number" and values[0] == other.value and not any(values[1:]):
            return True
    return False


def _in_words(quantity: Quantity, alignment: Alignment) -> bool:
    """A code or place that stands in the passages in another division of words."""
    if quantity.kind != "reference" or not isinstance(quantity.value, tuple):
        return False
    level, label = str(quantity.value[0]), str(quantity.value[1])
    if level != "document":
        return any(f" {label}" in s.lower and level in s.lower for s in alignment.evidence.segments)
    return any(label in "".join(text.upper().replace("-", "").split()) for text in alignment.evidence.texts)


def _in_range(quantity: Quantity, alignment: Alignment) -> bool:
    """Whether a number lies between two neighbouring numbers of an aligned segment."""
    if not isinstance(quantity.value, float):
        return False
    for index in alignment.segments:
        values = [q.value for q in alignment.evidence.segments[index].quantities if isinstance(q.value, float)]
        if any(low < quantity.value < high for low, high in itertools.pairwise(values)):
            return True
    return False


def _names(alignment: Alignment) -> Iterator[Conflict]:
    """Proper names that the passages do not have."""
    claim = alignment.claim
    run: list[Token] = []
    inside = [(quantity.start, quantity.end) for quantity in claim.quantities]
    for token in (*claim.tokens, None):
        new = (
            token is not None and token.proper and token.content and token.key not in alignment.known
            and not any(a < token.end and token.start < b for a, b in inside)
        )  # fmt: skip
        if new and token is not None:
            run.append(token)
        elif run:
            yield Conflict("name_absent", 1.0, claim.text[run[0].start : run[-1].end])
            run = []


def _additions(alignment: Alignment, alone: tuple[float, ...]) -> Iterator[Conflict]:
    """Content words in a row that nothing in the passages carries, in a claim that is otherwise well carried: something
    was added. A claim in other words throughout is told by its coverage instead."""
    claim = alignment.claim
    best: list[Token] = []
    run: list[Token] = []
    for token in alignment.content:
        if token.key in alignment.known:
            best, run = max(best, run, key=len), []
        else:
            run.append(token)
    best = max(best, run, key=len)
    others = [token for token in alignment.content if token not in best]
    rest = sum(token.key in alignment.reached for token in others) / max(1, len(others))
    if len(best) >= 2:
        yield Conflict("addition", min(1.0, len(best) / 5) * rest, claim.text[best[0].start : best[-1].end])
    most = max(alignment.covered, default=0.0)
    for number, (clause, share) in enumerate(zip(claim.clauses, alignment.covered, strict=True)):
        if share < 0.5:
            unlike = alone[number] if alone else 1.0
            yield Conflict("clause_alone", unlike * (1 - share / 0.5), claim.clause_text(clause))
            if most > 0.7:
                yield Conflict("clause_added", unlike * (most - share), claim.clause_text(clause))
