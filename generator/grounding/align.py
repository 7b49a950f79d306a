"""Which segments of the passages carry a claim, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.grounding.claims import ClaimText
from generator.grounding.evidence import LEAD_WEIGHT, Evidence, Segment
from generator.grounding.tokens import Token, initials

NEW = 1.35  # weight of a content word that the passages do not have at all


@dataclass(frozen=True)
class Alignment:
    """`best` is for each clause of the claim the segment that carries it (or -1), `covered` the share of its content
    words that the segment or its lead has, by weight."""

    claim: ClaimText
    evidence: Evidence
    best: tuple[int, ...]
    covered: tuple[float, ...]
    known: frozenset[str]  # keys of the claim that the passages have, abbreviations resolved
    names: frozenset[str]  # keys of the claim's proper names

    @cached_property
    def content(self) -> tuple[Token, ...]:
        return tuple(token for token in self.claim.tokens if token.content)

    @cached_property
    def segments(self) -> tuple[int, ...]:
        """The aligned segments, each once, in the order of the clauses."""
        return tuple(dict.fromkeys(index for index in self.best if index >= 0))

    @cached_property
    def reached(self) -> frozenset[str]:
        """Keys of the aligned segments and of what governs them."""
        keys: set[str] = set()
        for index in self.segments:
            keys |= self.evidence.segments[index].keys | self.evidence.contexts[index]
        return frozenset(keys)

    def segment(self, clause: int) -> Segment | None:
        """The segment of a clause."""
        return self.evidence.segments[self.best[clause]] if self.best[clause] >= 0 else None

    def weight(self, key: str) -> float:
        """How much a word of the claim weighs."""
        return self.evidence.weights.get(key, NEW)


def align(claim: ClaimText, evidence: Evidence, sims: tuple[tuple[float, ...], ...] = ()) -> Alignment:
    """Align each clause with the segment that shares most of its content; `sims[clause][sentence]` (0..1) helps when
    there is an embedder. Words of the whole claim count a little, so that clauses lean towards one place."""
    known = _known(claim, evidence)
    whole = {token.key for token in claim.tokens if token.content} & known
    best, covered = [], []
    for number, (first, last) in enumerate(claim.clauses):
        wanted = {token.key for token in claim.tokens[first:last] if token.content}
        total = sum(evidence.weights.get(key, NEW) for key in wanted) or 1.0
        choice, top, share = -1, 0.0, 0.0
        for index, segment in enumerate(evidence.segments):
            own = sum(evidence.weights.get(key, NEW) for key in wanted & segment.keys)
            led = sum(evidence.weights.get(key, NEW) for key in (wanted & evidence.contexts[index]) - segment.keys)
            rest = sum(evidence.weights.get(key, NEW) for key in (whole - wanted) & segment.keys)
            here = (own + LEAD_WEIGHT * led) / total
            score = (
                (own + 0.5 * led) / total + 0.1 * rest / total + (0.5 * sims[number][segment.sentence] if sims else 0.0)
            )
            if own and score > top:
                choice, top, share = index, score, here
        best.append(choice)
        covered.append(min(share, 1.0))
    names = frozenset(token.key for token in claim.tokens if token.proper and token.content)
    return Alignment(claim, evidence, tuple(best), tuple(covered), known, names)


def _known(claim: ClaimText, evidence: Evidence) -> frozenset[str]:
    """Keys of the claim that stand in the passages, also as an abbreviation of them or spelt out from one."""
    known = {token.key for token in claim.tokens} & evidence.all_keys
    missing = [token for token in claim.tokens if token.content and token.key not in known]
    if not missing:
        return frozenset(known)
    shorts = {match for text in evidence.texts for match in _capitals(text)}
    words = [claim.text[token.start : token.end] for token in claim.tokens]
    for size in range(2, 7):
        for at in range(len(words) - size + 1):
            if initials(words[at : at + size]) in shorts:
                known |= {token.key for token in claim.tokens[at : at + size]}
    for token in missing:
        word = claim.text[token.start : token.end]
        if token.proper and word.isupper() and _spelt_out(word, evidence):
            known.add(token.key)
    return frozenset(known)


def _capitals(text: str) -> set[str]:
    return {word.strip(".,;:()[]*_“”\"'’") for word in text.split() if _is_short(word.strip(".,;:()[]*_“”\"'’"))}


def _is_short(word: str) -> bool:
    return 2 <= len(word) <= 6 and word.isalpha() and word.isupper()


def _spelt_out(short: str, evidence: Evidence) -> bool:
    """Whether consecutive words of a segment begin with those letters, the first of them with a capital."""
    for segment in evidence.segments:
        words = [segment.text[token.start : token.end] for token in segment.tokens]
        for at in range(len(words) - len(short) + 1):
            if words[at][0].isupper() and initials(words[at : at + len(short)]) == short:
                return True
    return False
