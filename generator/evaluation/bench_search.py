"""Search at size: real text, real and synthetic vectors; and Chroma against exact search."""

from __future__ import annotations

import random
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from generator.domain.guide import Guide
from generator.domain.passage import Passage, passage_id
from generator.errors import FileMissing
from generator.reading.files import discover, read_file
from generator.reading.understand import understand
from generator.search.embed import make_embedder
from generator.search.hybrid import HybridSearcher
from generator.search.ports import Embedder, Vectors
from generator.search.vectors import ChromaVectors, open_vectors
from generator.settings import Settings
from generator.storage.store import Store

PER_GUIDE = 200
QUERIES = 200
RECALL_AT = 10
REAL = 2_000  # passages embedded for real


class _Known:
    """An embedder whose query vectors were made beforehand, so that only the search is timed."""

    def __init__(self, embedder: Embedder, known: dict[str, Vectors]) -> None:
        self.name, self.dimension, self._embedder, self._known = embedder.name, embedder.dimension, embedder, known

    def passages(self, texts: Any) -> Vectors:
        return self._embedder.passages(texts)

    def query(self, text: str) -> Vectors:
        return self._known[text] if text in self._known else self._embedder.query(text)


def bench(
    guides: Path, *, passages: int = 100_000, real: int = REAL, settings: Settings | None = None
) -> dict[str, object]:
    """Search times over `passages` passages: text of the guides (sentences mixed anew), vectors of `real` of them made
    by the embedder and the rest near those. Returns milliseconds without the query's embedding, and the recall of
    Chroma's index against exact search on the real vectors alone and on all. Raises FileMissing, EmbedderMissing.
    """
    settings = settings or Settings()
    embedder = make_embedder(settings.embedder, settings.model_cache)
    chance = random.Random(7)
    originals = _originals(guides)
    chance.shuffle(originals)
    sample = originals[:real]
    vectors = embedder.passages([passage.text for passage in sample])
    queries = [_question(passage.text, chance) for passage in chance.choices(sample, k=QUERIES)]
    asked = {query: embedder.query(query) for query in queries}
    rows = _more(vectors, passages)
    with tempfile.TemporaryDirectory(prefix="soan-bench-") as name, ExitStack() as stack:
        work = Path(name)
        only_real = open_vectors(work / "real", embedder)
        stack.callback(only_real.close)
        only_real.upsert([f"r{n}" for n in range(len(vectors))], vectors, ["g"] * len(vectors))
        recall_real = _recall(only_real, vectors, list(asked.values()), "r")
        store = Store.open(f"sqlite:///{work / 'soan.db'}")
        stack.callback(store.close)
        ids = _fill(store, originals, passages, chance)
        index = open_vectors(work / "vectors", embedder)
        stack.callback(index.close)
        index.upsert(ids, rows, [f"g-{n // PER_GUIDE:07}" for n in range(len(ids))])
        searcher = HybridSearcher(store, vectors=index, embedder=_Known(embedder, asked))
        times = _times(searcher, queries)
        in_guide = _times(searcher, queries, guide_ids=["g-0000000"])
        recall_all = _recall(index, rows, list(asked.values()), "", ids)
    return {
        "passages": len(ids),
        **{f"search_ms_{key}": value for key, value in times.items()},
        **{f"one_guide_ms_{key}": value for key, value in in_guide.items()},
        "real_vectors": len(vectors),
        "recall_real": recall_real,
        "recall_all": recall_all,
    }


def _originals(guides: Path) -> list[Passage]:
    found = [passage for path in discover([guides]) for passage in understand(read_file(path))[1]]
    if not found:
        raise FileMissing(file=str(guides))
    return found


def _question(text: str, chance: random.Random) -> str:
    """Eight words in a row, as somebody would type them."""
    every = text.split()
    at = chance.randrange(max(1, len(every) - 8))
    return " ".join(every[at : at + 8])


def _more(vectors: Vectors, count: int) -> Vectors:
    """The real vectors, then others scattered around them."""
    chance = np.random.default_rng(7)
    near = vectors[chance.integers(0, len(vectors), max(0, count - len(vectors)))]
    noise = chance.normal(0, 0.35 / np.sqrt(vectors.shape[1]), near.shape).astype(np.float32)
    rows = np.concatenate([vectors, near + noise])[:count]
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _fill(store: Store, originals: list[Passage], count: int, chance: random.Random) -> list[str]:
    """Guides of 200 passages: first the originals, then mixtures of two of them."""
    ids: list[str] = []
    for number in range(0, count, PER_GUIDE):
        sha = f"{number // PER_GUIDE:07}".ljust(64, "0")
        guide_id = f"g-{number // PER_GUIDE:07}"
        content = []
        for seq in range(number, min(number + PER_GUIDE, count)):
            one = originals[seq % len(originals)]
            text = one.text if seq < len(originals) else _mixed(one.text, chance.choice(originals).text, seq)
            update = {"id": passage_id(sha, one.address, f"{seq} {text}"), "guide_id": guide_id, "seq": seq}
            content.append(one.model_copy(update={**update, "text": text, "end": one.start + len(text), "units": ()}))
        title = f"Tài liệu {number // PER_GUIDE}"
        guide = Guide(
            id=guide_id, title=title, language="vi", file_name=f"{guide_id}.txt", media_type="text/plain", sha256=sha
        )
        store.add(guide, content)
        ids += [passage.id for passage in content]
    return ids


def _mixed(first: str, second: str, number: int) -> str:
    one, two = first.split(), second.split()
    return " ".join([*one[: len(one) // 2 + 1], *two[len(two) // 2 :], str(number)])


def _times(searcher: HybridSearcher, queries: list[str], **options: Any) -> dict[str, float]:
    searcher.search(queries[0], k=5, **options)  # opens what is opened once
    taken = []
    for query in queries:
        began = time.perf_counter()
        searcher.search(query, k=5, **options)
        taken.append(1000 * (time.perf_counter() - began))
    return {"p50": round(float(np.percentile(taken, 50)), 2), "p95": round(float(np.percentile(taken, 95)), 2)}


def _recall(
    index: ChromaVectors, rows: Vectors, asked: list[Vectors], prefix: str, ids: list[str] | None = None
) -> float:
    """Share of the ten nearest, exactly, that the index finds; another passage at the same cosine counts too."""
    names = ids or [f"{prefix}{n}" for n in range(len(rows))]
    scores_of = {name: n for n, name in enumerate(names)}
    found = wanted = 0
    for vector in asked:
        scores = rows @ vector
        bound = np.sort(scores)[-min(RECALL_AT, len(scores))] - 1e-6
        got = index.query(vector, RECALL_AT)
        found += sum(bool(scores[scores_of[name]] >= bound) for name, _ in got)
        wanted += min(RECALL_AT, len(scores))
    return round(found / wanted, 4)
