"""A quiz on paper: A4, the learner's sheet, then the key with its sources on pages of their own; ledger inside."""

from __future__ import annotations

import io
from typing import Any

from generator.domain.quiz import Matching, Multiple, Numeric, OneBest, Ordering, Quiz, Scenario, SimpleItem, TrueFalse
from generator.domain.text import nfc
from generator.export.docx_page import keep_rows, set_up, set_widths
from generator.export.embed_ledger import embed
from generator.export.quiz.plain import Asked, feedback, note, stem, text
from generator.grounding.envelope import clean, docx_lines, envelop
from generator.messages import say
from generator.practice.taking import shuffled

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RULE = "." * 90  # a line to write on
_BODY = 13.0  # points; NĐ 30/2020, Phụ lục I, I.II.6: body 13–14


def render(quiz: Quiz) -> bytes:
    """The bytes of the file."""
    from docx import Document

    document: Any = Document()
    set_up(document, quiz.language, _BODY)
    document.add_paragraph(text(quiz.title), style="Title")
    document.add_paragraph(say("quizpaper.name", quiz.language))
    document.add_paragraph(say("quizpaper.advice", quiz.language))
    _sheet(document, quiz)
    heading = document.add_heading(say("quizpaper.key_title", quiz.language, title=text(quiz.title)), 1)
    heading.paragraph_format.page_break_before = True
    _key(document, quiz)
    document.add_paragraph(clean(nfc(quiz.notice)), style="Soan Small")
    embed(document, envelop(quiz, docx_lines(document.element)))
    properties = document.core_properties
    properties.title, properties.language = text(quiz.title)[:255], quiz.language
    properties.author, properties.comments, properties.last_modified_by = "Soạn", "", "Soạn"
    properties.created = properties.modified = quiz.generation.created_at
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _sheet(document: Any, quiz: Quiz) -> None:
    number = 0
    for item in quiz.items:
        if isinstance(item, Scenario):
            line = document.add_paragraph()
            line.add_run(say("quizpaper.situation", quiz.language) + " ").bold = True
            line.add_run(text(item.stem))
            line.paragraph_format.keep_with_next = True
        for one in item.items if isinstance(item, Scenario) else (item,):
            number += 1
            _question(document, quiz, number, one)


def _question(document: Any, quiz: Quiz, number: int, item: SimpleItem) -> None:
    line = document.add_paragraph()
    line.add_run(say("quizpaper.number", quiz.language, number=number) + " ").bold = True
    line.add_run(stem(Asked(item), quiz.language))
    line.paragraph_format.keep_with_next = True
    if isinstance(item, OneBest | Multiple):
        _choices(document, [text(option.text) for option in item.options])
    elif isinstance(item, TrueFalse):
        _choices(document, [say(f"quizfile.{word}", quiz.language) for word in ("true", "false")])
        document.add_paragraph(text(item.justify)).paragraph_format.keep_with_next = True
        document.add_paragraph(_RULE)
    elif isinstance(item, Matching):
        lefts = [f"{place}. {text(pair.left)}" for place, pair in enumerate(item.pairs, 1)]
        rights = [f"{LETTERS[place]}. {words}" for place, words in enumerate(rights_of(item))]
        _table(document, lefts, rights)
        document.add_paragraph("    ".join(f"{place} – ……" for place in range(1, len(lefts) + 1)))
    elif isinstance(item, Ordering):
        _choices(document, [text(item.steps[index].text) for index in shuffled(item.id, len(item.steps))])
        document.add_paragraph(" → ".join("……" for _ in item.steps))
    else:
        document.add_paragraph(_RULE)


def _choices(document: Any, shown: list[str]) -> None:
    from docx.shared import Mm, Pt

    for place, words in enumerate(shown):
        line = document.add_paragraph(f"{LETTERS[place]}. {words}")
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Mm(8), Pt(2)
        line.paragraph_format.keep_with_next = place < len(shown) - 1


def rights_of(item: Matching) -> list[str]:
    """Right sides as they are shown: each once, shuffled the same way every time."""
    distinct = list(dict.fromkeys(text(words) for words in (*(pair.right for pair in item.pairs), *item.extra)))
    return [distinct[index] for index in shuffled(item.id, len(distinct))]


def _table(document: Any, lefts: list[str], rights: list[str]) -> None:
    table = document.add_table(max(len(lefts), len(rights)), 2, "Table Grid")
    for column, words in ((0, lefts), (1, rights)):
        for row, shown in enumerate(words):
            table.cell(row, column).paragraphs[0].add_run(shown)
    set_widths(table, (70, 92))
    document.add_paragraph().paragraph_format.space_after = 0


def _key(document: Any, quiz: Quiz) -> None:
    """A table: number, key, why and where."""
    table = document.add_table(1, 3, "Table Grid")
    heads = [say(f"quizpaper.{name}", quiz.language) for name in ("column_item", "column_key", "column_source")]
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].style = "Soan Table"
        cell.paragraphs[0].add_run(words).bold = True
    for number, item in enumerate(quiz.questions(), 1):
        cells = table.add_row().cells
        said = feedback(quiz, item).split("\n")
        if isinstance(item, OneBest | Multiple):
            wrong = [(place, o) for place, o in enumerate(item.options) if not o.correct]
            said += [f"{LETTERS[place]}: {note(quiz, o)}".replace("\n", " ") for place, o in wrong if note(quiz, o)]
        for cell, lines in zip(cells, ([str(number)], [key_of(quiz, item)], said), strict=True):
            for order, words in enumerate(lines):
                line = cell.paragraphs[0] if order == 0 else cell.add_paragraph()
                line.style = "Soan Table"
                line.add_run(words)
    set_widths(table, (14, 40, 108))
    keep_rows(table)


def key_of(quiz: Quiz, item: SimpleItem) -> str:
    """The key as it is written beside the number of an item on the learner's sheet."""
    if isinstance(item, OneBest | Multiple):
        return ", ".join(LETTERS[index] for index in item.key)
    if isinstance(item, TrueFalse):
        return say(f"quizfile.{'true' if item.answer else 'false'}", quiz.language)
    if isinstance(item, Matching):
        rights = rights_of(item)
        return "; ".join(f"{n} – {LETTERS[rights.index(text(pair.right))]}" for n, pair in enumerate(item.pairs, 1))
    if isinstance(item, Ordering):
        order = shuffled(item.id, len(item.steps))
        return " → ".join(LETTERS[order.index(index)] for index in range(len(item.steps)))
    if isinstance(item, Numeric):
        return f"{text(item.shown)} {text(item.unit)}".strip()
    return " / ".join(text(answer) for answer in item.answers)
