"""The reviewer's job at the service: the queue, the desk, decisions, and the gates before an approval."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import JsonValue
from sqlalchemy import Connection

from generator.domain.findings import Finding
from generator.domain.lesson import ChecklistLine
from generator.domain.people import SYSTEM, Actor
from generator.domain.works import (
    ANSWERS,
    OUTCOMES,
    Answer,
    Decision,
    LineAnswer,
    Outcome,
    State,
    Task,
    Version,
    WorkRecord,
    finding_key,
)
from generator.errors import Forbidden, InputError, NotApprovable, NotFound, StateError
from generator.messages import say
from generator.review.checklist import review_date
from generator.review.gates import Blocker, Standing, blockers, open_findings
from generator.review.history import fingerprint
from generator.service.access import guarded
from generator.service.review_base import DeskClaim, desk_claims
from generator.service.vigilance import Vigilance
from generator.service.works_base import today
from generator.storage import reviews
from generator.storage import works as table
from generator.storage.events import writing
from generator.storage.works_tables import versions, works

if TYPE_CHECKING:
    from generator.service.soan import Soan


class DeskFinding(NamedTuple):
    """A finding of a check. `key` is what `answer` takes; `shuts` the gate it keeps shut, "" where it keeps none."""

    key: str
    finding: Finding
    shuts: str


class Desk(NamedTuple):
    """A version on the desk: claims by risk, the checklist, findings, what stands in the way."""

    record: WorkRecord
    version: Version
    state: State
    claims: Sequence[DeskClaim]
    findings: Sequence[DeskFinding]
    checklist: Sequence[ChecklistLine]
    answers: dict[str, LineAnswer]
    blockers: Sequence[Blocker]


class QueueRow(NamedTuple):
    """A work that waits for a reviewer; `risk` is that of its riskiest claim without a decision."""

    record: WorkRecord
    risk: float
    undecided: int
    unsupported: int
    own: bool


class _Weight(NamedTuple):
    """What the queue needs of a version."""

    risk: float
    undecided: int
    unsupported: int
    editors: tuple[str, ...]


class Review(Vigilance):
    """Review of works. Every method takes who is acting."""

    area = "review"

    def __init__(self, soan: Soan) -> None:
        super().__init__(soan)
        self._weights: dict[tuple[str, int, str, int], _Weight] = {}

    # -- the queue and the desk --------------------------------------------------------------------------------------

    @guarded
    def queue(self, actor: Actor) -> Sequence[QueueRow]:
        """Works in review, the riskiest first; `own` marks those the actor edited and so may not decide about."""
        self._soan.impact.swept(SYSTEM, today())
        with self._engine.connect() as connection:
            waiting = [*table.select_works(connection, versions.c.state == "in_review", works.c.archived.is_(False))]
            decided = reviews.decision_counts(connection)
            rows = [self._row(connection, actor, record, decided.get(record.id, 0)) for record in waiting]
        kept = {(row.record.id, row.record.head) for row in rows}
        self._weights = {key: weight for key, weight in self._weights.items() if key[:2] in kept}
        return sorted(rows, key=lambda row: (row.own, -row.risk, row.record.updated_at))

    def _row(self, connection: Connection, actor: Actor, record: WorkRecord, decided: int) -> QueueRow:
        """A version never changes, so its row is reckoned anew only after a decision."""
        key = (record.id, record.head, record.content_sha256, decided)
        if key not in self._weights:
            standing = self._standing(connection, record)
            fresh = [claim for claim in desk_claims(standing) if claim.decision is None]
            self._weights[key] = _Weight(
                risk=max((claim.assessment.risk for claim in fresh), default=0.0),
                undecided=len(fresh),
                unsupported=sum(claim.assessment.status == "unsupported" for claim in fresh),
                editors=standing.version.editors,
            )
        weight = self._weights[key]
        own = actor.id in weight.editors
        return QueueRow(record, weight.risk, weight.undecided, weight.unsupported, own)

    @guarded
    def desk(self, actor: Actor, work_id: str, *, only_changed: bool = False) -> Desk:
        """The newest version claim by claim, riskiest first; with `only_changed` without those whose earlier decision
        still holds."""
        with self._engine.connect() as connection:
            record = self._record(connection, actor, work_id)
            standing = self._standing(connection, record)
            shown = self._with_vigil(connection, actor, record, desk_claims(standing))
        claims = [claim for claim in shown if claim.new or not only_changed]
        return Desk(
            record=record,
            version=standing.version,
            state=standing.state,
            claims=sorted(claims, key=lambda claim: -claim.assessment.risk),
            findings=_desk_findings(standing),
            checklist=standing.checklist,
            answers=standing.answered(),
            blockers=blockers(standing, actor.id, record.content_sha256),
        )

    # -- the author's side -------------------------------------------------------------------------------------------

    @guarded
    def submit(self, actor: Actor, work_id: str, *, note: str = "") -> WorkRecord:
        """Send the newest version to review. Raises StateError when it is no draft, or edits are not yet a version."""
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            if table.working_copy(connection, record.id) is not None:
                raise StateError(problem=say("review.unsaved"))
            self._move(connection, actor, record, "submitted", "in_review", ("draft", "changes_requested"), note)
            reviews.finish_tasks(connection, record.id, ("changes_requested", "guide_changed"))
            return table.work(connection, record.id)

    # -- decisions ---------------------------------------------------------------------------------------------------

    @guarded
    def decide(self, actor: Actor, work_id: str, claim_id: str, outcome: Outcome, reason: str = "") -> Decision:
        """Decide about one claim: right, fix or drop. A reason is needed for fix and drop, and for calling an
        unsupported claim right. Raises InputError, NotFound, Forbidden for one's own text, StateError."""
        if outcome not in OUTCOMES:
            raise InputError(problem=say("review.bad_outcome", known=", ".join(OUTCOMES)))
        with writing(self._engine) as connection:
            record = self._record(connection, actor, work_id)
            standing = self._decidable(connection, actor, record)
            shown = self._with_vigil(connection, actor, record, desk_claims(standing))
            found = next((c for c in shown if claim_id in (c.claim.id, c.key)), None)
            if found is None:
                raise NotFound(what=claim_id)
            unsupported = found.assessment.status == "unsupported"
            if not reason.strip() and (outcome != "right" or unsupported):
                raise InputError(problem=say("review.reason_needed"))
            decision = Decision(
                work_id=record.id,
                version=record.head,
                key=found.key,
                claim_id=found.claim.id,
                outcome=outcome,
                reason=reason.strip(),
                by=actor.id,
                at=datetime.now(UTC),
            )
            if self._decide_vigil(connection, actor, record, claim_id, outcome):
                return decision
            reviews.add_decision(connection, decision)
            facts: dict[str, JsonValue] = {
                "claim": found.claim.id, "outcome": outcome, "fingerprint": fingerprint(decision),
                "content_sha256": record.content_sha256,
            }  # fmt: skip
            self._tell(connection, actor, "decided", record.id, record.head, facts, decision.reason)
        return decision

    @guarded
    def answer(self, actor: Actor, work_id: str, line: str, answer: Answer, note: str = "") -> LineAnswer:
        """Answer a line of the checklist (`R4`, `G3`) or justify a finding (its `finding_key`). Trainer's lines are
        answered by those who edit or review, the others by a reviewer who did not edit. Raises InputError (R7 needs the
        day of the next review, R6 and findings a note), NotFound, Forbidden, StateError."""
        if answer not in ANSWERS:
            raise InputError(problem=say("review.bad_answer", known=", ".join(ANSWERS)))
        with writing(self._engine) as connection:
            record = self._record(connection, actor, work_id)
            standing = self._answerable(connection, actor, record, line)
            lines = {found.id: found for found in standing.checklist if found.state == "person"}
            findings = {finding_key(found) for _, found in open_findings(standing)}
            if line not in lines and line not in findings:
                raise NotFound(what=line)
            if line == "R7" and answer == "yes" and review_date(note, today()) is None:
                raise InputError(problem=say("review.date_needed"))
            if not note.strip() and (line in findings or line == "R6" or answer != "yes"):
                raise InputError(problem=say("review.note_needed"))
            given = LineAnswer(
                work_id=record.id,
                version=record.head,
                line=line,
                answer=answer,
                note=note.strip(),
                by=actor.id,
                at=datetime.now(UTC),
            )
            reviews.add_answer(connection, given)
            facts: dict[str, JsonValue] = {"line": line, "answer": answer, "fingerprint": fingerprint(given)}
            self._tell(connection, actor, "answered", record.id, record.head, facts, given.note)
        return given

    @guarded
    def request_changes(self, actor: Actor, work_id: str, note: str = "") -> WorkRecord:
        """Send the version back. The reasons stand at the sentences (decisions fix and drop); without any, a note is
        needed. The owner gets a task."""
        with writing(self._engine) as connection:
            record = self._record(connection, actor, work_id)
            standing = self._decidable(connection, actor, record)
            sent_back = [found for found in standing.decided().values() if found.outcome != "right"]
            if not sent_back and not note.strip():
                raise InputError(problem=say("review.reason_needed"))
            self._move(
                connection, actor, record, "changes_requested", "changes_requested", ("in_review",), note.strip()
            )
            about: dict[str, JsonValue] = {"version": record.head, "sentences": len(sent_back)}
            self._give_task(connection, record, "changes_requested", about)
            return table.work(connection, record.id)

    @guarded
    def approve(self, actor: Actor, work_id: str, sha256: str, *, note: str = "") -> WorkRecord:
        """Approve exactly the content with that hash. Raises NotApprovable with all that stands in the way."""
        with writing(self._engine) as connection:
            record = self._record(connection, actor, work_id)
            standing = self._standing(connection, record)
            found = blockers(standing, actor.id, sha256)
            if found:
                error = NotApprovable(problem=" ".join(blocker.message for blocker in found[:3]))
                error.details["blockers"] = found
                raise error
            facts: dict[str, JsonValue] = {"content_sha256": record.content_sha256}
            self._move(connection, actor, record, "approved", "approved", ("in_review",), note.strip(), facts=facts)
            if record.published is None:  # what learners see stays marked until it is replaced
                table.change_work(connection, record.id, stale=False)
            return table.work(connection, record.id)

    @guarded
    def publish(self, actor: Actor, work_id: str) -> WorkRecord:
        """Show the approved version to learners; the one published before is superseded. Raises NotApprovable when a
        guide has lapsed since, StateError when the version is not approved."""
        with writing(self._engine) as connection:
            record = self._publishable(connection, actor, work_id)
            standing = self._standing(connection, record)
            lapsed = [b for b in blockers(standing, "", record.content_sha256) if b.rule in ("guide", "altered")]
            if lapsed:
                raise NotApprovable(problem=" ".join(blocker.message for blocker in lapsed[:3]))
            extra: dict[str, JsonValue] = {}
            if record.published is not None and record.published != record.head:
                extra = {str(record.published): "superseded"}
                table.set_state(connection, record.id, record.published, "superseded")
            self._move(connection, actor, record, "published", "published", ("approved",), states=extra)
            table.change_work(connection, record.id, published=record.head, stale=False)
            return table.work(connection, record.id)

    @guarded
    def withdraw(self, actor: Actor, work_id: str, reason: str) -> WorkRecord:
        """Take back what is published, or what waits for review. Raises InputError without a reason, StateError."""
        if not reason.strip():
            raise InputError(problem=say("review.reason_needed"))
        with writing(self._engine) as connection:
            record = self._publishable(connection, actor, work_id)
            number = record.published or record.head
            _, state = table.version(connection, record.id, number)
            if state not in ("in_review", "approved", "published"):
                raise StateError(problem=say("review.wrong_state", state=say(f"review.state.{state}")))
            table.set_state(connection, record.id, number, "withdrawn")
            facts: dict[str, JsonValue] = {"states": {str(number): "withdrawn"}}
            self._tell(connection, actor, "withdrawn", record.id, number, facts, reason.strip())
            table.change_work(connection, record.id, published=None)
            return table.work(connection, record.id)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _publishable(self, connection: Connection, actor: Actor, work_id: str) -> WorkRecord:
        """The owner and those sharing the work, or any reviewer."""
        record = self._record(connection, actor, work_id)
        return record if actor.has("reviewer") else self._own(connection, actor, work_id)

    def _decidable(self, connection: Connection, actor: Actor, record: WorkRecord) -> Standing:
        """Raises StateError where the version is not in review, Forbidden where the actor edited it."""
        standing = self._standing(connection, record)
        if standing.state != "in_review":
            raise StateError(problem=say("review.wrong_state", state=say(f"review.state.{standing.state}")))
        if actor.id in standing.version.editors:
            raise Forbidden(needed=say("review.other_person"))
        return standing

    def _answerable(self, connection: Connection, actor: Actor, record: WorkRecord, line: str) -> Standing:
        if not line.startswith("G"):
            if not actor.has("reviewer"):
                raise Forbidden(needed=say("people.role.reviewer"))
            return self._decidable(connection, actor, record)
        standing = self._standing(connection, record)
        if standing.state not in ("draft", "changes_requested", "in_review"):
            raise StateError(problem=say("review.wrong_state", state=say(f"review.state.{standing.state}")))
        if not actor.has("reviewer"):
            self._own(connection, actor, record.id)
        return standing

    def _move(
        self,
        connection: Connection,
        actor: Actor,
        record: WorkRecord,
        event: str,
        to: State,
        allowed: Sequence[State],
        note: str = "",
        *,
        facts: dict[str, JsonValue] | None = None,
        states: dict[str, JsonValue] | None = None,
    ) -> None:
        """From one of the allowed states to another, told in the history. Raises StateError."""
        if record.state not in allowed:
            raise StateError(problem=say("review.wrong_state", state=say(f"review.state.{record.state}")))
        table.set_state(connection, record.id, record.head, to)
        table.change_work(connection, record.id, updated_at=datetime.now(UTC).isoformat())
        told: dict[str, Any] = {**(facts or {}), "states": {**(states or {}), str(record.head): to}}
        self._tell(connection, actor, event, record.id, record.head, told, note)

    def _give_task(self, connection: Connection, record: WorkRecord, kind: Any, about: dict[str, JsonValue]) -> None:
        task = Task(
            id="k-" + secrets.token_hex(5),
            work_id=record.id,
            person_id=record.owner,
            kind=kind,
            about=about,
            created_at=datetime.now(UTC),
        )
        reviews.add_task(connection, task)


def _desk_findings(standing: Standing) -> list[DeskFinding]:
    shut = {finding_key(finding): rule for rule, finding in open_findings(standing)}
    keyed = [(finding_key(finding), finding) for finding in standing.version.findings]
    return [DeskFinding(key, finding, shut.get(key, "")) for key, finding in keyed]
