"""A version as the review sees it: what was decided, answered, cited; read in the caller's transaction."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from generator.domain.ledger import Claim
from generator.domain.works import Assessment, Decision, WorkRecord, claim_key
from generator.review.checklist import reviewer_lines, trainer_lines
from generator.review.gates import Standing
from generator.service.works_base import WorksBase, language_of, today
from generator.storage import reviews
from generator.storage import works as table


class DeskClaim(NamedTuple):
    """One claim on the desk. `new` is False where an earlier decision still holds."""

    claim: Claim
    assessment: Assessment
    key: str
    decision: Decision | None
    new: bool


class Standings(WorksBase):
    """Reads where a version stands."""

    def _standing(self, connection: Connection, record: WorkRecord) -> Standing:
        version, state = table.version(connection, record.id, record.head)
        language = language_of(version.content)
        answers = reviews.answers_of(connection, record.id)
        standing = Standing(
            version=version,
            state=state,
            decisions=reviews.decisions_of(connection, record.id),
            answers=answers,
            guides=self._guides(record.guide_ids),
            checklist=(),
            unsaved=table.working_copy(connection, record.id) is not None,
            today=today(),
            language=language,
        )
        lines = (*trainer_lines(version), *reviewer_lines(version, standing.decided(), answers, language))
        return standing._replace(checklist=lines)


def desk_claims(standing: Standing) -> list[DeskClaim]:
    """Every claim with what was decided about it, in reading order."""
    decided = standing.decided()
    found = []
    assessments = {assessment.claim_id: assessment for assessment in standing.version.assessments}
    for claim in standing.version.ledger.claims:
        assessment = assessments[claim.id]
        key = claim_key(claim, assessment.status)
        decision = decided.get(key)
        new = decision is None or decision.version == standing.version.number
        found.append(DeskClaim(claim, assessment, key, decision, new))
    return found
