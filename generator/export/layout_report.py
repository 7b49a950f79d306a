"""The layout report as a page to print: DOCX or HTML, first what is to be mended, then every rule."""

from __future__ import annotations

import html
import io
from typing import TYPE_CHECKING, Any

from generator.messages import say

if TYPE_CHECKING:
    from generator.checks.layout.audit import Checked, LayoutReport

_WIDTHS = (42, 16, 40, 64)  # millimetres between the margins


def _say(key: str, language: str, **details: object) -> str:
    return say(f"layout.report.{key}", language, **details)


def _place(rule: Checked, language: str) -> str:
    if rule.box in ("-", "PL"):
        return say(f"layout.finding.{'page' if rule.box == '-' else 'annex'}", language)
    return say("layout.finding.box", language, box=rule.box)


def _applied(report: LayoutReport) -> list[Checked]:
    """The rules that found their part in the document."""
    return [rule for rule in report.rules if rule.verdict != "absent"]


def _absent(report: LayoutReport, language: str) -> str:
    """One line for the rules without a part to look at; "" when there is none."""
    titles = [rule.title for rule in report.rules if rule.verdict == "absent"]
    label = say("layout.verdict.absent", language)
    return f"{label[:1].upper()}{label[1:]}: {'; '.join(titles)}." if titles else ""


def _rows(rules: list[Checked], language: str) -> list[tuple[str, str, str, str]]:
    """Cells of the table of rules; the decree is named above the table, so a cell names only the paragraph."""
    decree = say("layout.source", language, place="")
    rows = []
    for rule in rules:
        result = say(f"layout.verdict.{rule.verdict}", language)
        source = f" ({rule.source.removeprefix(decree)})" if rule.source else ""
        rows.append(
            (
                rule.title,
                _place(rule, language),
                f"{result}: {rule.measured}" if rule.measured else result,
                rule.required + source,
            )
        )
    return rows


def _headings(language: str) -> tuple[str, ...]:
    return tuple(_say(key, language) for key in ("rule", "place", "result", "required"))


def html_report(report: LayoutReport, language: str) -> str:
    """One page without scripts or outside files."""
    e = html.escape
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{e(_say('title', language))}</title><style>"
        "body{font:13pt/1.4 'Times New Roman',serif;margin:2cm auto;max-width:18cm;padding:0 1em;color:#111}"
        "h1{font-size:15pt;text-align:center}h2{font-size:13.5pt;border-bottom:1px solid #555}"
        "table{border-collapse:collapse;width:100%;font-size:11pt}td,th{border:1px solid #777;padding:3px 5px;"
        "text-align:left;vertical-align:top}tr{break-inside:avoid}.fail td{background:#fde8e6}"
        "</style></head><body>",
        f"<h1>{e(_say('title', language))}</h1><p>{e(_say('subtitle', language, file=report.file))}</p>",
        *(f"<p>{e(note)}</p>" for note in report.notes),
        f"<h2>{e(_say('failed', language))}</h2>",
    ]
    if not report.failures:
        parts.append(f"<p>{e(_say('none', language))}</p>")
    parts.append("<ol>")
    for rule, finding in zip(report.failures, report.findings(language), strict=True):
        quoted = f"<br><q>{e(rule.where)}</q>" if rule.where else ""
        parts.append(
            f"<li><b>{e(_place(rule, language))}. {e(finding.message)}</b>{quoted}<br>{e(finding.suggestion)}</li>"
        )
    parts.append(f"</ol><h2>{e(_say('all', language))}</h2><table><thead><tr>")
    parts += [f"<th>{e(heading)}</th>" for heading in _headings(language)]
    parts.append("</tr></thead><tbody>")
    for rule, cells in zip(_applied(report), _rows(_applied(report), language), strict=True):
        shade = ' class="fail"' if rule.verdict == "fail" else ""
        parts.append(f"<tr{shade}>" + "".join(f"<td>{e(cell)}</td>" for cell in cells) + "</tr>")
    parts.append(f"</tbody></table><p>{e(_absent(report, language))}</p>")
    parts.append(f"<p>{e(_say('limits', language))}</p></body></html>")
    return "".join(parts)


def docx_report(report: LayoutReport, language: str) -> bytes:
    """An A4 page in the look of the product's other files."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from generator.export.docx_page import keep_rows, set_up, set_widths

    document: Any = Document()
    set_up(document, language, 13.0)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(_say("title", language)).bold = True
    document.add_paragraph(_say("subtitle", language, file=report.file))
    for note in report.notes:
        document.add_paragraph(note)
    document.add_heading(_say("failed", language), 2)
    if not report.failures:
        document.add_paragraph(_say("none", language))
    for rule, finding in zip(report.failures, report.findings(language), strict=True):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{_place(rule, language)}. {finding.message}").bold = True
        if rule.where:
            document.add_paragraph(f"“{rule.where}”").runs[0].italic = True
        document.add_paragraph(finding.suggestion)
    document.add_heading(_say("all", language), 2)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, _headings(language), strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for cells in _rows(_applied(report), language):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    set_widths(table, _WIDTHS)
    keep_rows(table)
    document.add_paragraph(_absent(report, language))
    document.add_paragraph(_say("limits", language))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
