"""A lesson from a topic, each sentence one click from the words it leans on; download. Thin: it calls the service."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

import gradio as gr

from generator.domain.base import LANGUAGES, Language
from generator.domain.days import parse_day
from generator.domain.lesson import AUDIENCES, Audience, Brief, Level
from generator.errors import SoanError
from generator.pages.render import lesson_html
from generator.pages.shell import Shell, heading, status

SUFFIXES = (".docx", ".md", ".json")


def build(shell: Shell) -> None:
    """The page."""

    def draft(
        topic: str,
        audience: str,
        minutes: float,
        level: str,
        language: str,
        day: str,
        request: gr.Request,
    ) -> Iterator[list[Any]]:
        hidden = [gr.update(visible=False)] * len(SUFFIXES)
        yield [status(shell.say("pages.lesson.working"), "working"), gr.skip(), *hidden]
        try:
            shell.allowed(request, "trainer")
            made = shell.soan.lesson(_brief(topic, audience, minutes, level, language, day))
            folder = Path(tempfile.mkdtemp(prefix="soan-"))
            files = [shell.soan.export(made, folder / f"bai-hoc{suffix}", shell.language) for suffix in SUFFIXES]
        except SoanError as error:
            yield [shell.problem(error), "", *hidden]
            return
        claims = [claim for _, claim in made.claims()]
        quoted = sum(claim.status == "quoted" for claim in claims)
        done = shell.say("pages.lesson.done", claims=len(claims), quoted=quoted, sections=len(made.sections))
        buttons = [gr.update(value=str(file), visible=True) for file in files]
        yield [status(done), lesson_html(made, shell.soan.passage), *buttons]

    heading(shell.say("pages_shell.page.lesson"), shell.say("pages.tagline"))
    _form(shell, draft)


def _form(shell: Shell, draft: Any) -> None:
    def _t(key: str) -> str:
        return shell.say(f"pages.{key}")

    with gr.Row():
        with gr.Column(scale=3):
            topic = gr.Textbox(label=_t("form.topic"), placeholder=_t("form.topic_hint"))
        with gr.Column(scale=1):
            minutes = gr.Number(label=_t("form.minutes"), value=90, minimum=15, maximum=480, precision=0)
    audience = gr.Radio(shell.choices("pages.audience", AUDIENCES), value="officials", label=_t("form.audience"))
    with gr.Row():
        level = gr.Radio(shell.choices("pages.level", get_args(Level)), value="basic", label=_t("form.level"))
        language = gr.Radio(shell.choices("pages.language", LANGUAGES), value=shell.language, label=_t("form.language"))
        day = gr.Textbox(label=_t("form.day"), value=date.today().strftime("%d/%m/%Y"))
    button = gr.Button(_t("form.draft"), variant="primary")
    status = gr.HTML(elem_classes="status")
    with gr.Row():
        downloads = [
            gr.DownloadButton(_t(f"form.download_{suffix[1:]}"), visible=False, variant="secondary")
            for suffix in SUFFIXES
        ]
    view = gr.HTML(elem_id="lesson")
    inputs = [topic, audience, minutes, level, language, day]
    outputs = [status, view, *downloads]
    for trigger in (button.click, topic.submit):
        trigger(draft, inputs, outputs, api_name=False, concurrency_limit=8, trigger_mode="once")


def _brief(topic: str, audience: str, minutes: float, level: str, language: str, day: str) -> Brief:
    return Brief(
        topic=topic or "",
        audience=cast("Audience", audience),
        minutes=int(minutes or 0),
        level=cast("Level", level),
        language=cast("Language", language),
        as_of=parse_day(day),
    )
