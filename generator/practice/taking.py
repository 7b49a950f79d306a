"""Taking a quiz: in what order things are shown, and whether an answer is right. Pure."""

from __future__ import annotations

import random
import re
from typing import TypeAlias

from generator.domain.base import Value, digest
from generator.domain.quiz import Matching, Multiple, Numeric, OneBest, Option, Ordering, Quiz, SimpleItem, TrueFalse
from generator.domain.text import fold_tone_place, squeeze
from generator.messages import lookup

# Choices: indices of the options. Ordering: indices of the steps in the learner's order. Matching: for each left side
# the right side chosen, as text ("" for none). True/false: whether "true" was chosen. Others: what was typed.
Response: TypeAlias = tuple[int, ...] | tuple[str, ...] | bool | str

_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*")


class Marked(Value):
    """An answered item. `right` is None when it was left unanswered."""

    item_id: str
    right: bool | None


class Result(Value):
    """What a learner may take home: no name, no time, only the marks."""

    quiz_id: str
    marks: tuple[Marked, ...]

    @property
    def points(self) -> int:
        """One for each right answer."""
        return sum(mark.right is True for mark in self.marks)


def shuffled(seed: str, count: int) -> list[int]:
    """An order of `range(count)`, the same for the same seed and, with two things or more, never the order itself."""
    order = list(range(count))
    dice = random.Random(digest("shuffle", seed))
    while count > 1 and order == sorted(order):
        dice.shuffle(order)
    return order


def option_order(options: tuple[Option, ...], seed: str, language: str) -> list[int]:
    """The order options are shown in. Kept as it is where shuffling would harm: numbers and dates (they stand in their
    order: Haladyna, Downing & Rodriguez 2002, rule 19) and options that speak of other options by place."""
    texts = [squeeze(option.text).lower() for option in options]
    by_place = [re.compile(pattern) for pattern in lookup("taking.by_place", language)]
    if all(text[:1].isdigit() for text in texts) or any(p.search(text) for p in by_place for text in texts):
        return list(range(len(options)))
    order = list(range(len(options)))
    random.Random(digest("options", seed)).shuffle(order)
    return order


def same_words(given: str, wanted: str) -> bool:
    """Equal but for case, white space, the place of the tone mark and the marks at the end."""
    one, other = (fold_tone_place(squeeze(words).lower().strip(" .,;:!?…\"'“”")) for words in (given, wanted))
    return one == other


def read_number(given: str, language: str) -> float | None:
    """The number that starts the answer, or None. Vietnamese parts thousands by a dot and decimals by a comma; where
    only one kind of mark stands and three digits follow it, it is read as the language writes thousands."""
    found = _NUMBER.search(squeeze(given))
    if found is None:
        return None
    digits = found.group().strip(" .,").replace(" ", "")
    thousands, decimal = (".", ",") if language == "vi" else (",", ".")
    if thousands in digits and not re.fullmatch(
        rf"[-+]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", digits
    ):
        decimal, thousands = thousands, decimal  # typed the other way: 2.5 is no number of thousands
    try:
        return float(digits.replace(thousands, "").replace(decimal, "."))
    except ValueError:
        return None


def is_right(item: SimpleItem, given: Response, language: str) -> bool:
    """Whether the answer earns the point. An answer of the wrong shape is a wrong answer."""
    if isinstance(item, OneBest | Multiple):
        return isinstance(given, tuple) and set(given) == set(item.key)
    if isinstance(item, TrueFalse):
        return isinstance(given, bool) and given == item.answer
    if isinstance(item, Matching):
        return given == tuple(pair.right for pair in item.pairs)
    if isinstance(item, Ordering):
        texts = [step.text for step in item.steps]  # two equal steps may change places
        places = [index for index in given if isinstance(index, int)] if isinstance(given, tuple) else []
        inside = all(0 <= index < len(texts) for index in places)
        return inside and len(set(places)) == len(texts) and [texts[index] for index in places] == texts
    if not isinstance(given, str):
        return False
    if isinstance(item, Numeric):
        number = read_number(given, language)
        return number is not None and abs(number - item.value) <= item.tolerance + 1e-9
    return any(same_words(given, answer) for answer in item.answers)


def score(quiz: Quiz, given: dict[str, Response]) -> Result:
    """Every item marked, the unanswered too, in reading order."""
    marks = [
        Marked(
            item_id=item.id,
            right=is_right(item, given[item.id], quiz.language) if item.id in given else None,
        )
        for item in quiz.questions()
    ]
    return Result(quiz_id=quiz.id, marks=tuple(marks))
