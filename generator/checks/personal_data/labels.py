"""What a text says a number is: the nearest label before it, the heading of its column, or a word just after it."""

from __future__ import annotations

import re
from bisect import bisect_right

from generator.checks.personal_data.columns import cell_places
from generator.checks.personal_data.normal import Normal, comparable
from generator.checks.personal_data.phrases import Hit, lexicon, phrases

_FIGURES = re.compile(r"\+?\d[\d .\-]{4,}\d")
_JOINED = re.compile(r"[\s,;/&]*(?:va|and|hoac|hay|or|aur|और|या|dong thoi)?[\s,;/]*")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_INDIAN = {"aadhaar", "pan_in", "ifsc", "gstin"}
_REACH = 48  # how far a label carries, in characters: about ten syllables
_SENTENCE = re.compile(r"[.!?।]\s|\n\s*\n")


class Labels:
    """The labels of one text, ready to be asked."""

    def __init__(self, normal: Normal) -> None:
        self._text = normal.folded
        self.hits = phrases("labels").find(normal)
        self._ends = [hit.end for hit in self.hits]
        self.names = {hit.label for hit in self.hits}
        self.indian = bool(self.names & _INDIAN) or _DEVANAGARI.search(self._text) is not None
        self._columns = _columns(normal, self.hits)

    def of(self, start: int, end: int) -> str | None:
        """The label that governs `clean[start:end]`, or None."""
        return self.column(start) or self.before(start) or self._after(end)

    def column(self, at: int) -> str | None:
        """The label of the table column in which that place stands."""
        return next((label for start, end, label in self._columns if start <= at < end), None)

    def before(self, start: int) -> str | None:
        """The nearest label before that place in the same breath: no other number between, unless in a list."""
        place = bisect_right(self._ends, start) - 1
        if place < 0:
            return None
        hit = self.hits[place]
        between = self._text[hit.end : start]
        reach = _REACH
        figures = list(_FIGURES.finditer(between))
        if figures:
            if not _JOINED.fullmatch(between[figures[-1].end() :]):
                return None
            between, reach = between[: figures[0].start()], 3 * _REACH
        if len(between) > reach or _SENTENCE.search(between) or (between.count("\n") and hit.label != "none"):
            return None
        return hit.label

    def _after(self, end: int) -> str | None:
        """A label right after the number: "(CCCD)", "là số tài khoản", "Vietcombank"."""
        for hit in self.hits:
            if hit.start >= end:
                between = self._text[end : hit.start]
                fit = re.fullmatch(r"[\s,(\-/:]{0,3}(?:(?:la|tai|o|at|with|in|is)\s+)?(?:so\s+|the\s+|my\s+)?", between)
                own = re.match(r"\s*(?::|=|la\b|so\b|no\b)?\s*[:=]?\s*\+?[\d(]", self._text[hit.end :])
                return hit.label if fit and not own else None
        return None


def _columns(normal: Normal, hits: list[Hit]) -> list[tuple[int, int, str]]:
    """(start, end, label) of each cell under a header cell that names a kind of number."""
    found: list[tuple[int, int, str]] = []
    if "\n" not in normal.clean:
        return found
    for separator in ("\t", "|", ";", ","):
        head: list[str | None] = []
        at = 0
        for line in normal.clean.split("\n"):
            cells = cell_places(line.split(separator), at)
            at += len(line) + 1
            if len(cells) < 2:
                head = []
                continue
            labels = [_label_of_cell(normal.clean, start, end, hits) for start, end in cells]
            if sum(label is not None for label in labels) >= 1 and not re.search(r"\d{5}", line):
                head = labels
            elif len(head) == len(cells):
                found += [(*cell, label) for cell, label in zip(cells, head, strict=True) if label is not None]
        if found:
            break
    return found


def _label_of_cell(text: str, start: int, end: int, hits: list[Hit]) -> str | None:
    """The label, when it fills most of a short cell."""
    if end - start > 40:
        return None
    inside = [hit for hit in hits if start <= hit.start and hit.end <= end]
    if not inside or 2 * (inside[-1].end - inside[-1].start) < len(text[start:end].strip()) - 6:
        return None
    return inside[-1].label


def followed_by_unit(normal: Normal, end: int) -> bool:
    """Whether an amount's unit stands right after the number: "đồng", "USD", "m2"."""
    after = re.match(r"\s{0,2}(\w+)", normal.folded[end : end + 14])
    return after is not None and after[1] in _UNITS


_UNITS = frozenset(comparable(unit) for unit in lexicon()["units"])
