"""Illness, disability and the like said of a person; advice for everybody about the same illness is none.

Sensitive personal data: NĐ 356/2025/NĐ-CP, Điều 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.personal_data.datum import Spot
from generator.checks.personal_data.normal import Normal
from generator.checks.personal_data.phrases import Hit, phrases

_REACH = 160


def health_conditions(normal: Normal, persons: Sequence[Spot]) -> Iterator[Spot]:
    """Conditions that the text ties to one of the persons (names or numbers) in it."""
    if not persons:
        return
    cues = [(hit.start, hit.end) for hit in phrases("health_cues").find(normal)]
    general = [(hit.start, hit.end) for hit in phrases("health_general").find(normal)]
    found: list[Spot] = []
    for hit in phrases("health").find(normal):
        if hit.label == "other":
            continue  # "lao động" is no tuberculosis
        nearby = any(abs(hit.start - spot.start) <= _REACH for spot in persons)
        if not nearby or any(0 <= hit.start - end <= 16 for _, end in general):
            continue
        cued = any(0 <= hit.start - end <= 24 and "\n" not in normal.clean[end : hit.start] for _, end in cues)
        follows = phrases("health_right").at(normal, hit.after) if _inside(normal, hit) else None
        right = follows is not None or re.match(r"\s*\(", normal.folded[hit.end :]) is not None
        listed = re.search(r"[,;:|\t(\-]\s*(?:benh\s)?$", normal.folded[max(0, hit.start - 8) : hit.start]) is not None
        if cued or right or listed or _same_sentence(normal, hit, persons):
            found.append(_widened(normal, hit))
    yield from _joined(normal, found)


_JOIN = re.compile(r"\s?[,/&+]\s?|\s(?:va|kem|and|with|और)\s")
_STOP = re.compile(r"[.!?।;]\s|\n")


def _same_sentence(normal: Normal, hit: Hit, persons: Sequence[Spot]) -> bool:
    return any(spot.end <= hit.start and _STOP.search(normal.clean, spot.end, hit.start) is None for spot in persons)


def _joined(normal: Normal, found: Sequence[Spot]) -> Iterator[Spot]:
    """Conditions in a row are one statement about one person: "tai biến mạch máu não, liệt nửa người"."""
    last: Spot | None = None
    for spot in found:
        if last is not None and _JOIN.fullmatch(normal.folded[last.end : spot.start]):
            last = last._replace(end=spot.end)
            continue
        if last is not None:
            yield last
        last = spot
    if last is not None:
        yield last


def _inside(normal: Normal, hit: Hit) -> bool:
    return hit.after < len(normal.tokens)


def _widened(normal: Normal, hit: Hit) -> Spot:
    """The condition with its stage and degree: "advanced multiple sclerosis", "suy thận mạn giai đoạn cuối"."""
    first, after = hit.first, hit.after
    while first > 0 and (before := _before(normal, first)) is not None:
        first = before
    while after < len(normal.tokens):
        more = phrases("health_after").at(normal, after)
        extra = phrases("health").at(normal, after)
        step = more or extra
        gap = normal.clean[normal.tokens[after - 1].end : normal.tokens[after].start]
        if step is not None and gap in (" ", " ("):
            after = step.after
        elif gap == " " and re.match(
            r"giai doan|do|stage|type|tuyp|tip|muc", normal.folded[normal.tokens[after].start :]
        ):
            tail = re.match(
                r"(?:giai doan|do|stage|type|tuyp|tip|muc(?: do)?) (?:\d|[iv]+|nang|nhe|cuoi|dau)\b",
                normal.folded[normal.tokens[after].start :],
            )
            if tail is None:
                break
            after += len(tail.group().split())
        else:
            break
    end = normal.tokens[after - 1].end
    start = normal.tokens[first].start
    bracket = re.match(r" \([^()\n]{2,24}\)", normal.clean[end:])
    if bracket and phrases("health").find(Normal(bracket.group())):
        end += bracket.end()
    return Spot("health_condition", start, end, 3)


def _before(normal: Normal, first: int) -> int | None:
    gap = normal.clean[normal.tokens[first - 1].end : normal.tokens[first].start]
    if gap not in (" ", "-"):
        return None
    hit = phrases("health_before").at(normal, first - 1)
    return (
        first - 1
        if hit is not None and hit.after == first and normal.tokens[first - 1].fold not in ("benh", "chung")
        else None
    )
