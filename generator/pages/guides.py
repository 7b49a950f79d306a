"""The library of guides: add files, see what was understood of each, replace one and see what leaned on it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from generator.domain.guide import Guide
from generator.errors import SoanError
from generator.pages.pieces import asked, validity_picture
from generator.pages.shell import Shell, heading, status, table
from generator.service.impact import ImpactReport

_PROGRESS = gr.Progress()  # Gradio gives each event its own in its place


def build(shell: Shell) -> None:
    """The page."""
    heading(shell.say("pages_shell.page.guides"), shell.say("pages_shell.lead.guides"))
    _Page(shell)


class _Page:
    """Uploading, the list, one guide opened by the page's address, replacing."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        files = gr.File(label=shell.say("pages.guides.upload"), file_count="multiple", type="filepath")
        add = gr.Button(shell.say("pages.guides.add"), variant="primary")
        told = gr.HTML(elem_classes="status")
        opened = gr.HTML()
        shown = gr.HTML()
        gr.HTML(f"<h2>{escape(self._w('replace_title'))}</h2><p>{escape(self._w('replace_lead'))}</p>")
        with gr.Row():
            old = gr.Textbox(label=self._w("old"), placeholder=self._w("which"))
            new = gr.Textbox(label=self._w("new"), placeholder=self._w("which"))
        with gr.Row():
            preview = gr.Button(self._w("preview"), variant="secondary")
            replace = gr.Button(self._w("replace"), variant="primary")
        impact = gr.HTML(elem_classes="status")
        options: dict[str, Any] = {"api_name": False, "trigger_mode": "once"}
        gr.on(None, self._opened, None, [opened, shown], api_name=False, concurrency_limit=8)
        add.click(self._add, files, [told, shown, files], concurrency_limit=1, **options)
        preview.click(self._preview, [old, new], impact, concurrency_limit=4, **options)
        replace.click(self._replace, [old, new], [impact, shown], concurrency_limit=1, **options)

    def _w(self, key: str, **details: object) -> str:
        return self._shell.say(f"pages_work.guides.{key}", **details)

    # -- what happens ------------------------------------------------------------------------------------------------

    def _opened(self, request: gr.Request) -> tuple[str, str]:
        shell = self._shell
        try:
            shell.actor(request)
            wanted = asked(request, "guide")
            return self._understood(wanted) if wanted else "", self._listed()
        except SoanError as error:
            return shell.problem(error), ""

    def _add(
        self, files: list[str] | None, request: gr.Request, progress: gr.Progress = _PROGRESS
    ) -> tuple[str, str, None]:
        shell = self._shell

        def reading(stage: str, done: int, of: int) -> None:
            progress((done, of), desc=shell.say(f"library.stage_{stage}"))

        try:
            shell.allowed(request, "trainer")
            if not files:
                return status(shell.say("pages.guides.choose"), "problem"), self._listed(), None
            report = shell.soan.add_guides([Path(name) for name in files], progress=reading)
        except SoanError as error:
            return shell.problem(error), self._listed(), None
        lines = "".join(
            f"<li>{'✖' if outcome.error else '✔'} {escape(outcome.sentence(shell.language))}</li>"
            for outcome in report.outcomes
        )
        new = "".join(self._understood(outcome.guide_id) for outcome in report.outcomes if outcome.guide_id)
        return f'<div role="status"><ul>{lines}</ul></div>{new}', self._listed(), None

    def _preview(self, old: str, new: str, request: gr.Request) -> str:
        shell = self._shell
        try:
            return self._impact(shell.soan.impact.preview(shell.actor(request), old, new.strip() or None))
        except SoanError as error:
            return shell.problem(error)

    def _replace(self, old: str, new: str, request: gr.Request) -> tuple[str, str]:
        shell = self._shell
        try:
            report = shell.soan.impact.replace(shell.actor(request), old, new)
        except SoanError as error:
            return shell.problem(error), self._listed()
        return status(self._w("replaced")) + self._impact(report), self._listed()

    # -- what is shown -----------------------------------------------------------------------------------------------

    def _listed(self) -> str:
        shell, today = self._shell, date.today()
        guides = shell.soan.guides()
        if not guides:
            return f"<p>{escape(self._w('empty'))}</p>"
        body = "".join(
            f'<tr><td><a href="/{shell.language}/guides?guide={escape(guide.id)}">{escape(guide.title)}</a></td>'
            f"<td>{escape(guide.number or '—')}</td><td>{escape(self._days(guide))}</td>"
            f"<td>{escape(shell.say(f'pages.lesson.validity_{guide.validity(today)}'))}</td></tr>"
            for guide in guides
        )
        names = [shell.say("pages.guides.title"), shell.say("pages.guides.number"), self._w("days")]
        heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in [*names, shell.say("pages.guides.validity")])
        title = escape(self._w("list", count=len(guides)))
        return (
            f'<h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}"><table><thead><tr>'
            f"{heads}</tr></thead><tbody>{body}</tbody></table></div>{validity_picture(shell, guides, today)}"
        )

    def _days(self, guide: Guide) -> str:
        days = [f"{day:%d/%m/%Y}" if day else "…" for day in (guide.effective_from, guide.effective_to)]
        return " – ".join(days) if guide.effective_from or guide.effective_to else "—"

    def _understood(self, key: str) -> str:
        """What the program read of a guide, and what it did not find."""
        shell = self._shell
        guide, passages = shell.soan.show(key)
        facts = {
            "number": guide.number,
            "kind": guide.kind,
            "issuer": guide.issuer,
            "days": self._days(guide),
            "state": shell.say(f"pages.lesson.validity_{guide.validity(date.today())}"),
            "pages": str(guide.pages) if guide.pages else None,
            "passages": str(len(passages)),
        }
        rows = [[self._w(f"fact.{name}"), value or "—"] for name, value in facts.items()]
        kinds = Counter(part.kind for passage in passages for part in passage.address.parts[-1:])
        rows += [[self._w("fact.structure"), ", ".join(f"{kind}: {count}" for kind, count in kinds.items()) or "—"]]
        problems = [name for name in ("number", "issued_on", "effective_from") if getattr(guide, name) is None]
        if guide.ocr is not None and guide.ocr.mean_confidence < 80:
            problems.append("ocr")
        listed = "".join(f"<li>▲ {escape(self._w(f'problem.{name}'))}</li>" for name in problems)
        told = f"<ul>{listed}</ul>" if listed else f"<p>✔ {escape(self._w('no_problem'))}</p>"
        heads = [self._w("fact.name"), self._w("fact.value")]
        return f"<h2>{escape(guide.title)}</h2>{table(heads, rows, self._w('understood'))}{told}"

    def _impact(self, report: ImpactReport) -> str:
        shell = self._shell
        if not report.works:
            return f'<p role="status">{escape(self._w("no_impact"))}</p>'
        counts = report.counts()
        told = self._w(
            "impact",
            works=len(report.works),
            **{fate: counts.get(fate, 0) for fate in ("unchanged", "changed", "gone")},
        )
        heads = [self._w(f"column.{name}") for name in ("sentence", "fate", "was", "now")]
        parts = [f'<p role="status">{escape(told)}</p>']
        for work in report.works:
            rows = [
                [
                    sentence.text,
                    shell.say(f"review.fate.{sentence.fate}"),
                    f"{sentence.address_was}: {sentence.was}",
                    f"{sentence.address_now}: {sentence.now}" if sentence.now else "—",
                ]
                for sentence in work.sentences
            ]
            parts.append(f"<h3>{escape(work.title)}</h3>{table(heads, rows, work.title)}")
        return "".join(parts)
