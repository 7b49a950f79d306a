"""Check digits: what makes a run of digits a real number of its kind."""

from __future__ import annotations

_VERHOEFF_D = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_VERHOEFF_P = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def luhn(digits: str) -> bool:
    """Payment cards (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def verhoeff(digits: str) -> bool:
    """Aadhaar."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(_VERHOEFF_D[check][int(_VERHOEFF_P[place % 8][int(digit)])])
    return check == 0


def tax_code(digits: str) -> bool:
    """Mã số thuế: ten digits, the last one checks the nine before it; 10 − (sum mod 11)."""
    rest = sum(int(d) * w for d, w in zip(digits[:9], _TAX_WEIGHTS, strict=True)) % 11
    return rest != 0 and 10 - rest == int(digits[9])


def iban(text: str) -> bool:
    """ISO 13616: mod 97 is 1."""
    moved = text[4:] + text[:4]
    return int("".join(str(_BASE36.index(ch)) for ch in moved)) % 97 == 1


def gstin(text: str) -> bool:
    """Fifteen characters, the last one checks the fourteen before it in base 36."""
    total = 0
    for place, ch in enumerate(text[:14]):
        value = _BASE36.index(ch) * (1 + place % 2)
        total += value // 36 + value % 36
    return _BASE36[(36 - total % 36) % 36] == text[14]
