"""A passage: a stretch of a guide's own words with its address, cut where the guide itself pauses."""

from __future__ import annotations

from typing import Literal

from generator.domain.address import Address
from generator.domain.base import Language, Value, digest

UnitKind = Literal["heading", "paragraph", "item", "row", "header_row", "note"]


class Unit(Value):
    """One paragraph, list item or table row inside a passage: `text[start:end]`, label included as printed.

    `label` is the numbering as printed ("1.", "a)", "-", "+", "Bước 1:"), `level` its depth in a list (0 = outermost).
    `cells` are the cells of a table row, each verbatim in the text. `page` is None for formats without pages.
    """

    kind: UnitKind
    start: int
    end: int
    address: Address
    label: str = ""
    level: int = 0
    page: int | None = None
    cells: tuple[str, ...] = ()


class Passage(Value):
    """Text in NFC, units in reading order (joined by newlines), and the span in the guide's whole text.

    `address` is the place of the whole passage (its units may lie deeper). `lead` is the introductory sentence that
    governs the passage when an enumeration was cut apart; it belongs to an earlier passage and is never quoted from
    this one. `pages` are first and last page, or None where the format has none.
    `ocr_confidence` (0–100) is set when the words were read by optical recognition.
    """

    id: str
    guide_id: str
    seq: int
    text: str
    language: Language
    address: Address
    start: int
    end: int
    units: tuple[Unit, ...] = ()
    lead: str = ""
    pages: tuple[int, int] | None = None
    ocr_confidence: float | None = None

    def unit_at(self, offset: int) -> Unit | None:
        """The unit that holds the character at `offset` of the passage's text."""
        return next((unit for unit in self.units if unit.start <= offset < unit.end), None)

    def address_at(self, offset: int) -> Address:
        """The finest known address of that character."""
        unit = self.unit_at(offset)
        return unit.address if unit is not None else self.address

    def page_at(self, offset: int) -> int | None:
        """The page of that character, None where the format has no pages."""
        unit = self.unit_at(offset)
        if unit is not None and unit.page is not None:
            return unit.page
        return self.pages[0] if self.pages else None


def passage_id(guide_sha256: str, address: Address, text: str) -> str:
    """Deterministic id: guide hash + address + text. Two equal texts at one address are told apart by the caller."""
    return "p-" + digest(guide_sha256, address.key(), text)
