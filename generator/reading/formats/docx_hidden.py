"""Words of a DOCX that no reader of the printed page sees: they are no part of the guide."""

from __future__ import annotations

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SMALLEST = 4  # half-points: two points and less cannot be read
_OFF = ("0", "false", "off")
_PAPER = ("FFFFFF", "AUTO")


def unseen(run: Any) -> bool:
    """Whether a run (`w:r`) is hidden (ECMA-376 part 1, 17.3.2.41 `vanish`), too small to read, or white on paper."""
    look = run.find(f"{_W}rPr")
    if look is None:
        return False
    vanish = look.find(f"{_W}vanish")
    if vanish is not None and vanish.get(f"{_W}val") not in _OFF:
        return True
    size = (_value(look, "sz") or "").split(".")[0]
    if size.isdigit() and int(size) <= _SMALLEST:
        return True
    return (_value(look, "color") or "").upper() == "FFFFFF" and not _on_colour(run, look)


def _on_colour(run: Any, look: Any) -> bool:
    """Whether something dark may lie under the run: a highlight, a shade, a table (its style may shade) or a box."""
    if look.find(f"{_W}highlight") is not None or _shaded(look):
        return True
    for above in run.iterancestors():
        if above.tag in (f"{_W}tc", f"{_W}txbxContent"):
            return True
        # a style may shade its paragraphs
        if above.tag == f"{_W}p" and (properties := above.find(f"{_W}pPr")) is not None:
            return _shaded(properties) or properties.find(f"{_W}pStyle") is not None
    return False


def _shaded(properties: Any) -> bool:
    shade = properties.find(f"{_W}shd")
    return shade is not None and (shade.get(f"{_W}fill") or "auto").upper() not in _PAPER


def _value(look: Any, name: str) -> str | None:
    found = look.find(f"{_W}{name}")
    return found.get(f"{_W}val") if found is not None else None
