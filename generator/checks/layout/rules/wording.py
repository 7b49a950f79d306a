"""What ô 6 says where the decree fixes the words: căn cứ, points, articles, chapters, the end mark, annexes."""

from __future__ import annotations

import re
from datetime import date

from generator.checks.layout.boxes import ANNEX, Boxes
from generator.checks.layout.lines import Line
from generator.checks.layout.outcome import ABSENT, Outcome, failed, passed, unknown, verdict
from generator.domain.text import nfc

_POINT = re.compile(r"\(?([a-zđ])\s?\)\s*\S|([a-zđ])\.\s+\S")
_LAW = re.compile(
    r"(?:Bộ luật|Luật|Pháp lệnh)\b[^;]*?(?:\b\d+/(?:\d{4}/)?(?:QH|UBTVQH|PL-UBTVQH)\d*|số\s*:?\s*\d+/\d{4})"
)
_LAW_ISSUER = re.compile(
    r"^(?:-\s*)?Căn cứ (?:Bộ luật|Luật|Pháp lệnh)\b[^;]*?của (?:Quốc hội|[ỦU][ỷy]?y? ban [Tt]hường vụ Quốc hội|UBTVQH)"
)
_OTHER_KIND = re.compile(
    r"\b(?:Nghị định|Nghị quyết|Thông tư|Quyết định|Kế hoạch|Công văn|Chỉ thị|Tờ trình|Báo cáo|Hướng dẫn|Thông báo|"
    r"Chương trình|Đề án|Văn bản|Kết luận|Công điện)\b",
    re.I,
)
_NUMBERED = "Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Chỉ thị"
_CITES = re.compile(rf"^(?:-\s*)?(?:Căn cứ|Thực hiện|Xét)(?: vào| theo| các)?\s+({_NUMBERED})\b(.*)", re.I)
_OPENS = re.compile(r"^(?:Thực hiện|Căn cứ|Theo)\s+(Nghị định|Thông tư)\b(.*)", re.I)
_HAS_NUMBER = re.compile(r"\b(?:số\s*)?:?\s*[\d….]+\s*[/-]\s*[\wĐđ….]|số\s+\d+", re.I)
_HAS_DATE = re.compile(r"ngày\s*[\d….]*\s*tháng\s*[\d….]*\s*năm\s*\d{0,4}|\d{1,2}/\d{1,2}/\d{4}", re.I)
_NO_NUMBER = re.compile(r"Đại hội|Hội nghị", re.I)  # resolutions of congresses bear none
_ARTICLE = re.compile(r"Điều\s+\d+[a-zđ]?\s*([:)\-–—;/])")
_DIVISION = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:thứ\s+)?(\d+)\b")
_END = re.compile(r"\.\s?/\s?\.\W{0,3}$")


# -- căn cứ ------------------------------------------------------------------------------------------------------------


def legal_basis_last_semicolon(boxes: Boxes) -> Outcome:
    if not boxes.bases:
        return ABSENT
    last = boxes.bases[-1].text
    return verdict(not last.endswith((";", ",")), "last_mark", last, mark=last[-1:])


def legal_basis_not_italic(boxes: Boxes) -> Outcome:
    if not boxes.bases:
        return ABSENT
    upright = [line for line in boxes.bases if line.whole().share("italic") < 0.5]
    return failed("upright", upright[0].text) if upright else passed("italic", boxes.bases[0].text)


def law_basis_has_number(boxes: Boxes) -> Outcome:
    seen = False
    for line in (*boxes.bases, *boxes.body):
        text = nfc(line.text)
        seen = seen or "Luật" in text or "Pháp lệnh" in text
        match = _LAW.search(text) or _LAW_ISSUER.search(text)
        # Only what is said of the law itself: a number of another document in the sentence is that document's.
        if match and not _OTHER_KIND.search(match.group()):
            return failed("text", match.group(), text=match.group())
    return passed() if seen else ABSENT


def basis_incomplete(boxes: Boxes) -> Outcome:
    cited = False
    for line in boxes.bases:
        match = _CITES.match(nfc(line.text))
        if not match or _NO_NUMBER.search(match.group(2)[:30]):
            continue
        cited = True
        if not (_HAS_NUMBER.search(match.group(2)) and _HAS_DATE.search(match.group(2))):
            return failed("incomplete", line.text)
    for line in boxes.body[:1]:
        match = _OPENS.match(nfc(line.text))
        if match:
            cited = True
            until = re.split(r"[,;]", match.group(2))[0]
            if not _HAS_NUMBER.search(until) and not _HAS_DATE.search(until):
                return failed("incomplete", line.text)
    return passed() if cited else ABSENT


# -- parts of the text -------------------------------------------------------------------------------------------------


def clause_letter_not_vietnamese_alphabet(boxes: Boxes) -> Outcome:
    before = ""
    seen = False
    for line in boxes.part(boxes.head_end, boxes.foot) + boxes.part(boxes.end, len(boxes.read.lines)):
        match = _POINT.match(line.text)
        if match is None:
            if re.match(r"\d+[.)]\s|Điều\s+\d|[IVX]+\.\s", line.text):
                before = ""
            continue
        letter = match.group(1) or match.group(2)
        seen = True
        skipped = before == "d" and letter == "e"
        foreign = letter in "fjwz" and before != ""
        if skipped or foreign:
            return failed("letters", line.text, before=before, letter=letter)
        before = letter
    return passed() if seen else ABSENT


def article_number_punctuation(boxes: Boxes) -> Outcome:
    seen = False
    for line in _everything(boxes):
        if not re.match(r"Điều\s+\d", line.text):
            continue
        seen = True
        match = _ARTICLE.match(line.text)
        bare = re.match(r"Điều\s+\d+[a-zđ]?\s+[A-ZĐÀ-Ỹ]", line.text) and _bold_start(line) and len(line.text) < 150
        if match or bare:
            return failed("text", line.text, text=line.text[:40])
    return passed() if seen else ABSENT


def _bold_start(line: Line) -> bool:
    return (
        bool(line.pieces) and line.pieces[0].bold and not re.match(r"Điều\s+\d+\s+(?:Nghị|Luật|Thông|Quy)", line.text)
    )


def chapter_arabic_number(boxes: Boxes) -> Outcome:
    seen = False
    for line in _everything(boxes):
        if not re.match(r"(?:phan|chuong)\s+(?:thu\s+)?(?:\d|[ivxlc]+\b)", line.key) or len(line.text) > 160:
            continue
        heading = line.jc == "center" or line.whole().share("bold") > 0.6 or len(line.text) < 14
        if not heading:
            continue
        seen = True
        if _DIVISION.match(line.text):
            return failed("text", line.text, text=line.text[:40])
    return passed() if seen else ABSENT


def end_mark_missing(boxes: Boxes) -> Outcome:
    lines = [line for line in boxes.part(boxes.head_end, boxes.foot) if line.text and not line.place.floating]
    if not lines:
        return ABSENT
    running = [line for line in lines if line.place.table is None]  # a table may follow the last sentence
    if any(_END.search(line.text) for line in lines[-4:] + running[-4:]):
        return passed("text", lines[-1].text, text="./.")
    return failed("end", lines[-1].text, text=lines[-1].text[-30:])


def annex_number_arabic(boxes: Boxes) -> Outcome:
    found = [(line, ANNEX.match(line.key)) for line in boxes.annexes]
    for line, match in found:
        if match and (match.group(1) or "").isdigit():
            return failed("text", line.text, text=line.text[:40])
    # Annexes in files of their own are only named in the text.
    for line in boxes.body:
        match = re.search(
            r"\bphụ lục (?:số )?(\d+)\b(?![\w\s]{0,30}(?:Thông tư|Nghị định|Quyết định số))", line.text, re.I
        )
        if match and not found and re.search(r"kèm theo|đính kèm|gửi kèm", line.text, re.I):
            return failed("text", line.text, text=match.group())
    return passed("text", found[0][0].text, text=found[0][0].text[:40]) if found else ABSENT


def _everything(boxes: Boxes) -> list[Line]:
    """The text and what is attached to it."""
    return [
        line
        for line in boxes.part(boxes.head_end, boxes.foot) + boxes.part(boxes.end, len(boxes.read.lines))
        if line.text and not line.place.floating
    ]


# -- bodies that no longer exist ---------------------------------------------------------------------------------------

_DISTRICT = re.compile(
    r"\b(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hội đồng nhân dân|hđnd|ủy ban mttq|văn phòng|"
    r"ban chỉ huy quân sự|công an|"
    r"phòng [^,.;:()\d]{3,40}?|thanh tra|ban quản lý [^,.;:()\d]{3,30}?|trung tâm [^,.;:()\d]{3,40}?|chủ tịch|"
    r"ban thường vụ|ban chỉ đạo [^,.;:()\d]{3,30}?|mặt trận tổ quốc(?: việt nam)?)\s+"
    r"(?:các\s+)?(?:huyện|quận|thị xã)\b(?!\s+(?:đội|lỵ|cũ))|\b(?:huyện ủy|huyện uỷ|quận ủy|quận uỷ|thị ủy|thị uỷ)\b",
    re.I,
)
_PAST = re.compile(
    r"\bcũ\b|trước đây|trước ngày|trước khi|nguyên là|nguyên chủ tịch|đã giải thể|kết thúc hoạt động|sau sáp nhập|"
    r"chuyển giao|tiếp nhận từ|bàn giao|do [^,.;]{0,60} (?:đã )?ban hành|đã cấp|giai đoạn 20(?:1\d|20|21|22|23|24)",
    re.I,
)
_DATED = re.compile(r"ngày\s*(\d{1,2})\s*(?:tháng\s*|/)(\d{1,2})\s*(?:năm\s*|/)(\d{4})", re.I)
_TWO_TIERS = date(2025, 7, 1)


def stale_district_level(boxes: Boxes) -> Outcome:
    issued = _issued(boxes)
    if issued is not None and issued < _TWO_TIERS:
        return ABSENT
    places = [(" ".join(s.text for s in (*boxes.superior, *boxes.agency)), True)]
    places += [(line.text, False) for line in boxes.part(boxes.head_end, boxes.end) if line.text]
    places += [(s.text, False) for s in (*boxes.recipient_list, *boxes.vv)]
    for text, own in places:
        for match in _DISTRICT.finditer(nfc(text)):
            start = max(text.rfind(mark, 0, match.start()) for mark in (";", ". ", "\n")) + 1
            sentence = text[start : match.end() + 60]
            dates = [_day(found) for found in _DATED.finditer(text[start : match.start()])]
            old_document = bool(dates) and dates[-1] is not None and dates[-1] < _TWO_TIERS
            if own or not (_PAST.search(sentence) or old_document):
                if issued is None:
                    return unknown("text", match.group(), text=match.group())
                return failed("text", text[match.start() :], text=text[match.start() : match.end() + 25])
    return passed()


def _issued(boxes: Boxes) -> date | None:
    """The day of issue, or the first of its month in a draft."""
    text = boxes.date.text if boxes.date else ""
    match = re.search(r"(\d{1,2})?\s*(?:tháng|[/.-])\s*(\d{1,2})?\s*(?:năm|[/.-])\s*(\d{4})", text, re.I)
    if match is None:
        return None
    try:
        return date(int(match.group(3)), int(match.group(2) or 12), int(match.group(1) or 1))
    except ValueError:
        return None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match.group(3)), int(match.group(2)), int(match.group(1)))
    except ValueError:
        return None
