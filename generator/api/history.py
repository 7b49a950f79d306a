"""The history, and whether it holds."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from generator.api.wire import Call, Key, Line, area, may, reply, shape
from generator.domain.works import ChainHead
from generator.service.review_history import HistoryLine, Soundness

router = area("history")


@router.get("/works/{work_id}/history", response_model=shape(list[HistoryLine]))
def history(call: Annotated[Call, may("review.history")], work_id: Key) -> Response:
    """Everything that happened to a work, oldest first."""
    return reply(call.soan.review.history(call.actor, work_id, language=call.language))


@router.get("/history/head", response_model=ChainHead)
def head(call: Annotated[Call, may("review.head")]) -> Response:
    """The newest link, to be kept elsewhere."""
    return reply(call.soan.review.head(call.actor))


@router.get("/history/soundness", response_model=shape(Soundness))
def verify(
    call: Annotated[Call, may("review.verify")],
    seq: Annotated[int, Query(ge=0, le=2**53)] = 0,
    hash: Annotated[Line, Query()] = "",
) -> Response:
    """Every link checked; with the number and hash of a head kept elsewhere against that too."""
    anchor = ChainHead(seq=seq, hash=hash) if seq else None
    return reply(call.soan.review.verify(call.actor, anchor=anchor))
