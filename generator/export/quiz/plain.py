"""What every format says of an item, as plain text in NFC: its stem, its choices, why the key is right and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.domain.ledger import Citation
from generator.domain.printing import print_citation
from generator.domain.quiz import Multiple, Numeric, OneBest, Option, Ordering, Quiz, Scenario, SimpleItem
from generator.domain.text import nfc
from generator.grounding.envelope import clean
from generator.messages import say


@dataclass(frozen=True)
class Asked:
    """An item as it is put to a learner. `situation` is the scenario it belongs to, said again before each of its
    items, because a platform may shuffle them apart."""

    item: SimpleItem
    situation: str = ""


def asked(quiz: Quiz) -> Iterator[Asked]:
    """Every item that is answered, in reading order."""
    for item in quiz.items:
        if isinstance(item, Scenario):
            yield from (Asked(one, item.stem) for one in item.items)
        else:
            yield Asked(item)


def text(words: str) -> str:
    """Composed (NFC), without control characters, one kind of line break."""
    return nfc(clean(words.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def stem(one: Asked, language: str) -> str:
    """Situation, question, and the unit a number is wanted in."""
    parts = [text(one.situation), text(one.item.stem)]
    if isinstance(one.item, Numeric) and one.item.unit:
        parts[1] += " " + say("quizfile.unit", language, unit=text(one.item.unit))
    return "\n".join(part for part in parts if part)


def place(quiz: Quiz, citation: Citation) -> str:
    """“words” — where they stand."""
    guides = {record.guide.id: record.guide for record in quiz.sources}
    printed = print_citation(citation, guides[citation.guide_id], quiz.language)
    return f"“{text(citation.quote)}” — {printed}"


def feedback(quiz: Quiz, item: SimpleItem) -> str:
    """Why the key is right: the sentence of the guide, and the place of the cited words."""
    said = text(item.rationale.text)
    lines = [said] if said and all(said != text(citation.quote) for citation in item.citations) else []
    return "\n".join([*lines, *(place(quiz, citation) for citation in item.citations)])


def note(quiz: Quiz, option: Option) -> str:
    """Why an option is right or wrong, with the words that say so."""
    lines = [text(option.note)] if option.note.strip() else []
    if option.words is not None:
        lines += [place(quiz, citation) for citation in option.words.citations]
    return "\n".join(lines)


def choices(item: SimpleItem) -> tuple[Option, ...]:
    """The options of an item that has some, their texts plain."""
    return item.options if isinstance(item, OneBest | Multiple) else ()


def steps(item: Ordering) -> list[tuple[str, str]]:
    """Each step with its place in the order, for formats that can pair but not order."""
    return [(text(step.text), str(number)) for number, step in enumerate(item.steps, 1)]


def number(value: float) -> str:
    """A number as machines write it."""
    return str(int(value)) if value == int(value) else repr(value)


def answers(values: tuple[str, ...]) -> list[str]:
    """Accepted answers, each once."""
    return list(dict.fromkeys(text(value) for value in values))


def weights(options: tuple[Option, ...]) -> list[float]:
    """Per cent for each option of a multiple-answer item, of the steps platforms accept (100/n): right ones add up to
    100, and ticking everything earns nothing."""
    right = sum(option.correct for option in options)
    wrong = len(options) - right
    return [round(100 / right, 5) if option.correct else -round(100 / max(wrong, 1), 5) for option in options]
