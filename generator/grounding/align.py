"""Which segments of the passages carry a claim, clause by clause."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from generator.grounding.claims import ClaimText
from generator.grounding.evidence import LEAD_WEIGHT, Evidence, Segment
from generator.grounding.quantities import same
from generator.grounding.tokens import Token, initials

SIM = 0.2  # how much the similarity of sentences counts when a segment is chosen
HELP = 0.25  # share of a clause from which a second segment is taken in
NEW = 1.35  # weight of a content word that the passages do not have at all


@dataclass(frozen=True)
class Nearest:
    """A comparison word by word, content words only."""

    share: float
    ours: list[Token]
    theirs: list[Token]
    matcher: SequenceMatcher[str]


@dataclass(frozen=True)
class Alignment:
    """`best` is for each clause of the claim the segment that carries it (or -1), `covered` the share of its content
    words that the segment or its lead has, by weight."""

    claim: ClaimText
    evidence: Evidence
    best: tuple[int, ...]
    covered: tuple[float, ...]
    known: frozenset[str]  # keys of the claim that the passages have, abbreviations resolved
    helpers: tuple[int, ...] = ()  # segments that carry what the best ones leave open

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
        for index in (*self.segments, *self.helpers):
            keys |= self.evidence.segments[index].keys | self.evidence.contexts[index]
        return frozenset(keys)

    @cached_property
    def nearest(self) -> Nearest:
        """The sentence that has most of the claim's content in the claim's order, and how much (0..1)."""
        ours = [token for token in self.claim.tokens if token.content]
        best = Nearest(0.0, ours, [], SequenceMatcher())
        for index in self.segments:
            sentence = self.evidence.segments[index].sentence
            theirs = [t for s in self.evidence.segments if s.sentence == sentence for t in s.tokens if t.content]
            matcher = SequenceMatcher(None, [t.key for t in ours], [t.key for t in theirs], autojunk=False)
            share = sum(block.size for block in matcher.get_matching_blocks()) / max(1, len(ours))
            if share > best.share:
                best = Nearest(share, ours, theirs, matcher)
        return best

    @property
    def trust(self) -> float:
        """How well the claim as a whole is carried, 0..1."""
        return sum(self.covered) / max(1, len(self.covered))

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
    best, covered, helpers = [], [], []
    for number, (first, last) in enumerate(claim.clauses):
        start, end = claim.tokens[first].start, claim.tokens[last - 1].end
        wanted = {token.key for token in claim.tokens[first:last] if token.content}
        amounts = [quantity for quantity in claim.quantities if start <= quantity.start < end]
        total = _weigh(evidence, wanted) + len(amounts) or 1.0
        choice, top, share = -1, 0.0, 0.0
        for index, segment in enumerate(evidence.segments):
            own = _weigh(evidence, wanted & segment.keys)
            own += sum(any(same(amount, other) for other in segment.quantities) for amount in amounts)
            led = _weigh(evidence, (wanted & evidence.contexts[index]) - segment.keys)
            score = (own + 0.5 * led + 0.1 * _weigh(evidence, (whole - wanted) & segment.keys)) / total
            score += SIM * sims[number][segment.sentence] if sims else 0.0
            if own and score > top:
                choice, top, share = index, score, (own + LEAD_WEIGHT * led) / total
        best.append(choice)
        covered.append(min(share, 1.0))
        if choice >= 0:
            left = wanted - evidence.segments[choice].keys - evidence.contexts[choice]
            helpers += _helper(evidence, left, total)
    return Alignment(claim, evidence, tuple(best), tuple(covered), known, tuple(helpers))


def _weigh(evidence: Evidence, keys: Set[str]) -> float:
    return sum(evidence.weights.get(key, NEW) for key in keys)


def _helper(evidence: Evidence, left: Set[str], total: float) -> list[int]:
    """The segment that carries most of what the best one leaves open, when that is a good part of the clause: several
    sentences may support one claim together."""
    index = max(range(len(evidence.segments)), key=lambda at: _weigh(evidence, left & evidence.segments[at].keys))
    here = left & evidence.segments[index].keys
    return [index] if len(here) >= 2 and _weigh(evidence, here) >= HELP * total else []


def _known(claim: ClaimText, evidence: Evidence) -> frozenset[str]:
    """Keys of the claim that stand in the passages, also as an abbreviation of them or spelt out from one."""
    known = {token.key for token in claim.tokens} & evidence.all_keys
    missing = [token for token in claim.tokens if token.content and token.key not in known]
    if not missing:
        return frozenset(known)
    shorts = _capitals(evidence.texts)
    words = [claim.text[token.start : token.end] for token in claim.tokens]
    letters = initials(words)
    for short in shorts:
        at = letters.find(short)
        while at >= 0:
            known |= {token.key for token in claim.tokens[at : at + len(short)]}
            at = letters.find(short, at + 1)
    for token in missing:
        word = claim.text[token.start : token.end]
        if token.proper and word.isupper() and _spelt_out(word, evidence):
            known.add(token.key)
    return frozenset(known)


@lru_cache(maxsize=512)
def _capitals(texts: tuple[str, ...]) -> frozenset[str]:
    words = (
        word.strip(".,;:()[]*_“”\"'’") for text in texts for word in text.split() if any(map(str.isupper, word[:3]))
    )
    return frozenset(word for word in words if _is_short(word))


def _is_short(word: str) -> bool:
    return 2 <= len(word) <= 6 and word.isalpha() and word.isupper()


def _spelt_out(short: str, evidence: Evidence) -> bool:
    """Whether consecutive words of a segment begin with those letters, the first of them with a capital."""
    for segment in evidence.segments:
        words = [segment.text[token.start : token.end] for token in segment.tokens]
        at = initials(words).find(short)
        if at >= 0 and words[at][0].isupper():
            return True
    return False
