"""Message catalogues: every sentence a user sees, in Vietnamese, English and Hindi.

One TOML file per room and language (`vi/errors.toml` …); a key is `room.table.name`. Placeholders are `{name}`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def _room(language: str, room: str) -> dict[str, Any]:
    with (_HERE / language / f"{room}.toml").open("rb") as file:
        return tomllib.load(file)


def lookup(key: str, language: str) -> Any:
    """The raw entry (sentence, list or table) under `room.path.to.entry`. Raises KeyError when there is none."""
    room, *path = key.split(".")
    entry: Any = _room(language, room)
    for name in path:
        entry = entry[name]
    return entry


def say(key: str, language: str = "vi", **details: object) -> str:
    """The sentence under that key in that language, its placeholders filled. Raises KeyError for an unknown key."""
    sentence = lookup(key, language)
    if not isinstance(sentence, str):
        raise KeyError(key)
    return sentence.format(**details) if details else sentence


def rooms() -> list[str]:
    """Names of all catalogues."""
    return sorted(path.stem for path in (_HERE / "vi").glob("*.toml"))
