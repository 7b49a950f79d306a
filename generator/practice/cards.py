"""Prompt cards: a good prompt with its facts turned into slots, when not to use it, and what to check."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from generator.domain.base import Language, digest
from generator.domain.exercise import DataClass, PromptCard
from generator.domain.ledger import GenerationRecord
from generator.errors import InputError
from generator.messages import lookup, say
from generator.practice.rubric import score_prompt

_SLOT = re.compile(r"\[[^\[\]\n]{1,60}\]")
# What changes from one use to the next, and the slot it becomes (a key of `practice.slot`).
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर"
)
_FACTS = (
    ("date", re.compile(rf"(?:ngày )?\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|\d{{1,2}} (?:{_MONTHS})")),
    (
        "time",
        re.compile(r"\d{1,2}\s?(?:giờ|h)(?: ?\d{2}\b)?|\d{1,2}(?::\d{2})?\s?(?:am|pm)\b|\d{1,2} बजे", re.IGNORECASE),
    ),
)


def with_slots(prompt: str, language: Language) -> str:
    """The prompt with dates and times as slots; slots it has already stay."""
    for name, pattern in _FACTS:
        pieces, slots = _SLOT.split(prompt), _SLOT.findall(prompt)
        pieces = [pattern.sub(f"[{say(f'practice.slot.{name}', language)}]", piece) for piece in pieces]
        prompt = "".join(piece + slot for piece, slot in zip(pieces, [*slots, ""], strict=True))
    return prompt


def slots_of(prompt: str) -> tuple[str, ...]:
    """The slots in reading order, each once, without their brackets."""
    return tuple(dict.fromkeys(slot.strip("[] ") for slot in _SLOT.findall(prompt)))


def make_card(
    prompt: str,
    *,
    language: Language,
    title: str,
    purpose: str,
    owner: str,
    data_class: DataClass = "public",
    not_for: tuple[str, ...] = (),
    checks: tuple[str, ...] = (),
    model: str | None = None,
    tried_on: date | None = None,
    version: int = 1,
    today: date,
) -> PromptCard:
    """A card. What it is not for and what to check are the general ones unless given. Raises InputError for a prompt
    that asks for what is not allowed or carries personal data, or when title or purpose is missing."""
    if not title.strip() or not purpose.strip():
        raise InputError(problem=say("practice.card.incomplete", language))
    score = score_prompt(prompt, language)
    if score.refused:
        raise InputError(problem=say("practice.card.refused", language, reason=score.refused[0].reason))
    slotted = with_slots(prompt.strip(), language)
    return PromptCard(
        id="card-" + digest(title, slotted, owner, length=10),
        language=language,
        title=title.strip(),
        purpose=purpose.strip(),
        prompt=slotted,
        slots=slots_of(slotted),
        not_for=not_for or tuple(lookup("practice.card.not_for_general", language)),
        data_class=data_class,
        checks=checks or tuple(lookup("practice.card.checks_general", language)),
        owner=owner,
        version=version,
        made_on=today,
        model=model,
        tried_on=tried_on,
        score=score.total,
        generation=GenerationRecord(
            author="person", software="Soạn", created_at=datetime(today.year, today.month, today.day, tzinfo=UTC)
        ),
    )
