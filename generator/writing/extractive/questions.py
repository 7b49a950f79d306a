"""Check questions from the lesson's own facts: a real question, one key, distractors of the same kind."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from generator.domain.ledger import Claim
from generator.domain.lesson import Outcome, Question, Section
from generator.domain.text import squeeze, words
from generator.messages import say
from generator.writing.extractive import facts

OPTIONS = 4
_MAX_WORDS = 34
_TAIL = 6


def questions(
    sections: Sequence[Section], outcomes: Sequence[Outcome], language: str, wanted: int
) -> tuple[Question, ...]:
    """Up to `wanted` questions, kinds and sections mixed; never two on one sentence."""
    kinds = [
        list(_quantity_questions(sections, language)),
        list(_definition_questions(sections, language)),
        list(_step_questions(sections, language)),
        list(_actor_questions(sections, language)),
        list(_member_questions(sections, language)),
    ]
    chosen: list[tuple[str, Sequence[str], str, Claim]] = []
    used: set[str] = set()
    stems: set[str] = set()
    for row in zip_longest(*kinds):
        for made in row:
            if made is None or len(chosen) >= wanted:
                continue
            stem, options, key, claim = made
            if claim.text in used or stem in stems or not _sound(stem, options, key):
                continue
            chosen.append(made)
            used.add(claim.text)
            stems.add(stem)
    for made in _about_questions(sections, language):
        if len(chosen) >= min(3, wanted):
            break
        if made[3].text not in used and made[0] not in stems and _sound(made[0], made[1], made[2]):
            chosen.append(made)
            used.add(made[3].text)
            stems.add(made[0])
    return tuple(_question(number, made, sections, outcomes) for number, made in enumerate(chosen, 1))


def _sound(stem: str, options: Sequence[str], key: str) -> bool:
    distinct = {squeeze(option).lower().rstrip(".;") for option in options}
    return len(distinct) == len(options) >= 3 and key in options and len(stem.split()) >= 4


def _question(
    number: int, made: tuple[str, Sequence[str], str, Claim], sections: Sequence[Section], outcomes: Sequence[Outcome]
) -> Question:
    stem, options, key, claim = made
    home = next((s.id for s in sections if any(claim == other for other in facts.claims_of(s))), None)
    outcome = next((o.id for o in outcomes if home in o.section_ids), None)
    shown = ordered(list(options), stem)
    return Question(
        id=f"q{number}", stem=stem, options=tuple(shown), key=shown.index(key), rationale=claim, outcome_id=outcome
    )


def ordered(options: list[str], stem: str) -> list[str]:
    """Numbers ascend; other options stand in an order that the stem's hash decides, so that keys spread."""
    values = [number_of(option) for option in options]
    if all(value is not None for value in values):
        return [option for _, option in sorted(zip(values, options, strict=True), key=lambda pair: pair[0] or 0)]
    return sorted(options, key=lambda option: hashlib.sha256(f"{stem}\0{option}".encode()).hexdigest())


def number_of(option: str) -> float | None:
    found = re.match(r"\d+(?:[.,]\d{3})*(?:,\d+)?", option)
    return float(re.sub(r"[.,](?=\d{3})", "", found.group()).replace(",", ".")) if found else None


def near(pool: Sequence[str], key: str, count: int = OPTIONS - 1) -> list[str]:
    """Distractors from the pool: near the key in length, distinct, none holding or held by the key."""
    size = len(key.split())
    wanted = squeeze(key).lower()
    fit = [p for p in dict.fromkeys(pool) if squeeze(p).lower() not in wanted and wanted not in squeeze(p).lower()]
    return sorted(fit, key=lambda option: abs(len(option.split()) - size))[:count]


def clean(text: str) -> str:
    text = squeeze(text).rstrip(" .;,:।")
    return text[:1].upper() + text[1:]


def _quantity_questions(sections: Sequence[Section], language: str) -> Iterator[tuple[str, Sequence[str], str, Claim]]:
    found = [quantity for section in sections for quantity in facts.quantities(section, language)]
    for quantity in found:
        asked = say("lesson.question.how_many", language)
        sentence = quantity.sentence
        if language == "en" and len(sentence[quantity.end :].split()) > _TAIL:
            continue  # "… within how many days" reads as a question only near its end
        stem = f"{sentence[: quantity.start]}{asked} {quantity.unit}{sentence[quantity.end :]}".rstrip(" .;।") + "?"
        key = f"{quantity.number} {quantity.unit}"
        others = [f"{other.number} {other.unit}" for other in found if other.unit.lower() == quantity.unit.lower()]
        pool = list(dict.fromkeys([*others, *invented(quantity.number, quantity.unit)]))
        options = [key, *[option for option in pool if number_of(option) != number_of(key)][: OPTIONS - 1]]
        yield stem[:1].upper() + stem[1:], options, key, quantity.claim


def invented(number: str, unit: str) -> list[str]:
    """Numbers a learner might confuse with the right one, written the same way (zero-padded, grouped)."""
    value = int(re.sub(r"\D", "", number.split(",", maxsplit=1)[0] if "," in number and "." not in number else number))
    step = next(size for size in (100, 50, 10, 5, 1) if value % size == 0 and value > size) if value > 1 else 1
    steps = (
        [value + step, value * 2, max(1, value // 2), value + 3 * step, value + 2 * step]
        if value < 1000
        else [value // 2, value * 2, value * 3]
    )
    made = []
    for other in dict.fromkeys(steps):
        if other != value and other > 0:
            text = f"{other:0{len(number)}d}" if number.startswith("0") else f"{other:,}".replace(",", ".")
            made.append(f"{text} {unit}")
    return made


def _definition_questions(
    sections: Sequence[Section], language: str
) -> Iterator[tuple[str, Sequence[str], str, Claim]]:
    found = [definition for section in sections for definition in facts.definitions(section, language)]
    for definition in found:
        key = clean(definition.body)
        if len(key.split()) > _MAX_WORDS:
            continue
        pool = [clean(other.body) for other in found if other.term.lower() != definition.term.lower()]
        stem = say("lesson.question.what_is", language, term=as_term(definition.term, language))
        yield stem, [key, *near([p for p in pool if len(p.split()) <= _MAX_WORDS], key)], key, definition.claim


def as_term(term: str, language: str) -> str:
    """The term as it stands in a question: English without its article and in lower case, names kept."""
    if language != "en":
        return term
    bare = re.sub(r"^(?:An?|The)\s+", "", term)
    name = any(word[:1].isupper() for word in bare.split()[1:]) or any(ch.isupper() for ch in bare[1:])
    return bare if name else bare[:1].lower() + bare[1:]


def _step_questions(sections: Sequence[Section], language: str) -> Iterator[tuple[str, Sequence[str], str, Claim]]:
    for steps in facts.step_lists(sections):
        texts = [clean(facts.STEP.sub("", claim.text)) for claim in steps.items]
        for place in range(len(texts) - 1):
            if max(len(texts[place].split()), len(texts[place + 1].split())) > 30:
                continue
            key = texts[place + 1]
            pool = [
                text
                for number, text in enumerate(texts)
                if number not in (place, place + 1) and len(text.split()) <= 40
            ]
            stem = say("lesson.question.next_step", language, step=texts[place], title=steps.title)
            yield stem, [key, *near(pool, key)], key, steps.items[place + 1]
            break


def _actor_questions(sections: Sequence[Section], language: str) -> Iterator[tuple[str, Sequence[str], str, Claim]]:
    found = [actor for section in sections for actor in facts.actors(section, language)]
    named = facts.named_actors(sections, language)
    for actor in found:
        pool = [clean(other) for other in named if other not in actor.claim.text]
        key = clean(actor.actor)
        stem = say("lesson.question.who", language, rest=actor.rest.rstrip(" .;"))
        yield stem, [key, *near(pool, key)], key, actor.claim


def _member_questions(sections: Sequence[Section], language: str) -> Iterator[tuple[str, Sequence[str], str, Claim]]:
    lists = [found for number, section in enumerate(sections) for found in facts.enumerations(section, number)]
    for one in lists:
        inside = {" ".join(words(claim.text)) for claim in one.items}
        others = [
            clean(claim.text)
            for other in lists
            if other.lead != one.lead
            for claim in other.items
            if " ".join(words(claim.text)) not in inside
        ]
        for claim in one.items:
            key = clean(claim.text)
            distractors = near(others, key)
            if len(distractors) >= 2 and len(key.split()) <= 25:
                stem = say("lesson.question.member", language, lead=one.lead.rstrip(" :"))
                yield stem, [key, *distractors], key, claim
                break


def _about_questions(sections: Sequence[Section], language: str) -> Iterator[tuple[str, Sequence[str], str, Claim]]:
    """When facts are few: which sentence belongs under which heading of the lesson."""
    firsts: list[tuple[Section, Claim]] = []
    for section in sections:
        whole = (c for c in facts.stated(section) if c.text[-1:] in ".।" and not c.text[:1].islower())
        fit = [c for c in whole if 7 <= len(c.text.split()) <= 30]
        firsts += [(section, claim) for claim in fit[:3]]
    for section, claim in firsts:
        key = clean(claim.text)
        pool = [clean(other.text) for home, other in firsts if home.id != section.id]
        stem = say("lesson.question.about", language, title=section.title)
        yield stem, [key, *near(pool, key)], key, claim
