"""Căn cứ ban hành: complete, one each, a Luật by its name alone (NĐ 30/2020, Phụ lục I, II.6a)."""

from __future__ import annotations

import re

from generator.domain.text import squeeze
from generator.writing.paper.capitals import capitalise
from generator.writing.paper.mentions import Mentions

_LEAD = re.compile(r"^căn cứ\s+(?:vào\s+)?", re.IGNORECASE)
_LAW = re.compile(r"^(?:bộ\s+)?luật\b|^pháp lệnh\b", re.IGNORECASE)
_LAW_TAIL = re.compile(
    r",?\s+(?:số\s+)?\d+/\d{4}/(?:QH|UBTVQH|PL)\S*|,?\s+ngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2}\s+năm\s+|/\d{1,2}/)\d{4}"
    r"|,?\s+(?:được\s+)?(?:của\s+|do\s+)(?:Quốc hội|[ỦU][ỷy] ban thường vụ Quốc hội)(?:\s+ban hành|\s+thông qua)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ][\w-]*")
_FULL = re.compile(r"\bngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2}\s+năm\s+|/\d{1,2}/)\d{4}\b.*\bcủa\b", re.IGNORECASE)
_SLASHED = re.compile(r"ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})")


def basis_line(given: str, mentions: Mentions) -> tuple[str, bool]:
    """The line without its end mark, and whether it tells all that is required."""
    text = _LEAD.sub("", squeeze(given)).rstrip(" ;.,")
    if text.lower().startswith(("theo đề nghị", "xét đề nghị", "xét ")):
        return text[:1].upper() + text[1:], True
    if _LAW.match(text):
        return "Căn cứ " + capitalise(_LAW_TAIL.sub("", text)), True
    text = _SLASHED.sub(lambda match: _in_words(*map(int, match.groups())), mentions.expand(capitalise(text)))
    return f"Căn cứ {text}", not _NUMBERED.search(text) or bool(_FULL.search(text))


def _in_words(day: int, month: int, year: int) -> str:
    shown = f"{month:02d}" if month < 3 else str(month)
    return f"ngày {day:02d} tháng {shown} năm {year}"
