"""The search of the product over a real store and Chroma, with an embedder made of hashed words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from generator.domain.address import Address
from generator.domain.guide import Guide
from generator.domain.passage import Passage, passage_id
from generator.domain.text import words
from generator.errors import EmbedderMismatch
from generator.search.hybrid import HybridSearcher
from generator.search.indexing import embed_pending
from generator.search.langchain import SoanRetriever
from generator.search.ports import Vectors
from generator.search.vectors import ChromaVectors, open_vectors
from generator.storage.store import Store

TEXTS = [
    "Đăng ký thường trú thực hiện tại Công an cấp xã nơi người dân sinh sống.",
    "Văn bản hành chính được trình bày trên khổ giấy A4 theo chiều dài.",
    "Hộ chiếu phổ thông được cấp tại cơ quan quản lý xuất nhập cảnh.",
]


class WordHash:
    """Unit vectors of hashed words."""

    def __init__(self, name: str = "hash", dimension: int = 256) -> None:
        self.name, self.dimension = name, dimension

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Vectors:
        vector = np.zeros(self.dimension, np.float32)
        for word in words(text):
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimension] += 1
        return vector / (np.linalg.norm(vector) or 1)


def _guide(number: int, until: date | None = None) -> tuple[Guide, list[Passage]]:
    sha = str(number) * 64
    guide = Guide(
        id=f"g-{number}",
        title=f"Hướng dẫn {number}",
        language="vi",
        file_name=f"{number}.txt",
        media_type="text/plain",
        sha256=sha,
        effective_from=date(2020, 1, 1),
        effective_to=until,
    )
    made = [
        Passage(
            id=passage_id(sha, Address(), text),
            guide_id=guide.id,
            seq=seq,
            text=text,
            language="vi",
            address=Address(),
            start=0,
            end=len(text),
        )
        for seq, text in enumerate(TEXTS)
    ]
    return guide, made


@pytest.fixture
def library(tmp_path: Path) -> Iterator[tuple[Store, ChromaVectors]]:
    store = Store.open(f"sqlite:///{tmp_path / 'soan.db'}")
    vectors = open_vectors(tmp_path / "vectors", WordHash())
    store.add(*_guide(1, until=date(2024, 1, 1)))
    store.add(*_guide(2))
    embed_pending(store, vectors, WordHash(), progress=lambda stage, done, total: None)
    yield store, vectors
    vectors.close()
    store.close()


def test_same_words_in_two_guides_come_once(library: tuple[Store, ChromaVectors]) -> None:
    searcher = HybridSearcher(library[0], vectors=library[1], embedder=WordHash())
    hits = searcher.search("đăng ký thường trú tại công an cấp xã nơi sinh sống", k=5)
    assert hits[0].passage.text == TEXTS[0]
    assert len({hit.passage.text for hit in hits}) == len(hits)


def test_a_guide_no_longer_in_force_is_not_found_on_a_later_day(library: tuple[Store, ChromaVectors]) -> None:
    searcher = HybridSearcher(library[0], vectors=library[1], embedder=WordHash(), abstain=False)
    assert {hit.guide.id for hit in searcher.search(TEXTS[0], as_of=date(2025, 1, 1))} == {"g-2"}
    assert searcher.search(TEXTS[0], as_of=date(2025, 1, 1), guide_ids=["g-1"]) == []
    assert {hit.guide.id for hit in searcher.search(TEXTS[0], guide_ids=["g-1"])} == {"g-1"}


def test_without_marks_and_without_vectors(library: tuple[Store, ChromaVectors]) -> None:
    searcher = HybridSearcher(library[0])
    assert searcher.search("dang ky thuong tru")[0].passage.text == TEXTS[0]
    assert searcher.search("công thức nấu phở bò") == []
    assert searcher.search(" … ") == []


def test_nothing_relevant_with_vectors(library: tuple[Store, ChromaVectors]) -> None:
    searcher = HybridSearcher(library[0], vectors=library[1], embedder=WordHash())
    assert searcher.search("công thức nấu phở bò") == []


def test_retriever(library: tuple[Store, ChromaVectors]) -> None:
    searcher = HybridSearcher(library[0], vectors=library[1], embedder=WordHash(), abstain=False)
    documents = SoanRetriever(searcher=searcher, k=2).invoke("khổ giấy A4")
    assert documents[0].page_content == TEXTS[1]
    assert documents[0].metadata["citation"]


def test_another_embedder_is_refused(library: tuple[Store, ChromaVectors], tmp_path: Path) -> None:
    library[1].close()
    with pytest.raises(EmbedderMismatch):
        open_vectors(tmp_path / "vectors", WordHash("other"))


def test_cosines_are_exact(library: tuple[Store, ChromaVectors]) -> None:
    _, vectors = library
    asked = WordHash().query(TEXTS[2])
    nearest = dict(vectors.query(asked, 3))
    exact = vectors.cosines(asked, [*nearest, "p-unknown"])
    assert exact == pytest.approx(nearest, abs=1e-5)
    assert dict(vectors.query(asked, 9, ["g-1"])).keys() <= set(vectors.ids())
    vectors.delete_guide("g-1")
    assert vectors.count() == 3
