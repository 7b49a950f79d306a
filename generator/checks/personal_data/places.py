"""Home addresses: a chain of house, lane, hamlet, ward and province that a text ties to a person.

The address of an office, of a meeting or of a work site is none; a ward alone is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.checks.personal_data.datum import Spot
from generator.checks.personal_data.normal import Normal
from generator.checks.personal_data.phrases import Hit, Phrases, lexicon, phrases, wordset

_VI = Phrases({"house": lexicon()["house_vi"], "fine": lexicon()["fine_vi"], "wide": lexicon()["wide_vi"]})
_EN = Phrases({"unit": lexicon()["unit_en"], "street": lexicon()["street_en"], "area": lexicon()["area_en"]})
_DWELLINGS = frozenset(("house", "flat", "apartment", "apt", "plot", "door", "room"))
_HOUSE = re.compile(r"\d{1,4}[A-Za-z]?\d?(?:\s?[/\-]\s?\d{1,4}[A-Za-z]?){0,4}")
_JOIN = re.compile(r"\s?[,\-;(]?\s{0,2}")


class Piece(NamedTuple):
    """One component of an address: first token, token after it, how fine it is."""

    first: int
    after: int
    grade: str


def addresses(normal: Normal, persons: Sequence[Spot], taken: Sequence[Spot]) -> Iterator[Spot]:
    """Addresses of persons; none when the text names nobody."""
    if not persons:
        return
    labels = {hit.after: hit for hit in phrases("residence").find(normal)}
    blocked = [(spot.start, spot.end) for spot in taken]
    at, tokens = 0, normal.tokens
    while at < len(tokens):
        labelled = _label_before(normal, labels, at)
        beside = _beside(normal, persons, tokens[at].start)
        chain = _chain(normal, at, loose=labelled or beside, blocked=blocked)
        if not chain:
            at += 1
            continue
        start, end = tokens[chain[0].first].start, tokens[chain[-1].after - 1].end
        if _counts(normal, chain, labelled, beside, start):
            yield Spot("address", start, end, 2)
        at = chain[-1].after
    yield from _hindi(normal, labels_at=[hit.end for hit in labels.values()], blocked=blocked)


def _label_before(normal: Normal, labels: Mapping[int, Hit], first: int) -> bool:
    if first not in labels or first == 0:
        return False
    between = normal.clean[normal.tokens[first - 1].end : normal.tokens[first].start]
    return re.fullmatch(r"[\s:=\-(\"]{1,4}(?:tai\s)?", between) is not None


def _chain(normal: Normal, first: int, *, loose: bool, blocked: list[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = first
    while at < len(normal.tokens) and len(pieces) < 9:
        if pieces:
            gap = normal.clean[normal.tokens[at - 1].end : normal.tokens[at].start]
            if _JOIN.fullmatch(gap) is None:
                break
        if any(s <= normal.tokens[at].start < e for s, e in blocked):
            break
        piece = _piece(normal, at, loose=bool(pieces) or loose, started=bool(pieces))
        if piece is None:
            break
        pieces.append(piece)
        at = piece.after
    while pieces and pieces[-1].grade == "loose":  # a capitalised word at the end that no type word confirms
        last = pieces[-1]
        if len(pieces) > 1 and phrases("places").at(normal, last.first) is not None:
            break
        if len(pieces) > 1 and loose and _comma_before(normal, last.first):
            break
        pieces.pop()
    return pieces


def _comma_before(normal: Normal, first: int) -> bool:
    return "," in normal.clean[normal.tokens[first - 1].end : normal.tokens[first].start]


def _piece(normal: Normal, at: int, *, loose: bool, started: bool) -> Piece | None:
    tokens = normal.tokens
    hit = _VI.at(normal, at)
    if hit is not None and hit.after < len(tokens) and _type_word(normal, hit.first, hit.label):
        after = _value(normal, hit.after, hit.label)
        if after is not None and not (hit.label == "house" and not tokens[hit.after].figure and hit.after - at == 1):
            return Piece(at, after, hit.label)
    unit = _EN.at(normal, at)
    if unit is not None and unit.label == "unit" and unit.after < len(tokens) and tokens[unit.after].figure:
        house = _house(normal, unit.after)
        grade = "house" if unit.after - at == 1 and tokens[at].fold in _DWELLINGS else "fine"
        return Piece(at, house if house is not None else unit.after + 1, grade)
    start = at
    if tokens[at].figure:
        house = _house(normal, at)
        if house is None or house >= len(tokens):
            return None
        gap = normal.clean[tokens[house - 1].end : tokens[house].start]
        following = _VI.at(normal, house)
        if gap in (" ", ", ") and following is not None and following.label in ("fine", "house") and loose:
            return Piece(at, house, "house")
        if gap not in (" ", ", ") or not tokens[house].capital:
            return None
        at = house
    end = _capitals(normal, at, 5)
    if end == at:
        return None
    for k in range(at + 1, min(end + 1, len(tokens))):
        kind = _EN.at(normal, k)
        if (
            kind is not None
            and kind.label in ("street", "area")
            and (k < end or normal.clean[tokens[k - 1].end] == " ")
        ):
            fine = start != at or kind.label == "street"
            return Piece(start, kind.after, "fine" if fine else "wide")
    if start != at and loose:
        return Piece(start, end, "fine")
    return Piece(start, end, "loose") if started and not tokens[at].shouted else None


def _type_word(normal: Normal, first: int, label: str) -> bool:
    """One-letter short forms ("P. Nha Trang") must be capitals followed by a point or a figure."""
    token = normal.tokens[first]
    if token.end - token.start > 1:
        return True
    return label == "wide" and token.capital and normal.clean[token.end : token.end + 1] in ".0123456789"


def _value(normal: Normal, at: int, label: str) -> int | None:
    """The token after the name or number of a component."""
    tokens = normal.tokens
    gap = normal.clean[tokens[at - 1].end : tokens[at].start]
    short = tokens[at - 1].end - tokens[at - 1].start <= 2  # "P." and "TP." go on, the full stop of a sentence does not
    if gap not in (" ", "  ", ": ") and not (short and gap in (". ", ".")):
        return None
    if tokens[at].figure:
        after = _house(normal, at)
        if after is None:
            return None
        # "23 Tháng 10", "2 Tháng 4": a street named after a day
        if after + 1 < len(tokens) and tokens[after].fold == "thang" and tokens[after + 1].figure:
            return after + 2
        return after
    if tokens[at].capital:
        end = _capitals(normal, at, 5)
        while end > at + 1 and _VI.at(normal, end - 1) is not None and not _named_so(normal, end - 1):
            end -= 1
        if end < len(tokens) and tokens[end].figure and label != "wide" and normal.clean[tokens[end - 1].end] == " ":
            return end + 1  # "thôn Phước Lộc 2"
        return end
    if normal.clean.isascii() and label != "house":
        return _lower_value(normal, at)
    return None


def _named_so(normal: Normal, at: int) -> bool:
    """Whether a type word with a capital inside a name is part of the name ("Xã Đàn"): nothing follows it."""
    return at + 1 >= len(normal.tokens) or normal.clean[normal.tokens[at].end : normal.tokens[at + 1].start] != " "


def _lower_value(normal: Normal, at: int) -> int:
    """Two words of an unmarked lower-case name ("thon phu loc"), fewer before another type word."""
    end = at
    while end < len(normal.tokens) and end - at < 2 and not normal.tokens[end].figure:
        if end > at and (
            _VI.at(normal, end) is not None
            or normal.tokens[end].fold in wordset("lower_stops")
            or normal.clean[normal.tokens[end - 1].end : normal.tokens[end].start] != " "
        ):
            break
        end += 1
    return end


def _house(normal: Normal, at: int) -> int | None:
    """The token after a house number like 203/12/7 or 47B."""
    match = _HOUSE.match(normal.clean, normal.tokens[at].start)
    if match is None:
        return None
    end = at + 1
    while end < len(normal.tokens) and normal.tokens[end].start < match.end():
        end += 1
    return end


def _capitals(normal: Normal, at: int, most: int) -> int:
    end = at
    while end < len(normal.tokens) and end - at < most:
        token = normal.tokens[end]
        glued = end > at and token.start == normal.tokens[end - 1].end  # "HH2", "B12"
        if glued and token.figure:
            end += 1
            continue
        if token.figure or not token.capital:
            break
        if end > at and normal.clean[normal.tokens[end - 1].end : token.start] not in (" ", "'", "-"):
            break
        end += 1
    return end


def _beside(normal: Normal, persons: Sequence[Spot], start: int) -> bool:
    """Whether a person stands right before: "ông Võ Văn Kha (số nhà 31 …"."""
    return any(
        spot.end <= start and re.fullmatch(r"\s*[,;(\-:|\t]+\s*|,? (?:of|at|from|in) ", normal.clean[spot.end : start])
        for spot in persons
    )


def _office_site(normal: Normal, start: int) -> bool:
    """Whether an office, a school, a firm stands before in the same breath: "Trụ sở tại số 12 …"."""
    return any(
        0 <= start - hit.end <= 34 and re.search(r"[.;()\n]", normal.clean[hit.end : start]) is None
        for hit in phrases("office_sites").find(normal)
    )


def _counts(normal: Normal, chain: list[Piece], labelled: bool, beside: bool, start: int) -> bool:
    grades = [piece.grade for piece in chain]
    fine = sum(grade in ("fine", "house") for grade in grades)
    if _office_site(normal, start):
        return False
    numbered = any(grade == "house" for grade in grades) or normal.tokens[chain[0].first].figure
    if labelled:
        street = numbered and chain[0].after - chain[0].first >= 3
        return len(chain) >= 2 or street
    house = "house" in grades or (fine >= 1 and normal.tokens[chain[0].first].figure)
    return (house and len(chain) >= 2) or (beside and fine >= 1 and len(chain) >= 2) or (fine >= 2 and len(chain) >= 3)


def _hindi(normal: Normal, *, labels_at: list[int], blocked: list[tuple[int, int]]) -> Iterator[Spot]:
    """Segments between commas, in Devanagari: begun by a label or a house, carried on while they read like places."""
    if not re.search(r"[\u0900-\u097f]", normal.clean):
        return
    segments = [(m.start(), m.end()) for m in re.finditer(r"(?:(?! - )[^,;।\n()])+", normal.clean)]
    run: list[tuple[int, int]] = []
    for start, end in segments:
        cut = max((e for e in labels_at if start <= e <= end), default=start)
        cut = max(cut, start)
        words = [token for token in normal.tokens if cut <= token.start < end]
        typed = any(token.fold in wordset("place_hi") for token in words)
        data = any(s < end and cut < e for s, e in blocked)
        sentence = any(token.fold in _VERBS for token in words)
        opening = not run and words and not data and (typed or cut > start) and len(words) <= 9
        more = run and words and not data and len(words) <= 4 and not sentence
        if opening and (not sentence or typed):
            run = [(words[0].start, words[-1].end)]
        elif more:
            run.append((words[0].start, words[-1].end))
        else:
            yield from _run(normal, run)
            run = []
    yield from _run(normal, run)


_VERBS = frozenset(("है", "हैं", "को", "ने", "से", "लिखो", "लिखें", "बनाओ", "करो", "करें", "के", "में", "का", "की", "पर"))


def _run(normal: Normal, run: list[tuple[int, int]]) -> Iterator[Spot]:
    if len(run) >= 2:
        start, end = run[0][0], run[-1][1]
        numbered = re.search(r"\d", normal.clean[start:end]) is not None
        typed = [t for t in normal.tokens if start <= t.start < end and t.fold in wordset("place_hi")]
        if numbered or len(typed) >= 2:
            yield Spot("address", start, end, 2)
