"""How wide text in Times New Roman is: enough to tell lines, columns and pages without laying the page out."""

from __future__ import annotations

from generator.checks.layout.lines import Piece
from generator.domain.text import fold_accents

# Advance widths in thousandths of the size, of the metrics all Times faces share; accents do not widen a letter.
_ROWS = {
    180: "'",
    250: " ,.\u00a0",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‐‑“”",
    389: "Js",
    408: '"',
    444: "?acez",
    469: "^",
    500: "#$*0123456789_bdghknopquvxy–•",
    556: "FPS",
    564: "+<=>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_WIDTHS = {letter: width for width, letters in _ROWS.items() for letter in letters}
LINE_HEIGHT = 1.15  # single spacing of Times New Roman, in sizes


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in twips of a text without tabs at a size in points."""
    thousandths = sum(_WIDTHS.get(letter, 500) for letter in fold_accents(text))
    return thousandths * size / 1000 * 20 * (1.05 if bold else 1.0)


def pieces_width(pieces: list[Piece]) -> float:
    """Width in twips of pieces set side by side."""
    return sum(text_width(piece.text.replace("\t", ""), piece.size, bold=piece.bold) for piece in pieces)
