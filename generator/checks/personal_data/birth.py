"""Dates of birth: a day beside a word for being born, or the day that stands next to a name in a list of persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.personal_data.columns import cells_under
from generator.checks.personal_data.datum import Spot
from generator.checks.personal_data.normal import Normal
from generator.checks.personal_data.phrases import phrases

_MONTHS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|अक्तूबर|नवंबर|दिसंबर"
)
_YEAR = r"(?:19[1-9]\d|20[0-2]\d)"
_DAY = (
    rf"\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?(?:{_YEAR}|\d{{2}})|{_YEAR}\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]\s?\d{{1,2}}"
    rf"|(?:ngay\s+)?\d{{1,2}}\s+thang\s+\d{{1,2}}(?:,?\s+nam)?\s+{_YEAR}|thang\s+\d{{1,2}}(?:\s+nam\s+|/){_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS}),?\s+{_YEAR}|(?:{_MONTHS})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}"
    rf"|(?:{_MONTHS})\s+{_YEAR}|\d{{1,2}}[/\-]{_YEAR}"
)
_DATE = re.compile(rf"(?<![\d/.\-])(?:{_DAY}|{_YEAR})(?![\d/\-]|\.\d)")
_BETWEEN = re.compile(
    r"[\s:=.\-(]*(?:(?:ngay|nam|vao|vao ngay|on|in|is|was|la|the|year|tarikh|date|dinank|को|सन|वर्ष|है|का)"
    r"[\s:=.\-]+){0,3}"
)
_AFTER_WORD = re.compile(r"\s*(?:को|में|का|की)?\s*(?:जन्म|जन्मे|जन्मी|birth|born|ko janm)")
_OPEN_RANGE = re.compile(r"(?:tu|truoc|sau|after|before|since|between|ke tu|tu ngay|truoc ngay|से पहले|के बाद)\s*$")
_OPEN_END = re.compile(r"\s*(?:tro ve|tro lai|tro len|or later|or earlier|onwards?|and after|से पहले|के बाद|या)")
_BESIDE_NAME = re.compile(r"[\"']?\s*(?:[,;|\t(:\-]\s*){1,2}[\"']?(?:sn\s*|b\.?\s)?")
_OTHER_DAY = re.compile(
    r"(?:cap|ngay cap|het han|han|nop|ky|hen|den ngay|issued|expires?|valid|dated|hieu luc)\W*(?:ngay\W*)?$"
)


def birth_dates(normal: Normal, names: Sequence[Spot], numbers: Sequence[Spot] = ()) -> Iterator[Spot]:
    """Every date of birth; a mere year of a group ("sinh từ năm 1990 trở về trước") is none."""
    dates = list(_DATE.finditer(normal.folded))
    if not dates:
        return
    words = [(hit.start, hit.end) for hit in phrases("birth").find(normal)]
    columns = list(cells_under(normal, phrases("birth")))
    for match in dates:
        start, end = match.span()
        # "sinh ngày 9 tháng 12": the cue and the date share the word "ngày"
        cue = max((e for s, e in words if s < start and e < end), default=-1)
        cued = cue >= 0 and _BETWEEN.fullmatch(normal.folded[cue:start]) is not None
        cued = cued or normal.folded[max(0, start - 4) : start].endswith((" b. ", "(b. "))
        cued = cued or _AFTER_WORD.match(normal.folded, end) is not None
        cued = cued or any(s <= start < e for s, e in columns)
        if _OPEN_RANGE.search(normal.folded[max(0, start - 14) : start]) or _OPEN_END.match(normal.folded, end):
            continue
        beside = any(spot.end <= start and _BESIDE_NAME.fullmatch(normal.folded[spot.end : start]) for spot in names)
        beside = beside or (_in_row(normal, names, numbers, start) and _year(match.group()) < _LATEST)
        if _OTHER_DAY.search(normal.folded[max(0, start - 20) : start]):
            continue
        full = end - start > 4  # more than a mere year
        closed = full or normal.folded[end : end + 1] in (")", ",") or not normal.folded[end:].strip()
        if (cued and (full or names)) or (beside and closed):
            yield Spot("birth_date", start, end, 4)


def _in_row(normal: Normal, names: Sequence[Spot], numbers: Sequence[Spot], start: int) -> bool:
    """Whether name, number and this date stand in one row: "Siti …, passport A1234567, 05/06/1990"."""
    for number in numbers:
        if number.end <= start and _BESIDE_NAME.fullmatch(normal.folded[number.end : start]):
            return any(n.end <= number.start and "\n" not in normal.clean[n.end : start] for n in names)
    return False


def _year(date: str) -> int:
    found = re.search(r"(?:19|20)\d{2}", date)
    return int(found.group()) if found else _LATEST


_LATEST = 2013  # a later date beside a document's number is rather its day of issue
