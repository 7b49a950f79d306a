"""Personal data and secrecy marks in a prompt, as the rubric needs them: the words that must not leave.

The numbers are the kinds of NĐ 356/2025 Điều 3–4 (identity, phone, e-mail, account) in the shapes of Vietnam and
India. Made-up values meant for examples (000…, @example.…, masked digits) are let through.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?<![\w./-])(?:\+?\d[\d .]{7,17}\d)(?![\w/-])")
_PAN = re.compile(r"\b[A-Z]{5}\d{4}[A-Z]\b")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SAFE_MAIL = re.compile(r"@(?:[\w-]+\.)*(?:example|gov|gob|gouv|nic)\.|\.gov(?:\.|$)|@example", re.IGNORECASE)
_SECRET = re.compile(
    r"(?:đóng dấu|có dấu|dấu|đóng|độ)(?: độ| chỉ mức độ)? (?:tuyệt mật|tối mật|mật)\b"
    r"|\b(?:TUYỆT MẬT|TỐI MẬT)\b|tài liệu mật"
    r"|lưu hành nội bộ|\b(?:stamped|marked|classified)(?: as)? (?:top secret|secret|confidential)\b"
    r"|गोपनीय (?:मुहर|दस्तावेज|फाइल)|अति गोपनीय"
)
_NEAR_NOT = re.compile(r"(?:không|đừng|bỏ|not|no|without|remove\w*|नहीं|न|हटा\w*)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)


def leaks(text: str) -> list[str]:
    """The words found, in reading order."""
    found = [match.group().strip() for match in _NUMBER.finditer(text) if _identifying(match.group())]
    found += [match.group() for match in _PAN.finditer(text)]
    found += [match.group() for match in _MAIL.finditer(text) if not _SAFE_MAIL.search(match.group())]
    found += [
        m.group() for m in _SECRET.finditer(text) if not _NEAR_NOT.search(text[max(0, m.start() - 40) : m.start()])
    ]
    return found


def _identifying(number: str) -> bool:
    """An identity, phone or account number: nine digits or more, not all zeros at the front, not a hotline."""
    digits = re.sub(r"\D", "", number)
    if len(digits) < 9 or digits.startswith(("000", "1800", "1900", "0400")) or len(set(digits)) < 4:
        return False
    return not re.search(r"\d[ .]\d{3}(?:[ .]\d{3})+$", number.strip()) or digits.startswith("0")
