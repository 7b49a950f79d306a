"""What a format reader hands on: blocks in reading order, before anything is understood of them."""

from __future__ import annotations

from typing import Literal

from generator.domain.base import Value
from generator.domain.guide import OcrRecord

BlockKind = Literal["heading", "paragraph", "item", "row", "header_row", "note"]


class RawBlock(Value):
    """One paragraph, heading, list item, table row or speaker note, text in NFC on one line.

    `text` holds the numbering as printed ("1. …", "a) …", "- …"), also where a word processor computed it; `label`
    repeats it alone. `level` is the heading level (1 = outermost, 0 = unknown) or the depth of a list item.
    `page` counts from 1 where the format has pages; `slide` where it has slides. `cells` are a row's cells.
    `bold`, `centred` and `size` (points) are hints for formats that know no headings.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    page: int | None = None
    slide: int | None = None
    cells: tuple[str, ...] = ()
    bold: bool = False
    centred: bool = False
    size: float | None = None
    ocr_confidence: float | None = None


class RawDocument(Value):
    """A file as read. `pages` is None for formats without pages; `title` is what the file itself claims."""

    file_name: str
    media_type: str
    sha256: str
    blocks: tuple[RawBlock, ...]
    pages: int | None = None
    title: str | None = None
    ocr: OcrRecord | None = None
    warnings: tuple[str, ...] = ()
