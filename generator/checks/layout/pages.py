"""How many pages a document takes, estimated without laying it out.

The number that programs store in the file is often wrong (templates carry "1"), so it is not trusted.
"""

from __future__ import annotations

import math

from generator.checks.layout.lines import Line, Read, Section
from generator.checks.layout.metrics import LINE_HEIGHT, pieces_width

_SLACK = 0.06  # an estimate this near to a full page does not decide


def rows_of(line: Line, section: Section) -> int:
    """Rows of text a line takes in its column."""
    width = line.place.width or section.text_width
    if line.place.table is None:
        width = section.text_width - line.props.get("left", 0.0) - line.props.get("right", 0.0)
    total = pieces_width(line.pieces) + max(line.props.get("first", 0.0), 0.0)
    return max(1, math.ceil(float(total) / max(float(width), 400.0) * 1.01))


def height_of(line: Line, section: Section) -> float:
    """Height in twips with spacing before."""
    size = max((piece.size for piece in line.pieces if piece.text), default=float(13))
    single = size * LINE_HEIGHT * 20
    value, rule = line.props.get("line", 240.0), line.props.get("lineRule", "auto")
    row = single * value / 240 if rule == "auto" else value if rule == "exact" else max(single, value)
    return rows_of(line, section) * float(row)


def estimate(read: Read) -> tuple[int, bool]:
    """(pages, whether the estimate is sure)."""
    pages, sure = 0, True
    for at, section in enumerate(read.sections):
        until = read.sections[at + 1].starts if at + 1 < len(read.sections) else len(read.lines)
        lines = [line for line in read.lines[section.starts : until] if not line.place.floating]
        found, certain = _section(lines, section)
        continues = at > 0 and _continuous(section)
        pages += found - (1 if continues and found else 0)
        sure = sure and certain
    return max(pages, 1), sure


def _section(lines: list[Line], section: Section) -> tuple[int, bool]:
    margins = [section.margins.get(side) or 1134.0 for side in ("top", "bottom")]
    room = (section.height or 16838.0) - sum(margins)
    pages, used, after = 1, 0.0, 0.0
    nearest = 1.0
    rows: dict[tuple[int, int], dict[int, float]] = {}
    for line in lines:
        before, outer = line.props.get("before", 0.0), line.place.outer
        height = height_of(line, section) + (before if line.part == 0 else 0.0)
        if line.page_break and used > 0:
            pages, used = pages + 1, 0.0
        if outer is not None:
            cells = rows.setdefault(outer[:2], {})
            tallest = max(cells.values(), default=0.0)
            cells[outer[2]] = cells.get(outer[2], 0.0) + height + line.props.get("after", 0.0)
            height, after = max(cells.values()) - tallest, 0.0
        else:
            height = height - before + max(before, after) if line.part == 0 else height
            height, after = (
                max(height - after, 0.0) if before <= after else height - after,
                line.props.get("after", 0.0),
            )
            height += after
        if used + height > room + 40:
            nearest = min(nearest, (used + height - room) / room) if pages == 1 else nearest
            pages, used = pages + 1, height
        else:
            used += height
    sure = pages > 2 or (used > _SLACK * room if pages == 2 else used < (1 - _SLACK) * room)
    return pages, sure


def _continuous(section: Section) -> bool:
    from generator.checks.layout.package import W

    kind = section.element.find(f"{W}type") if section.element is not None else None
    return kind is not None and kind.get(f"{W}val") == "continuous"
