"""The library of guides."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query, Response
from pydantic import JsonValue

from generator.api.wire import Binary, Call, FileName, Key, Line, Sent, Text, area, may, reply, shape
from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.domain.quarantine import Held
from generator.service.impact import ImpactReport

router = area("guides")


class Replacement(Sent):
    """The guide that takes the place of another, and from which day."""

    new: Line
    on: date | None = None


class Release(Sent):
    """Why a passage is material after all."""

    reason: Text


@router.get("/guides", response_model=list[Guide])
def guides(
    call: Annotated[Call, may("library.guides")], citable_on: Annotated[date | None, Query()] = None
) -> Response:
    """All guides, or those that may be cited on a day."""
    return reply([guide for guide in call.soan.guides() if citable_on is None or guide.citable(citable_on)])


@router.post("/guides", status_code=201, response_model=dict[str, JsonValue])
def add(call: Annotated[Call, may("library.add")], name: FileName, content: Binary) -> Response:
    """Put a file into the library: its bytes are the body, its name a parameter."""
    outcome = call.soan.uploads.add_guide(name, content)
    told = {
        "state": outcome.state,
        "guide_id": outcome.guide_id,
        "title": outcome.title,
        "passages": outcome.passages,
        "held": outcome.held,
        "message": outcome.sentence(call.language),
    }
    return reply(told, 201)


@router.get("/guides/{key}", response_model=Guide)
def guide(call: Annotated[Call, may("library.guides")], key: Key) -> Response:
    """One guide, by id or the beginning of one."""
    return reply(call.soan.guide(key))


@router.delete("/guides/{key}", response_model=Guide)
def remove(call: Annotated[Call, may("library.remove")], key: Key) -> Response:
    """Take a guide out."""
    return reply(call.soan.remove_guide(key))


@router.get("/guides/{key}/passages", response_model=list[Passage])
def passages(call: Annotated[Call, may("library.guides")], key: Key) -> Response:
    """Its passages in reading order, without those kept apart."""
    return reply(call.soan.show(key)[1])


@router.get("/passages/{passage_id}", response_model=Passage)
def passage(call: Annotated[Call, may("library.guides")], passage_id: Key) -> Response:
    """One passage."""
    return reply(call.soan.passage(passage_id))


@router.get("/guides/{key}/held", response_model=list[Held])
def held(call: Annotated[Call, may("library.held")], key: Key) -> Response:
    """Passages that are or were kept apart because they give orders to an assistant."""
    return reply(call.soan.material.held(call.soan.guide(key).id))


@router.post("/passages/{passage_id}/release", response_model=Passage)
def release(call: Annotated[Call, may("library.release")], passage_id: Key, sent: Release) -> Response:
    """Let a passage that is kept apart be found again."""
    who = call.soan.people.names_of((call.actor.id,))[call.actor.id]
    return reply(call.soan.material.release(passage_id, by=who, reason=sent.reason, language=call.language))


@router.get("/guides/{key}/impact", response_model=shape(ImpactReport))
def impact(
    call: Annotated[Call, may("impact.preview")], key: Key, new: Annotated[Line | None, Query()] = None
) -> Response:
    """Every live work that leans on the guide, against another guide's words; nothing is changed."""
    return reply(call.soan.impact.preview(call.actor, key, new))


@router.post("/guides/{key}/replacement", response_model=shape(ImpactReport))
def replace(call: Annotated[Call, may("impact.replace")], key: Key, sent: Replacement) -> Response:
    """Mark the guide as replaced; works that lean on it turn to be looked at again."""
    return reply(call.soan.impact.replace(call.actor, key, sent.new, on=sent.on))


@router.post("/guides/sweep", response_model=shape(list[ImpactReport]))
def sweep(call: Annotated[Call, may("impact.sweep")], on: Annotated[date | None, Query()] = None) -> Response:
    """The same for every guide whose last day has passed."""
    return reply(call.soan.impact.sweep(call.actor, on=on))
