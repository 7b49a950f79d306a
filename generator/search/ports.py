"""Ports inside search: what an embedder and a vector index must do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns text into unit vectors. `name` and `dimension` are stored beside the vectors and checked on opening."""

    @property
    def name(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors [len(texts), dimension], in order."""
        ...

    def query(self, text: str) -> Vectors:
        """One unit vector [dimension]."""
        ...


class VectorIndex(Protocol):
    """Vectors and filter metadata only; the truth is elsewhere and this can be rebuilt from it."""

    def upsert(self, ids: Sequence[str], vectors: Vectors, guide_ids: Sequence[str]) -> None: ...
    def query(self, vector: Vectors, k: int, guide_ids: Sequence[str] = ()) -> list[tuple[str, float]]:
        """(passage id, cosine) best first; restricted to those guides, exactly, when any are named."""
        ...

    def cosines(self, vector: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """Exact cosines of those of the passages that have a vector."""
        ...

    def delete_guide(self, guide_id: str) -> None: ...
    def ids(self) -> Iterator[str]: ...
    def clear(self) -> None: ...
    def count(self) -> int: ...
    def close(self) -> None: ...
