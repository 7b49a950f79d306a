"""How other documents are named: in full the first time, by kind and number later (NĐ 30/2020, Phụ lục I, II.6b)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.domain.guide import Guide
from generator.domain.paper import date_words
from generator.domain.text import nfc, squeeze
from generator.writing.paper.capitals import lower_first

_LAWS = ("luật", "bộ luật", "pháp lệnh")
_ANNEX = re.compile(r"\s*Phụ lục\b", re.IGNORECASE)


def full_name(guide: Guide) -> str:
    """`Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư`; a Luật or Pháp lệnh by
    its name alone; a guide without a number by its title."""
    kind = guide.kind or ""
    if kind.lower() in _LAWS:
        return _law_name(guide)
    if not guide.number:
        return f"tài liệu “{guide.title}”" + (f" của {guide.issuer}" if guide.issuer else "")
    parts = [short_name(guide), date_words(guide.issued_on) if guide.issued_on else "ngày [… ngày ban hành]"]
    parts.append(f"của {guide.issuer}" if guide.issuer else "của [… cơ quan ban hành]")
    subject = _subject(guide)
    return " ".join([*parts, subject]).strip()


def short_name(guide: Guide) -> str:
    """`Nghị định số 30/2020/NĐ-CP`; the law's name; the title."""
    if (guide.kind or "").lower() in _LAWS:
        return _law_name(guide)
    if not guide.number:
        return f"tài liệu “{guide.title}”"
    return f"{guide.kind or 'Văn bản'} số {guide.number}"


def _law_name(guide: Guide) -> str:
    kind = guide.kind or "Luật"
    title = _without_number(guide)
    return title if title.lower().startswith(kind.lower()) else f"{kind} {title}"


def _without_number(guide: Guide) -> str:
    title = squeeze(guide.title)
    if guide.number:
        title = re.sub(rf"(?:\s*số)?\s*{re.escape(guide.number)}", "", title).strip(" ,:-–")
    return title


def _subject(guide: Guide) -> str:
    """The trích yếu: the title without kind, number, date and issuer. An annex filed by itself does not tell it."""
    title = re.sub(r"\s*\([^()]*\)\s*$", "", _without_number(guide))
    if _ANNEX.match(title):
        return "về [… trích yếu]"
    title = re.sub(rf"^{re.escape(guide.kind or '')}\b", "", title, flags=re.IGNORECASE).strip(" ,:-–.")
    title = re.sub(
        r"^(?:ngày\s+\S+(?:\s+tháng\s+\S+\s+năm\s+\d{4})?\s*)?(?:của\s+\S+(?:\s+[A-ZÀ-ỸĐ]\S*)*\s+)?", "", title
    )
    if not title:
        return ""
    title = lower_first(title.capitalize() if title.isupper() else title)
    return title if title.startswith(("về ", "quy định", "hướng dẫn", "ban hành", "sửa đổi")) else f"về {title}"


class Mentions:
    """Remembers which documents a text has already named."""

    def __init__(self, guides: Sequence[Guide]) -> None:
        self._main: dict[str, Guide] = {}
        for guide in sorted(guides, key=lambda guide: bool(_ANNEX.match(guide.title))):
            if guide.number:
                self._main.setdefault(nfc(guide.number), guide)
        self._named: set[str] = set()

    def name(self, guide: Guide) -> str:
        """In full the first time, short afterwards; an annex filed by itself is named as its document."""
        key = nfc(guide.number or guide.id)
        guide = self._main.get(key, guide)
        if key in self._named:
            return short_name(guide)
        self._named.add(key)
        return full_name(guide)

    def expand(self, text: str) -> str:
        """Written references to documents of the library, the first in full. A reference that already tells its day
        counts as full and stays as it is."""
        for number, guide in self._main.items():
            pattern = re.compile(
                rf"(?:(?<!\w){re.escape(guide.kind or '–')}(?:\s+số)?\s+)?"
                rf"(?<![\w/]){re.escape(number)}(?![\w/-])(\s+ngày\s)?",
                re.IGNORECASE,
            )

            def one(match: re.Match[str], guide: Guide = guide, number: str = number) -> str:
                if match[1]:
                    self._named.add(number)
                    return match.group()
                return self.name(guide)

            text = pattern.sub(one, text)
        return text
