"""An administrative document as DOCX, laid out by NĐ 30/2020, Phụ lục I and the samples of Phụ lục III."""

from __future__ import annotations

from generator.domain.paper import Paper


def render(paper: Paper) -> bytes:
    """The bytes of the DOCX, the ledger inside."""
    from generator.export.paper.writer import Writer

    return Writer(paper).render()
