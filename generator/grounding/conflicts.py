"""What a careful reader would hold against a claim: each check returns conflicts with a strength and a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.grounding.align import Alignment
from generator.grounding.claims import marked
from generator.grounding.evidence import Evidence, Segment
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


def find_conflicts(alignment: Alignment) -> list[Conflict]:
    """All conflicts, unsorted."""
    from generator.grounding.logic import logic_conflicts
    from generator.grounding.relations import relation_conflicts

    found = [*_quantities(alignment), *_names(alignment), *_additions(alignment)]
    return [*found, *logic_conflicts(alignment), *relation_conflicts(alignment)]


def _quantities(alignment: Alignment) -> Iterator[Conflict]:
    claim, evidence = alignment.claim, alignment.evidence
    for quantity in claim.quantities:
        alike = [
            (index, other)
            for index, segment in enumerate(evidence.segments)
            for other in segment.quantities
            if same(quantity, other)
        ]
        if not alike:
            if quantity.kind == "number" and any(same(quantity, count) for count in evidence.counts):
                continue
            if _within_date(quantity, evidence) or _in_words(quantity, alignment):
                continue
            kind = {"number": "number_absent", "date": "date_absent", "reference": "reference_absent"}[quantity.kind]
            yield Conflict(kind, _weight(quantity), quantity.text, _rival(quantity, alignment))
            continue
        own = max(_attached(quantity, other, alignment, evidence.segments[index]) for index, other in alike)
        rival, rival_text = 0.0, ""
        for segment in evidence.segments:
            for other in segment.quantities:
                if comparable_kind(quantity, other) and not same(quantity, other):
                    near = _attached(quantity, other, alignment, segment)
                    if near > rival:
                        rival, rival_text = near, other.text
        if rival > own:
            yield Conflict(
                "number_moved", _weight(quantity) * min(1.0, (rival - own) / max(rival, 0.2)), quantity.text, rival_text
            )
        bounds = {other.bound for _, other in alike}
        if quantity.bound and bounds and "" not in bounds and quantity.bound not in bounds:
            yield Conflict("bound_changed", 1.0, quantity.text, alike[0][1].text)


def _weight(quantity: Quantity) -> float:
    """Small numbers without a unit ("two of them") prove little."""
    small = quantity.kind == "number" and isinstance(quantity.value, float) and abs(quantity.value) <= 3
    return 0.35 if small and quantity.unit in ("", "count") else 1.0


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
    """A code or year that stands in the passages in another division of words."""
    if quantity.kind != "reference" or not isinstance(quantity.value, tuple):
        return False
    if quantity.value[0] != "document":
        label = str(quantity.value[1])
        return any(
            f" {label}" in segment.lower and str(quantity.value[0]) in segment.lower
            for segment in alignment.evidence.segments
        )
    label = str(quantity.value[1])
    return any(label in "".join(text.upper().replace("-", "").split()) for text in alignment.evidence.texts)


def _rival(quantity: Quantity, alignment: Alignment) -> str:
    """The quantity of the aligned segments that stands where the claim's number should."""
    best, text = 0.0, ""
    for segment in alignment.evidence.segments:
        for other in segment.quantities:
            if other.kind == quantity.kind:
                score = _attached(quantity, other, alignment, segment) + (
                    0.1 if comparable_kind(quantity, other) else 0
                )
                if score > best + 0.05:
                    best, text = score, other.text
    return text


def _attached(said: Quantity, other: Quantity, alignment: Alignment, segment: Segment) -> float:
    """How far the words around a quantity of the claim are those around a quantity of a segment: the near ones count
    most on both sides, those of the segment's lead a little."""
    context = alignment.evidence.contexts[alignment.evidence.segments.index(segment)]
    return attachment(alignment, said.start, said.end, segment, other.start, other.end, context)


def attachment(
    alignment: Alignment, start: int, end: int, segment: Segment, at: int, until: int, context: frozenset[str]
) -> float:
    """Share (0..1) of the claim's words, weighed by nearness to [start, end), that stand near [at, until)."""
    total = got = 0.0
    places: dict[str, float] = {}
    for near, token in _distances(segment.tokens, at, until, segment.text):
        if token.content:
            places[token.key] = max(places.get(token.key, 0.0), 1 / (1 + near / 5))
    for near, token in _distances(alignment.claim.tokens, start, end, alignment.claim.text):
        if token.content:
            weight = alignment.weight(token.key) / (1 + near / 5)
            total += weight
            got += weight * max(places.get(token.key, 0.0), 0.45 if token.key in context else 0.0)
    return got / total if total else 0.0


def _distances(words: tuple[Token, ...], start: int, end: int, text: str) -> Iterator[tuple[int, Token]]:
    """Tokens outside the span with their distance in words; a comma between makes it four words longer."""
    before = [token for token in words if token.end <= start]
    after = [token for token in words if token.start >= end]
    for near, token in enumerate(reversed(before)):
        yield near + 4 * text.count(",", token.end, start), token
    for near, token in enumerate(after):
        yield near + 4 * text.count(",", end, token.start), token


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


def _additions(alignment: Alignment) -> Iterator[Conflict]:
    """Content words in a row that nothing in the passages carries: a phrase that was added."""
    claim = alignment.claim
    best: list[Token] = []
    run: list[Token] = []
    for token in claim.tokens:
        if not token.content:
            continue
        if token.key in alignment.known:
            best, run = max(best, run, key=len), []
        else:
            run.append(token)
    best = max(best, run, key=len)
    if len(best) >= 2:
        yield Conflict("addition", min(1.0, (len(best) - 1) / 4), claim.text[best[0].start : best[-1].end])
    for clause, share in zip(claim.clauses, alignment.covered, strict=True):
        if share < 0.35:
            yield Conflict("clause_alone", 1 - share / 0.35, claim.clause_text(clause))


def first_marked(text: str, language: str, names: tuple[str, ...]) -> str:
    """The first phrase of any of those lists, or ""."""
    found = [match for name in names for match in marked(text, language, name)]
    return min(found, key=lambda match: match.start()).group() if found else ""
