"""Addresses in guides that are not legal texts: the path of headings, the slide, the step."""

from __future__ import annotations

from generator.domain.address import Address, Part
from generator.reading.numbering import heading_label, step_label
from generator.reading.raw import RawBlock


def place_by_headings(blocks: tuple[RawBlock, ...]) -> list[tuple[Address, bool]]:
    """(address, is a heading) of each block. A first heading that stands alone at the top is the guide's title and
    no part of any address."""
    title = _title_index(blocks)
    stack: list[tuple[int, Part]] = []
    slide: Part | None = None
    step: Part | None = None
    out: list[tuple[Address, bool]] = []
    for number, block in enumerate(blocks):
        if block.slide is not None and (slide is None or slide.label != str(block.slide)):
            slide, stack, step = Part(kind="slide", label=str(block.slide)), [], None
        if number == title:
            out.append((Address(), True))
            continue
        if block.kind == "heading":
            step = None
            label, words = heading_label(block.text)
            level = _level(block, label)
            stack = [(depth, part) for depth, part in stack if depth < level]
            stack.append((level, Part(kind="heading", label=label, title=words)))
        elif (opened := step_label(block.text)) is not None and block.kind in ("paragraph", "item"):
            step = Part(kind="step", label=opened.label)
        elif block.kind == "paragraph" and step is not None and not block.text.startswith(("-", "+", "*", "•")):
            step = None
        path = [part for _, part in stack]
        parts = ([slide] if slide is not None else []) + path + ([step] if step is not None else [])
        out.append((Address(parts=tuple(parts)), block.kind == "heading"))
    return out


def _title_index(blocks: tuple[RawBlock, ...]) -> int | None:
    """The only heading of level 1, standing first (front lines of text may come before it)."""
    tops = [number for number, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    first = next((number for number, block in enumerate(blocks) if block.kind == "heading"), None)
    several = sum(block.kind == "heading" for block in blocks) > 1
    alone = len(tops) == 1 and tops[0] == first and several
    return tops[0] if alone and blocks[tops[0]].slide is None else None


def _level(block: RawBlock, label: str) -> int:
    """The printed numbering decides ("2.1" is one deeper than "2"); else the format's own level."""
    if label and label[0].isdigit() and "." in label:
        return max(block.level, 1 + label.count(".")) if block.level else 1 + label.count(".")
    return block.level or 1
