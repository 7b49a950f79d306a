"""One's own account and tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response
from pydantic import Field

from generator.api.wire import Call, Key, Line, Sent, area, may, reply, shape
from generator.domain.people import Person, Scope, TokenRecord
from generator.domain.works import Task

router = area("account")


class NewToken(Sent):
    """A token to make: never more scopes than the one it is asked with."""

    label: Line
    scopes: list[Scope]
    days: Annotated[int, Field(ge=1, le=366)] = 90


@router.get("/me", response_model=Person)
def me(call: Annotated[Call, may("people.me")]) -> Response:
    """The person acting."""
    return reply(call.soan.people.me(call.actor))


@router.get("/tokens", response_model=list[TokenRecord])
def tokens(call: Annotated[Call, may("people.my_tokens")]) -> Response:
    """One's own tokens, without their secrets."""
    return reply(call.soan.people.my_tokens(call.actor))


@router.post("/tokens", status_code=201, response_model=dict[str, TokenRecord | str])
def make_token(call: Annotated[Call, may("people.make_token")], sent: NewToken) -> Response:
    """A new token; its `secret` is shown this once."""
    record, secret = call.soan.people.make_token(call.actor, sent.label, sent.scopes, days=sent.days)
    return reply({"token": record, "secret": secret}, 201)


@router.delete("/tokens/{token_id}", status_code=204, response_class=Response)
def revoke_token(call: Annotated[Call, may("people.revoke_token")], token_id: Key) -> Response:
    """End a token."""
    call.soan.people.revoke_token(call.actor, token_id)
    return Response(status_code=204)


@router.get("/tasks", response_model=shape(list[Task]))
def tasks(call: Annotated[Call, may("works.tasks")]) -> Response:
    """What waits for the person acting."""
    return reply(call.soan.works.tasks(call.actor))
