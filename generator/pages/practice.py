"""Practice for civil servants: write a prompt for an exercise, see what must not leave, the score, and try again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import gradio as gr

from generator.domain.exercise import Exercise, PromptCard
from generator.domain.people import Actor
from generator.errors import SoanError
from generator.pages import practice_rooms
from generator.pages.practice_html import attempts_html, exercise_html, gate_html, score_html
from generator.pages.shell import Shell, heading, status

QUICK: dict[str, Any] = {"api_name": False, "concurrency_limit": 8}


def build(shell: Shell) -> None:
    """The page: exercises, the drill, cards, my progress."""
    heading(shell.say("pages_shell.page.practice"), shell.say("pages_shell.lead.practice"))
    names = ("exercises", "drill", "cards", "progress")
    # Not gr.Tabs: on a narrow screen those hide three of four behind "…".
    chooser = gr.Radio(shell.choices("pages_practice.tab", names), value=names[0], label=_t(shell, "room"))
    rooms = [gr.Column(visible=name == names[0]) for name in names]
    with rooms[0]:
        _exercises(shell)
    with rooms[1]:
        practice_rooms.drill(shell)
    with rooms[2]:
        cards = practice_rooms.cards(shell)
    with rooms[3]:
        progress = practice_rooms.progress(shell)

    def entered(name: str) -> list[Any]:
        return [gr.update(visible=name == other) for other in names]

    switched = chooser.input(entered, chooser, rooms, **QUICK)
    switched.then(cards.work, cards.inputs, cards.outputs, **QUICK)
    switched.then(progress.work, progress.inputs, progress.outputs, **QUICK)


def _t(shell: Shell, key: str, **details: object) -> str:
    return shell.say(f"pages_practice.{key}", **details)


def _exercises(shell: Shell) -> None:
    def opened(request: gr.Request) -> list[Any]:
        try:
            actor = shell.actor(request)
            found = shell.soan.practice.exercises(actor, shell.language)
            choices = [(_label(shell, exercise), exercise.id) for exercise in found]
            return [gr.update(choices=choices, value=found[0].id), *shown(found[0].id, actor)]
        except SoanError as error:
            return [gr.skip(), shell.problem(error), ""]

    def shown(exercise_id: str, actor: Actor) -> list[str]:
        exercise = shell.soan.practice.exercise(actor, exercise_id)
        attempts = shell.soan.practice.attempts(actor, exercise_id)
        return [exercise_html(shell, exercise), attempts_html(shell, attempts)]

    def chosen(exercise_id: str, request: gr.Request) -> list[Any]:
        try:
            return [*shown(exercise_id, shell.actor(request)), "", "", _hidden(), _hidden(), [], _hidden()]
        except SoanError as error:
            return [shell.problem(error), "", "", "", _hidden(), _hidden(), [], _hidden()]

    def inspected(prompt: str, request: gr.Request) -> list[Any]:
        try:
            shell.actor(request)
            return _gate(shell, prompt)
        except SoanError as error:
            return [shell.problem(error), _hidden(), _hidden()]

    def scored(exercise_id: str, prompt: str, request: gr.Request) -> list[Any]:
        try:
            actor = shell.actor(request)
            gate = _gate(shell, prompt)
            sent = shell.soan.practice.submit(actor, exercise_id, prompt, shell.language)
            attempts = shell.soan.practice.attempts(actor, exercise_id)
        except SoanError as error:
            return [shell.problem(error), _hidden(), _hidden(), "", gr.skip(), [], _hidden()]
        lines = [step.line for step in sent.score.next_steps]
        more = gr.update(visible=bool(lines))
        return [*gate, score_html(shell, sent), attempts_html(shell, attempts), lines, more]

    def masked_taken(masked: str, request: gr.Request) -> list[Any]:
        shell.actor(request)
        return [masked, *_gate(shell, masked)]

    def lines_taken(prompt: str, lines: list[str], request: gr.Request) -> str:
        shell.actor(request)
        return "\n".join([prompt.rstrip(), *(line for line in lines if line not in prompt)])

    chooser = gr.Radio([], label=_t(shell, "choose"), elem_classes="choices")
    view = gr.HTML()
    prompt = gr.Textbox(label=_t(shell, "prompt"), placeholder=_t(shell, "prompt_hint"), lines=8, max_lines=24)
    with gr.Row():
        look = gr.Button(_t(shell, "gate"))
        send = gr.Button(_t(shell, "score"), variant="primary")
    gate = gr.HTML(elem_classes="status")
    masked = gr.Textbox(label=_t(shell, "masked"), visible=False, interactive=False, lines=4)
    take_masked = gr.Button(_t(shell, "take_masked"), visible=False)
    score = gr.HTML(elem_classes="status")
    lines = gr.State([])
    take_lines = gr.Button(_t(shell, "take_lines"), visible=False)
    attempts = gr.HTML()
    _card_form(shell, prompt)

    gr.on(None, opened, None, [chooser, view, attempts], **QUICK)
    chooser.input(chosen, chooser, [view, attempts, gate, score, masked, take_masked, lines, take_lines], **QUICK)
    look.click(inspected, prompt, [gate, masked, take_masked], **QUICK)
    send.click(scored, [chooser, prompt], [gate, masked, take_masked, score, attempts, lines, take_lines], **QUICK)
    take_masked.click(masked_taken, masked, [prompt, gate, masked, take_masked], **QUICK)
    take_lines.click(lines_taken, [prompt, lines], prompt, **QUICK)


def _hidden() -> Any:
    return gr.update(visible=False)


def _label(shell: Shell, exercise: Exercise) -> str:
    level = shell.say(f"practice.level.{exercise.level}")
    return f"{exercise.title} ({level}, {shell.say('practice.minutes', minutes=exercise.minutes)})"


def _gate(shell: Shell, text: str) -> list[Any]:
    """Findings, and the masked version where one may be offered."""
    found = shell.soan.gate.inspect(text, shell.language)
    offered = found.decision == "block" and found.maskable
    update = gr.update(value=found.masked if offered else "", visible=offered)
    return [gate_html(shell, text, found), update, gr.update(visible=offered)]


def _card_form(shell: Shell, prompt: gr.Textbox) -> None:
    def made(prompt: str, title: str, purpose: str, allowed: Any, request: gr.Request) -> list[Any]:
        try:
            actor = shell.actor(request)
            card = shell.soan.practice.make_card(actor, prompt, title=title, purpose=purpose, data_class=allowed)
            files = card_files(shell, actor, card)
        except SoanError as error:
            return [shell.problem(error), _hidden(), _hidden()]
        told = status(_t(shell, "card.made", version=card.version, title=card.title))
        return [told, *(gr.update(value=str(file), visible=True) for file in files)]

    with gr.Accordion(_t(shell, "card.heading"), open=False):
        title = gr.Textbox(label=_t(shell, "card.title"))
        purpose = gr.Textbox(label=_t(shell, "card.purpose"))
        classes = shell.choices("practice.data_class", ("public", "internal", "personal_removed"))
        allowed = gr.Radio(classes, value="public", label=_t(shell, "card.data"))
        button = gr.Button(_t(shell, "card.make"), variant="primary")
        told = gr.HTML(elem_classes="status")
        files = [gr.DownloadButton(_t(shell, f"card.{kind}"), visible=False) for kind in ("docx", "html")]
    button.click(made, [prompt, title, purpose, allowed], [told, *files], **QUICK)


def card_files(shell: Shell, actor: Actor, card: PromptCard) -> list[Path]:
    """The card printed as DOCX and HTML."""
    folder = Path(tempfile.mkdtemp(prefix="soan-"))
    names = ("the-cau-lenh.docx", "the-cau-lenh.html")
    return [shell.soan.practice.print_card(actor, card.id, folder / name) for name in names]
