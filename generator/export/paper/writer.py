"""Puts the parts together, numbers the pages and lets the ledger travel inside."""

from __future__ import annotations

import io
from typing import Any

from generator.domain.paper import Annex, Paper, date_words
from generator.domain.paper_kinds import PAPER_KINDS
from generator.export.embed_ledger import embed
from generator.export.paper import foot, text
from generator.export.paper.head import head, plain_head
from generator.export.paper.look import new_document, page
from generator.export.paper.pieces import paragraph, upper
from generator.export.paper.shown import Shown
from generator.grounding.envelope import clean, docx_lines, envelop


class Writer:
    """Writes one document. After `render`, `document` and `shown` tell what stands where."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.shown = Shown()
        self.document: Any = new_document()

    def render(self) -> bytes:
        """The bytes of the file, the ledger inside."""
        self.build()
        embed(self.document, envelop(self.paper, docx_lines(self.document.element)))
        return saved(self.document)

    def build(self) -> None:
        """The whole document, without its ledger."""
        paper, document = self.paper, self.document
        first = document.sections[0]
        number_pages(first)
        head(document, paper, self.shown)
        if paper.kind.titled:
            text.title(document, paper.kind.name, paper.subject, self.shown)
        if paper.addressees:
            text.addressees(document, paper.addressees, self.shown)
        text.bases(document, paper, self.shown)
        text.Blocks(document, self.shown).write(paper.blocks)
        foot.foot(document, paper, self.shown)
        if paper.contact is not None:
            foot.contact(first, paper.contact, self.shown)
        if paper.copied is not None and paper.copied.electronic:
            foot.copy_line(first, paper.copied)
        elif paper.copied is not None:
            foot.copied_foot(document, paper.copied, self.shown)
        if paper.attached is not None:
            self._attached()
        for annex in paper.annexes:
            self._annex(annex)
        self._properties()

    def _attached(self) -> None:
        """The text issued with the decision: a head without number and date, its own name, "Kèm theo …"."""
        attached = self.paper.attached
        assert attached is not None
        self._new_section()
        plain_head(self.document, self.paper.issuer, self.shown)
        row = PAPER_KINDS[attached.kind_id]
        with_it = f"(Kèm theo {self._reference('Quyết định')})"
        text.title(self.document, row.name, attached.subject, self.shown, with_it)
        text.Blocks(self.document, self.shown).write(attached.blocks)

    def _annex(self, annex: Annex) -> None:
        """Samples 2.1 and 2.2: its name, its title, what it belongs to; pages numbered anew (III.1)."""
        self._new_section()
        made = paragraph(self.document, "Phụ lục", f"Phụ lục {annex.number}".strip())
        self.shown.at("annex", made)
        text.centred(self.document, "Phụ lục", upper(annex.title))
        with_it = f"(Kèm theo {self._reference(self.paper.kind.name)})"
        lines = text.centred(self.document, "Kèm theo", with_it, "italic")
        text.title_rule(self.document, lines, "italic")
        text.Blocks(self.document, self.shown).write(annex.blocks)

    def _reference(self, name: str) -> str:
        """`Kế hoạch số …/KH-UBND ngày … tháng … năm … của …`, blank where the document itself is."""
        paper = self.paper
        number = f"{paper.number:02d}" if paper.number is not None else "     "
        return f"{name} số {number}/{paper.symbol} {date_words(paper.issued_on)} của {paper.issuer.name}"

    def _new_section(self) -> None:
        from docx.enum.section import WD_SECTION

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        page(section)
        for part in (section.first_page_footer, section.first_page_header, section.header):
            part.is_linked_to_previous = False
        number_pages(section)

    def _properties(self) -> None:
        properties = self.document.core_properties
        properties.title, properties.language = clean(self.paper.title)[:255], "vi"
        properties.author = properties.last_modified_by = "Soạn"
        properties.comments = ""
        properties.created = properties.modified = self.paper.generation.created_at


def number_pages(section: Any) -> None:
    """From 1, centred in the top margin, 14 pt, not on the first page (Phụ lục I, I.7)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = section._sectPr
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    properties.find(qn("w:pgMar")).addnext(numbering)
    header = section.header
    header.is_linked_to_previous = False
    line = header.paragraphs[0]
    line.style = "VB Số trang"
    for kind, code in (("begin", ""), ("", "PAGE"), ("separate", ""), ("number", "2"), ("end", "")):
        run = line.add_run()
        if code and kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind == "number":
            run.text = code
        else:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
