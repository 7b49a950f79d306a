"""The values the rules read: lines of text with their effective look and place, drawn rules, sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.checks.layout.formats import Properties
from generator.domain.text import fold_accents, nfc, squeeze

TWIPS_CM = 1440 / 2.54
TWIPS_MM = 1440 / 25.4
_RULE = re.compile(r"[\s_]*_{3,}[\s_]*|[\s─━—–―‐\-=⎯*]*[─━—–―=⎯\-]{4,}[\s─━—–―‐\-=⎯*]*")


def plain(text: str) -> str:
    """Lower case without accents, one space between words: how labels are recognised whichever way tones are placed."""
    return fold_accents(squeeze(text)).lower()


@dataclass
class Piece:
    """A stretch of text of one look. `fonts` are the fonts its letters really use; size in points."""

    text: str
    fonts: tuple[str, ...]
    size: float
    bold: bool
    italic: bool
    underline: bool
    run: Any = None

    @property
    def letters(self) -> int:
        """Letters and digits: what a size or a style can be seen on."""
        return sum(ch.isalnum() for ch in self.text)


@dataclass
class Drawn:
    """A horizontal line drawn in the page (DrawingML or VML). `x` is its middle as a share of the text width when the
    position is absolute, else None: then it belongs to the cell or the paragraph it is anchored in."""

    x: float | None


@dataclass
class Place:
    """Where a line stands. Columns count from 0; `boxed` means a frame on all sides is drawn around it."""

    table: int | None = None
    row: int = 0
    column: int = 0
    columns: int = 1
    depth: int = 0
    boxed: bool = False
    floating: bool = False
    x: float | None = None
    left: float = 0.0  # twips from the left margin of the page
    width: float = 0.0  # twips that text has
    ruled_below: bool = False
    outer: tuple[int, int, int] | None = None  # (table, row, column) of the outermost table


@dataclass
class Line:
    """A paragraph, or the part of one between two line breaks. `label` is what automatic numbering prints before it."""

    pieces: list[Piece]
    props: Properties
    style: str
    place: Place
    element: Any
    label: str = ""
    part: int = 0
    drawn: list[Drawn] = field(default_factory=list)
    page_break: bool = False
    index: int = 0

    @cached_property
    def raw(self) -> str:
        """The text as typed, tabs kept."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def text(self) -> str:
        """The text as read: NFC, label first, single spaces."""
        return squeeze(f"{self.label} {self.raw}") if self.label else squeeze(self.raw)

    @cached_property
    def key(self) -> str:
        """`plain` of the text."""
        return plain(self.text)

    @property
    def blank(self) -> bool:
        """No visible text (a drawn rule may still be there)."""
        return not self.text

    @property
    def ruling(self) -> bool:
        """The line is nothing but a rule: underscores, dashes, underlined blanks or a border."""
        if _RULE.fullmatch(self.raw) is not None:
            return True
        underlined = sum(len(p.text) * (8 if "\t" in p.text else 1) for p in self.pieces if p.underline)
        return self.blank and (underlined >= 4 or bool(self.props.get("border_top") or self.props.get("border_bottom")))

    @property
    def jc(self) -> str:
        """Alignment: left, center, right, both."""
        value = self.props.get("jc") or "left"
        return {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both",
                "lowKashida": "both", "mediumKashida": "both", "highKashida": "both"}.get(value, value)  # fmt: skip

    def whole(self) -> Segment:
        """The line as one segment."""
        return Segment(self, self.pieces)


@dataclass
class Segment:
    """A piece of a line that stands in one column of the page; `x` is its middle as a share of the text width."""

    line: Line
    pieces: list[Piece]
    x: float = 0.5

    @cached_property
    def text(self) -> str:
        return squeeze("".join(piece.text for piece in self.pieces))

    @cached_property
    def raw(self) -> str:
        return nfc("".join(piece.text for piece in self.pieces))

    @cached_property
    def key(self) -> str:
        return plain(self.text)

    @property
    def upper(self) -> bool:
        """Whether all its letters are capitals."""
        letters = [ch for ch in self.text if ch.isalpha()]
        return bool(letters) and all(ch.isupper() for ch in letters)

    def share(self, look: str) -> float:
        """Share (0..1) of letters that are bold, italic or underlined."""
        total = sum(piece.letters for piece in self.pieces)
        return sum(piece.letters for piece in self.pieces if getattr(piece, look)) / total if total else 0.0

    def sizes(self) -> dict[float, int]:
        """Size in points → letters of that size."""
        return sizes(self.pieces)


def sizes(pieces: list[Piece]) -> dict[float, int]:
    """Size in points → letters of that size."""
    out: dict[float, int] = {}
    for piece in pieces:
        if piece.letters:
            out[piece.size] = out.get(piece.size, 0) + piece.letters
    return out


@dataclass
class PageNumber:
    """A PAGE field in a header or footer. `kind` is default, first or even; `align` left, center, right."""

    where: str  # header | footer
    kind: str
    align: str
    size: float
    italic: bool
    conditional: bool
    run: Any = None


@dataclass
class Section:
    """Page set-up of one section, in twips; None where the file does not say."""

    width: float | None
    height: float | None
    margins: dict[str, float | None]
    title_page: bool
    element: Any
    starts: int = 0  # index of its first line
    numbers: list[PageNumber] = field(default_factory=list)
    number_start: str | None = None

    @property
    def text_width(self) -> float:
        """Twips between the side margins; A4 under the decree when unknown."""
        sides = [self.margins.get(side) or 1701.0 for side in ("left", "right")]
        return (self.width or 11906.0) - sum(sides) - (self.margins.get("gutter") or 0.0)


@dataclass
class Read:
    """A DOCX as the rules see it."""

    lines: list[Line]
    sections: list[Section]
    even_and_odd: bool
    header_lines: list[Line]
    revisions: int
    default_tab: float
