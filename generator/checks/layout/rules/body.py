"""How ô 6 looks: alignment, size, indents, spacing (Phụ lục I, Phần I, Mục II, khoản 6đ, 6e)."""

from __future__ import annotations

from generator.checks.layout.boxes import Boxes
from generator.checks.layout.lines import TWIPS_CM, Line, Section
from generator.checks.layout.metrics import LINE_HEIGHT, text_width
from generator.checks.layout.outcome import ABSENT, Outcome, failed, figures, passed, unknown
from generator.checks.layout.pages import rows_of

_ENOUGH = 0.2  # share of the text from which a look is the document's, not one paragraph's slip
_INDENTS = (1.0, 1.27)
_INDENT_SLACK = 0.04  # cm: 1,25 cm is the same measure rounded


def _running(boxes: Boxes) -> list[Line]:
    """Paragraphs of the text: not centred headings, not căn cứ."""
    return [line for line in boxes.body if line.jc in ("left", "both") and line.text]


def _section(boxes: Boxes, line: Line) -> Section:
    return next((s for s in reversed(boxes.read.sections) if s.starts <= line.index), boxes.read.sections[0])


def _letters(line: Line) -> int:
    return sum(piece.letters for piece in line.pieces)


def _judge(boxes: Boxes, wrong: list[Line], lines: list[Line]) -> bool:
    """Whether the wrong lines are enough to say the document breaks the rule: a fifth of its letters, or several
    paragraphs."""
    total = sum(_letters(line) for line in lines) or 1
    share = sum(_letters(line) for line in wrong) / total
    return bool(wrong) and (share >= _ENOUGH or len(wrong) >= 3)


def body_not_justified(boxes: Boxes) -> Outcome:
    lines = [
        line
        for line in boxes.body
        if line.jc != "center" and rows_of(line, _section(boxes, line)) > 1 and line.part == 0
    ]
    if not lines:
        return ABSENT
    wrong = [line for line in lines if line.jc != "both"]
    if _judge(boxes, wrong, lines):
        return failed(f"aligned_{wrong[0].jc if wrong[0].jc in ('left', 'right') else 'left'}", wrong[0].text)
    return passed("justified", lines[0].text)


def body_size(boxes: Boxes) -> Outcome:
    lines = boxes.body + boxes.bases
    if not lines:
        return ABSENT
    found: dict[float, int] = {}
    wrong: list[Line] = []
    for line in lines:
        sizes = line.whole().sizes()
        for size, letters in sizes.items():
            found[size] = found.get(size, 0) + letters
        if sum(letters for size, letters in sizes.items() if not 13 <= size <= 14) > 0.5 * _letters(line):
            wrong.append(line)
    if _judge(boxes, wrong, lines):
        return failed("points", wrong[0].text, size=figures(s for s in found if not 13 <= s <= 14))
    main = max(found, key=lambda size: found[size]) if found else 0.0
    return passed("points", lines[0].text, size=main)


def first_line_indent(boxes: Boxes) -> Outcome:
    # Word sets the indents of an automatic list by itself; the rule speaks of where a paragraph's text begins.
    lines = [line for line in _running(boxes) if line.part == 0 and not line.label]
    if not lines:
        return ABSENT
    measured = [(line, indent_cm(line, boxes.read.default_tab)) for line in lines]
    wrong = [line for line, value in measured if not _allowed(value)]
    if _judge(boxes, wrong, lines):
        values = [round(value, 2) for line, value in measured if line in wrong]
        return failed("centimetres", wrong[0].text, value=figures(values[:3]))
    return passed("centimetres", lines[0].text, value=round(measured[0][1], 2))


def _allowed(value: float) -> bool:
    return any(abs(value - allowed) <= _INDENT_SLACK for allowed in _INDENTS)


def indent_cm(line: Line, default_tab: float) -> float:
    """Where the first letter of a paragraph stands, in cm from the text margin: indents, leading tabs and spaces."""
    left = line.props.get("left", 0.0)
    size = next((piece.size for piece in line.pieces if piece.text), 14.0)
    if (characters := line.props.get("firstLineChars", 0.0)) > 0:
        at = left + characters / 100 * size * 20
    else:
        at = left + line.props.get("first", 0.0)
    for letter in line.raw:
        if letter == "\t":
            stops = [stop for stop in line.props.get("tabs", {}) if stop > at + 1]
            if line.props.get("first", 0.0) < 0 and left > at + 1:
                stops.append(left)
            at = min(stops) if stops else (at // default_tab + 1) * default_tab
        elif letter in " \u00a0":
            at += text_width(" ", size)
        else:
            break
    return float(at / TWIPS_CM)


def spacing(boxes: Boxes) -> Outcome:
    pairs = []
    for above, below in zip(boxes.body, boxes.body[1:], strict=False):
        between = boxes.read.lines[above.index + 1 : below.index]
        plain_pair = above.jc in ("left", "both") and below.jc in ("left", "both") and below.part == 0
        if plain_pair and not between:
            pairs.append((above, below, _gap(above, below)))
    if not pairs:
        return ABSENT
    wrong = [(below, gap) for _, below, gap in pairs if gap[0] < 5.95]
    if not wrong or not (len(wrong) >= 3 or len(wrong) >= _ENOUGH * len(pairs)):
        return passed("points", pairs[0][1].text, size=pairs[0][2][0])
    line, (larger, added) = wrong[0]
    if added >= 5.95:  # Word takes the larger of the two spacings, other programs add them
        return unknown("points", line.text, size=larger)
    return failed("points", line.text, size=larger)


def _gap(above: Line, below: Line) -> tuple[float, float]:
    """Space between two paragraphs in points: (the larger of after and before, their sum)."""
    same = above.style == below.style
    after = 0.0 if same and above.props.get("contextualSpacing") else _space(above, "after")
    before = 0.0 if same and below.props.get("contextualSpacing") else _space(below, "before")
    return max(after, before), after + before


def _space(line: Line, side: str) -> float:
    if str(line.props.get(f"{side}Autospacing", "0")) in ("1", "true", "on"):
        return 14.0
    if (lines := line.props.get(f"{side}Lines", 0.0)) > 0:
        return float(lines) / 100 * 12
    return float(line.props.get(side, 0.0)) / 20


def line_spacing(boxes: Boxes) -> Outcome:
    lines = _running(boxes)
    if not lines:
        return ABSENT
    measured = [(line, lines_of(line)) for line in lines]
    wrong = [(line, value) for line, value in measured if not 0.97 <= value <= 1.52]
    if _judge(boxes, [line for line, _ in wrong], lines):
        return failed("line_spacing", wrong[0][0].text, value=round(wrong[0][1], 2))
    return passed("line_spacing", lines[0].text, value=round(measured[0][1], 2))


def lines_of(line: Line) -> float:
    """Line spacing as a multiple of single spacing; a fixed one is measured against the size of the text."""
    value, rule = line.props.get("line", 240.0), line.props.get("lineRule", "auto")
    if rule == "auto":
        return float(value) / 240
    size = max((piece.size for piece in line.pieces if piece.letters), default=13.0)
    ratio = float(value) / 20 / (size * LINE_HEIGHT)
    return ratio if rule == "exact" else max(ratio, 1.0)
