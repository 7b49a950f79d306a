"""Drills for a learner: start one from the guides or from a lesson, hand it in, see what was found and missed.

Results are the learner's own: every method reads the records of who is acting, and nobody else's.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from generator.domain.base import Language
from generator.domain.drill import Drill, DrillResult, ShownDrill
from generator.domain.people import Actor
from generator.errors import InputError, NotFound, NothingRelevant
from generator.messages import say
from generator.service.access import guarded
from generator.storage.practice import PracticeStore, Record

if TYPE_CHECKING:
    from generator.domain.lesson import Lesson
    from generator.practice.drills import Grounded
    from generator.service.soan import Soan

_APPROVED = ("approved", "published")


class Drills:
    """Find the planted error."""

    area = "drills"

    def __init__(self, soan: Soan) -> None:
        self._soan = soan
        self._records = PracticeStore(soan.store.engine)

    @guarded
    def start(
        self, actor: Actor, topic: str = "", language: Language = "vi", *, seed: int | None = None,
        lesson: Lesson | None = None,
    ) -> ShownDrill:  # fmt: skip
        """A drill on a topic of the guides, on a lesson, or (with neither) on a guide drawn by lot.

        Raises NothingRelevant when too little is there.
        """
        from generator.practice.drills import from_lesson, make_drill

        seed = secrets.randbelow(1_000_000) if seed is None else seed
        if lesson is not None:
            topic, language, sentences = lesson.title, lesson.brief.language, list(from_lesson(lesson))
        else:
            topic, sentences = self._from_guides(topic, language, seed)
        drill = make_drill(topic, sentences, language, seed=seed, now=datetime.now(UTC), practised=self._met(actor))
        self._keep(actor, drill)
        return drill.shown()

    @guarded
    def start_from_work(self, actor: Actor, work_id: str, *, seed: int | None = None) -> ShownDrill:
        """A drill on a lesson of the library that was approved. Raises NotFound, InputError for another kind of work
        or one that is not approved."""
        from generator.domain.lesson import Lesson

        record = self._soan.works.get(actor, work_id)
        version, state = self._soan.works.version(actor, work_id)
        if version.kind != "lesson" or state not in _APPROVED:
            raise InputError(problem=say("drills.not_approved", record.language))
        return self.start(actor, seed=seed, lesson=Lesson.model_validate_json(json.dumps(version.content)))

    @guarded
    def submit(self, actor: Actor, drill_id: str, marked: Collection[int]) -> DrillResult:
        """Hand in the numbers of the sentences that look wrong. Raises NotFound, and InputError for a drill that was
        handed in before or a number that no sentence has."""
        from generator.practice.drills import mark_drill

        drill = self._drill(actor, drill_id)
        if any(result.drill_id == drill.id for result in self._results(actor)):
            raise InputError(problem=say("drills.handed_in", drill.language))
        if any(number not in range(1, len(drill.statements) + 1) for number in marked):
            raise InputError(problem=say("drills.no_sentence", drill.language, last=len(drill.statements)))
        result = mark_drill(drill, set(marked), now=datetime.now(UTC))
        self._records.add(
            Record(f"r{drill.id}", actor.id, "drill_result", drill.id, result.at, result.model_dump_json())
        )
        self._soan.practice.mark(actor, "drill", drill.language)
        return result

    @guarded
    def mine(self, actor: Actor) -> Sequence[DrillResult]:
        """The actor's own results, oldest first."""
        return self._results(actor)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _results(self, actor: Actor) -> list[DrillResult]:
        return [DrillResult.model_validate_json(row.payload) for row in self._records.of(actor.id, "drill_result")]

    def _drill(self, actor: Actor, drill_id: str) -> Drill:
        found = [row for row in self._records.of(actor.id, "drill") if row.item.startswith(drill_id)]
        if len(found) != 1:
            raise NotFound(what=drill_id)
        return Drill.model_validate_json(found[0].payload)

    def _met(self, actor: Actor) -> Counter[str]:
        """How often the actor met each kind of error."""
        drills = (Drill.model_validate_json(row.payload) for row in self._records.of(actor.id, "drill"))
        return Counter(error.kind for drill in drills for error in drill.errors)

    def _keep(self, actor: Actor, drill: Drill) -> None:
        row = Record(drill.id, actor.id, "drill", drill.id, drill.started_at, drill.model_dump_json())
        self._records.add(row)

    def _from_guides(self, topic: str, language: Language, seed: int) -> tuple[str, list[Grounded]]:
        from generator.practice.drills import LEAST, from_passages

        guides = {guide.id: guide for guide in self._soan.guides() if guide.language == language}
        if topic.strip():
            hits = [hit for hit in self._soan.search(topic, k=24) if hit.guide.id in guides]
            for guide_id in dict.fromkeys(hit.guide.id for hit in hits):  # one answer leans on one guide
                near = sorted(
                    (hit.passage for hit in hits if hit.guide.id == guide_id), key=lambda passage: passage.seq
                )
                for passages in (near, self._soan.show(guide_id)[1]):
                    found = list(from_passages(passages, guides))
                    if len(found) >= LEAST:
                        return topic.strip(), found
            raise NothingRelevant(topic=topic)
        order = sorted(guides.values(), key=lambda guide: guide.id)
        for step in range(len(order)):
            guide = order[(seed + step) % len(order)]
            _, passages = self._soan.show(guide.id)
            found = list(from_passages(passages, guides))
            if len(found) >= LEAST:
                return guide.title, found
        raise NothingRelevant(topic=say("drills.any_topic", language))
