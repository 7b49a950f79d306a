"""When nothing relevant is in the library: told from what the best passages share with the query."""

from __future__ import annotations

from typing import NamedTuple

# e5's cosines are all high (0.75–0.92), so words speak too. The bounds keep 99 % of the questions of the three XQuAD
# dev sets on their own articles, and refuse a third to a half of those questions asked of guides of an office.
WORDS = 0.1
BOUND_MARKED = 0.865  # Vietnamese: short words, most of them known to any library
BOUND = 0.835
# A query in another language than the passages: cosines of right passages start lower, and names are all the words
# they share. 0.765 keeps 98 % of Vietnamese questions on their English articles and refuses two thirds of the others.
FOREIGN = 0.35
UNSHARED = 0.15
BOUND_FOREIGN = 0.765
SHARED = 0.5


class Evidence(NamedTuple):
    """Of the best five passages: the highest cosine; the share (by rarity) of query words the library knows; the
    largest share of the query's words in one passage; whether vectors were asked at all; whether the query is
    Vietnamese; whether none of the passages is in the query's language."""

    similarity: float
    known: float
    overlap: float
    semantic: bool
    vietnamese: bool = False
    foreign: bool = False


def relevant(found: Evidence) -> bool:
    """Near in meaning and words together; by words alone, sharing most of them."""
    if not found.semantic:
        return found.overlap >= SHARED and found.known >= SHARED
    unshared = found.known < FOREIGN or found.known * found.overlap < UNSHARED
    if found.foreign or (unshared and not found.vietnamese):
        return found.similarity >= BOUND_FOREIGN
    return found.similarity + WORDS * found.known * found.overlap >= (BOUND_MARKED if found.vietnamese else BOUND)
