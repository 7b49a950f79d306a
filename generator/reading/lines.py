"""Plain lines become blocks: lists, headings, paragraphs. Shared by text, PDF and DOC."""

from __future__ import annotations

import re

from generator.reading.numbering import (
    article_label,
    capitals,
    clause_label,
    heading_label,
    point_label,
    roman_label,
    step_label,
    unit_label,
)
from generator.reading.raw import RawBlock

_BULLET = re.compile(r"^([-+*•●▪◦○■□➢✓–]|o(?=\s{1,3}[A-ZĐ]))\s+(?=\S)")
_BRACKETED = re.compile(r"^(\d{1,2}\)|\((?:\d{1,2}|[a-zđ]|[ivx]{2,4})\))\s+\S")
_DOTTED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+\S")


def starts_block(line: str) -> bool:
    """Whether a line opens a paragraph of its own: a label, a bullet, a step."""
    return bool(
        _BULLET.match(line)
        or _DOTTED.match(line)
        or _BRACKETED.match(line)
        or step_label(line)
        or article_label(line)
        or unit_label(line)
        or clause_label(line)
        or point_label(line)
        or roman_label(line)
    )


def block_of(text: str, *, page: int | None = None, size: float | None = None, bold: bool = False) -> RawBlock:
    """The block a whole paragraph makes: an item when it opens with a bullet or a letter, else a paragraph."""
    text = " ".join(text.split())
    bullet = _BULLET.match(text)
    if bullet:
        rest = text[bullet.end() :]
        # "-" and "+" are typed by Vietnamese writers and stay; ornaments of a word processor go.
        kept = text if bullet.group(1) in "-+" else rest
        level = 1 if bullet.group(1) in ("+", "o", "◦", "○") else 0
        if step_label(rest):
            kept = rest
        return RawBlock(kind="item", text=kept, label=bullet.group(1), level=level, page=page, size=size, bold=bold)
    point = point_label(text)
    if point is not None:
        return RawBlock(kind="item", text=text, label=f"{point.label})", level=1, page=page, size=size, bold=bold)
    clause = clause_label(text)
    if clause is not None:
        return RawBlock(kind="item", text=text, label=f"{clause.label}.", page=page, size=size, bold=bold)
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return RawBlock(kind="item", text=text, label=bracketed.group(1), page=page, size=size, bold=bold)
    return RawBlock(kind="paragraph", text=text, page=page, size=size, bold=bold)


def row_of(
    cells: tuple[str, ...], *, head: bool = False, page: int | None = None, slide: int | None = None
) -> RawBlock:
    """The block of a table row: its non-empty cells in order."""
    text = " | ".join(cell for cell in cells if cell)
    return RawBlock(kind="header_row" if head else "row", text=text, cells=cells, page=page, slide=slide)


def looks_like_heading(text: str) -> int:
    """The level (1–4) of a line that reads as a heading in unstyled text; 0 for none."""
    words = text.split()
    if not 1 <= len(words) <= 18 or text.endswith((".", ";", ":", ",")) or not text[:1].isalnum():
        return 0
    label, rest = heading_label(text)
    if label and "." in label and rest[:1].isupper():
        return min(4, 1 + label.count("."))
    if label and not label.isdigit() and capitals(rest):
        return 1
    if label.isdigit() and rest[:1].isupper() and len(words) <= 12:
        return 1
    if capitals(text) and len(words) >= 2:
        return 1
    return 0
