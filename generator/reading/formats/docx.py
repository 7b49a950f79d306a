"""DOCX: paragraphs and tables in order, numbering as printed, footnotes kept, deletions left out."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.errors import FileDamaged
from generator.reading.content import BROKEN_PACKAGE, Content, Limits
from generator.reading.decode import clean
from generator.reading.formats.docx_hidden import unseen
from generator.reading.formats.docx_numbering import Numbering
from generator.reading.legacy_fonts import refuse_legacy_fonts, refuse_legacy_text
from generator.reading.lines import block_of, row_of
from generator.reading.raw import RawBlock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE_OF_CONTENTS = re.compile(r"(?:toc|contents|table of figures)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"table of contents|mục lục|विषय[ -]?सूची", re.IGNORECASE)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a DOCX. Raises FileDamaged, LegacyFont."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.exceptions import InvalidXmlError
    from lxml import etree

    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_Reader(document).blocks())
        fonts = _fonts(document)
        notes = _notes(data, "footnote") + _notes(data, "endnote")
        title = clean(document.core_properties.title or "").strip() or None
    except (PackageNotFoundError, InvalidXmlError, etree.LxmlError, *BROKEN_PACKAGE) as error:
        raise FileDamaged(file=name) from error
    refuse_legacy_fonts(fonts, name)
    refuse_legacy_text("\n".join(block.text for block in blocks), name)
    return Content(blocks=blocks + notes, title=title)


def _fonts(document: Document) -> dict[str, int]:
    """Letters set in each font: named on the run, else by its paragraph's style, else by the default style."""
    styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
    defaults = [key for key, style in styles.items() if style.get(f"{_W}default") in ("1", "true")]

    def named(holder: Any) -> str | None:
        fonts = holder.find(f"{_W}rPr/{_W}rFonts") if holder is not None else None
        return (fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")) if fonts is not None else None

    @cache
    def of_style(key: str | None) -> str:
        seen: set[str | None] = set()
        while key in styles and key not in seen:
            seen.add(key)
            if font := named(styles[key]):
                return font
            based = styles[key].find(f"{_W}basedOn")
            key = based.get(f"{_W}val") if based is not None else None
        return ""

    counts: Counter[str] = Counter()
    for paragraph in document.element.body.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        base = of_style(style.get(f"{_W}val") if style is not None else (defaults[0] if defaults else None))
        for run in paragraph.iter(f"{_W}r"):
            counts[named(run) or base] += sum(len(text.text or "") for text in run.iter(f"{_W}t"))
    return dict(counts)


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(document)

    def blocks(self) -> Iterator[RawBlock]:
        yield from self._inner(self._document.element.body, self._document)

    def _inner(self, element: Any, holder: Any) -> Iterator[RawBlock]:
        """Paragraphs and tables in order, also those inside content controls; a printed table of contents is left
        out."""
        from docx.table import Table
        from docx.text.paragraph import Paragraph

        for child in element:
            if child.tag == f"{_W}p":
                yield from self._paragraph(Paragraph(child, holder))
            elif child.tag == f"{_W}tbl":
                yield from self._table(Table(child, holder))
            elif child.tag in (f"{_W}sdt", f"{_W}customXml", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo"):
                gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
                if gallery is None or gallery.get(f"{_W}val") != "Table of Contents":
                    yield from self._inner(child, holder)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[RawBlock]:
        label, depth = self._numbering.label(paragraph)
        if _STYLE_OF_CONTENTS.match(_style_name(paragraph)) or _CONTENTS.fullmatch(paragraph.text.strip()):
            return
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
        rows = [list(_cells(row)) for row in table._tbl.iter(f"{_W}tr") if row.getparent() is table._tbl]
        texts = [[[paragraph_text(p) for p in cell.iter(f"{_W}p")] for cell in row] for row in rows]
        lines = [sum(1 for text in cell if text.strip()) for row in texts for cell in row]
        words = max((len(" ".join(cell).split()) for row in texts for cell in row), default=0)
        # A letterhead or a signature block set as a table of one or two rows is layout, not data.
        layout = len(rows) <= 3 and (words > 80 or (len(rows) <= 2 and max(lines, default=0) >= 2))
        if max((len(row) for row in rows), default=0) < 2 or layout:
            for row in rows:
                for cell in row:
                    if not _goes_on(cell):
                        yield from self._inner(cell, table)
            return
        for number, row in enumerate(rows):
            cells = tuple(
                "" if _goes_on(cell) else " ".join(" ".join(text).split())
                for cell, text in zip(row, texts[number], strict=True)
            )
            if any(cells):
                head = number == 0 and len(rows) > 2 and all(cells) and _head_row(row, table)
                yield row_of(cells, head=head)


def paragraph_text(element: Any) -> str:
    """The words of a paragraph: insertions in, deletions and hidden words out, text boxes once, line breaks kept."""
    out: list[str] = []

    def visit(node: Any) -> None:
        for child in node:
            tag = child.tag
            if tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_MC}Fallback", f"{_W}instrText"):
                continue
            if tag == f"{_W}r" and unseen(child):
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


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, each once however many columns it spans; also those inside content controls."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _cells(child)


def _goes_on(cell: Any) -> bool:
    """Whether the cell is the lower part of a cell merged downwards: its words stand in the row above."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(f"{_W}val") != "restart"


def _head_row(row: list[Any], table: Table) -> bool:
    from docx.text.paragraph import Paragraph

    paragraphs = [Paragraph(p, table) for cell in row for p in cell.iter(f"{_W}p")]
    return all(_all_bold(paragraph) or _centred(paragraph) for paragraph in paragraphs if paragraph.text.strip())


def _style_name(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "") if paragraph.style is not None else ""


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


def _notes(data: bytes, kind: str) -> list[RawBlock]:
    """Footnotes or endnotes (`kind`), after the text."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if f"word/{kind}s.xml" not in archive.namelist():
            return []
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(archive.read(f"word/{kind}s.xml"), parser)
    notes = []
    for note in root.iter(f"{_W}{kind}"):
        text = " ".join(" ".join(paragraph_text(p) for p in note.iter(f"{_W}p")).split())
        if text and note.get(f"{_W}type") is None:
            notes.append(RawBlock(kind="note", text=text))
    return notes
