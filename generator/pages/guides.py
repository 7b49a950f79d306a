"""The library of guides: what is in it and in force, and adding files to it."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import gradio as gr

from generator.errors import SoanError
from generator.pages.shell import Shell, heading, table


def build(shell: Shell) -> None:
    """The page."""

    def listed() -> str:
        today = date.today()
        rows = [
            [guide.title, guide.number or "", shell.say(f"pages.lesson.validity_{guide.validity(today)}")]
            for guide in shell.soan.guides()
        ]
        heads = [shell.say(f"pages.guides.{name}") for name in ("title", "number", "validity")]
        return table(heads, rows, shell.say("pages_shell.page.guides"))

    def add(files: list[str] | None, request: gr.Request) -> tuple[str, str, None]:
        try:
            shell.allowed(request, "trainer")
            if not files:
                return shell.say("pages.guides.choose"), listed(), None
            report = shell.soan.add_guides([Path(name) for name in files])
        except SoanError as error:
            return shell.problem(error), listed(), None
        lines = "".join(f"<li>{escape(outcome.sentence(shell.language))}</li>" for outcome in report.outcomes)
        return f"<ul>{lines}</ul>", listed(), None

    heading(shell.say("pages_shell.page.guides"), shell.say("pages_shell.lead.guides"))
    files = gr.File(label=shell.say("pages.guides.upload"), file_count="multiple", type="filepath")
    button = gr.Button(shell.say("pages.guides.add"), variant="primary")
    told = gr.HTML(elem_classes="status")
    shown = gr.HTML(listed)
    button.click(add, files, [told, shown, files], api_name=False, concurrency_limit=1)
