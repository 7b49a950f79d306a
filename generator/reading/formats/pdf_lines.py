"""Lines of a PDF page with place and size, and how they join into paragraphs."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from generator.reading.decode import clean
from generator.reading.lines import block_of, looks_like_heading, starts_block
from generator.reading.raw import RawBlock

_PAGE_NUMBER = re.compile(
    r"^(?:(?:trang|page|tr\.?|[-–—])\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|[-–—])\s*\d{0,4})?$", re.IGNORECASE
)
_BROKEN = re.compile(r"([^\W\d_]+)[\x02\ufffe]\s*([^\W\d_]+)")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_SOFT_HYPHENS = ("\x02", "\ufffe", "\u00ad")


@dataclass(slots=True)
class Line:
    """A printed line: text, size in points, left and right edge and baseline in points from the bottom left."""

    text: str
    page: int
    size: float
    x: float
    right: float
    top: float
    width: float
    height: float
    bold: bool = False
    tail: float = 0.0  # size at its end, where smaller pieces were joined to it


def page_lines(textpage: Any, paper: tuple[float, float], number: int, fonts: Counter[str]) -> list[Line]:
    """The lines of a page in reading order; `paper` is its width and height in points. Letters per font name are
    added to `fonts`."""
    from pypdfium2 import raw

    count = textpage.count_chars()
    width, height = paper
    if count <= 0:
        return []
    buffer = (ctypes.c_ushort * (count + 1))()
    raw.FPDFText_GetText(textpage.raw, 0, count, buffer)
    units = bytes(buffer)[: 2 * count]
    text = units.decode("utf-16-le", "replace")
    lines = []
    start = 0
    for end in [index for index, ch in enumerate(text) if ch == "\n"] + [len(text)]:
        words = text[start:end].strip("\r\n")
        if words.strip():
            lines.append(_line(textpage.raw, start, end, words, number, width, height, fonts))
        start = end + 1
    return _from_the_top(_joined(lines))


def _from_the_top(lines: list[Line]) -> list[Line]:
    """Lines of a page of one column from top to bottom: some writers put a title last into the file. A page with
    lines side by side keeps the order of the file."""
    if all(after.top <= before.top + before.size for before, after in pairwise(lines)):
        return lines
    ordered = sorted(lines, key=lambda line: -line.top)
    beside = any(before.top - after.top < 0.6 * before.size for before, after in pairwise(ordered))
    return lines if beside else ordered


def garbled(text: str) -> bool:
    """Whether most letters are such as no Vietnamese, English or Hindi text has: the font carries no key to them."""
    letters = [ch for ch in text if ch.isalpha()]
    strange = sum(("\u0100" <= ch <= "\u04ff" and ch.lower() not in "ăđĩũơư") or ch >= "\ue000" for ch in letters)
    return len(letters) >= 4 and strange > 0.5 * len(letters)


def _line(
    handle: Any, start: int, end: int, words: str, page: int, width: float, height: float, fonts: Counter[str]
) -> Line:
    from pypdfium2 import raw

    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip()) - 1
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, first, ctypes.byref(matrix))
    size = float(raw.FPDFText_GetFontSize(handle, first)) * (math.hypot(matrix.c, matrix.d) or 1.0)
    box = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(handle, first, *(ctypes.byref(value) for value in box))
    left, bottom, top = box[0].value, box[2].value, box[3].value
    raw.FPDFText_GetCharBox(handle, last, *(ctypes.byref(value) for value in box))
    if size <= 1.5:  # no size known: take the height of the letters
        size = max(1.0, (top - bottom) * 1.3)
    font = _font(handle, first)
    fonts[font] += len(words)
    return Line(
        text=words,
        page=page,
        size=round(size, 1),
        x=left,
        right=box[1].value,
        top=bottom,
        width=width,
        height=height,
        tail=round(size, 1),
        # A line that only opens with a bold word is running text.
        bold=_bold(font) and _bold(_font(handle, last)),
    )


def _font(handle: Any, index: int) -> str:
    """Name of the font a letter is set in."""
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(handle, index, name, 128, ctypes.byref(ctypes.c_int()))
    return name.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace") if length else ""


def _bold(font: str) -> bool:
    return "bold" in font.lower() or "black" in font.lower()


def _joined(lines: list[Line]) -> list[Line]:
    """Pieces of one printed line put together: a raised "th" or a footnote mark comes as a line of its own."""
    out: list[Line] = []
    for line in lines:
        before = out[-1] if out else None
        if (
            before is not None
            and before.size > 0
            and abs(before.top - line.top) < 0.6 * max(before.size, line.size)
            and -3 <= line.x - before.right <= 1.2 * max(before.size, line.size)
            and (line.size < 0.75 * before.size or before.tail < 0.75 * before.size)
        ):
            gap = "" if line.x - before.right < 1.0 else " "
            out[-1] = replace(
                before, text=before.text.rstrip() + gap + line.text.lstrip(), right=line.right, tail=line.size
            )
        else:
            out.append(line)
    return out


def without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Without page numbers, and without lines that stand at the same height on most pages (digits ignored)."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        for line in {(_shape(line.text), round(line.top / 12)) for line in page if _marginal(line)}:
            seen[line] += 1
    often = max(3, len(pages) * 0.3)
    return [
        [
            line
            for line in page
            if not (_marginal(line, 0.13) and _PAGE_NUMBER.match(line.text.strip()))
            and not (_marginal(line) and seen[_shape(line.text), round(line.top / 12)] >= often)
        ]
        for page in pages
    ]


def _marginal(line: Line, part: float = 0.1) -> bool:
    """Whether a line stands in the upper or lower tenth of the page."""
    return line.top > (1 - part) * line.height or line.top < part * line.height


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).lower())


def vocabulary(pages: list[list[Line]]) -> frozenset[str]:
    """The words of a document, lower case: what decides whether a hyphen at a line's end belongs to the word."""
    return frozenset(word for page in pages for line in page for word in _PLAIN_WORD.findall(line.text.lower()))


def paragraphs(lines: list[Line], body: float, known: frozenset[str] = frozenset()) -> list[RawBlock]:
    """Blocks of a run of lines; `body` is the size of the running text in points, `known` the document's words."""
    blocks: list[RawBlock] = []
    group: list[Line] = []

    def close() -> None:
        if group:
            blocks.append(_block(group, body, known))
            group.clear()

    for line in lines:
        if group and not _continues(group, line, body):
            close()
        group.append(line)
    close()
    return blocks


def _continues(group: list[Line], line: Line, body: float) -> bool:
    before = group[-1]
    text = line.text.strip()
    if abs(before.size - line.size) > 0.12 * before.size or before.bold != line.bold:
        return False
    big = before.size > 1.12 * body
    if before.page != line.page:
        open_end = before.text.rstrip()[-1:] not in '.!?:;”"'
        return open_end and text[:1].islower() and not big
    gap = before.top - line.top
    if gap <= 0 or gap > 1.9 * max(before.size, 8):
        return False
    if big:
        return True
    if starts_block(text):
        return False
    if before.text.endswith(_SOFT_HYPHENS) or text[:1].islower():
        return True
    full = before.right > before.width * 0.5 and before.right > _edge(group) - 6 * before.size
    return full and before.text.rstrip()[-1:] not in ":"


def _edge(group: list[Line]) -> float:
    """Where full lines end: the widest line seen in this paragraph, or most of the page."""
    return max([line.right for line in group] + [group[0].width * 0.8])


def mend(text: str, known: frozenset[str]) -> str:
    """Words that a line's end broke put together. pdfium marks the place with U+FFFE. The hyphen stays where the
    document has both halves as words and not the whole ("cross-reference"), else only the line's end put it there."""

    def whole(found: re.Match[str]) -> str:
        head, tail = found.group(1), found.group(2)
        joined = (head + tail).lower() in known or not (head.lower() in known and tail.lower() in known)
        return head + ("" if joined and tail[:1].islower() else "-") + tail

    return _BROKEN.sub(whole, text).replace("\ufffe", "").replace("\x02", "")


def _text(group: list[Line], known: frozenset[str]) -> str:
    text = ""
    for line in group:
        piece = line.text.strip()
        if text.endswith(_SOFT_HYPHENS) or (text.endswith("-") and text[-2:-1].isalpha() and piece[:1].isalpha()):
            text = text[:-1] + "\ufffe" + piece
        elif text.endswith("-") and text[-2:-1].isalnum() and piece[:1].isalnum():
            text += piece
        else:
            text = f"{text} {piece}" if text else piece
    return mend(text, known)


def _block(group: list[Line], body: float, known: frozenset[str]) -> RawBlock:
    text = _text(group, known)
    words = " ".join(clean(text).split())
    first = group[0]
    ratio = first.size / body if body else 1.0
    short = len(words.split()) <= 20 and not words.endswith((";", ","))
    if ratio > 1.12 and short and any(ch.isalpha() for ch in words):
        level = 1 if ratio > 1.7 else 2 if ratio > 1.35 else 3
        return RawBlock(kind="heading", text=words, level=level, page=first.page, size=first.size, bold=first.bold)
    if first.bold and short and len(words.split()) <= 14 and not starts_block(words) and not words.endswith((".", ":")):
        return RawBlock(kind="heading", text=words, level=4, page=first.page, size=first.size, bold=True)
    level = looks_like_heading(words) if first.bold else 0
    if level:
        return RawBlock(kind="heading", text=words, level=level, page=first.page, size=first.size, bold=True)
    return block_of(words, page=first.page, size=first.size, bold=first.bold)
