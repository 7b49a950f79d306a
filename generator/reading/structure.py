"""Blocks become placed blocks: every block gets the address it stands at.

Two ways of reading: `legal` for texts with articles or annexes, `headings` for everything else.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.address import Address, PartKind
from generator.reading.headings import place_by_headings
from generator.reading.legal import place_legal
from generator.reading.numbering import article_label, unit_label
from generator.reading.raw import RawBlock


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, its address, whether it is a heading, and the lead sentence that governs it (index, or None)."""

    block: RawBlock
    address: Address
    heading: bool
    home: Address  # the article, section or heading it belongs to: passages never cross it
    governor: int | None = None


def is_legal(blocks: tuple[RawBlock, ...]) -> bool:
    """Whether the text is built of articles, or opens as an annex with a number of its own."""
    articles = sum(article_label(block.text) is not None for block in blocks)
    if articles >= 2:
        return True
    opening = [label for block in blocks[:6] if (label := unit_label(block.text))]
    return any(label.kind == "phu_luc" for label in opening)


def place(blocks: tuple[RawBlock, ...]) -> list[Placed]:
    """All blocks with their addresses, in order."""
    located = place_legal(blocks) if is_legal(blocks) else place_by_headings(blocks)
    governors = _governors(blocks, [address for address, _ in located])
    return [
        Placed(block, address, heading, _home(address), governor)
        for block, (address, heading), governor in zip(blocks, located, governors, strict=True)
    ]


_INNER: set[PartKind] = {"khoan", "diem", "step"}


def _home(address: Address) -> Address:
    """The address without clauses, points and steps."""
    return Address(parts=tuple(part for part in address.parts if part.kind not in _INNER))


def _governors(blocks: tuple[RawBlock, ...], addresses: list[Address]) -> list[int | None]:
    """For each list item, point or table row the line that introduces it: the last line ending in a colon at a
    shallower place, or the table's header row."""
    found: list[int | None] = []
    lead: int | None = None
    lead_depth = 0
    header: int | None = None
    for number, (block, address) in enumerate(zip(blocks, addresses, strict=True)):
        depth = _depth(block, address)
        if block.kind == "header_row":
            header = number
            found.append(None)
            continue
        if block.kind == "row":
            found.append(header)
            continue
        header = None
        governed = lead is not None and depth > lead_depth
        if not governed:
            lead = None
        found.append(lead if governed else None)
        if block.text.rstrip().endswith(":") and block.kind != "heading" and not governed:
            lead, lead_depth = number, depth
    return found


def _depth(block: RawBlock, address: Address) -> int:
    inner = sum(part.kind in _INNER for part in address.parts)
    listed = block.kind == "item" or block.text[:2] in ("- ", "+ ", "• ", "* ")
    return inner * 3 + (1 + block.level if listed else 0)
