"""A lesson as a DOCX an office can print, with real footnotes and the ledger inside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from generator.domain.ledger import Claim
from generator.domain.lesson import Block, Lesson
from generator.export.addresses import Addresses, cell_claims, printed_label
from generator.export.docx_notes import Footnotes
from generator.export.docx_page import SMALL_TEXT, TABLE_TEXT, keep_rows, set_up, set_widths
from generator.export.embed_ledger import embed
from generator.grounding.envelope import clean, docx_lines, envelop
from generator.messages import say

_LARGE_PRINT = 16.0  # points, for older people
_PLAN_WIDTHS = (15, 31, 54, 38, 24)  # millimetres; 162 between the margins
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
        self.notes = Footnotes(self.document)
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

    def claim(self, paragraph: Any, claim: Claim, *, bold: bool = False) -> None:
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
        run = paragraph.add_run(clean(claim.text))
        run.italic, run.bold = True if claim.status == "author" else None, bold or None
        run.font.cs_italic, run.font.cs_bold = run.italic, run.bold
        paragraph._p.append(end)
        if claim.status == "unsupported":  # outside the bookmarks: the mark is not part of the sentence
            self.bold(paragraph, f"\u00a0{self.say('unsupported')}")

    def bold(self, paragraph: Any, text: str) -> None:
        """Bold words of the author, in any script."""
        run = paragraph.add_run(clean(text))
        run.bold = run.font.cs_bold = True

    def note(self, paragraph: Any, claims: Iterable[Claim]) -> None:
        if address := self.addresses.of(claims):
            self.notes.refer(paragraph, clean(address))

    def heading(self, key: str, level: int = 1, *, new_page: bool = False) -> None:
        self.document.add_heading(self.say(key), level).paragraph_format.page_break_before = new_page

    def lines(self, texts: Iterable[str], style: str = "List Bullet") -> None:
        for text in texts:
            self.document.add_paragraph(clean(text), style)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]], widths: tuple[int, ...]) -> None:
        """`widths` in millimetres; a row for each."""
        table = self.document.add_table(1, len(header), "Table Grid")
        for cell, text in zip(table.rows[0].cells, header, strict=True):
            self.bold(cell.paragraphs[0], text)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = clean(text)
        set_widths(table, widths)
        self._close_table(table)

    def _close_table(self, table: Any) -> None:
        keep_rows(table)
        for row in table.rows:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.style = TABLE_TEXT
        self.document.add_paragraph().paragraph_format.space_after = 0

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
        self.table([self.say(key) for key in info], [list(info.values())], (54, 36, 36, 36))
        self.document.add_paragraph(clean(lesson.notice))
        self.heading("outcomes")
        self.lines(o.text + (f" ({', '.join(o.frameworks)})" if o.frameworks else "") for o in lesson.outcomes)
        self.heading("plan")
        header = [self.say(key) for key in ("minutes_short", "phase", "trainer", "learners", "materials")]
        self.table(
            header, [[str(s.minutes), s.title, s.trainer, s.learners, s.materials] for s in lesson.plan], _PLAN_WIDTHS
        )
        self.heading("content")
        for part in (self.document.sections[0].footer, self.document.sections[0].first_page_footer):
            part.paragraphs[0].style = SMALL_TEXT
            part.paragraphs[0].add_run(self.say("notice_short"))

    def _block(self, block: Block) -> None:
        if block.kind == "table":
            self._claims_table(block)
        elif block.kind in ("bullets", "steps"):
            labels = block.labels or ("",) * len(block.claims)
            for order, (label, claim) in enumerate(zip(labels, block.claims, strict=True), 1):
                paragraph = self.document.add_paragraph()
                paragraph.paragraph_format.left_indent = 360000  # 10 mm in EMU; the label hangs
                paragraph.paragraph_format.first_line_indent = -270000
                if shown := printed_label(label, claim.text, order if block.kind == "steps" else None):
                    paragraph.add_run(clean(shown) + "\u00a0")
                self.claim(paragraph, claim)
                self.note(paragraph, [claim])
        elif block.kind == "heading":
            for claim in block.claims:
                paragraph = self.document.add_heading("", 3)
                self.claim(paragraph, claim)
                self.note(paragraph, [claim])
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
                self.claim(cell.paragraphs[0], claim, bold=row is block.header)
        self.note(table.rows[-1].cells[len(rows[-1]) - 1].paragraphs[0], cell_claims(block.header, block.rows))
        self._close_table(table)

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
            self.bold(paragraph, term.term + ": ")
            self.claim(paragraph, term.definition)
            self.note(paragraph, [term.definition])
        self.heading("practice")
        self.bold(self.document.add_paragraph(), practice.title)
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
        if self.lesson.summary:
            self.heading("summary", new_page=True)
        self._claims(self.lesson.summary)
        self.heading("keys", new_page=True)
        for order, question in enumerate(self.lesson.questions, 1):
            paragraph = self.document.add_paragraph()
            key = self.say("key", number=order, letter="ABCDEFGH"[question.key])
            self.bold(paragraph, key + ". ")
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
        self.table(["", self.say("item"), self.say("evidence")], rows, (10, 78, 74))
