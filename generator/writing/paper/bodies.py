"""What follows from the name of a body: how its lines are set, its place, its abbreviation.

Since 01/7/2025 local government has two tiers; nothing here supposes a district, and everything can be said otherwise
in the brief.
"""

from __future__ import annotations

import re

from generator.domain.text import squeeze

_UNIT = r"(?:tỉnh|thành phố|xã|phường|đặc khu|quận|huyện|thị xã|thị trấn)"
_COUNCIL = re.compile(rf"^((?:[ỦU][YỶ] ban|Hội đồng) nhân dân|UBND|HĐND)\s+({_UNIT}\s+.+)$", re.IGNORECASE)
_WITHIN = re.compile(
    r"^(Phòng|Văn phòng|Trung tâm|Trường|Trạm|Ban|Đội)\s.*?\b((?:xã|phường|đặc khu)\s+.+)$", re.IGNORECASE
)
_PLACE = re.compile(rf"\b({_UNIT})\s+([^,;.]+)$", re.IGNORECASE)
_KNOWN = (
    ("văn phòng hđnd và ubnd", "VP"), ("văn phòng hội đồng nhân dân và ủy ban nhân dân", "VP"),
    ("ủy ban nhân dân", "UBND"), ("uỷ ban nhân dân", "UBND"), ("hội đồng nhân dân", "HĐND"), ("văn phòng", "VP"),
    ("ban chỉ đạo", "BCĐ"), ("trung học phổ thông", "THPT"), ("trung học cơ sở", "THCS"), ("tiểu học", "TH"),
)  # fmt: skip
_SMALL = {"và", "của", "các", "về", "cho", "-", "–"}
_DISTRICT = re.compile(
    r"\b(?:[ủu][ỷy] ban nhân dân|ubnd|hội đồng nhân dân|hđnd|phòng [^,;.]{2,40})"
    r"\s+(?:huyện|quận|thị xã|thị trấn)\s+\w+",
    re.IGNORECASE,
)


def name_lines(name: str) -> tuple[str, ...]:
    """The lines that stand alone in the head: a people's committee has its place on a line of its own."""
    found = _COUNCIL.match(squeeze(name))
    if found is None:
        return (squeeze(name),)
    full = {"UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"}.get(found[1].upper(), found[1])
    return full, found[2]


def parent_lines(name: str) -> tuple[str, ...]:
    """The superior body of an office or unit of a commune: "UBND xã …" (common phrases may be abbreviated,
    Phụ lục I, II.2a). None for others: a brief names it."""
    found = _WITHIN.match(squeeze(name))
    return (f"UBND {found[2]}",) if found else ()


def place_of(name: str) -> str | None:
    """The place of issue that the name tells: "Diên Khánh"; the full name for units called by a number."""
    found = _PLACE.search(squeeze(name))
    if found is None:
        return None
    unit, own = found[1], found[2].strip()
    if own.split()[0].isdigit() or (unit.lower() == "thành phố" and own.lower() == "hồ chí minh"):
        return f"{unit[:1].upper()}{unit[1:].lower()} {own}"
    return own


def abbreviation_of(name: str) -> str:
    """A proposal for the abbreviation in the symbol; the head of the body fixes the real one."""
    core = re.sub(rf"\s+{_UNIT}\s+[^,;.]+$", "", squeeze(name), flags=re.IGNORECASE)
    if core.isupper() and " " not in core:
        return core
    found, rest = "", core
    while rest:
        known = next(((words, short) for words, short in _KNOWN if rest.lower().startswith(words)), None)
        if known is not None:
            found, rest = found + known[1], rest[len(known[0]) :].strip(" -–,")
            continue
        word, _, rest = rest.partition(" ")
        if word.lower() not in _SMALL:
            found += word if word.isupper() else word[:1].upper()
    return found


def district_in(text: str) -> str | None:
    """The words that name a body of the district tier, which ended on 01/7/2025."""
    found = _DISTRICT.search(text)
    return found.group().strip() if found else None
