"""Questions to the guides: quotes with their addresses, or a refusal. The conversation stays in the asker's session."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import gradio as gr

from generator.domain.answer import Answer
from generator.errors import SoanError
from generator.pages.practice_html import listed
from generator.pages.shell import Shell, heading

TURNS = 20  # shown and kept of one conversation


def build(shell: Shell) -> None:
    """The page."""

    def asked(question: str, history: list[str], turns: list[str], request: gr.Request) -> list[Any]:
        try:
            shell.actor(request)
            answer = shell.soan.assistant.ask(
                question, as_of=date.today(), history=tuple(history), language=shell.language
            )
        except SoanError as error:
            return [gr.skip(), shell.problem(error), gr.skip(), gr.skip(), gr.skip()]
        turns = [_turn(shell, answer), *turns][:TURNS]
        return ["", f'<div role="status">{turns[0]}</div>', _earlier(shell, turns[1:]), [*history, answer.asked], turns]

    def anew(request: gr.Request) -> list[Any]:
        try:
            shell.actor(request)
        except SoanError as error:
            return [gr.skip(), shell.problem(error), gr.skip(), gr.skip(), gr.skip()]
        return ["", f"<p>{escape(_t(shell, 'empty'))}</p>", "", [], []]

    heading(shell.say("pages_shell.page.ask"), shell.say("pages_shell.lead.ask"))
    history, turns = gr.State([]), gr.State([])
    question = gr.Textbox(label=_t(shell, "question"), placeholder=_t(shell, "hint"), lines=2, max_lines=6)
    with gr.Row():
        send = gr.Button(_t(shell, "send"), variant="primary")
        clear = gr.Button(_t(shell, "anew"))
    latest = gr.HTML(f"<p>{escape(_t(shell, 'empty'))}</p>", elem_classes="status")
    earlier = gr.HTML()
    outputs = [question, latest, earlier, history, turns]
    for trigger in (send.click, question.submit):
        trigger(asked, [question, history, turns], outputs, api_name=False, concurrency_limit=8)
    clear.click(anew, None, outputs, api_name=False, concurrency_limit=8)


def _t(shell: Shell, key: str, **details: object) -> str:
    return shell.say(f"pages_ask.{key}", **details)


def _turn(shell: Shell, answer: Answer) -> str:
    """One question with its quotes, or with what was looked for and the nearest guide."""
    question = f"<h2>{escape(answer.question)}</h2>"
    if answer.asked != answer.question:
        question += f"<p>{escape(_t(shell, 'understood', question=answer.asked))}</p>"
    if not answer.answered:
        lines = shell.soan.assistant.tell(answer, shell.language).splitlines()
        return f'<div class="turn refused">{question}{listed(lines)}</div>'
    quotes = "".join(
        f"<figure><blockquote>{escape(line['quote'])}</blockquote><figcaption>{escape(line['citation'])}</figcaption>"
        f"<details><summary>{escape(_t(shell, 'passage'))}</summary>"
        f'<div class="given">{_marked(shell, line)}</div></details></figure>'
        for line in shell.soan.assistant.quotes(answer, shell.language)
    )
    return f'<div class="turn" lang="{answer.language}">{question}{quotes}</div>'


def _marked(shell: Shell, line: dict[str, str]) -> str:
    """The whole passage with the quoted words marked."""
    text = shell.soan.passage(line["passage_id"]).text
    before, found, after = text.partition(line["quote"])
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}" if found else escape(text)


def _earlier(shell: Shell, turns: list[str]) -> str:
    if not turns:
        return ""
    title = escape(_t(shell, "earlier"))
    return f"<details><summary>{title}</summary>{''.join(turns)}</details>"
