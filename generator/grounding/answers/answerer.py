"""From a question to an answer: search, candidates, judgement, quotes or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.domain.answer import Answer, Nearest
from generator.domain.base import Language
from generator.domain.ledger import Claim, cite
from generator.domain.ports import Hit, Searcher
from generator.domain.printing import guide_name, print_address
from generator.domain.text import squeeze
from generator.grounding.answers.evidence import Candidate, candidates
from generator.grounding.answers.judge import confidence
from generator.grounding.answers.question import Question, understand
from generator.grounding.answers.slips import carry, mend
from generator.search.accents import restore
from generator.search.ports import Embedder

if TYPE_CHECKING:
    from generator.storage.store import Store

BOUND = 0.5
HITS = 16  # passages looked through
FOREIGN = 8  # … and of guides in another language than the question's
NEIGHBOURS = 5  # best passages whose neighbours are looked through too: an answer often stands under its own heading
JUDGED, JUDGED_FOREIGN = 24, 8  # candidates whose meaning is compared
QUOTES = 3
MARGIN = 0.2  # a further quote must be nearly as sure as the first
RESTORED_FROM = 8


class _Judged(NamedTuple):
    sure: float
    candidate: Candidate


class Answerer:
    """Answers from the guides that may be cited on a day. `searcher` must not abstain: refusing is decided here."""

    def __init__(self, store: Store, searcher: Searcher, embedder: Embedder | None) -> None:
        self._store = store
        self._searcher = searcher
        self._embedder = embedder

    def answer(self, text: str, *, as_of: date, history: Sequence[str] = (), language: Language = "vi") -> Answer:
        """An answer in quotes, or a refusal. `history` are the questions asked before in this conversation, as they
        were understood; `language` is that of the place named in a refusal."""
        index = self._store.lexical()
        asked = mend(carry(squeeze(text), history), index)
        question = understand(asked, lambda terms, bare: index.rarity(terms, folded=bare))
        judged = self._judge(question, self._hits(question, as_of))
        best = judged[0] if judged else None
        answered = best is not None and best.sure >= BOUND and bool(question.terms)
        return Answer(
            question=text,
            asked=asked,
            language=question.language,
            as_of=as_of,
            answered=answered,
            claims=tuple(_quotes(judged)) if answered else (),
            looked_for=question.topic,
            nearest=None if answered or best is None else _nearest(best.candidate, language),
            confidence=round(best.sure, 4) if best else 0.0,
        )

    def _hits(self, question: Question, as_of: date) -> list[Hit]:
        hits = self._searcher.search(question.text, k=HITS, as_of=as_of)
        other = [guide.id for guide in self._store.guides() if guide.language != question.language]
        foreign: list[Hit] = []
        if other and sum(hit.passage.language != question.language for hit in hits) < FOREIGN:
            foreign = self._searcher.search(question.text, k=FOREIGN, as_of=as_of, guide_ids=other)
        found = {hit.passage.id: hit for hit in (*hits, *foreign)}
        for hit in (*hits[:NEIGHBOURS], *foreign[:2]):
            for passage in self._store.neighbours(hit.passage):
                found.setdefault(passage.id, hit.model_copy(update={"passage": passage}))
        return list(found.values())

    def _judge(self, question: Question, hits: list[Hit]) -> list[_Judged]:
        found = candidates(question, hits)
        found.sort(key=lambda c: -(c.covered + 0.5 * c.inside + 0.3 * c.fact))
        kept = [c for c in found if not c.foreign][:JUDGED] + [c for c in found if c.foreign][:JUDGED_FOREIGN]
        cosines = self._cosines(question, hits, kept)
        judged = [_Judged(confidence(c, cosine), c) for c, cosine in zip(kept, cosines, strict=True)]
        return sorted(judged, key=lambda item: -item.sure)

    def _cosines(self, question: Question, hits: list[Hit], kept: list[Candidate]) -> Sequence[float | None]:
        if self._embedder is None or not kept:
            return [None] * len(kept)
        text = question.text
        if question.bare:
            text = restore(text, [hit.passage.text for hit in hits[:RESTORED_FROM]])
        vectors = self._embedder.passages([candidate.context for candidate in kept])
        return [float(value) for value in vectors @ self._embedder.query(text)]


def _quotes(judged: list[_Judged]) -> list[Claim]:
    """The best stretch of each of up to three passages, the same words once."""
    claims: list[Claim] = []
    passages: set[str] = set()
    words: set[str] = set()
    for sure, candidate in judged:
        if len(claims) == QUOTES or sure < judged[0].sure - MARGIN or sure < BOUND:
            break
        citation = cite(candidate.hit.passage, candidate.start, candidate.end)
        if citation.passage_id in passages or squeeze(citation.quote) in words:
            continue
        passages.add(citation.passage_id)
        words.add(squeeze(citation.quote))
        claims.append(Claim(text=citation.quote, status="quoted", citations=(citation,)))
    return claims


def _nearest(candidate: Candidate, language: Language) -> Nearest:
    passage, guide = candidate.hit.passage, candidate.hit.guide
    place = print_address(passage.address_at(candidate.start), language)
    return Nearest(guide_id=guide.id, name=guide_name(guide), place=place)
