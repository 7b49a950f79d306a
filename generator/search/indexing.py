"""Files into the library: text first (searchable at once), then vectors; a stop at any point loses nothing reported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.errors import SoanError
from generator.messages import say
from generator.reading.files import discover, read_file
from generator.reading.manifest import Manifest, ManifestEntry, load_manifest
from generator.reading.understand import understand
from generator.search.ports import Embedder, VectorIndex
from generator.storage.store import SeenFile

if TYPE_CHECKING:
    from generator.storage.store import Store

Progress = Callable[[str, int, int], None]
State = Literal["added", "unchanged", "failed"]
BATCH = 256  # passages embedded and written at a time: what a kill can cost


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: Path
    state: State
    title: str = ""
    passages: int = 0
    error: SoanError | None = None

    def sentence(self, language: str) -> str:
        """One line for people."""
        if self.error is not None:
            return self.error.sentence(language)
        return say(f"library.{self.state}", language, title=self.title, file=self.path.name, passages=self.passages)


@dataclass(slots=True)
class AddReport:
    """What became of all files."""

    outcomes: list[Outcome] = field(default_factory=list)
    embedded: int = 0

    def counts(self) -> dict[str, int]:
        """How many files in each state."""
        states = [outcome.state for outcome in self.outcomes]
        return {state: states.count(state) for state in ("added", "unchanged", "failed")}

    def as_json(self, language: str) -> dict[str, object]:
        """For `--json`."""
        files = [
            {"file": str(o.path), "state": o.state, "passages": o.passages, "message": o.sentence(language)}
            for o in self.outcomes
        ]
        return {**self.counts(), "embedded": self.embedded, "files": files}


def add_guides(
    paths: Sequence[Path],
    store: Store,
    vectors: VectorIndex | None,
    embedder: Embedder | None,
    *,
    manifest: Path | None = None,
    progress: Progress | None = None,
) -> AddReport:
    """Read, store, embed. A bad file becomes a failed outcome and the others go in; an unchanged file is not even
    opened. Raises FileMissing or ManifestInvalid before anything is done."""
    known = load_manifest(manifest) if manifest is not None else None
    found = list(discover(paths))
    tell = progress or (lambda stage, done, total: None)
    report = AddReport()
    seen = store.seen()
    for number, path in enumerate(found, 1):
        report.outcomes.append(_add(path, store, known, seen))
        tell(say("library.stage_read"), number, len(found))
    if vectors is not None and embedder is not None:
        report.embedded = embed_pending(store, vectors, embedder, progress=tell)
    return report


def _add(path: Path, store: Store, manifest: Manifest | None, seen: dict[str, SeenFile]) -> Outcome:
    entry = manifest.entry(path) if manifest is not None else None
    try:
        status = path.stat()
        mark = _entry_mark(entry)
        key = str(path.resolve())
        before = seen.get(key)
        if before is not None and (before.size, before.mtime_ns, before.entry) == (
            status.st_size,
            status.st_mtime_ns,
            mark,
        ):
            return Outcome(path, "unchanged", title=path.name)
        raw = read_file(path)
        guide, passages = understand(raw, entry)
        added = store.add(guide, passages)
        if not added and entry is not None:
            store.update_guide(guide)
        store.remember(key, SeenFile(status.st_size, status.st_mtime_ns, mark, guide.id))
    except SoanError as error:
        return Outcome(path, "failed", error=error)
    return Outcome(path, "added" if added else "unchanged", title=guide.title, passages=len(passages))


def _entry_mark(entry: ManifestEntry | None) -> str:
    return hashlib.sha256(entry.model_dump_json().encode()).hexdigest()[:16] if entry is not None else ""


def embed_pending(store: Store, vectors: VectorIndex, embedder: Embedder, *, progress: Progress) -> int:
    """Vectors for all passages that have none of this embedder: written first, marked after. Returns how many."""
    done = 0
    total = 0
    while batch := store.pending(embedder.name, BATCH * 8):
        total = max(total, done + len(batch))
        # long texts beside long texts: a batch is as slow as its longest
        ordered = sorted(batch, key=lambda passage: len(passage.text))
        for at in range(0, len(ordered), BATCH):
            part = ordered[at : at + BATCH]
            made = embedder.passages([passage.text for passage in part])
            vectors.upsert([p.id for p in part], made, [p.guide_id for p in part])
            store.mark_embedded([p.id for p in part], embedder.name)
            done += len(part)
            progress(say("library.stage_embed"), done, max(total, store.counts()["passages"]))
    return done


def rebuild(store: Store, vectors: VectorIndex, embedder: Embedder, *, progress: Progress | None = None) -> int:
    """Clear the vector store and make every vector anew. Returns how many."""
    vectors.clear()
    store.forget_embeddings()
    return embed_pending(store, vectors, embedder, progress=progress or (lambda stage, done, total: None))
