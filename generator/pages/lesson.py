"""A lesson from a topic: draft, look at each sentence beside its source, redo a section, keep, submit, take away."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import gradio as gr

from generator.domain.base import LANGUAGES, Language
from generator.domain.days import parse_day
from generator.domain.lesson import AUDIENCES, Audience, Brief, Lesson, Level
from generator.domain.people import Actor
from generator.errors import NothingRelevant, SoanError
from generator.pages.pieces import findings_list, time_bar
from generator.pages.render import lesson_html
from generator.pages.shell import Shell, heading, status

SUFFIXES = (".docx", ".md", ".json")
Answer = list[Any]


def build(shell: Shell) -> None:
    """The page."""
    heading(shell.say("pages_shell.page.lesson"), shell.say("pages.tagline"))
    _Page(shell)


class _Page:
    """The components of one lesson page and what their buttons do. A lesson stays in the visitor's own session; once
    saved it is a work, and every change of it a version."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        brief = self._brief_form()
        with gr.Row():
            start = gr.Button(self._t("form.draft"), variant="primary")
            stop = gr.Button(self._w("cancel"), variant="secondary")
        self._status = gr.HTML(elem_classes="status")
        self._made = gr.State(None)
        self._kept = gr.State(None)  # the work's id, once saved
        with gr.Column(visible=False) as self._after:
            with gr.Row():
                save = gr.Button(self._w("save"))
                submit = gr.Button(self._w("submit"))
            with gr.Row():
                self._files = [
                    gr.DownloadButton(self._t(f"form.download_{suffix[1:]}"), variant="secondary")
                    for suffix in SUFFIXES
                ]
        self._view = gr.HTML(elem_id="lesson")
        with gr.Column(visible=False) as self._redo:
            self._section = gr.Radio([], label=self._w("section"))
            again = gr.Button(self._w("again"), variant="secondary")
        self._checks = gr.HTML()
        self._wire(brief, (start, stop, again, save, submit))

    def _t(self, key: str) -> str:
        return self._shell.say(f"pages.{key}")

    def _w(self, key: str, **details: object) -> str:
        return self._shell.say(f"pages_work.lesson.{key}", **details)

    def _brief_form(self) -> list[Any]:
        choices, t = self._shell.choices, self._t
        with gr.Row():
            with gr.Column(scale=3):
                topic = gr.Textbox(label=t("form.topic"), placeholder=t("form.topic_hint"))
            with gr.Column(scale=1, min_width=160):
                minutes = gr.Number(label=t("form.minutes"), value=90, minimum=15, maximum=480, precision=0)
        audience = gr.Radio(choices("pages.audience", AUDIENCES), value="officials", label=t("form.audience"))
        with gr.Row():
            level = gr.Radio(choices("pages.level", get_args(Level)), value="basic", label=t("form.level"))
            written = gr.Radio(
                choices("pages.language", LANGUAGES), value=self._shell.language, label=t("form.language")
            )
            day = gr.Textbox(label=t("form.day"), value=date.today().strftime("%d/%m/%Y"))
        return [topic, audience, minutes, level, written, day]

    def _wire(self, brief: list[Any], buttons: tuple[gr.Button, ...]) -> None:
        start, stop, again, save, submit = buttons
        shown = [
            self._status, self._made, self._kept, self._after, self._redo, self._section, self._view, self._checks,
            *self._files,
        ]  # fmt: skip
        options: dict[str, Any] = {"api_name": False, "concurrency_limit": 8, "trigger_mode": "once"}
        drafting = [trigger(self._draft, brief, shown, **options) for trigger in (start.click, brief[0].submit)]
        stop.click(self._stopped, None, [self._status], cancels=drafting, queue=False, api_name=False)
        again.click(self._again, [self._made, self._kept, self._section], shown, **options)
        keeping = [self._status, self._kept]
        save.click(self._save, [self._made, self._kept], keeping, **options)
        submit.click(self._submit, [self._made, self._kept], keeping, **options)

    # -- what the buttons do -----------------------------------------------------------------------------------------

    def _draft(
        self, topic: str, audience: str, minutes: float, level: str, language: str, day: str, request: gr.Request
    ) -> Iterator[Answer]:
        shell = self._shell
        yield [status(self._t("lesson.working"), "working"), *[gr.skip()] * (7 + len(SUFFIXES))]
        try:
            shell.allowed(request, "trainer")
            made = shell.soan.lesson(_brief(topic, audience, minutes, level, language, day))
        except SoanError as error:
            yield [shell.problem(error), *[gr.skip()] * (7 + len(SUFFIXES))]
            return
        claims = [claim for _, claim in made.claims()]
        quoted = sum(claim.status == "quoted" for claim in claims)
        sections = len(made.sections)
        yield self._shown(made, None, self._shell.say(
            "pages.lesson.done", claims=len(claims), quoted=quoted, sections=sections
        ))  # fmt: skip

    def _stopped(self) -> str:
        return status(self._w("stopped"))

    def _again(self, made: Lesson | None, kept: str | None, section: str | None, request: gr.Request) -> Answer:
        shell, same = self._shell, [gr.skip()] * (7 + len(SUFFIXES))
        if made is None or not section:
            return [status(self._w("choose_section"), "problem"), *same]
        try:
            actor = shell.allowed(request, "trainer")
            fresh = shell.soan.regenerate_section(made, section)
            if kept and fresh != made:
                before = shell.soan.works.get(actor, kept)
                shell.soan.works.save(actor, kept, fresh, seen_sha256=before.content_sha256, note=self._w("again"))
        except NothingRelevant:
            title = next(found.title for found in made.sections if found.id == section)
            return [status(self._w("no_other", title=title), "problem"), *same]
        except SoanError as error:
            return [shell.problem(error), *same]
        title = next(found.title for found in fresh.sections if found.id == section)
        return self._shown(fresh, kept, self._w("redone", title=title))

    def _save(self, made: Lesson | None, kept: str | None, request: gr.Request) -> tuple[str, str | None]:
        return self._keeping(made, kept, request, lambda actor, work: self._w("saved"))

    def _submit(self, made: Lesson | None, kept: str | None, request: gr.Request) -> tuple[str, str | None]:
        def send(actor: Actor, work: str) -> str:
            self._shell.soan.review.submit(actor, work)
            return self._w("submitted")

        return self._keeping(made, kept, request, send)

    def _keeping(
        self, made: Lesson | None, kept: str | None, request: gr.Request, then: Callable[[Actor, str], str]
    ) -> tuple[str, str | None]:
        shell = self._shell
        try:
            actor = shell.actor(request)
            if made is None:
                return status(self._w("nothing"), "problem"), None
            kept = kept or shell.soan.works.add(actor, made).id  # a second click does not save twice
            told = then(actor, kept)
        except SoanError as error:
            return shell.problem(error), kept
        link = f'<p><a href="/{shell.language}/library?work={kept}">{self._w("to_library")}</a></p>'
        return status(told) + link, kept

    def _shown(self, made: Lesson, kept: str | None, told: str) -> Answer:
        shell = self._shell
        folder = Path(tempfile.mkdtemp(prefix="soan-"))
        files = [shell.soan.export(made, folder / f"bai-hoc{suffix}", shell.language) for suffix in SUFFIXES]
        findings = shell.soan.check_work(made, shell.language)
        sections = [(found.title, found.id) for found in made.sections]
        bar = time_bar([(step.minutes, step.title) for step in made.plan], self._w("bar"))
        return [
            status(told),
            made,
            kept,
            gr.update(visible=True),
            gr.update(visible=True),
            gr.update(choices=sections, value=None),
            bar + lesson_html(made, shell.soan.passage),
            findings_list(shell, findings),
            *[gr.update(value=str(file)) for file in files],
        ]


def _brief(topic: str, audience: str, minutes: float, level: str, language: str, day: str) -> Brief:
    return Brief(
        topic=topic or "",
        audience=cast("Audience", audience),
        minutes=int(minutes or 0),
        level=cast("Level", level),
        language=cast("Language", language),
        as_of=parse_day(day),
    )
