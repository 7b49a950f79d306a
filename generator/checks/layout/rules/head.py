"""Ô 1–4: the State's name, the agency, number and symbol, place and date (Phụ lục I, Phần I, Mục II, khoản 1–4)."""

from __future__ import annotations

import re

from generator.checks.layout.boxes import Boxes
from generator.checks.layout.lines import Segment
from generator.checks.layout.outcome import ABSENT, Outcome, failed, figures, passed, unknown, verdict
from generator.checks.layout.rules.ruling import rule_under
from generator.domain.text import nfc

_BOLD = 0.9  # share of letters: a stray plain space or mark is not a choice


def sized(segments: list[Segment], low: float, high: float) -> Outcome:
    """Every letter between two sizes in points."""
    found: dict[float, int] = {}
    for segment in segments:
        for size, letters in segment.sizes().items():
            found[size] = found.get(size, 0) + letters
    if not found:
        return ABSENT
    wrong = [size for size, letters in found.items() if not low <= size <= high and letters >= 2]
    return verdict(not wrong, "points", segments[0].text, size=figures(wrong or found))


def bold(segments: list[Segment]) -> Outcome:
    """Every line bold."""
    if not segments:
        return ABSENT
    plain_ones = [s for s in segments if s.share("bold") < _BOLD]
    return failed("not_bold", plain_ones[0].text) if plain_ones else passed("bold", segments[0].text)


def national_name_size(boxes: Boxes) -> Outcome:
    return sized([boxes.national], 12, 13) if boxes.national else ABSENT


def national_name_not_bold(boxes: Boxes) -> Outcome:
    return bold([boxes.national]) if boxes.national else ABSENT


def motto_dash(boxes: Boxes) -> Outcome:
    if boxes.motto is None:
        return ABSENT
    text = nfc(boxes.motto.raw)
    right = re.search(r"\S - \S+ \S+ - \S", text) is not None and len(re.findall(r"[-‐‑‒–—−]", text)) == 2
    return verdict(right, "text", boxes.motto.text, text=boxes.motto.text)


def motto_line_missing(boxes: Boxes) -> Outcome:
    return rule_under(boxes, [boxes.motto], "right") if boxes.motto else ABSENT


def org_not_bold(boxes: Boxes) -> Outcome:
    return bold(boxes.agency)


def org_line_missing(boxes: Boxes) -> Outcome:
    return rule_under(boxes, boxes.agency, "left") if boxes.agency else ABSENT


def parent_org_bold(boxes: Boxes) -> Outcome:
    if not boxes.superior:
        return ABSENT
    wrong = [s for s in boxes.superior if s.share("bold") > 0.3]
    return failed("bold", wrong[0].text) if wrong else passed("not_bold", boxes.superior[0].text)


# -- ô 3 ---------------------------------------------------------------------------------------------------------------

_BLANK = r"(?:[\s.…_]*)"
_SYMBOL = r"[A-ZĐÀ-ỸƠƯĂÂÊÔa-zà-ỹđ0-9&]+"
_NUMBER = re.compile(rf"Số:\s*(?:\d+|{_BLANK})/{_SYMBOL}(?:-{_SYMBOL})*")
_LEADING = re.compile(r"s[oố]\s*:?\s*(\d*)", re.I)


def number_symbol_format(boxes: Boxes) -> Outcome:
    if boxes.number is None:
        return ABSENT
    text = re.sub(r"\[[^\]]*\]", "X", boxes.number.text.strip(" ."))  # "[…]" in a template stands for what is to come
    symbol = text.partition("/")[2]
    good = _NUMBER.fullmatch(text) is not None and any(ch.isupper() for ch in symbol)
    return verdict(good, "text", boxes.number.text, text=boxes.number.text)


# Abbreviations of kinds that no agency bears: before them stands no công văn.
_NOT_AGENCIES = ("CV", "QĐ", "KH", "TB", "TTr", "GM", "CĐ", "BB", "CTr", "QyĐ", "GGT", "BC")


def _digits(segment: Segment) -> str:
    match = _LEADING.match(segment.text)
    return match.group(1) if match else ""


def number_zero_pad(boxes: Boxes) -> Outcome:
    if boxes.number is None:
        return ABSENT
    digits = _digits(boxes.number)
    if not digits:
        return ABSENT
    return verdict(len(digits) > 1, "text", boxes.number.text, text=digits)


def type_abbreviation(boxes: Boxes) -> Outcome:
    if boxes.number is None or boxes.kind is None:
        return ABSENT
    body = re.sub(r"^s[oố]\s*:?", "", boxes.number.text, flags=re.I)
    groups = [part for part in re.split(r"[\s/\-–—−._]+", body) if part]
    groups = [part for part in groups if not part.isdigit() and part.strip("…")]
    if not groups or boxes.kind.abbr is None:
        return unknown("text", boxes.number.text, text=boxes.number.text)
    first = groups[0]
    wrong = first in _NOT_AGENCIES if boxes.kind.abbr == "" else first.lower() != boxes.kind.abbr.lower()
    return verdict(not wrong, "abbreviation", boxes.number.text, found=first, wanted=boxes.kind.abbr or "—")


def invented_number_in_draft(boxes: Boxes) -> Outcome:
    if not boxes.drafts or boxes.number is None:
        return ABSENT
    return verdict(not _digits(boxes.number), "text", boxes.number.text, text=boxes.number.text)


# -- ô 4 ---------------------------------------------------------------------------------------------------------------

_FILLED = r"(\d{1,2}|[\s.…_]*)"
_DATE = re.compile(rf"\bngày\s*{_FILLED}\s*tháng\s*{_FILLED}\s*năm\s*(\d{{4}}|[\s\d.…_]*)", re.I)


def _date(boxes: Boxes) -> tuple[str, str] | None:
    match = _DATE.search(boxes.date.text) if boxes.date else None
    return (match.group(1).strip(), match.group(2).strip()) if match else None


def date_zero_month(boxes: Boxes) -> Outcome:
    parts = _date(boxes)
    if parts is None or not parts[1].isdigit():
        return ABSENT
    month = int(parts[1])
    written = f"{month:02d}" if month <= 2 else str(month)
    return verdict(parts[1] == written, "text", boxes.date.text if boxes.date else "", text=parts[1])


def date_zero_day(boxes: Boxes) -> Outcome:
    parts = _date(boxes)
    if parts is None or not parts[0].isdigit():
        return ABSENT
    return verdict(len(parts[0]) == 2, "text", boxes.date.text if boxes.date else "", text=parts[0])


def date_format(boxes: Boxes) -> Outcome:
    if boxes.date is None:
        return ABSENT
    return verdict(_DATE.search(boxes.date.text) is not None, "text", boxes.date.text, text=boxes.date.text)


def date_not_italic(boxes: Boxes) -> Outcome:
    if boxes.date is None:
        return ABSENT
    italic = boxes.date.share("italic") > 0.5
    return verdict(italic, "italic" if italic else "upright", boxes.date.text)
