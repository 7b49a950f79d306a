"""Typed lines become blocks: "Điều 1. …", "Chương I. …", "I. …", "1. …", "a) …", "- …", "= Tên: …".

Numbers are put right on the way: Roman figures for phần and chương, "Điều 1." with a full stop, points by the
Vietnamese alphabet (NĐ 30/2020, Phụ lục I, II.6đ).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from generator.domain.ledger import Claim
from generator.domain.paper import PaperBlock, PaperBlockKind
from generator.domain.sentences import sentences
from generator.domain.text import fold_accents, squeeze

ALPHABET = "abcdđeghiklmnopqrstuvxy"  # the order of points; Vietnamese has no f, j, w, z
_CENTRED: dict[str, PaperBlockKind] = {
    "phan": "part", "chuong": "chapter", "muc": "section", "tieu muc": "subsection"
}  # fmt: skip
_HEAD = re.compile(r"^(Phần|Chương|Mục|Tiểu mục)\s+([IVXLC]+|\d+)\s*[.:\-–]?\s*(.*)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^Điều\s+(\d+)\s*[.:)\-–]\s*(.*)$", re.IGNORECASE)
_ROMAN = re.compile(r"^([IVXLC]+)\.\s+(.+)$")
_CLAUSE = re.compile(r"^(\d{1,3})[.)]\s+(.+)$")
_POINT = re.compile(r"^([a-zđ]{1,2})\)\s*(.+)$")
_ITEM = re.compile(r"^[-–•+*]\s+(.+)$")
_ENTRY = re.compile(r"^=\s*([^:]+):\s*(.*)$")
_TITLE_WORDS = 16  # an article's line longer than this, or one that ends a sentence, is text and not a heading


class Line(NamedTuple):
    """What a typed line is."""

    kind: PaperBlockKind
    label: str
    title: str
    text: str


def roman(number: int) -> str:
    """1 → "I", 4 → "IV"; up to 3999."""
    values = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
              (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    found = ""
    for value, figure in values:
        found += figure * (number // value)
        number %= value
    return found


def read_line(typed: str) -> Line:
    """The kind, number, title and words of one line."""
    headed = typed.startswith("## ")
    line = squeeze(typed.removeprefix("## "))
    if found := _HEAD.match(line):
        kind = _CENTRED[fold_accents(found[1].lower())]
        label = found[2].upper()
        if kind in ("part", "chapter") and label.isdigit():
            label = roman(int(label))
        return Line(kind, label, found[3].strip(" ."), "")
    if found := _ARTICLE.match(line):
        heading = len(found[2].split()) <= _TITLE_WORDS and not found[2].rstrip().endswith((".", ";", ":"))
        return Line("article", found[1], found[2] if heading else "", "" if heading else found[2])
    if (found := _ROMAN.match(line)) and found[2] == found[2].upper():
        return Line("roman", found[1], found[2].strip(" ."), "")
    if found := _CLAUSE.match(line):
        return Line("clause", found[1], found[2].strip(" .") if headed else "", "" if headed else found[2])
    if found := _POINT.match(line):
        return Line("point", found[1], "", found[2])
    if found := _ITEM.match(line):
        return Line("item", "", "", found[1])
    if found := _ENTRY.match(line):
        return Line("entry", "", found[1].strip(), found[2])
    return Line("paragraph", "", "", line)


def blocks_from(typed: Iterable[str], claim: Callable[[str], Claim] | None = None) -> tuple[PaperBlock, ...]:
    """Blocks of the lines in order, every sentence a claim (the author's own, unless `claim` makes another)."""
    make = claim or (lambda text: Claim(text=text, status="author"))
    return tuple(relabelled(_block(read_line(line), make) for line in typed if squeeze(line)))


def _block(line: Line, make: Callable[[str], Claim]) -> PaperBlock:
    claims = tuple(make(sentence) for sentence in _sentences(line.text))
    return PaperBlock(kind=line.kind, label=line.label, title=line.title, claims=claims)


def _sentences(text: str) -> Iterator[str]:
    """Sentences; none ends inside square brackets, where "[… something]" stands for what is missing."""
    held = ""
    for sentence in sentences(text):
        held = f"{held} {sentence}".strip()
        if held.count("[") <= held.count("]"):
            yield held
            held = ""
    if held:
        yield held


def relabelled(blocks: Iterable[PaperBlock]) -> Iterator[PaperBlock]:
    """Points follow the Vietnamese alphabet within each clause; articles and clauses run without a gap."""
    points = clauses = articles = romans = 0
    for block in blocks:
        label = block.label
        if block.kind == "point":
            label, points = ALPHABET[points % len(ALPHABET)], points + 1
        elif block.kind == "clause":
            clauses, points = clauses + 1, 0
            label = str(clauses)
        elif block.kind == "article":
            articles, clauses, points = articles + 1, 0, 0
            label = str(articles)
        elif block.kind == "roman":
            romans, clauses, points = romans + 1, 0, 0
            label = roman(romans)
        elif block.kind in ("part", "chapter", "section", "subsection"):
            romans = clauses = points = 0
        yield block if label == block.label else block.model_copy(update={"label": label})
