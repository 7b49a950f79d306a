"""A claim as grounding reads it: its clauses, quantities and markers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from generator.grounding.lexicon import phrases
from generator.grounding.quantities import Quantity, read_quantities
from generator.grounding.tokens import Token, level, tokens

_JOINT = re.compile(r"[;:]\s+|,\s+|\s+(?=(?:nhưng|còn|và|rồi|nên|but|and|while|so|or|और|लेकिन|तथा|इसलिए|जबकि)\s)")
SHORTEST = 3  # content words of a clause that stands alone


@dataclass(frozen=True)
class ClaimText:
    """`clauses` are token spans (first, past last) in `tokens`."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    clauses: tuple[tuple[int, int], ...]

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    def clause_text(self, clause: tuple[int, int]) -> str:
        """The words of a clause."""
        return self.text[self.tokens[clause[0]].start : self.tokens[clause[1] - 1].end]


def read_claim(text: str, language: str) -> ClaimText:
    """Cut a claim at commas and conjunctions where both sides say something of their own."""
    text = level(text)
    quantities = tuple(read_quantities(text, language))
    words = tuple(
        replace(token, content=False) if any(q.start < token.end and token.start < q.end for q in quantities) else token
        for token in tokens(text, language)
    )
    cuts = [match.end() for match in _JOINT.finditer(text)]
    clauses: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(words)):
        if any(words[index - 1].end <= cut <= words[index].start for cut in cuts):
            own = sum(token.content for token in words[first:index])
            rest = sum(token.content for token in words[index:])
            if own >= SHORTEST and rest >= SHORTEST:
                clauses.append((first, index))
                first = index
    if words:
        clauses.append((first, len(words)))
    return ClaimText(text, language, words, quantities, tuple(clauses))


@lru_cache(maxsize=8192)
def marked(text: str, language: str, name: str) -> tuple[re.Match[str], ...]:
    """Where phrases of a list of the lexicon stand in lower-case text, those inside a phrase of its list `not_…` left
    out ("không quá" denies nothing)."""
    found = tuple(phrases(language, name).finditer(text))
    if not found:
        return ()
    apart = [match.span() for match in phrases(language, f"not_{name}").finditer(text)]
    return tuple(match for match in found if not any(a <= match.start() < b for a, b in apart))
