"""The page: paper, margins, font, page numbers (Phụ lục I, Phần I, Mục I)."""

from __future__ import annotations

from collections import Counter

from generator.checks.layout.boxes import Boxes
from generator.checks.layout.lines import TWIPS_MM, Line, PageNumber, Section
from generator.checks.layout.outcome import ABSENT, Outcome, failed, figure, figures, passed, unknown, verdict
from generator.checks.layout.pages import estimate

_PAPER_MM = 1.5
_MARGIN_MM = 0.5  # a margin typed in inches or rounded by a printer driver
_FONT = "times new roman"


def paper_size(boxes: Boxes) -> Outcome:
    known = [(s.width / TWIPS_MM, s.height / TWIPS_MM) for s in boxes.read.sections if s.width and s.height]
    if not known:
        return unknown("not_stated")
    wrong = [
        sides for sides in known if any(abs(a - b) > _PAPER_MM for a, b in zip(sorted(sides), (210, 297), strict=True))
    ]
    width, height = (wrong or known)[0]
    return verdict(not wrong, "paper", width=figure(round(width, 1)), height=figure(round(height, 1)))


def _margin(boxes: Boxes, side: str, low: float, high: float) -> Outcome:
    values = []
    for section in boxes.read.sections:
        value = section.margins.get(side)
        if value is None or _landscape(section):  # a turned page has other edges
            continue
        gutter = section.margins.get("gutter") or 0.0
        values.append((abs(value) + (gutter if side == "left" else 0.0)) / TWIPS_MM)
    if not values:
        return unknown("not_stated")
    wrong = [value for value in values if not low - _MARGIN_MM <= value <= high + _MARGIN_MM]
    return verdict(not wrong, "millimetres", value=round((wrong or values)[0], 1))


def _landscape(section: Section) -> bool:
    return bool(section.width and section.height and section.width > section.height)


def margin_left(boxes: Boxes) -> Outcome:
    return _margin(boxes, "left", 30, 35)


def margin_right(boxes: Boxes) -> Outcome:
    return _margin(boxes, "right", 15, 20)


def margin_top(boxes: Boxes) -> Outcome:
    return _margin(boxes, "top", 20, 25)


def margin_bottom(boxes: Boxes) -> Outcome:
    return _margin(boxes, "bottom", 20, 25)


def font_family(boxes: Boxes) -> Outcome:
    used: Counter[str] = Counter()
    first: dict[str, Line] = {}
    for line in boxes.read.lines:
        for piece in line.pieces:
            for font in piece.fonts:
                if not font.lower().strip().startswith(_FONT):
                    used[font] += piece.letters
                    first.setdefault(font, line)
    # A stray symbol or a lone letter in another font is not a choice of font.
    wrong = {font: letters for font, letters in used.items() if letters >= 3}
    if not wrong:
        return passed("font", fonts="Times New Roman")
    return failed("font", first[max(wrong, key=lambda font: wrong[font])].text, fonts=", ".join(sorted(wrong)))


# -- page numbers ------------------------------------------------------------------------------------------------------


def _shown(boxes: Boxes) -> list[PageNumber]:
    """Numbers that can appear: those of a kind of page the section has."""
    return [
        number
        for section in boxes.read.sections
        for number in section.numbers
        if (number.kind != "first" or section.title_page) and (number.kind != "even" or boxes.read.even_and_odd)
    ]


def page_number_position(boxes: Boxes) -> Outcome:
    numbers = [number for number in _shown(boxes) if number.kind != "first"]
    if not numbers:
        return ABSENT
    wrong = [number for number in numbers if number.where != "header" or number.align != "center"]
    number = (wrong or numbers)[0]
    return verdict(
        not wrong, f"number_{number.where}_{number.align if number.align in ('center', 'right') else 'left'}"
    )


def page_number_on_first(boxes: Boxes) -> Outcome:
    section = boxes.read.sections[0]
    kind = "first" if section.title_page else "default"
    numbers = [number for number in section.numbers if number.kind == kind]
    if not numbers:
        return passed("number_hidden") if _shown(boxes) else ABSENT
    if all(number.conditional for number in numbers):
        return unknown("number_conditional")
    return failed("number_on_first")


def page_number_missing(boxes: Boxes) -> Outcome:
    pages, sure = estimate(boxes.read)
    if any(number.kind != "first" for number in _shown(boxes)):
        return passed("pages", pages=pages)
    if pages < 2:
        return passed("pages", pages=pages) if sure else unknown("pages", pages=pages)
    return failed("pages", pages=pages) if sure else unknown("pages", pages=pages)


def page_number_size(boxes: Boxes) -> Outcome:
    found = [number.size for number in _shown(boxes)]
    if not found:
        return ABSENT
    wrong = [size for size in found if not 13 <= size <= 14]
    return verdict(not wrong, "points", size=figures(wrong or found))
