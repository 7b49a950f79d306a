"""How wide words are in Times New Roman, so that rules under them get the right length and lines break in balance.

The advance widths (thousandths of the size) are those of the metric-compatible faces; marks do not widen a letter,
except the horn of ơ and ư.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

Face = Literal["regular", "bold", "italic"]
_HORN = "\u031b"


@cache
def _widths(face: Face) -> dict[str, int]:
    table: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "widths.json").read_text("utf-8"))
    return {letter: int(width) for width, letters in table[face].items() for letter in letters}


def text_width(text: str, size: float, face: Face = "regular") -> float:
    """Width in points of one line at that size."""
    widths = _widths(face)
    return sum(_letter(ch, widths) for ch in unicodedata.normalize("NFC", text)) * size / 1000


def _letter(letter: str, widths: dict[str, int]) -> int:
    if letter in widths:
        return widths[letter]
    parts = unicodedata.normalize("NFD", letter)
    base = unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
    return widths.get(base, 556)


def balanced(text: str, size: float, face: Face, room: float) -> list[str]:
    """The text in as few lines as `room` (points) allows, the lines about equally long."""
    words = text.split(" ")  # blanks to be filled in keep their width
    for count in range(1, len(words) + 1):
        lines = _into(words, count, size, face)
        if max(text_width(line, size, face) for line in lines) <= room:
            return lines
    return words or [""]


def flowed(text: str, size: float, face: Face, room: float) -> list[str]:
    """The lines in which a word processor sets the text in that width: each as full as it goes."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if lines[-1] and text_width(longer, size, face) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _into(words: list[str], count: int, size: float, face: Face) -> list[str]:
    """The break into `count` lines whose longest line is shortest (dynamic programming over words)."""
    if count == 1:
        return [" ".join(words)]
    total = len(words)

    def wide(start: int, stop: int) -> float:
        return text_width(" ".join(words[start:stop]), size, face)

    best: list[list[tuple[float, int]]] = [[(wide(0, stop) if stop else 0.0, 0) for stop in range(total + 1)]]
    for row in range(1, count):
        line = []
        for stop in range(total + 1):
            options = [(max(best[row - 1][cut][0], wide(cut, stop)), cut) for cut in range(row, stop)]
            line.append(min(options, default=(float("inf"), 0)))
        best.append(line)
    cuts, stop = [total], total
    for row in range(count - 1, 0, -1):
        stop = best[row][stop][1]
        cuts.append(stop)
    cuts.append(0)
    cuts.reverse()
    return [" ".join(words[a:b]) for a, b in pairwise(cuts)]
