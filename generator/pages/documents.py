"""Administrative documents: choose a kind, fill its form, read the draft and its layout report, take the DOCX; check
and mend a file of one's own."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from generator.domain.paper_kinds import PAPER_KINDS
from generator.errors import SoanError
from generator.pages.practice_html import listed
from generator.pages.shell import Shell, heading, status, table

if TYPE_CHECKING:
    from generator.checks.layout.audit import Checked, LayoutReport
    from generator.domain.ledger import Claim
    from generator.domain.paper import Paper

QUICK: dict[str, Any] = {"api_name": False, "concurrency_limit": 4}
_GROUPS = {
    "orders": ("nghi-quyet", "quyet-dinh", "chi-thi", "quy-che", "quy-dinh", "huong-dan"),
    "plans": ("chuong-trinh", "ke-hoach", "phuong-an", "de-an", "du-an"),
    "reports": ("bao-cao", "to-trinh", "cong-van", "cong-dien", "thong-bao", "thong-cao"),
    "agreements": ("bien-ban", "hop-dong", "ban-ghi-nho", "ban-thoa-thuan"),
}
GROUPS = {**_GROUPS, "slips": tuple(k for k in PAPER_KINDS if not any(k in group for group in _GROUPS.values()))}
# The components most drafts need; (key, lines of its box). What only one kind asks for follows from the service.
COMMON = (
    ("agency", 1), ("abbreviation", 1), ("place", 1), ("subject", 2), ("bases", 3), ("to", 2), ("body", 6),
    ("topic", 1), ("recipients", 3),
)  # fmt: skip
SIGNER = ("authority", "over", "title", "name")


def build(shell: Shell) -> None:
    """The page: a draft, and the check of a file."""
    heading(shell.say("pages_shell.page.documents"), shell.say("pages_shell.lead.documents"))
    _draft(shell)
    _check(shell)


def _t(shell: Shell, key: str, **details: object) -> str:
    return shell.say(f"pages_documents.{key}", **details)


def _names(group: str) -> list[tuple[str, str]]:
    return [(PAPER_KINDS[kind].name, kind) for kind in GROUPS[group]]


def _draft(shell: Shell) -> None:
    every = {kind: shell.soan.documents.fields(kind, shell.language) for kind in PAPER_KINDS}
    most = max(len(fields) for fields in every.values())

    def grouped(group: str) -> list[Any]:
        first = GROUPS[group][0]
        return [gr.update(choices=_names(group), value=first), *chosen(first)]

    def chosen(kind: str) -> list[Any]:
        labels = [meaning[:1].upper() + meaning[1:] for meaning in every[kind].values()]
        shown = [gr.update(label=label, value="", visible=True) for label in labels]
        return shown + [gr.update(value="", visible=False)] * (most - len(labels))

    def written(kind: str, request: gr.Request, *texts: str) -> list[Any]:
        try:
            shell.actor(request)
            made = shell.soan.documents.write(kind, _brief(every[kind], texts), language=shell.language)
            file = Path(tempfile.mkdtemp(prefix="soan-")) / f"{kind}.docx"
            shell.soan.export(made, file, shell.language)
            report = shell.soan.layout(shell.language).check(file)
        except SoanError as error:
            return [shell.problem(error), gr.update(visible=False), ""]
        told = status(_t(shell, "done", title=made.title))
        return [told, gr.update(value=str(file), visible=True), paper_html(shell, made) + report_html(shell, report)]

    gr.HTML(f"<h2>{escape(_t(shell, 'draft'))}</h2>")
    group = gr.Radio(shell.choices("pages_documents.group", tuple(GROUPS)), value="plans", label=_t(shell, "groups"))
    kind = gr.Radio(_names("plans"), value=GROUPS["plans"][0], label=_t(shell, "kind"))
    boxes = [
        gr.Textbox(label=_t(shell, f"field.{name}"), placeholder=_t(shell, f"hint.{name}"), lines=lines)
        for name, lines in COMMON
    ]
    with gr.Row():
        boxes += [gr.Textbox(label=_t(shell, f"signer.{name}"), min_width=160) for name in SIGNER]
    details = [
        gr.Textbox(label=meaning[:1].upper() + meaning[1:], lines=2) for meaning in every[GROUPS["plans"][0]].values()
    ]
    details += [gr.Textbox(lines=2, visible=False) for _ in range(most - len(details))]
    button = gr.Button(_t(shell, "write"), variant="primary")
    told = gr.HTML(elem_classes="status")
    download = gr.DownloadButton(_t(shell, "download"), visible=False)
    view = gr.HTML()
    group.input(grouped, group, [kind, *details], **QUICK)
    kind.input(chosen, kind, details, **QUICK)
    button.click(written, [kind, *boxes, *details], [told, download, view], **QUICK)


def _brief(fields: dict[str, str], texts: tuple[str, ...]) -> dict[str, Any]:
    """The boxes that were filled, under the names a brief has for them."""
    given = [(text or "").strip() for text in texts]
    common, rest = given[: len(COMMON)], given[len(COMMON) :]
    brief: dict[str, Any] = {name: text for (name, _), text in zip(COMMON, common, strict=True) if text}
    signer = {name: text for name, text in zip(SIGNER, rest, strict=False) if text}
    if signer:
        brief["signer"] = signer
    brief |= {name: text for name, text in zip(fields, rest[len(SIGNER) :], strict=False) if text}
    return brief


def paper_html(shell: Shell, made: Paper) -> str:
    """The text as it stands, what is still open and what a person must confirm; sources under what is quoted."""
    lines = [
        f"<p>{escape(' '.join(part for part in (block.label, block.title) if part))} "
        f"{' '.join(_claim(claim) for claim in block.all_claims())}</p>"
        for block in made.blocks
    ]
    bases = "".join(f"<p><i>{escape(claim.text)}</i></p>" for claim in made.bases)
    out = f'<h3>{escape(made.title)}</h3><div class="given paper" lang="vi">{bases}{"".join(lines)}</div>'
    for key, items in (("gaps", made.gaps), ("notes", made.notes)):
        if items:
            out += f"<h3>{escape(shell.say(f'paper.run.{key}'))}</h3>{listed(items)}"
    return out


def _claim(claim: Claim) -> str:
    if not claim.citations:
        return escape(claim.text)
    quote = escape(claim.citations[0].quote)
    return f"{escape(claim.text)} <q>{quote}</q>" if claim.text not in claim.citations[0].quote else escape(claim.text)


def report_html(shell: Shell, report: LayoutReport) -> str:
    """The layout report: a line of counts, what to mend, every rule folded."""
    count = {name: sum(rule.verdict == name for rule in report.rules) for name in ("pass", "fail", "unknown")}
    kind = report.kind_name or shell.say("layout.command.unknown_kind")
    summary = shell.say(
        "layout.command.summary", kind=kind, pages=report.pages, passed=count["pass"], failed=count["fail"],
        unknown=count["unknown"],
    )  # fmt: skip
    heads = [shell.say(f"layout.report.{name}") for name in ("rule", "place", "result", "measured", "required")]

    def rows(rules: list[Checked]) -> list[list[str]]:
        return [
            [r.title, r.where, shell.say(f"layout.verdict.{r.verdict}"), r.measured, f"{r.required} {r.mend}".strip()]
            for r in rules
        ]

    failed = table(heads, rows(report.failures), shell.say("layout.report.failed"))
    whole = table(heads, rows(list(report.rules)), shell.say("layout.report.all"))
    told = status(summary, "problem" if report.failures else "done")
    fold = f"<details><summary>{escape(shell.say('layout.report.all'))}</summary>{whole}</details>"
    return f"<h3>{escape(_t(shell, 'report'))}</h3>{told}{listed(report.notes)}{failed}{fold}"


def _check(shell: Shell) -> None:
    def checked(name: str | None, request: gr.Request) -> list[Any]:
        hidden = gr.update(visible=False)
        try:
            shell.actor(request)
            if not name:
                return [status(_t(shell, "no_file"), "problem"), hidden, hidden]
            job, given = shell.soan.layout(shell.language), Path(name)
            report = job.check(given)
            folder = Path(tempfile.mkdtemp(prefix="soan-"))
            printed = job.write_report(report, folder / f"{given.stem}-bao-cao.docx")
            if not report.failures:
                return [report_html(shell, report), gr.update(value=str(printed), visible=True), hidden]
            fixed = folder / f"{given.stem}-da-sua.docx"
            mended = job.fix(given, fixed)
        except SoanError as error:
            return [shell.problem(error), hidden, hidden]
        left = [rule.title for rule in report.failures if rule.rule in mended.left]
        told = shell.say("layout.command.fixed", file=fixed.name, count=len(mended.mended))
        more = status(shell.say("layout.command.left", rules="; ".join(left)), "problem") if left else ""
        files = [gr.update(value=str(file), visible=True) for file in (printed, fixed)]
        return [report_html(shell, report) + status(told) + more, *files]

    gr.HTML(f"<h2>{escape(_t(shell, 'check'))}</h2><p>{escape(_t(shell, 'check_lead'))}</p>")
    file = gr.File(label=_t(shell, "file"), type="filepath", file_types=[".docx"])
    button = gr.Button(_t(shell, "check_button"), variant="primary")
    told = gr.HTML(elem_classes="status")
    with gr.Row():
        files = [gr.DownloadButton(_t(shell, name), visible=False) for name in ("download_report", "download_fixed")]
    button.click(checked, file, [told, *files], **QUICK)
