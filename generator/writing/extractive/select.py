"""Which sections of which guides a lesson is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.domain.address import Address
from generator.domain.guide import Guide
from generator.domain.lesson import Brief
from generator.domain.ports import Hit, Library
from generator.domain.text import fold_accents, words
from generator.errors import NothingRelevant
from generator.writing.extractive.audience import section_count, word_budget
from generator.writing.extractive.outline import LARGE, SMALL, Stretch, outline

# A second or third guide comes in only when it answers nearly as well as the first.
_NEARLY = 0.75
_GUIDES = 3
# What learners can do is worth more in a lesson than what they can only hear.
_DOING = 0.1
# What a person who goes through a procedure asks first: the way, the papers, the time, the fee, the office.
_ESSENTIAL = re.compile(
    r"trình tự|quy trình|cách thức|hình thức nộp|thành phần hồ sơ|^hồ sơ|lệ phí|thời hạn|thông tin chi tiết"
    r"|cơ quan (?:thực hiện|giải quyết)|yêu cầu, điều kiện|how to apply|what you need|fees|प्रक्रिया|शुल्क",
    re.IGNORECASE,
)
_FIRST = 0.5
_SPECIAL = re.compile(
    r"đối với|cho người|trường hợp|theo danh sách|tại nơi đơn vị|đặc biệt|lưu ý|ghi chú|in case of|special cases?"
    r"|exceptions?|for those who|विशेष",
    re.IGNORECASE,
)
_LATER = 0.4
# A section this far below the best one is about something else.
_WORTH = 0.45
_ABOUT = 0.6  # a title with this share of the topic's words is about the topic as a whole
_STOP = frozenset(
    [
        "và",
        "của",
        "các",
        "cho",
        "trong",
        "khi",
        "là",
        "với",
        "về",
        "theo",
        "được",
        "có",
        "tại",
        "từ",
        "đến",
        "một",
        "những",
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "to",
        "for",
        "on",
        "with",
        "by",
        "at",
        "from",
        "के",
        "की",
        "का",
        "में",
        "और",
        "से",
        "पर",
        "को",
        "है",
    ]
)


class Choice(NamedTuple):
    """The chosen sections in the guides' own order, with their guides in order of weight."""

    sections: list[Stretch]
    guides: list[Guide]


class Candidate(NamedTuple):
    """A section with how well it answers."""

    stretch: Stretch
    score: float
    order: int


def step_part(address: Address) -> bool:
    """Whether a place is a step of a procedure."""
    return any(part.kind == "step" for part in address.parts)


def topic_words(text: str) -> set[str]:
    """Words that carry a topic, without marks."""
    return {fold_accents(word) for word in words(text) if word not in _STOP and len(word) > 1}


def choose(brief: Brief, library: Library, hits: Sequence[Hit]) -> Choice:
    """One to three guides, and of each the sections that answer best, within the session's words."""
    ranked = _guides(brief, library, hits)
    wanted, budget = section_count(brief), word_budget(brief)
    chosen: list[tuple[int, Candidate]] = []
    used: list[Guide] = []
    spent = 0
    for rank, guide in enumerate(ranked):
        if spent > 0.7 * budget or len(chosen) >= wanted:
            break
        before = len(chosen)
        for candidate in _candidates(brief, library, guide, hits, whole=rank == 0):
            size = min(candidate.stretch.words, budget // 2)
            if len(chosen) >= wanted or (chosen and spent + size > 1.15 * budget):
                continue
            chosen.append((rank, candidate))
            spent += size
        if len(chosen) > before:
            used.append(guide)
    ordered = sorted(chosen, key=lambda item: (item[0], item[1].order))
    return Choice([candidate.stretch for _, candidate in ordered], used)


def choose_wide(brief: Brief, library: Library, hits: Sequence[Hit], *, whole: bool) -> Choice:
    """The same guides with all their sections that answer, not only what fits a session; with `whole`, all sections of
    all guides that were hit."""
    ranked = (
        _distinct(list({hit.guide.id: hit.guide for hit in hits}.values())) if whole else _guides(brief, library, hits)
    )
    found: list[Stretch] = []
    for guide in ranked:
        if whole:
            found += outline(library.passages(guide.id))
        else:
            kept = _candidates(brief, library, guide, hits, whole=True)
            found += [candidate.stretch for candidate in sorted(kept, key=lambda candidate: candidate.order)]
    return Choice(found, ranked)


def _guides(brief: Brief, library: Library, hits: Sequence[Hit]) -> list[Guide]:
    """Guides by the weight of their best hits; the brief's language first, others only when it has none.

    Raises NothingRelevant when there are no hits."""
    if not hits:
        raise NothingRelevant(topic=brief.topic)
    known = {hit.guide.id: hit.guide for hit in hits}
    weight = {
        guide_id: _weight(brief, guide, hits) * _substance(brief, library, guide, hits)
        for guide_id, guide in known.items()
    }
    ranked = sorted(known.values(), key=lambda guide: (-weight[guide.id], guide.id))
    own = [guide for guide in ranked if guide.language == brief.language]
    ranked = own or ranked
    best = weight[ranked[0].id]
    near = [guide for guide in ranked if weight[guide.id] >= _NEARLY * best]
    return _distinct(near)[:_GUIDES]


def _distinct(guides: list[Guide]) -> list[Guide]:
    """One file of each title: the same guide in two formats is one guide."""
    seen: set[tuple[str, str]] = set()
    found = []
    for guide in guides:
        key = (guide.number or "", guide.title.lower())
        if key not in seen:
            seen.add(key)
            found.append(guide)
    return found


def _weight(brief: Brief, guide: Guide, hits: Sequence[Hit]) -> float:
    scores = sorted((hit.score for hit in hits if hit.guide.id == guide.id), reverse=True)[:5]
    topic = topic_words(brief.topic)
    shared = len(topic & topic_words(guide.title)) / len(topic) if topic else 0.0
    return sum(score * 0.8**place for place, score in enumerate(scores)) * (1 + shared)


def _substance(brief: Brief, library: Library, guide: Guide, hits: Sequence[Hit]) -> float:
    """How far the sections that answer can fill a session (0.4–1): a guide of blank forms or captions cannot."""
    found = {hit.passage.id for hit in hits if hit.guide.id == guide.id}
    stretches = outline(library.passages(guide.id), LARGE)
    words_there = sum(stretch.substance for stretch in stretches if found & stretch.passage_ids())
    return 0.4 + 0.6 * min(1.0, words_there / (0.5 * word_budget(brief)))


def _candidates(brief: Brief, library: Library, guide: Guide, hits: Sequence[Hit], *, whole: bool) -> list[Candidate]:
    """The guide's sections, best first. When its title is the topic itself, every section is a candidate."""
    score = {hit.passage.id: hit.score for hit in hits if hit.guide.id == guide.id}
    topic = topic_words(brief.topic)
    titled = len(topic & topic_words(guide.title)) >= _ABOUT * len(topic) if topic else False
    found = []
    large = min(LARGE, max(SMALL, word_budget(brief) // 2))
    for order, stretch in enumerate(outline(library.passages(guide.id), large)):
        values = sorted((score[p] for p in stretch.passage_ids() if p in score), reverse=True)
        shared = len(topic & topic_words(stretch.title)) / len(topic) if topic else 0.0
        found_there = values[0] + 0.25 * sum(values[1:4]) if values else 0.0
        # inside a guide that is the topic, its words in a heading tell nothing: the general comes before the special
        worth = 0.4 * found_there - 0.02 * order if titled else found_there + 0.5 * shared
        worth -= _LATER if titled and _SPECIAL.search(stretch.title) else 0.0
        worth *= 0.5 + 0.5 * min(1.0, stretch.substance / (0.5 * max(1, stretch.words)))
        worth += _DOING if any(step_part(piece.unit.address) for piece in stretch.pieces) else 0.0
        worth += _FIRST if titled and _ESSENTIAL.search(stretch.title) else 0.0
        if values or (whole and titled):
            found.append(Candidate(stretch, worth + (0.15 if titled else 0.0), order))
    best = max((candidate.score for candidate in found), default=0.0)
    kept = [candidate for candidate in found if (whole and titled) or candidate.score >= _WORTH * best]
    return sorted(kept, key=lambda candidate: (-candidate.score, candidate.order))
