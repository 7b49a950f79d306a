"""Vectors in Chroma, embedded or behind `chroma run`: ids, vectors and the guide's id, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np

from generator.errors import EmbedderMismatch, StateError
from generator.search.lock import OwnerLock
from generator.search.ports import Embedder, Vectors

COLLECTION = "passages"
# Measured on e5 vectors of the guides with `soan bench search`: recall against exact search ≥ 0.98.
_HNSW = {"space": "cosine", "ef_construction": 200, "max_neighbors": 24, "ef_search": 200, "sync_threshold": 20_000}
_PAGE = 5_000


def open_vectors(target: Path | str, embedder: Embedder) -> ChromaVectors:
    """The store in a directory (locked for this process) or at a server's URL.

    Raises LibraryBusy, EmbedderMismatch, or StateError when the server does not answer.
    """
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if isinstance(target, Path):
        lock = OwnerLock(target)
        try:
            client = chromadb.PersistentClient(str(target), settings=settings)
            return ChromaVectors(client, embedder, lock)
        except EmbedderMismatch:
            lock.release()
            raise
    address = urlparse(target)
    try:
        client = chromadb.HttpClient(
            host=address.hostname or "127.0.0.1",
            port=address.port or 8000,
            ssl=address.scheme == "https",
            settings=settings,
        )
    except (ValueError, OSError) as error:  # chromadb wraps every connection failure in ValueError
        raise StateError(problem=f"Chroma {target}: {error}") from error
    return ChromaVectors(client, embedder, None)


class ChromaVectors:
    """See `ports.VectorIndex`."""

    def __init__(self, client: Any, embedder: Embedder, lock: OwnerLock | None) -> None:
        self._client = client
        self._embedder = embedder
        self._lock = lock
        self._collection = self._open()
        self._batch = int(client.get_max_batch_size())

    def _open(self) -> Any:
        identity = {"embedder": self._embedder.name, "dimension": self._embedder.dimension}
        found = self._client.get_or_create_collection(
            COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}, metadata=identity
        )
        stored = found.metadata or {}
        if stored.get("embedder") != identity["embedder"] or stored.get("dimension") != identity["dimension"]:
            if found.count() > 0:
                old = f"{stored.get('embedder')} ({stored.get('dimension')})"
                raise EmbedderMismatch(stored=old, current=f"{identity['embedder']} ({identity['dimension']})")
            self._client.delete_collection(COLLECTION)
            return self._open()
        return found

    def upsert(self, ids: Sequence[str], vectors: Vectors, guide_ids: Sequence[str]) -> None:
        """Write vectors; an id that is there already is overwritten."""
        for at in range(0, len(ids), self._batch):
            part = slice(at, at + self._batch)
            self._collection.upsert(
                ids=list(ids[part]),
                embeddings=np.asarray(vectors[part], np.float32),
                metadatas=[{"guide": guide} for guide in guide_ids[part]],
            )

    def query(self, vector: Vectors, k: int, guide_ids: Sequence[str] = ()) -> list[tuple[str, float]]:
        """See the port. Named guides are fetched and scored exactly: that is faster than Chroma's filter."""
        if guide_ids:
            return self._exact(vector, k, guide_ids)
        limit = min(k, self._collection.count())
        if limit == 0:
            return []
        found = self._collection.query(
            query_embeddings=[np.asarray(vector, np.float32)], n_results=limit, include=["distances"]
        )
        return [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def _exact(self, vector: Vectors, k: int, guide_ids: Sequence[str]) -> list[tuple[str, float]]:
        ids, rows = self._vectors_of(guide_ids)
        if not ids:
            return []
        scores = rows @ np.asarray(vector, np.float32)
        best = np.argsort(-scores, kind="stable")[:k]
        return [(ids[index], float(scores[index])) for index in best]

    def cosines(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Exact cosines of those of the passages that have a vector."""
        if not ids:
            return {}
        found = self._collection.get(ids=list(ids), include=["embeddings"])
        if not found["ids"]:
            return {}
        scores = np.asarray(found["embeddings"], np.float32) @ np.asarray(vector, np.float32)
        return {identity: float(score) for identity, score in zip(found["ids"], scores, strict=True)}

    def _vectors_of(self, guide_ids: Sequence[str]) -> tuple[list[str], Any]:
        found = self._collection.get(where={"guide": {"$in": list(guide_ids)}}, include=["embeddings"])
        return list(found["ids"]), np.asarray(found["embeddings"], np.float32)

    def delete_guide(self, guide_id: str) -> None:
        """Forget all vectors of a guide."""
        self._collection.delete(where={"guide": guide_id})

    def ids(self) -> Iterator[str]:
        """All ids, in pages."""
        at = 0
        while page := self._collection.get(limit=_PAGE, offset=at, include=[])["ids"]:
            yield from page
            at += len(page)

    def clear(self) -> None:
        """Forget everything, and take on the current embedder."""
        self._client.delete_collection(COLLECTION)
        self._collection = self._open()

    def count(self) -> int:
        """How many vectors."""
        return int(self._collection.count())

    def close(self) -> None:
        """Give the directory to the next process."""
        if self._lock is not None:
            self._client.close()
            self._lock.release()
            self._lock = None
