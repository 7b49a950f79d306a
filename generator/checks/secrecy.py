"""Secrecy marks: does the text carry one of the three levels, or does it only talk about them?

Levels: Luật Bảo vệ bí mật nhà nước 117/2025/QH15 (Tuyệt mật, Tối mật, Mật); stamps: NĐ 30/2020/NĐ-CP, Phụ lục III,
ô 10a. "MẬT" alone is a trap (mật khẩu, bảo mật, mật ong, mật độ), and laws and lessons name the levels all the time:
a mark counts when it stands alone on its line, follows "Độ mật:", or is said of a document that is at hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from generator.checks.personal_data.normal import Normal, spelling
from generator.checks.personal_data.phrases import Hit, Phrases

Level = Literal["TUYỆT MẬT", "TỐI MẬT", "MẬT"]
LEVELS: tuple[Level, ...] = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
_ENOUGH = 2  # a mark with at least this much evidence is the document's own
_FORBIDS = re.compile(r"[\s\-*+•]*(?:khong|dung|cam|tranh|nghiem cam|tuyet doi khong|do not|don't|never)\b")
_MAT = spelling("mật")
_SPACED = re.compile(r"(?<!\w)(?<!\w )(?:(T U Y Ệ T)\s+|(T Ố I)\s+)?M Ậ T(?!\w| \w )")
# Envelopes of secret papers carry a letter in the place of the words.
_ENVELOPE = re.compile(r"\bbi\b[^.\n]{0,30}\b(?:chu|ky hieu|dau|dong dau|in)\s+\"?([abc])\"?(?![a-z])")
_ENVELOPES: dict[str, Level] = {"a": "TUYỆT MẬT", "b": "TỐI MẬT", "c": "MẬT"}
_NUMBER = re.compile(r"\b\d{1,4}\s?[/-]\s?(?:\d{4}/)?[A-ZĐ]{2,}(?:[-/][A-ZĐ]{2,})*")
_ALONE = re.compile(r"[ \t|*_#>\"\-=\[\]().]*$")
_LABEL = re.compile(
    r"(?:do mat|muc do mat|secrecy(?: level)?|(?:security )?classification|classified as|level of secrecy|"
    r"गोपनीयता(?: स्तर)?)"
    r"\s*(?:la|is)?\s*[:=\-|]\s*[\"*]?$"
)
_BREAK = re.compile(r"[.!?।;]\s|\n")


class Mark(NamedTuple):
    """A level named in the text: code points as given; `own` tells that the text itself is so marked."""

    level: Level
    start: int
    end: int
    own: bool


class Secrecy(NamedTuple):
    """What was found: the level the text carries, or None; every mention; notes of limited circulation."""

    level: Level | None
    marks: tuple[Mark, ...]
    circulation: tuple[tuple[int, int], ...]


def secrecy(text: str, normal: Normal | None = None) -> Secrecy:
    """The secrecy marks of a text. `normal` is the text made matchable, when the caller has it."""
    normal = normal or Normal(text)
    found = [*_named(normal), *_bare(normal), *_odd(normal)]
    judged = [Mark(level, *normal.place(start, end), _weigh(normal, level, start, end, found) >= _ENOUGH)
              for level, start, end in found]  # fmt: skip
    own = [mark.level for mark in judged if mark.own]
    level = next((level for level in LEVELS if level in own), None)
    limited = tuple(normal.place(hit.start, hit.end) for hit in _words("circulation").find(normal))
    return Secrecy(level, tuple(sorted(judged, key=lambda mark: mark.start)), limited)


@cache
def _lexicon() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return data


@cache
def _words(name: str) -> Phrases:
    entry = _lexicon()[name]
    return Phrases(entry if isinstance(entry, dict) else {name: entry})


def _named(normal: Normal) -> Iterator[tuple[Level, int, int]]:
    """ "Tuyệt mật", "Tối mật" and their translations."""
    for hit in _words("levels").find(normal):
        # without marks "toi mat" is also "tôi mất": then it must shout, or follow a word for a stamp
        doubtful = not normal.marked and normal.folded[hit.start : hit.end].startswith("toi")
        if not doubtful or normal.tokens[hit.first].shouted or _preceded(normal, hit.first, "stamps"):
            yield _level(hit), hit.start, hit.end
    longer = [(hit.start, hit.end) for hit in _words("levels").find(normal)]
    for hit in _words("translated").find(normal):
        if any(start <= hit.start and hit.end <= end for start, end in longer):
            continue
        if _preceded(normal, hit.first, "stamps") or _followed(normal, hit.after, "stamps"):
            yield _level(hit), hit.start, hit.end


def _level(hit: Hit) -> Level:
    return next(level for level in LEVELS if level == hit.label)


def _bare(normal: Normal) -> Iterator[tuple[Level, int, int]]:
    """The single word "Mật" where it can be a level: a line of its own, after "Độ mật", a stamp or a paper."""
    before, after = (frozenset(map(spelling, _lexicon()[name])) for name in ("compound_before", "compound_after"))
    for place, token in enumerate(normal.tokens):
        if token.fold != "mat" or not (token.exact == _MAT or _unmarked(normal, place)):
            continue
        previous = normal.tokens[place - 1] if place else None
        following = normal.tokens[place + 1] if place + 1 < len(normal.tokens) else None
        close = previous is not None and normal.clean[previous.end : token.start] in (" ", "  ")
        if previous is not None and close and (previous.exact in before or previous.fold in ("tuyet", "toi")):
            continue
        if following is not None and normal.clean[token.end : following.start] == " " and following.exact in after:
            continue
        if _label(normal, place):
            continue
        stamped = _preceded(normal, place, "stamps") or _preceded(normal, place, "papers")
        if (
            _alone(normal, token.start, token.end)
            or _labelled(normal, token.start)
            or _quoted(normal, token.start, token.end)
            or stamped
            or token.shouted
        ):
            yield "MẬT", token.start, token.end


def _unmarked(normal: Normal, place: int) -> bool:
    """ "mat" typed without its marks is also "mất" (lost): it must shout, or stand between a paper and its number."""
    token = normal.tokens[place]
    if token.exact != "mat" or token.shouted:
        return token.exact == "mat"
    numbered = re.match(r" (?:so:? ?)?\d{1,4}[/-][a-z]{2}", normal.folded[token.end :]) is not None
    return not normal.marked and numbered and _preceded(normal, place, "papers")


def _odd(normal: Normal) -> Iterator[tuple[Level, int, int]]:
    """Stamps that scanning spaced out ("M Ậ T"), and the letter on an envelope."""
    for match in _SPACED.finditer(normal.clean):
        yield ("TUYỆT MẬT" if match[1] else "TỐI MẬT" if match[2] else "MẬT"), match.start(), match.end()
    for match in _ENVELOPE.finditer(normal.folded):
        yield _ENVELOPES[match[1]], match.start(1), match.end(1)


def _label(normal: Normal, place: int) -> bool:
    """Whether this "mật" is the one of the label "Độ mật:"."""
    return (
        place > 0
        and normal.tokens[place - 1].exact in (spelling("độ"), "do")
        and (
            re.match(
                r"\s*(?:[:=\-|]|la\b|cua\b|tuyet|toi|mat\b|gom|nao|thi|duoc|va\b|[,?)\]\"'.]|$)",
                normal.folded[normal.tokens[place].end :],
            )
            is not None
        )
    )


def _quoted(normal: Normal, start: int, end: int) -> bool:
    """Whether the word stands alone in quotation marks or brackets."""
    return normal.clean[max(0, start - 1) : start] in tuple("\"'([") and normal.clean[end : end + 1] in tuple("\"')]")


def _preceded(normal: Normal, first: int, name: str) -> bool:
    """Whether a word of that list stands right before, an opening quote or "là" between at most."""
    for back in (1, 2, 3, 4):
        start = first - back
        if start < 0:
            return False
        hit = _words(name).at(normal, start)
        if hit is not None and re.fullmatch(
            r"[\s\"'(:\-]*(?:la |as |o |muc )?[\"'(]?", normal.folded[hit.end : normal.tokens[first].start]
        ):
            return True
    return False


def _followed(normal: Normal, after: int, name: str) -> bool:
    if after >= len(normal.tokens):
        return False
    return _words(name).at(normal, after) is not None and normal.tokens[after].start - normal.tokens[after - 1].end <= 3


def _alone(normal: Normal, start: int, end: int) -> bool:
    """Whether the mark is all that its line holds."""
    opening = normal.clean.rfind("\n", 0, start) + 1
    closing = normal.clean.find("\n", end)
    closing = len(normal.clean) if closing < 0 else closing
    line = normal.clean[opening:start], normal.clean[end:closing]
    return all(_ALONE.fullmatch(part) is not None for part in line) and len(normal.clean.strip()) > end - start + 4


def _labelled(normal: Normal, start: int) -> bool:
    return _LABEL.search(normal.folded[max(0, start - 30) : start]) is not None


def _weigh(normal: Normal, level: Level, start: int, end: int, found: list[tuple[Level, int, int]]) -> int:
    """Evidence that the text itself is marked: signs of a document at hand, less signs of talk about levels."""
    opening, closing = _sentence(normal, start, end)
    strong = _alone(normal, start, end) or _labelled(normal, start)
    shouts = normal.clean[start:end].isupper()
    weight = 4 if strong else 1 + shouts
    # "tài liệu mật" in passing: what is at hand must be said in the same sentence; a stamp speaks for the whole text
    scope = (
        (0, len(normal.clean))
        if strong or shouts or level != "MẬT" or _quoted(normal, start, end)
        else (opening, closing)
    )
    weight += 2 * _has(normal, "at_hand", *scope) + _has(normal, "handled", *scope)
    weight += _NUMBER.search(normal.clean, max(0, start - 60), end + 60) is not None
    if _NUMBER.search(normal.clean, opening, start) is None or not strong:
        weight -= 3 * _has(normal, "about", opening, closing)
    weight -= 4 * (_FORBIDS.match(normal.folded, opening) is not None)
    weight -= 4 * _has(normal, "denied", max(opening, start - 40), min(closing, end + 12))
    others = [s for other, s, _ in found if other != level and opening <= s < closing and abs(s - start) < 60]
    weight -= 4 * any(not _translation(normal, start, end, other) for other in others)
    return weight


def _translation(normal: Normal, start: int, end: int, other: int) -> bool:
    """Whether the other mark only repeats this one in brackets."""
    between = normal.clean[min(end, other) : max(start, other)]
    return len(between) <= 4 and "(" in between


def _has(normal: Normal, name: str, start: int, end: int) -> bool:
    return any(start <= hit.start and hit.end <= end for hit in _words(name).find(normal))


def _sentence(normal: Normal, start: int, end: int) -> tuple[int, int]:
    breaks = [m.end() for m in _BREAK.finditer(normal.clean, 0, start)]
    following = _BREAK.search(normal.clean, end)
    return (breaks[-1] if breaks else 0), (following.start() + 1 if following else len(normal.clean))
