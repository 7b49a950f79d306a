"""Cuts a line into the parts that stand in different columns of the page, and says where each stands.

A head may be a borderless table, or one paragraph per row with tabs (or, in old files, runs of spaces) between the
agency on the left and the State's name on the right.
"""

from __future__ import annotations

import re

from generator.checks.layout.lines import Line, Piece, Section, Segment, plain
from generator.checks.layout.metrics import pieces_width, text_width

_SPACES = re.compile(r" {4,}")
# What may follow a gap of spaces; other gaps are blanks left for a number or a day.
_RIGHT_HAND = re.compile(
    r"cong hoa xa hoi|doc lap\W|[^,\d/]{2,40}, ngay|(?:tm|kt|tl|tuq|q)\. |"
    r"(?:pho )?(?:chu tich|giam doc|truong|chanh|bo truong|cuc truong|hieu truong|chi cuc truong)\b"
)


def segments(line: Line, section: Section, default_tab: float) -> list[Segment]:
    """The parts of a line that hold text, from left to right."""
    if line.place.table is not None or line.place.floating:
        part = Segment(line, line.pieces, _cell_x(line, section))
        return [part] if part.text else []
    start = line.props.get("left", 0.0) + line.props.get("first", 0.0)
    parts: list[tuple[list[Piece], float]] = []
    current: list[Piece] = []
    begun, at, tabs = start, start, 0
    for piece in line.pieces:
        for token in _tokens(piece, line):
            if token is None or token.text == "\t":
                parts.append((current, begun))
                at = _stop(line, at, default_tab) if token is not None else at
                current, begun, tabs = [], at, tabs + 1
            else:
                current.append(token)
                at += text_width(token.text, token.size, bold=token.bold)
    parts.append((current, begun))
    found = [Segment(line, pieces, _middle(pieces, begun, line, section)) for pieces, begun in parts]
    kept = [segment for segment in found if segment.text]
    if len(kept) == 1 and not tabs:
        kept[0].x = _aligned(line, section)
    return kept


def _tokens(piece: Piece, line: Line) -> list[Piece | None]:
    """The piece cut at tabs (a token of its own) and at gaps of spaces (None) before the right column."""
    out: list[Piece | None] = []
    for text in re.split(r"(\t)", piece.text):
        at = 0
        for gap in _SPACES.finditer(text):
            following = plain(text[gap.end() :] or line.raw.partition(piece.text)[2])
            if _RIGHT_HAND.match(following):
                out += [_with(piece, text[at : gap.start()]), _with(piece, text[gap.start() : gap.end()]), None]
                at = gap.end()
        if text[at:]:
            out.append(_with(piece, text[at:]))
    return out


def _with(piece: Piece, text: str) -> Piece:
    return Piece(text, piece.fonts, piece.size, piece.bold, piece.italic, piece.underline, piece.run)


def _stop(line: Line, at: float, default_tab: float) -> float:
    later = [stop for stop in line.props.get("tabs", {}) if stop > at + 1]
    return min(later) if later else (at // default_tab + 1) * default_tab


def _middle(pieces: list[Piece], begun: float, line: Line, section: Section) -> float:
    width = pieces_width(pieces)
    kind = line.props.get("tabs", {}).get(begun, "left")
    middle = begun if kind == "center" else begun - width / 2 if kind in ("right", "end") else begun + width / 2
    return middle / max(section.text_width, 1.0)


def _aligned(line: Line, section: Section) -> float:
    """Middle of a line that has no columns, by its alignment and indents."""
    left = line.props.get("left", 0.0)
    right = section.text_width - line.props.get("right", 0.0)
    width = min(pieces_width(line.pieces), max(right - left, 1.0))
    if line.jc == "center":
        middle = (left + line.props.get("first", 0.0) + right) / 2
    elif line.jc == "right":
        middle = right - width / 2
    else:
        middle = left + line.props.get("first", 0.0) + width / 2
    return float(middle / max(section.text_width, 1.0))


def _cell_x(line: Line, section: Section) -> float:
    if line.place.floating:
        return line.place.x if line.place.x is not None else 0.5
    left, width = line.place.left, line.place.width
    if line.place.columns == 1 and width > 0.6 * section.text_width:  # a one-column table is not a column
        return _aligned(line, section)
    return (left + width / 2) / max(section.text_width, 1.0)
