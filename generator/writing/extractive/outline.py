"""A guide cut into the sections a lesson can be made of: an article, a clause of an annex, a heading with what is
under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.domain.address import Address, Part
from generator.domain.passage import Passage, Unit

# Over this many words a heading is taken apart into the headings under it; under SMALL it never is.
LARGE, SMALL = 420, 110
_APART = re.compile(
    r"^(?:(?:\d+[.)]?\s*)*)(?:nguồn(?: chính thức| tham khảo)?|tài liệu tham khảo|mục lục|official sources?|sources"
    r"|references|table of contents|contents|further reading|related (?:links|resources)|(?:आधिकारिक )?स्रोत"
    r"|nơi nhận, chữ ký)\s*:?$",
    re.IGNORECASE,
)


# "Bước 2: Nộp hồ sơ": headings that number the steps of one procedure
_STEP = re.compile(r"^(?:bước|step|चरण)\s+\d{1,2}\b", re.IGNORECASE)
_ENDS = '.;:!?…।”")'
_BLANK = re.compile(r"\.{4,}|…{2,}|_{3,}|\(\d{1,2}\)")
_TITLE_WORDS = 16  # a clause whose first line is longer is a sentence, not a title


@dataclass(slots=True)
class Piece:
    """A unit with its passage."""

    passage: Passage
    unit: Unit

    @property
    def text(self) -> str:
        return self.passage.text[self.unit.start : self.unit.end]


@dataclass(slots=True)
class Stretch:
    """A section of a guide: its address, its title, its units in order (headings inside included)."""

    guide_id: str
    address: Address
    title: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(piece.text.split()) for piece in self.pieces if piece.unit.kind != "heading")

    @property
    def substance(self) -> int:
        """Words in lines that say something whole; the blanks and captions of a form do not."""
        texts = [piece.text.rstrip() for piece in self.pieces if piece.unit.kind != "heading"]
        return sum(len(t.split()) for t in texts if len(t.split()) >= 6 and t[-1:] in _ENDS and not _BLANK.search(t))

    @property
    def key(self) -> tuple[str, str]:
        return self.guide_id, self.address.key()

    def passage_ids(self) -> set[str]:
        return {piece.passage.id for piece in self.pieces if piece.unit.kind != "heading"}


def outline(passages: Sequence[Passage], large: int = LARGE) -> list[Stretch]:
    """The sections of a guide in its own order; lists of sources, tables of contents and signatures are left out.

    `large`: a heading with more words under it is taken apart.
    """
    pieces = [Piece(passage, unit) for passage in passages for unit in passage.units]
    sizes = _sizes(pieces)
    procedures = _procedures(pieces)
    found: dict[str, Stretch] = {}
    for piece in pieces:
        address = _section(piece.unit.address, sizes, large, procedures)
        if not address.parts:
            continue
        stretch = found.get(address.key())
        if stretch is None:
            stretch = Stretch(piece.passage.guide_id, address, _title(address.parts))
            found[address.key()] = stretch
        own = not stretch.pieces and piece.unit.address == address
        if own and (title := _clause_title(piece)):
            stretch.title = title
            continue
        stretch.pieces.append(piece)
        if not stretch.title and piece.unit.kind == "heading":
            stretch.title = piece.text.strip(" .:")
    return [
        stretch
        for stretch in found.values()
        if stretch.words >= 12 and not any(_APART.match(part.title.strip()) for part in stretch.address.parts)
    ]


def _sizes(pieces: list[Piece]) -> dict[str, int]:
    """Words under each address."""
    sizes: dict[str, int] = {}
    for piece in pieces:
        count = len(piece.text.split())
        parts = piece.unit.address.parts
        for depth in range(1, len(parts) + 1):
            key = Address(parts=parts[:depth]).key()
            sizes[key] = sizes.get(key, 0) + count
    return sizes


def _procedures(pieces: list[Piece]) -> set[str]:
    """Addresses of headings under which numbered steps are headings themselves: they are one procedure."""
    steps: dict[str, set[str]] = {}
    for piece in pieces:
        parts = piece.unit.address.parts
        for depth, part in enumerate(parts[1:], 1):
            if part.kind in ("heading", "step") and _STEP.match(part.title):
                steps.setdefault(Address(parts=parts[:depth]).key(), set()).add(part.title)
    return {key for key, titles in steps.items() if len(titles) >= 2}


def _clause_title(piece: Piece) -> str:
    """The title that the first line of a clause is ("3. Số, ký hiệu của văn bản"), "" when it is a sentence."""
    last = piece.unit.address.parts[-1]
    text = piece.text[len(piece.unit.label) :].strip(" .:)")
    named = last.kind == "khoan" and piece.unit.kind != "heading" and "\n" not in piece.text.strip()
    fits = 2 <= len(text.split()) <= _TITLE_WORDS and piece.text.rstrip()[-1:] not in ".;:,!?…"
    return text if named and fits else ""


def _section(address: Address, sizes: dict[str, int], most: int, procedures: set[str]) -> Address:
    """The shallowest part that is small enough; an article, a clause of an annex, the steps of one procedure are never
    taken apart."""
    parts = address.parts
    for depth, part in enumerate(parts, 1):
        here = Address(parts=parts[:depth])
        if here.key() in procedures:
            return here
        if part.kind in ("dieu", "slide") or (part.kind == "khoan" and address.nearest("dieu") is None):
            return here
        inner = [rest for rest in parts[depth:] if rest.kind not in ("step", "khoan", "diem", "table")]
        large = sizes.get(here.key(), 0) > most
        if part.kind in ("heading", "muc") and (not large or not inner):
            goes_on = part.kind == "muc" and any(rest.kind == "khoan" for rest in parts[depth:])
            if not goes_on:
                return here
    return Address(parts=tuple(part for part in parts if part.kind not in ("step", "diem", "table")))


def _title(parts: tuple[Part, ...]) -> str:
    """The innermost title, without its number."""
    for part in reversed(parts):
        if part.title:
            return _plain_case(part.title.strip(" .:"))
    return ""


def _plain_case(title: str) -> str:
    """A heading in capitals as it is written in running text; short ones may be abbreviations and stay."""
    return title.capitalize() if title.isupper() and len(title.split()) > 2 else title
