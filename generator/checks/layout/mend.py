"""A corrected copy: what is mechanical is mended, the rest is named.

Each mender changes the file; then every rule is asked again, so that "mended" is what the checker itself confirms.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.checks.layout import edits
from generator.checks.layout.audit import Audit, examine
from generator.checks.layout.lines import TWIPS_MM, Line, Segment
from generator.checks.layout.mend_words import WORDS
from generator.checks.layout.rules.body import indent_cm
from generator.checks.layout.rules.foot import signed_by

_FONT = "Times New Roman"


class Mended(NamedTuple):
    """Rules that held no longer fail, and rules that still do."""

    mended: tuple[str, ...]
    left: tuple[str, ...]


def mend(path: Path, language: str = "vi") -> tuple[bytes, Mended]:
    """(the corrected DOCX, what was mended and what is left). Raises what `examine` raises."""
    before = examine(path, language)
    found, content = before, path.read_bytes()
    with tempfile.TemporaryDirectory(prefix="soan-layout-") as folder:
        for _ in range(2):  # a retyped text may bring another rule within reach
            for rule in sorted(found.broken()):
                mender = _LOOKS.get(rule) or WORDS.get(rule)
                if mender is not None:
                    mender(found)
            content = found.package.saved()
            copy = Path(folder) / "copy.docx"
            copy.write_bytes(content)
            found = examine(copy, language)
            if not found.broken():
                break
    left = found.broken()
    return content, Mended(tuple(sorted(before.broken() - left)), tuple(sorted(left)))


def _paper(audit: Audit) -> bool:
    for section in audit.boxes.read.sections:
        turned = bool(section.width and section.height and section.width > section.height)
        sides = (16838, 11906) if turned else (11906, 16838)
        edits.page_setup(section, size={"w": sides[0], "h": sides[1]})
    return True


def _margin(side: str, low: float, high: float) -> Callable[[Audit], bool]:
    def mender(audit: Audit) -> bool:
        for section in audit.boxes.read.sections:
            value = (section.margins.get(side) or 0.0) / TWIPS_MM
            edits.page_setup(section, margins={side: min(max(value, low), high) * TWIPS_MM})
        return True

    return mender


def _font(audit: Audit) -> bool:
    for line in audit.boxes.read.lines:
        wrong = [p for p in line.pieces if any(not font.lower().startswith("times new roman") for font in p.fonts)]
        edits.format_runs([Segment(line, wrong)], font=_FONT)
    return True


def _numbers(audit: Audit) -> bool:
    return edits.number_pages(audit.package, audit.boxes.read.sections)


def _first_page(audit: Audit) -> bool:
    edits.title_page(audit.boxes.read.sections[0])
    return True


def _number_size(audit: Audit) -> bool:
    for section in audit.boxes.read.sections:
        for number in section.numbers:
            properties = edits.first_properties(number.run)
            edits.child(properties, "sz", edits.RUN_ORDER).set(edits.VALUE, "28")
    return True


def _one(segment: Segment | None) -> list[Segment]:
    return [segment] if segment is not None else []


def _whole(lines: list[Line]) -> list[Segment]:
    return [line.whole() for line in lines]


def _names(audit: Audit) -> list[Segment]:
    return [name for group in audit.boxes.signatures if (name := signed_by(group)[1]) is not None]


def _text_lines(audit: Audit) -> list[Line]:
    return [line for line in audit.boxes.body if line.jc in ("left", "both", "right")]


def _justify(audit: Audit) -> bool:
    for line in _text_lines(audit):
        edits.format_paragraph(line, jc="both")
    return True


def _indent(audit: Audit) -> bool:
    for line in _text_lines(audit):
        value = indent_cm(line, audit.boxes.read.default_tab)
        typed = re.match(r"[\t \u00a0]", line.raw)
        if not line.label and not typed and not any(abs(value - right) <= 0.04 for right in (1.0, 1.27)):
            edits.format_paragraph(
                line, ind={"left": 0, "start": None, "hanging": None, "firstLineChars": None, "firstLine": 720}
            )
    return True


def _spacing(audit: Audit) -> bool:
    for line in audit.boxes.body:
        edits.format_paragraph(line, spacing={"after": 120, "afterAutospacing": None, "afterLines": None})
        if line.props.get("contextualSpacing"):
            edits.no_contextual_spacing(line)
    return True


def _line_spacing(audit: Audit) -> bool:
    for line in _text_lines(audit):
        low = line.props.get("line", 240.0) <= 300 or line.props.get("lineRule", "auto") != "auto"
        edits.format_paragraph(line, spacing={"line": 240 if low else 360, "lineRule": "auto"})
    return True


def _rule(of: str, share: float) -> Callable[[Audit], bool]:
    def mender(audit: Audit) -> bool:
        boxes = audit.boxes
        lines = {"motto": _one(boxes.motto), "agency": boxes.agency, "subject": boxes.subject}[of]
        return bool(lines) and edits.rule_below(lines[-1], boxes.read.sections[0], share)

    return mender


_LOOKS: dict[str, Callable[[Audit], bool]] = {
    "paper_size": _paper,
    "margin_left": _margin("left", 30, 35),
    "margin_right": _margin("right", 15, 20),
    "margin_top": _margin("top", 20, 25),
    "margin_bottom": _margin("bottom", 20, 25),
    "font_family": _font,
    "page_number_position": _numbers,
    "page_number_missing": _numbers,
    "page_number_on_first": _first_page,
    "page_number_size": _number_size,
    "national_name_size": lambda a: edits.clamp_sizes(_one(a.boxes.national), 12, 13),
    "national_name_not_bold": lambda a: edits.format_runs(_one(a.boxes.national), bold=True),
    "motto_line_missing": _rule("motto", 1.0),
    "org_line_missing": _rule("agency", 0.4),
    "subject_line_missing": _rule("subject", 0.4),
    "org_not_bold": lambda a: edits.format_runs(a.boxes.agency, bold=True),
    "parent_org_bold": lambda a: edits.format_runs(a.boxes.superior, bold=False),
    "date_not_italic": lambda a: edits.format_runs(_one(a.boxes.date), italic=True),
    "subject_not_bold": lambda a: edits.format_runs(a.boxes.subject, bold=True),
    "congvan_has_title": lambda a: a.boxes.wrong_title is not None and edits.remove(a.boxes.wrong_title.line),
    "vv_style": lambda a: edits.format_runs(a.boxes.vv, bold=False, italic=False),
    "vv_size": lambda a: edits.clamp_sizes(a.boxes.vv, 12, 13),
    "legal_basis_not_italic": lambda a: edits.format_runs(_whole(a.boxes.bases), italic=True),
    "body_not_justified": _justify,
    "body_size": lambda a: edits.clamp_sizes(_whole(a.boxes.body + a.boxes.bases), 13, 14),
    "first_line_indent": _indent,
    "spacing": _spacing,
    "line_spacing": _line_spacing,
    "signer_not_bold": lambda a: edits.format_runs(_names(a), bold=True),
    "recipients_size": lambda a: edits.clamp_sizes(a.boxes.recipient_list, 11, 11),
    "recipients_label_style": lambda a: edits.format_runs(_one(a.boxes.recipients), bold=True, italic=True, size=12),
}
