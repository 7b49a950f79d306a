"""Ô 5a and 5b: the name of the kind and the trích yếu (Phụ lục I, Phần I, Mục II, khoản 5)."""

from __future__ import annotations

from generator.checks.layout.boxes import Boxes
from generator.checks.layout.outcome import ABSENT, Outcome, failed, passed, verdict
from generator.checks.layout.rules.head import bold, sized
from generator.checks.layout.rules.ruling import rule_under


def title_not_bold_caps(boxes: Boxes) -> Outcome:
    title = boxes.title
    if title is None:
        return ABSENT
    if not title.upper:
        return failed("not_caps", title.text)
    return verdict(title.share("bold") > 0.9, "bold" if title.share("bold") > 0.9 else "not_bold", title.text)


def subject_not_bold(boxes: Boxes) -> Outcome:
    return bold(boxes.subject)


def subject_line_missing(boxes: Boxes) -> Outcome:
    if boxes.title is None or not boxes.subject:
        return ABSENT
    return rule_under(boxes, boxes.subject, "middle")


def congvan_has_title(boxes: Boxes) -> Outcome:
    if boxes.wrong_title is not None:
        return failed("text", boxes.wrong_title.text, text=boxes.wrong_title.text)
    return passed() if boxes.kind and boxes.kind.id == "cong_van" else ABSENT


def vv_style(boxes: Boxes) -> Outcome:
    if not boxes.vv or (boxes.kind is not None and boxes.kind.id != "cong_van"):
        return ABSENT
    for look in ("bold", "italic"):
        styled = [s for s in boxes.vv if s.share(look) > 0.3]
        if styled:
            return failed(look, styled[0].text)
    return passed("upright", boxes.vv[0].text)


def vv_size(boxes: Boxes) -> Outcome:
    if not boxes.vv or (boxes.kind is not None and boxes.kind.id != "cong_van"):
        return ABSENT
    return sized(boxes.vv, 12, 13)
