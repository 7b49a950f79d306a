"""Files that people send: kept under the hash of their bytes, readable by us alone, never executed, never served."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import FileEmpty, FormatUnknown
from generator.reading.files import SUFFIXES

if TYPE_CHECKING:
    from generator.search.report import Outcome
    from generator.service.soan import Soan

_LONGEST = 120  # bytes of a stored name, well under what file systems take


def safe_name(name: str) -> str:
    """The last part of a name without what a file system or a shell could take amiss. Raises FormatUnknown for a
    suffix that no reader takes."""
    last = name.replace("\\", "/").rpartition("/")[2].lstrip(".")
    path = Path("".join(letter if letter.isalnum() or letter in " ._-()" else "_" for letter in last) or "_")
    if path.suffix.lower() not in SUFFIXES:
        raise FormatUnknown(file=last)
    stem = path.stem.encode()[:_LONGEST].decode(errors="ignore")
    return f"{stem}{path.suffix.lower()}"


@contextmanager
def as_file(name: str, content: bytes) -> Iterator[Path]:
    """The bytes as a file for as long as a check needs it. Raises FileEmpty, FormatUnknown."""
    if not content:
        raise FileEmpty(file=name)
    with tempfile.TemporaryDirectory(prefix="soan-") as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(content)
        yield path


class Uploads:
    """The folder of files that were sent."""

    def __init__(self, soan: Soan, folder: Path) -> None:
        self._soan = soan
        self.folder = folder

    def keep(self, name: str, content: bytes) -> Path:
        """Store the bytes under their hash; the same bytes are stored once. Raises FileEmpty, FormatUnknown."""
        if not content:
            raise FileEmpty(file=name)
        place = self.folder / hashlib.sha256(content).hexdigest()
        path = place / safe_name(name)
        if not path.exists():
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=place, delete=False) as file:  # readable by the owner alone
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(path)
        return path

    def add_guide(self, name: str, content: bytes) -> Outcome:
        """Read a file that was sent into the library; one that cannot be read is not kept. Raises FileError."""
        path = self.keep(name, content)
        (outcome,) = self._soan.add_guides([path]).outcomes
        if outcome.error is not None:
            path.unlink(missing_ok=True)
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
            raise outcome.error
        return outcome
