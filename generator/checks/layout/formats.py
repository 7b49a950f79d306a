"""What a run and a paragraph really look like: styles, their ancestors, document defaults, theme fonts, table styles.

Order of Word (ECMA-376 Part 1, 17.7.2): document defaults → table style and its conditional formats → paragraph style →
numbering → character style → direct formatting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.layout.package import A, Package, W

Properties = dict[str, Any]
_TOGGLES = ("b", "i", "caps", "smallCaps", "vanish", "strike")
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_OFF = ("0", "false", "off", "none")


def is_on(element: Any) -> bool:
    """The value of an on/off element."""
    return element.get(f"{W}val", "1") not in _OFF


def number(value: str | None) -> float | None:
    """A measure as a number: "240", or "12pt" in twips (strict files write units)."""
    if value is None:
        return None
    for unit, twips in (("pt", 20.0), ("mm", 1440 / 25.4), ("cm", 1440 / 2.54), ("in", 1440.0)):
        if value.endswith(unit):
            value, factor = value[: -len(unit)], twips
            break
    else:
        factor = 1.0
    try:
        return float(value) * factor
    except ValueError:
        return None


def run_properties(element: Any) -> Properties:
    """Flat properties of an `rPr`; only what it says."""
    out: Properties = {}
    if element is None:
        return out
    for child in element:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name in _TOGGLES:
            out[name] = is_on(child)
        elif name == "rFonts":
            for slot in _SLOTS:
                if (font := child.get(W + slot)) is not None:
                    out[slot] = font
                # A theme font wins over a font named beside it.
                if (theme := child.get(W + ("cstheme" if slot == "cs" else f"{slot}Theme"))) is not None:
                    out[slot] = ("theme", theme)
        elif name == "sz" and (size := number(child.get(f"{W}val"))) is not None:
            out["size"] = size / 2
        elif name == "u":
            out["underline"] = child.get(f"{W}val", "single") not in _OFF
        elif name in ("rStyle", "color", "vertAlign", "highlight"):
            out[name] = child.get(f"{W}val")
    return out


def paragraph_properties(element: Any) -> Properties:
    """Flat properties of a `pPr`; measures in twips."""
    out: Properties = {}
    if element is None:
        return out
    for child in element:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name == "jc":
            out["jc"] = child.get(f"{W}val")
        elif name == "spacing":
            for key in ("before", "after", "line", "beforeLines", "afterLines"):
                if (value := number(child.get(W + key))) is not None:
                    out[key] = value
            for key in ("beforeAutospacing", "afterAutospacing", "lineRule"):
                if (text := child.get(W + key)) is not None:
                    out[key] = text
        elif name == "ind":
            _indents(child, out)
        elif name == "pBdr":
            for edge in ("top", "bottom", "left", "right"):
                if (side := child.find(W + edge)) is not None:
                    out[f"border_{edge}"] = side.get(f"{W}val", "none") not in ("none", "nil")
        elif name == "tabs":
            for tab in child:
                stop = number(tab.get(f"{W}pos"))
                if stop is not None:
                    out.setdefault("tabs", {})[stop] = tab.get(f"{W}val")
        elif name == "numPr":
            level, identity = child.find(f"{W}ilvl"), child.find(f"{W}numId")
            if level is not None:
                out["ilvl"] = int(level.get(f"{W}val", "0"))
            if identity is not None:
                out["numId"] = identity.get(f"{W}val")
        elif name in ("contextualSpacing", "pageBreakBefore"):
            out[name] = is_on(child)
        elif name == "framePr":
            out["frame"] = dict(child.attrib)
        elif name == "pStyle":
            out["pStyle"] = child.get(f"{W}val")
    return out


def _indents(element: Any, out: Properties) -> None:
    for key, names in {"left": ("left", "start"), "right": ("right", "end")}.items():
        for name in names:
            if (value := number(element.get(W + name))) is not None:
                out[key] = value
    for key in ("firstLineChars", "leftChars"):
        if (value := number(element.get(W + key))) is not None:
            out[key] = value
    if (hanging := number(element.get(f"{W}hanging"))) is not None:
        out["first"] = -hanging
    elif (first := number(element.get(f"{W}firstLine"))) is not None:
        out["first"] = first


class Styles:
    """The style sheet of a document. All answers are merged property tables."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, Any] = {}
        self._made: dict[tuple[str, str | None], Properties] = {}
        self._defaults: dict[str, str] = {}
        self.run_defaults: Properties = {}
        self.paragraph_defaults: Properties = {}
        self.names: dict[str, str] = {}
        root = package.tree(package.related("styles") or "word/styles.xml")
        if root is not None:
            self._read(root)
        self._theme = _theme_fonts(package)

    def _read(self, root: Any) -> None:
        self.run_defaults = run_properties(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self.paragraph_defaults = paragraph_properties(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        for style in root.findall(f"{W}style"):
            identity, kind = style.get(f"{W}styleId", ""), style.get(f"{W}type", "paragraph")
            self._styles[identity] = style
            name = style.find(f"{W}name")
            self.names[identity] = name.get(f"{W}val", "") if name is not None else identity
            if style.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[kind] = identity

    def default(self, kind: str) -> str | None:
        """The style that elements of a kind (paragraph, character, table) take when they name none."""
        return self._defaults.get(kind)

    def chain(self, identity: str | None) -> Iterator[Any]:
        """The style and what it is based on, the oldest ancestor first."""
        line: list[Any] = []
        while identity in self._styles and self._styles[identity] not in line:
            line.append(self._styles[identity])
            base = line[-1].find(f"{W}basedOn")
            identity = base.get(f"{W}val") if base is not None else None
        return iter(line[::-1])

    def run_style(self, identity: str | None) -> Properties:
        """Run properties of a paragraph or character style, ancestors merged."""
        if ("run", identity) not in self._made:
            self._made["run", identity] = merged(*(run_properties(s.find(f"{W}rPr")) for s in self.chain(identity)))
        return self._made["run", identity]

    def paragraph_style(self, identity: str | None) -> Properties:
        """Paragraph properties of a style, ancestors merged."""
        if ("paragraph", identity) not in self._made:
            chain = self.chain(identity)
            self._made["paragraph", identity] = merged(*(paragraph_properties(s.find(f"{W}pPr")) for s in chain))
        return self._made["paragraph", identity]

    def table_style(self, identity: str | None, conditions: set[str]) -> tuple[Properties, Properties]:
        """(run, paragraph) properties a table style gives to a cell for which those conditional formats hold."""
        runs: Properties = {}
        paragraphs: Properties = {}
        for style in self.chain(identity):
            runs = merged(runs, run_properties(style.find(f"{W}rPr")))
            paragraphs = merged(paragraphs, paragraph_properties(style.find(f"{W}pPr")))
        # Later kinds win over earlier ones: whole table < bands < columns < rows < corners.
        for kind in _CONDITION_ORDER:
            if kind not in conditions:
                continue
            for style in self.chain(identity):
                for part in style.findall(f"{W}tblStylePr"):
                    if part.get(f"{W}type") == kind:
                        runs = merged(runs, run_properties(part.find(f"{W}rPr")))
                        paragraphs = merged(paragraphs, paragraph_properties(part.find(f"{W}pPr")))
        return runs, paragraphs

    def table_borders(self, identity: str | None) -> Any:
        """The `tblBorders` a table style draws, or None."""
        found = None
        for style in self.chain(identity):
            if (borders := style.find(f"{W}tblPr/{W}tblBorders")) is not None:
                found = borders
        return found

    def font(self, properties: Properties, slot: str) -> str:
        """Name of the font in a slot; Word falls back to Times New Roman when nobody names one."""
        value = properties.get(slot)
        if isinstance(value, tuple):
            return self._theme.get(value[1], "") or "Times New Roman"
        return value or "Times New Roman"


_CONDITION_ORDER = (
    "wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstCol", "lastCol",
    "firstRow", "lastRow", "neCell", "nwCell", "seCell", "swCell",
)  # fmt: skip


def merged(*tables: Properties) -> Properties:
    """Later tables win; tab stops add up, and a "clear" removes one."""
    out: Properties = {}
    for table in tables:
        tabs = {**out.get("tabs", {}), **table.get("tabs", {})}
        out.update(table)
        if tabs:
            out["tabs"] = {stop: kind for stop, kind in tabs.items() if kind != "clear"}
    return out


def _theme_fonts(package: Package) -> dict[str, str]:
    root = package.tree(package.related("theme") or "word/theme/theme1.xml")
    fonts: dict[str, str] = {}
    if root is None:
        return fonts
    for level in ("major", "minor"):
        scheme = root.find(f".//{A}{level}Font")
        if scheme is None:
            continue
        latin, east, complex_ = (scheme.find(A + script) for script in ("latin", "ea", "cs"))
        for script, element in (("Ascii", latin), ("HAnsi", latin), ("EastAsia", east), ("Bidi", complex_)):
            if element is not None:
                fonts[level + script] = element.get("typeface", "")
    return fonts
