"""Tables on PDF pages that have ruling lines, through pdfplumber (slow, so only on those pages)."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass

from generator.reading.decode import clean
from generator.reading.lines import row_of
from generator.reading.raw import RawBlock

_PAGES = 80  # pdfplumber takes about 0.15 s a page; beyond this many ruled pages the text is kept without its grid


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

    def blocks(self, page: int) -> list[RawBlock]:
        """A header row (the first one) and rows."""
        return [
            row_of(cells, head=number == 0 and len(self.rows) > 2 and all(cells), page=page)
            for number, cells in enumerate(self.rows)
        ]


def page_tables(data: bytes, pages: list[int]) -> dict[int, list[Table]]:
    """Page index → its tables from top to bottom."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found: dict[int, list[Table]] = {}
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number in pages[:_PAGES]:
            page = document.pages[number]
            if len(page.lines) + len(page.rects) >= 4 and len(page.curves) < 300:
                tables = [table for grid in page.find_tables() if (table := _table(grid, float(page.height)))]
                if tables:
                    found[number] = sorted(tables, key=lambda table: -table.top)
            page.close()
    return found


def _table(grid: object, height: float) -> Table | None:
    """A grid of at least two rows and columns whose cells are mostly filled; boxes around text are no tables."""
    rows = [tuple(" ".join(clean(cell or "").split()) for cell in row) for row in grid.extract()]  # type: ignore[attr-defined]
    rows = [row for row in rows if any(row)]
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or len(rows[0]) < 2 or sum(map(bool, cells)) < 0.5 * len(cells):
        return None
    left, top, right, bottom = grid.bbox  # type: ignore[attr-defined]
    return Table(left, right, height - top, height - bottom, rows)
