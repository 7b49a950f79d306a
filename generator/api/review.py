"""The reviewer's job."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import Query, Response

from generator.api.wire import Call, Key, Line, Sent, Text, area, may, reply, shape
from generator.api.works import FILE, Note
from generator.domain.works import Answer, Decision, LineAnswer, Outcome, WorkRecord
from generator.service.review import Desk, QueueRow

router = area("review")


class Decided(Sent):
    """A decision about one claim."""

    claim_id: Line
    outcome: Outcome
    reason: Text = ""


class Answered(Sent):
    """The answer to a line of the checklist, or the justification of a finding."""

    line: Line
    answer: Answer
    note: Text = ""


class Approval(Sent):
    """The hash of exactly what is approved."""

    content_sha256: Line
    note: Text = ""


class Withdrawal(Sent):
    reason: Text


@router.get("/review/queue", response_model=shape(list[QueueRow]))
def queue(call: Annotated[Call, may("review.queue")]) -> Response:
    """Works that wait for a reviewer, the riskiest first."""
    return reply(call.soan.review.queue(call.actor))


@router.get("/works/{work_id}/desk", response_model=shape(Desk))
def desk(
    call: Annotated[Call, may("review.desk")], work_id: Key, only_changed: Annotated[bool, Query()] = False
) -> Response:
    """The newest version claim by claim, the checklist, and what stands in the way."""
    return reply(call.soan.review.desk(call.actor, work_id, only_changed=only_changed))


@router.post("/works/{work_id}/submission", response_model=WorkRecord)
def submit(call: Annotated[Call, may("review.submit")], work_id: Key, sent: Note) -> Response:
    """Send to review."""
    return reply(call.soan.review.submit(call.actor, work_id, note=sent.note))


@router.post("/works/{work_id}/decisions", status_code=201, response_model=Decision)
def decide(call: Annotated[Call, may("review.decide")], work_id: Key, sent: Decided) -> Response:
    """Decide about one claim."""
    return reply(call.soan.review.decide(call.actor, work_id, sent.claim_id, sent.outcome, sent.reason), 201)


@router.post("/works/{work_id}/answers", status_code=201, response_model=LineAnswer)
def answer(call: Annotated[Call, may("review.answer")], work_id: Key, sent: Answered) -> Response:
    """Answer a line of the checklist."""
    return reply(call.soan.review.answer(call.actor, work_id, sent.line, sent.answer, sent.note), 201)


@router.post("/works/{work_id}/changes-request", response_model=WorkRecord)
def request_changes(call: Annotated[Call, may("review.request_changes")], work_id: Key, sent: Note) -> Response:
    """Send back to the author."""
    return reply(call.soan.review.request_changes(call.actor, work_id, sent.note))


@router.post("/works/{work_id}/approval", response_model=WorkRecord)
def approve(call: Annotated[Call, may("review.approve")], work_id: Key, sent: Approval) -> Response:
    """Approve the content with that hash. 409 with `blockers` while something stands in the way."""
    return reply(call.soan.review.approve(call.actor, work_id, sent.content_sha256, note=sent.note))


@router.post("/works/{work_id}/publication", response_model=WorkRecord)
def publish(call: Annotated[Call, may("review.publish")], work_id: Key) -> Response:
    """Show the approved version to learners."""
    return reply(call.soan.review.publish(call.actor, work_id))


@router.post("/works/{work_id}/withdrawal", response_model=WorkRecord)
def withdraw(call: Annotated[Call, may("review.withdraw")], work_id: Key, sent: Withdrawal) -> Response:
    """Take back."""
    return reply(call.soan.review.withdraw(call.actor, work_id, sent.reason))


@router.get("/works/{work_id}/assessment", responses=FILE, response_class=Response)
def form(call: Annotated[Call, may("review.form")], work_id: Key) -> Response:
    """The self-assessment form, filled in as far as the program knows (DOCX)."""
    with tempfile.TemporaryDirectory(prefix="soan-") as folder:
        path = Path(folder) / "assessment.docx"
        call.soan.review.form(call.actor, work_id, path)
        disposition = {"Content-Disposition": 'attachment; filename="assessment.docx"'}
        return Response(path.read_bytes(), media_type="application/octet-stream", headers=disposition)
