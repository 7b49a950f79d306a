"""Copies of the whole library, made while it serves, and put back. Vectors are made anew, never copied."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from generator.domain.base import Value
from generator.domain.people import SYSTEM
from generator.domain.works import ChainHead
from generator.errors import FileDamaged, FileMissing, StateError
from generator.messages import say
from generator.storage.copying import copy_in, copy_out, occupied
from generator.storage.engine import HEAD
from generator.storage.events import read_head
from generator.storage.store import Store
from generator.storage.trouble import failed, of_system

if TYPE_CHECKING:
    from generator.service.review_history import Soundness
    from generator.service.soan import Soan

DATABASE, RECORD, UPLOADS = "soan.db", "soan-backup.json", "uploads"


class BackupRecord(Value):
    """What a backup holds. `head` is the newest link of the history: against it the restored copy is verified."""

    created_at: datetime
    schema_revision: str
    sha256: str
    head: ChainHead
    guides: int
    passages: int
    uploads: int


class Restored(NamedTuple):
    """What came back: whether the history holds, and how many vectors were made (None: words only for now)."""

    record: BackupRecord
    soundness: Soundness
    vectors: int | None


class Backup:
    """Backup and restore, for the operator at the machine."""

    def __init__(self, soan: Soan) -> None:
        self._soan = soan

    def save(self, folder: Path) -> BackupRecord:
        """Write the database as one SQLite file, the files that were sent, and a record of both. An older backup in
        the folder gives way only to a whole new one. Raises StorageFailed."""
        with _told():
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder, prefix=".soan-") as half:
                made = Path(half) / DATABASE
                copy_out(self._soan.store, made)
                uploads = _copy_files(self._soan.uploads.folder, folder / UPLOADS)
                record = self._record(made, uploads)
                told = Path(half) / RECORD
                told.write_text(record.model_dump_json(indent=2), "utf-8")
                made.chmod(0o600)  # people and drafts are in it
                made.replace(folder / DATABASE)
                told.replace(folder / RECORD)
        return record

    def restore(self, folder: Path, *, force: bool = False) -> Restored:
        """Put a backup in place of the library. Raises FileMissing, FileDamaged, SchemaOutdated, StateError when
        something is there and `force` is not given."""
        record = self._read(folder)
        if occupied(self._soan.store) and not force:
            raise StateError(problem=say("backup.occupied"))
        with _told(), tempfile.TemporaryDirectory(prefix="soan-") as half:
            copy = Path(half) / DATABASE  # an older schema is brought up to date in a copy, not in the backup
            shutil.copyfile(folder / DATABASE, copy)
            copy_in(self._soan.store, copy)
            _copy_files(folder / UPLOADS, self._soan.uploads.folder)
        self._soan.store.forget_embeddings()
        vectors = self._soan.rebuild() if self._soan.notice is None and self._soan.has_vectors else None
        return Restored(record, self._soan.review.verify(_OPERATOR, anchor=record.head), vectors)

    def _record(self, made: Path, uploads: int) -> BackupRecord:
        """From the copy itself, since the library goes on."""
        digest = _sha256(made)
        with tempfile.TemporaryDirectory(prefix="soan-") as other:  # opening writes: not in the file just hashed
            looked_at = Path(other) / DATABASE
            shutil.copyfile(made, looked_at)
            copy = Store.open(f"sqlite:///{looked_at}")
            try:
                counts = copy.counts()
                with copy.engine.connect() as connection:
                    head = read_head(connection)
            finally:
                copy.close()
        return BackupRecord(
            created_at=datetime.now(UTC),
            schema_revision=HEAD,
            sha256=digest,
            head=head,
            guides=counts["guides"],
            passages=counts["passages"],
            uploads=uploads,
        )

    def _read(self, folder: Path) -> BackupRecord:
        for name in (RECORD, DATABASE):
            if not (folder / name).is_file():
                raise FileMissing(file=str(folder / name))
        try:
            record = BackupRecord.model_validate_json((folder / RECORD).read_text("utf-8"))
        except (ValidationError, UnicodeDecodeError):
            raise FileDamaged(file=RECORD) from None
        if _sha256(folder / DATABASE) != record.sha256:
            raise FileDamaged(file=DATABASE)
        return record


_OPERATOR = SYSTEM.model_copy(update={"roles": frozenset(["administrator"])})


@contextmanager
def _told() -> Iterator[None]:
    """A full or read-only disk in one sentence."""
    try:
        yield
    except OSError as error:
        raise of_system(error) or failed("unreachable") from error


def _copy_files(source: Path, target: Path) -> int:
    """Files named by the hash of their bytes never change: what is there already stays. Returns how many there are."""
    files = [path for path in source.rglob("*") if path.is_file()] if source.is_dir() else []
    for path in files:
        place = target / path.relative_to(source)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy2(path, place)
    return len(files)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
