"""Evidence fitted to the model's context: by rank, and spread over the guides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from generator.domain.passage import Passage
from generator.domain.sentences import sentence_spans

# Characters in a token, low on purpose: vocabularies made for English cut Vietnamese and Hindi into small pieces.
_PER_TOKEN = {"vi": 2.0, "en": 3.5, "hi": 1.2}
SHORTEST = 200  # characters of a passage that is worth cutting


def tokens(text: str, language: str) -> int:
    """About how many tokens the text takes, rather too many than too few."""
    return int(len(text) / _PER_TOKEN[language]) + 1


def spread(ranked: Sequence[Passage]) -> list[Passage]:
    """The best passage of each guide, then the second of each …; guides in the order of their best."""
    by_guide: dict[str, list[Passage]] = {}
    for passage in ranked:
        by_guide.setdefault(passage.guide_id, []).append(passage)
    return [passage for row in zip_longest(*by_guide.values()) for passage in row if passage is not None]


def fit(first: Sequence[Passage], ranked: Sequence[Passage], budget: int) -> list[tuple[Passage, str]]:
    """Passages with the words of each that fit into `budget` tokens: those of `first` in their order, then the ranked
    ones spread over their guides, each passage once. A passage too long for what is left is cut after a sentence."""
    chosen: list[tuple[Passage, str]] = []
    seen: set[str] = set()
    for passage in (*first, *spread(ranked)):
        if passage.id in seen:
            continue
        seen.add(passage.id)
        text = passage.text
        if tokens(text, passage.language) > budget:
            text = _cut(text, int(budget * _PER_TOKEN[passage.language]))
        if text:
            chosen.append((passage, text))
            budget -= tokens(text, passage.language)
    return chosen


def _cut(text: str, most: int) -> str:
    """The sentences that end within `most` characters, "" when they are hardly worth it."""
    ends = [end for _, end in sentence_spans(text) if end <= most]
    return text[: ends[-1]] if ends and ends[-1] >= SHORTEST else ""
