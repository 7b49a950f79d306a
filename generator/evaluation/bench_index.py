"""Indexing against a plain pipeline, in one run on one machine: same files, same embedder."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from generator.errors import FileMissing
from generator.reading.files import discover, read_file
from generator.reading.raw import RawDocument
from generator.reading.understand import understand
from generator.search.embed import make_embedder
from generator.search.indexing import add_guides
from generator.search.ports import Embedder
from generator.search.vectors import open_vectors
from generator.settings import Settings
from generator.storage.store import Store

PLAIN_BATCH = 5_461  # what Chroma takes at once on SQLite; langchain-chroma does not split
CHUNK = 600  # characters, about a passage of the product
WORDS = 120


class _AsLangchain(Embeddings):
    """The same embedder under langchain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self._embedder.passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self._embedder.query(text)]


def bench(guides: Path, *, passages: int = 0, settings: Settings | None = None) -> dict[str, object]:
    """Index the files under `guides`, copies of them until there are about `passages` passages (0: once).

    Returns seconds, passages per second, seconds until the text is searchable, their ratios, and the embedder's own
    speed on the very texts and on Vietnamese passages of 120 words. Raises FileMissing, EmbedderMissing.
    """
    settings = settings or Settings()
    embedder = make_embedder(settings.embedder, settings.model_cache)
    embedder.passages(["khởi động"])
    with tempfile.TemporaryDirectory(prefix="soan-bench-") as name:
        work = Path(name)
        files = _copies(guides, work / "guides", passages)
        ours = _ours(files, work / "ours", embedder)
        plain = _plain(files, work / "plain", embedder)
        own = _speed(embedder, _words_of(files))
    return {
        **ours,
        **plain,
        "speed_ratio": round(ours["ours_per_s"] / plain["plain_per_s"], 3),
        "characters_ratio": round(ours["ours_characters_per_s"] / plain["plain_characters_per_s"], 3),
        "of_embedder": round(ours["ours_per_s"] / ours["embedder_per_s"], 3),
        "searchable_ratio": round(plain["plain_searchable_s"] / ours["ours_searchable_s"], 1),
        "again_share": round(ours["again_s"] / ours["ours_s"], 4),
        "embedder_120_words_per_s": round(own, 1),
        "peak_memory_mb": _peak_memory(),
    }


def _copies(guides: Path, target: Path, passages: int) -> list[Path]:
    """The readable files as text, repeated (told apart by a first line) until the library is large enough."""
    texts = [_text(read_file(path)) for path in discover([guides])]
    if not texts:
        raise FileMissing(file=str(guides))
    target.mkdir()
    files: list[Path] = []
    made = 0
    while not files or made < passages:
        for text in texts:
            path = target / f"{len(files):05}.txt"
            path.write_text(f"Bản {len(files)}\n\n{text}", "utf-8")
            files.append(path)
            made += len(understand(read_file(path))[1])
            if passages and made >= passages:
                break
    return files


def _text(raw: RawDocument) -> str:
    return "\n\n".join(block.text for block in raw.blocks)


def _ours(files: Sequence[Path], work: Path, embedder: Embedder) -> dict[str, float]:
    store = Store.open(f"sqlite:///{work / 'soan.db'}")
    vectors = open_vectors(work / "vectors", embedder)
    try:
        began = time.perf_counter()
        add_guides(files, store, None, None)
        searchable = time.perf_counter() - began
        add_guides(files, store, vectors, embedder)
        whole = time.perf_counter() - began
        began = time.perf_counter()
        add_guides(files, store, vectors, embedder)
        again = time.perf_counter() - began
        content = [passage for guide in store.guides() for passage in store.passages(guide.id)]
    finally:
        vectors.close()
        store.close()
    sample = [passage.text for passage in content][:: max(1, len(content) // 400)]
    return {
        "ours_passages": len(content),
        "ours_s": round(whole, 3),
        "ours_searchable_s": round(searchable, 3),
        "again_s": round(again, 4),
        "ours_per_s": round(len(content) / whole, 2),
        "ours_characters_per_s": round(sum(len(p.text) for p in content) / whole, 1),
        "embedder_per_s": round(_speed(embedder, sample), 2),
    }


def _plain(files: Sequence[Path], work: Path, embedder: Embedder) -> dict[str, float]:
    """What most programs do: cut by characters, hand everything to the vector store."""
    import chromadb
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    client = chromadb.PersistentClient(str(work), settings=chromadb.Settings(anonymized_telemetry=False))
    store: Any = Chroma("plain", embedding_function=_AsLangchain(embedder), client=client)
    began = time.perf_counter()
    documents = [Document(page_content=_text(read_file(path)), metadata={"file": path.name}) for path in files]
    cut = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=CHUNK // 10).split_documents(documents)
    for at in range(0, len(cut), PLAIN_BATCH):
        store.add_documents(cut[at : at + PLAIN_BATCH])
    whole = time.perf_counter() - began
    client.close()
    return {
        "plain_passages": len(cut),
        "plain_s": round(whole, 3),
        "plain_searchable_s": round(whole, 3),
        "plain_per_s": round(len(cut) / whole, 2),
        "plain_characters_per_s": round(sum(len(part.page_content) for part in cut) / whole, 1),
    }


def _words_of(files: Sequence[Path], count: int = 120) -> list[str]:
    """Passages of 120 words each."""
    every = " ".join(path.read_text("utf-8") for path in files[:200]).split()
    made = [" ".join(every[at : at + WORDS]) for at in range(0, len(every) - WORDS, WORDS)]
    return made[:count] or [" ".join(every)]


def _speed(embedder: Embedder, texts: Sequence[str]) -> float:
    began = time.perf_counter()
    embedder.passages(texts)
    return len(texts) / (time.perf_counter() - began)


def _peak_memory() -> int | None:
    """Megabytes this process ever held; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    import sys

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024))
