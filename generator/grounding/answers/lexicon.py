"""The word lists that questions and facts are recognised by, as keys of one language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.domain.base import Language
from generator.grounding.answers.tokens import phrase

Phrases = tuple[tuple[str, ...], ...]
_PLAIN = ("limits", "fees", "free", "times", "actors", "places", "anaphora")


class Lexicon(NamedTuple):
    """What the words of one language say. `asks` and `units` are by kind; phrases are longest first."""

    asks: dict[str, Phrases]
    units: dict[str, Phrases]
    limits: Phrases
    fees: Phrases
    free: Phrases
    times: Phrases
    actors: Phrases
    places: Phrases
    anaphora: Phrases
    stop: frozenset[str]
    fillers: frozenset[str]
    numbers: frozenset[str]


@cache
def _raw() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("lexicon.json").read_text("utf-8"))
    return loaded


@cache
def lexicon(language: Language, *, bare: bool = False) -> Lexicon:
    """The lists of one language, without Vietnamese marks when `bare`."""
    raw = _raw()

    def phrases(entries: dict[str, list[str]]) -> Phrases:
        listed = entries.get(language, []) + entries.get("any", [])
        found = {phrase(entry, language, bare=bare) for entry in listed}
        return tuple(sorted(found, key=lambda keys: (-len(keys), keys)))

    def singles(entries: list[str]) -> frozenset[str]:
        return frozenset(keys[0] for entry in entries if (keys := phrase(entry, language, bare=bare)))

    return Lexicon(
        asks={kind: phrases(entries) for kind, entries in raw["asks"].items()},
        units={kind: phrases(entries) for kind, entries in raw["units"].items()},
        **{name: phrases(raw[name]) for name in _PLAIN},
        stop=singles(raw["stop"][language].split()),
        fillers=singles(raw["fillers"][language].split()),
        numbers=singles(raw["numbers"][language]),
    )
