"""The other rooms of practice: find the planted error, my cards, my progress."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from generator.errors import SoanError
from generator.pages.practice_html import drill_html, progress_html
from generator.pages.shell import Shell, status


class Refresh(NamedTuple):
    """What fills a room when somebody enters it."""

    work: Callable[..., list[Any]]
    inputs: list[Any]
    outputs: list[Any]


QUICK: dict[str, Any] = {"api_name": False, "concurrency_limit": 8}


def drill(shell: Shell) -> None:
    """Mark the sentences that look wrong, then see the guide's words."""

    def started(topic: str, request: gr.Request) -> list[Any]:
        hidden = gr.update(visible=False)
        try:
            found = shell.soan.drills.start(shell.actor(request), topic, shell.language)
        except SoanError as error:
            return ["", shell.problem(error), hidden, hidden, ""]
        choices = [(f"{one.number}. {one.text}", one.number) for one in found.statements]
        intro = f"<p>{escape(shell.say('drills.screen.intro', topic=found.topic))}</p>"
        marks = gr.update(choices=choices, value=[], visible=True)
        return [found.id, intro, marks, gr.update(visible=True), ""]

    def handed_in(drill_id: str, marked: list[int], request: gr.Request) -> list[Any]:
        try:
            result = shell.soan.drills.submit(shell.actor(request), drill_id, marked)
        except SoanError as error:
            return [shell.problem(error), gr.skip()]
        return [drill_html(shell, result), gr.update(visible=False)]

    topic = gr.Textbox(label=_t(shell, "drill.topic"), placeholder=_t(shell, "drill.topic_hint"))
    start = gr.Button(_t(shell, "drill.start"), variant="primary")
    current = gr.State("")
    intro = gr.HTML(elem_classes="status")
    marks = gr.CheckboxGroup([], label=_t(shell, "drill.marks"), visible=False, elem_classes="choices")
    send = gr.Button(_t(shell, "drill.send"), variant="primary", visible=False)
    result = gr.HTML(elem_classes="status")
    outputs = [current, intro, marks, send, result]
    for trigger in (start.click, topic.submit):
        trigger(started, topic, outputs, **QUICK)
    send.click(handed_in, [current, marks], [result, send], **QUICK)


def cards(shell: Shell) -> Refresh:
    """Find a card of one's own or of the library, read it, take it along."""
    from generator.export.card_text import blocks, foot

    def listed(words: str, request: gr.Request) -> list[Any]:
        try:
            found = shell.soan.practice.cards(shell.actor(request), words)
        except SoanError as error:
            return [gr.skip(), shell.problem(error)]
        choices = [(f"{card.title}: {card.purpose} (v{card.version})", card.id) for card in reversed(found)]
        empty = f"<p>{escape(_t(shell, 'cards.empty'))}</p>" if not found else ""
        return [gr.update(choices=choices, value=None, visible=bool(found)), empty]

    def opened(card_id: str, request: gr.Request) -> list[Any]:
        from generator.pages.practice import card_files

        try:
            actor = shell.actor(request)
            card = shell.soan.practice.card(actor, card_id)
            files = card_files(shell, actor, card)
        except SoanError as error:
            return [shell.problem(error), gr.update(visible=False), gr.update(visible=False)]
        parts = "".join(
            f"<h3>{escape(block.title)}</h3>" + "".join(f"<p>{escape(line)}</p>" for line in block.lines)
            for block in blocks(card)
        )
        ends = "".join(f"<p>{escape(line)}</p>" for line in foot(card))
        view = f'<div lang="{card.language}"><h2>{escape(card.title)}</h2>{parts}{ends}</div>'
        return [view, *(gr.update(value=str(file), visible=True) for file in files)]

    words = gr.Textbox(label=_t(shell, "cards.words"))
    look = gr.Button(_t(shell, "cards.look"))
    chooser = gr.Radio([], label=_t(shell, "cards.choose"), visible=False, elem_classes="choices")
    view = gr.HTML(elem_classes="status")
    files = [gr.DownloadButton(_t(shell, f"card.{kind}"), visible=False) for kind in ("docx", "html")]
    for trigger in (look.click, words.submit):
        trigger(listed, words, [chooser, view], **QUICK)
    chooser.input(opened, chooser, [view, *files], **QUICK)
    return Refresh(listed, [words], [chooser, view])


def progress(shell: Shell) -> Refresh:
    """Where one stands; a record to print; the way to have everything forgotten."""

    def shown(request: gr.Request) -> list[Any]:
        try:
            found = shell.soan.practice.progress(shell.actor(request), shell.language)
        except SoanError as error:
            return [shell.problem(error), gr.skip()]
        open_ = [
            (line.step.title, line.step.id) for line in found.steps if line.step.kind == "lesson" and not line.done
        ]
        return [progress_html(shell, found), gr.update(choices=open_, value=None)]

    def read(step: str | None, request: gr.Request) -> list[Any]:
        if step:
            try:
                shell.soan.practice.mark(shell.actor(request), step, shell.language)
            except SoanError as error:
                return [shell.problem(error), gr.skip()]
        return shown(request)

    def printed(name: str, request: gr.Request) -> list[Any]:
        path = Path(tempfile.mkdtemp(prefix="soan-")) / "luyen-tap.docx"
        try:
            actor = shell.actor(request)
            shell.soan.practice.completion(actor, path, name=name, language=shell.language)
        except SoanError as error:
            return [shell.problem(error), gr.update(visible=False)]
        return [status(_t(shell, "progress.printed")), gr.update(value=str(path), visible=True)]

    def forgotten(sure: bool, request: gr.Request) -> str:
        if not sure:
            return status(_t(shell, "progress.not_sure"), "problem")
        return shell.told(
            lambda: shell.say("practice.forgotten", number=shell.soan.practice.forget(shell.actor(request)))
        )

    view = gr.HTML()
    steps = gr.Radio([], label=_t(shell, "progress.unread"), elem_classes="choices")
    done = gr.Button(_t(shell, "progress.read"))
    name = gr.Textbox(label=_t(shell, "progress.name"))
    make = gr.Button(_t(shell, "progress.print"))
    file = gr.DownloadButton(_t(shell, "progress.file"), visible=False)
    sure = gr.Checkbox(label=_t(shell, "progress.sure"))
    forget = gr.Button(_t(shell, "progress.forget"), variant="stop")
    told = gr.HTML(elem_classes="status")
    done.click(read, steps, [view, steps], **QUICK)
    make.click(printed, name, [told, file], **QUICK)
    forget.click(forgotten, sure, told, **QUICK).then(shown, None, [view, steps], **QUICK)
    return Refresh(shown, [], [view, steps])


def _t(shell: Shell, key: str, **details: object) -> str:
    return shell.say(f"pages_practice.{key}", **details)
