"""Tables on PDF pages that have ruling lines: the rules come from pdfium, pdfplumber's grid finder makes cells of them.

pdfplumber's own reading of a page takes about 0.15 s; only its arithmetic is used here, on a page's rules alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.reading.decode import clean
from generator.reading.formats.pdf_lines import mend
from generator.reading.lines import row_of
from generator.reading.raw import RawBlock

_THIN = 3.0  # points: a path no thicker is a rule, a larger one is a box with four edges
_SNAP = 3.0
_MOST = 4_000  # a page with more rules is a drawing


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical rule, in points from the bottom left of the page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(slots=True)
class Table:
    """A grid of cells and its box in points from the bottom left of the page."""

    left: float
    right: float
    top: float
    bottom: float
    rows: list[tuple[str, ...]]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left - 2 <= x <= self.right + 2 and self.bottom - 2 <= y <= self.top + 2

    def letters(self) -> int:
        """How many letters and digits its cells hold."""
        return sum(ch.isalnum() for row in self.rows for cell in row for ch in cell)

    def blocks(self, page: int, known: frozenset[str]) -> list[RawBlock]:
        """A header row (the first one) and rows; `known` are the document's words, to mend broken ones by."""
        rows = [tuple(mend(cell, known) for cell in row) for row in self.rows]
        return [
            row_of(cells, head=number == 0 and len(rows) > 2 and all(cells), page=page)
            for number, cells in enumerate(rows)
        ]


def rules_of(left: float, bottom: float, right: float, top: float) -> list[Rule]:
    """The rules of one path by its box: itself when it is thin, the four edges of a box, none for a speck."""
    width, height = right - left, top - bottom
    if min(width, height) <= _THIN:
        return [Rule(left, bottom, right, top)] if max(width, height) > 6 else []
    if width < 12 or height < 8:
        return []
    return [
        Rule(left, bottom, right, bottom),
        Rule(left, top, right, top),
        Rule(left, bottom, left, top),
        Rule(right, bottom, right, top),
    ]


def page_tables(textpage: Any, rules: list[Rule]) -> list[Table]:
    """The tables of a page from top to bottom. Cells hold the words inside them, merged cells stand once."""
    if not 4 <= len(rules) <= _MOST:
        return []
    from pdfplumber import table as grid

    edges = grid.merge_edges([_edge(rule) for rule in rules], _SNAP, _SNAP, _SNAP, _SNAP)
    if sum(edge["orientation"] == "v" for edge in edges) < 3:  # fewer than two columns
        return []
    cells = grid.intersections_to_cells(grid.edges_to_intersections(edges, _SNAP, _SNAP))
    found = [_table(textpage, table) for table in grid.cells_to_tables(cells)]
    return sorted((table for table in found if table is not None), key=lambda table: -table.top)


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule as pdfplumber writes it, y growing downwards (here: the negative)."""
    across = rule.right - rule.left >= rule.top - rule.bottom
    x, y = (rule.left + rule.right) / 2, -(rule.top + rule.bottom) / 2
    edge: dict[str, Any] = (
        {"x0": rule.left, "x1": rule.right, "top": y, "bottom": y, "orientation": "h"}
        if across
        else {"x0": x, "x1": x, "top": -rule.top, "bottom": -rule.bottom, "orientation": "v"}
    )
    return {**edge, "width": edge["x1"] - edge["x0"], "height": edge["bottom"] - edge["top"], "object_type": "line"}


def _table(textpage: Any, cells: list[tuple[float, float, float, float]]) -> Table | None:
    """A grid of at least two rows and columns whose cells are mostly filled; boxes around text are no tables."""
    lefts = sorted({cell[0] for cell in cells})
    rows: list[tuple[str, ...]] = []
    for top in sorted({cell[1] for cell in cells}):
        row = {cell[0]: cell for cell in cells if cell[1] == top}
        words = tuple(_words(textpage, row[left]) if left in row else "" for left in lefts)
        if any(words):
            rows.append(words)
    filled = sum(bool(cell) for row in rows for cell in row)
    if len(rows) < 2 or len(lefts) < 2 or filled < 0.4 * len(rows) * len(lefts):
        return None
    if all(sum(map(bool, row)) < 2 for row in rows):
        return None
    return Table(
        left=lefts[0],
        right=max(cell[2] for cell in cells),
        top=-min(cell[1] for cell in cells),
        bottom=-max(cell[3] for cell in cells),
        rows=rows,
    )


def _words(textpage: Any, cell: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = cell
    text = textpage.get_text_bounded(left=left, bottom=-bottom, right=right, top=-top)
    return " ".join(clean(text).split())
