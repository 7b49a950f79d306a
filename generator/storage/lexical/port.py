"""What a lexical index does, and how the terms of a query are chosen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

# Postings read for one query. At 100,000 passages a common syllable alone has more; pairs and rare words decide.
POSTINGS = 3_500
AT_LEAST = 2


class Entry(NamedTuple):
    """What is indexed of one passage: its row number, its text, and the titles above it."""

    n: int
    text: str
    head: str


class LexicalIndex(Protocol):
    """Search by words. Scores are ≥ 0, higher is better."""

    def add(self, connection: Connection, entries: Sequence[Entry]) -> None: ...
    def remove(self, connection: Connection, entries: Sequence[Entry]) -> None: ...
    def search(
        self, query: str, k: int, *, guide_ids: Sequence[str] = (), folded: bool | None = None
    ) -> list[tuple[str, float]]: ...
    def rarity(self, terms: Sequence[str], *, folded: bool) -> dict[str, float]:
        """How rare words, and pairs of words joined by an underscore, are; 0 for those the library never writes."""
        ...

    def alike(self, word: str, *, folded: bool) -> dict[str, int]:
        """Words of the library of nearly the same length, with the number of passages that hold them."""
        ...

    def coverage(self, query: str, *, folded: bool | None = None) -> float:
        """Share (0–1), weighted by rarity, of the query's words that the library knows at all."""
        ...


def idf(df: int, total: int) -> float:
    """Rarity of a term as BM25 weighs it."""
    return math.log(1 + (total - df + 0.5) / (df + 0.5))


def choose(frequencies: dict[str, int], budget: int = POSTINGS) -> list[str]:
    """The rarest terms whose postings fit the budget, at least two."""
    known = sorted((df, term) for term, df in frequencies.items() if df > 0)
    chosen: list[str] = []
    spent = 0
    for df, term in known:
        if chosen and len(chosen) >= AT_LEAST and spent + df > budget:
            break
        chosen.append(term)
        spent += df
    return chosen
