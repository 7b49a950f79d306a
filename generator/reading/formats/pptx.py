"""PPTX: slides in order, titles as headings, bullets with their depth, tables, speaker notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from generator.errors import FileDamaged
from generator.reading.content import BROKEN_PACKAGE, Content, Limits
from generator.reading.decode import clean
from generator.reading.formats.docx_numbering import print_number
from generator.reading.lines import row_of
from generator.reading.raw import RawBlock

_SCHEMES = {"alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman"}


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a PPTX. Raises FileDamaged."""
    from lxml import etree
    from pptx import Presentation
    from pptx.exc import InvalidXmlError, PackageNotFoundError

    try:
        show = Presentation(io.BytesIO(data))
        blocks = [block for number, slide in enumerate(show.slides, 1) for block in _slide(slide, number)]
        title = clean(show.core_properties.title or "").strip()
    except (PackageNotFoundError, InvalidXmlError, etree.LxmlError, *BROKEN_PACKAGE) as error:
        raise FileDamaged(file=name) from error
    return Content(blocks=blocks, title=title or None)


def _slide(slide: Any, number: int) -> Iterator[RawBlock]:
    title = slide.shapes.title
    own = None
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        own = title.shape_id
        yield RawBlock(kind="heading", text=_line(title.text_frame.text), level=1, slide=number)
    shapes = [shape for shape in slide.shapes if shape.shape_id != own and not _furniture(shape)]
    for place, shape in enumerate(sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))):
        blocks = list(_shape(shape, number))
        if own is None and place == 0 and len(blocks) == 1 and _reads_as_title(blocks[0]):
            blocks = [RawBlock(kind="heading", text=blocks[0].text, level=1, slide=number)]
        if [block.text for block in blocks] != [str(number)]:  # the slide's number in a box of its own
            yield from blocks
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        for line in clean(frame.text if frame is not None else "").split("\n"):
            if line.strip():
                yield RawBlock(kind="note", text=" ".join(line.split()), slide=number)


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _furniture(shape: Any) -> bool:
    """Slide numbers, dates and footers."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    kinds = (PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER)
    return bool(shape.is_placeholder) and shape.placeholder_format.type in kinds


def _reads_as_title(block: RawBlock) -> bool:
    return block.kind == "paragraph" and len(block.text.split()) <= 12 and not block.text.endswith((".", ";", ":"))


def _shape(shape: Any, number: int) -> Iterator[RawBlock]:
    if shape.shape_type == 6:  # a group
        for inner in sorted(shape.shapes, key=lambda inner: (inner.top or 0, inner.left or 0)):
            yield from _shape(inner, number)
    elif getattr(shape, "has_table", False) and shape.has_table:
        for place, row in enumerate(shape.table.rows):
            cells = tuple(_line(cell.text) for cell in row.cells if not cell.is_spanned)
            if any(cells):
                yield row_of(cells, head=place == 0, slide=number)
    elif shape.has_text_frame:
        yield from _text(shape.text_frame, number)


def _text(frame: Any, number: int) -> Iterator[RawBlock]:
    """One paragraph alone is running text; several are list items, numbered ones with their numbers."""
    counts: dict[int, int] = {}
    paragraphs = [paragraph for paragraph in frame.paragraphs if paragraph.text.strip()]
    for paragraph in paragraphs:
        label = _number(paragraph, counts)
        for place, line in enumerate(part for part in clean(paragraph.text).split("\n") if part.strip()):
            text = " ".join(line.split())
            if len(paragraphs) == 1 and not label:
                yield RawBlock(kind="paragraph", text=text, slide=number)
            elif place == 0 and label:
                yield RawBlock(kind="item", text=f"{label} {text}", label=label, level=paragraph.level, slide=number)
            else:
                yield RawBlock(kind="item", text=text, label="•", level=paragraph.level, slide=number)


def _number(paragraph: Any, counts: dict[int, int]) -> str:
    """The automatic number of a paragraph as printed, "" for none; `counts` goes on counting by level."""
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    numbered = paragraph._p.find(f"{drawing}pPr/{drawing}buAutoNum")
    level = paragraph.level
    for deeper in [key for key in counts if key > level]:
        del counts[deeper]
    if numbered is None:
        counts.pop(level, None)
        return ""
    counts[level] = counts.get(level, int(numbered.get("startAt", "1")) - 1) + 1
    style = numbered.get("type", "arabicPeriod")
    kind = next((word for sign, word in _SCHEMES.items() if style.startswith(sign)), "decimal")
    printed = print_number(counts[level], kind)
    if style.endswith("ParenBoth"):
        return f"({printed})"
    return printed + (")" if style.endswith("ParenR") else "." if style.endswith("Period") else "")
