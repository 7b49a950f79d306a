"""The reviewer's page: the queue by risk, one claim at a time beside its words, the checklist, the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any, cast

import gradio as gr

from generator.domain.people import Actor
from generator.domain.works import ANSWERS, OUTCOMES, Answer, Outcome
from generator.errors import SoanError
from generator.pages.pieces import STATUS_MARKS, asked, sources_of
from generator.pages.shell import Shell, heading, status, table
from generator.service.review import Desk
from generator.service.review_base import DeskClaim

Shown = list[Any]


def build(shell: Shell) -> None:
    """The page."""
    heading(shell.say("pages_shell.page.review"), shell.say("pages_work.review.lead"))
    _Page(shell)


class _Page:
    """The desk's components. The work is named by the page's address, so that back and reload keep the place."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._queue = gr.HTML()
        self._work, self._at = gr.State(""), gr.State(0)
        with gr.Column(visible=False, elem_id="soan-desk") as self._desk:
            self._status = gr.HTML(elem_classes="status")
            self._claim = gr.HTML(elem_id="desk-claim")
            self._reason = gr.Textbox(label=self._w("reason"), elem_id="desk-reason")
            with gr.Row():
                deciding = [
                    gr.Button(self._w(f"key.{outcome}"), variant="primary", elem_id=f"desk-{outcome}", min_width=120)
                    for outcome in OUTCOMES
                ]
                steps = [
                    gr.Button(self._w(f"key.{name}"), variant="secondary", elem_id=f"desk-{name}", min_width=120)
                    for name in ("previous", "next")
                ]
            gr.HTML(f"<p>{escape(self._w('keys'))}</p>")
            self._checklist = gr.HTML()
            self._line = gr.Radio([], label=self._w("line"))
            self._answer = gr.Radio(shell.choices("review.answer", ANSWERS), value="yes", label=self._w("answer"))
            self._note = gr.Textbox(label=self._w("note"))
            answer = gr.Button(self._w("give_answer"), variant="secondary")
            self._verdict = gr.HTML()
            with gr.Row():
                approve = gr.Button(self._w("approve"), variant="primary")
                back = gr.Button(self._w("send_back"), variant="secondary")
            self._history = gr.HTML()
        self._wire(deciding, steps, answer, approve, back)

    def _w(self, key: str, **details: object) -> str:
        return self._shell.say(f"pages_work.review.{key}", **details)

    def _wire(
        self, deciding: list[gr.Button], steps: list[gr.Button], answer: gr.Button, approve: gr.Button, back: gr.Button
    ) -> None:
        shown = [
            self._status, self._work, self._at, self._queue, self._desk, self._claim, self._reason, self._checklist,
            self._line, self._note, self._verdict, self._history,
        ]  # fmt: skip
        place = [self._work, self._at]
        options: dict[str, Any] = {"api_name": False, "concurrency_limit": 8, "trigger_mode": "once"}
        gr.on(None, self._opened, None, shown, api_name=False, concurrency_limit=8)
        for outcome, button in zip(OUTCOMES, deciding, strict=True):
            button.click(self._deciding(outcome), [*place, self._reason], shown, **options)
        for by, button in zip((-1, 1), steps, strict=True):
            button.click(self._stepping(by), place, shown, **options)
        answer.click(self._answered, [*place, self._line, self._answer, self._note], shown, **options)
        approve.click(self._approved, place, shown, **options)
        back.click(self._sent_back, [*place, self._note], shown, **options)

    # -- what the buttons do -----------------------------------------------------------------------------------------

    def _opened(self, request: gr.Request) -> Shown:
        return self._do(asked(request, "work"), 0, request, lambda actor, desk: ("", 0))

    def _deciding(self, outcome: Outcome) -> Callable[..., Shown]:
        def decide(work: str, at: int, reason: str, request: gr.Request) -> Shown:
            def act(actor: Actor, desk: Desk) -> tuple[str, int]:
                claim = desk.claims[at]
                self._shell.soan.review.decide(actor, work, claim.claim.id, outcome, reason)
                outcome_name = self._shell.say(f"review.outcome.{outcome}")
                return self._w("decided", outcome=outcome_name), min(at + 1, len(desk.claims) - 1)

            return self._do(work, at, request, act)

        return decide

    def _stepping(self, by: int) -> Callable[..., Shown]:
        def step(work: str, at: int, request: gr.Request) -> Shown:
            return self._do(work, at, request, lambda actor, desk: ("", at + by))

        return step

    def _answered(self, work: str, at: int, line: str | None, answer: str, note: str, request: gr.Request) -> Shown:
        def act(actor: Actor, desk: Desk) -> tuple[str, int]:
            if not line:
                return self._w("choose_line"), at
            self._shell.soan.review.answer(actor, work, line, cast("Answer", answer), note)
            return self._w("answered"), at

        return self._do(work, at, request, act)

    def _approved(self, work: str, at: int, request: gr.Request) -> Shown:
        def act(actor: Actor, desk: Desk) -> tuple[str, int]:
            self._shell.soan.review.approve(actor, work, desk.record.content_sha256)
            return self._w("approved"), at

        return self._do(work, at, request, act)

    def _sent_back(self, work: str, at: int, note: str, request: gr.Request) -> Shown:
        def act(actor: Actor, desk: Desk) -> tuple[str, int]:
            self._shell.soan.review.request_changes(actor, work, note)
            return self._w("sent_back"), at

        return self._do(work, at, request, act)

    def _do(self, work: str, at: int, request: gr.Request, act: Callable[[Actor, Desk], tuple[str, int]]) -> Shown:
        """One step at the desk, and the desk after it; a refusal is told in the service's own words, and what was
        typed stays."""
        shell, kept = self._shell, [gr.skip()] * 10
        try:
            actor = shell.actor(request)
            if not work:
                return ["", "", 0, self._waiting(actor), gr.update(visible=False), *[gr.skip()] * 7]
            desk = shell.soan.review.desk(actor, work)
            sentence, then = act(actor, desk)
            desk = shell.soan.review.desk(actor, work)
        except SoanError as error:
            return [shell.problem(error), work, at, self._way_back(), gr.update(visible=True), *kept[:7]]
        then = max(0, min(then, len(desk.claims) - 1))
        return [
            status(sentence) if sentence else "",
            work,
            then,
            self._way_back(),
            gr.update(visible=True),
            self._claim_card(desk, then),
            "",
            self._checklist_table(desk),
            gr.update(choices=_lines(desk), value=None),
            "",
            self._standing(desk),
            self._past(actor, work),
        ]

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _waiting(self, actor: Actor) -> str:
        rows = self._shell.soan.review.queue(actor)
        if not rows:
            return f"<p>{escape(self._w('empty'))}</p>"
        names = self._shell.soan.people.names_of([row.record.owner for row in rows])
        heads = [self._w(f"column.{name}") for name in ("work", "risk", "undecided", "unsupported", "owner")]
        body = "".join(
            f'<tr><td><a href="/{self._shell.language}/review?work={escape(row.record.id)}">'
            f"{escape(row.record.title)}</a>{' — ' + escape(self._w('own')) if row.own else ''}</td>"
            f"<td>{_risk(row.risk)}</td><td>{row.undecided}</td><td>{row.unsupported}</td>"
            f"<td>{escape(names[row.record.owner])}</td></tr>"
            for row in rows
        )
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
        title = escape(self._w("queue"))
        return (
            f'<h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}"><table><thead><tr>'
            f"{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _way_back(self) -> str:
        return f'<p><a href="/{self._shell.language}/review">← {escape(self._w("queue"))}</a></p>'

    def _claim_card(self, desk: Desk, at: int) -> str:
        if not desk.claims:
            return f"<p>{escape(self._w('no_claims'))}</p>"
        found, shell = desk.claims[at], self._shell
        state = found.assessment.status
        done = sum(claim.decision is not None for claim in desk.claims)
        where = self._w("at", at=at + 1, of=len(desk.claims), done=done)
        reasons = "".join(f"<li>{escape(reason)}</li>" for reason in found.assessment.reasons)
        carries = ", ".join(self._w(f"carries.{kind}") for kind in found.assessment.carries)
        return (
            f"<h2>{escape(desk.record.title)}</h2><p>{escape(where)}</p>"
            f'<div class="desk-claim {state}" tabindex="-1" lang="{desk.record.language}">'
            f'<p class="sentence">{escape(found.claim.text)}</p>'
            f'<p><span class="mark">{STATUS_MARKS[state]} {escape(shell.say(f"review.status.{state}"))}</span>'
            f" · {escape(self._w('risk'))} {_risk(found.assessment.risk)}"
            f"{' · ' + escape(carries) if carries else ''}</p>"
            f"{f'<ul>{reasons}</ul>' if reasons else ''}{self._decided(found)}</div>{sources_of(shell, found.claim)}"
        )

    def _decided(self, found: DeskClaim) -> str:
        if found.decision is None:
            return f"<p>{escape(self._w('open'))}</p>"
        outcome = self._shell.say(f"review.outcome.{found.decision.outcome}")
        return f"<p><b>✔ {escape(self._w('decided', outcome=outcome))}</b> {escape(found.decision.reason)}</p>"

    def _checklist_table(self, desk: Desk) -> str:
        shell, rows = self._shell, []
        for line in desk.checklist:
            given = desk.answers.get(line.id)
            told = shell.say(f"review.answer.{given.answer}") if given else ""
            state = shell.say(f"pages.lesson.state_{line.state}")
            rows.append([line.id, line.text, state, line.evidence, f"{told} {given.note if given else ''}".strip()])
        heads = [self._w(f"column.{name}") for name in ("line", "text", "state", "evidence", "answer")]
        title = self._w("checklist")
        return f"<h2>{escape(title)}</h2>{table(heads, rows, title)}"

    def _standing(self, desk: Desk) -> str:
        state = self._shell.say(f"review.state.{desk.state}")
        title = f"<h2>{escape(self._w('verdict'))}</h2><p>{escape(self._w('state', state=state))}</p>"
        if not desk.blockers:
            return f"{title}<p>✔ {escape(self._w('clear'))}</p>"
        items = "".join(f"<li>{escape(blocker.message)}</li>" for blocker in desk.blockers)
        return f"{title}<p>{escape(self._w('blocked', count=len(desk.blockers)))}</p><ul>{items}</ul>"

    def _past(self, actor: Actor, work: str) -> str:
        shell = self._shell
        lines = shell.soan.review.history(actor, work, language=shell.language)
        rows = [[f"{line.at:%d/%m/%Y %H:%M}", line.who, event_name(shell, line.kind), line.words] for line in lines]
        heads = [self._w(f"column.{name}") for name in ("when", "who", "what", "words")]
        title = self._w("history")
        return f"<details><summary>{escape(title)}</summary>{table(heads, rows, title)}</details>"


def event_name(shell: Shell, kind: str) -> str:
    """An event of the history in words; an unknown kind by its own name."""
    from generator.messages import lookup

    names = cast("dict[str, str]", lookup("pages_work.event", shell.language))
    return names.get(kind, kind)


def _lines(desk: Desk) -> Sequence[tuple[str, str]]:
    lines = [(f"{line.id} — {line.text}", line.id) for line in desk.checklist if line.state == "person"]
    return [*lines, *((f"{found.finding.message}", found.key) for found in desk.findings if found.shuts)]


def _risk(risk: float) -> str:
    """Risk as number and bar: by shape, not by colour alone."""
    filled = round(risk * 5)
    return f'<span class="risk"><span aria-hidden="true">{"■" * filled}{"□" * (5 - filled)}</span> {risk:.2f}</span>'
