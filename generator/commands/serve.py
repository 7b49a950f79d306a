"""`soan serve`: the page in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.commands.common import DataOption, LangOption, text


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("serve", help=text("serve.help"))(serve)


def serve(
    host: Annotated[str, typer.Option("--host", help=text("serve.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=text("serve.port"))] = 7860,
    data: DataOption = None,
    lang: LangOption = None,
) -> None:
    from generator.pages.server import run

    run(host=host, port=port, data=data)
