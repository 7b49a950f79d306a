"""The worst real input: a page of the public-service portal saved as one line, its menus and buttons in between.

The menu goes; the procedure's parts stay. Signs are general (the portal's own captions), not one page's.
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.reading.content import Content
from generator.reading.raw import RawBlock

_MENU_END = re.compile(r"Chi tiết thủ tục hành chính\s*[:>]?\s*")
_BUTTON = re.compile(r"\s*(?:Xem chi tiết|Xem thêm|Thu gọn|Tải về|In trang|Nộp trực tuyến|Đánh giá)(?=\s|$)\s*")
_FEE = re.compile(r"((?:Lệ phí|Phí)\s*:\s*(?:[\d.,]+|Miễn phí|Không)?\s*(?:Đồng|đồng|VNĐ)?(?:\s*\([^)]*\))?)")
_CAPTIONS = (
    "Mã thủ tục", "Số quyết định", "Tên thủ tục", "Cấp thực hiện", "Loại thủ tục", "Lĩnh vực", "Trình tự thực hiện",
    "Cách thức thực hiện", "Hình thức nộp", "Thời hạn giải quyết", "Thành phần hồ sơ", "Số lượng hồ sơ", "Số bộ hồ sơ",
    "Đối tượng thực hiện", "Cơ quan thực hiện", "Cơ quan có thẩm quyền", "Cơ quan được ủy quyền", "Cơ quan phối hợp",
    "Địa chỉ tiếp nhận", "Kết quả thực hiện", "Căn cứ pháp lý", "Yêu cầu, điều kiện thực hiện", "Yêu cầu điều kiện",
    "Từ khóa", "Mô tả", "Tên giấy tờ", "Bao gồm", "Lệ phí", "Biểu mẫu",
)  # fmt: skip
_CAPTION = re.compile(rf"(?<!\w)({'|'.join(re.escape(caption) for caption in _CAPTIONS)})\s*:\s*")
_STEP = re.compile(r"(?:[-+*]\s*)?(Bước\s+\d{1,2}\s*[:.])")
_MARK = re.compile(r"(?:(?<=[.;:,])|(?<=\s))\s*(?=[-+*•]\s+[A-ZĐÀ-Ỹ(])")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ*+-])")
_PORTAL_SIGNS = (
    "Cổng Dịch vụ công", "Thủ tục hành chính liên thông", "Dịch vụ công trực tuyến", "Chi tiết thủ tục hành chính",
    "Xem chi tiết",
)  # fmt: skip


def is_one_line(text: str) -> bool:
    """Whether a text came without its line breaks: over 1,500 characters on an average non-empty line."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and sum(map(len, lines)) / len(lines) > 1_500


def is_portal(text: str) -> bool:
    """A page of the portal without line breaks: at least three of its signs in the text."""
    return is_one_line(text) and sum(sign in text for sign in _PORTAL_SIGNS) >= 3


def read_page(text: str) -> Content:
    """Title as heading, then steps, ways of applying with their fees, dossier and the rest, in the page's order."""
    line = " ".join(text.split())
    found = _MENU_END.search(line)
    body = line[found.end() :] if found else line
    title, rest = _title(body)
    blocks = [RawBlock(kind="heading", text=title, level=1)] if title else []
    if _STEP.search(rest) or rest:
        blocks.append(RawBlock(kind="heading", text="Trình tự thực hiện", level=2))
    blocks += _parts(rest)
    return Content(blocks=blocks, title=title or None)


def _title(body: str) -> tuple[str, str]:
    """The procedure's name stands before the first button or the first step."""
    stops = [match.start() for pattern in (_BUTTON, _STEP) if (match := pattern.search(body))]
    stop = min(stops, default=0)
    if not 0 < stop <= 300:
        return "", body
    return body[:stop].strip(" -:"), body[stop:].strip()


def _parts(rest: str) -> list[RawBlock]:
    """The body cut at buttons, captions, fees, steps and typed bullets."""
    blocks: list[RawBlock] = []
    ways = False
    for stretch in _BUTTON.split(rest):
        for piece in _split_fees(stretch.strip()):
            if not piece:
                continue
            if _FEE.fullmatch(piece):
                if not ways:
                    blocks.append(RawBlock(kind="heading", text="Cách thức thực hiện, phí, lệ phí", level=2))
                    ways = True
                if piece.rstrip().endswith(("Phí: Đồng", "phí: Đồng")):  # the portal prints an empty amount so
                    continue
                blocks.append(RawBlock(kind="paragraph", text=piece))
                continue
            blocks += _captioned(piece)
    return blocks


def _split_fees(stretch: str) -> list[str]:
    return [piece.strip() for piece in _FEE.split(stretch) if piece and piece.strip()]


def _captioned(piece: str) -> list[RawBlock]:
    blocks: list[RawBlock] = []
    at = 0
    for match in _CAPTION.finditer(piece):
        blocks += split_long(piece[at : match.start()])
        blocks.append(RawBlock(kind="heading", text=match.group(1), level=2))
        at = match.end()
    return blocks + split_long(piece[at:])


def split_long(text: str) -> list[RawBlock]:
    """A run of text cut at steps, typed bullets and, where a stretch stays long, sentences. No word is lost."""
    blocks: list[RawBlock] = []
    for part in _before(_STEP, " ".join(text.split())):
        for piece in _MARK.split(part):
            words = piece.strip()
            if not words:
                continue
            for sentence in _SENTENCE.split(words) if len(words.split()) > 60 else [words]:
                blocks.append(_block(sentence.strip()))
    return blocks


def _before(pattern: re.Pattern[str], text: str) -> list[str]:
    starts = [match.start() for match in pattern.finditer(text)]
    edges = [0, *starts, len(text)]
    return [text[a:b] for a, b in pairwise(edges) if text[a:b].strip()]


def _block(text: str) -> RawBlock:
    if _STEP.match(text):
        return RawBlock(kind="paragraph", text=text.lstrip("-+* "))
    if text[:2] in ("- ", "+ ", "* ", "• "):
        return RawBlock(kind="item", text=text, label=text[0], level=1 if text[0] in "+" else 0)
    return RawBlock(kind="paragraph", text=text)
