"""A handout and a sheet of QR codes as files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.handout import Handout
from generator.domain.lesson import Brief
from generator.domain.passage import Passage, Unit
from generator.domain.qr import QrCode, QrSheet
from generator.errors import InputError
from generator.export.qr_sheet import render as render_qr
from generator.export.registry import export_work, load_work
from generator.grounding.envelope import read_envelope
from generator.writing.extractive.handout import HandoutAuthor, role_of, short_steps

DAY = date(2026, 11, 24)
GUIDE = Guide(
    id="g-1", title="Cấp <thẻ> #thử", language="vi", file_name="t.md", media_type="text/markdown", sha256="0" * 64
)
PARTS = (
    ("Trình tự thực hiện", ("Bước 1: Người dân nộp tờ khai tại xã.", "Bước 2: Người dân nhận giấy hẹn & chờ *tin*.")),
    ("Thành phần hồ sơ", ("- Tờ khai theo mẫu, 01 bản chính;", "- Bản sao giấy tờ chỗ ở.")),
    ("Lệ phí", ("Không thu",)),
    ("Cơ quan thực hiện", ("Ủy ban nhân dân xã",)),
)


@dataclass
class Shelf:
    """A library of one guide."""

    held: list[Passage]

    def passages(self, guide_id: str) -> list[Passage]:
        return self.held


def shelf() -> Shelf:
    held = []
    for seq, (title, lines) in enumerate(PARTS):
        address = Address(parts=(Part(kind="heading", title=GUIDE.title), Part(kind="heading", title=title)))
        text, units, at = "\n".join((title, *lines)), [], 0
        for line in (title, *lines):
            kind = "heading" if line == title else "item" if line[:2] in ("- ", "Bư") else "paragraph"
            units.append(Unit(kind=kind, start=at, end=at + len(line), address=address))  # type: ignore[arg-type]
            at += len(line) + 1
        held.append(
            Passage(
                id=f"p-{seq}", guide_id="g-1", seq=seq, text=text, language="vi", address=address, start=0,
                end=len(text), units=tuple(units),
            )
        )  # fmt: skip
    return Shelf(held)


def made(audience: str = "officials") -> Handout:
    brief = Brief(topic=GUIDE.title, audience=audience, minutes=45, language="vi", as_of=DAY)  # type: ignore[arg-type]
    now = datetime(2026, 11, 24, tzinfo=UTC)
    return HandoutAuthor().handout(brief, shelf(), (), GUIDE, now=now)  # type: ignore[arg-type]


def test_a_procedure_stands_in_the_order_people_ask() -> None:
    handout = made()
    assert handout.roles == ("papers", "steps", "fee", "office")
    cited = [claim for _, claim in handout.claims()]
    assert cited and all(claim.citations and claim.citations[0].quote == claim.text for claim in cited)
    assert "Không thu" in {claim.text for claim in cited}


def test_html_carries_what_it_shows(tmp_path: Path) -> None:
    path = export_work(made(), tmp_path / "a.html")
    envelope, lines = read_envelope(path)
    assert envelope.intact() and lines == envelope.lines
    assert GUIDE.title in lines and load_work(path) == made()
    path.write_text(path.read_text("utf-8").replace("Người dân nộp", "Cán bộ nộp", 1), "utf-8")
    assert read_envelope(path)[1] != envelope.lines


def test_pdf_is_set_and_old_people_read_large_print(tmp_path: Path) -> None:
    from pypdf import PdfReader

    path = export_work(made("elderly"), tmp_path / "a.pdf")
    pages = PdfReader(path).pages
    text = "".join(page.extract_text() for page in pages)
    assert len(pages) <= 2 and "Người dân nộp tờ khai tại xã." in text and "*tin*" in text


@pytest.mark.parametrize(
    ("title", "role"),
    [("Thành phần hồ sơ", "papers"), ("Lệ phí", "fee"), ("What you need", "papers"), ("Lịch sử hình thành", None)],
)
def test_headings_name_questions(title: str, role: str | None) -> None:
    assert role_of(title) == role


def test_qr_sheets(tmp_path: Path) -> None:
    steps, address = short_steps(shelf().held, GUIDE, "vi", 5)
    assert len(steps) == 2 and "Trình tự thực hiện" in address
    code = QrCode(id="g-1", title=GUIDE.title, url="https://example.org/?a=1&b=2", steps=steps, validity="unknown")
    one = QrSheet(language="vi", as_of=DAY, codes=(code,))
    assert render_qr(one, ".pdf").startswith(b"%PDF") and b"<svg" in render_qr(one, ".svg")
    page = render_qr(one, ".html").decode()
    assert "Cấp &lt;thẻ&gt; #thử" in page and "24/11/2026" in page
    with pytest.raises(InputError):
        render_qr(one.model_copy(update={"codes": (code,) * 2}), ".svg")
