"""What all routers share: who is calling, values going in and out, problems as RFC 9457 describes them."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, StringConstraints, create_model

from generator.domain.base import LANGUAGES, Language
from generator.domain.people import Actor
from generator.domain.plain import plain
from generator.service.access import require

if TYPE_CHECKING:
    from generator.errors import SoanError
    from generator.service import Soan

PROBLEM = "application/problem+json"
_NO_NUL = r"^[^\x00]*$"  # a character that PostgreSQL cannot keep
Line = Annotated[str, StringConstraints(max_length=500, pattern=_NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=200_000, pattern=_NO_NUL)]
Key = Annotated[str, Path(max_length=120, pattern=_NO_NUL)]
Number = Annotated[int, Query(ge=1, le=1_000_000)]
FileName = Annotated[str, Query(min_length=3, max_length=120, pattern=r"^[^/\\\x00-\x1f.][^/\\\x00-\x1f]*$")]
Binary = Annotated[bytes, Body(media_type="application/octet-stream")]

_bearer = HTTPBearer(auto_error=False, description="`soan people token`, or POST /tokens")


class Sent(BaseModel):
    """A request's body: nothing but the named fields."""

    model_config = ConfigDict(extra="forbid")


class Call(NamedTuple):
    """One request: the service, who is acting, and the language of sentences."""

    soan: Soan
    actor: Actor
    language: Language


def language_of(request: Request) -> Language:
    """The first language of `Accept-Language` that we speak; Vietnamese otherwise."""
    for wanted in request.headers.get("accept-language", "").split(","):
        code = wanted.partition(";")[0].strip().lower().partition("-")[0]
        for known in LANGUAGES:
            if code == known:
                return known
    return "vi"


def may(row: str) -> Any:
    """The caller, after the check against the row of `service.access.ACCESS`."""

    def caller(
        request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)] = None
    ) -> Call:
        soan: Soan = request.app.state.soan
        actor = soan.people.actor(token=bearer.credentials if bearer is not None else None)
        language = language_of(request)
        require(actor, row, language)
        return Call(soan, actor, language)

    return Depends(caller)


def area(name: str) -> APIRouter:
    """A router whose answers may be problems."""
    statuses = (400, 401, 403, 404, 409, 413, 422, 429, 502, 503, 507)
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    problems: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase, "content": {PROBLEM: schema}} for status in statuses
    }
    return APIRouter(tags=[name], responses=problems)


def reply(value: Any, status: int = 200) -> JSONResponse:
    """A value of the service as JSON."""
    return JSONResponse(plain(value), status_code=status)


# -- problems --------------------------------------------------------------------------------------------------------


class Problem(BaseModel):
    """RFC 9457. `type` names the error for programs, `detail` is one sentence for people."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


def problem(status: int, kind: str, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
    """An answer that tells a problem."""
    body = {
        "type": f"urn:soan:problem:{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return JSONResponse(plain(body), status_code=status, media_type=PROBLEM, headers=dict(headers or {}))


def problem_of(error: SoanError, language: str) -> JSONResponse:
    """An error of the service. What a program needs to go on (the conflict's id, what stands in the way) goes along."""
    more = {name: error.details[name] for name in ("clash", "part", "blockers", "seconds") if name in error.details}
    headers = {"Retry-After": str(error.details["seconds"])} if "seconds" in error.details else {}
    if error.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return problem(error.status, type(error).__name__, error.sentence(language), headers, **more)


# -- shapes of answers -----------------------------------------------------------------------------------------------


@cache
def shape(of: Any) -> Any:
    """The type as the schema shows it: named tuples become objects, as `plain` writes them."""
    if isinstance(of, type) and issubclass(of, tuple) and hasattr(of, "_fields"):
        fields: dict[str, Any] = {name: (shape(hint), ...) for name, hint in get_type_hints(of).items()}
        return create_model(of.__name__, **fields)
    origin, arguments = get_origin(of), get_args(of)
    if origin in (list, tuple, Sequence) and arguments:
        return list[shape(arguments[0])]  # type: ignore[misc]
    if origin in (dict, Mapping):
        return dict[shape(arguments[0]), shape(arguments[1])]  # type: ignore[misc]
    if origin in (Union, types.UnionType):
        return Union[tuple(shape(argument) for argument in arguments)]  # noqa: UP007 (made at run time)
    return of
