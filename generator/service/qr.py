"""Sheets of QR codes: each opens the official address of a procedure or a published work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.domain.base import Language
from generator.domain.guide import Guide
from generator.domain.qr import MOST, QrCode, QrSheet
from generator.errors import InputError, NotFound
from generator.messages import say
from generator.writing.extractive.handout import short_steps

if TYPE_CHECKING:
    from generator.domain.people import Actor
    from generator.service.soan import Soan

_STEPS = 5
_URL = re.compile(r"https?://[^\s;,<>\"”)]+")


class QrSheets:
    """Over the product's library."""

    def __init__(self, soan: Soan) -> None:
        self._soan = soan

    def sheet(
        self,
        ids: Sequence[str],
        *,
        url: str | None = None,
        as_of: date,
        language: Language,
        actor: Actor | None = None,
    ) -> QrSheet:
        """The codes of guides, or of published works that `actor` may see, in the order given.

        Raises NotFound; InputError for more than thirty ids, an address that is none, an id without any address, or a
        work that is not published.
        """
        wanted = list(dict.fromkeys(ids))
        if len(wanted) > MOST:
            raise InputError(problem=say("qr.too_many", language, most=MOST))
        if url is not None and len(wanted) > 1:
            raise InputError(problem=say("qr.many_urls", language))
        if url is not None and not _usable(url):
            raise InputError(problem=say("qr.bad_url", language, url=url))
        codes = tuple(self._code(key, url, as_of, language, actor) for key in wanted)
        return QrSheet(language=language, as_of=as_of, codes=codes)

    def write(self, sheet: QrSheet, path: Path) -> Path:
        """The sheet as .pdf, .html or, one code alone, .svg. Raises InputError."""
        from generator.export.qr_sheet import render
        from generator.export.registry import write_file

        write_file(path, render(sheet, path.suffix.lower()))
        return path

    def _code(self, key: str, url: str | None, as_of: date, language: Language, actor: Actor | None) -> QrCode:
        try:
            guide = self._soan.guide(key)
        except NotFound:
            if actor is None:
                raise
            return self._of_work(key, url, language, actor)
        steps, address = short_steps(self._soan.store.passages(guide.id), guide, language, _STEPS)
        return QrCode(
            id=guide.id,
            title=guide.title,
            url=url or _source(guide, language),
            steps=steps,
            address=address,
            validity=guide.validity(as_of),
        )

    def _of_work(self, key: str, url: str | None, language: Language, actor: Actor) -> QrCode:
        record = self._soan.works.get(actor, key)
        if record.published is None:
            raise InputError(problem=say("qr.not_public", language, title=record.title))
        version, _ = self._soan.works.version(actor, key, record.published)
        found = url or next((match.group() for s in version.ledger.sources if (match := _match(s.guide))), None)
        if found is None:
            raise InputError(problem=say("qr.no_url", language, title=record.title))
        return QrCode(id=record.id, title=record.title, url=found)


def _usable(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)


def _match(guide: Guide) -> re.Match[str] | None:
    return _URL.search(guide.source or "")


def _source(guide: Guide, language: Language) -> str:
    found = _match(guide)
    if found is None:
        raise InputError(problem=say("qr.no_url", language, title=guide.title))
    return found.group()
