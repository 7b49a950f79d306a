"""Capital letters by NĐ 30/2020, Phụ lục II, where they follow from the words alone; applied to the author's own words
only, never to a quote. Names of people and of historical events are not guessed."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.domain.text import nfc

_DOCUMENTS = (
    "nghị quyết", "quyết định", "chỉ thị", "nghị định", "thông tư liên tịch", "thông tư", "công văn", "kế hoạch",
    "báo cáo", "tờ trình", "thông báo", "pháp lệnh", "công điện", "hướng dẫn",
)  # fmt: skip
# After these words "nhà nước" only tells what sort of thing it is; standing alone it is the State (V.1).
_STATE_NOUNS = (
    "quản lý", "cơ quan", "chức danh", "bí mật", "ngân sách", "doanh nghiệp", "vốn", "tài sản", "hành chính",
    "bảo hiểm", "khen thưởng", "hợp tác", "sở hữu", "đầu tư", "dự trữ", "kiểm tra", "thanh tra", "bộ máy",
)  # fmt: skip
_PEOPLE_NOUNS = (
    "ủy ban",
    "uỷ ban",
    "hội đồng",
    "tòa án",
    "toà án",
    "viện kiểm sát",
    "công an",
    "quân đội",
    "nghệ sĩ",
    "vũ trang",
    "nhà giáo",
    "quỹ tín dụng",
    "chiến tranh",
    "thầy thuốc",
    "quốc phòng toàn dân, an ninh",
)
_UNITS = "tỉnh|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_WEEK = {"hai": "Hai", "ba": "Ba", "tư": "Tư", "năm": "Năm", "sáu": "Sáu", "bảy": "Bảy"}
_NAME = r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+"


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:].lower()


def _alone(noun: str, before: tuple[str, ...]) -> Callable[[str], str]:
    pattern = re.compile(rf"(?<!\w){noun}(?!\w)", re.IGNORECASE)

    def apply(text: str) -> str:
        def one(match: re.Match[str]) -> str:
            if match.group().isupper():
                return match.group()
            led = text[: match.start()].rstrip().lower().endswith(before)
            return noun if led and match.group()[0].islower() else _first_upper(noun)

        return pattern.sub(one, text)

    return apply


def _law_places(text: str) -> str:
    """V.7: phần, chương, mục, tiểu mục, điều are capitalised in a citation, khoản and điểm are not."""
    text = re.sub(r"(?<!\w)điều(?= \d)", "Điều", text)
    text = re.sub(r"(?<!\w)(phần|chương)(?= [IVXLC]+\b)", lambda m: m[1].capitalize(), text)
    text = re.sub(
        r"(?<!\w)(mục|tiểu mục)(?= (?:\d|[IVXLC]+\b)[^.]*?(?:Chương|Phần|Phụ lục))", lambda m: _first_upper(m[1]), text
    )
    text = re.sub(r"(?<=[\w,;] )(Khoản|Điểm)(?= (?:\d|[a-zđ]\b))", lambda m: m[1].lower(), text)
    return re.sub(r"(?<!\w)phụ lục(?= [IVXLC]+\b)", "Phụ lục", text)


def _documents(text: str) -> str:
    """V.6: the kind of a concrete document."""
    names = "|".join(_DOCUMENTS)
    text = re.sub(rf"(?<!\w)({names})(?= (?:số )?\d+[/\d])", lambda m: _first_upper(m[1]), text)
    text = re.sub(rf"(?<!\w)({names})(?= này(?!\w))", lambda m: _first_upper(m[1]), text)
    return re.sub(rf"(?<!\w)(luật|bộ luật)(?= {_NAME})", lambda m: _first_upper(m[1]), text)


def _places(text: str) -> str:
    """III.1: the common noun of a unit is small before a name and capital before a number; two names are special."""
    text = re.sub(rf"(?<=[\w,;] )({_UNITS})(?= {_NAME})", lambda m: m[1].lower(), text, flags=re.IGNORECASE)
    text = re.sub(r"(?<!\w)(quận|phường)(?= \d)", lambda m: _first_upper(m[1]), text)
    text = re.sub(r"(?<!\w)thành phố hồ chí minh(?!\w)", "Thành phố Hồ Chí Minh", text, flags=re.IGNORECASE)
    return re.sub(r"(?<!\w)thủ đô hà nội(?!\w)", "Thủ đô Hà Nội", text, flags=re.IGNORECASE)


def _bodies(text: str) -> str:
    """IV.1a: the first letter of the words that tell the sort of body."""

    def one(match: re.Match[str]) -> str:
        return match.group() if match.group().isupper() else _first_upper(match.group())

    pattern = r"(?<!\w)(?:[ủu][ỷy] ban nhân dân|uỷ ban nhân dân|ủy ban nhân dân|hội đồng nhân dân)(?!\w)"
    return re.sub(pattern, one, text, flags=re.IGNORECASE)


def _calendar(text: str) -> str:
    """V.8: names of weekdays and months in words, and tết."""
    days = "|".join(_WEEK)
    lead = r"(?:(?<=sáng )|(?<=chiều )|(?<=tối )|(?<=ngày )|(?<=vào ))"
    text = re.sub(rf"{lead}thứ ({days})(?!\w)", lambda m: "thứ " + _WEEK[m[1].lower()], text, flags=re.IGNORECASE)
    text = re.sub(r"(?<!\w)[Cc]hủ nhật(?!\w)", "Chủ nhật", text)
    return re.sub(r"(?<!\w)[Tt]ết [Nn]guyên [Đđ]án", "tết Nguyên đán", text)


_RULES: tuple[Callable[[str], str], ...] = (
    _bodies,
    _alone("nhân dân", _PEOPLE_NOUNS),
    _alone("nhà nước", _STATE_NOUNS),
    _law_places,
    _documents,
    _places,
    _calendar,
)


def capitalise(text: str) -> str:
    """The text with those capitals put right."""
    text = nfc(text)
    for rule in _RULES:
        text = rule(text)
    return text


def lower_first(text: str) -> str:
    """Small first letter for use inside a sentence; an abbreviation, or a body's name, keeps its capital."""
    first = text.split(" ", 1)[0]
    bodies = ("Ủy ban", "Uỷ ban", "Hội đồng", "Sở ", "Bộ ", "Chủ tịch", "Luật ", "Nghị định", "Thông tư", "Đảng ")
    if (first.isupper() and len(first) > 1) or text.startswith(bodies):
        return text
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Capital first letter."""
    return text[:1].upper() + text[1:]
