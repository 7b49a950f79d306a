"""Passages cut into segments that can be compared with a claim, each with the lead and heading it stands under."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from generator.domain.sentences import sentence_spans
from generator.grounding.quantities import Quantity, read_quantities
from generator.grounding.tokens import Token, level, tokens

_CUT = re.compile(
    r";\s+|\s+[-+•]\s+(?=\S)|\s*→\s*|(?<=[.:।])\s*(?=[-+•]\s)|(?<=।)(?=\S)|"
    r",\s+(?=(?:nhưng|còn|trường hợp|trừ|but|while|whereas|however|unless|except|लेकिन|जबकि|परंतु)\s)|"
    r"\.\s+(?=(?:trường hợp|Trường hợp)\s)"
)
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s|\*\*[^*]+\*\*:?$|(?:điều|chương|mục|phần|article|section|chapter)\s+[\divxlc]+\.)", re.I
)
_ITEM = re.compile(
    r"^\s*(?:[-*+•>]\s+)*(?:(\d{1,2}[.)]|(?:bước|step|चरण)\s+\d{1,2}\s*[:.])|([a-zđ]\))|([-*+•]))?\s*", re.IGNORECASE
)
LEAD_WEIGHT = 0.7  # words a segment inherits from its lead count less than its own


@dataclass(frozen=True)
class Segment:
    """A clause or list item of a passage. `passage` is the index among the passages, offsets are in its text.

    `sentence` is the index of the sentence it was cut from, `lead` those of the segments that introduce it.
    """

    passage: int
    sentence: int
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    lead: tuple[int, ...]
    item: bool
    step: bool  # a list item or a link of a chain of arrows

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(token.key for token in self.tokens if token.content)

    @cached_property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True)
class Evidence:
    """All segments of the passages of a claim, in reading order, with their sentences."""

    texts: tuple[str, ...]
    segments: tuple[Segment, ...]
    sentences: tuple[tuple[int, int, int], ...]  # passage, start, end

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset().union(*(segment.keys for segment in self.segments))

    @cached_property
    def all_keys(self) -> frozenset[str]:
        """Keys of every word, stop words too."""
        return frozenset(token.key for segment in self.segments for token in segment.tokens)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        counted = [q for segment in self.segments for q in segment.quantities]
        return (*counted, *self.counts)

    @cached_property
    def counts(self) -> tuple[Quantity, ...]:
        """How many items each list has: a claim may count what the passage only lists."""
        runs, run, out = [], 0, []
        last = -1
        for segment in self.segments:
            if segment.sentence == last:
                continue
            last = segment.sentence
            if segment.item:
                run += 1
            else:
                runs.append(run)
                run = 0
        runs.append(run)
        for size in runs:
            if size > 1:
                out.append(Quantity("number", float(size), "count", "", 0, 0, str(size)))
        return tuple(out)

    @cached_property
    def weights(self) -> dict[str, float]:
        """A word that stands in few segments weighs more than one that stands everywhere."""
        df = Counter(key for segment in self.segments for key in segment.keys)
        n = max(len(self.segments), 1)
        return {key: 0.35 + math.log((n + 1) / (count + 0.5)) / math.log(n + 1.5) for key, count in df.items()}

    def context(self, index: int) -> frozenset[str]:
        """Words of the leads and headings that govern a segment, and of the rest of its sentence."""
        segment = self.segments[index]
        keys: set[str] = set()
        for lead in segment.lead:
            keys |= self.segments[lead].keys
        if index and self.segments[index - 1].sentence == segment.sentence:
            keys |= self.segments[index - 1].keys
        return frozenset(keys)

    @cached_property
    def led_by(self) -> dict[int, tuple[int, ...]]:
        """Segments that stand under a lead."""
        under: dict[int, list[int]] = {}
        for index, segment in enumerate(self.segments):
            for lead in segment.lead:
                under.setdefault(lead, []).append(index)
        return {lead: tuple(items) for lead, items in under.items()}

    @cached_property
    def contexts(self) -> tuple[frozenset[str], ...]:
        return tuple(self.context(index) for index in range(len(self.segments)))


@lru_cache(maxsize=512)
def read_evidence(texts: tuple[str, ...], language: str) -> Evidence:
    """Cut levelled texts into segments; kept for the last five hundred sets of passages."""
    segments: list[Segment] = []
    sentences: list[tuple[int, int, int]] = []
    for number, text in enumerate(texts):
        words, quantities = tokens(text, language), read_quantities(text, language)
        headings: list[tuple[int, int]] = []  # (depth, segment), outermost first
        governing: tuple[int, ...]
        leads: list[tuple[tuple[int, str], int]] = []  # (indent and marker, segment)
        for start, end in sentence_spans(text):
            line = text.rfind("\n", 0, start) + 1
            whole = text[line:end].rstrip()
            opens = not text[line:start].strip(" \t>*_#")
            marker = _marker(whole)
            item = opens and bool(marker[1])
            full = text[line : text.find("\n", end) if text.find("\n", end) >= 0 else len(text)].rstrip()
            if _HEADING.match(full):
                depth = _depth(full)
                headings = [h for h in headings if h[0] < depth or (h[0] == depth and not opens)]
                headings.append((depth, len(segments)))
                leads, governing = [], ()
            else:
                if opens:
                    leads = [lead for lead in leads if item and _governs(lead[0], marker)]
                governing = (*(segment for _, segment in headings), *(segment for _, segment in leads))
            first = len(segments)
            chain = "→" in text[start:end]
            for a, b in _segments(text, start, end):
                own = tuple(Token(t.key, t.start - a, t.end - a, t.content, t.proper) for t in _within(words, a, b))
                said = tuple(replace(q, start=q.start - a, end=q.end - a) for q in _within(quantities, a, b))
                segments.append(
                    Segment(number, len(sentences), a, b, text[a:b], own, said, governing, item, item or chain)
                )
                if text[a:b].rstrip().endswith(":") and b < end:  # "When the file arrives: - if …; - if …"
                    governing = (*governing, len(segments) - 1)
            sentences.append((number, start, end))
            if whole.endswith((":", ":**", "：")) and len(segments) > first:
                leads.append((marker, len(segments) - 1))
    return Evidence(texts, tuple(segments), tuple(sentences))


Placed = TypeVar("Placed", Token, Quantity)


def _within(placed: list[Placed], start: int, end: int) -> list[Placed]:
    """Those that begin in [start, end); they are in order of their start."""
    first = bisect_left(placed, start, key=lambda one: one.start)
    last = bisect_left(placed, end, key=lambda one: one.start)
    return placed[first:last]


def _marker(line: str) -> tuple[int, str]:
    """(indent, kind of marker) of a line: "1." number, "a)" letter, "-" the bullet itself, "" none."""
    match = _ITEM.match(line)
    bullet = line.strip()[:1] if line.strip()[:1] in "-*+•" else ""
    kind = "number" if match and match[1] else "letter" if match and match[2] else bullet
    return len(line) - len(line.lstrip()), kind


def _depth(heading: str) -> int:
    """1–6 as Markdown marks it; an article, or a line in bold, stands below those."""
    marks = len(heading.lstrip()) - len(heading.lstrip().lstrip("#"))
    return marks or 7


def _governs(lead: tuple[int, str], item: tuple[int, str]) -> bool:
    """Whether a line that ends with a colon introduces an item: it stands further out, or is marked in another way."""
    return lead[0] < item[0] or (lead[1] != item[1] and (lead[1] in ("", "number") or item[1] in "-*+•"))


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, at = [], start
    for match in _CUT.finditer(text, start, end):
        if match.start() - at >= (4 if "→" in match.group() else 12):
            spans.append((at, match.start()))
            at = match.end()
    spans.append((at, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def levelled(texts: list[str]) -> tuple[str, ...]:
    """Texts in the form whose offsets the quotes use."""
    return tuple(level(text) for text in texts)
