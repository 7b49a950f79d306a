"""Two attempts side by side: what was taken out, what was put in, and what that did to each part of the score."""

from __future__ import annotations

from difflib import SequenceMatcher

from generator.domain.exercise import Attempt, Comparison, PartShift


def compare(before: Attempt, after: Attempt) -> Comparison:
    """Stretches of words in reading order; parts that kept their points are left out."""
    old, new = before.prompt.split(), after.prompt.split()
    removed: list[str] = []
    added: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            removed += [" ".join(old[a:b])] if b > a else []
            added += [" ".join(new[c:d])] if d > c else []
    shifts = [
        PartShift(name=part.name, before=was.points, after=part.points)
        for was, part in zip(before.score.parts, after.score.parts, strict=True)
        if was.points != part.points
    ]
    return Comparison(before=before, after=after, removed=tuple(removed), added=tuple(added), shifts=tuple(shifts))
