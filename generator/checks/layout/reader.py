"""Reads a DOCX into lines with their effective look: `read` is the way in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.checks.layout.drawings import drawn_lines, text_boxes, watermark
from generator.checks.layout.formats import Properties, Styles, merged, number, paragraph_properties, run_properties
from generator.checks.layout.headers import page_numbers
from generator.checks.layout.lines import Drawn, Line, Piece, Place, Read, Section
from generator.checks.layout.numbering import Numbering
from generator.checks.layout.package import MC, Package, W
from generator.checks.layout.tables import cell_places

_INVISIBLE = ("instrText", "delText", "delInstrText", "rPr", "pPr", "annotationRef", "softHyphen")
_DELETED = (f"{W}del", f"{W}moveFrom")
_WRAPPERS = ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo")


class Reader:
    """One pass over a document. Deleted text (tracked) is not read; inserted text is."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package)
        self.numbering = Numbering(package)
        self.lines: list[Line] = []
        self.sections: list[Section] = []
        self._tables = 0
        self._field: list[bool] = []  # open fields; True while their code is read, not their result

    def read(self) -> Read:
        """The whole document."""
        body = self.package.tree(self.package.main).find(f"{W}body")
        self._pending = [section_of(element) for element in body.iter(f"{W}sectPr") if _own(element)]
        if not self._pending:
            self._pending = [Section(None, None, {}, False, None)]
        self._section = self._pending[0]
        self.sections.append(self._section)
        self._blocks(body, Place(width=self._section.text_width))
        for index, line in enumerate(self.lines):
            line.index = index
        settings = self.package.tree(self.package.related("settings") or "word/settings.xml")
        stop = settings.find(f"{W}defaultTabStop") if settings is not None else None
        page_numbers(self)
        return Read(
            lines=self.lines,
            sections=self.sections,
            even_and_odd=settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None,
            header_lines=self._header_lines(),
            revisions=revisions(self.package),
            default_tab=(number(stop.get(f"{W}val")) if stop is not None else None) or 720.0,
        )

    # -- blocks ------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: Any, place: Place, table: tuple[Properties, Properties] = ({}, {})) -> None:
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == f"{W}p":
                self.paragraph(child, place, table)
            elif tag == f"{W}tbl":
                self._table(child, place)
            elif tag in _DELETED:
                continue
            elif tag.removeprefix(W) in _WRAPPERS:
                self._blocks(child, place, table)
            elif tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                self._blocks(choice if choice is not None else child.find(f"{MC}Fallback"), place, table)

    def _table(self, table: Any, place: Place) -> None:
        self._tables += 1
        for cell, where, conditions, style in cell_places(table, place, self._tables, self.styles):
            self._blocks(cell, where, self.styles.table_style(style, conditions))

    def paragraph(self, element: Any, place: Place, table: tuple[Properties, Properties] = ({}, {})) -> None:
        """Append the lines of one paragraph; its text boxes come first."""
        own = element.find(f"{W}pPr")
        direct = paragraph_properties(own)
        style = direct.get("pStyle") or self.styles.default("paragraph")
        named = self.styles.paragraph_style(style)
        label, listed = self._label({**named, **direct}, style, direct)
        props = merged(self.styles.paragraph_defaults, table[1], named, listed, direct)
        base = (merged(self.styles.run_defaults), table[0], self.styles.run_style(style))
        rows: list[list[Piece]] = [[]]
        drawn: list[Drawn] = []
        breaks = bool(props.get("pageBreakBefore"))
        for run in self._runs(element):
            for box in text_boxes(run, self._section):
                inner = replace(place, floating=True, boxed=box.outlined, x=box.x, table=None, column=0, columns=1)
                self._blocks(box.content, inner)
            drawn += drawn_lines(run, self._section)
            breaks |= self._run(run, base, rows)
        if props.get("frame"):
            place = replace(place, floating=True, x=_frame_x(props["frame"], self._section))
        if not place.boxed and all(props.get(f"border_{edge}") for edge in ("top", "bottom", "left", "right")):
            place = replace(place, boxed=True)
        name = self.styles.names.get(style or "", "")
        for part, pieces in enumerate(rows):
            self.lines.append(
                Line(pieces, props, name, place, element, label if part == 0 else "", part,
                     drawn if part == len(rows) - 1 else [], breaks and part == 0)
            )  # fmt: skip
        if own is not None and own.find(f"{W}sectPr") is not None:
            self._next_section()

    def _next_section(self) -> None:
        at = len(self.sections)
        if at < len(self._pending):
            self._section = self._pending[at]
            self._section.starts = len(self.lines)
            self.sections.append(self._section)

    def _label(self, props: Properties, style: str | None, direct: Properties) -> tuple[str, Properties]:
        identity = props.get("numId")
        if identity in (None, "0"):
            return "", {}
        tied = self.numbering.level_of_style(identity, style) if style and "numId" not in direct else None
        level = tied if tied is not None else int(props.get("ilvl", 0))
        return self.numbering.label(identity, level), self.numbering.indents(identity, level)

    # -- runs --------------------------------------------------------------------------------------------------------

    def _runs(self, parent: Any) -> list[Any]:
        found: list[Any] = []
        for child in parent:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == f"{W}r":
                found.append(child)
            elif tag in _DELETED:
                continue
            elif tag.removeprefix(W) in _WRAPPERS:
                found += self._runs(child)
        return found

    def _run(self, run: Any, base: tuple[Properties, Properties, Properties], rows: list[list[Piece]]) -> bool:
        """Add a run's text to the rows. Returns whether it holds a page break."""
        look = self.look(run.find(f"{W}rPr"), base)
        breaks = False
        for child in run:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name == "fldChar":
                kind = child.get(f"{W}fldCharType")
                if kind == "begin":
                    self._field.append(True)
                elif kind == "separate" and self._field:
                    self._field[-1] = False
                elif kind == "end" and self._field:
                    self._field.pop()
                continue
            if any(self._field) or name in _INVISIBLE or look.get("vanish"):
                continue
            text = ""
            if name == "t":
                text = child.text or ""
            elif name in ("tab", "ptab"):
                text = "\t"
            elif name == "noBreakHyphen":
                text = "-"
            elif name == "sym":
                text = "•"
            elif name in ("br", "cr"):
                if child.get(f"{W}type") == "page":
                    breaks = True
                elif child.get(f"{W}type") != "column":
                    rows.append([])
            if text:
                rows[-1].append(self.piece(text, look, run))
        return breaks

    def look(self, own: Any, base: tuple[Properties, Properties, Properties]) -> Properties:
        """Effective run properties. On/off properties of nested styles cancel each other out, as in Word."""
        direct = run_properties(own)
        character = self.styles.run_style(direct.get("rStyle")) if direct.get("rStyle") else {}
        layers = (*base, character)
        look = merged(*layers, direct)
        for toggle in ("b", "i", "caps", "smallCaps", "vanish"):
            if toggle not in direct:
                on = sum(bool(layer.get(toggle)) for layer in layers[1:]) % 2 == 1
                look[toggle] = on or (bool(base[0].get(toggle)) and not any(toggle in layer for layer in layers[1:]))
        return look

    def piece(self, text: str, look: Properties, run: Any) -> Piece:
        """A piece of text with its effective look. Word writes ASCII in one font slot and Vietnamese in another."""
        if look.get("caps") or look.get("smallCaps"):
            text = text.upper()
        slots = dict.fromkeys("ascii" if ch < "\x80" else "hAnsi" for ch in text if ch.isalnum())
        fonts = tuple(dict.fromkeys(self.styles.font(look, slot) for slot in slots))
        return Piece(
            text, fonts, float(look.get("size", 10.0)), bool(look.get("b")), bool(look.get("i")),
            bool(look.get("underline")), run,
        )  # fmt: skip

    def _header_lines(self) -> list[Line]:
        """Lines of headers and footers, watermarks among them."""
        kept, self.lines = self.lines, []
        for kind, part in self.package.relations().values():
            root = self.package.tree(part) if kind in ("header", "footer") else None
            if root is None:
                continue
            self._blocks(root, Place())
            if text := watermark(root):
                self.lines.append(Line([Piece(text, (), 0, False, False, False)], {}, "", Place(floating=True), root))
        found, self.lines = self.lines, kept
        return found


def read(package: Package) -> Read:
    """The document as lines, sections and page numbers. Raises FileDamaged."""
    return Reader(package).read()


def section_of(element: Any) -> Section:
    """Page set-up of a `sectPr`."""
    size, margin = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
    title = element.find(f"{W}titlePg")
    start = element.find(f"{W}pgNumType")
    return Section(
        width=number(size.get(f"{W}w")) if size is not None else None,
        height=number(size.get(f"{W}h")) if size is not None else None,
        margins={
            side: number(margin.get(W + side)) if margin is not None else None
            for side in ("left", "right", "top", "bottom", "gutter", "header", "footer")
        },
        title_page=title is not None and title.get(f"{W}val", "1") not in ("0", "false", "off"),
        element=element,
        number_start=start.get(f"{W}start") if start is not None else None,
    )


def revisions(package: Package) -> int:
    """How many tracked insertions and deletions the body holds."""
    body = package.tree(package.main)
    return sum(1 for tag in ("ins", "del", "moveFrom", "moveTo") for _ in body.iter(W + tag))


def _own(element: Any) -> bool:
    return str(element.getparent().tag) != f"{W}sectPrChange"


def _frame_x(frame: dict[str, str], section: Section) -> float | None:
    align = frame.get(f"{W}xAlign")
    if align:
        return {"left": 0.2, "right": 0.8, "center": 0.5}.get(align)
    x = number(frame.get(f"{W}x"))
    if x is None:
        return None
    if frame.get(f"{W}hAnchor") == "page":
        x -= section.margins.get("left") or 0.0
    return (x + (number(frame.get(f"{W}w")) or 0.0) / 2) / max(section.text_width, 1.0)
