"""Files into the library: text first (searchable at once), then vectors; a stop at any point loses nothing reported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.errors import FileMissing
from generator.reading.files import discover
from generator.reading.manifest import Manifest, ManifestEntry, load_manifest
from generator.search.intake import Intake, Job, take_in
from generator.search.ports import Embedder, VectorIndex
from generator.search.report import AddReport, Outcome, State
from generator.storage.store import SeenFile

if TYPE_CHECKING:
    from generator.storage.store import Store

__all__ = ["AddReport", "Outcome", "Progress", "add_guides", "embed_pending", "rebuild"]

Progress = Callable[[str, int, int], None]
Screen = Callable[[Path, Sequence[Passage]], Mapping[str, Sequence[str]]]
BATCH = 256  # passages embedded and written at a time: what a kill can cost
_PAGE = 8 * BATCH  # passages looked at together, so that batches hold texts of like length


class _File(NamedTuple):
    """A file found: its key in the table of seen files, its state now, and its state when it was read last."""

    path: Path
    key: str
    entry: ManifestEntry | None
    now: SeenFile  # its `guide_id` is not known yet
    before: SeenFile | None

    @property
    def told(self) -> bool:
        """Whether a manifest says something new. Without an entry, what an earlier manifest said stays."""
        return self.entry is not None and (self.before is None or self.before.entry != self.now.entry)

    @property
    def unchanged(self) -> bool:
        before, now = self.before, self.now
        return before is not None and (before.size, before.mtime_ns) == (now.size, now.mtime_ns) and not self.told


def add_guides(
    paths: Sequence[Path],
    store: Store,
    vectors: VectorIndex | None,
    embedder: Embedder | None,
    *,
    manifest: Path | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
    screen: Screen | None = None,
) -> AddReport:
    """Read, store, embed. A bad file becomes a failed outcome and the others go in; an unchanged file is not even
    opened. `progress` takes a stage (`read`, `embed`: `library.stage_…` in the catalogue), how many are done, of how
    many; a file told as done stays. `processes` reads in that many (default: by the amount of work). `screen` names
    the passages that are no plain material, and why; they are kept apart.

    Raises FileMissing or ManifestInvalid before anything is done.
    """
    known = load_manifest(manifest) if manifest is not None else None
    tell = progress or (lambda stage, done, total: None)
    report = AddReport()
    files = list(_look(paths, known, store.seen(), report))
    total = len(files) + len(report.outcomes)
    changed = [file for file in files if not file.unchanged]
    taken = take_in([Job(file.path, file.entry, file.now.size) for file in changed], processes=processes)
    for file in files:
        if file.unchanged and file.before is not None:
            outcome = Outcome(file.path, "unchanged", guide_id=file.before.guide_id, title=file.path.name)
        else:
            outcome = _keep(file, next(taken), store, vectors, screen)
        report.outcomes.append(outcome)
        tell("read", len(report.outcomes), total)
    if vectors is not None and embedder is not None:
        report.embedded = embed_pending(store, vectors, embedder, progress=tell)
    return report


def _look(
    paths: Sequence[Path], manifest: Manifest | None, seen: dict[str, SeenFile], report: AddReport
) -> Iterator[_File]:
    """Every file once, with its state; one that vanished or may not be looked at is reported right away."""
    keys: set[str] = set()
    for path in discover(paths):
        key = str(path.resolve())
        if key in keys:
            continue
        keys.add(key)
        try:
            status = path.stat()
        except OSError:
            report.outcomes.append(Outcome(path, "failed", error=FileMissing(file=str(path))))
            continue
        entry = manifest.entry(path) if manifest is not None else None
        yield _File(
            path, key, entry, SeenFile(status.st_size, status.st_mtime_ns, _entry_mark(entry), ""), seen.get(key)
        )


def _keep(file: _File, taken: Intake, store: Store, vectors: VectorIndex | None, screen: Screen | None) -> Outcome:
    """Store what was read. A kill between two of these steps is mended by reading the file again."""
    if taken.guide is None:
        return Outcome(file.path, "failed", error=taken.error)
    guide = taken.guide
    former = file.before.guide_id if file.before is not None else guide.id
    held = screen(file.path, taken.passages) if screen is not None else {}
    added = store.add(guide, taken.passages, held=held)
    updated = not added and file.told and _update(store, guide)
    mark = file.before.entry if file.entry is None and file.before is not None else file.now.entry
    store.remember(file.key, file.now._replace(guide_id=guide.id, entry=mark))
    replaced = former != guide.id and _forget(store, vectors, former)
    state: State = "replaced" if replaced else "added" if added else "updated" if updated else "unchanged"
    return Outcome(file.path, state, guide_id=guide.id, title=guide.title, passages=len(taken.passages),
                   held=len(held) if added else 0)  # fmt: skip


def _update(store: Store, guide: Guide) -> bool:
    """Take over what the manifest newly says of a guide that is there. What was settled since (that another guide
    ended its time) stays where the manifest is silent."""
    old = store.guide(guide.id)
    new = guide.model_copy(
        update={
            "file_name": old.file_name,
            "media_type": old.media_type,
            "effective_to": guide.effective_to or old.effective_to,
            "replaced_by": guide.replaced_by or old.replaced_by,
        }
    )
    if new == old:
        return False
    store.update_guide(new)
    return True


def _forget(store: Store, vectors: VectorIndex | None, guide_id: str) -> bool:
    """Take the former text of a changed file out, unless another file still holds it."""
    if any(file.guide_id == guide_id for file in store.seen().values()):
        return False
    if not any(guide.id == guide_id for guide in store.guides()):
        return False
    if vectors is not None:
        vectors.delete_guide(guide_id)
    store.remove(guide_id)
    return True


def _entry_mark(entry: ManifestEntry | None) -> str:
    return hashlib.sha256(entry.model_dump_json().encode()).hexdigest()[:16] if entry is not None else ""


def embed_pending(store: Store, vectors: VectorIndex, embedder: Embedder, *, progress: Progress) -> int:
    """Vectors for all passages that have none of this embedder: written first, marked after. Returns how many.

    Where the vector store holds fewer than are marked (its directory was deleted), the marks give way to the truth.
    """
    marked = store.embedded(embedder.name)
    if vectors.count() < marked:
        there = set(vectors.ids())
        store.forget_embeddings(keep=there)
        marked = store.embedded(embedder.name)
    total = store.counts()["passages"] - marked
    done = 0
    while page := store.pending(embedder.name, _PAGE):
        # long texts beside long texts: a batch is as slow as its longest
        ordered = sorted(page, key=lambda passage: len(passage.text))
        for at in range(0, len(ordered), BATCH):
            part = ordered[at : at + BATCH]
            made = embedder.passages([passage.text for passage in part])
            vectors.upsert([p.id for p in part], made, [p.guide_id for p in part])
            store.mark_embedded([p.id for p in part], embedder.name)
            done += len(part)
            progress("embed", done, max(total, done))
    return done


def rebuild(
    store: Store,
    vectors: VectorIndex,
    embedder: Embedder,
    *,
    progress: Progress | None = None,
    screen: Screen | None = None,
) -> int:
    """Clear the vector store and make every vector anew. Returns how many. `screen` looks at every passage again, for
    libraries that were filled before its rules were known."""
    if screen is not None:
        files = {file.guide_id: Path(key) for key, file in store.seen().items()}
        for guide in store.guides():
            store.hold(guide.id, screen(files.get(guide.id, Path(guide.id)), store.passages(guide.id)))
    store.forget_embeddings()
    vectors.clear()
    return embed_pending(store, vectors, embedder, progress=progress or (lambda stage, done, total: None))
