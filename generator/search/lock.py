"""One process owns the embedded vector store: two writers lose vectors without an error.

The operating system holds the lock, so a killed owner never blocks; the file's content only tells who it is.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from generator.errors import LibraryBusy


class OwnerLock:
    """Held from construction to `release`. Raises LibraryBusy when another process holds it."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        self._path = directory / "owner.lock"
        self._file: IO[str] = self._path.open("a+", encoding="utf-8")
        if not _lock(self._file):
            self._file.seek(0)
            pid = self._file.read().strip() or "?"
            self._file.close()
            raise LibraryBusy(directory=str(directory), pid=pid)
        self._file.seek(0)
        self._file.truncate()
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Give the store to the next process."""
        self._file.close()


def _lock(file: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:
        return _lock_windows(file)
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_windows(file: IO[str]) -> bool:
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        # a byte far behind the content, so that others can still read who holds it
        file.seek(4096)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
