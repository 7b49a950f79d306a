"""Plain text: wrapped lines joined, lists and headings by their signs; portal pages on one line go to `portal`."""

from __future__ import annotations

from generator.reading.content import Content, Limits
from generator.reading.decode import decode
from generator.reading.formats import portal, run_on
from generator.reading.lines import block_of, looks_like_heading, starts_block
from generator.reading.raw import RawBlock


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a text file. Raises FileDamaged, LegacyFont."""
    return read_text(decode(data, name))


def read_text(text: str) -> Content:
    """Blocks of plain text."""
    if portal.is_portal(text):
        return portal.read_page(text)
    if run_on.is_one_line(text):
        return Content(blocks=run_on.split_run_on(text))
    blocks: list[RawBlock] = []
    paragraph: list[str] = []

    def close() -> None:
        if paragraph:
            blocks.append(block_of(" ".join(paragraph)))
            paragraph.clear()

    lines = [line.strip() for line in text.split("\n")]
    width = _wrap_width(lines)
    for number, line in enumerate(lines):
        if not line:
            close()
            continue
        before = lines[number - 1] if number else ""
        after = lines[number + 1] if number + 1 < len(lines) else ""
        level = looks_like_heading(line)
        if level and not after and (not before or blocks == []):
            close()
            blocks.append(RawBlock(kind="heading", text=line, level=level))
            continue
        wrapped = bool(paragraph) and width is not None and len(before) > 0.7 * width and not starts_block(line)
        if not wrapped:
            close()
        paragraph.append(line)
    close()
    return Content(blocks=blocks, title=None)


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which a text was wrapped, or None when its lines are paragraphs."""
    lengths = sorted(len(line) for line in lines if line)
    if len(lengths) < 4:
        return None
    widest = lengths[int(len(lengths) * 0.95)]
    long_lines = sum(length > 0.7 * widest for length in lengths)
    return widest if widest <= 130 and long_lines > 0.3 * len(lengths) else None
