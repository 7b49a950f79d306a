"""Checks of a lesson's sentences: cited, whole, said once, clean."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.debris import debris
from generator.checks.lesson_audience import told
from generator.domain.findings import Finding
from generator.domain.ledger import Claim
from generator.domain.lesson import Block, Lesson, Section
from generator.domain.text import squeeze, words

_ENDS = '.;:!?…”"»)]।,'
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))


def check(lesson: Lesson, language: str) -> Iterator[Finding]:
    """Findings over the content sections, the terms and the summary."""
    said: set[str] = set()
    for section in lesson.sections:
        place = f"section:{section.id}"
        if not section.title.strip() or debris(section.title):
            yield told("section_title", "error", place, language, title=section.title)
        yield from _blocks(section, said, language)
    blocks = [block for section in lesson.sections for block in section.blocks]
    cells = {cell.id for block in blocks for row in (block.header, *block.rows) for cell in row}
    for place, claim in lesson.claims():
        yield from _claim(place, claim, language, cell=claim.id in cells)


def _blocks(section: Section, said: set[str], language: str) -> Iterator[Finding]:
    place = f"section:{section.id}"
    if not any(block.kind != "note" for block in section.blocks):
        yield told("section_empty", "error", place, language)
    for block in section.blocks:
        claims = (*block.header, *block.claims, *(cell for row in block.rows for cell in row))
        facts = [claim for claim in claims if claim.status != "author"]
        if block.kind not in ("note", "task") and not any(claim.citations for claim in facts):
            yield told("block_uncited", "error", place, language, sentence=claims[0].text[:80] if claims else "")
        if block.kind != "table":
            yield from _repeated(place, facts, said, language)
        if block.kind == "paragraph":
            yield from _whole(place, block, language)


def _repeated(place: str, claims: list[Claim], said: set[str], language: str) -> Iterator[Finding]:
    for claim in claims:
        key = squeeze(claim.text).lower().strip(" .;:-+•")
        if len(words(key)) >= 5 and key in said:
            yield told("repeated", "error", place, language, sentence=claim.text[:80])
        said.add(key)


def _whole(place: str, block: Block, language: str) -> Iterator[Finding]:
    for claim in block.claims:
        text = claim.text.strip()
        if not text or text[-1] not in _ENDS or text[-1] == ",":
            yield told("cut_end", "error", place, language, sentence=text[-80:])
        if text[:1].islower():
            yield told("cut_start", "error", place, language, sentence=text[:80])


def _claim(place: str, claim: Claim, language: str, *, cell: bool) -> Iterator[Finding]:
    text = claim.text.strip()
    kind = None if cell and text.isdigit() else debris(text)  # a number alone is a page number, but not in a table
    if kind is not None and claim.status != "author":
        yield told("debris", "error", place, language, kind=kind, sentence=text[:80])
    if claim.status in ("quoted", "supported") and not claim.citations:
        yield told("claim_uncited", "error", place, language, sentence=text[:80])
    if claim.status == "unsupported":
        yield told("claim_unsupported", "error", place, language, sentence=text[:80])
    quotes = squeeze(" ".join(citation.quote for citation in claim.citations))
    if claim.status == "quoted" and squeeze(text).rstrip(".;:,") not in quotes:
        yield told("quote_altered", "error", place, language, sentence=text[:80])
    for left, right in _PAIRS:
        if text.count(left) != text.count(right) and not text.startswith(("a)", "b)", "c)", "d)", "đ)")):
            yield told("unbalanced", "warning", place, language, sentence=text[:80])
            break
