"""Marks put back on a query typed without them, from the words of the passages that match it without marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from generator.domain.text import fold_accents, words


def restore(query: str, texts: Iterable[str]) -> str:
    """The query with each word in the form those texts use, pairs of words deciding before single ones.

    Words that stand in none of the texts stay as typed.
    """
    wanted = words(query)
    keys = set(wanted)
    single: dict[str, Counter[str]] = {}
    double: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for rank, text in enumerate(texts):
        weight = max(1, 10 - rank)  # the best match speaks loudest
        marked = words(text)
        plain = [fold_accents(word) for word in marked]
        for exact, bare in zip(marked, plain, strict=True):
            if bare in keys:
                single.setdefault(bare, Counter())[exact] += weight
        for (first, second), pair in zip(pairwise(marked), pairwise(plain), strict=True):
            if pair[0] in keys and pair[1] in keys:
                double.setdefault(pair, Counter())[(first, second)] += weight
    return " ".join(_best(wanted, number, single, double) for number in range(len(wanted)))


def _best(
    wanted: list[str],
    number: int,
    single: dict[str, Counter[str]],
    double: dict[tuple[str, str], Counter[tuple[str, str]]],
) -> str:
    votes: Counter[str] = Counter()
    if number + 1 < len(wanted):
        for (first, _), count in double.get((wanted[number], wanted[number + 1]), Counter()).items():
            votes[first] += count
    if number:
        for (_, second), count in double.get((wanted[number - 1], wanted[number]), Counter()).items():
            votes[second] += count
    votes = votes or single.get(wanted[number], Counter())
    return votes.most_common(1)[0][0] if votes else wanted[number]
