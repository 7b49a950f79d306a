"""The standing of a version, written into a rendered file of any kind of work: a line at the top, a page at the end,
and the stamp inside the ledger's envelope."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from typing import Any

from generator.domain.works import ADMINISTRATIVE, Stamp
from generator.grounding.envelope import (
    MARK,
    NAMESPACE,
    Envelope,
    clean,
    docx_lines,
    html_lines,
    markdown_lines,
    to_json,
    with_stamp,
)
from generator.grounding.verify import stamp_lines
from generator.messages import say

_WIDTHS = (48, 114)  # millimetres of the record's two columns


def stamp_file(data: bytes, path: Path, stamp: Stamp, language: str) -> bytes:
    """The file with the stamp. Formats that carry no ledger stay as they are."""
    suffix = path.suffix.lower()
    if suffix == ".docx":
        return _docx(data, stamp, language)
    if suffix == ".md":
        return _markdown(data.decode("utf-8"), stamp, language).encode("utf-8")
    if suffix == ".html" and f"<!-- {MARK}\n".encode() in data:
        return _html(data.decode("utf-8"), stamp, language).encode("utf-8")
    if suffix == ".json":
        envelope = Envelope.model_validate_json(data)
        return (to_json(with_stamp(envelope, stamp, envelope.lines)) + "\n").encode("utf-8")
    return data


def banner(stamp: Stamp, language: str) -> str:
    """One line for the top of the file."""
    number, state = stamp.version, say(f"review.state.{stamp.state}", language)
    pieces = [say("stamp.banner", language, number=number, state=state)]
    if stamp.approved_on is not None:
        pieces.append(say("stamp.approval", language, name=stamp.approved_by, day=f"{stamp.approved_on:%d/%m/%Y}"))
    if stamp.stale:
        pieces.append(say("stamp.stale", language))
    return " ".join(pieces)


def _markdown(text: str, stamp: Stamp, language: str) -> str:
    body, _, rest = text.partition(f"\n<!-- {MARK}\n")
    envelope = Envelope.model_validate_json(rest.rpartition("\n-->")[0])
    record = "\n".join(f"- **{question}**: {answer}" for question, answer in stamp.record)
    page = f"## {say('stamp.title', language)}\n\n" + (f"> {stamp.notice}\n\n" if stamp.notice else "") + record
    shown = clean(f"*{banner(stamp, language)}*\n\n{body.rstrip()}\n\n{page}\n")
    return f"{shown}\n<!-- {MARK}\n{to_json(with_stamp(envelope, stamp, markdown_lines(shown)))}\n-->\n"


def _html(text: str, stamp: Stamp, language: str) -> str:
    body, _, rest = text.partition(f"<!-- {MARK}\n")
    envelope = Envelope.model_validate_json(rest.rpartition("\n-->")[0])
    record = "".join(f"<p><b>{escape(question)}</b>: {escape(answer)}</p>\n" for question, answer in stamp.record)
    notice = f"<p>{escape(stamp.notice)}</p>\n" if stamp.notice else ""
    page = f'<section class="stamp"><h2>{escape(say("stamp.title", language))}</h2>\n{notice}{record}</section>\n'
    top = f'<p class="small">{escape(banner(stamp, language))}</p>\n'
    head, opening, main = clean(body).partition("<body>\n")
    shown = head + opening + top + main.replace("</body>", page + "</body>")
    return f"{shown}<!-- {MARK}\n{to_json(with_stamp(envelope, stamp, html_lines(shown)))}\n-->\n"


def _docx(data: bytes, stamp: Stamp, language: str) -> bytes:
    from docx import Document
    from lxml import etree

    document: Any = Document(io.BytesIO(data))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    ledger: Any = None
    notes: Any = None
    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if name.startswith("/customXml/item") and NAMESPACE.encode() in part.blob:
            ledger = part
        elif name == "/word/footnotes.xml":
            notes = part
    root: Any = etree.fromstring(ledger.blob, parser)
    envelope = Envelope.model_validate_json(root.text)
    if envelope.kind not in ADMINISTRATIVE:  # nothing stands above the national heading (NĐ 30/2020, Phụ lục I)
        _top(document, banner(stamp, language))
    _page(document, stamp, language)
    _foot(document, stamp, language)
    lines = docx_lines(document.element)
    if notes is not None:
        lines += docx_lines(etree.fromstring(notes.blob, parser))
    root.text = to_json(with_stamp(envelope, stamp, lines))
    ledger._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    properties = document.core_properties
    properties.version, properties.content_status = str(stamp.version), stamp.state
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _top(document: Any, text: str) -> None:
    from docx.shared import Pt

    first = document.paragraphs[0]
    line = first.insert_paragraph_before()
    run = line.add_run(clean(text))
    run.italic, run.font.size = True, Pt(10)


def _foot(document: Any, stamp: Stamp, language: str) -> None:
    """A footer that calls the file a draft says its standing instead, once it is none."""
    if stamp.state not in ("approved", "published", "superseded"):
        return
    draft = say("export.notice_short", language)
    for section in document.sections:
        for footer in (section.footer, section.first_page_footer):
            for paragraph in footer.paragraphs:
                if paragraph.text == draft:
                    paragraph.runs[0].text = clean(banner(stamp, language))


def _page(document: Any, stamp: Stamp, language: str) -> None:
    from docx.shared import Pt

    from generator.export.docx_page import keep_rows, set_widths

    heading = document.add_heading(clean(say("stamp.title", language)), 1)
    heading.paragraph_format.page_break_before = True
    for sentence in stamp_lines(stamp, language):
        document.add_paragraph(clean(sentence)).paragraph_format.space_after = Pt(2)
    table = document.add_table(0, 2, "Table Grid")
    for question, answer in stamp.record:
        cells = table.add_row().cells
        for cell, text, bold in zip(cells, (question, answer), (True, False), strict=True):
            run = cell.paragraphs[0].add_run(clean(text))
            run.bold, run.font.size = bold, Pt(10.5)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    set_widths(table, _WIDTHS)
    keep_rows(table)
    for_header = table.rows[0]._tr.get_or_add_trPr()
    for element in [e for e in for_header if e.tag.endswith("}tblHeader")]:
        for_header.remove(element)  # the record has no header row
