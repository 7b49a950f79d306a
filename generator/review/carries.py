"""What a sentence carries that makes an error in it costly: numbers, deadlines, dates, documents, negation, duty."""

from __future__ import annotations

import re

from generator.domain.text import nfc
from generator.domain.works import Carries

_DIGITS = r"[0-9०-९]"
_UNITS = (
    "ngày|giờ|phút|tháng|tuần|quý|năm|days?|hours?|minutes?|weeks?|months?|years?|working days?|"
    "दिन|दिनों|घंटे|घंटों|मिनट|सप्ताह|महीने|माह|वर्ष|साल|कार्यदिवस"
)
# Numbers people write in words, where a unit or a noun of quantity follows.
_SPELT = (
    "một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|tỷ|tỉ|rưỡi|nửa|"
    "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|"
    "thousand|million|billion|half|एक|दो|तीन|चार|पाँच|पांच|छह|छः|सात|आठ|नौ|दस|पंद्रह|बीस|तीस|सौ|हज़ार|हजार|लाख|करोड़"
)
_WORD = r"(?<![\w\u0900-\u097f])(?:{})(?![\w\u0900-\u097f])"
_PATTERNS: dict[Carries, re.Pattern[str]] = {
    "number": re.compile(rf"{_DIGITS}|%|\bphần trăm\b|\bpercent\b|प्रतिशत", re.IGNORECASE),
    "deadline": re.compile(
        rf"(?:{_DIGITS}|{_WORD.format(_SPELT)})\s*(?:\([^)]*\)\s*)?(?:{_UNITS})(?![\w\u0900-\u097f])"
        rf"|{_WORD.format('thời hạn|chậm nhất|trước ngày|kể từ ngày|deadline|no later than|within|समय-सीमा|के भीतर')}",
        re.IGNORECASE,
    ),
    "date": re.compile(
        rf"{_DIGITS}{{1,2}}[/.-]{_DIGITS}{{1,2}}[/.-]{_DIGITS}{{4}}|{_DIGITS}{{1,2}}/{_DIGITS}{{4}}"
        rf"|ngày\s+{_DIGITS}{{1,2}}\s+tháng|\b(?:january|february|march|april|may|june|july|august|september|october|"
        rf"november|december)\s+{_DIGITS}|{_DIGITS}\s+(?:जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर)",
        re.IGNORECASE,
    ),
    "document": re.compile(
        rf"{_DIGITS}+/(?:{_DIGITS}{{4}}/)?[A-ZĐ]{{2,}}|{_DIGITS}\.{_DIGITS}{{6}}"
        rf"|\b(?:điều|khoản|điểm|chương|phụ lục|article|clause|section|annex)\s+(?:{_DIGITS}|[ivx]+\b|[a-zđ]\b)"
        rf"|धारा\s+{_DIGITS}",
        re.IGNORECASE,
    ),
    "negation": re.compile(
        _WORD.format(
            "không|chưa|chẳng|cấm|nghiêm cấm|đừng|trừ|ngoại trừ|miễn|not|no|never|must not|cannot|without|except|"
            "unless|prohibited|नहीं|मत|न|बिना|सिवाय|वर्जित|निषिद्ध"
        ),
        re.IGNORECASE,
    ),
    "duty": re.compile(
        _WORD.format(
            "phải|bắt buộc|được phép|có quyền|có trách nhiệm|chịu trách nhiệm|thẩm quyền|must|shall|may|required|"
            "responsible|entitled|चाहिए|अनिवार्य|अधिकार|ज़िम्मेदार|जिम्मेदार|होगा|होगी"
        ),
        re.IGNORECASE,
    ),
}  # fmt: skip
_LABEL = re.compile(rf"^\s*(?:{_DIGITS}+(?:\.{_DIGITS}+)*[.)]|[a-zđ][.)]|[-–•+])\s+")  # numbering is no figure
# How much an error in it costs, from 0 to 1: what is acted on literally comes first.
_WEIGHT: dict[Carries, float] = {
    "deadline": 1.0, "date": 0.9, "document": 0.85, "number": 0.8, "negation": 0.6, "duty": 0.5,
}  # fmt: skip
FACTUAL: frozenset[Carries] = frozenset(["number", "deadline", "date", "document"])


def carries(text: str) -> tuple[Carries, ...]:
    """All kinds found in the sentence, the costliest first."""
    plain = _LABEL.sub("", nfc(text))
    return tuple(sorted((kind for kind, found in _PATTERNS.items() if found.search(plain)), key=lambda k: -_WEIGHT[k]))


def cost(found: tuple[Carries, ...]) -> float:
    """From 0 (nothing) to 1: the costliest, and a little for each one more."""
    if not found:
        return 0.0
    weights = sorted((_WEIGHT[kind] for kind in found), reverse=True)
    return min(1.0, weights[0] + 0.05 * (len(weights) - 1))
