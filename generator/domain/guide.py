"""A guide and when it is in force."""

from __future__ import annotations

from datetime import date
from typing import Literal

from generator.domain.base import Language, Value

Validity = Literal["in_force", "not_yet", "expired", "unknown"]


class OcrRecord(Value):
    """Which pages were read by optical recognition and how sure the reader was (mean of words, 0–100)."""

    pages: tuple[int, ...]
    mean_confidence: float


class Guide(Value):
    """An official guide as the library knows it. `id` is `g-` + the first 12 hex digits of the file's sha256.

    `number` is the document number alone ("30/2020/NĐ-CP"), `kind` the kind of document ("Nghị định").
    `replaces` holds the numbers this guide says it replaces; `replaced_by` the number, or id, of its successor.
    `pages` is None for formats without pages (DOCX, Markdown, HTML, text).
    """

    id: str
    title: str
    language: Language
    file_name: str
    media_type: str
    sha256: str
    number: str | None = None
    issuer: str | None = None
    kind: str | None = None
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: str | None = None
    licence: str | None = None
    source: str | None = None
    pages: int | None = None
    ocr: OcrRecord | None = None

    def validity(self, as_of: date) -> Validity:
        """In force as of a date: computed, never stored. `effective_to` is the first day it no longer applies."""
        if self.effective_to is not None and as_of >= self.effective_to:
            return "expired"
        if self.effective_from is not None and as_of < self.effective_from:
            return "not_yet"
        return "unknown" if self.effective_from is None else "in_force"

    def citable(self, as_of: date) -> bool:
        """Whether it may be cited for that date: in force, or without any date that says otherwise."""
        return self.validity(as_of) in ("in_force", "unknown")
