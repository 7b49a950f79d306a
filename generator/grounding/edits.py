"""A claim that is almost the words of the passage: what was put in another's place, added or left out.

The nearer to verbatim, the more a single replaced word weighs; in a free paraphrase replaced words are expected.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.grounding.align import Alignment
from generator.grounding.conflicts import Conflict
from generator.grounding.evidence import Segment
from generator.grounding.tokens import Token

NEAR = 0.55  # share of a claim's words in common order from which it is compared word by word


def edit_conflicts(alignment: Alignment) -> Iterator[Conflict]:
    """Replacements and insertions against the sentence that carries most of the claim."""
    near = alignment.nearest
    if len(near.ours) < 4 or near.share < NEAR:
        return
    ours, theirs = near.ours, near.theirs
    edits = [row for row in near.matcher.get_opcodes() if row[2] > row[1] and row[0] != "equal"]
    trust = (near.share - NEAR) / (1 - NEAR) / max(1, len(edits)) ** 0.5
    text = alignment.claim.text
    for tag, a, b, c, d in edits:
        said, stood = ours[a:b], theirs[c:d]
        words = text[said[0].start : said[-1].end]
        new = [t for t in said if t.key not in alignment.reached]
        if tag == "replace" and d - c <= 3 * (b - a) + 2:
            named = any(t.proper for t in said) and any(t.proper for t in stood)
            strength = min(1.0, trust * (1.5 if named else 1.0))
            yield Conflict("replaced" if new else "replaced_order", strength, words, _words(alignment, stood))
        elif new:
            yield Conflict("inserted", trust * min(1.0, len(new) / 3), words)


def sentence_tokens(alignment: Alignment, index: int) -> list[Token]:
    """Tokens of the whole sentence of a segment, with those of the leads before it."""
    segment = alignment.evidence.segments[index]
    return [t for other in sentence_segments(alignment, segment) for t in other.tokens]


def sentence_segments(alignment: Alignment, segment: Segment) -> list[Segment]:
    """The segments cut from the same sentence."""
    return [s for s in alignment.evidence.segments if s.sentence == segment.sentence]


def _words(alignment: Alignment, stood: list[Token]) -> str:
    for segment in alignment.evidence.segments:
        if stood[0] in segment.tokens and stood[-1] in segment.tokens:
            return segment.text[stood[0].start : stood[-1].end]
    return ""
