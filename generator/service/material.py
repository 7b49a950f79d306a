"""Material is not instruction: passages kept apart, and what people decide about them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator.checks.injection import check_injection
from generator.checks.material import raw_text
from generator.domain.findings import Finding
from generator.domain.passage import Passage
from generator.domain.quarantine import Held
from generator.errors import FileMissing, InputError
from generator.messages import say
from generator.search.ports import Embedder, VectorIndex
from generator.storage.store import Store


class Material:
    """What is kept apart in the library, and the check of a file before it goes in."""

    def __init__(self, store: Store, vectors: VectorIndex | None, embedder: Embedder | None) -> None:
        self._store = store
        self._vectors = vectors
        self._embedder = embedder

    def held(self, guide_id: str | None = None) -> Sequence[Held]:
        """Passages that are or were kept apart, with why, and who released them."""
        return self._store.quarantined(guide_id)

    def passage(self, passage_id: str) -> Passage:
        """The words of a passage, also while it is kept apart. Raises NotFound."""
        return self._store.passage(passage_id)

    def release(self, passage_id: str, *, by: str, reason: str, language: str = "vi") -> Passage:
        """A person's decision that a passage is material after all. Raises InputError without a reason, NotFound when
        the passage is not kept apart."""
        from generator.search.indexing import embed_pending

        if not reason.strip() or not by.strip():
            raise InputError(problem=say("injection.no_reason", language))
        passage = self._store.release(passage_id, by=by.strip(), reason=reason.strip())
        if self._vectors is not None and self._embedder is not None:
            embed_pending(self._store, self._vectors, self._embedder, progress=lambda stage, done, total: None)
        return passage

    def check_file(self, path: Path, language: str) -> list[Finding]:
        """Injected instructions in a file: in its raw text where it is text, and in what a reader makes of it. Raises
        FileMissing, or the reader's error."""
        from generator.reading.files import read_file
        from generator.reading.understand import understand

        if not path.is_file():
            raise FileMissing(file=str(path))
        if (text := raw_text(path)) is not None:  # as it stands: readers drop what is hidden
            return check_injection(text, language, place=path.name)
        _, passages = understand(read_file(path), None)
        return [
            finding
            for passage in passages
            for finding in check_injection(passage.text, language, place=f"{path.name}, {passage.address.key()}")
        ]
