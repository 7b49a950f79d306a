"""Search over the guides."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query, Response

from generator.api.wire import Call, Line, area, may, reply
from generator.domain.ports import Hit

router = area("search")


@router.get("/search", response_model=list[Hit])
def search(
    call: Annotated[Call, may("search.search")],
    q: Annotated[Line, Query(min_length=1)],
    k: Annotated[int, Query(ge=1, le=50)] = 5,
    as_of: Annotated[date | None, Query()] = None,
    guide: Annotated[list[Line] | None, Query(max_length=50)] = None,
) -> Response:
    """Passages that answer, best first; an empty list means that nothing relevant is in the library."""
    return reply(call.soan.search(q, k=k, as_of=as_of, guide_ids=guide or ()))
