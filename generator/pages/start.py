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
    lines: list[tuple[str, str]] = []  # (sentence, page that it leads to)
    if actor.has("reviewer"):
        mine = [row for row in shell.soan.review.queue(actor) if not row.own]
        if mine:
            lines.append((shell.say("pages_shell.start.queue", count=len(mine)), "review"))
    if actor.has("trainer", "reviewer", "administrator"):
        for task in shell.soan.works.tasks(actor):
            title = shell.soan.works.get(actor, task.work_id).title
            lines.append((shell.say(f"pages_work.task.{task.kind}", title=title), f"library?work={task.work_id}"))
    items = "".join(
        f'<li><a href="/{shell.language}/{escape(where)}">{escape(sentence)}</a></li>' for sentence, where in lines
    )
    waiting = f"<ul>{items}</ul>" if lines else f"<p>{escape(shell.say('pages_shell.start.nothing'))}</p>"
    return f"<h2>{escape(shell.say('pages_shell.start.waiting'))}</h2>{waiting}"
