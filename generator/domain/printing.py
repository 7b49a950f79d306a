"""How addresses and citations are printed: as people cite them.

Vietnamese order is from the smallest to the largest, and only phần, chương, mục, tiểu mục and điều are capitalised when
a concrete text is cited (NĐ 30/2020, Phụ lục II, V.7).
"""

from __future__ import annotations

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.ledger import Citation
from generator.domain.passage import Passage
from generator.messages import say

_LEGAL = {"phu_luc", "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem"}


def print_address(address: Address, language: str = "vi") -> str:
    """`điểm a khoản 2 Điều 5`; chapters and sections are left out where an article names the place alone."""
    parts = list(address.parts)
    if address.nearest("dieu") is not None:
        parts = [part for part in parts if part.kind not in ("phan", "chuong", "muc", "tieu_muc")]
    legal = [part for part in parts if part.kind in _LEGAL]
    inner = [part for part in parts if part.kind not in _LEGAL]
    printed = [text for part in reversed(_innermost(inner)) if (text := _part(part, language))]
    printed += [text for part in reversed(legal) if (text := _part(part, language))]
    if not printed:
        return say("address.whole", language)
    return (" " if language == "vi" else ", ").join(printed)


def _innermost(parts: list[Part]) -> list[Part]:
    """Of a heading path only the innermost heading; a step or slide stands before it."""
    headings = [part for part in parts if part.kind == "heading"]
    return headings[-1:] + [part for part in parts if part.kind != "heading"]


def _part(part: Part, language: str) -> str:
    if part.kind == "heading":
        name = " ".join(word for word in (part.label, part.title) if word)
        return say("address.heading", language, name=name)
    if part.kind in ("slide", "step", "table"):
        return say(f"address.{part.kind}", language, label=part.label)
    return say(f"address.part.{part.kind}", language, label=part.label).strip()


def guide_name(guide: Guide) -> str:
    """`Nghị định 30/2020/NĐ-CP`, or the title where there is no number."""
    if guide.number:
        return f"{guide.kind} {guide.number}" if guide.kind else guide.number
    return guide.title


def _located(address: Address, guide: Guide, pages: str, language: str) -> str:
    glue = " " if language == "vi" and guide.number else ", "
    name = guide_name(guide) if guide.number else f"“{guide.title}”"
    return print_address(address, language) + glue + name + (f", {pages}" if pages else "")


def print_citation(citation: Citation, guide: Guide, language: str = "vi") -> str:
    """`điểm a khoản 2 Điều 5 Nghị định 30/2020/NĐ-CP, tr. 4`; no page where the format has none."""
    pages = say("address.page", language, page=citation.page) if citation.page is not None else ""
    return _located(citation.address, guide, pages, language)


def print_passage(passage: Passage, guide: Guide, language: str = "vi") -> str:
    """The address of a whole passage, with its pages."""
    pages = ""
    if passage.pages is not None:
        first, last = passage.pages
        key = "address.page" if first == last else "address.pages"
        pages = say(key, language, page=first, first=first, last=last)
    return _located(passage.address, guide, pages, language)
