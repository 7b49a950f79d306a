"""PDF through pypdfium2: lines rebuilt into paragraphs, running heads removed, tables by their ruling lines, OCR."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from generator.domain.guide import OcrRecord
from generator.errors import FileDamaged, FileEncrypted, FileTooLarge, ToolMissing
from generator.messages import say
from generator.reading import ocr
from generator.reading.content import Content, Limits
from generator.reading.decode import clean
from generator.reading.formats.pdf_lines import Line, garbled, page_lines, paragraphs, vocabulary, without_running_heads
from generator.reading.formats.pdf_tables import Rule, Table, page_tables, rules_of
from generator.reading.legacy_fonts import refuse_legacy_fonts, refuse_legacy_text
from generator.reading.lines import block_of, looks_like_heading
from generator.reading.raw import RawBlock

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SCAN_LETTERS = 20  # a page with fewer letters and an image on it is a scan


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a PDF with their pages. Raises FileEncrypted, FileDamaged, FileTooLarge, LegacyFont, ToolMissing (scans
    without tesseract)."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise FileEncrypted(file=name) from error
        raise FileDamaged(file=name) from error
    try:
        if len(document) > limits.pages:
            raise FileTooLarge(file=name, limit=f"{limits.pages} tr.")
        return _content(document, name)
    except pypdfium2.PdfiumError as error:
        raise FileDamaged(file=name) from error
    finally:
        document.close()


def _content(document: Any, name: str) -> Content:
    lines: list[list[Line]] = []
    tables: dict[int, list[Table]] = {}
    scans: dict[int, bytes] = {}
    fonts: Counter[str] = Counter()
    for number in range(len(document)):
        page = document[number]
        rules, images = _objects(page)
        textpage = page.get_textpage()
        found = page_lines(textpage, page.get_size(), number + 1, fonts)
        grids = page_tables(textpage, rules) if rules and not page.get_rotation() else []
        kept = [table for table in grids if _whole(table, found)]
        if kept:
            tables[number] = kept
        lines.append(found)
        if images and sum(len(line.text) for line in found) < _SCAN_LETTERS:
            scans[number] = b"" if ocr.languages() is None else _png(page)
        textpage.close()
        page.close()
    refuse_legacy_fonts(dict(fonts), name)
    refuse_legacy_text("\n".join(line.text for page in lines for line in page), name)
    content = Content(pages=len(document), title=_title(document))
    if scans and ocr.languages() is None:
        if len(scans) == len(lines):
            raise ToolMissing(file=name, tool="tesseract-ocr-vie")
        content.warnings.append(say("reading.scans_skipped", pages=", ".join(str(page + 1) for page in scans)))
        scans = {}
    _drop_garbled(content, lines, tables)
    _assemble(content, without_running_heads(lines), tables, scans)
    return content


def _whole(table: Table, lines: list[Line]) -> bool:
    """Whether the cells hold every word of the lines that the table would take the place of."""
    inside = sum(ch.isalnum() for line in lines if table.holds(line.x, line.top) for ch in line.text)
    return table.letters() >= 0.98 * inside


def _drop_garbled(content: Content, lines: list[list[Line]], tables: dict[int, list[Table]]) -> None:
    """Leave out lines and tables whose font does not say which letters its signs stand for; the pages are named."""
    for number, grids in tables.items():
        tables[number] = [grid for grid in grids if not garbled(" ".join(cell for row in grid.rows for cell in row))]
    pages = [number + 1 for number, page in enumerate(lines) if any(garbled(line.text) for line in page)]
    if pages:
        content.warnings.append(say("reading.garbled_lines", pages=", ".join(map(str, pages))))
        lines[:] = [[line for line in page if not garbled(line.text)] for page in lines]


def _assemble(
    content: Content, lines: list[list[Line]], tables: dict[int, list[Table]], scans: dict[int, bytes]
) -> None:
    """Runs of pages without tables or scans are rebuilt together, so that a paragraph may cross a page."""
    body, known = _body_size(lines), vocabulary(lines)
    waiting: list[Line] = []
    confidence: list[tuple[float, int]] = []

    def close() -> None:
        content.blocks += paragraphs(waiting, body, known)
        waiting.clear()

    for number, page in enumerate(lines):
        if number in scans:
            close()
            for read in ocr.read_image(scans[number]):
                content.blocks.append(_ocr_block(" ".join(read.text.split()), number + 1, read.confidence))
                confidence.append((read.confidence, read.words))
            continue
        rest = page
        for table in tables.get(number, []):
            outside = [line for line in rest if not table.holds(line.x, line.top)]
            waiting += [line for line in outside if line.top >= table.top]
            rest = [line for line in outside if line.top < table.top]
            close()
            content.blocks += table.blocks(number + 1, known)
        waiting += rest
    close()
    if confidence:
        words = sum(count for _, count in confidence)
        mean = sum(sure * count for sure, count in confidence) / words
        content.ocr = OcrRecord(pages=tuple(number + 1 for number in sorted(scans)), mean_confidence=round(mean, 1))


def _ocr_block(text: str, page: int, confidence: float) -> RawBlock:
    level = looks_like_heading(text)
    block = RawBlock(kind="heading", text=text, level=level, page=page) if level else block_of(text, page=page)
    return block.model_copy(update={"ocr_confidence": confidence})


def _body_size(lines: list[list[Line]]) -> float:
    """The largest type size, in points, that at least a fifth of the letters are set in."""
    sizes: Counter[float] = Counter()
    for page in lines:
        for line in page:
            sizes[round(line.size * 2) / 2] += len(line.text)
    letters = sum(sizes.values())
    return max((size for size, count in sizes.items() if count >= 0.2 * letters), default=12.0)


def _objects(page: Any) -> tuple[list[Rule], int]:
    """(ruling lines, number of images) on the page."""
    from pypdfium2 import raw

    rules: list[Rule] = []
    images = 0
    for item in page.get_objects(max_depth=3):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            images += 1
        elif item.type == raw.FPDF_PAGEOBJ_PATH and item.level == 0:
            rules += rules_of(*item.get_bounds())
    return rules, images


def _png(page: Any) -> bytes:
    out = io.BytesIO()
    page.render(scale=ocr.DPI / 72, grayscale=True).to_pil().save(out, format="PNG")
    return out.getvalue()


def _title(document: Any) -> str | None:
    title = clean(document.get_metadata_dict().get("Title", "")).strip()
    # Word processors leave file names and "Microsoft Word - …" there.
    return (
        title
        if title.lower() not in ("", "untitled") and not title.lower().endswith((".doc", ".docx", ".indd", ".pptx"))
        else None
    )
