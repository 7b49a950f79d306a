"""DOCX: paragraphs and tables in order, numbering as printed, footnotes kept, deletions left out."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.errors import FileDamaged
from generator.reading.content import Content, Limits
from generator.reading.decode import clean
from generator.reading.formats.docx_numbering import Numbering
from generator.reading.legacy_fonts import refuse_legacy_fonts, refuse_legacy_text
from generator.reading.lines import block_of, row_of
from generator.reading.raw import RawBlock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a DOCX. Raises FileDamaged, LegacyFont."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_Reader(document).blocks())
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        NotImplementedError,
    ) as error:
        raise FileDamaged(file=name) from error
    refuse_legacy_fonts(_fonts(document), name)
    refuse_legacy_text("\n".join(block.text for block in blocks), name)
    blocks += _footnotes(data)
    return Content(blocks=blocks, title=clean(document.core_properties.title or "").strip() or None)


def _fonts(document: Document) -> dict[str, int]:
    """Letters set in each font named on a run or by the default style."""
    default = document.styles["Normal"].font.name if "Normal" in document.styles else None
    counts: Counter[str] = Counter()
    for run in document.element.body.iter(f"{_W}r"):
        fonts = run.find(f"{_W}rPr/{_W}rFonts")
        name = fonts.get(f"{_W}ascii") if fonts is not None else None
        counts[name or default or ""] += sum(len(text.text or "") for text in run.iter(f"{_W}t"))
    return dict(counts)


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(document)

    def blocks(self) -> Iterator[RawBlock]:
        yield from self._inner(self._document)

    def _inner(self, holder: Document | _Cell) -> Iterator[RawBlock]:
        from docx.table import Table

        for item in holder.iter_inner_content():
            if isinstance(item, Table):
                yield from self._table(item)
            else:
                yield from self._paragraph(item)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[RawBlock]:
        label, depth = self._numbering.label(paragraph)
        lines = [line for line in paragraph_text(paragraph._p).split("\n") if line.strip()]
        for number, line in enumerate(lines):
            text = " ".join(line.split())
            level = _heading_level(paragraph)
            bold, centred = _all_bold(paragraph), _centred(paragraph)
            if number == 0 and label and label not in "•-":
                text = f"{label} {text}"
            if level:
                yield RawBlock(kind="heading", text=text, level=level, label=label, bold=bold, centred=centred)
            elif number == 0 and label:
                yield RawBlock(kind="item", text=text, label=label, level=depth, bold=bold, centred=centred)
            else:
                yield block_of(text).model_copy(update={"bold": bold, "centred": centred})

    def _table(self, table: Table) -> Iterator[RawBlock]:
        rows = [_cells(row) for row in table.rows]
        lines = [sum(1 for p in cell._tc.iter(f"{_W}p") if paragraph_text(p).strip()) for row in rows for cell in row]
        words = max((len(cell.text.split()) for row in rows for cell in row), default=0)
        # A letterhead or a signature block set as a table of one or two rows is layout, not data.
        layout = len(rows) <= 3 and (words > 80 or (len(rows) <= 2 and max(lines, default=0) >= 2))
        if max((len(row) for row in rows), default=0) < 2 or layout:
            for row in rows:
                for cell in row:
                    yield from self._inner(cell)
            return
        for number, row in enumerate(rows):
            cells = tuple(" ".join(_cell_text(cell).split()) for cell in row)
            if any(cells):
                yield row_of(cells, head=number == 0 and len(rows) > 2 and all(cells) and _head_row(row))


def paragraph_text(element: Any) -> str:
    """The words of a paragraph: insertions in, deletions out, text boxes once, line breaks kept."""
    out: list[str] = []

    def visit(node: Any) -> None:
        for child in node:
            tag = child.tag
            if tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_MC}Fallback", f"{_W}instrText"):
                continue
            if tag == f"{_W}t":
                out.append(child.text or "")
            elif tag == f"{_W}tab":
                out.append(" ")
            elif tag in (f"{_W}br", f"{_W}cr"):
                out.append("\n")
            elif tag in (f"{_W}noBreakHyphen", f"{_W}softHyphen"):
                out.append("-" if tag.endswith("noBreakHyphen") else "")
            elif tag == f"{_W}p":  # a paragraph inside a text box; the numbers of a drawing are no text
                inner = paragraph_text(child)
                out.append(inner + "\n" if len(inner.split()) > 1 else "")
            else:
                visit(child)

    visit(element)
    return clean("".join(out))


def _cells(row: Any) -> list[_Cell]:
    """The row's cells, a merged cell once; a cell that goes on from the row above is left out."""
    cells: list[_Cell] = []
    for cell in row.cells:
        if all(cell._tc is not other._tc for other in cells):
            cells.append(cell)
    return cells


def _cell_text(cell: _Cell) -> str:
    return "\n".join(paragraph_text(paragraph) for paragraph in cell._tc.iter(f"{_W}p"))


def _head_row(row: list[_Cell]) -> bool:
    paragraphs = [paragraph for cell in row for paragraph in cell.paragraphs if paragraph.text.strip()]
    return all(_all_bold(paragraph) or _centred(paragraph) for paragraph in paragraphs)


def _heading_level(paragraph: Paragraph) -> int:
    style = paragraph.style
    while style is not None:
        name = (style.name or "").lower()
        if name.startswith("heading ") and name[8:9].isdigit():
            return int(name[8:9])
        if name == "title":
            return 1
        style = style.base_style
    return 0


def _all_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    styled = paragraph.style is not None and bool(paragraph.style.font.bold)
    return bool(runs) and all(run.bold or (run.bold is None and styled) for run in runs)


def _centred(paragraph: Paragraph) -> bool:
    alignment = paragraph.alignment
    if alignment is None and paragraph.style is not None:
        alignment = paragraph.style.paragraph_format.alignment
    return alignment is not None and int(alignment) == 1


def _footnotes(data: bytes) -> list[RawBlock]:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "word/footnotes.xml" not in archive.namelist():
            return []
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(archive.read("word/footnotes.xml"), parser)
    notes = []
    for note in root.iter(f"{_W}footnote"):
        text = " ".join(" ".join(paragraph_text(p) for p in note.iter(f"{_W}p")).split())
        if text and note.get(f"{_W}type") is None:
            notes.append(RawBlock(kind="note", text=text))
    return notes
