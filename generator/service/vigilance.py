"""Vigilance: one planted error in a reviewer's session, told afterwards; the rate is shown to that reviewer only.

A planted sentence never enters a version, a decision or the history.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from generator.checks.planting import PLANT_KINDS, plant
from generator.domain.base import Value
from generator.domain.ledger import Claim
from generator.domain.people import Actor
from generator.domain.works import Outcome, WorkRecord
from generator.errors import StateError
from generator.messages import say
from generator.review.gates import Standing
from generator.service.access import guarded
from generator.service.review_base import DeskClaim, desk_claims
from generator.service.review_form import ReviewForm
from generator.storage import reviews
from generator.storage.events import writing


class Vigil(Value):
    """One planted sentence: it stands in the place of `claim_id` on one reviewer's desk until the session ends."""

    id: str
    version: int
    claim_id: str
    planted: Claim
    kind: str
    was: str
    now: str
    outcome: Literal["open", "found", "missed"] = "open"


class VigilRate(NamedTuple):
    """How many planted errors the reviewer found and missed so far."""

    found: int
    missed: int


class Vigilance(ReviewForm):
    """Planted errors on the desk."""

    @guarded
    def watch(self, actor: Actor, work_id: str) -> None:
        """Begin a session with one planted error among the claims still to be decided. Raises StateError where no
        claim offers a hold for one, or the version is not in review."""
        with writing(self._engine) as connection:
            record = self._record(connection, actor, work_id)
            standing = self._standing(connection, record)
            if standing.state != "in_review":
                raise StateError(problem=say("review.wrong_state", state=say(f"review.state.{standing.state}")))
            if self._open_vigil(connection, actor, record) is None:
                self._keep_vigil(connection, actor, record, _planted(standing))

    @guarded
    def end_watch(self, actor: Actor, work_id: str) -> Vigil | None:
        """End the session and tell what was planted and whether it was found; None where nothing was."""
        with writing(self._engine) as connection:
            record = self._record(connection, actor, work_id)
            vigil = self._open_vigil(connection, actor, record)
            if vigil is None:
                kept = self._vigils(connection, actor, record.id)
                return kept[-1] if kept else None
            ended = vigil.model_copy(update={"outcome": "missed"})
            self._keep_vigil(connection, actor, record, ended)
            return ended

    @guarded
    def my_watch(self, actor: Actor) -> VigilRate:
        """The acting reviewer's own rate; nobody else can ask for it."""
        with self._engine.connect() as connection:
            outcomes = [vigil.outcome for vigil in self._vigils(connection, actor, None)]
        return VigilRate(outcomes.count("found"), outcomes.count("missed"))

    def _with_vigil(
        self, connection: Connection, actor: Actor, record: WorkRecord, claims: Sequence[DeskClaim]
    ) -> list[DeskClaim]:
        """The claims with the planted one in its place. The program's own assessment does not give it away."""
        vigil = self._open_vigil(connection, actor, record)
        if vigil is None:
            return [*claims]
        return [
            found._replace(claim=vigil.planted, key=vigil.id, decision=None, new=True)
            if found.claim.id == vigil.claim_id
            else found
            for found in claims
        ]

    def _decide_vigil(
        self, connection: Connection, actor: Actor, record: WorkRecord, claim_id: str, outcome: Outcome
    ) -> bool:
        """Whether that claim was the planted one; if so the outcome is kept for the reviewer alone."""
        vigil = self._open_vigil(connection, actor, record)
        if vigil is None or claim_id not in (vigil.planted.id, vigil.id):
            return False
        told: Literal["found", "missed"] = "missed" if outcome == "right" else "found"
        self._keep_vigil(connection, actor, record, vigil.model_copy(update={"outcome": told}))
        return True

    def _open_vigil(self, connection: Connection, actor: Actor, record: WorkRecord) -> Vigil | None:
        mine = self._vigils(connection, actor, record.id)
        return next((v for v in mine if v.outcome == "open" and v.version == record.head), None)

    def _vigils(self, connection: Connection, actor: Actor, work_id: str | None) -> list[Vigil]:
        return [Vigil.model_validate_json(row) for row in reviews.vigils(connection, actor.id, work_id).values()]

    def _keep_vigil(self, connection: Connection, actor: Actor, record: WorkRecord, vigil: Vigil) -> None:
        reviews.keep_vigil(connection, vigil.id, record.id, actor.id, vigil.model_dump_json())


def _planted(standing: Standing) -> Vigil:
    rng = random.Random(secrets.randbits(64))
    fresh = [found.claim for found in desk_claims(standing) if found.decision is None and found.claim.citations]
    rng.shuffle(fresh)
    kinds = [kind for kind in PLANT_KINDS if kind != "step"]
    for claim in fresh:
        rng.shuffle(kinds)
        quote = " ".join(citation.quote for citation in claim.citations)
        for kind in kinds:
            made = plant(claim.text, quote, kind, language=standing.language, rng=rng)
            if made is not None:
                return Vigil(
                    id="v-" + secrets.token_hex(8),
                    version=standing.version.number,
                    claim_id=claim.id,
                    planted=claim.model_copy(update={"text": made.text}),
                    kind=kind,
                    was=made.was,
                    now=made.now,
                )
    raise StateError(problem=say("review.nothing_to_plant", standing.language))
