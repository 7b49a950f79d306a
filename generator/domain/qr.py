"""A sheet of QR codes for a reception desk."""

from __future__ import annotations

from datetime import date

from generator.domain.base import Language, Value

MOST = 30


class QrCode(Value):
    """One code: what it opens, and the few lines beside it. `validity` as of the sheet's day; None where the code opens
    a published work."""

    id: str
    title: str
    url: str
    steps: tuple[str, ...] = ()
    address: str = ""
    validity: str | None = None


class QrSheet(Value):
    """One to thirty codes."""

    language: Language
    as_of: date
    codes: tuple[QrCode, ...]
