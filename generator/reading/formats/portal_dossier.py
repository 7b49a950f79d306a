"""The dossier on a portal page: the papers to hand in, each followed by its numbers of originals and copies."""

from __future__ import annotations

import re

from generator.reading.formats.run_on import split_long
from generator.reading.raw import RawBlock

COPIES = re.compile(r"Bản chính\s*:\s*(\d+)\s*-?\s*Bản sao\s*:\s*(\d+)")
_PAPER = (
    r"phiếu|tờ khai|giấy|đơn|văn bản|bản|hộ chiếu|ảnh|hồ sơ|danh sách|biên bản|báo cáo|quyết định|hợp đồng|chứng|"
    r"công văn|thẻ|sổ|mẫu|thông báo|tài liệu|đề nghị|bằng|lý lịch|dự án|sơ yếu|trích lục|"
    r"thành phần hồ sơ|\d{2}\s+(?!ngày|giờ|tháng|năm)[a-zđà-ỹ]"
)
_CUT = r"[^.;]{10,110}(?:\.\.\.|…)"  # the portal cuts the names of its cases
_OPENINGS = (
    re.compile(rf"(?<=[.;)…])\s+(?=(?:[-+*]\s+)?(?:{_PAPER}))", re.IGNORECASE),
    re.compile(rf"(?<=[.;)…])\s+(?={_CUT})"),
    re.compile(r"(?<=[.;)])\s+(?=\*\s)"),
)
# A paper named without a full stop before it: near its count of copies, else it is only mentioned.
_UNSTOPPED = re.compile(r"(?<=[^\W\d_])\s+(?=(?:Phiếu|Tờ khai|Giấy|Đơn|Văn bản|Bản (?:sao|khai|chụp)|Ảnh) [a-zđà-ỹ])")
_CASE = re.compile(rf"^(?:({_CUT})\s+(?=\S)|\*\s+([^:]{{5,160}}:)\s*)")
_FILE = re.compile(r"(?<=[).;])\s+((?:[^.()]|\.(?=\d)){2,140}\.(?:docx?|pdf|xlsx?|rar|zip))$", re.IGNORECASE)
_NOTE = re.compile(r"^(?:\*\s*)?(?:Lưu ý|Ghi chú|Chú ý)\s*:", re.IGNORECASE)


def dossier_start(text: str, start: int, end: int) -> int:
    """Where the first paper begins between the last way of applying (`start`) and its count of copies (`end`)."""
    found = [match.end() for opening in _OPENINGS if (match := opening.search(text, start, end))]
    found += [match.end() for match in _UNSTOPPED.finditer(text, max(start, end - 400), end)]
    return min(found, default=start)


def dossier(text: str) -> list[RawBlock]:
    """One item for each paper with its copies, under the name of its case; notes as running text."""
    blocks: list[RawBlock] = []
    at = 0
    for match in COPIES.finditer(text):
        entry = text[at : match.start()].strip()
        at = match.end()
        while (case := _CASE.match(entry)) is not None:
            name = (case.group(1) or case.group(2)).lstrip("-+* ").rstrip(": ")
            blocks.append(RawBlock(kind="heading", text=name, level=3))
            entry = entry[case.end() :].strip()
        if entry:
            blocks += _paper(entry, match)
    return blocks


def _paper(entry: str, copies: re.Match[str]) -> list[RawBlock]:
    asked = int(copies.group(1)) or int(copies.group(2))
    if _NOTE.match(entry) and len(entry.split()) > 40:
        return split_long(entry)
    file = _FILE.search(entry)
    name = (entry[: file.start()] if file else entry).strip()
    counted = f"{name.rstrip(' .;,')} ({copies.group()})" if asked else name
    blocks = split_long(re.sub(r"^[-+*]\s*", "", counted))
    blocks[0] = blocks[0].model_copy(update={"kind": "item", "label": "-", "level": 0})
    if file:
        blocks.append(RawBlock(kind="item", text=file.group(1), label="+", level=1))
    return blocks
