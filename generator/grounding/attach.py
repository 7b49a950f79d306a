"""Which words stand around a number, date, reference or name: the right one may be tied to the wrong thing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.grounding.align import Alignment
from generator.grounding.tokens import Token

NEAR = 6  # words within which half of a word's weight is left
COMMA = 4  # how many words a comma counts for
INHERITED = 0.4  # nearness of the words of a lead or heading
UNDER = 0.8  # an item stands this near to what its lead says


def ties(alignment: Alignment, index: int, at: int, until: int) -> dict[str, float]:
    """Nearness (0..1) of each content word to [at, until) of a segment; its lead's words are a little near, and the
    words of items under a lead are near to what the lead says."""
    evidence = alignment.evidence
    segment = evidence.segments[index]
    near = dict.fromkeys(evidence.contexts[index], INHERITED)
    for other in evidence.led_by.get(index, ()):
        near |= dict.fromkeys(evidence.segments[other].keys, UNDER)
    for distance, token in _distances(segment.tokens, at, until, segment.text):
        if token.content:
            near[token.key] = max(near.get(token.key, 0.0), NEAR / (NEAR + distance))
    return near


def wanted(alignment: Alignment, start: int, end: int) -> dict[str, float]:
    """Weight of each content word of the claim by its nearness to [start, end)."""
    out: dict[str, float] = {}
    for distance, token in _distances(alignment.claim.tokens, start, end, alignment.claim.text):
        if token.content:
            out[token.key] = max(out.get(token.key, 0.0), alignment.weight(token.key) * NEAR / (NEAR + distance))
    return out


def preferred(want: dict[str, float], own: dict[str, float], rival: dict[str, float]) -> float:
    """How far the claim's words stand nearer to the rival than to the own place: -1..1, over the words that differ;
    little when those words are few."""
    gaps = [(weight * (rival.get(key, 0.0) - own.get(key, 0.0))) for key, weight in want.items()]
    different = sum(abs(gap) for gap in gaps)
    enough = min(1.0, 4 * different / (sum(want.values()) or 1.0))
    return enough * sum(gaps) / different if different else 0.0


def closeness(want: dict[str, float], near: dict[str, float]) -> float:
    """Share (0..1) of the wanted words that stand near."""
    return sum(weight * near.get(key, 0.0) for key, weight in want.items()) / (sum(want.values()) or 1.0)


def _distances(words: tuple[Token, ...], start: int, end: int, text: str) -> Iterator[tuple[int, Token]]:
    before = [token for token in words if token.end <= start]
    after = [token for token in words if token.start >= end]
    for distance, token in enumerate(reversed(before)):
        yield distance + COMMA * text.count(",", token.end, start), token
    for distance, token in enumerate(after):
        yield distance + COMMA * text.count(",", end, token.start), token
