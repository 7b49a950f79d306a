"""Where each component stands, so that a teaching template can explain it beside the place."""

from __future__ import annotations

from typing import Any


class Shown:
    """The first paragraph of every component, by its name."""

    def __init__(self) -> None:
        self.places: dict[str, Any] = {}

    def at(self, name: str, paragraph: Any) -> None:
        """Remember the place; the first one counts."""
        self.places.setdefault(name, paragraph)
