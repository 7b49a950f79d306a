"""The text: title, bases, addressees and the numbered blocks (boxes 5a, 9a, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.domain.paper import Paper, PaperBlock
from generator.export.paper.look import TEXT_WIDTH
from generator.export.paper.metrics import Face, text_width
from generator.export.paper.pieces import fitted, grid, paragraph, part_rule, rule, upper
from generator.export.paper.shown import Shown
from generator.grounding.envelope import clean

_ROOM = TEXT_WIDTH / 20
_ADDRESS = 85.0  # points from the left margin to "Kính gửi:" where several are addressed
_NAMES = {"part": "Phần", "chapter": "Chương", "section": "Mục", "subsection": "Tiểu mục"}
END = "./."


def title(document: Any, name: str, subject: str, shown: Shown, note: str = "") -> None:
    """Kind, trích yếu, the line that says what it belongs to, and the rule (box 5a)."""
    lines = centred(document, "Tên loại", upper(name))
    shown.at("title", document.paragraphs[-1])
    if subject:
        lines = centred(document, "Trích yếu", subject)
        shown.at("subject", document.paragraphs[-1])
    if note:
        lines = centred(document, "Kèm theo", note, "italic")
    title_rule(document, lines, "italic" if note else "bold")


def title_rule(document: Any, lines: list[str], face: Face) -> None:
    """The rule under the last line of a title, and the space after it."""
    rule(document, part_rule(lines, 14, face), _ROOM).paragraph_format.space_after = 114300  # 9 pt in EMU


def centred(document: Any, style: str, text: str, face: Face = "bold") -> list[str]:
    """A centred text over the whole width, in balanced lines."""
    return fitted(document, style, text, 14, face, _ROOM, margin=30)


def addressees(document: Any, names: Sequence[str], shown: Shown) -> None:
    """Box 9a: one on the line of "Kính gửi:"; several each on a line, the dashes under the colon (II.9d)."""
    from docx.shared import Pt

    if len(names) == 1:
        text = f"Kính gửi: {names[0]}"
        made = paragraph(document, "Kính gửi", text)
        if text_width(text, 14) > _ROOM - 80:
            made.alignment = 0
            made.paragraph_format.left_indent = Pt(40 + text_width("Kính gửi: ", 14))
            made.paragraph_format.first_line_indent = Pt(-text_width("Kính gửi: ", 14))
        shown.at("addressees", made)
        return
    made = paragraph(document, "Kính gửi danh sách", "Kính gửi:")
    made.paragraph_format.left_indent = Pt(_ADDRESS)
    made.paragraph_format.space_before = Pt(12)
    made.paragraph_format.keep_with_next = True
    shown.at("addressees", made)
    dash = _ADDRESS + text_width("Kính gửi", 14)
    hang = text_width("- ", 14)
    for order, name in enumerate(names, 1):
        line = paragraph(document, "Kính gửi danh sách", f"- {name}{'.' if order == len(names) else ';'}")
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(dash + hang), Pt(-hang)
        if order == len(names):
            line.paragraph_format.space_after = Pt(12)


def bases(document: Any, paper: Paper, shown: Shown) -> None:
    """THẨM QUYỀN BAN HÀNH, the bases (";" after each, "." after the last), and the words that enact."""
    if paper.basis_lead:
        text = upper(paper.basis_lead)
        centred(document, "Thẩm quyền", text)
        shown.at("authority", document.paragraphs[-1])
    for order, claim in enumerate(paper.bases, 1):
        mark = "." if order == len(paper.bases) else ";"
        shown.at("bases", paragraph(document, "Căn cứ", claim.text + mark))
    if paper.kind.enacting:
        paragraph(document, "Thẩm quyền", paper.kind.enacting)


class Blocks:
    """Writes blocks one after another; `end` puts "./." after the last words."""

    def __init__(self, document: Any, shown: Shown) -> None:
        self.document = document
        self.shown = shown

    def write(self, blocks: Sequence[PaperBlock], *, end: bool = True) -> None:
        for order, block in enumerate(blocks):
            self._block(block, last=end and order == len(blocks) - 1)
        if end and blocks and blocks[-1].kind == "table":
            paragraph(self.document, "Lời văn", END).paragraph_format.space_before = 76200  # 6 pt in EMU

    def _block(self, block: PaperBlock, *, last: bool) -> None:
        text = " ".join(claim.text for claim in block.claims)
        if last:
            text = ended(text)
        if block.kind == "table":
            self._table(block)
        elif block.kind in _NAMES:
            paragraph(self.document, "Phần Chương", f"{_NAMES[block.kind]} {block.label}")
            if block.title:
                centred(self.document, "Tiêu đề giữa", upper(block.title))
        elif block.kind == "roman":
            self._line("Mục La Mã", f"{block.label}. {upper(block.title)}", "")
        elif block.kind == "article":
            self._article(block, text)
        elif block.kind == "clause" and block.title:
            self._line("Khoản có tiêu đề", f"{block.label}. {block.title}", "")
            if text:
                self._line("Lời văn", "", text)
        elif block.kind == "clause":
            self._line("Khoản", "", f"{block.label}. {text}")
        elif block.kind == "point":
            self._line("Điểm", "", f"{block.label}) {text}")
        elif block.kind == "item":
            self._line("Lời văn", "", f"- {text}")
        elif block.kind == "entry":
            self._line("Lời văn", "", f"{block.title}: {text}".strip())
        else:
            self._line("Lời văn", "", text)

    def _line(self, style: str, bold: str, text: str) -> Any:
        made = paragraph(self.document, style, bold)
        if text:
            made.add_run(clean(text))
        self.shown.at("body", made)
        return made

    def _article(self, block: PaperBlock, text: str) -> None:
        """Number and heading bold; an article without a heading has its text behind the number, upright."""
        made = self._line("Điều", f"Điều {block.label}. {block.title}".rstrip(), "")
        if text and block.title:
            self._line("Lời văn", "", text)
        elif text:
            made.runs[0].text += " "
            run = made.add_run(clean(text))
            run.bold = run.font.cs_bold = False
        if block.title:
            made.paragraph_format.keep_with_next = True

    def _table(self, block: PaperBlock) -> None:
        rows = [[claim.text for claim in row] for row in (block.header, *block.rows) if row]
        grid(self.document, rows, _shares(rows, max(map(len, rows))), header=bool(block.header))
        paragraph(self.document, "Đường kẻ")


def _shares(rows: Sequence[Sequence[str]], count: int) -> list[int]:
    """Column widths (twips) by what the columns hold: the longest word fits, the rest goes by amount of text."""
    need = [max((text_width(word, 13, "bold") for row in rows if len(row) > at for word in row[at].split()),
                default=10.0) + 14 for at in range(count)]  # fmt: skip
    mass = [max((text_width(row[at], 13) for row in rows if len(row) > at), default=10.0) for at in range(count)]
    spare = max(0.0, _ROOM - sum(need))
    total = sum(min(value, 200.0) for value in mass) or 1.0
    shares = [n + spare * min(m, 200.0) / total for n, m in zip(need, mass, strict=True)]
    scale = TEXT_WIDTH / sum(shares)
    return [int(share * scale) for share in shares]


def ended(text: str) -> str:
    """With "./." in place of the last full stop."""
    text = text.rstrip()
    if text.endswith(END):
        return text
    return text.removesuffix(".").rstrip(" ;") + END if text else END
