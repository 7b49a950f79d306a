"""A lesson as a DOCX an office can print, with real footnotes and the ledger inside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from generator.domain.ledger import Claim
from generator.domain.lesson import Block, Lesson
from generator.export.addresses import Addresses, cell_claims
from generator.export.docx_notes import Footnotes
from generator.export.docx_page import keep_rows, set_up, set_widths
from generator.export.embed_ledger import embed
from generator.grounding.envelope import clean, docx_lines, envelop
from generator.messages import say

_LARGE_PRINT = 16.0  # points, for older people
_SMALL = 114300  # 9 points in EMU
_BODY = 13.0  # NĐ 30/2020, Phụ lục I, II.6: 13–14


def render(lesson: Lesson) -> bytes:
    """The bytes of the file."""
    return _Writer(lesson).render()


class _Writer:
    def __init__(self, lesson: Lesson) -> None:
        from docx import Document

        self.lesson = lesson
        self.language = lesson.brief.language
        self.addresses = Addresses(lesson)
        self.document: Any = Document()
        set_up(self.document, self.language, _LARGE_PRINT if lesson.brief.audience == "elderly" else _BODY)
        self.notes = Footnotes(self.document, say("export.same", self.language))
        self.marks = 0

    def say(self, key: str, **details: object) -> str:
        return say(f"export.{key}", self.language, **details)

    def render(self) -> bytes:
        self._opening()
        for section in self.lesson.sections:
            self.document.add_heading(clean(section.title), 2)
            for block in section.blocks:
                self._block(block)
        self._practice()
        self._handouts()
        self._record()
        footnotes = self.notes.write()
        lines = docx_lines(self.document.element) + docx_lines(footnotes)
        embed(self.document, envelop(self.lesson, lines))
        properties = self.document.core_properties
        properties.title, properties.language = clean(self.lesson.title)[:255], self.language
        properties.author, properties.comments, properties.last_modified_by = "Soạn", "", "Soạn"
        properties.created = properties.modified = self.lesson.generation.created_at
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    # -- pieces ------------------------------------------------------------------------------------------------------

    def claim(self, paragraph: Any, claim: Claim) -> None:
        """The sentence between bookmarks named after the claim, so that its tie survives copying."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.marks += 1
        start: Any = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), f"{claim.id.replace('-', '_')}_{self.marks}")
        end: Any = OxmlElement("w:bookmarkEnd")
        end.set(qn("w:id"), str(self.marks))
        paragraph._p.append(start)
        paragraph.add_run(clean(claim.text)).italic = True if claim.status == "author" else None
        paragraph._p.append(end)

    def note(self, paragraph: Any, claims: Iterable[Claim]) -> None:
        if address := self.addresses.of(claims):
            self.notes.refer(paragraph, clean(address))

    def heading(self, key: str, level: int = 1, *, new_page: bool = False) -> None:
        self.document.add_heading(self.say(key), level).paragraph_format.page_break_before = new_page

    def lines(self, texts: Iterable[str], style: str = "List Bullet") -> None:
        for text in texts:
            self.document.add_paragraph(clean(text), style)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        table = self.document.add_table(1, len(header), "Table Grid")
        for cell, text in zip(table.rows[0].cells, header, strict=True):
            cell.paragraphs[0].add_run(clean(text)).bold = True
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = clean(text)
        if not header[0]:  # a column of boxes is narrow
            set_widths(table, (12, 80, 70))
        keep_rows(table)
        self.document.add_paragraph()

    # -- parts -------------------------------------------------------------------------------------------------------

    def _opening(self) -> None:
        lesson, brief = self.lesson, self.lesson.brief
        self.document.add_paragraph(clean(lesson.title), "Title")
        info = {
            "audience": self.say(f"audiences.{brief.audience}"),
            "minutes": self.say("minutes_value", minutes=brief.minutes),
            "level": self.say(f"levels.{brief.level}"),
            "as_of": f"{brief.as_of:%d/%m/%Y}",
        }
        self.table([self.say(key) for key in info], [list(info.values())])
        self.document.add_paragraph(clean(lesson.notice))
        self.document.add_paragraph(self.say("legend"))
        self.heading("outcomes")
        self.lines(o.text + (f" ({', '.join(o.frameworks)})" if o.frameworks else "") for o in lesson.outcomes)
        self.heading("plan")
        header = [self.say(key) for key in ("minutes", "phase", "trainer", "learners", "materials")]
        self.table(header, [[str(s.minutes), s.title, s.trainer, s.learners, s.materials] for s in lesson.plan])
        self.heading("content")
        for part in (self.document.sections[0].footer, self.document.sections[0].first_page_footer):
            part.paragraphs[0].add_run(self.say("notice_short")).font.size = _SMALL

    def _block(self, block: Block) -> None:
        if block.kind == "table":
            self._claims_table(block)
        elif block.kind in ("bullets", "steps"):
            labels = block.labels or tuple("-" if block.kind == "bullets" else f"{n}." for n in range(1, 999))
            for label, claim in zip(labels, block.claims, strict=False):
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.left_indent = 360000  # 10 mm in EMU; the label hangs
                paragraph.paragraph_format.first_line_indent = -270000
                if label and not claim.text.startswith(label):
                    paragraph.add_run(clean(label) + "\u00a0")
                self.claim(paragraph, claim)
                self.note(paragraph, [claim])
        elif block.kind == "heading":
            for claim in block.claims:
                paragraph = self.document.add_heading("", 3)
                self.claim(paragraph, claim)
        elif block.claims:
            paragraph = self.document.add_paragraph()
            for order, claim in enumerate(block.claims):
                if order:
                    paragraph.add_run(" ")
                self.claim(paragraph, claim)
            self.note(paragraph, block.claims)

    def _claims_table(self, block: Block) -> None:
        rows = [row for row in (block.header, *block.rows) if row]
        if not rows:
            return
        table = self.document.add_table(len(rows), max(map(len, rows)), "Table Grid")
        for line, row in zip(table.rows, rows, strict=True):
            for cell, claim in zip(line.cells, row, strict=False):
                self.claim(cell.paragraphs[0], claim)
        keep_rows(table)
        self.note(table.rows[-1].cells[len(rows[-1]) - 1].paragraphs[0], cell_claims(block.header, block.rows))
        self.document.add_paragraph()

    def _claims(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            paragraph = self.document.add_paragraph(style="List Bullet")
            self.claim(paragraph, claim)
            self.note(paragraph, [claim])

    def _practice(self) -> None:
        practice = self.lesson.practice
        if self.lesson.terms:
            self.heading("terms")
        for term in self.lesson.terms:
            paragraph = self.document.add_paragraph()
            paragraph.add_run(clean(term.term) + ": ").bold = True
            self.claim(paragraph, term.definition)
            self.note(paragraph, [term.definition])
        self.heading("practice")
        self.document.add_paragraph(clean(practice.title)).runs[0].bold = True
        self.document.add_paragraph(clean(practice.situation))
        self.lines((f"{order}. {step}" for order, step in enumerate(practice.steps, 1)), "Normal")
        if practice.expected:
            self.heading("expected", 2)
            self._claims(practice.expected)
        self.heading("questions")
        for order, question in enumerate(self.lesson.questions, 1):
            stem = self.document.add_paragraph(clean(f"{order}. {question.stem}"))
            stem.paragraph_format.keep_with_next = True
            options = zip("ABCDEFGH", question.options, strict=False)
            self.lines((f"{letter}. {option}" for letter, option in options), "Normal")

    def _handouts(self) -> None:
        self.heading("summary", new_page=True)
        self._claims(self.lesson.summary)
        self.heading("keys", new_page=True)
        for order, question in enumerate(self.lesson.questions, 1):
            paragraph = self.document.add_paragraph()
            key = self.say("key", number=order, letter="ABCDEFGH"[question.key])
            paragraph.add_run(key + ". ").bold = True
            self.claim(paragraph, question.rationale)
            self.note(paragraph, [question.rationale])

    def _record(self) -> None:
        if self.lesson.gaps:
            self.heading("gaps")
            self.lines(self.lesson.gaps)
        self.heading("sources")
        for record in self.lesson.sources:
            state = self.say(f"validities.{record.validity}")
            state = self.say("validity", validity=state, day=f"{record.as_of:%d/%m/%Y}")
            name = " ".join(word for word in (record.guide.kind, record.guide.number) if word)
            title = record.guide.title if record.guide.title.startswith(name) else f"{name}: {record.guide.title}"
            self.lines([f"{title}. {state}. {self.say('source_hash', sha=record.guide.sha256)}"])
        self.heading("checklist")
        boxes = {"met": "☑", "not_met": "☐", "person": "☐"}
        rows = [[boxes[line.state], line.text, line.evidence] for line in self.lesson.checklist]
        self.table(["", self.say("item"), self.say("evidence")], rows)
