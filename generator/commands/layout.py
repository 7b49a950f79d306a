"""What `soan check layout` prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.commands.common import language, note, print_json
from generator.messages import say

if TYPE_CHECKING:
    from generator.checks.layout.audit import LayoutReport


def check_layout(file: Path, report_to: Path | None, fix: Path | None, *, as_json: bool) -> None:
    """Measure a DOCX, write the report and the corrected copy where asked; leaves with 1 when a rule is broken."""
    from generator.service.layout import LayoutJob

    job = LayoutJob(language())
    found = job.check(file)
    if report_to is not None:
        job.write_report(found, report_to)
        note(say("layout.command.reported", language(), file=report_to))
    mended = job.fix(file, fix) if fix is not None else None
    if as_json:
        extra = {"fixed": list(mended.mended), "left": list(mended.left)} if mended else {}
        findings = [finding.model_dump(mode="json") for finding in found.findings(language())]
        print_json({**found.model_dump(mode="json"), "findings": findings, **extra})
    else:
        _print(found)
    if mended is not None and fix is not None:
        note(say("layout.command.fixed", language(), file=fix, count=len(mended.mended)))
        if mended.left:
            titles = [rule.title for rule in found.failures if rule.rule in mended.left]
            note(say("layout.command.left", language(), rules="; ".join(titles)))
    if found.failures:
        raise typer.Exit(1)


def _print(found: LayoutReport) -> None:
    for sentence in found.notes:
        print(sentence)
    for finding in found.findings(language()):
        print(f"[{finding.place}] {finding.message}. {finding.suggestion}")
    count = {verdict: sum(rule.verdict == verdict for rule in found.rules) for verdict in ("pass", "fail", "unknown")}
    kind = found.kind_name or say("layout.command.unknown_kind", language())
    print(
        say(
            "layout.command.summary", language(), kind=kind, pages=found.pages, passed=count["pass"],
            failed=count["fail"], unknown=count["unknown"],
        )
    )  # fmt: skip
