"""The end of a lesson: key terms, the learners' page, and what the guides do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.domain.ledger import Claim
from generator.domain.lesson import Brief, Section, Term
from generator.domain.text import fold_accents, words
from generator.messages import lookup, say
from generator.writing.extractive import facts
from generator.writing.extractive.audience import shape
from generator.writing.extractive.select import Choice, topic_words
from generator.writing.extractive.teaching import section_language

_TERMS = 6
_FEW = 2  # in a section with fewer standing sentences than this, items of lists are taken too
# Sentences that point at something beside them say nothing alone.
_POINTING = re.compile(
    r"ban biên soạn|bảng (?:dưới|trên|sau|so sánh)|dưới đây|nêu trên|sau đây"
    r"|authors of this digest|the table|the line|below|above|लेखक|नीचे",
    re.IGNORECASE,
)
_SUMMARY_WORDS = {"elderly": 150}
_WEIGHTY = re.compile(
    r"\b(?:phải|không được|không nhập|không đưa|chỉ|cần|nghiêm cấm|chịu trách nhiệm"
    r"|must|never|only|answers? for|should)\b|अनिवार्य|कभी नहीं|केवल|उत्तरदायी",
    re.IGNORECASE,
)


def terms(sections: Sequence[Section], brief: Brief) -> tuple[Term, ...]:
    """Definitions in the lesson, each term once."""
    found: dict[str, Term] = {}
    for section in sections:
        for definition in facts.definitions(section, section_language(section, brief)):
            name = definition.term.strip('“”"')
            found.setdefault(name.lower(), Term(term=name, definition=definition.claim))
    return tuple(found.values())[:_TERMS]


def summary(sections: Sequence[Section], brief: Brief) -> tuple[Claim, ...]:
    """The weightiest whole sentences, one of each section and a second where there is room; at most a page."""
    limit = _SUMMARY_WORDS.get(brief.audience, 270)
    most = shape(brief).summary
    topic = topic_words(brief.topic)
    ranked: list[tuple[int, list[tuple[int, Claim]]]] = []
    for place, section in enumerate(sections):
        found = _ranked(_standing(section, strict=True), topic, strict=True)
        if len(found) < _FEW:
            found = _ranked(_standing(section, strict=False), topic, strict=False)
        ranked.append((place, found))
    chosen: list[tuple[int, int, Claim]] = []
    spent = 0
    for turn in range(3):
        for place, claims in ranked:
            if turn < len(claims) and len(chosen) < most:
                order, claim = claims[turn]
                size = len(claim.text.split())
                if spent + size <= limit:
                    chosen.append((place, order, claim))
                    spent += size
    return tuple(claim for _, _, claim in sorted(chosen, key=lambda item: item[:2]))


def _standing(section: Section, *, strict: bool) -> list[Claim]:
    """Sentences that keep their meaning alone: running text, steps and numbered clauses. Other items of a list only
    when not strict, since an item may be half a thought."""
    told = {claim.text for claim in facts.stated(section)}
    found: list[Claim] = []
    for block in section.blocks:
        labels = block.labels or ("",) * len(block.claims)
        for label, claim in zip(labels, block.claims, strict=True):
            clause = block.kind == "bullets" and (label[:1].isdigit() or not strict)
            if claim.text in told and (block.kind in ("paragraph", "steps") or clause):
                found.append(claim)
    return found


def _ranked(claims: list[Claim], topic: set[str], *, strict: bool) -> list[tuple[int, Claim]]:
    """Best first. Guides of procedures put no mark at the end of an item; such items count when not strict."""
    scored = []
    for order, claim in enumerate(claims):
        size = len(claim.text.split())
        whole = not claim.text[:1].islower()
        if _POINTING.search(claim.text):
            continue
        ended = claim.text[-1:] in '.!।”")' or (not strict and claim.text[-1:].isalnum())
        if not 7 <= size <= 36 or claim.text.endswith((":", "?")) or not whole or not ended:
            continue
        known = {fold_accents(word) for word in words(claim.text)}
        score = (
            2 * len(_WEIGHTY.findall(claim.text))
            + 1.5 * bool(re.search(r"\d", claim.text))
            + len(topic & known) / (len(topic) or 1) * 2
            + (1.0 if order == 0 else 0.0)
            - max(0, size - 24) * 0.1
        )
        scored.append((score, order, claim))
    return [(order, claim) for _, order, claim in sorted(scored, key=lambda item: (-item[0], item[1]))]


def gaps(choice: Choice, passages_text: str, brief: Brief, sections: Sequence[Section]) -> tuple[str, ...]:
    """Named honestly: words of the topic that no chosen guide has; aspects its kind calls for; other languages."""
    language = brief.language
    told: list[str] = []
    present = {fold_accents(word) for word in words(passages_text)}
    missing = [word for word in _in_order(brief.topic) if fold_accents(word) not in present]
    foreign = [guide for guide in choice.guides if guide.language != language]
    if missing and not foreign:
        told.append(say("lesson.gap.words", language, words=", ".join(f"“{word}”" for word in missing)))
    kind = _kind(brief.topic + " " + " ".join(guide.title for guide in choice.guides), language)
    plain = fold_accents(passages_text.lower())
    for aspect in lookup(f"lesson.aspects.{kind}", language):
        if not foreign and not any(fold_accents(sign.lower()) in plain for sign in aspect["signs"]):
            told.append(say("lesson.gap.aspect", language, aspect=aspect["name"]))
    if foreign:
        told.append(say("lesson.gap.language", language, titles="; ".join(f"“{guide.title}”" for guide in foreign)))
    undated = [guide for guide in choice.guides if guide.validity(brief.as_of) == "unknown"]
    if undated:
        told.append(say("lesson.gap.validity", language, titles="; ".join(f"“{guide.title}”" for guide in undated)))
    return tuple(told) or (say("lesson.gap.beyond", language),)


def _in_order(topic: str) -> list[str]:
    carried = topic_words(topic)
    return [word for word in dict.fromkeys(words(topic)) if fold_accents(word) in carried]


def _kind(text: str, language: str) -> str:
    signs = lookup("lesson.aspects.procedure_signs", language)
    return "procedure" if any(sign in text.lower() for sign in signs) else "rules"
