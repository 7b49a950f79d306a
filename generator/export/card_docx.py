"""A prompt card as DOCX on A5, its value inside."""

from __future__ import annotations

import io
from typing import Any

from generator.domain.exercise import PromptCard
from generator.export.card_text import blocks, foot
from generator.export.docx_page import set_up
from generator.export.embed_ledger import embed
from generator.grounding.envelope import clean, docx_lines, envelop
from generator.messages import say

_BODY = 11.0


def render(card: PromptCard) -> bytes:
    """The bytes of the file."""
    from docx import Document
    from docx.shared import Mm, Pt

    document: Any = Document()
    set_up(document, card.language, _BODY)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(148), Mm(210)
    page.left_margin = page.right_margin = Mm(14)
    page.top_margin = page.bottom_margin = Mm(12)
    kicker = document.add_paragraph(say("practice.card.heading", card.language), style="Soan Small")
    kicker.paragraph_format.space_after = Pt(0)
    document.add_heading(clean(card.title), 1).paragraph_format.space_before = Pt(0)
    for block in blocks(card):
        heading = document.add_heading(block.title, 3)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(5), Pt(2)
        if block.boxed:
            cell = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
            for number, line in enumerate(block.lines):
                paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                paragraph.add_run(clean(line))
                paragraph.paragraph_format.space_after = Pt(2)
            continue
        for line in block.lines:
            style = "List Bullet" if block.listed else None
            paragraph = document.add_paragraph(clean(line), style=style)
            paragraph.paragraph_format.space_after = Pt(1)
    for line in foot(card):
        document.add_paragraph(clean(line), style="Soan Small").paragraph_format.space_after = Pt(0)
    embed(document, envelop(card, docx_lines(document.element)))
    properties = document.core_properties
    properties.title, properties.language = clean(card.title)[:255], card.language
    properties.author, properties.comments, properties.last_modified_by = "Soạn", "", "Soạn"
    properties.created = properties.modified = card.generation.created_at
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
