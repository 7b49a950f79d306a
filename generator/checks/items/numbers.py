"""Options that are quantities: their value or range in one unit, read from how people write them."""

from __future__ import annotations

import re
from typing import NamedTuple

_HOURS = {
    "phút": 1 / 60, "giờ": 1, "tiếng": 1, "ngày": 24, "ngày làm việc": 24, "tuần": 168, "tháng": 730, "quý": 2190,
    "năm": 8760, "minute": 1 / 60, "hour": 1, "day": 24, "working day": 24, "business day": 24, "week": 168,
    "fortnight": 336, "month": 730, "quarter": 2190, "year": 8760, "मिनट": 1 / 60, "घंटे": 1, "घंटा": 1, "दिन": 24,
    "कार्य दिवस": 24, "सप्ताह": 168, "महीने": 730, "माह": 730, "वर्ष": 8760, "साल": 8760,
}  # fmt: skip
_SPELLED = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "एक": 1, "दो": 2, "तीन": 3, "चार": 4, "पाँच": 5, "छह": 6,
    "सात": 7, "आठ": 8, "नौ": 9, "दस": 10,
}  # fmt: skip
_DATE = re.compile(r"(?:ngày\s+)?(\d{1,2})(?:/|-|\s+tháng\s+)(\d{1,2})(?:(?:/|-|\s+năm\s+)(\d{4}))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]*\.?(?: (\d{{4}}))?\b")
_NUMBER = r"(?:\d{1,3}(?:[.,\s]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(?:\s*/\s*\d+)?"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|đến|tới|to|and|và|से)\s*({_NUMBER})")
_BELOW = re.compile(
    r"\b(?:dưới|chưa đến|chưa tới|ít hơn|nhỏ hơn|không quá|không vượt quá|tối đa|trong vòng|chậm nhất"
    r"|less than|under|fewer than|below|up to|at most|no more than|within|not more than)\b|से कम|अधिकतम"
)
_ABOVE = re.compile(r"\b(?:trên|hơn|quá|nhiều hơn|lớn hơn|ít nhất|tối thiểu|từ .* trở lên|more than|over|above|at least"
                    r"|no less than|minimum)\b|से अधिक|कम से कम|trở lên")  # fmt: skip


class Amount(NamedTuple):
    """A closed range [low, high] and the words around the number; `bounded` when a word like "under" opens a side."""

    low: float
    high: float
    rest: str
    bounded: bool = False


def amount(text: str) -> Amount | None:
    """The quantity an option states, None when it is not one number, range or date with few words around."""
    text = text.lower().strip(" “”\"'")
    date = _DATE.search(text)
    if date and (date[3] or "tháng" in date.group() or re.fullmatch(_DATE, text)):
        value = int(date[3] or 0) * 372 + int(date[2]) * 31 + int(date[1])
        return Amount(value, value, (text[: date.start()] + text[date.end() :]).strip() + "#date")
    english = _ENGLISH_DATE.search(text)
    if english:
        month = _MONTHS.index(english[2][:3]) + 1
        value = int(english[3] or 0) * 372 + month * 31 + int(english[1])
        return Amount(value, value, (text[: english.start()] + text[english.end() :]).strip() + "#date")
    found = _RANGE.search(text)
    if found is not None:
        low, high, rest = _value(found[1]), _value(found[2]), text[: found.start()] + "#" + text[found.end() :]
    else:
        numbers = list(re.finditer(_NUMBER, text))
        if len(numbers) == 1:
            low = high = _value(numbers[0].group())
            rest = text[: numbers[0].start()] + "#" + text[numbers[0].end() :]
        else:
            spelled = re.match(r"(?:\w+ )?(\S+)\b", text)
            first = text.split()[0] if text.split() else ""
            if numbers or first not in _SPELLED or spelled is None:
                return None
            low = high = float(_SPELLED[first])
            rest = "#" + text[len(first) :]
    if re.search(r"#[a-zđ]|[a-z/-]#|#[/.-]\S", rest):
        return None  # a code ("10b", "TK01a", "07/BC"), not an amount
    below, above = _BELOW.search(rest), _ABOVE.search(rest)
    rest = " ".join(_ABOVE.sub(" ", _BELOW.sub(" ", rest)).split())
    if below:
        low = float("-inf")
    elif above:
        high = float("inf")
    return _in_hours(Amount(low, high, rest, bool(below or above)))


def same_kind(amounts: list[Amount | None]) -> bool:
    """Whether all are amounts of one kind, so that they have an order."""
    known = [found for found in amounts if found is not None]
    rests = {found.rest for found in known}
    return (
        len(known) == len(amounts)
        and (len(rests) == 1 or all(len(rest.split()) <= 2 for rest in rests))
        and (len({rest.replace("#", "").strip() for rest in rests}) == 1)
    )


def _in_hours(found: Amount) -> Amount:
    unit = found.rest.replace("#", "").strip().removesuffix("s")
    if unit in _HOURS:
        factor = _HOURS[unit]
        return found._replace(low=found.low * factor, high=found.high * factor, rest="# <time>")
    return found


def _value(text: str) -> float:
    text = text.replace(" ", "")
    if "/" in text:
        top, bottom = text.split("/")
        return float(top) / float(bottom) if float(bottom) else 0.0
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
        return float(re.sub(r"[.,]", "", text))
    return float(text.replace(",", "."))
