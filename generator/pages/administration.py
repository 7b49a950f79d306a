"""Administration: people and their roles, invitations, the state of the system. For administrators only."""

from __future__ import annotations

from html import escape
from typing import Any, cast

import gradio as gr

from generator.domain.people import ROLES, Actor, Role
from generator.errors import SoanError
from generator.pages.shell import Shell, heading, status, table

QUICK: dict[str, Any] = {"api_name": False, "concurrency_limit": 4}


def build(shell: Shell) -> None:
    """The page. Nothing is shown before the server has seen that an administrator asks."""

    def shown(actor: Actor) -> list[Any]:
        people = shell.soan.people.everybody(actor)
        living = [(f"{person.name} ({person.login})", person.id) for person in people if not person.erased]
        rows = [
            [
                person.name,
                person.login,
                ", ".join(shell.say(f"people.role.{role}") for role in person.roles),
                _t(shell, "disabled" if person.disabled else "active"),
            ]
            for person in people
        ]
        heads = [_t(shell, f"head.{name}") for name in ("name", "login", "roles", "state")]
        return [table(heads, rows, _t(shell, "people")), gr.update(choices=living), _health(shell)]

    def opened(request: gr.Request) -> list[Any]:
        try:
            return ["", *shown(shell.allowed(request, "administrator"))]
        except SoanError as error:
            return [shell.problem(error), "", gr.skip(), ""]

    def invited(roles: list[str], request: gr.Request) -> list[Any]:
        try:
            actor = shell.allowed(request, "administrator")
            invitation, secret = shell.soan.people.invite(actor, cast("list[Role]", roles))
        except SoanError as error:
            return [shell.problem(error), gr.update(visible=False)]
        link = f"{str(request.request.base_url).split('/' + shell.language + '/')[0].rstrip('/')}/invitation/{secret}"
        told = status(_t(shell, "invited", day=f"{invitation.expires_at:%d/%m/%Y}"))
        return [told, gr.update(value=link, visible=True)]

    def changed(what: str, person: str | None, roles: list[str], request: gr.Request) -> list[Any]:
        people, told = shell.soan.people, _t(shell, "changed")
        try:
            actor = shell.allowed(request, "administrator")
            if not person:
                return [status(_t(shell, "choose"), "problem"), gr.skip(), gr.skip(), gr.skip()]
            if what == "roles":
                people.set_roles(actor, person, cast("list[Role]", roles))
            elif what == "disable":
                people.disable(actor, person)
            elif what == "enable":
                people.enable(actor, person)
            else:
                _, once = people.reset_password(actor, person)
                told = _t(shell, "once", password=once)
            return [status(told), *shown(actor)]
        except SoanError as error:
            return [shell.problem(error), gr.skip(), gr.skip(), gr.skip()]

    heading(shell.say("pages_shell.page.administration"), shell.say("pages_shell.lead.administration"))
    told = gr.HTML(elem_classes="status")
    people = gr.HTML()
    roles = shell.choices("people.role", ROLES)

    gr.HTML(f"<h2>{escape(_t(shell, 'invite'))}</h2>")
    offered = gr.CheckboxGroup(roles, value=["learner"], label=_t(shell, "head.roles"))
    invite = gr.Button(_t(shell, "make_link"), variant="primary")
    invite_told = gr.HTML(elem_classes="status")
    link = gr.Textbox(label=_t(shell, "link"), interactive=False, visible=False)
    invite.click(invited, offered, [invite_told, link], **QUICK)

    gr.HTML(f"<h2>{escape(_t(shell, 'change'))}</h2>")
    chooser = gr.Radio([], label=_t(shell, "person"), elem_classes="choices")
    given = gr.CheckboxGroup(roles, label=_t(shell, "new_roles"))
    what = gr.Radio(shell.choices("pages_administration.do", ("roles", "disable", "enable", "reset")), value="roles",
                    label=_t(shell, "what"))  # fmt: skip
    change = gr.Button(_t(shell, "apply"), variant="primary")
    change_told = gr.HTML(elem_classes="status")

    health = gr.HTML()
    gr.on(None, opened, None, [told, people, chooser, health], **QUICK)
    change.click(changed, [what, chooser, given], [change_told, people, chooser, health], **QUICK)


def _t(shell: Shell, key: str, **details: object) -> str:
    return shell.say(f"pages_administration.{key}", **details)


def _health(shell: Shell) -> str:
    """What is plugged in, and how to keep a copy."""
    found = shell.soan.health()
    rows = [[_t(shell, f"health.{key}"), str(found[key])] for key in ("guides", "passages", "vectors") if key in found]
    rows.append([_t(shell, "health.embedder"), str(found["embedder"] or _t(shell, "none"))])
    notice = shell.soan.notice
    more = status(notice.sentence(shell.language), "working") if notice is not None else ""
    state = table([_t(shell, "head.part"), _t(shell, "head.state")], rows, _t(shell, "state"))
    writer = shell.soan.writer
    model = _t(shell, "model") if writer is None else _t(shell, "model_set", model=writer.model, host=writer.host)
    backup = f"<h2>{escape(_t(shell, 'backup'))}</h2><p>{escape(_t(shell, 'backup_how'))}</p>"
    return f"{state}{more}<p>{escape(model)}</p>{backup}"
