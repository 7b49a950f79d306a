"""The labels that open a line: articles, clauses, points, steps, numbered headings."""

from __future__ import annotations

import re
from typing import NamedTuple

# NĐ 30/2020, Phụ lục I, II.6đ: points follow the Vietnamese alphabet.
VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = r"[IVXLC]+"


class Label(NamedTuple):
    """A recognised opening: what it is, its label, and the rest of the line."""

    kind: str
    label: str
    rest: str


_UNIT = re.compile(
    rf"^(?P<kind>phụ lục|phần|chương|mục|tiểu mục)\s+"
    rf"(?P<label>(?:số\s+)?{_ROMAN}|(?:số\s+)?\d{{1,3}}|thứ\s+\w+|[A-Z])(?!\w)"
    rf"(?P<mark>\s*[.:–-])?\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^điều\s+(?P<label>\d{1,4}[a-zđ]?)\s*(?:[.:]\s*(?P<rest>.*))?$", re.IGNORECASE)
_CLAUSE = re.compile(r"^(?P<label>\d{1,3})\s*\.\s+(?P<rest>\S.*)$")
_POINT = re.compile(r"^(?P<label>[a-zđ]{1,2})\s*\)\s*(?P<rest>\S.*)$")
_ROMAN_LINE = re.compile(rf"^(?P<label>{_ROMAN})\s*[.]\s+(?P<rest>\S.*)$")
_STEP = re.compile(
    r"^(?:[-+•*]\s*)?(?P<word>bước|step|चरण)\s+(?P<label>\d{1,2})\s*[:.)-]\s*(?P<rest>.*)$", re.IGNORECASE
)
_HEADING = re.compile(rf"^(?P<label>(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}|{_ROMAN})[.)]?)\s+(?P<rest>\S.*)$")
_FORM = re.compile(r"^mẫu\s+(?:số\s+)?(?P<label>\d+(?:\.\d+)*)\b\s*[.:–-]?\s*(?P<rest>.*)$", re.IGNORECASE)
_UNITS = {"phụ lục": "phu_luc", "phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu_muc"}


def capitals(text: str) -> bool:
    """Whether the letters are (nearly) all capitals: how titles of chapters and sections are typed."""
    letters = [ch for ch in text if ch.isalpha()]
    return bool(letters) and sum(ch.isupper() for ch in letters) >= 0.85 * len(letters)


def unit_label(text: str) -> Label | None:
    """`Chương I`, `Mục 2. TÊN MỤC`, `Phụ lục III`, alone or with a title; never a sentence that begins so."""
    if text.strip().lower() in ("phụ lục", "phụ lục."):
        return Label("phu_luc", "", "")
    found = _UNIT.match(text)
    if found is None or len(text.split()) > 45:
        return None
    rest = found["rest"].strip()
    titled = not rest or capitals(rest) or (bool(found["mark"]) and rest[:1].isupper())
    opens = text[:1].isupper()
    if not titled or not opens or rest.startswith(("(", "này", "kèm")):
        return None
    label = re.sub(r"^số\s+", "", found["label"], flags=re.IGNORECASE)
    if not label[:1].isdigit() and not label.lower().startswith("thứ"):
        label = label.upper()
    return Label(_UNITS[found["kind"].lower()], label, rest)


def article_label(text: str) -> Label | None:
    """`Điều 5. Tên điều`, `Điều 5`."""
    found = _ARTICLE.match(text)
    if found is None or not text.startswith(("Điều", "ĐIỀU")):
        return None
    return Label("dieu", found["label"].lower(), (found["rest"] or "").strip())


def clause_label(text: str) -> Label | None:
    """`2. …` at the start of a line."""
    found = _CLAUSE.match(text)
    return Label("khoan", found["label"], found["rest"]) if found else None


def point_label(text: str) -> Label | None:
    """`a) …`, `đ) …`, `aa) …` at the start of a line."""
    found = _POINT.match(text)
    return Label("diem", found["label"], found["rest"]) if found else None


def roman_label(text: str) -> Label | None:
    """`II. …` at the start of a line (a section of an annex)."""
    found = _ROMAN_LINE.match(text)
    return Label("muc", found["label"], found["rest"]) if found else None


def step_label(text: str) -> Label | None:
    """`Bước 2: …`, `Step 2: …`, `चरण 2: …`."""
    found = _STEP.match(text)
    return Label("step", found["label"], found["rest"]) if found else None


def form_label(text: str) -> Label | None:
    """`Mẫu 1.4 – Văn bản có tên loại` in an annex of forms."""
    found = _FORM.match(text)
    return Label("heading", f"Mẫu {found['label']}", found["rest"]) if found and len(text.split()) < 40 else None


def heading_label(text: str) -> tuple[str, str]:
    """(label, title) of a heading, the label without its last dot; ("", text) where no number is printed."""
    found = _HEADING.match(text)
    if found is None or (found["label"].isalpha() and found["label"] not in _romans()):
        return "", text
    return found["label"].rstrip(".)"), found["rest"]


def _romans() -> set[str]:
    return {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"}


def letter_order(label: str) -> int:
    """Place in the Vietnamese alphabet (a = 0); letters that are not in it (f, j, w, z) come right after the one
    before them, so that wrongly lettered lists still keep their order."""
    value = 0.0
    for ch in label:
        place = VIETNAMESE_LETTERS.find(ch)
        value = value * 30 + (place if place >= 0 else VIETNAMESE_LETTERS.find(chr(ord(ch) - 1)) + 0.5)
    return int(value * 2)
