"""The library of works: versions, editing by part, files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import Field, JsonValue

from generator.api.wire import Call, Key, Line, Number, Sent, Text, area, may, reply, shape
from generator.domain.work import WorkKind
from generator.domain.works import State, Version, VersionLine, Visibility, WorkRecord
from generator.service.works import Difference, Editing
from generator.service.works_base import parsed

router = area("works")

Suffix = Literal["docx", "html", "md", "json", "pdf", "pptx", "gift", "xml", "zip"]
FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {"application/octet-stream": {"schema": {"type": "string"}}}}
}


class NewWork(Sent):
    """A work of any kind."""

    kind: WorkKind
    content: dict[str, JsonValue]
    visibility: Visibility = "public"
    note: Text = ""


class NewVersion(Sent):
    """A whole new version, made on the one with the hash `seen_sha256`."""

    kind: WorkKind
    content: dict[str, JsonValue]
    seen_sha256: Line
    note: Text = ""


class PartEdit(Sent):
    """An edit of one part, made on the text with the mark `seen`; null takes an entry out."""

    part: Line
    value: JsonValue
    seen: Line


class Settled(Sent):
    """The text that ends a conflict."""

    clash: Line
    value: JsonValue


class Note(Sent):
    """Words for the history."""

    note: Text = ""


class Editors(Sent):
    """Ids or logins of those who edit with the owner."""

    people: Annotated[list[Line], Field(max_length=100)]


class Shown(Sent):
    visibility: Visibility


class Archived(Sent):
    archived: bool


class Renewal(Sent):
    """The guide that was replaced, and the one that replaces it."""

    old: Line
    new: Line


@router.get("/works", response_model=list[WorkRecord])
def works(  # noqa: PLR0917 (query parameters, given by name)
    call: Annotated[Call, may("works.list")],
    text: Annotated[Line, Query()] = "",
    state: Annotated[State | None, Query()] = None,
    kind: Annotated[WorkKind | None, Query()] = None,
    owner: Annotated[Line | None, Query()] = None,
    audience: Annotated[Line | None, Query()] = None,
    guide: Annotated[Line | None, Query()] = None,
    stale: Annotated[bool | None, Query()] = None,
    archived: Annotated[bool, Query()] = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """Works by words of the title and filters; learners see what is published."""
    found = call.soan.works.list(
        call.actor, text=text, state=state, kind=kind, owner=owner, audience=audience, guide=guide, stale=stale,
        archived=archived, limit=limit,
    )  # fmt: skip
    return reply(found)


@router.post("/works", status_code=201, response_model=WorkRecord)
def add(call: Annotated[Call, may("works.add")], sent: NewWork) -> Response:
    """Keep a work as a first draft."""
    work = parsed(sent.kind, sent.content)
    return reply(call.soan.works.add(call.actor, work, visibility=sent.visibility, note=sent.note), 201)


@router.get("/works/{work_id}", response_model=WorkRecord)
def work(call: Annotated[Call, may("works.get")], work_id: Key) -> Response:
    """A work by id or the beginning of one."""
    return reply(call.soan.works.get(call.actor, work_id))


@router.put("/works/{work_id}", response_model=WorkRecord)
def save(call: Annotated[Call, may("works.save")], work_id: Key, sent: NewVersion) -> Response:
    """A whole new version."""
    work = parsed(sent.kind, sent.content)
    return reply(call.soan.works.save(call.actor, work_id, work, seen_sha256=sent.seen_sha256, note=sent.note))


@router.delete("/works/{work_id}", status_code=204, response_class=Response)
def delete(call: Annotated[Call, may("works.delete")], work_id: Key, reason: Annotated[Line, Query()]) -> Response:
    """Delete for good; the history keeps that it was."""
    call.soan.works.delete(call.actor, work_id, reason)
    return Response(status_code=204)


@router.get("/works/{work_id}/content", response_model=Version)
def content(call: Annotated[Call, may("works.version")], work_id: Key, number: Number | None = None) -> Response:
    """The newest version, or that number."""
    return reply(call.soan.works.version(call.actor, work_id, number)[0])


@router.get("/works/{work_id}/versions", response_model=list[VersionLine])
def versions(call: Annotated[Call, may("works.versions")], work_id: Key) -> Response:
    """All versions, oldest first."""
    return reply(call.soan.works.versions(call.actor, work_id))


@router.get("/works/{work_id}/difference", response_model=shape(Difference))
def difference(call: Annotated[Call, may("works.diff")], work_id: Key, before: Number, after: Number) -> Response:
    """What changed between two versions, by part and by claim."""
    return reply(call.soan.works.diff(call.actor, work_id, before, after))


@router.get("/works/{work_id}/file", responses=FILE, response_class=Response)
def file(
    call: Annotated[Call, may("works.export")],
    work_id: Key,
    suffix: Annotated[Suffix, Query()] = "docx",
    number: Number | None = None,
    notice: Annotated[bool, Query()] = True,
) -> Response:
    """A version as a file that carries its sources and standing."""
    with tempfile.TemporaryDirectory(prefix="soan-") as folder:
        path = Path(folder) / f"soan.{suffix}"
        made = call.soan.works.export(call.actor, work_id, path, number=number, notice=notice)
        disposition = {"Content-Disposition": f'attachment; filename="soan.{suffix}"'}
        return Response(made.read_bytes(), media_type="application/octet-stream", headers=disposition)


# -- editing ---------------------------------------------------------------------------------------------------------


@router.get("/works/{work_id}/editing", response_model=shape(Editing))
def editing(call: Annotated[Call, may("works.open")], work_id: Key) -> Response:
    """The work as it stands now, every part with the mark that goes back with an edit."""
    return reply(call.soan.works.open(call.actor, work_id))


@router.put("/works/{work_id}/editing", response_model=dict[str, str])
def save_part(call: Annotated[Call, may("works.save_part")], work_id: Key, sent: PartEdit) -> Response:
    """Save one part. 409 with the id of the `clash` when somebody else changed it in between."""
    mark = call.soan.works.save_part(call.actor, work_id, sent.part, sent.value, sent.seen)
    return reply({"mark": mark})


@router.delete("/works/{work_id}/editing", status_code=204, response_class=Response)
def discard(call: Annotated[Call, may("works.discard")], work_id: Key) -> Response:
    """Give up all edits since the newest version."""
    call.soan.works.discard(call.actor, work_id)
    return Response(status_code=204)


@router.post("/works/{work_id}/editing/settle", response_model=dict[str, str])
def settle(call: Annotated[Call, may("works.settle")], work_id: Key, sent: Settled) -> Response:
    """End a conflict with the text that shall stand."""
    return reply({"mark": call.soan.works.settle(call.actor, work_id, sent.clash, sent.value)})


@router.post("/works/{work_id}/editing/commit", response_model=WorkRecord)
def commit(call: Annotated[Call, may("works.commit")], work_id: Key, sent: Note) -> Response:
    """Make the edits a new version."""
    return reply(call.soan.works.commit(call.actor, work_id, note=sent.note))


# -- keeping ---------------------------------------------------------------------------------------------------------


@router.put("/works/{work_id}/editors", response_model=WorkRecord)
def share(call: Annotated[Call, may("works.share")], work_id: Key, sent: Editors) -> Response:
    """Who edits with the owner."""
    return reply(call.soan.works.share(call.actor, work_id, sent.people))


@router.put("/works/{work_id}/visibility", response_model=WorkRecord)
def visibility(call: Annotated[Call, may("works.set_visibility")], work_id: Key, sent: Shown) -> Response:
    """Public, or for inside only."""
    return reply(call.soan.works.set_visibility(call.actor, work_id, sent.visibility))


@router.put("/works/{work_id}/archived", response_model=WorkRecord)
def archive(call: Annotated[Call, may("works.archive")], work_id: Key, sent: Archived) -> Response:
    """Out of the lists, or back."""
    return reply(call.soan.works.archive(call.actor, work_id, archived=sent.archived))


@router.post("/works/{work_id}/renewal", response_model=WorkRecord)
def renew(call: Annotated[Call, may("impact.renew")], work_id: Key, sent: Renewal) -> Response:
    """A new draft that cites the new guide wherever its words stand unchanged."""
    return reply(call.soan.impact.renew(call.actor, work_id, sent.old, sent.new))
