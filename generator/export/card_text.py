"""What a prompt card says, whatever it is printed in."""

from __future__ import annotations

from typing import NamedTuple

from generator.domain.exercise import PromptCard
from generator.messages import say


class CardBlock(NamedTuple):
    """A headed block: lines in a box, as a list, or as they are."""

    title: str
    lines: tuple[str, ...]
    listed: bool = False
    boxed: bool = False


def blocks(card: PromptCard) -> list[CardBlock]:
    """In the order a person at work needs them."""

    def titled(key: str) -> str:
        return say(f"practice.card.{key}", card.language)

    found = [
        CardBlock(titled("purpose"), (card.purpose,)),
        CardBlock(titled("prompt"), tuple(card.prompt.splitlines()), boxed=True),
    ]
    if card.slots:
        found.append(CardBlock(titled("slots"), (" · ".join(card.slots),)))
    found.append(CardBlock(titled("not_for"), card.not_for, listed=True))
    found.append(CardBlock(titled("data"), (say(f"practice.data_class.{card.data_class}", card.language),)))
    found.append(CardBlock(titled("checks"), tuple(f"☐ {check}" for check in card.checks)))
    return found


def foot(card: PromptCard) -> tuple[str, ...]:
    """Owner, version, last trial, score."""

    def line(key: str, **details: object) -> str:
        return say(f"practice.card.{key}", card.language, **details)

    tried = line("untried")
    if card.model and card.tried_on:
        tried = line("tried", model=card.model, date=f"{card.tried_on:%d/%m/%Y}")
    return (
        f"{line('owner')}: {card.owner}. {line('version', version=card.version, date=f'{card.made_on:%d/%m/%Y}')}.",
        f"{tried} {line('score', score=f'{card.score:.0f}')}.",
    )
