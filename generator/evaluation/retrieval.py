"""Retrieval on a set in SQuAD layout: index the distinct contexts, ask every question through the product's search."""

from __future__ import annotations

import json
import math
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from generator.domain.address import Address
from generator.domain.guide import Guide
from generator.domain.passage import Passage, passage_id
from generator.domain.text import fold_accents, nfc
from generator.errors import FileMissing, ManifestInvalid
from generator.reading.metadata import language_of
from generator.search.embed import make_embedder
from generator.search.hybrid import HybridSearcher
from generator.search.indexing import embed_pending
from generator.search.vectors import open_vectors
from generator.settings import Settings
from generator.storage.store import Store

DEPTH = 10


def evaluate_retrieval(
    dataset: Path,
    *,
    fold_queries: bool = False,
    corpus_lang: str | None = None,
    query_lang: str | None = None,
    settings: Settings | None = None,
) -> dict[str, object]:
    """`dataset` is a file, or a folder of files named `….LANG.json` (then both languages can be told apart).

    Returns n, recall@1, recall@5, mrr@10, ndcg@10 and the median and 95th percentile of a search in milliseconds.
    """
    corpus = _rows(dataset, corpus_lang)
    questions = _rows(dataset, query_lang or corpus_lang)
    context_of = {identity: context for identity, _, context in corpus}
    contexts = list(dict.fromkeys(context_of.values()))
    settings = settings or Settings()
    ranks: list[int | None] = []
    times: list[float] = []
    with tempfile.TemporaryDirectory(prefix="soan-eval-") as folder, ExitStack() as stack:
        searcher, ids = _index(contexts, Path(folder), settings, stack)
        for identity, question, _ in questions:
            if identity not in context_of:
                continue
            asked = fold_accents(question) if fold_queries else question
            started = time.perf_counter()
            hits = searcher.search(asked, k=DEPTH)
            times.append(time.perf_counter() - started)
            wanted = ids[context_of[identity]]
            ranks.append(next((place for place, hit in enumerate(hits, 1) if hit.passage.id == wanted), None))
    return {**_metrics(ranks), **_times(times)}


def _rows(dataset: Path, language: str | None) -> list[tuple[str, str, str]]:
    """(question id, question, context)."""
    path = dataset
    if dataset.is_dir():
        found = sorted(dataset.glob(f"*.{language or 'vi'}.json"))
        path = found[0] if found else dataset / f"*.{language or 'vi'}.json"
    elif language is not None:
        parts = dataset.name.split(".")
        path = dataset.with_name(".".join([*parts[:-2], language, parts[-1]])) if len(parts) > 2 else dataset
    if not path.is_file():
        raise FileMissing(file=str(path))
    try:
        articles = json.loads(path.read_text("utf-8"))["data"]
        return [
            (item["id"], nfc(item["question"]), nfc(paragraph["context"]))
            for article in articles
            for paragraph in article["paragraphs"]
            for item in paragraph["qas"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestInvalid(file=path.name, problem="SQuAD: data[].paragraphs[].qas[]") from error


def _index(
    contexts: list[str], folder: Path, settings: Settings, stack: ExitStack
) -> tuple[HybridSearcher, dict[str, str]]:
    store = Store.open(f"sqlite:///{folder / 'eval.db'}")
    stack.callback(store.close)
    language = language_of(" ".join(contexts[:20]))
    sha = "e" * 64
    guide = Guide(id="g-eval", title="eval", language=language, file_name="eval", media_type="text/plain", sha256=sha)
    passages = []
    for seq, text in enumerate(contexts):
        identity = passage_id(sha, Address(), text)
        passages.append(
            Passage(
                id=identity,
                guide_id=guide.id,
                seq=seq,
                text=text,
                language=language,
                address=Address(),
                start=0,
                end=len(text),
            )
        )
    store.add(guide, passages)
    embedder = make_embedder(settings.embedder, settings.model_cache)
    vectors = open_vectors(folder / "vectors", embedder)
    stack.callback(vectors.close)
    embed_pending(store, vectors, embedder, progress=lambda stage, done, total: None)
    searcher = HybridSearcher(store, vectors=vectors, embedder=embedder)
    return searcher, {passage.text: passage.id for passage in passages}


def _metrics(ranks: list[int | None]) -> dict[str, object]:
    n = len(ranks) or 1
    found = [rank for rank in ranks if rank is not None]
    return {
        "n": len(ranks),
        "recall@1": sum(rank == 1 for rank in found) / n,
        "recall@5": sum(rank <= 5 for rank in found) / n,
        "mrr@10": sum(1 / rank for rank in found) / n,
        "ndcg@10": sum(1 / math.log2(1 + rank) for rank in found) / n,
        "unanswered": sum(rank is None for rank in ranks),
    }


def _times(times: list[float]) -> dict[str, object]:
    ordered = sorted(times) or [0.0]
    return {
        "search_ms_p50": round(1000 * ordered[len(ordered) // 2], 2),
        "search_ms_p95": round(1000 * ordered[int(len(ordered) * 0.95) - 1], 2),
    }
