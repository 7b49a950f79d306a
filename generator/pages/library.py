"""The library of works: find, open, compare versions, export, submit, publish, withdraw."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any, cast

import gradio as gr

from generator.domain.lesson import Lesson
from generator.domain.people import Actor
from generator.domain.work import KINDS, Work, parse_work
from generator.domain.works import STATES, State, WorkRecord
from generator.errors import SoanError
from generator.pages.pieces import STATUS_MARKS, asked, sources_of
from generator.pages.render import lesson_html
from generator.pages.shell import Shell, heading, status, table

Shown = list[Any]
ANY = ""
SUFFIXES = (".docx", ".md", ".json", ".html")


def build(shell: Shell) -> None:
    """The page."""
    heading(shell.say("pages_shell.page.library"), shell.say("pages_work.library.lead"))
    _Page(shell)


class _Page:
    """List and one opened work, named by the page's address."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        every = (self._w("every"), ANY)
        with gr.Column() as self._find:
            with gr.Row():
                self._text = gr.Textbox(label=self._w("text"))
                search = gr.Button(self._w("search"), variant="primary", min_width=120)
            kinds = [every, *shell.choices("stamp.kind", tuple(KINDS))]
            self._kind = gr.Radio(kinds, value=ANY, label=self._w("kind"))
            states = [every, *shell.choices("review.state", STATES)]
            self._state = gr.Radio(states, value=ANY, label=self._w("state"))
        self._list = gr.HTML()
        self._work = gr.State("")
        with gr.Column(visible=False) as self._one:
            self._status = gr.HTML(elem_classes="status")
            self._head = gr.HTML()
            with gr.Row():
                submit = gr.Button(self._w("submit"))
                publish = gr.Button(self._w("publish"), variant="primary")
            with gr.Row():
                self._reason = gr.Textbox(label=self._w("reason"))
                withdraw = gr.Button(self._w("withdraw"), variant="secondary", min_width=120)
            self._suffix = gr.Radio([s[1:].upper() for s in SUFFIXES], value="DOCX", label=self._w("format"))
            with gr.Row():
                export = gr.Button(self._w("export"), variant="secondary")
                self._file = gr.DownloadButton(self._w("download"), visible=False)
            with gr.Row():
                self._before = gr.Number(label=self._w("before"), value=1, minimum=1, precision=0)
                self._after = gr.Number(label=self._w("after"), value=1, minimum=1, precision=0)
                compare = gr.Button(self._w("compare"), variant="secondary", min_width=120)
            self._diff = gr.HTML()
            self._view = gr.HTML()
        self._wire(search, submit, publish, withdraw, export, compare)

    def _w(self, key: str, **details: object) -> str:
        return self._shell.say(f"pages_work.library.{key}", **details)

    def _wire(self, *buttons: gr.Button) -> None:
        search, submit, publish, withdraw, export, compare = buttons
        options: dict[str, Any] = {"api_name": False, "concurrency_limit": 8, "trigger_mode": "once"}
        filters = [self._text, self._kind, self._state]
        shown = [
            self._status, self._work, self._find, self._list, self._one, self._head, self._before, self._after,
            self._view,
        ]  # fmt: skip
        gr.on(None, self._opened, None, shown, api_name=False, concurrency_limit=8)
        for event in (search.click, self._text.submit, self._kind.change, self._state.change):
            event(self._listed, filters, self._list, **options)
        review = self._shell.soan.review
        submit.click(
            self._acting("submitted", lambda actor, work, _: review.submit(actor, work)),
            [self._work, self._reason], shown, **options,
        )  # fmt: skip
        publish.click(
            self._acting("published", lambda actor, work, _: review.publish(actor, work)),
            [self._work, self._reason], shown, **options,
        )  # fmt: skip
        withdraw.click(self._acting("withdrawn", review.withdraw), [self._work, self._reason], shown, **options)
        export.click(self._exported, [self._work, self._suffix], [self._status, self._file], **options)
        compare.click(self._compared, [self._work, self._before, self._after], self._diff, **options)

    # -- what happens ------------------------------------------------------------------------------------------------

    def _opened(self, request: gr.Request) -> Shown:
        work = asked(request, "work")
        if work:
            return self._show(work, request, "")
        listed = self._listed("", ANY, ANY, request)
        return ["", "", gr.update(visible=True), listed, gr.update(visible=False), *[gr.skip()] * 4]

    def _listed(self, text: str, kind: str, state: str, request: gr.Request) -> str:
        shell = self._shell
        try:
            actor = shell.actor(request)
            records = shell.soan.works.list(
                actor, text=text or "", kind=kind or None, state=cast("State", state) if state else None, limit=200
            )
        except SoanError as error:
            return shell.problem(error)
        if not records:
            return f'<p role="status">{escape(self._w("empty"))}</p>'
        return self._table(records)

    def _acting(self, told: str, act: Callable[[Actor, str, str], object]) -> Callable[..., Shown]:
        def run(work: str, reason: str, request: gr.Request) -> Shown:
            shell = self._shell
            try:
                act(shell.actor(request), work, reason or "")
            except SoanError as error:
                return [shell.problem(error), *[gr.skip()] * 8]
            return self._show(work, request, self._w(told))

        return run

    def _exported(self, work: str, suffix: str, request: gr.Request) -> tuple[str, Any]:
        shell = self._shell
        try:
            folder = Path(tempfile.mkdtemp(prefix="soan-"))
            path = folder / f"{work}.{suffix.lower()}"
            file = shell.soan.works.export(shell.actor(request), work, path)
        except SoanError as error:
            return shell.problem(error), gr.update(visible=False)
        return status(self._w("exported", name=file.name)), gr.update(value=str(file), visible=True)

    def _compared(self, work: str, before: float, after: float, request: gr.Request) -> str:
        shell = self._shell
        try:
            found = shell.soan.works.diff(shell.actor(request), work, int(before or 0), int(after or 0))
        except SoanError as error:
            return shell.problem(error)
        rows = [
            [self._w(f"change.{c.change}"), c.before.text if c.before else "", c.after.text if c.after else ""]
            for c in found.claims
        ]
        heads = [self._w("change_of"), self._w("was"), self._w("now")]
        return table(heads, rows, self._w("diff")) or f'<p role="status">{escape(self._w("same"))}</p>'

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _show(self, work: str, request: gr.Request, told: str) -> Shown:
        shell = self._shell
        try:
            actor = shell.actor(request)
            record = shell.soan.works.get(actor, work)
            version, _ = shell.soan.works.version(actor, record.id)
            content = parse_work(version.kind, dict(version.content))
            head = self._facts(actor, record)
        except SoanError as error:
            return [shell.problem(error), work, gr.update(visible=False), self._way_back(), gr.update(visible=True),
                    *[gr.skip()] * 4]  # fmt: skip
        return [
            status(told) if told else "",
            record.id,
            gr.update(visible=False),
            self._way_back(),
            gr.update(visible=True),
            head,
            max(1, record.head - 1),
            record.head,
            self._content(content),
        ]

    def _table(self, records: Sequence[WorkRecord]) -> str:
        shell = self._shell
        heads = [self._w(name) for name in ("title", "kind", "state", "changed")]
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
        body = "".join(
            f'<tr><td><a href="/{shell.language}/library?work={escape(record.id)}">{escape(record.title)}</a></td>'
            f"<td>{escape(shell.say(f'stamp.kind.{record.kind}'))}</td><td>{escape(self._standing(record))}</td>"
            f"<td>{record.updated_at:%d/%m/%Y}</td></tr>"
            for record in records
        )
        title = escape(self._w("works"))
        return (
            f'<h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}"><table><thead><tr>'
            f"{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _standing(self, record: WorkRecord) -> str:
        stale = f" ▲ {self._shell.say('review.state.stale')}" if record.stale else ""
        return self._shell.say(f"review.state.{record.state}") + stale

    def _way_back(self) -> str:
        return f'<p><a href="/{self._shell.language}/library">← {escape(self._w("works"))}</a></p>'

    def _facts(self, actor: Actor, record: WorkRecord) -> str:
        shell = self._shell
        title = f"<h2>{escape(record.title)}</h2>"
        owner = shell.soan.people.names_of([record.owner])[record.owner]
        line = f"{shell.say(f'stamp.kind.{record.kind}')} · {self._standing(record)} · {owner}"
        lines: list[list[str]] = []
        if actor.has("trainer", "reviewer", "administrator"):
            lines = [
                [str(v.number), shell.say(f"review.state.{v.state}"), f"{v.created_at:%d/%m/%Y %H:%M}", v.note]
                for v in shell.soan.works.versions(actor, record.id)
            ]
        heads = [self._w(name) for name in ("version", "state", "changed", "note")]
        return f"{title}<p>{escape(line)}</p>{table(heads, lines, self._w('versions'))}"

    def _content(self, work: Work) -> str:
        if isinstance(work, Lesson):
            return lesson_html(work, self._shell.soan.passage)
        items = "".join(
            f"<li><p>{STATUS_MARKS[claim.status]} {escape(claim.text)}</p>"
            f"{sources_of(self._shell, claim) if claim.citations else ''}</li>"
            for _, claim in work.claims()
        )
        return f"<h2>{escape(self._w('sentences'))}</h2><ul>{items}</ul>" if items else ""
