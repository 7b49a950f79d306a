"""Automatic numbering of a DOCX, as Word would print it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Numbering:
    """Counts through the document; call `label` for every paragraph in order."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._abstract_of: dict[str, str] = {}
        relations = document.part.rels.values()
        part = next((rel.target_part for rel in relations if rel.reltype.endswith("/numbering")), None)
        if part is not None:
            self._load(part.element)

    def _load(self, root: Any) -> None:
        abstracts = {}
        for abstract in root.iter(f"{_W}abstractNum"):
            abstracts[abstract.get(f"{_W}abstractNumId")] = {
                int(level.get(f"{_W}ilvl")): _level(level) for level in abstract.iter(f"{_W}lvl")
            }
        for number in root.iter(f"{_W}num"):
            identity = number.get(f"{_W}numId")
            target = number.find(f"{_W}abstractNumId").get(f"{_W}val")
            levels = dict(abstracts.get(target, {}))
            for override in number.iter(f"{_W}lvlOverride"):
                depth = int(override.get(f"{_W}ilvl"))
                start = override.find(f"{_W}startOverride")
                own = override.find(f"{_W}lvl")
                if own is not None:
                    levels[depth] = _level(own)
                elif start is not None and depth in levels:
                    kind, text, _ = levels[depth]
                    levels[depth] = (kind, text, int(start.get(f"{_W}val")))
            self._levels[identity] = levels
            # Lists of one abstract numbering go on counting together unless they restart.
            restarted = number.find(f"{_W}lvlOverride/{_W}startOverride") is not None
            self._abstract_of[identity] = f"num:{identity}" if restarted else f"abstract:{target}"

    def label(self, paragraph: Paragraph) -> tuple[str, int]:
        """(label as printed, depth); ("", 0) for a paragraph without automatic numbering."""
        identity, depth = self._reference(paragraph)
        level = self._levels.get(identity, {}).get(depth)
        if level is None or identity == "0":
            return "", 0
        kind, text, start = level
        if kind == "none":
            return "", 0
        if kind == "bullet":
            return "•", depth
        counters = self._counters.setdefault(self._abstract_of[identity], {})
        counters[depth] = counters.get(depth, start - 1) + 1
        for deeper in [key for key in counters if key > depth]:
            del counters[deeper]
        for place in range(depth + 1):
            other = self._levels[identity].get(place)
            value = counters.get(place, other[2] if other else 1)
            text = text.replace(f"%{place + 1}", print_number(value, other[0] if other else "decimal"))
        return text.strip(), depth

    def _reference(self, paragraph: Paragraph) -> tuple[str, int]:
        properties = paragraph._p.find(f"{_W}pPr/{_W}numPr")
        style: Any = paragraph.style
        depth_of_style = None
        while properties is None and style is not None:
            properties = style.element.find(f"{_W}pPr/{_W}numPr")
            style = style.base_style
        if properties is None:
            return "", 0
        identity = properties.find(f"{_W}numId")
        depth = properties.find(f"{_W}ilvl")
        found = int(depth.get(f"{_W}val")) if depth is not None else (depth_of_style or 0)
        return (identity.get(f"{_W}val") if identity is not None else ""), found


def _level(level: Any) -> tuple[str, str, int]:
    def value(name: str, default: str) -> str:
        found = level.find(f"{_W}{name}")
        return str(found.get(f"{_W}val")) if found is not None else default

    return value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1"))


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def print_number(value: int, kind: str) -> str:
    """A number as Office prints it; `kind`: decimal, decimalZero, lowerLetter, upperLetter, lowerRoman, upperRoman."""
    if not 0 < value < 5_000:  # a damaged start value must not print for ever
        return str(value)
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        out, rest = "", value
        for worth, sign in _ROMAN:
            while rest >= worth:
                out, rest = out + sign, rest - worth
        return out if kind == "upperRoman" else out.lower()
    return f"{value:02d}" if kind == "decimalZero" else str(value)
