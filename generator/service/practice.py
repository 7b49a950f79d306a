"""Practice for civil servants: exercises, attempts, the score of a prompt, cards, progress. No model is needed.

What a learner does is the learner's own: every method reads the records of who is acting; a trainer sees a class in
numbers of five persons or more. Text that carries personal data or a secrecy mark is scored and never kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.domain.base import LANGUAGES, Language
from generator.domain.people import Actor
from generator.errors import InputError, NotFound
from generator.messages import say
from generator.service.access import guarded
from generator.storage.practice import PracticeStore, Record, RecordKind

if TYPE_CHECKING:
    from generator.domain.exercise import Attempt, Comparison, DataClass, Exercise, Family, PromptCard, Submission
    from generator.domain.lesson import Level
    from generator.domain.progress import ClassFigures, Progress
    from generator.domain.prompt_score import PromptScore
    from generator.domain.works import WorkRecord
    from generator.service.soan import Soan


class Practice:
    """A learner's room. Every method but `score` takes who is acting."""

    area = "practice"

    def __init__(self, soan: Soan) -> None:
        self._soan = soan
        self._records = PracticeStore(soan.store.engine)

    def score(self, prompt: str, language: Language | None = None) -> PromptScore:
        """The rubric's score; reasons in `language`, else in the prompt's own. Raises InputError for an empty one."""
        from generator.practice.rubric import score_prompt

        return score_prompt(prompt, feedback=language)

    # -- exercises ---------------------------------------------------------------------------------------------------

    @guarded
    def exercises(
        self, actor: Actor, language: Language = "vi", *, family: Family | None = None, level: Level | None = None
    ) -> Sequence[Exercise]:
        """Those that come with the program, then those of the library that the actor may see, easiest first."""
        from generator.practice.exercises import bundled, by_filter

        return by_filter([*bundled(language), *self._from_library(actor, language)], family, level)

    @guarded
    def exercise(self, actor: Actor, exercise_id: str) -> Exercise:
        """By id or the beginning of one. Raises NotFound."""
        return self._find(actor, exercise_id)

    @guarded
    def make_exercise(
        self,
        actor: Actor,
        guide: str,
        *,
        family: Family,
        title: str,
        scenario: str,
        place: str = "",
        level: Level = "intermediate",
        as_of: date | None = None,
    ) -> WorkRecord:
        """An exercise on the words of a guide, as a draft in the library; it goes through review like any work.

        `place` are words of the heading or article meant (all of the guide's beginning when empty). Raises InputError
        when nothing there can be quoted.
        """
        from generator.practice.from_guide import from_guide

        found, passages = self._soan.show(guide)
        wanted = [
            p for p in passages if place.lower() in " ".join(f"{x.label} {x.title}" for x in p.address.parts).lower()
        ]
        made = from_guide(
            found,
            wanted[:3],
            family=family,
            level=level,
            title=title,
            scenario=scenario,
            as_of=as_of or date.today(),
            now=datetime.now(UTC),
        )
        return self._soan.works.add(actor, made)

    # -- attempts ----------------------------------------------------------------------------------------------------

    @guarded
    def submit(self, actor: Actor, exercise_id: str, prompt: str, language: Language | None = None) -> Submission:
        """Score a prompt for an exercise and keep it beside the earlier ones. Raises InputError for an empty one, for
        one that is a sample of the exercise itself, NotFound for an unknown exercise."""
        from generator.domain.exercise import PASS, Attempt, Submission
        from generator.practice.compare import compare
        from generator.practice.exercises import attempt_id, fit
        from generator.practice.rubric import score_prompt

        exercise = self._find(actor, exercise_id)
        if " ".join(prompt.split()) in {" ".join(sample.prompt.split()) for sample in exercise.model}:
            raise InputError(problem=say("practice.copied", language or exercise.language))
        score = score_prompt(prompt, feedback=language or exercise.language)
        found = fit(prompt, exercise)
        if any(item.name == "personal_data" for item in score.refused):
            return Submission(kept=False, score=score, fit=found)
        earlier = self._attempts(actor, exercise.id)
        number = len(earlier) + 1
        attempt = Attempt(
            id=attempt_id(actor.id, exercise.id, number),
            learner=actor.id,
            exercise_id=exercise.id,
            number=number,
            prompt=prompt,
            score=score,
            fit=found,
            at=datetime.now(UTC),
        )
        self._keep("attempt", attempt.id, actor.id, exercise.id, attempt.at, attempt.model_dump_json())
        if score.total >= PASS:
            self._step(actor, f"exercise:{exercise.id}")
        return Submission(
            kept=True,
            score=score,
            fit=found,
            attempt=attempt,
            comparison=compare(earlier[-1], attempt) if earlier else None,
        )

    @guarded
    def attempts(self, actor: Actor, exercise_id: str) -> Sequence[Attempt]:
        """The actor's own attempts at an exercise, oldest first."""
        return self._attempts(actor, self._find(actor, exercise_id).id)

    @guarded
    def compare(self, actor: Actor, exercise_id: str, before: int, after: int) -> Comparison:
        """Two of the actor's attempts side by side, by their numbers. Raises NotFound."""
        from generator.practice.compare import compare

        known = {attempt.number: attempt for attempt in self._attempts(actor, self._find(actor, exercise_id).id)}
        if before not in known or after not in known:
            raise NotFound(what=f"{exercise_id} {before}–{after}")
        return compare(known[before], known[after])

    @guarded
    def forget(self, actor: Actor) -> int:
        """Take out all that the actor keeps here. Returns the number of records."""
        return self._records.forget(actor.id)

    # -- progress ----------------------------------------------------------------------------------------------------

    @guarded
    def mark(self, actor: Actor, step_id: str, language: Language = "vi") -> Progress:
        """The learner says a lesson was read, or a drill was done. Raises NotFound for a step that is not on the path
        or that only an attempt can finish."""
        from generator.practice.course import path
        from generator.practice.exercises import bundled

        known = {step.id for step in path(language, bundled(language)) if step.kind in ("lesson", "drill")}
        if step_id not in known:
            raise NotFound(what=step_id)
        self._step(actor, step_id)
        return self._progress(actor, language)

    @guarded
    def progress(self, actor: Actor, language: Language = "vi") -> Progress:
        """Where the actor stands on the course."""
        return self._progress(actor, language)

    @guarded
    def class_figures(
        self, actor: Actor, language: Language = "vi", learners: Sequence[str] | None = None
    ) -> ClassFigures:
        """How many learners (of those named, or of all who practised) did each step, in numbers of five or more."""
        from generator.practice.course import figures, path
        from generator.practice.exercises import bundled

        done = {item: number for (kind, item), number in self._records.counts(learners).items() if kind == "step"}
        return figures(path(language, bundled(language)), self._records.learners(learners), done)

    @guarded
    def completion(self, actor: Actor, path: Path, *, name: str, language: Language = "vi") -> Path:
        """A DOCX that says exactly what was done, and what it does not say. Raises InputError."""
        from generator.export.completion import render
        from generator.export.registry import write_file

        if not name.strip():
            raise InputError(problem=say("practice.no_name", language))
        write_file(path, render(self._progress(actor, language), name.strip(), date.today()))
        return path

    # -- cards -------------------------------------------------------------------------------------------------------

    @guarded
    def make_card(
        self,
        actor: Actor,
        prompt: str,
        *,
        title: str,
        purpose: str,
        owner: str = "",
        language: Language | None = None,
        data_class: DataClass = "public",
        model: str | None = None,
        tried_on: date | None = None,
    ) -> PromptCard:
        """A card of one's own from a prompt; making it anew under the same title raises its version. Raises InputError
        for a prompt that fails, or without title or purpose."""
        from generator.practice.cards import make_card
        from generator.practice.rubric.prepare import language_of_prompt

        spoken = language or language_of_prompt(prompt)
        older = [card for card in self._own_cards(actor) if card.title == title.strip()]
        card = make_card(
            prompt,
            language=spoken,
            title=title,
            purpose=purpose,
            owner=owner or say("practice.card.nobody", spoken),
            data_class=data_class,
            model=model,
            tried_on=tried_on,
            version=max((card.version for card in older), default=0) + 1,
            today=date.today(),
        )
        record_id = f"{actor.id}:{card.id}"[-40:]
        self._keep("card", record_id, actor.id, card.id, datetime.now(UTC), card.model_dump_json())
        return card

    @guarded
    def cards(self, actor: Actor, text: str = "") -> Sequence[PromptCard]:
        """One's own cards and those of the library that the actor may see, by words (accents do not matter)."""
        from generator.domain.text import fold_accents

        wanted = fold_accents(text).lower().split()
        found = [*self._own_cards(actor), *self._library_cards(actor)]

        def matches(card: PromptCard) -> bool:
            whole = fold_accents(f"{card.title} {card.purpose} {card.prompt}").lower()
            return all(word in whole for word in wanted)

        return [card for card in found if matches(card)]

    @guarded
    def card(self, actor: Actor, card_id: str) -> PromptCard:
        """A card by id or the beginning of one. Raises NotFound."""
        return self._card(actor, card_id)

    @guarded
    def print_card(self, actor: Actor, card_id: str, path: Path) -> Path:
        """The card on A5 as DOCX or HTML. Raises InputError for another suffix."""
        card = self._card(actor, card_id)
        return self._soan.export(card, path, card.language)

    @guarded
    def share_card(self, actor: Actor, card_id: str) -> WorkRecord:
        """Put a card into the library as a draft for review."""
        return self._soan.works.add(actor, self._card(actor, card_id))

    # -- inside ------------------------------------------------------------------------------------------------------

    def _find(self, actor: Actor, exercise_id: str) -> Exercise:
        from generator.practice.exercises import find

        for language in LANGUAGES if exercise_id.startswith("x-") else ():
            for exercise in self._from_library(actor, language):
                if exercise.id.startswith(exercise_id):
                    return exercise
        return find(exercise_id)

    def _from_library(self, actor: Actor, language: Language) -> list[Exercise]:
        from generator.domain.exercise import Exercise

        found = self._library(actor, "exercise")
        return [work for work in found if isinstance(work, Exercise) and work.language == language]

    def _library_cards(self, actor: Actor) -> list[PromptCard]:
        from generator.domain.exercise import PromptCard

        return [work for work in self._library(actor, "card") if isinstance(work, PromptCard)]

    def _library(self, actor: Actor, kind: str) -> list[object]:
        from generator.domain.work import parse_work

        works = self._soan.works
        versions = [works.version(actor, record.id)[0] for record in works.list(actor, kind=kind)]
        return [parse_work(kind, dict(version.content)) for version in versions]

    def _own_cards(self, actor: Actor) -> list[PromptCard]:
        from generator.domain.exercise import PromptCard

        return [PromptCard.model_validate_json(record.payload) for record in self._records.of(actor.id, "card")]

    def _card(self, actor: Actor, card_id: str) -> PromptCard:
        every = [*self._own_cards(actor), *self._library_cards(actor)]
        found = [card for card in every if card.id.startswith(card_id)]
        if not found:
            raise NotFound(what=card_id)
        return found[0]

    def _attempts(self, actor: Actor, exercise_id: str | None = None) -> list[Attempt]:
        from generator.domain.exercise import Attempt

        records = self._records.of(actor.id, "attempt", exercise_id)
        return [Attempt.model_validate_json(record.payload) for record in records]

    def _progress(self, actor: Actor, language: Language) -> Progress:
        from generator.practice.course import progress
        from generator.practice.exercises import bundled

        tried: dict[str, list[Attempt]] = {}
        for attempt in self._attempts(actor):
            tried.setdefault(attempt.exercise_id, []).append(attempt)
        done = {record.item: record.at for record in self._records.of(actor.id, "step")}
        if not self._records.of(actor.id, "drill_result"):
            done.pop("drill", None)  # a drill is done when it was handed in, whatever anybody says
        return progress(language, bundled(language), tried, done)

    def _step(self, actor: Actor, step_id: str) -> None:
        from generator.domain.base import digest

        self._keep("step", "s-" + digest(actor.id, step_id), actor.id, step_id, datetime.now(UTC), "{}")

    def _keep(self, kind: RecordKind, record_id: str, learner: str, item: str, at: datetime, payload: str) -> None:
        self._records.add(Record(record_id, learner, kind, item, at, payload))


def read_prompt(path: Path) -> str:
    """The text of a file. Raises FileMissing, FileDamaged."""
    from generator.errors import FileMissing
    from generator.reading.decode import decode

    if not path.is_file():
        raise FileMissing(file=path.name)
    return decode(path.read_bytes(), path.name)
