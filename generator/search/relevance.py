"""When nothing relevant is in the library: told from what the best passages share with the query."""

from __future__ import annotations

from typing import NamedTuple

# e5 similarities are all high; what separates is how close the best passage comes. Set between questions about the
# starter guides and everyday questions that no guide of an office answers (recipes, sport, weather), in three languages.
CLOSE = 0.855
NEAR = 0.815
SHARED = 0.5


class Evidence(NamedTuple):
    """Of the best five passages: the highest cosine; the share (by rarity) of query words the library knows; the
    largest share of the query's words in one passage; whether vectors were asked at all."""

    similarity: float
    known: float
    overlap: float
    semantic: bool


def relevant(found: Evidence) -> bool:
    """Close in meaning, or near in meaning and sharing words, or (by words alone) sharing most words."""
    if not found.semantic:
        return found.overlap >= SHARED and found.known >= SHARED
    if found.similarity >= CLOSE:
        return True
    return found.similarity >= NEAR and found.overlap >= SHARED and found.known >= SHARED
