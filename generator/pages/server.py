"""FastAPI with the Gradio pages mounted in it, once for each interface language: what `soan serve` starts."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from generator.domain.base import LANGUAGES
from generator.messages import say

if TYPE_CHECKING:
    from generator.service import Soan

# Gradio's own scripts are inline and evaluate templates, so script-src cannot be stricter; nothing leaves this origin.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_STYLES = Path(__file__).with_name("style.css")


def quiet_environment() -> None:
    """No analytics, no look-ups outside, before gradio is imported."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")


def build(soan: Soan) -> FastAPI:
    """The application over an open service."""
    quiet_environment()
    import gradio as gr

    from generator.api.app import build as build_api
    from generator.pages import session
    from generator.pages.book import build_pages
    from generator.pages.shell import Shell, builtin_strings, head, theme

    app = FastAPI(title="Soạn", docs_url=None, redoc_url=None, openapi_url=None)

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        wants_page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        if response.status_code == 401 and wants_page:  # Gradio answers JSON where a person expects a page
            response = RedirectResponse("/login", status_code=303)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    @app.get("/health")
    def health() -> dict[str, object]:
        return {"ok": True, "guides": soan.health()["guides"]}

    @app.get("/")
    def home(request: Request) -> Response:
        known = session.signed_in(soan, request) is not None
        return RedirectResponse(f"/{session.language_of(request)}/" if known else "/login", status_code=303)

    app.mount("/api", build_api(soan))
    session.add_routes(app, soan)
    for language in LANGUAGES:
        shell = Shell(soan, language)
        gr.mount_gradio_app(
            app,
            build_pages(shell),
            path=f"/{language}",
            auth_dependency=lambda request: session.signed_in(soan, request),
            css_paths=[_STYLES],
            head=head(shell),
            theme=theme(),
            i18n=builtin_strings(language),
            footer_links=[],
            enable_monitoring=False,
            run_history=False,
            ssr_mode=False,
            show_error=True,
            max_file_size="200mb",
        )
    return app


def run(*, host: str = "127.0.0.1", port: int = 7860, data: Path | None = None) -> None:
    """Open the library and serve until interrupted. The first run fills an empty library with the starter guides and
    makes an administrator, whose one-time password is printed."""
    import uvicorn

    from generator.app import open_service
    from generator.settings import corpus_directory

    with open_service(data=data) as soan:
        if not soan.guides():
            print(say("pages.server.first_run"))
            soan.add_guides([corpus_directory()])
        made = soan.people.first_run()
        if made is not None:
            person, password = made
            print(say("pages_shell.first_password", login=person.login, password=password))
        print(say("pages.server.ready", address=f"http://{host}:{port}"), flush=True)
        uvicorn.run(build(soan), host=host, port=port, log_level="warning")
