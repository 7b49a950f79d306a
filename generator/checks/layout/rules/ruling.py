"""Whether a rule is drawn under a text, however it was made: a shape, underscores, a border, an underline."""

from __future__ import annotations

from generator.checks.layout.boxes import Boxes
from generator.checks.layout.columns import segments
from generator.checks.layout.lines import Line, Segment
from generator.checks.layout.outcome import Outcome, failed, passed, unknown

_NEAR = 3  # blank or ruling lines looked through under the text


def rule_under(boxes: Boxes, text: list[Segment], side: str) -> Outcome:
    """`side` is left (agency), right (motto) or middle (trích yếu): shapes anchored elsewhere are told by it."""
    last = text[-1]
    where = last.text
    mine = {id(segment.line) for segment in text}
    alone = abs(last.x - 0.5) < 0.12  # a head of plain centred paragraphs has no sides
    if any(segment.line.drawn and (alone or _fits(segment.line, side)) for segment in text):
        return passed("line_drawn", where)
    if last.line.props.get("border_bottom"):
        return passed("line_border", where)
    for line in _below(boxes, last.line):
        if line.drawn and (alone or _fits(line, side)):
            return passed("line_drawn", where)
        if line.place.outer is None and "\t" in line.raw.strip(" "):
            if _typed_part(boxes, line, side):
                return passed("line_typed", where)
        elif line.ruling:
            return passed("line_border" if line.blank else "line_typed", where)
    if last.line.place.ruled_below:
        return passed("line_border", where)
    if any(_points_here(line, side, boxes) for line in boxes.read.lines[: boxes.head_end + 3] if id(line) not in mine):
        return passed("line_drawn", where)
    share = last.share("underline")
    if share > 0:
        # An underline is as long as its words: right for the motto, too long elsewhere unless only a part has it.
        return passed("underlined", where) if side == "right" or share <= 0.6 else unknown("underlined", where)
    return failed("no_line", where)


def _below(boxes: Boxes, line: Line) -> list[Line]:
    """Lines under a text that stand in the same column, up to the next text."""
    found: list[Line] = []
    for other in boxes.read.lines[line.index + 1 : line.index + 12]:
        if other.place.outer is None or line.place.outer is None:
            same = other.place.outer is None and line.place.outer is None
        else:
            same = other.place.outer[0] == line.place.outer[0] and other.place.outer[2] == line.place.outer[2]
        if not same or other.place.floating:
            if line.place.outer is None:
                break
            continue
        if other.text and not other.ruling:
            found.append(other)  # a typed rule may share a line with another column
            break
        found.append(other)
        if len(found) > _NEAR:
            break
    return found


def _typed_part(boxes: Boxes, line: Line, side: str) -> bool:
    """A row of columns made by tabs: whether a typed rule stands in the column of that side."""
    parts = segments(line, boxes.read.sections[0], boxes.read.default_tab)
    return any(set(part.text) <= set("_-–—─ ") and len(part.text) >= 3 and _on(part.x, side) for part in parts)


def _fits(line: Line, side: str) -> bool:
    """A shape in a cell of the head is that cell's; a placed one goes by where it stands."""
    if line.place.outer is not None:
        return True
    return any(shape.x is None or _on(shape.x, side) for shape in line.drawn)


def _points_here(line: Line, side: str, boxes: Boxes) -> bool:
    in_head_column = line.place.outer is not None
    return not in_head_column and any(shape.x is not None and _on(shape.x, side) for shape in line.drawn)


def _on(x: float, side: str) -> bool:
    return x < 0.42 if side == "left" else x > 0.55 if side == "right" else 0.38 < x < 0.62
