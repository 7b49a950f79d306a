"""Drawn things: horizontal lines and text boxes, in DrawingML and in VML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.checks.layout.lines import Drawn, Section
from generator.checks.layout.package import MC, WP, WPS, A, V, W

_EMU_TWIP = 635.0
_FLAT = 60.0  # twips (3 pt): a shape no taller than this is a line
_SHORT = 250.0  # twips: shorter is a speck
_LINES = ("line", "straightConnector1", "lineInv", "bentConnector2", "bentConnector3")
_UNIT = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 1440 / 25.4, "px": 15.0, "pc": 240.0, "": 20.0}


@dataclass
class TextBox:
    """A floating text: its paragraphs' parent, whether an outline is drawn, where its middle is (share of width)."""

    content: Any
    outlined: bool
    x: float | None


def chosen(element: Any) -> Iterator[Any]:
    """Descendants, of each alternative content only the first choice."""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            branch = choice if choice is not None and len(choice) else child.find(f"{MC}Fallback")
            if branch is not None:
                yield from chosen(branch)
            continue
        yield child
        yield from chosen(child)


def drawn_lines(run: Any, section: Section) -> list[Drawn]:
    """The horizontal lines anchored in a run."""
    found: list[Drawn] = []
    for element in chosen(run):
        if element.tag in (f"{WP}anchor", f"{WP}inline"):
            found += _drawing(element, section)
        elif element.tag.startswith(V) and (line := _vml(element, section)) is not None:
            found.append(line)
    return found


def _drawing(anchor: Any, section: Section) -> list[Drawn]:
    if next(anchor.iter(f"{W}txbxContent"), None) is not None:
        return []
    extent = anchor.find(f"{WP}extent")
    width = float(extent.get("cx", "0")) / _EMU_TWIP if extent is not None else 0.0
    height = float(extent.get("cy", "0")) / _EMU_TWIP if extent is not None else 0.0
    shapes = [geometry.get("prst") for geometry in anchor.iter(f"{A}prstGeom")]
    flat = height <= _FLAT and width >= _SHORT
    # A canvas or a group is as tall as its page, but the line inside it is a line.
    if not flat and not (any(shape in _LINES for shape in shapes) and (width > 4 * height or len(shapes) > 1)):
        return []
    return [Drawn(x=_middle(anchor, width, section))]


def _middle(anchor: Any, width: float, section: Section) -> float | None:
    """Middle as a share of the text width, or None when the position follows the paragraph or the cell."""
    position = anchor.find(f"{WP}positionH")
    if position is None:
        return None
    align = position.find(f"{WP}align")
    if align is not None:
        return {"left": 0.2, "right": 0.8, "center": 0.5}.get((align.text or "").strip())
    offset = position.find(f"{WP}posOffset")
    left = float(offset.text or 0) / _EMU_TWIP if offset is not None else 0.0
    if position.get("relativeFrom") in ("page", "leftMargin"):
        left -= section.margins.get("left") or 0.0
    return (left + width / 2) / max(section.text_width, 1.0)


def _vml(element: Any, section: Section) -> Drawn | None:
    name = element.tag.removeprefix(V)
    style = _style(element)
    if name == "line":
        x1, y1 = _point(element.get("from"))
        x2, y2 = _point(element.get("to"))
        flat = abs(x2 - x1) >= _SHORT and abs(y2 - y1) <= max(_FLAT, 0.1 * abs(x2 - x1))
        if not flat and element.get("from") is not None and element.get("to") is not None:
            return None
        return Drawn(x=None if "position-horizontal" in style else (x1 + x2) / 2 / max(section.text_width, 1.0))
    if name in ("shape", "rect"):
        if element.get("{urn:schemas-microsoft-com:office:office}hr") in ("t", "true"):
            return Drawn(x=None)
        if next(element.iter(f"{W}txbxContent"), None) is not None or element.find(f"{V}imagedata") is not None:
            return None
        width, height = _length(style.get("width")), _length(style.get("height"))
        connector = element.get("type", "").endswith(("_t32", "_t20"))
        if width >= _SHORT and (height <= _FLAT or connector):
            left = _length(style.get("margin-left"))
            return Drawn(
                x=None if "position-horizontal" in style else (left + width / 2) / max(section.text_width, 1.0)
            )
    return None


def text_boxes(run: Any, section: Section) -> list[TextBox]:
    """The text boxes anchored in a run, outermost only."""
    found: list[TextBox] = []
    for element in chosen(run):
        if element.tag in (f"{WP}anchor", f"{WP}inline"):
            extent = element.find(f"{WP}extent")
            width = float(extent.get("cx", "0")) / _EMU_TWIP if extent is not None else 0.0
            x = _middle(element, width, section) if element.tag == f"{WP}anchor" else None
            found += [
                TextBox(content, _outlined(shape), x)
                for shape in element.iter(f"{WPS}wsp")
                for content in shape.iter(f"{W}txbxContent")
            ]
        elif element.tag.startswith(V) and (content := element.find(f"{V}textbox/{W}txbxContent")) is not None:
            style = _style(element)
            left, width = _length(style.get("margin-left")), _length(style.get("width"))
            side = {"left": 0.2, "right": 0.8, "center": 0.5}.get(style.get("mso-position-horizontal", ""))
            x = side if side is not None else (left + width / 2) / max(section.text_width, 1.0)
            found.append(TextBox(content, element.get("stroked", "t") not in ("f", "false"), x))
    return found


def watermark(element: Any) -> str:
    """Text of WordArt (the usual "DỰ THẢO" across a page), "" when there is none."""
    return " ".join(path.get("string", "") for path in element.iter(f"{V}textpath"))


def _outlined(shape: Any) -> bool:
    properties = shape.find(f"{WPS}spPr")
    line = properties.find(f"{A}ln") if properties is not None else None
    if line is not None:
        return line.find(f"{A}noFill") is None
    return shape.find(f"{WPS}style") is not None


def _style(element: Any) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    style = {key.strip().lower(): value.strip() for key, value in pairs}
    if "mso-position-horizontal" in style:
        style["position-horizontal"] = style["mso-position-horizontal"]
    return style


def _length(value: str | None) -> float:
    match = re.fullmatch(r"\s*(-?[\d.]+)\s*(pt|in|cm|mm|px|pc|)\s*", value or "")
    return float(match.group(1)) * _UNIT[match.group(2)] if match else 0.0


def _point(value: str | None) -> tuple[float, float]:
    x, _, y = (value or "0,0").partition(",")
    return _length(x), _length(y)
