"""Quantities, dates and references in any writing, as values that can be compared.

"30 ngày" = "ba mươi ngày" = "३० दिन"; "2 triệu đồng" = "2.000.000 đồng"; "24 giờ" = "một ngày"; "1/3" = "một phần ba".
Numbers inside a date or a document number belong to it and are not read a second time.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from generator.grounding.lexicon import number_words, phrases

Kind = Literal["number", "date", "reference"]

_NUMBER = re.compile(r"(?<![\w/])(?<!\d[.,])[-−]?\d+(?:[.,]\d+)*(?:\s?%)?")
_FRACTION = re.compile(r"(?<![\d/.,])(\d{1,2})/(\d{1,2})(?![\d/])")
_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-]((?:1|2)\d{3})(?!\d)")
_ISO_DAY = re.compile(r"(?<![\d/-])((?:1|2)\d{3})-(\d{2})-(\d{2})(?!\d)")
_VI_DAY = re.compile(
    r"(?:ngày\s+(?:mùng\s+)?(\d{1,2})\s+)?tháng\s+(\d{1,2}|[a-zà-ỹ]+(?:\s(?:một|hai))?)(?:\s+năm\s+((?:1|2)\d{3}))?"
)
_DOCUMENT = re.compile(
    r"\d+(?:/(?:1|2)\d{3})?/(?:[A-ZĐ]{2,}\d*)(?:-[A-ZĐ]+\d*)*"
    r"|(?<!\w)[A-Z]{1,5}[ -]?\d{1,6}(?:[.-]\d+)*(?::\d{4})?(?!\w)"
    r"|(?<!\w)\d+\.\d{6}(?!\d)"
)
_ACRONYM_YEAR = re.compile(r"[A-Z]+ (?:1[5-9]|20)\d{2}")
_PLACE = re.compile(
    r"(?<!\w)(?P<kind>phụ lục|chương|mục|điều|khoản|điểm|mẫu số|article|section|clause|annex|chapter|appendix|अनुच्छेद"
    r"|धारा)\s+(?P<label>\d+[a-zđ]?|[ivxlc]+|[a-zđ])(?!\w)",
    re.IGNORECASE,
)
# hours for short times, months for long ones: a month is not thirty days in law
_TIMES = {"minute": ("time", 1 / 60), "hour": ("time", 1.0), "day": ("time", 24.0), "week": ("time", 168.0),
          "month": ("months", 1.0), "quarter": ("months", 3.0), "year": ("months", 12.0), "decade": ("months", 120.0),
          "mm": ("length", 0.001), "cm": ("length", 0.01), "m": ("length", 1.0), "km": ("length", 1000.0),
          "kb": ("bytes", 1e-3), "mb": ("bytes", 1.0), "gb": ("bytes", 1e3)}  # fmt: skip
_OTHER_DIGIT = re.compile(r"[^\D0-9]|[．，]")
_LETTER = re.compile(r"\s?(k|m|bn|b)(?!\w)")
_RANGE = re.compile(r"\s*(?:-|–|—|đến|tới|to|से|x|×)\s*")
_LETTERS = r"a-zà-ỹđऀ-ॿ"
_WORD = re.compile(rf"[{_LETTERS}]+(?:[{_LETTERS}-]+)?")


@dataclass(frozen=True)
class Quantity:
    """`value` is a number in the base unit, or a tuple of a date or reference; `unit` "" where none is named.

    `bound` is "most", "least" or "" as the words before or after say; `start`/`end` are places in the given text.
    """

    kind: Kind
    value: float | tuple[int | str | None, ...]
    unit: str
    bound: str
    start: int
    end: int
    text: str


def read_quantities(text: str, language: str) -> list[Quantity]:
    """All quantities of the text in reading order. Offsets are those of the text as given (NFC expected)."""
    plain = text if text.isascii() or not _OTHER_DIGIT.search(text) else "".join(_plain_digit(ch) for ch in text)
    lower = plain.lower() if len(plain.lower()) == len(plain) else plain
    taken = bytearray(len(text))
    found: list[Quantity] = []

    def keep(quantity: Quantity) -> None:
        if not any(taken[quantity.start : quantity.end]):
            taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
            found.append(quantity)

    for quantity in _dates(plain, lower, language):
        keep(quantity)
    for quantity in _references(plain, lower):
        keep(quantity)
    for quantity in _numbers(lower, language, taken):
        keep(quantity)
    for quantity in _number_words(lower, language, taken):
        keep(quantity)
    found.sort(key=lambda quantity: quantity.start)
    return [_cut(quantity, text) for quantity in _share_units(found, lower)]


def _share_units(found: list[Quantity], lower: str) -> list[Quantity]:
    """ "20 - 25 mm": the unit of a range is said once and holds for both ends."""
    out = list(found)
    for at in range(len(found) - 2, -1, -1):
        one, other = out[at], out[at + 1]
        if one.kind == other.kind == "number" and not one.unit and other.unit:
            gap = _RANGE.fullmatch(lower, one.end, other.start)
            if gap and isinstance(one.value, float) and isinstance(other.value, float):
                said = _NUMBER.match(lower, other.start)
                factor = _factor(lower[other.start : other.end], other.value) if said else 1.0
                out[at] = replace(one, value=round(one.value * factor, 6), unit=other.unit)
    return out


def _factor(words: str, value: float) -> float:
    """How much the unit of "25 mm" enlarges its digits."""
    digits = _NUMBER.match(words)
    plain = float(re.sub(r"[^\d.]", "", digits.group().replace(",", ".")) or 0) if digits else 0.0
    return value / plain if plain else 1.0


def _cut(quantity: Quantity, text: str) -> Quantity:
    words = text[quantity.start : quantity.end]
    return replace(quantity, text=words.strip())


def _plain_digit(ch: str) -> str:
    if ch.isascii() or not ch.isdigit():
        return "." if ch == "．" else "," if ch == "，" else ch
    return str(unicodedata.digit(ch))


def _dates(plain: str, lower: str, language: str) -> list[Quantity]:
    found = []
    for match in _ISO_DAY.finditer(plain):
        found.append(_date(match, int(match[1]), int(match[2]), int(match[3])))
    for match in _DAY.finditer(plain):
        found.append(_date(match, int(match[3]), int(match[2]), int(match[1])))
    if language == "vi":
        months = number_words("vi")["months"]
        for match in _VI_DAY.finditer(lower):
            month = int(match[2]) if match[2].isdigit() else months.get(match[2])
            if month is None or not (match[1] or match[3] or not match[2].isdigit()) or month > 12:
                continue
            found.append(_date(match, _int(match[3]), month, _int(match[1])))
    else:
        for pattern in _named_months(language):
            for match in pattern.finditer(lower):
                groups = match.groupdict()
                if groups["day"] or groups["year"]:
                    month = number_words(language)["months"][groups["month"]]
                    found.append(_date(match, _int(groups["year"]), month, _int(groups["day"])))
    return found


@cache
def _named_months(language: str) -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, number_words(language)["months"]), key=len, reverse=True))
    return (
        re.compile(rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{names})\.?,?\s+(?P<year>[12]\d{{3}})(?!\d)"),
        re.compile(rf"(?<!\w)(?P<month>{names})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>[12]\d{{3}}))?(?!\d)"),
        re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{names})(?P<year>(?!))?(?!\w)"),
    )  # fmt: skip


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _date(match: re.Match[str], year: int | None, month: int | None, day: int | None) -> Quantity:
    return Quantity("date", (year, month, day), "date", "", match.start(), match.end(), "")


def _references(plain: str, lower: str) -> list[Quantity]:
    found = []
    for match in _DOCUMENT.finditer(plain):
        if _ACRONYM_YEAR.fullmatch(match.group()):
            continue  # "HTTP 1997" is a name and a year
        label = re.sub(r"[ -]", "", match.group()).upper()
        found.append(Quantity("reference", ("document", label), "ref", "", match.start(), match.end(), ""))
    for match in _PLACE.finditer(lower):
        label, kind = match["label"], match["kind"]
        if kind == "điểm" and label.isdigit():
            continue  # a score, not a point of a clause
        found.append(Quantity("reference", (kind, label), "ref", "", match.start(), match.end(), ""))
    return found


def _value(digits: str, language: str) -> float:
    """Vietnamese groups by full stops and marks decimals with a comma; English and Hindi the other way round."""
    digits = digits.replace("−", "-").strip()
    group, point = (".", ",") if language == "vi" else (",", ".")
    if re.fullmatch(rf"-?\d{{1,3}}(?:\{group}\d{{2,3}})*\{group}\d{{3}}(?:\{point}\d+)?", digits):
        digits = digits.replace(group, "")
    if digits.count(point) == 1 and group not in digits:
        digits = digits.replace(point, ".")
    elif digits.count(point) > 1:
        digits = digits.replace(point, "")
    digits = digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return float(re.sub(r"\D", "", digits) or 0)


def _numbers(lower: str, language: str, taken: bytearray) -> list[Quantity]:
    found = []
    for match in _FRACTION.finditer(lower):
        if int(match[2]) and int(match[1]) < int(match[2]) and not taken[match.start()]:
            found.append(_finish(int(match[1]) / int(match[2]), lower, match.start(), match.end(), language))
    spans = [(quantity.start, quantity.end) for quantity in found]
    for match in _NUMBER.finditer(lower):
        if taken[match.start()] or any(start <= match.start() < end for start, end in spans):
            continue
        if _is_label(lower, match):
            continue
        digits = match.group().rstrip("%").strip()
        found.append(_finish(_value(digits, language), lower, match.start(), match.start() + len(digits), language))
    return found


def _is_label(lower: str, match: re.Match[str]) -> bool:
    """The number of a list item or heading ("1. ", "* 2. ", "#### 3.")."""
    line = lower.rfind("\n", 0, match.start()) + 1
    before = lower[line : match.start()].strip(" \t*#->_\\")
    after = lower[match.end() : match.end() + 2]
    return not before and (after.startswith((". ", ") ")) or after in (".", ")", ".*"))


def _number_words(lower: str, language: str, taken: bytearray) -> list[Quantity]:
    table = number_words(language)
    digits, scales = table["digits"], table["scales"]
    found = []
    fractions = phrases(language, "fractions")
    for match in fractions.finditer(lower):
        if not taken[match.start()]:
            found.append(_finish(table["fractions"][match.group()], lower, match.start(), match.end(), language))
    busy = [(quantity.start, quantity.end) for quantity in found]
    run: list[re.Match[str]] = []

    def close() -> None:
        if run:
            found.extend(_worded(run, lower, language))
        run.clear()

    for match in _WORD.finditer(lower):
        words = match.group().split("-")
        number = all(word in digits or word in scales for word in words)
        if not number or taken[match.start()] or any(a <= match.start() < b for a, b in busy):
            if match.group() not in ("and", "linh", "lẻ"):
                close()
            continue
        if language == "vi" and run and digits.get(run[-1].group(), 10) < 10 and match.group() in digits:
            close()  # two digits in a row: "ba năm", and the second is the unit
            if match.group() == "năm":
                continue
        if run and lower[run[-1].end() : match.start()].strip(" ") not in ("", "and", "linh", "lẻ"):
            close()
        run.append(match)
    close()
    return found


def _worded(run: list[re.Match[str]], lower: str, language: str) -> list[Quantity]:
    """A run of number words as one quantity; a bare "one" and doubtful single words count only before a unit."""
    table = number_words(language)
    digits, scales = table["digits"], table["scales"]
    matches = list(run)
    if language == "vi" and len(matches) > 1 and matches[-1].group() == "năm":
        matches = matches[:-1]  # "ba năm", "hai mươi năm": the unit, not the digit
    words = [word for match in matches for word in match.group().split("-")]
    if words[-1:] == ["अरब"] and not _unit_pattern(language).match(lower, matches[-1].end()):
        matches, words = matches[:-1], words[:-1]  # a billion of something, else an Arab
    if not words or (all(word in scales for word in words) and len(words) == 1):
        return []
    total, current = 0.0, 0.0
    for word in words:
        if word in digits:
            value = digits[word]
            current = current + value
        else:
            scale = scales[word]
            if scale >= 1000:
                total += (current or 1) * scale
                current = 0.0
            elif scale == 10 or current < 100:
                current = (current or 1) * scale
            else:
                current += scale
    start, end = matches[0].start(), matches[-1].end()
    quantity = _finish(total + current, lower, start, end, language)
    if len(words) == 1 and not quantity.unit and (words[0] in _DOUBTFUL or language == "vi"):
        return []
    if language == "vi" and words == ["năm"] and not quantity.unit:
        return []
    return [quantity]


_DOUBTFUL = {"one", "third", "second", "एक", "दो", "twice", "fourth", "fifth"}


def _finish(value: float, lower: str, start: int, end: int, language: str) -> Quantity:
    """Scale and unit after the number, currency before it, and the bound that the words around it name."""
    table = number_words(language)
    at = end
    match = _scale_pattern(language).match(lower, at) if lower[at - 1].isdigit() else None
    if match:
        value *= table["scales"][match[1]]
        at = match.end()
    unit = ""
    found = _unit_pattern(language).match(lower, at)
    if found:
        unit = table["units"].get(found[1], "%")
        at = found.end()
    elif start and lower[start - 1] in "$€£¥₹":
        unit = "money"
        letter = _LETTER.match(lower, at)
        if letter:
            value *= {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9}[letter[1]]
            at = letter.end()
    if unit in _TIMES:
        unit, factor = _TIMES[unit]
        value *= factor
    before, after = lower[max(0, start - 28) : start], lower[at : at + 14]
    bound = ""
    for name in ("most", "least"):
        pattern = phrases(language, name)
        near = [m for m in pattern.finditer(before) if len(before) - m.end() <= 8]
        if near or pattern.match(after.strip()):
            bound = name
            break
    return Quantity("number", round(value, 6), unit, bound, start, at, "")


@cache
def _unit_pattern(language: str) -> re.Pattern[str]:
    units = sorted((unit for unit in number_words(language)["units"] if unit != "%"), key=len, reverse=True)
    return re.compile(rf"[\s-]*(%|(?:{'|'.join(map(re.escape, units))})(?![\wऀ-ॿ]))")


@cache
def _scale_pattern(language: str) -> re.Pattern[str]:
    scales = "|".join(map(re.escape, number_words(language)["scales"]))
    return re.compile(rf"\s*({scales})(?![\wऀ-ॿ])")


def same(one: Quantity, other: Quantity) -> bool:
    """Whether they say the same: equal values with equal or unnamed units, or dates that agree where both speak."""
    if one.kind != other.kind:
        return False
    if one.kind == "date":
        assert isinstance(one.value, tuple) and isinstance(other.value, tuple)
        pairs = list(zip(one.value, other.value, strict=True))
        return any(a is not None and a == b for a, b in pairs) and all(
            a is None or b is None or a == b for a, b in pairs
        )
    if one.kind == "reference":
        return one.value == other.value
    assert isinstance(one.value, float) and isinstance(other.value, float)
    if abs(one.value - other.value) > 1e-4 * max(1.0, abs(one.value)):
        return False
    return one.unit == other.unit or "" in (one.unit, other.unit) or "count" in (one.unit, other.unit)


def comparable_kind(one: Quantity, other: Quantity) -> bool:
    """Whether they could stand in one another's place: same kind and unit."""
    if one.kind == other.kind == "reference":
        assert isinstance(one.value, tuple) and isinstance(other.value, tuple)
        return one.value[0] == other.value[0]
    return one.kind == other.kind and one.unit == other.unit and (bool(one.unit) or _shape(one) == _shape(other))


def _shape(quantity: Quantity) -> str:
    """A bare number is a year, or small, or large: one does not stand in another's place."""
    if not isinstance(quantity.value, float):
        return ""
    if quantity.value.is_integer() and 1000 <= quantity.value <= 2100:
        return "year"
    return "small" if quantity.value < 100 else "large"
