"""Addresses in Vietnamese legal texts: Phụ lục › Phần › Chương › Mục › Tiểu mục › Điều › khoản › điểm.

Labels count only where they continue their series (1, 2, 3 …; a, b, c, d, đ, e …), so that numbers in a sentence, in a
quoted amendment or in a form do not become structure.
"""

from __future__ import annotations

import re

from generator.domain.address import LEGAL_KINDS, Address, Part, PartKind
from generator.reading.numbering import (
    Label,
    article_label,
    capitals,
    clause_label,
    form_label,
    letter_order,
    point_label,
    roman_label,
    unit_label,
)
from generator.reading.raw import RawBlock

_RANK = {kind: rank for rank, kind in enumerate(LEGAL_KINDS)}
_TITLE_WORDS = 45
_CLOSING = re.compile(r"^(?:Nơi nhận\s*:?\s*$|Nơi nhận:|TM\.\s+[A-ZĐÀ-Ỹ ]+$)")


class _Path:
    """The stack of open parts."""

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def open(self, kind: PartKind, label: str, title: str = "") -> None:
        rank = _RANK[kind]
        kept = [part for part in self.parts if part.kind in _RANK and _RANK[part.kind] < rank]
        if kind == "phu_luc":
            kept = []
        self.parts = [*kept, Part(kind=kind, label=label, title=title)]

    def open_form(self, label: str, title: str) -> None:
        kept = [part for part in self.parts if part.kind in ("phu_luc", "phan")]
        self.parts = [*kept, Part(kind="heading", label=label, title=title)]

    def close(self) -> None:
        """The end of the text: recipients and signature belong to no article."""
        self.parts = [Part(kind="heading", title="Nơi nhận, chữ ký")]

    def retitle(self, title: str) -> None:
        last = self.parts[-1]
        self.parts[-1] = last.model_copy(update={"title": f"{last.title} {title}".strip()})

    def last(self, kind: PartKind) -> Part | None:
        return next((part for part in self.parts if part.kind == kind), None)

    def address(self) -> Address:
        return Address(parts=tuple(self.parts))


def place_legal(blocks: tuple[RawBlock, ...]) -> list[tuple[Address, bool]]:
    """(address, is a heading) of each block."""
    path, out = _Path(), []
    untitled: list[int] = []  # headings whose title may follow on the next line
    quoted = 0
    last_article = 0
    for number, block in enumerate(blocks):
        text = block.text
        if path.last("phu_luc") is None and _CLOSING.match(text):
            path.close()
        inside_quote = quoted > 0
        quoted = max(0, quoted + text.count("“") - text.count("”")) if quoted < 60 else 0
        if block.kind in ("row", "header_row", "note"):
            untitled = []
            out.append((path.address(), False))
            continue
        if inside_quote and quoted:
            out.append((path.address(), False))
            continue
        label = None if text.startswith(("“", '"')) else _structure(text, path, last_article)
        if label is not None:
            heading = _apply(label, path)
            if label.kind == "dieu":
                last_article = int("".join(ch for ch in label.label if ch.isdigit()))
            if label.kind == "phu_luc":
                last_article = 0
            untitled = [number] if heading and not label.rest else []
            out.append((path.address(), heading))
            continue
        if untitled and _is_title(block) and path.parts:
            path.retitle(text.strip())
            out.append((path.address(), True))
            for index in untitled:
                out[index] = (path.address(), True)
            untitled.append(number)
            continue
        untitled = []
        out.append((path.address(), False))
    return out


def _is_title(block: RawBlock) -> bool:
    short = len(block.text.split()) <= _TITLE_WORDS
    return short and (capitals(block.text) or block.kind == "heading") and not block.text.startswith(("(", "_", "-"))


def _structure(text: str, path: _Path, last_article: int) -> Label | None:
    """The structural label of a line, if it continues what is open."""
    if label := unit_label(text):
        return label
    if label := form_label(text):
        return label if path.last("phu_luc") is not None and path.last("dieu") is None else None
    if label := article_label(text):
        number = int("".join(ch for ch in label.label if ch.isdigit()))
        continues = number in (last_article, last_article + 1) or (last_article == 0 and number < 400)
        return label if continues or number > last_article else None
    in_annex = path.last("phu_luc") is not None and path.last("dieu") is None
    if in_annex and (label := roman_label(text)):
        return label if _roman(label.label) == _roman(_label(path, "muc")) + 1 else None
    if label := clause_label(text):
        fits = int(label.label) == _number(_label(path, "khoan")) + 1
        return label if fits and (path.last("dieu") is not None or in_annex) else None
    if label := point_label(text):
        open_now = path.last("diem")
        before = letter_order(open_now.label) if open_now else -1
        here = letter_order(label.label)
        room = path.last("khoan") is not None or path.last("dieu") is not None or path.last("muc") is not None
        starts = open_now is None and label.label == "a"
        return label if room and (starts or (open_now is not None and before < here <= before + 6)) else None
    return None


def _apply(label: Label, path: _Path) -> bool:
    """Open the part; whether the line is a heading (not a sentence of the text)."""
    if label.kind == "heading":
        path.open_form(label.label, label.rest)
        return True
    kind = next(kind for kind in LEGAL_KINDS if kind == label.kind)
    if kind in ("khoan", "diem"):
        path.open(kind, label.label)
        return False
    sentence = kind == "dieu" and (len(label.rest.split()) > 30 or label.rest.endswith((".", ":", ";")))
    path.open(kind, label.label, "" if sentence else label.rest)
    return not sentence


def _label(path: _Path, kind: PartKind) -> str:
    part = path.last(kind)
    return part.label if part is not None else ""


def _number(label: str) -> int:
    return int(label) if label.isdigit() else 0


def _roman(label: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    if not label or any(ch not in values for ch in label):
        return 0
    total = 0
    for here, after in zip(label, [*label[1:], ""], strict=True):
        value = values[here]
        total += -value if after and values[after] > value else value
    return total
