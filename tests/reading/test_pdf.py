"""PDF files written by hand: lines, running heads, tables, broken words, scans."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest

from generator.errors import FileDamaged, FileTooLarge, LegacyFont, ToolMissing
from generator.reading import ocr
from generator.reading.content import Limits
from generator.reading.files import read_file
from generator.reading.formats import pdf
from generator.reading.formats.pdf_lines import garbled, mend
from generator.reading.formats.pdf_tables import rules_of
from generator.reading.raw import RawBlock


def make_pdf(
    pages: list[str], font: str = "Helvetica", images: dict[int, tuple[int, int, bytes]] | None = None
) -> bytes:
    """A PDF of the given content streams; `images`: page index → (width, height, grey samples) as /Im0."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} >>".encode())
    objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font}-Bold >>".encode())
    kids = []
    for number, stream in enumerate(pages):
        resources = "/Font << /F1 3 0 R /F2 4 0 R >>"
        if images and number in images:
            width, height, grey = images[number]
            packed = zlib.compress(grey)
            head = (
                f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
                f"/BitsPerComponent 8 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
            )
            objects.append(head.encode() + packed + b"\nendstream")
            resources += f" /XObject << /Im0 {len(objects)} 0 R >>"
        data = stream.encode("latin-1")
        objects.append(f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << {resources} >> "
        objects.append((page + f"/Contents {len(objects)} 0 R >>").encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets))
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def line(text: str, x: float, y: float, size: float = 12, font: str = "F1") -> str:
    return f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET\n"


def blocks_of(pages: list[str]) -> list[RawBlock]:
    return pdf.read(make_pdf(pages), "a.pdf", Limits()).blocks


FILL = "This line is long enough to reach the right edge of the printed page, so it goes on"


def test_lines_become_paragraphs_with_pages_and_headings() -> None:
    page = line("How to apply", 72, 760, 20, "F2") + line(FILL, 72, 720) + line("in the next line.", 72, 706)
    page += (
        line("A new paragraph starts after a gap.", 72, 670)
        + line("- first thing", 72, 650)
        + line("- second", 72, 636)
    )
    blocks = blocks_of([page, line("Second page text.", 72, 720)])
    assert [(block.kind, block.page) for block in blocks] == [
        ("heading", 1), ("paragraph", 1), ("paragraph", 1), ("item", 1), ("item", 1), ("paragraph", 2),
    ]  # fmt: skip
    assert blocks[1].text == f"{FILL} in the next line."
    assert blocks[0].size == 20 and blocks[0].bold


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        line("Guide of the office, 2026", 72, 810, 9)
        + line(f"Words of page number {word} stand here.", 72, 700)
        + line(f"Page {n} of 4", 280, 30, 9)
        for n, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    assert [block.text for block in blocks_of(pages)] == [
        f"Words of page number {word} stand here." for word in ("one", "two", "three", "four")
    ]


def test_a_title_written_last_is_read_first() -> None:
    assert [block.text for block in blocks_of([line("The text below.", 72, 600) + line("The title", 72, 780, 24)])] == [
        "The title", "The text below.",
    ]  # fmt: skip


def test_a_raised_piece_stays_in_its_line() -> None:
    page = line("The 4", 72, 700) + line("th", 102, 705, 6) + line("edition is in force.", 112, 700)
    assert [block.text for block in blocks_of([page])] == ["The 4th edition is in force."]


def grid(xs: list[int], ys: list[int]) -> str:
    across = "".join(f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys)
    return across + "".join(f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs)


def test_ruled_tables_become_rows_in_their_place() -> None:
    page = line("Before the table.", 72, 780) + grid([72, 200, 400], [660, 700, 730, 760])
    for y, cells in ((740, ("Name", "Fee")), (710, ("Bees", "5 dong")), (675, ("Silk", "7 dong"))):
        page += line(cells[0], 80, y) + line(cells[1], 210, y)
    page += line("After the table.", 72, 600)
    blocks = blocks_of([page])
    assert [block.kind for block in blocks] == ["paragraph", "header_row", "row", "row", "paragraph"]
    assert [block.cells for block in blocks[1:4]] == [("Name", "Fee"), ("Bees", "5 dong"), ("Silk", "7 dong")]


def test_a_grid_that_would_lose_words_is_no_table() -> None:
    page = grid([72, 150, 200], [700, 730, 760]) + line(
        "Words that run far out of their narrow boxes to the right", 80, 740
    )
    page += line("and more of them below, further than the rule", 80, 710)
    assert "far out of their narrow boxes" in " ".join(block.text for block in blocks_of([page]))


def test_rules() -> None:
    assert len(rules_of(0, 0, 100, 0.5)) == 1
    assert len(rules_of(0, 0, 100, 50)) == 4
    assert rules_of(0, 0, 2, 2) == []


def test_broken_words_are_mended_by_the_document() -> None:
    known = frozenset(("cross", "reference", "information"))
    assert mend("a cross\ufffereference", known) == "a cross-reference"
    assert mend("infor\ufffemation", known) == "information"
    assert mend("unknown\ufffeword", frozenset()) == "unknownword"


def test_unreadable_letters_are_told() -> None:
    assert garbled("&ŝŶĂůƉƌŽũĞĐƚ") and not garbled("Quy định về đường bộ") and not garbled("Điều 5")


def test_limits_fonts_and_damage() -> None:
    page = line("Ceng hoa xa hoi chu nghia", 72, 700)
    with pytest.raises(FileTooLarge):
        pdf.read(make_pdf([page, page]), "a.pdf", Limits(pages=1))
    with pytest.raises(LegacyFont):
        pdf.read(make_pdf([page], font=".VnTime"), "a.pdf", Limits())
    with pytest.raises(FileDamaged):
        pdf.read(b"%PDF-1.4 nothing", "a.pdf", Limits())


def scan(text: str) -> tuple[int, int, bytes]:
    """A page image with printed words, drawn by pdfium itself."""
    import pypdfium2

    document = pypdfium2.PdfDocument(make_pdf([line(text, 60, 700, 20)]))
    page = document[0]
    image = page.render(scale=200 / 72, grayscale=True).to_pil()
    page.close()
    document.close()
    return image.width, image.height, image.tobytes()


@pytest.mark.needs("tesseract-vie")
def test_a_scanned_page_is_read_and_marked(tmp_path: Path) -> None:
    picture = "q 595 0 0 842 0 0 cm /Im0 Do Q"
    path = tmp_path / "scan.pdf"
    path.write_bytes(make_pdf([line("Typed page.", 72, 700), picture], images={1: scan("Scanned words of the office")}))
    raw = read_file(path)
    assert raw.ocr is not None and raw.ocr.pages == (2,) and raw.ocr.mean_confidence > 80
    assert raw.blocks[0].ocr_confidence is None
    assert raw.blocks[1].text == "Scanned words of the office"
    assert raw.blocks[1].page == 2 and (raw.blocks[1].ocr_confidence or 0) > 80


def test_scans_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ocr.languages.cache_clear()
    try:
        picture = "q 595 0 0 842 0 0 cm /Im0 Do Q"
        grey = (10, 10, bytes(100))
        with pytest.raises(ToolMissing):
            pdf.read(make_pdf([picture], images={0: grey}), "a.pdf", Limits())
        mixed = pdf.read(make_pdf([line("Typed page.", 72, 700), picture], images={1: grey}), "a.pdf", Limits())
        assert [block.text for block in mixed.blocks] == ["Typed page."]
        assert len(mixed.warnings) == 1 and "2" in mixed.warnings[0]
    finally:
        ocr.languages.cache_clear()
