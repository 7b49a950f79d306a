"""A quiz from a topic: every item with its key, what the examiner says and where the key stands; export."""

from __future__ import annotations

import tempfile
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from generator.domain.printing import print_citation
from generator.domain.quiz import (
    ITEM_KINDS,
    ItemKind,
    Matching,
    Multiple,
    Numeric,
    OneBest,
    Ordering,
    QuizBrief,
    Scenario,
    SimpleItem,
    TrueFalse,
)
from generator.errors import SoanError
from generator.export.registry import FORMATS
from generator.pages.practice_html import listed
from generator.pages.shell import Shell, heading, status

if TYPE_CHECKING:
    from generator.domain.findings import Finding
    from generator.domain.quiz import Quiz


def build(shell: Shell) -> None:
    """The page."""
    suffixes = tuple(FORMATS["quiz"])

    def made(topic: str, items: float, kinds: list[str], request: gr.Request) -> list[Any]:
        try:
            shell.allowed(request, "trainer")
            brief = QuizBrief(
                topic=topic or "",
                items=int(items or 0),
                language=shell.language,
                as_of=date.today(),
                kinds=cast("tuple[ItemKind, ...]", tuple(kinds)),
            )
            quiz = shell.soan.quizzes.quiz(brief)
            folder = Path(tempfile.mkdtemp(prefix="soan-"))
            files = [shell.soan.export(quiz, folder / f"cau-hoi{suffix}", shell.language) for suffix in suffixes]
            findings = shell.soan.quizzes.check(quiz, shell.language)
        except SoanError as error:
            return [shell.problem(error), "", *[gr.update(visible=False)] * len(suffixes)]
        asked = sum(1 for _ in quiz.questions())
        told = status(_t(shell, "done", made=asked, wanted=brief.items))
        return [told, quiz_html(shell, quiz, findings), *(gr.update(value=str(file), visible=True) for file in files)]

    heading(shell.say("pages_shell.page.quiz"), shell.say("pages_shell.lead.quiz"))
    topic = gr.Textbox(label=_t(shell, "topic"), placeholder=_t(shell, "topic_hint"))
    items = gr.Number(label=_t(shell, "items"), value=10, minimum=1, maximum=200, precision=0)
    kinds = gr.CheckboxGroup(shell.choices("pages_quiz.kind", ITEM_KINDS), label=_t(shell, "kinds"))
    button = gr.Button(_t(shell, "make"), variant="primary")
    told = gr.HTML(elem_classes="status")
    with gr.Row():
        files = [gr.DownloadButton(_t(shell, "download", suffix=suffix), visible=False) for suffix in suffixes]
    view = gr.HTML()
    for trigger in (button.click, topic.submit):
        trigger(made, [topic, items, kinds], [told, view, *files], api_name=False, concurrency_limit=4)


def _t(shell: Shell, key: str, **details: object) -> str:
    return shell.say(f"pages_quiz.{key}", **details)


def quiz_html(shell: Shell, quiz: Quiz, findings: list[Finding]) -> str:
    """All items; each key folded, so that the page can be used to try oneself."""
    guides = {record.guide.id: record.guide for record in quiz.sources}
    out = [f'<div lang="{quiz.language}"><h2>{escape(quiz.title)}</h2><p>{escape(quiz.notice)}</p>']
    for item in quiz.items:
        if isinstance(item, Scenario):
            out.append(f"<p>{escape(item.stem)}</p>")
        for one in item.items if isinstance(item, Scenario) else (item,):
            places = [
                f"“{citation.quote}” ({print_citation(citation, guides[citation.guide_id], shell.language)})"
                for citation in one.citations
            ]
            said = [f"{finding.message} {finding.suggestion}" for finding in findings if one.id in finding.place]
            choices, key = _answer(shell, one)
            examined = listed(said or [_t(shell, "no_findings")])
            out.append(
                f"<h3>{escape(one.id)}. {escape(one.stem)}</h3>{choices}"
                f"<details><summary>{escape(_t(shell, 'key'))}</summary>{key}{listed(places)}"
                f"<p><b>{escape(_t(shell, 'examiner'))}</b></p>{examined}</details>"
            )
    return "".join(out) + "</div>"


def _answer(shell: Shell, item: SimpleItem) -> tuple[str, str]:
    """(what a learner sees under the stem, the key), both as inert HTML."""
    if isinstance(item, OneBest | Multiple):
        letters = "ABCDEFGH"
        options = listed(f"{letters[n]}. {option.text}" for n, option in enumerate(item.options))
        return options, listed(
            f"{letters[n]}: {option.note}" for n, option in enumerate(item.options) if option.correct
        )
    if isinstance(item, Matching):
        rights = sorted([pair.right for pair in item.pairs] + list(item.extra))
        shown = listed(pair.left for pair in item.pairs) + listed(rights)
        return shown, listed(f"{pair.left} ↔ {pair.right}" for pair in item.pairs)
    if isinstance(item, Ordering):
        steps = [step.text for step in item.steps]
        return listed(sorted(steps)), listed(steps, "ol")
    if isinstance(item, TrueFalse):
        return "", f"<p>{escape(shell.say('quiz.show.true' if item.answer else 'quiz.show.false'))}</p>"
    return "", f"<p>{escape(item.shown if isinstance(item, Numeric) else ' / '.join(item.answers))}</p>"
