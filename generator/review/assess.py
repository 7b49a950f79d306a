"""What the program itself finds about each claim of a work, whatever the draft says of it, and how risky it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from generator.domain.base import Language
from generator.domain.ledger import Claim, ClaimStatus
from generator.domain.passage import Passage
from generator.domain.works import Assessment
from generator.grounding.quotes import contains
from generator.messages import say
from generator.review.carries import FACTUAL, carries, cost

WEAK = 0.8  # a supported sentence below this is "weakly supported": read before the others


class Judgement(NamedTuple):
    """How far the words carry the sentence, from 0 to 1, whether that is enough, and why."""

    score: float
    supported: bool
    reasons: tuple[str, ...] = ()


class Judge(Protocol):
    """Weighs a sentence against the words it cites."""

    def __call__(self, sentence: str, evidence: Sequence[str], language: Language) -> Judgement: ...


def assess(
    claims: Iterable[tuple[str, Claim]], passages: Mapping[str, Passage], judge: Judge, language: Language
) -> tuple[Assessment, ...]:
    """One assessment for each different claim, in reading order. `passages` are those cited, by id; one that is not
    there counts as gone."""
    found: dict[str, Assessment] = {}
    for place, claim in claims:
        if claim.id not in found:
            found[claim.id] = _assess(place, claim, passages, judge, language)
    return tuple(found.values())


def _assess(place: str, claim: Claim, passages: Mapping[str, Passage], judge: Judge, language: Language) -> Assessment:
    kinds = carries(claim.text)
    status, score, reasons = _status(claim, passages, judge, language)
    risk = _risk(status, score, cost(kinds))
    return Assessment(
        claim_id=claim.id,
        place=place,
        status=status,
        score=round(score, 4),
        carries=kinds,
        reasons=reasons,
        risk=round(risk, 4),
    )


def _status(
    claim: Claim, passages: Mapping[str, Passage], judge: Judge, language: Language
) -> tuple[ClaimStatus, float, tuple[str, ...]]:
    if not claim.citations:
        if claim.status != "author":
            return "unsupported", 0.0, (say("review.reason.no_source", language),)
        if FACTUAL & set(carries(claim.text)):  # the author's own words state no fact of the guides
            return "unsupported", 0.0, (say("review.reason.author_fact", language),)
        return "author", 1.0, ()
    standing, reasons = [], []
    for citation in claim.citations:
        passage = passages.get(citation.passage_id)
        if passage is None:
            reasons.append(say("review.reason.passage_gone", language))
        elif not contains(passage.text, citation.quote):
            reasons.append(say("review.reason.quote_altered", language, quote=citation.quote))
        else:
            standing.append(citation.quote)
    if not standing:
        return "unsupported", 0.0, tuple(dict.fromkeys(reasons))
    joined = " ".join(standing)
    if not reasons and contains(joined, claim.text):
        return "quoted", 1.0, ()
    judged = judge(claim.text, standing, language)
    score = judged.score if not reasons else min(judged.score, 0.4)
    status: ClaimStatus = "supported" if judged.supported and not reasons else "unsupported"
    return status, score, tuple(dict.fromkeys((*reasons, *judged.reasons)))


def _risk(status: ClaimStatus, score: float, stake: float) -> float:
    """Unsupported first, then by how weak the support is; what an error would cost orders those that are alike."""
    if status == "unsupported":
        return 0.75 + 0.1 * (1 - score) + 0.15 * stake
    if status == "author":
        return 0.02 + 0.05 * stake
    if status == "supported":
        return 0.25 + 0.35 * (1 - score) + 0.15 * stake
    return 0.05 + 0.15 * stake


def grounded(sentence: str, evidence: Sequence[str], language: Language) -> Judgement:
    """By the grounding room, without a model: the cited words alone have to carry the sentence."""
    from generator.grounding.support import ground

    found = ground(sentence, list(evidence), language)
    return Judgement(found.score, found.supported, found.reasons)
