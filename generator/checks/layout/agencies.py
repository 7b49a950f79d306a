"""Which lines of ô 2 are the superior agency and which the issuing one, told by the words alone.

Looks are not used: whether the right one is bold is what the rules ask.
"""

from __future__ import annotations

import re

from generator.checks.layout.lines import Segment

# Words an agency's name opens with, without accents.
_HEADS = (
    "uy ban nhan dan", "uy ban mat tran", "uy ban", "ubnd", "ubmttq", "ub mttq", "hoi dong nhan dan", "hdnd",
    "hoi dong",
    "quoc hoi", "chinh phu", "van phong", "bo chi huy", "bo", "so", "tong cuc", "chi cuc", "cuc", "vu", "thanh tra",
    "phong", "trung tam", "truong", "hoc vien", "dai hoc", "vien kiem sat", "vien", "benh vien", "tram", "ban quan ly",
    "ban chi dao", "ban chi huy", "ban to chuc", "ban tuyen giao", "ban", "cong an", "doan", "hoi",
    "lien doan", "lien minh",
    "lien hiep", "toa an", "kho bac", "ngan hang", "cong ty", "tong cong ty", "tap doan", "bao hiem", "thue",
    "hai quan",
    "kiem lam", "hat", "doi", "to cong nghe", "to cong tac", "tinh uy", "thanh uy", "dang uy",
    "dang bo", "chi bo",
    "quan khu", "bo doi", "quy", "nha van hoa", "nha thieu nhi", "nha hat", "nha xuat ban", "thu vien",
    "bao tang", "chu tich", "giam doc", "bo truong", "thu tuong",
)  # fmt: skip
# Names that say nothing until the next line has named the place or the matter.
_OPEN = re.compile(
    r"(?:chu tich|pho chu tich|giam doc|bo truong|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|hoi dong|van phong|phong|"
    r"trung tam|truong(?: \w+){0,3}|ban|so|bo|cuc|chi cuc|tong cuc|vien|hoc vien|dai hoc|"
    r"benh vien(?: da khoa)?|cong an|"
    r"ban chi huy(?: \w+){0,2}|ban chi dao|ban chap hanh|ban quan ly(?: du an)?|ban quan ly|thanh tra|hoi|doan|dang uy|"
    r"tram(?: y te)?|"
    r"doan thanh nien|thuong truc|van phong (?:hdnd|hoi dong nhan dan)|uy ban mat tran to quoc(?: viet nam)?)"
)
_PLACE = re.compile(r"(?:xa|phuong|dac khu|tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|nuoc|viet nam)\b")
_JOINS = re.compile(r"(?:va|cua|ve|-|–|,|thuoc|nhan dan|cong|tai)\b|[-–&]")
_TRAILS = re.compile(r"(?:\bva|\bcua|[-–,&]|\bve|\bthuoc|\bcac)$")


def split_agencies(lines: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """(lines of superior agencies, lines of the issuing agency); the issuing agency is named last."""
    names: list[list[Segment]] = []
    for line in lines:
        if names and not _begins(line.key, " ".join(part.key for part in names[-1])):
            names[-1].append(line)
        else:
            names.append([line])
    return [line for name in names[:-1] for line in name], names[-1] if names else []


def _begins(key: str, before: str) -> bool:
    """Whether a line opens a new name after the words of the name before it."""
    if key.startswith("[") and before.endswith("]"):  # two blanks of a template
        return True
    if _OPEN.fullmatch(before) or _TRAILS.search(before) or _PLACE.match(key) or _JOINS.match(key):
        return False
    return any(re.match(rf"{head}\b", key) for head in _HEADS)
