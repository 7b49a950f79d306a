"""The search of the product: words and meaning fused, only guides in force, nothing when nothing is relevant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.domain.guide import Guide
from generator.domain.ports import Hit
from generator.domain.text import fold_accents, squeeze, words
from generator.reading.metadata import language_of
from generator.search.accents import restore
from generator.search.fusion import Scored, fuse, weigh
from generator.search.ports import Embedder, VectorIndex
from generator.search.relevance import Evidence, relevant

if TYPE_CHECKING:
    from generator.storage.store import Store

POOL = 60  # candidates of each ranking
MORE = 400  # … and how many are asked for when validity or doubles leave too few
RESTORE_FROM = 8
COMPARED = 20  # best passages by words whose cosine is asked for when the nearest do not hold them
EVIDENCE = 5  # passages that decide whether anything relevant is there
HALF_KNOWN = 0.4  # a query typed without marks is one of whose words at least so much is known without marks
UNMARKED = 0.15  # by so much more of a query is known without marks when it was typed without them


class _Question(NamedTuple):
    """A query: whether its Vietnamese marks are missing, and the share of its words that the library knows, in the
    form it is searched and in any form."""

    text: str
    unmarked: bool
    known: float
    known_at_all: float


class HybridSearcher:
    """See `domain.ports.Searcher`. Without vectors and embedder it searches by words alone."""

    def __init__(
        self,
        store: Store,
        *,
        vectors: VectorIndex | None = None,
        embedder: Embedder | None = None,
        abstain: bool = True,
    ) -> None:
        self._store = store
        self._vectors = vectors
        self._embedder = embedder
        self._abstain = abstain

    def search(self, query: str, *, k: int = 10, as_of: date | None = None, guide_ids: Sequence[str] = ()) -> list[Hit]:
        """The best passages of citable guides, best first; empty when nothing relevant is there."""
        query = squeeze(query)
        if not words(query):
            return []
        allowed = [identity for identity in guide_ids if as_of is None or self._store.guide(identity).citable(as_of)]
        if guide_ids and not allowed:
            return []
        question = self._question(query)
        hits: list[Hit] = []
        for pool in (max(POOL, k), MORE):
            ranked = self._ranked(question, pool, allowed)
            hits = self._hits(ranked, max(k, EVIDENCE), as_of)
            if len(hits) >= k or len(ranked) < pool:
                break
        if self._abstain and not relevant(self._evidence(question, hits)):
            return []
        return hits[:k]

    def _question(self, query: str) -> _Question:
        index = self._store.lexical()
        exact, folded = index.coverage(query, folded=False), index.coverage(query, folded=True)
        bare = fold_accents(query) == query and folded > max(HALF_KNOWN, exact + UNMARKED)
        return _Question(query, bare, max(exact, folded if bare else 0.0), max(exact, folded))

    def _ranked(self, question: _Question, pool: int, allowed: Sequence[str]) -> list[Scored]:
        lexical = self._store.lexical().search(question.text, pool, guide_ids=allowed, folded=question.unmarked)
        dense = self._dense(question, lexical, pool, allowed)
        return fuse(dict(lexical), dense, weigh(question.known, unaccented=question.unmarked))

    def _dense(
        self, question: _Question, lexical: list[tuple[str, float]], pool: int, allowed: Sequence[str]
    ) -> dict[str, float]:
        """Cosines of the nearest passages, and of the best passages by words that are not among them."""
        if self._embedder is None or self._vectors is None:
            return {}
        text = question.text
        if question.unmarked:
            best = self._store.passages_by_id([identity for identity, _ in lexical[:RESTORE_FROM]])
            text = restore(text, [passage.text for passage in best])
        vector = self._embedder.query(text)
        found = dict(self._vectors.query(vector, pool, allowed))
        if found:
            missing = [identity for identity, _ in lexical[:COMPARED] if identity not in found]
            found |= self._vectors.cosines(vector, missing)
        return found

    def _hits(self, ranked: list[Scored], wanted: int, as_of: date | None) -> list[Hit]:
        """Passages of guides that may be cited; the same words in two files only once."""
        guides: dict[str, Guide] = {}
        hits: list[Hit] = []
        seen: set[str] = set()
        for at in range(0, len(ranked), step := 2 * wanted):
            part = {item.id: item for item in ranked[at : at + step]}
            for passage in self._store.passages_by_id(list(part)):
                guide = guides.get(passage.guide_id) or self._store.guide(passage.guide_id)
                guides[guide.id] = guide
                key = " ".join(words(passage.text))
                if key in seen or (as_of is not None and not guide.citable(as_of)):
                    continue
                seen.add(key)
                _, score, lexical, dense = part[passage.id]
                hits.append(Hit(passage=passage, guide=guide, score=score, lexical=lexical, dense=dense))
            if len(hits) >= wanted:
                break
        return hits

    def _evidence(self, question: _Question, hits: list[Hit]) -> Evidence:
        wanted = set(words(fold_accents(question.text)))
        overlap = 0.0
        for hit in hits[:EVIDENCE]:
            titles = " ".join(part.title for part in hit.passage.address.parts)
            present = set(words(fold_accents(f"{hit.guide.title} {titles} {hit.passage.lead} {hit.passage.text}")))
            overlap = max(overlap, len(wanted & present) / len(wanted))
        similarity = max((hit.dense for hit in hits[:EVIDENCE]), default=0.0)
        asked = "vi" if question.unmarked else language_of(question.text)
        found = {hit.passage.language for hit in hits[:EVIDENCE]}
        return Evidence(
            similarity,
            question.known_at_all,
            overlap,
            semantic=similarity > 0.0,
            vietnamese=asked == "vi" and "vi" in found,
            foreign=bool(found) and asked not in found,
        )
