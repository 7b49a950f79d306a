"""The search of the product: words and meaning fused, only guides in force, nothing when nothing is relevant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.domain.ports import Hit
from generator.domain.text import fold_accents, squeeze, words
from generator.search.accents import restore
from generator.search.fusion import Scored, fuse, weigh
from generator.search.ports import Embedder, VectorIndex
from generator.search.relevance import Evidence, relevant

if TYPE_CHECKING:
    from generator.storage.store import Store

POOL = 60  # candidates of each ranking
MORE = 400  # … and how many are asked for when validity leaves too few
RESTORE_FROM = 8


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
        guides = {guide.id: guide for guide in self._store.guides()}
        barred = {g.id for g in guides.values() if as_of is not None and not g.citable(as_of)}
        allowed = [identity for identity in guide_ids if identity not in barred]
        if guide_ids and not allowed:
            return []
        for pool in (max(POOL, k), MORE):
            hits = self._ranked(query, pool, guides, barred, allowed)
            if not barred or len(hits) >= k:
                break
        return hits[:k]

    def _ranked(
        self, query: str, pool: int, guides: dict[str, Guide], barred: set[str], allowed: Sequence[str]
    ) -> list[Hit]:
        index = self._store.lexical()
        known = index.coverage(query, folded=False)
        known_folded = index.coverage(query, folded=True)
        unmarked = fold_accents(query) == query and known_folded > known + 0.15
        lexical = index.search(query, pool, guide_ids=allowed, folded=unmarked)
        dense = self._dense(query, lexical, pool, allowed, unmarked=unmarked)
        fused = fuse(lexical, dense, weigh(max(known, known_folded if unmarked else 0.0), unaccented=unmarked))
        hits = self._hits(fused, guides, barred)
        if self._abstain and not relevant(self._evidence(query, hits, known, known_folded)):
            return []
        return hits

    def _dense(
        self, query: str, lexical: list[tuple[str, float]], pool: int, allowed: Sequence[str], *, unmarked: bool
    ) -> list[tuple[str, float]]:
        if self._embedder is None or self._vectors is None or self._vectors.count() == 0:
            return []
        if unmarked:
            best = self._store.passages_by_id([identity for identity, _ in lexical[:RESTORE_FROM]])
            query = restore(query, [passage.text for passage in best])
        return self._vectors.query(self._embedder.query(query), pool, allowed)

    def _hits(self, fused: list[Scored], guides: dict[str, Guide], barred: set[str]) -> list[Hit]:
        """Passages of guides that may be cited; the same words in two files only once."""
        found = {passage.id: passage for passage in self._store.passages_by_id([item.id for item in fused])}
        hits, seen = [], set()
        for item in fused:
            passage: Passage | None = found.get(item.id)
            if passage is None or passage.guide_id in barred:
                continue
            key = " ".join(words(passage.text))
            if key in seen:
                continue
            seen.add(key)
            hits.append(
                Hit(
                    passage=passage,
                    guide=guides[passage.guide_id],
                    score=item.score,
                    lexical=item.lexical,
                    dense=item.dense,
                )
            )
        return hits

    def _evidence(self, query: str, hits: list[Hit], known: float, known_folded: float) -> Evidence:
        wanted = set(words(fold_accents(query)))
        overlap = 0.0
        for hit in hits[:5]:
            titles = " ".join(part.title for part in hit.passage.address.parts)
            present = set(words(fold_accents(f"{hit.guide.title} {titles} {hit.passage.lead} {hit.passage.text}")))
            overlap = max(overlap, len(wanted & present) / len(wanted) if wanted else 0.0)
        return Evidence(
            similarity=max((hit.dense for hit in hits[:5]), default=0.0),
            known=max(known, known_folded),
            overlap=overlap,
            semantic=self._embedder is not None and self._vectors is not None and self._vectors.count() > 0,
        )
