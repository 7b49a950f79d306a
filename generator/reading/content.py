"""What a format module returns, and the limits every format keeps."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.domain.guide import OcrRecord
from generator.reading.raw import RawBlock


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds against accidents and bombs: bytes of a file, bytes it may unpack to, entries of an archive, pages."""

    file_bytes: int = 200_000_000
    unpacked_bytes: int = 600_000_000
    ratio: int = 200
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
