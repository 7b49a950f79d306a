"""The first page after signing in: three doors, and what waits for this person."""

from __future__ import annotations

from html import escape

import gradio as gr

from generator.domain.people import Actor
from generator.errors import SoanError
from generator.pages.shell import Shell, heading

_DOORS = (("lesson", "trainer"), ("practice", "learner"), ("review", "reviewer"))


def build(shell: Shell) -> None:
    """The start page."""

    def waiting(request: gr.Request) -> str:
        try:
            actor = shell.actor(request)
            return _tasks(shell, actor)
        except SoanError as error:
            return shell.problem(error)

    heading(shell.say("pages_shell.start.title"), shell.say("pages_shell.start.lead"))
    doors = "".join(
        f'<a class="door" href="/{shell.language}/{name}"><b>{escape(shell.say(f"pages_shell.door.{name}"))}</b>'
        f"<span>{escape(shell.say(f'pages_shell.door.{name}_lead'))}</span></a>"
        for name, _ in _DOORS
    )
    gr.HTML(f'<div class="doors">{doors}</div>')
    tasks = gr.HTML(elem_classes="status")
    gr.on(None, waiting, None, tasks, api_name=False, concurrency_limit=8)


def _tasks(shell: Shell, actor: Actor) -> str:
    lines = []
    if actor.has("reviewer") and (rows := shell.soan.review.queue(actor)):
        lines.append(shell.say("pages_shell.start.queue", count=len(rows)))
    if actor.has("trainer", "reviewer", "administrator"):
        tasks = shell.soan.works.tasks(actor)
        if tasks:
            lines.append(shell.say("pages_shell.start.tasks", count=len(tasks)))
    if not lines:
        lines = [shell.say("pages_shell.start.nothing")]
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{escape(shell.say('pages_shell.start.waiting'))}</h2><ul>{items}</ul>"
