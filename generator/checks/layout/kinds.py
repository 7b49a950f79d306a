"""The 29 kinds of administrative documents (NĐ 30/2020, Điều 7) and their abbreviations (Phụ lục III, Mục I)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.checks.layout.lines import plain


class Kind(NamedTuple):
    """`abbr` is "" for a kind that has none (công văn, thư công) and None where the decree names none."""

    id: str
    name: str
    abbr: str | None


@cache
def kinds() -> dict[str, Kind]:
    """`plain` name → kind."""
    rows = json.loads((Path(__file__).parent / "kinds.json").read_text("utf-8"))
    return {plain(name): Kind(key, name, row["abbr"]) for key, row in rows.items() for name in row["names"]}


def kind_titled(key: str) -> Kind | None:
    """The kind whose name a title is, or opens with; the longest name wins."""
    letters = key.strip(" :.")
    spaced = letters.replace(" ", "")
    for name in sorted(kinds(), key=len, reverse=True):
        if letters == name or spaced == name.replace(" ", "") or letters.startswith(name + " "):
            return kinds()[name]
    return None


def abbreviations() -> set[str]:
    """All abbreviations of kinds."""
    return {kind.abbr for kind in kinds().values() if kind.abbr}
