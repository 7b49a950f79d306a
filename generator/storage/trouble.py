"""What goes wrong below the database, told in one sentence: a full disk, a read-only one, a database out of reach."""

from __future__ import annotations

import errno
import sqlite3
from typing import Any, Literal

from sqlalchemy.engine import ExceptionContext

from generator.errors import StorageFailed

Trouble = Literal["full", "read_only", "unreachable", "busy", "damaged"]

_SQLITE: tuple[tuple[str, Trouble], ...] = (
    ("SQLITE_FULL", "full"),
    ("SQLITE_READONLY", "read_only"),
    ("SQLITE_CANTOPEN", "read_only"),
    ("SQLITE_PERM", "read_only"),
    ("SQLITE_BUSY", "busy"),
    ("SQLITE_LOCKED", "busy"),
    ("SQLITE_IOERR", "full"),  # a write-ahead log that cannot grow is reported so
    ("SQLITE_CORRUPT", "damaged"),
    ("SQLITE_NOTADB", "damaged"),
)
# PostgreSQL, Appendix A: disk full; out of memory or space; read-only transaction; shutting down; no connection.
_SQLSTATE: tuple[tuple[str, Trouble], ...] = (
    ("53100", "full"),
    ("53", "busy"),
    ("25006", "read_only"),
    ("57P", "unreachable"),
    ("08", "unreachable"),
)
_ERRNO: dict[int, Trouble] = {
    errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EFBIG: "full",
    errno.EROFS: "read_only", errno.EACCES: "read_only", errno.EPERM: "read_only",
}  # fmt: skip


def failed(trouble: Trouble) -> StorageFailed:
    """The error that tells it."""
    return StorageFailed(trouble=trouble)


def of_system(error: OSError) -> StorageFailed | None:
    """The same for a file; None for an error that is about something else."""
    trouble = _ERRNO.get(error.errno or 0)
    return failed(trouble) if trouble is not None else None


def tell(context: ExceptionContext) -> None:
    """For SQLAlchemy's `handle_error`: raises StorageFailed in the place of the driver's error."""
    trouble = _of_driver(context.original_exception)
    if trouble is not None:
        raise failed(trouble) from context.original_exception


def _of_driver(error: Any) -> Trouble | None:
    if isinstance(error, sqlite3.Error):
        name = getattr(error, "sqlite_errorname", "") or ""
        return next((trouble for prefix, trouble in _SQLITE if name.startswith(prefix)), None)
    state = getattr(error, "sqlstate", None)
    if state:
        return next((trouble for prefix, trouble in _SQLSTATE if state.startswith(prefix)), None)
    return "unreachable" if type(error).__name__ == "OperationalError" else None
