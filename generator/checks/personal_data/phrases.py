"""Word lists that are matched on words, not on letters: "cm" is not found inside "CMND"."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from generator.checks.personal_data.normal import Normal, Token

_SHORT = 4  # in an English text a Vietnamese word without its marks must be longer than the usual English ones


class Hit(NamedTuple):
    """A phrase found: its place in `clean`, its label, its first and next token."""

    start: int
    end: int
    label: str
    first: int
    after: int


Entry = tuple[tuple[str, ...], tuple[str, ...], str]


class Phrases:
    """Phrases with labels, compared without case; the longest phrase at a place wins.

    Marks count where the text has them: "Tô" is not "tổ", but in a text typed without marks "to" is.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._by_first: dict[str, list[Entry]] = {}
        for label, phrases in lists.items():
            for phrase in phrases:
                tokens = Normal(phrase).tokens
                folds, spelled = tuple(t.fold for t in tokens), tuple(t.exact for t in tokens)
                self._by_first.setdefault(folds[0], []).append((folds, spelled, label))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, normal: Normal, first: int) -> Hit | None:
        """The longest phrase that begins with that token."""
        tokens = normal.tokens
        for folds, spelled, label in self._by_first.get(tokens[first].fold, ()):
            after = first + len(folds)
            if after > len(tokens):
                continue
            if all(
                tokens[first + k].fold == fold
                and _same(tokens[first + k], spelled[k], normal)
                and (k == 0 or _near(normal.folded, tokens[first + k - 1].end, tokens[first + k].start))
                for k, fold in enumerate(folds)
            ):
                return Hit(tokens[first].start, tokens[after - 1].end, label, first, after)
        return None

    def find(self, normal: Normal) -> list[Hit]:
        """All phrases in reading order, without overlaps."""
        hits, blocked = [], 0
        places = sorted(place for word in normal.at.keys() & self._by_first.keys() for place in normal.at[word])
        for place in places:
            if place >= blocked and (hit := self.at(normal, place)) is not None:
                hits.append(hit)
                blocked = hit.after
        return hits

    def everywhere(self, normal: Normal) -> list[Hit]:
        """All phrases in reading order, overlapping ones too: the longest at each place."""
        places = sorted(place for word in normal.at.keys() & self._by_first.keys() for place in normal.at[word])
        return [hit for place in places if (hit := self.at(normal, place)) is not None]


def _same(token: Token, spelled: str, normal: Normal) -> bool:
    """Whether the word is that word: spelled so, or typed without marks where nothing in the text has them.

    Capitals lose their marks easily (SDT, CHU TICH), so a word in capitals may lack them too.
    """
    if token.exact == spelled:
        return True
    if token.exact != token.fold or (not token.shouted and normal.marked_near(token)):
        return False
    return not normal.english or len(spelled) > _SHORT


def _near(text: str, start: int, end: int) -> bool:
    between = text[start:end]
    return len(between) <= 2 and not any(ch in between for ch in "\n,;:()")


@cache
def lexicon() -> dict[str, Any]:
    """The word lists of this package."""
    data: dict[str, Any] = json.loads((Path(__file__).parent / "lexicon.json").read_text("utf-8"))
    return data


@cache
def phrases(name: str) -> Phrases:
    """A word list of the lexicon (a table of lists, or one list) made ready to match."""
    entry = lexicon()[name]
    return Phrases(entry if isinstance(entry, dict) else {name: entry})


@cache
def wordset(name: str) -> frozenset[str]:
    """A list of single words of the lexicon, as they compare."""
    return frozenset(Normal(word).folded for word in lexicon()[name])
