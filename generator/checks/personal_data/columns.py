"""Tables in plain text: which cells stand under a heading that says something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.personal_data.normal import Normal
from generator.checks.personal_data.phrases import Phrases

_SEPARATORS = ("\t", "|", ";", ",")


def cells_under(normal: Normal, headings: Phrases) -> Iterator[tuple[int, int]]:
    """(start, end) of the cells in the first column whose heading holds one of these phrases and little else."""
    if "\n" not in normal.clean:
        return
    hits = headings.find(normal)
    if not hits:
        return
    for separator in _SEPARATORS:
        column: int | None = None
        width, at = 0, 0
        for line in normal.clean.split("\n"):
            start, at = at, at + len(line) + 1
            cells = line.split(separator)
            if len(cells) < 2:
                column = None
                continue
            places = cell_places(cells, start)
            heads = [
                k
                for k, (s, e) in enumerate(places)
                if e - s < 34
                and any(s <= h.start and h.end <= e and h.end - h.start >= 0.5 * len(cells[k].strip()) for h in hits)
            ]
            if heads and not re.search(r"\d{4}", line):
                column, width = heads[0], len(cells)
            elif column is not None and len(cells) == width:
                yield places[column]


def cell_places(cells: list[str], at: int) -> list[tuple[int, int]]:
    """Where the cells of a line stand, when the line begins at `at` and one character parts them."""
    places = []
    for cell in cells:
        places.append((at, at + len(cell)))
        at += len(cell) + 1
    return places
