"""PPTX: slides in order, titles as headings, bullets with their depth, tables, speaker notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from generator.errors import FileDamaged
from generator.reading.content import Content, Limits
from generator.reading.decode import clean
from generator.reading.lines import row_of
from generator.reading.raw import RawBlock


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a PPTX. Raises FileDamaged."""
    from lxml import etree
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    try:
        show = Presentation(io.BytesIO(data))
        blocks = [block for number, slide in enumerate(show.slides, 1) for block in _slide(slide, number)]
        title = clean(show.core_properties.title or "").strip()
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise FileDamaged(file=name) from error
    return Content(blocks=blocks, title=title or None)


def _slide(slide: Any, number: int) -> Iterator[RawBlock]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame and title.text_frame.text.strip():
        words = " ".join(clean(title.text_frame.text).split())
        yield RawBlock(kind="heading", text=words, level=1, slide=number)
    own = title.shape_id if title is not None else None
    shapes = [shape for shape in slide.shapes if shape.shape_id != own]
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        yield from _shape(shape, number)
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        for line in clean(frame.text if frame is not None else "").split("\n"):
            if line.strip():
                yield RawBlock(kind="note", text=" ".join(line.split()), slide=number)


def _shape(shape: Any, number: int) -> Iterator[RawBlock]:
    if shape.shape_type == 6:  # a group
        for inner in shape.shapes:
            yield from _shape(inner, number)
    elif getattr(shape, "has_table", False) and shape.has_table:
        for place, row in enumerate(shape.table.rows):
            cells = tuple(" ".join(clean(cell.text).split()) for cell in row.cells)
            if any(cells):
                yield row_of(cells, head=place == 0, slide=number)
    elif shape.has_text_frame:
        paragraphs = [p for p in shape.text_frame.paragraphs if p.text.strip()]
        for paragraph in paragraphs:
            for line in clean(paragraph.text).split("\n"):
                if line.strip():
                    text = " ".join(line.split())
                    if len(paragraphs) == 1:
                        yield RawBlock(kind="paragraph", text=text, slide=number)
                    else:
                        yield RawBlock(kind="item", text=text, label="•", level=paragraph.level, slide=number)
