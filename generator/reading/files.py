"""A path becomes a RawDocument: sniffed, bounded, read by its format; every failure is one FileError."""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import FileDamaged, FileEmpty, FileMissing, FileTooLarge, FormatUnknown, NoTextFound
from generator.reading.content import Content, Limits
from generator.reading.raw import RawDocument
from generator.reading.sniff import FORMATS, sniff

SUFFIXES = frozenset(suffix for row in FORMATS for suffix in row.suffixes)
_NOT_GUIDES = {"manifest.yaml", "manifest.yml"}


def discover(paths: Iterable[Path]) -> Iterator[Path]:
    """Files among the paths, folders walked in name order; hidden and temporary files and unknown suffixes inside
    folders are passed over, while a file named outright is always given. Raises FileMissing."""
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
                for name in sorted(names):
                    known = Path(name).suffix.lower() in SUFFIXES and name not in _NOT_GUIDES
                    if known and not name.startswith((".", "~$")):
                        yield Path(folder) / name
        elif path.exists():
            yield path
        else:
            raise FileMissing(file=str(path))


def read_file(path: Path, *, limits: Limits = Limits()) -> RawDocument:  # noqa: B008 (frozen value)
    """Read one file. Raises a FileError whose sentence says what is wrong with it."""
    name = path.name
    data = _bytes(path, limits)
    row = sniff(data, name, limits)
    if row is None:
        raise FormatUnknown(file=name)
    module = importlib.import_module(f"generator.reading.formats.{row.module}")
    content: Content = module.read(data, name, limits)
    # Rules typed as "____" or "* * *" carry no words.
    blocks = tuple(block for block in content.blocks if any(ch.isalnum() for ch in block.text))
    if not blocks:
        raise NoTextFound(file=name)
    return RawDocument(
        file_name=name,
        media_type=row.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=blocks,
        pages=content.pages,
        title=content.title,
        ocr=content.ocr,
        warnings=tuple(content.warnings),
    )


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise FileTooLarge(file=path.name, limit=f"{limits.file_bytes // 1_000_000} MB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileMissing(file=str(path)) from None
    except OSError as error:
        raise FileDamaged(file=path.name) from error
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise FileEmpty(file=path.name)
    return data
