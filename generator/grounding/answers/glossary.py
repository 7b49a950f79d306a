"""Words that say the same, in one language and across the three: a question and a guide rarely choose the same ones."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from generator.domain.base import Language
from generator.grounding.answers.lexicon import Phrases
from generator.grounding.answers.tokens import find, phrase


@cache
def _groups(language: Language, bare: bool) -> tuple[Phrases, ...]:
    rows: list[dict[str, list[str]]] = json.loads(Path(__file__).with_name("glossary.json").read_text("utf-8"))
    return tuple(tuple({phrase(entry, language, bare=bare) for entry in row[language]}) for row in rows)


def same_meaning(keys: list[str], language: Language, *, bare: bool = False) -> dict[int, frozenset[int]]:
    """Place of a word → the groups that hold it, alone or in a phrase that stands there; the longest phrase speaks."""
    claimed: dict[int, tuple[int, set[int]]] = {}
    for group, phrases in enumerate(_groups(language, bare)):
        for wanted in phrases:
            at = find(keys, wanted)
            while at >= 0:
                for place in range(at, at + len(wanted)):
                    length, groups = claimed.get(place, (0, set()))
                    if len(wanted) > length:
                        claimed[place] = (len(wanted), {group})
                    elif len(wanted) == length:
                        groups.add(group)
                at = find(keys, wanted, at + 1)
    return {place: frozenset(groups) for place, (_, groups) in claimed.items()}


def alternatives(groups: frozenset[int], language: Language, *, bare: bool = False) -> dict[int, Phrases]:
    """The phrases of those groups in one language."""
    known = _groups(language, bare)
    return {group: known[group] for group in groups}
