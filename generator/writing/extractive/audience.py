"""What changes with the audience: pace, number of sections, shares of the session."""

from __future__ import annotations

from typing import NamedTuple

from generator.domain.lesson import Audience, Brief


class Shape(NamedTuple):
    """`pace`: words of content in a minute of content time; `sections`: at most; `practice`: share of the session;
    `summary`: most points of the summary."""

    pace: int
    sections: int
    practice: float
    summary: int


# Our own teaching practice: what can be read aloud, explained and asked about in a minute.
_SHAPES: dict[Audience, Shape] = {
    "officials": Shape(26, 7, 0.22, 9),
    "leaders": Shape(28, 5, 0.17, 7),
    "party_cell": Shape(26, 4, 0.17, 6),
    "traders": Shape(17, 4, 0.28, 6),
    "farmers": Shape(17, 4, 0.28, 6),
    "workers": Shape(18, 4, 0.25, 6),
    "elderly": Shape(14, 4, 0.30, 5),
    "volunteers": Shape(22, 6, 0.28, 8),
}
_LEVEL = {"basic": 0.9, "intermediate": 1.0, "advanced": 1.15}
OPEN, CHECK, CLOSE = 0.08, 0.10, 0.06


def shape(brief: Brief) -> Shape:
    """The shape of a lesson for this brief."""
    return _SHAPES[brief.audience]


def content_minutes(brief: Brief) -> int:
    """Minutes left for content when opening, practice, check and close have theirs."""
    return max(5, round(brief.minutes * (1 - OPEN - CHECK - CLOSE - shape(brief).practice)))


def word_budget(brief: Brief) -> int:
    """Words of content the session carries."""
    return round(content_minutes(brief) * shape(brief).pace * _LEVEL[brief.level])


def section_count(brief: Brief) -> int:
    """At most this many content sections: about seven minutes each, at least two."""
    return max(2, min(shape(brief).sections, content_minutes(brief) // 7))
