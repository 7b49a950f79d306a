"""Labels that automatic numbering prints ("a)", "Điều 1."), counted the way Word counts them."""

from __future__ import annotations

import re
from typing import Any

from generator.checks.layout.formats import Properties, paragraph_properties
from generator.checks.layout.package import Package, W

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def printed(value: int, form: str) -> str:
    """A counter in a number format of WordprocessingML; unknown formats print as decimals."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman, rest = "", value
        for worth, sign in _ROMAN:
            roman, rest = roman + sign * (rest // worth), rest % worth
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{value:02d}"
    return "" if form == "none" else str(value)


class Numbering:
    """Counters over one document; ask for each paragraph once, in reading order."""

    def __init__(self, package: Package) -> None:
        root = package.tree(package.related("numbering") or "word/numbering.xml")
        self._abstract: dict[str, Any] = {}
        self._numbers: dict[str, Any] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._abstract = {a.get(f"{W}abstractNumId", ""): a for a in root.findall(f"{W}abstractNum")}
            self._numbers = {n.get(f"{W}numId", ""): n for n in root.findall(f"{W}num")}

    def _list(self, number: str) -> tuple[str, Any]:
        """(abstract id, abstract element) of a list, links to a list style followed."""
        for _ in range(5):
            item = self._numbers.get(number)
            link = item.find(f"{W}abstractNumId") if item is not None else None
            identity = link.get(f"{W}val", "") if link is not None else ""
            abstract = self._abstract.get(identity)
            style = abstract.find(f"{W}numStyleLink") if abstract is not None else None
            if style is None:
                return identity, abstract
            wanted = style.get(f"{W}val")
            for other, candidate in self._abstract.items():
                made = candidate.find(f"{W}styleLink")
                if made is not None and made.get(f"{W}val") == wanted:
                    return other, candidate
            return identity, None
        return "", None

    def _level(self, number: str, level: int) -> Any:
        item = self._numbers.get(number)
        if item is not None:
            for override in item.findall(f"{W}lvlOverride"):
                lvl = override.find(f"{W}lvl")
                if override.get(f"{W}ilvl") == str(level) and lvl is not None:
                    return lvl
        _, abstract = self._list(number)
        if abstract is None:
            return None
        return next((lvl for lvl in abstract.findall(f"{W}lvl") if lvl.get(f"{W}ilvl") == str(level)), None)

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style, if one is."""
        for level in range(9):
            lvl = self._level(number, level)
            tied = lvl.find(f"{W}pStyle") if lvl is not None else None
            if tied is not None and tied.get(f"{W}val") == style:
                return level
        return None

    def indents(self, number: str, level: int) -> Properties:
        """Paragraph properties of a list level."""
        lvl = self._level(number, level)
        return paragraph_properties(lvl.find(f"{W}pPr")) if lvl is not None else {}

    def label(self, number: str, level: int) -> str:
        """Count one paragraph and give its label ("" for bullets)."""
        lvl = self._level(number, level)
        if lvl is None:
            return ""
        identity, _ = self._list(number)
        counters = self._counters.setdefault(identity, {})
        restart = self._restart(number, level)
        if restart is not None and (number, level) not in self._started:
            counters.pop(level, None)
        self._started.add((number, level))
        start = restart if restart is not None else self._start(lvl)
        counters[level] = counters[level] + 1 if level in counters else start
        for deeper in [key for key in counters if key > level]:
            del counters[deeper]
        if _value(lvl, "numFmt", "decimal") == "bullet":
            return ""

        def filled(match: re.Match[str]) -> str:
            wanted = int(match.group(1)) - 1
            source = self._level(number, wanted)
            if source is None:
                return ""
            return printed(counters.get(wanted, self._start(source)), _value(source, "numFmt", "decimal"))

        return re.sub(r"%(\d)", filled, _value(lvl, "lvlText", ""))

    def _start(self, lvl: Any) -> int:
        value = _value(lvl, "start", "1")
        return int(value) if value.lstrip("-").isdigit() else 1

    def _restart(self, number: str, level: int) -> int | None:
        item = self._numbers.get(number)
        for override in item.findall(f"{W}lvlOverride") if item is not None else ():
            start = override.find(f"{W}startOverride")
            if override.get(f"{W}ilvl") == str(level) and start is not None:
                return int(start.get(f"{W}val", "1"))
        return None


def _value(lvl: Any, name: str, default: str) -> str:
    child = lvl.find(W + name)
    return child.get(f"{W}val", default) if child is not None else default
