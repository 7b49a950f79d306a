"""FastAPI with the Gradio page mounted in it: what `soan serve` and `ui.py` start."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.messages import say

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

    from generator.service import Soan

# Gradio's own scripts are inline and evaluate templates, so script-src cannot be stricter; nothing leaves this origin.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)


def quiet_environment() -> None:
    """No analytics, no look-ups outside, before gradio is imported."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")


def build(soan: Soan) -> FastAPI:
    """The application over an open service."""
    quiet_environment()
    import gradio as gr
    from fastapi import FastAPI

    from generator.pages import lesson as page

    app = FastAPI(title="Soạn", docs_url=None, redoc_url=None, openapi_url=None)

    @app.middleware("http")
    async def headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    @app.get("/health")
    def health() -> dict[str, object]:
        return soan.health()

    mounted: FastAPI = gr.mount_gradio_app(
        app,
        page.build(soan),
        path="/",
        css_paths=[Path(__file__).with_name("lesson.css")],
        head=page.HEAD,
        theme=page.theme(),
        i18n=page.builtin_strings(),
        footer_links=[],
        enable_monitoring=False,
        run_history=False,
        ssr_mode=False,
        show_error=True,
        max_file_size="200mb",
    )
    return mounted


def run(*, host: str = "127.0.0.1", port: int = 7860, data: Path | None = None) -> None:
    """Open the library and serve until interrupted. The first run fills an empty library with the starter guides."""
    import uvicorn

    from generator.app import open_service
    from generator.settings import corpus_directory

    with open_service(data=data) as soan:
        if not soan.guides():
            print(say("pages.server.first_run"))
            soan.add_guides([corpus_directory()])
        print(say("pages.server.ready", address=f"http://{host}:{port}"))
        uvicorn.run(build(soan), host=host, port=port, log_level="warning")
