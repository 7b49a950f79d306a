"""The foot: signatures (box 7), recipients (9b), drafter (12), address (13), copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.domain.paper import COPY_ABBREVIATIONS, Contact, CopyMark, Paper, Signature
from generator.export.paper.head import copy_head
from generator.export.paper.look import TEXT_WIDTH
from generator.export.paper.pieces import columns, first_paragraph, fitted, full_line, paragraph, upper
from generator.export.paper.shown import Shown

_LEFT = 4300  # twips
_RIGHT = TEXT_WIDTH - _LEFT
_HALF = TEXT_WIDTH // 2
_SIGN = 914400  # 72 pt in EMU: where the signature and the seal go
_LINE = 204470  # 16.1 pt in EMU: a line of 14 pt


def foot(document: Any, paper: Paper, shown: Shown) -> None:
    """Signatures and recipients, never torn apart."""
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
    if len(paper.signatures) == 2:
        table = columns(document, (_HALF, TEXT_WIDTH - _HALF), 2)
        most = max(len(signed.lines) for signed in paper.signatures)
        for cell, signed in zip(table.rows[0].cells, paper.signatures, strict=True):
            _signature(cell, signed, _HALF / 20, shown)
            cell.paragraphs[-1].paragraph_format.space_before = _SIGN + (most - len(signed.lines)) * _LINE
            for line in cell.paragraphs:
                line.paragraph_format.keep_with_next = True
        _recipients(table.cell(1, 0), paper.recipients, paper.drafter, shown)
        return
    signed_foot(document, paper.signatures[0], paper.recipients, paper.drafter, shown)


def signed_foot(document: Any, signed: Signature, recipients: Sequence[str], drafter: str, shown: Shown) -> None:
    """Recipients at the left, one signature at the right, on one level (II.9d)."""
    table = columns(document, (_LEFT, _RIGHT), 1)
    left, right = table.rows[0].cells
    _recipients(left, recipients, drafter, shown)
    _signature(right, signed, _RIGHT / 20, shown)


def _signature(cell: Any, signed: Signature, room: float, shown: Shown) -> None:
    for line in signed.lines:
        fitted(cell, "Quyền hạn chức vụ", upper(line), 14, "bold", room)
        shown.at("signer", cell.paragraphs[-1])
    if signed.other:
        other = paragraph(cell, "Quyền hạn chức vụ", upper(signed.other))
        other.paragraph_format.space_before = _SIGN
    name = paragraph(cell, "Họ tên", signed.name)
    name.paragraph_format.space_before = 0 if signed.other else _SIGN
    shown.at("name", name)


def _recipients(place: Any, lines: Sequence[str], drafter: str, shown: Shown) -> None:
    first = first_paragraph(place, "Nơi nhận", "Nơi nhận:")
    shown.at("recipients", first)
    for order, line in enumerate(lines, 1):
        paragraph(place, "Nơi nhận danh sách", f"- {line}{'.' if order == len(lines) else ';'}")
    if drafter:
        shown.at("drafter", paragraph(place, "Nơi nhận danh sách", drafter.upper()))


def contact(section: Any, given: Contact, shown: Shown) -> None:
    """Box 13: the foot of page 1, under a line over the whole width (III.4)."""
    footer = section.first_page_footer
    footer.is_linked_to_previous = False
    empty = footer.paragraphs[0]
    full_line(footer)
    empty._p.getparent().remove(empty._p)
    for line in given.lines:
        shown.at("contact", paragraph(footer, "Địa chỉ", line))


def copied_foot(document: Any, copied: CopyMark, shown: Shown) -> None:
    """The block of a paper copy, right after the end of the copied document under a full line (Phần II, II.2)."""
    for line in (paragraph(document, "Đường kẻ"), full_line(document)):
        line.paragraph_format.space_after, line.paragraph_format.keep_with_next = 114300, True  # 9 pt in EMU
    symbol = f"{COPY_ABBREVIATIONS[copied.form]}-{copied.issuer.abbreviation}"
    copy_head(document, copied, symbol, shown)
    gap = paragraph(document, "Đường kẻ").paragraph_format
    gap.space_after, gap.keep_with_next = 152400, True  # 12 pt in EMU
    if copied.signature is not None:
        signed_foot(document, copied.signature, copied.recipients, "", shown)


def copy_line(section: Any, copied: CopyMark) -> None:
    """Box 14: the line of an electronic copy, top right of page 1; the time of signing is the signature's own and
    stays blank (Phần II, I.3)."""
    header = section.first_page_header
    header.is_linked_to_previous = False
    empty = header.paragraphs[0]
    blank = "ngày     tháng     năm 20..; ..:..:.. +07:00"
    paragraph(header, "Chữ ký số", f"{copied.form}; {copied.issuer.name}; {blank}")
    empty._p.getparent().remove(empty._p)
