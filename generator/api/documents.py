"""Administrative documents."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Response
from pydantic import Field, JsonValue

from generator.api.wire import Call, Key, Line, Sent, Text, area, may, reply
from generator.domain.paper import Paper
from generator.domain.paper_kinds import PaperKindRow

router = area("documents")


class DocumentOrder(Sent):
    """A brief, or one sentence that says what is wanted."""

    kind: Line
    brief: Annotated[dict[str, JsonValue], Field(default_factory=dict)]
    sentence: Text = ""
    as_of: date | None = None


@router.get("/documents/kinds", response_model=list[PaperKindRow])
def kinds(call: Annotated[Call, may("documents.read")]) -> Response:
    """The 29 kinds."""
    return reply(call.soan.documents.kinds())


@router.get("/documents/kinds/{kind}/fields", response_model=dict[str, str])
def fields(call: Annotated[Call, may("documents.read")], kind: Key) -> Response:
    """The facts that a brief of that kind may give."""
    return reply(call.soan.documents.fields(kind, call.language))


@router.post("/documents", response_model=Paper)
def write(call: Annotated[Call, may("documents.write")], sent: DocumentOrder) -> Response:
    """The draft of a document; POST /works keeps it."""
    documents = call.soan.documents
    if sent.sentence.strip():
        return reply(documents.write_sentence(sent.kind, sent.sentence, as_of=sent.as_of, language=call.language))
    return reply(documents.write(sent.kind, sent.brief, as_of=sent.as_of, language=call.language))
