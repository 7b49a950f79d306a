"""Ô 10: marks of secrecy and urgency (Phụ lục I, Phần I, Mục III, khoản 2)."""

from __future__ import annotations

import re

from generator.checks.layout.boxes import Boxes
from generator.checks.layout.lines import Segment
from generator.checks.layout.outcome import ABSENT, Outcome, failed, passed, unknown

_LEVELS = ("hoa toc", "thuong khan", "khan")
_LEFT = 0.47


def _leftmost(segment: Segment, boxes: Boxes) -> bool:
    """Whether a mark stands in the left half, or in a frame of its own that begins at the margin."""
    place = segment.line.place
    if place.depth > 1 and place.outer is not None:  # a frame inside a cell of the head: the cell decides
        return place.outer[2] == 0
    if segment.x < _LEFT:
        return True
    return place.table is not None and place.left <= 300 and place.width < 4500


def secrecy_box(boxes: Boxes) -> Outcome:
    if not boxes.secrecy:
        return ABSENT
    for mark in boxes.secrecy:
        place = mark.line.place
        framed = place.boxed
        if ":" in mark.text:
            return failed("mark_typed", mark.text)
        if not _leftmost(mark, boxes):
            return failed("mark_right" if mark.x > 0.55 or framed else "mark_typed", mark.text)
        if not framed:
            if place.outer is None and not place.floating:
                return failed("mark_typed", mark.text)
            return unknown("mark_unframed", mark.text)
    return passed("mark_boxed", boxes.secrecy[0].text)


def urgency_box(boxes: Boxes) -> Outcome:
    if not boxes.urgency:
        return ABSENT
    for mark in boxes.urgency:
        level = re.sub(r"^.*:\s*|^\W+|\W+$", "", mark.key).strip()
        if level.removesuffix(" hen gio") not in _LEVELS:
            return failed("text", mark.text, text=mark.text)
        if ":" in mark.text or not mark.line.place.boxed:
            return failed("mark_unframed", mark.text)
        if not _leftmost(mark, boxes):
            return failed("mark_right", mark.text)
    return passed("mark_boxed", boxes.urgency[0].text)
