"""What a format module returns, and the limits every format keeps."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field

from generator.domain.guide import OcrRecord
from generator.reading.raw import RawBlock

# What zipfile, python-docx and python-pptx raise on their way through a broken package, beside their own errors.
BROKEN_PACKAGE: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, AttributeError, TypeError, NotImplementedError,
    RecursionError, OverflowError, AssertionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds against accidents and bombs: bytes of a file, bytes it may unpack to (all, and of
    XML, which takes many times its size in memory), entries of an archive, pages."""

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 600_000_000
    ratio: int = 200
    xml_bytes: int = 150_000_000
    entries: int = 20_000
    pages: int = 5_000


@dataclass(slots=True)
class Content:
    """Blocks in reading order and what the file claims of itself."""

    blocks: list[RawBlock] = field(default_factory=list)
    pages: int | None = None
    title: str | None = None
    ocr: OcrRecord | None = None
    warnings: list[str] = field(default_factory=list)
