"""The worst real input: a page of the public-service portal saved as one line, its menus and buttons in between.

The menu goes; the procedure's parts stay. Signs are general (the portal's own captions), not one page's. The portal
shows its parts in a fixed order: title, steps, fees each before its way of applying, dossier, agency, conditions.
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.reading.content import Content
from generator.reading.formats.portal_dossier import COPIES, dossier, dossier_start
from generator.reading.formats.run_on import is_one_line, split_long
from generator.reading.raw import RawBlock

_MENU_END = re.compile(r"Chi tiết thủ tục hành chính\s*[:>]?\s*")
_MENU = re.compile(
    r"\s*(?:Cổng Dịch vụ công (?:Quốc gia|quốc gia)|Trang chủ|Đăng nhập|Đăng ký(?= Đăng nhập)|Giới thiệu|"
    r"Thông tin và dịch vụ|Thủ tục hành chính liên thông|Dịch vụ công trực tuyến|Dịch vụ công nổi bật|"
    r"Nộp thuế[^A-ZĐ]*(?:/Trước bạ)?|Thanh toán [^A-ZĐ]*|Tra cứu(?:/Thanh toán)? [^A-ZĐ]*|Đóng [^a-z]*[^A-ZĐ]*|"
    r"Đánh giá chất lượng phục vụ|Phản ánh kiến nghị|Câu hỏi thường gặp|Hỗ trợ)\s*"
)
_FOOT = re.compile(
    r"(?:Chọn cơ quan thực hiện\s+)?Hệ thống chỉ hiển thị những cơ quan|Chọn cơ quan thực hiện(?=\s*$)|"
    r"Bộ, cơ quan, địa phương cung cấp dịch vụ công trực tuyến|(?:Thông tin phí, lệ phí\s+)?Cơ quan chủ quản\s*:|"
    r"Tổng đài hỗ trợ\s*:"
)
_BUTTON = re.compile(r"\s*(?:Xem chi tiết|Xem thêm|Thu gọn|Tải về|In trang|Nộp trực tuyến|Đánh giá)(?=\s|$)\s*")
_FEE = re.compile(
    r"(?<!\w)((?:Lệ phí|Phí)\s*:\s*(?:(?:[\d.,]+|Miễn phí|Không)\s*(?:Đồng|đồng|VNĐ|VND)?|Đồng|đồng)"
    r"(?!\w)(?:\s*\([^)]*\))?)"
)
_FREE = re.compile(r"(Miễn phí|Không)\s+[Đđ]ồng")
_NO_AMOUNT = re.compile(r"(?:Lệ phí|Phí)\s*:\s*[Đđ]ồng\s*")
_LABELS = (
    "Mã thủ tục", "Số quyết định", "Tên thủ tục", "Cấp thực hiện", "Loại thủ tục", "Lĩnh vực", "Hình thức nộp",
    "Số lượng hồ sơ", "Số bộ hồ sơ", "Địa chỉ tiếp nhận", "Từ khóa", "Mô tả", "Tên giấy tờ", "Bao gồm", "Biểu mẫu",
    "Thời hạn giải quyết",
)  # fmt: skip
_SECTIONS = (
    "Trình tự thực hiện", "Cách thức thực hiện", "Thành phần hồ sơ", "Đối tượng thực hiện",
    "Cơ quan thực hiện", "Cơ quan có thẩm quyền", "Cơ quan được ủy quyền", "Cơ quan phối hợp", "Kết quả thực hiện",
    "Căn cứ pháp lý", "Yêu cầu, điều kiện thực hiện", "Yêu cầu điều kiện thực hiện",
)  # fmt: skip
_SECTION = re.compile(rf"(?<![\w“\"(])({'|'.join(map(re.escape, _SECTIONS))})(?:\s*:\s*|\s+(?=[A-ZĐÀ-Ỹ*+\d-])|\s*$)")
_LABEL = re.compile(rf"(?<![\w(])({'|'.join(map(re.escape, _LABELS))})\s*:\s*")
_STEP = re.compile(r"(?:[-+*]\s*)?(Bước\s+\d{1,2}\s*[:.])")
_WAY = re.compile(
    r"(?<=[\w.;)])\s+(?=(?:[-+*]\s+)?(?:Trực tiếp (?:nộp|tại|đến)|Trực tuyến|Thông qua|Gửi hồ sơ|"
    r"Nộp (?:hồ sơ )?(?:trực tiếp|trực tuyến|thông qua|qua)))"
)
_PORTAL_SIGNS = (
    "Cổng Dịch vụ công", "Thủ tục hành chính liên thông", "Dịch vụ công trực tuyến", "Chi tiết thủ tục hành chính",
    "Xem chi tiết", "Yêu cầu, điều kiện thực hiện", "Chọn cơ quan thực hiện", "Tổng đài hỗ trợ",
)  # fmt: skip


def is_portal(text: str) -> bool:
    """A page of the portal without line breaks: at least three of its signs in the text."""
    return is_one_line(text) and sum(sign in text for sign in _PORTAL_SIGNS) >= 3


def read_page(text: str) -> Content:
    """Title as heading, then the parts under the portal's own names for them, in the page's order."""
    title, rest = _title(_without_menus(" ".join(text.split())))
    blocks = [RawBlock(kind="heading", text=title, level=1)] if title else []
    edges = list(_SECTION.finditer(rest))
    starts = [0, *[edge.end() for edge in edges]]
    ends = [*[edge.start() for edge in edges], len(rest)]
    captions = ["", *[edge.group(1) for edge in edges]]
    for caption, start, end in zip(captions, starts, ends, strict=True):
        inner = _part(rest[start:end].strip(), caption)
        if inner and caption:
            blocks.append(_head(caption))
        blocks += inner
    return Content(blocks=blocks, title=title or _named_title(blocks))


def _named_title(blocks: list[RawBlock]) -> str | None:
    """The words under the caption "Tên thủ tục"."""
    for head, block in pairwise(blocks):
        if head.kind == "heading" and head.text == "Tên thủ tục" and block.kind != "heading":
            return block.text
    return None


def _without_menus(line: str) -> str:
    """The page between its menu and its foot."""
    marks = list(_MENU_END.finditer(line[: max(len(line) // 2, 1_500)]))
    if marks:
        line = line[marks[-1].end() :]
    else:
        while (menu := _MENU.match(line)) and menu.end():
            line = line[menu.end() :]
    foot = next((found for found in _FOOT.finditer(line) if found.start() > len(line) // 3), None)
    return line[: foot.start()].strip() if foot else line


def _title(body: str) -> tuple[str, str]:
    """The procedure's name stands before the first button, step or caption."""
    patterns = (_BUTTON, _STEP, _SECTION, _LABEL)
    stops = [match.start() for pattern in patterns if (match := pattern.search(body))]
    stop = min(stops, default=0)
    if not 0 < stop <= 400:
        return "", body
    return body[:stop].strip(" -:"), body[stop:].strip()


def _part(text: str, caption: str) -> list[RawBlock]:
    """One captioned stretch. Without a caption it may hold steps, ways, dossier and agency after one another."""
    steps, ways, papers, agency = _divide(text)
    blocks: list[RawBlock] = []
    for name, inner in (
        ("Trình tự thực hiện", _running(steps)),
        ("Cách thức thực hiện", _ways(ways)),
        ("Thành phần hồ sơ", dossier(papers)),
        ("Cơ quan thực hiện", _running(agency)),
    ):
        named = inner and inner[0].kind == "heading" and inner[0].level == 2  # it opens with a caption of its own
        if inner and not named and name != caption and (not caption or name != "Trình tự thực hiện"):
            blocks.append(_head(name))
        blocks += inner
    return blocks


def _divide(text: str) -> tuple[str, str, str, str]:
    """(steps, ways of applying, dossier, agency) of a stretch; what is not there is empty."""
    papers, agency, before = "", "", text
    copies = list(COPIES.finditer(text))
    if copies:
        last_button = max([0, *[match.end() for match in _BUTTON.finditer(text, 0, copies[0].start())]])
        start = dossier_start(text, max(last_button, _last_step(text, copies[0].start())), copies[0].start())
        papers, agency, before = text[start : copies[-1].end()], text[copies[-1].end() :], text[:start]
    fee = _FEE.search(before)
    at = fee.start() if fee else _ways_without_fee(before)
    return before[:at].strip(), before[at:].strip(), papers.strip(), agency.strip(" .")


def _last_step(text: str, end: int) -> int:
    return max([0, *[match.end() for match in _STEP.finditer(text, 0, end)]])


def _ways_without_fee(text: str) -> int:
    """Where the ways begin on a page that shows no fee: a way named after the last step, or, where the steps are
    dashed, the first dashed line after them that is no step."""
    steps = list(_STEP.finditer(text))
    if not steps:
        return len(text)
    last = steps[-1]
    way = _WAY.search(text, last.end())
    dashed = text[last.start()] == "-"
    line = re.compile(r"(?<=[.;)])\s+(?=- )").search(text, last.end()) if dashed else None
    return min(match.end() for match in (way, line) if match) if way or line else len(text)


def _ways(text: str) -> list[RawBlock]:
    """Each way of applying, then the fees that the page prints before it."""
    blocks: list[RawBlock] = []
    fees: list[str] = []
    for piece in _FEE.split(_BUTTON.sub(" ", text)):
        words = piece.strip()
        if _FEE.fullmatch(words):
            if not _NO_AMOUNT.fullmatch(words):  # the portal prints an empty amount so
                fees.append(_FREE.sub(r"\1", words))
        elif words:
            blocks += _way(words)
            blocks += [RawBlock(kind="item", text=fee, label="+", level=1) for fee in fees]
            fees = []
    return blocks + [RawBlock(kind="item", text=fee, label="-") for fee in fees]


def _way(words: str) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    for part in [words] if words.startswith("-") else _before(_WAY, words):
        inner = split_long(part.strip())
        if inner and inner[0].kind == "paragraph":
            inner[0] = inner[0].model_copy(update={"kind": "item", "label": "-"})
        blocks += inner
    out: list[RawBlock] = []
    for block in blocks:  # a deadline in the middle of a line is a line of its own
        found = _LABEL.search(block.text)
        if found is None or not found.start():
            out.append(block)
            continue
        out.append(block.model_copy(update={"text": block.text[: found.start()].strip()}))
        out += split_long(block.text[found.start() :])
    return out


def _running(text: str) -> list[RawBlock]:
    """Steps and other running text; captions with a colon become headings."""
    blocks: list[RawBlock] = []
    at = 0
    text = _BUTTON.sub(" ", text).strip()
    for match in _LABEL.finditer(text):
        blocks += _steps(text[at : match.start()])
        blocks.append(_head(match.group(1)))
        at = match.end()
    return blocks + _steps(text[at:])


def _steps(text: str) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    for part in _before(_STEP, text):
        words = part.strip()
        step = _STEP.match(words)
        blocks += split_long(words[step.start(1) :] if step else words)
    return blocks


def _before(pattern: re.Pattern[str], text: str) -> list[str]:
    """The text cut before every match."""
    starts = [match.start() for match in pattern.finditer(text)]
    edges = [0, *starts, len(text)]
    return [text[a:b] for a, b in pairwise(edges) if text[a:b].strip()]


def _head(text: str) -> RawBlock:
    return RawBlock(kind="heading", text=text, level=2)
