"""The API as one application, to be mounted under /api."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

from generator.api import (
    account,
    ask,
    checks,
    documents,
    guides,
    history,
    lessons,
    quizzes,
    review,
    search,
    works,
)
from generator.api.limits import Brake, Limits
from generator.api.wire import Problem, language_of, problem, problem_of
from generator.errors import SoanError
from generator.messages import say

if TYPE_CHECKING:
    from generator.service import Soan

AREAS = (account, guides, search, ask, lessons, quizzes, documents, checks, works, review, history)


def build(soan: Soan, limits: Limits | None = None) -> FastAPI:
    """The application over an open service; its schema is at /openapi.json."""
    app = FastAPI(title="Soạn", version="1", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.soan = soan
    app.add_middleware(Brake, limits=limits or Limits.set())
    for module in AREAS:
        app.include_router(module.router)
    app.add_exception_handler(SoanError, _soan_error)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http_error)
    app.openapi = lambda: _schema(app)  # type: ignore[method-assign]
    return app


def _soan_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, SoanError)
    return problem_of(error, language_of(request))


def _not_valid(request: Request, error: Exception) -> Response:
    """Which fields, and why; never the values that were sent."""
    assert isinstance(error, RequestValidationError)
    found = [{"place": "/".join(map(str, one["loc"])), "problem": one["msg"]} for one in error.errors()]
    return problem(422, "NotValid", say("api.not_valid", language_of(request)), errors=found)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    detail = say("api.no_such_place", language_of(request))
    return problem(error.status_code, "Http", detail, error.headers)


def _schema(app: FastAPI) -> dict[str, Any]:
    """Made once, with the shape of problems."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes)
        made["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        made["servers"] = [{"url": "/api"}]
        app.openapi_schema = made
    return app.openapi_schema
