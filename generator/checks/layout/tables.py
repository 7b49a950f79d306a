"""Cells of a table with their place, the conditional formats that hold for them, and whether lines are drawn around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.layout.formats import Styles, number
from generator.checks.layout.lines import Place
from generator.checks.layout.package import W

_LOOK_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
              "noVBand": 0x400}  # fmt: skip


def cell_places(
    table: Any, outer: Place, identity: int, styles: Styles
) -> Iterator[tuple[Any, Place, set[str], str | None]]:
    """Each cell in reading order: (cell, place, conditional formats, table style)."""
    properties = table.find(f"{W}tblPr")
    named = properties.find(f"{W}tblStyle") if properties is not None else None
    style = named.get(f"{W}val") if named is not None else styles.default("table")
    look = _look(properties)
    own = properties.find(f"{W}tblBorders") if properties is not None else None
    borders = own if own is not None else styles.table_borders(style)
    grid = [number(column.get(f"{W}w")) or 0.0 for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    rows = list(_inside(table, "tr"))
    shift = _shift(properties, outer.width - sum(grid)) if grid else 0.0
    for at, row in enumerate(rows):
        cells = list(_inside(row, "tc"))
        column = _skipped(row)
        start = outer.left + shift + sum(grid[:column])
        for cell in cells:
            spans = _span(cell)
            width = sum(grid[column : column + spans]) or _width(cell) or outer.width / max(len(cells), 1)
            edges = _edges(cell, borders, at, len(rows), column, len(grid) or len(cells), spans)
            place = Place(
                table=identity,
                row=at,
                column=column,
                columns=max(len(grid), len(cells)),
                depth=outer.depth + 1,
                boxed=all(edges.values()) or outer.boxed,
                floating=outer.floating,
                x=outer.x,
                left=start,
                width=max(width - 216.0, 200.0),
                ruled_below=edges["bottom"] and not edges["left"],
                outer=outer.outer or (identity, at, column),
            )
            yield cell, place, _conditions(look, at, len(rows), column, len(grid) or len(cells), spans), style
            column += spans
            start += width


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, content controls and tracked insertions looked through."""
    for child in parent:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == W + name:
            yield child
        elif tag.removeprefix(W) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(child, name)


def _shift(properties: Any, spare: float) -> float:
    """How far from the left of its room a table begins: alignment, indent, or the place of a floating table."""
    if properties is None:
        return 0.0
    floating, aligned, indent = (properties.find(W + name) for name in ("tblpPr", "jc", "tblInd"))
    side = aligned.get(f"{W}val") if aligned is not None else None
    if floating is not None:
        side = floating.get(f"{W}tblpXSpec") or side
        if side is None:
            return number(floating.get(f"{W}tblpX")) or 0.0
    if side in ("right", "end", "outside"):
        return max(spare, 0.0)
    if side == "center":
        return spare / 2
    return (number(indent.get(f"{W}w")) or 0.0) if indent is not None and indent.get(f"{W}type") != "pct" else 0.0


def _look(properties: Any) -> dict[str, bool]:
    element = properties.find(f"{W}tblLook") if properties is not None else None
    if element is None:
        return dict.fromkeys(_LOOK_BITS, False)
    bits = int(element.get(f"{W}val", "0"), 16)
    return {
        name: element.get(W + name) in ("1", "true", "on") if element.get(W + name) is not None else bool(bits & bit)
        for name, bit in _LOOK_BITS.items()
    }


def _conditions(look: dict[str, bool], row: int, rows: int, column: int, columns: int, spans: int) -> set[str]:
    first_row, last_row = look["firstRow"] and row == 0, look["lastRow"] and row == rows - 1
    first, last = look["firstColumn"] and column == 0, look["lastColumn"] and column + spans >= columns
    found = {"wholeTable"}
    if not look["noHBand"] and not (first_row or last_row):
        found.add("band1Horz" if (row - look["firstRow"]) % 2 == 0 else "band2Horz")
    if not look["noVBand"] and not (first or last):
        found.add("band1Vert" if (column - look["firstColumn"]) % 2 == 0 else "band2Vert")
    for holds, name in ((first_row, "firstRow"), (last_row, "lastRow"), (first, "firstCol"), (last, "lastCol")):
        if holds:
            found.add(name)
    for one, two, name in ((first_row, first, "nwCell"), (first_row, last, "neCell"),
                           (last_row, first, "swCell"), (last_row, last, "seCell")):  # fmt: skip
        if one and two:
            found.add(name)
    return found


def _edges(cell: Any, borders: Any, row: int, rows: int, column: int, columns: int, spans: int) -> dict[str, bool]:
    """Which of the four edges of a cell are drawn."""
    own = cell.find(f"{W}tcPr/{W}tcBorders")
    names = {
        "top": "top" if row == 0 else "insideH",
        "bottom": "bottom" if row == rows - 1 else "insideH",
        "left": "left" if column == 0 else "insideV",
        "right": "right" if column + spans >= columns else "insideV",
    }
    out = {}
    for edge, of_table in names.items():
        value = _drawn(own, edge)
        out[edge] = value if value is not None else bool(_drawn(borders, of_table))
    return out


def _drawn(borders: Any, edge: str) -> bool | None:
    if borders is None:
        return None
    for name in (edge, {"left": "start", "right": "end"}.get(edge, edge)):
        element = borders.find(W + name)
        if element is not None:
            return element.get(f"{W}val", "none") not in ("none", "nil")
    return None


def _span(cell: Any) -> int:
    element = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(element.get(f"{W}val", "1")) if element is not None else 1


def _skipped(row: Any) -> int:
    element = row.find(f"{W}trPr/{W}gridBefore")
    return int(element.get(f"{W}val", "0")) if element is not None else 0


def _width(cell: Any) -> float | None:
    element = cell.find(f"{W}tcPr/{W}tcW")
    if element is None or element.get(f"{W}type") not in (None, "dxa"):
        return None
    return number(element.get(f"{W}w"))
