"""A quiz: items of nine kinds, each tied to the words that carry its key, and the map of what they cover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from generator.domain.address import Address
from generator.domain.base import Language, Value
from generator.domain.ledger import Citation, Claim, GenerationRecord, SourceRecord
from generator.domain.lesson import Bloom, Level, Outcome

ItemKind = Literal[
    "one_best", "multiple", "true_false", "matching", "ordering", "short", "numeric", "completion", "scenario"
]
ITEM_KINDS: tuple[ItemKind, ...] = (
    "one_best", "multiple", "true_false", "matching", "ordering", "short", "numeric", "completion", "scenario",
)  # fmt: skip
Difficulty = Literal["easy", "medium", "hard"]


class Option(Value):
    """A choice. `note` says in the author's words why it is right or wrong; `words` are the guide's words that
    contradict it, or that it is true of, where there are such words."""

    text: str
    correct: bool
    note: str = ""
    words: Claim | None = None


class ItemBase(Value):
    """What every item has.

    `rationale` carries the key: a sentence of the guide with its citations. `fact` is the same for two items exactly
    when they ask for the same fact. `tags` hold framework codes ("TT02:6.2/CB1", "NĐ224:e").
    """

    id: str
    stem: str
    rationale: Claim
    bloom: Bloom
    difficulty: Difficulty
    fact: str
    outcome_id: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The cited words for the key."""
        return self.rationale.citations

    def claims(self) -> Iterator[Claim]:
        """The claims of the item, the one for the key first."""
        yield self.rationale


class _Choice(ItemBase):
    options: tuple[Option, ...]

    @property
    def key(self) -> tuple[int, ...]:
        """Indices of the right options."""
        return tuple(number for number, option in enumerate(self.options) if option.correct)

    def claims(self) -> Iterator[Claim]:
        yield self.rationale
        for option in self.options:
            if option.words is not None:
                yield option.words


class OneBest(_Choice):
    """Exactly one option is right."""

    kind: Literal["one_best"] = "one_best"

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        if len(self.key) != 1:
            raise ValueError("one option must be right")
        return self


class Multiple(_Choice):
    """At least two options are right; the stem says so."""

    kind: Literal["multiple"] = "multiple"

    @model_validator(mode="after")
    def _several_keys(self) -> Self:
        if len(self.key) < 2:
            raise ValueError("at least two options must be right")
        return self


class TrueFalse(ItemBase):
    """A statement (`stem`) to be judged, and the question that asks for the reason, which `rationale` answers.

    `right` is the statement as it should read, when `answer` is False.
    """

    kind: Literal["true_false"] = "true_false"
    answer: bool
    justify: str
    right: str = ""


class Pair(Value):
    """Two things that belong together, and the words that say so."""

    left: str
    right: str
    words: Claim


class Matching(ItemBase):
    """Each left side has one right side; `extra` are right sides that belong to none. Shown shuffled."""

    kind: Literal["matching"] = "matching"
    pairs: tuple[Pair, ...]
    extra: tuple[str, ...] = ()

    def claims(self) -> Iterator[Claim]:
        yield self.rationale
        for pair in self.pairs:
            yield pair.words


class Ordering(ItemBase):
    """Steps in their right order, each the guide's words. Shown shuffled."""

    kind: Literal["ordering"] = "ordering"
    steps: tuple[Claim, ...]

    def claims(self) -> Iterator[Claim]:
        yield self.rationale
        yield from self.steps


class Short(ItemBase):
    """An answer of a few words; any of `answers` counts, the first is shown. Compared without case and marks of end."""

    kind: Literal["short"] = "short"
    answers: tuple[str, ...]


class Numeric(ItemBase):
    """A number in `unit`, right within `tolerance` either way. `shown` is the answer as the guide prints it."""

    kind: Literal["numeric"] = "numeric"
    value: float
    unit: str
    shown: str
    tolerance: float = 0.0


class Completion(ItemBase):
    """A sentence to be finished: `stem` ends where the answer goes and holds no blank of its own."""

    kind: Literal["completion"] = "completion"
    answers: tuple[str, ...]


SimpleItem: TypeAlias = Annotated[
    OneBest | Multiple | TrueFalse | Matching | Ordering | Short | Numeric | Completion, Field(discriminator="kind")
]


class Scenario(ItemBase):
    """A situation (`stem`) with two or three items that need it. `rationale` and `fact` are those of the first."""

    kind: Literal["scenario"] = "scenario"
    items: tuple[SimpleItem, ...]

    def claims(self) -> Iterator[Claim]:
        for item in self.items:
            yield from item.claims()


Item: TypeAlias = Annotated[
    OneBest | Multiple | TrueFalse | Matching | Ordering | Short | Numeric | Completion | Scenario,
    Field(discriminator="kind"),
]


class QuizBrief(Value):
    """What was asked for. `kinds` empty: all kinds that the guides carry; `lesson_id`: made from that lesson."""

    topic: str
    items: int
    language: Language
    as_of: date
    level: Level = "basic"
    kinds: tuple[ItemKind, ...] = ()
    guide_ids: tuple[str, ...] = ()
    lesson_id: str | None = None


class BlueprintRow(Value):
    """How many items an outcome should have at a level, and the items made for it."""

    outcome_id: str
    bloom: Bloom
    wanted: int
    item_ids: tuple[str, ...] = ()


class Coverage(Value):
    """A section of a guide and the items that ask about it; without items the section is uncovered."""

    guide_id: str
    address: Address
    title: str
    item_ids: tuple[str, ...] = ()


class Quiz(Value):
    """A whole quiz. `notice` tells how it was made and its limits; `dropped` why candidates were left out, counted
    by the name of the examiner's check (or "duplicate_fact", "answers_another")."""

    id: str
    title: str
    brief: QuizBrief
    items: tuple[Item, ...]
    outcomes: tuple[Outcome, ...]
    blueprint: tuple[BlueprintRow, ...]
    coverage: tuple[Coverage, ...]
    sources: tuple[SourceRecord, ...]
    generation: GenerationRecord
    notice: str
    dropped: dict[str, int] = Field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The language of the items."""
        return self.brief.language

    @property
    def as_of(self) -> date:
        """The day the quiz is for."""
        return self.brief.as_of

    def questions(self) -> Iterator[SimpleItem]:
        """All items that are answered, those of scenarios one by one, in reading order."""
        for item in self.items:
            if isinstance(item, Scenario):
                yield from item.items
            else:
                yield item

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the place it stands, e.g. ("item:q3", claim), in reading order."""
        for item in self.questions():
            for claim in item.claims():
                yield f"item:{item.id}", claim
