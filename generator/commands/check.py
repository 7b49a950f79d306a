"""`soan check …`: each check prints its findings, and says "no" (exit 1) when one of them is an error."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language, opened, print_json, text
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.findings import Finding

FileArgument = Annotated[Path, typer.Argument(help=text("check.file"), metavar="FILE")]


def register(app: typer.Typer) -> None:
    """Add the group to the command line; one row for each kind of check."""
    group = typer.Typer(help=text("check.help"), no_args_is_help=True)
    group.command("lesson", help=text("check.lesson"))(lesson)
    group.command("injection", help=say("injection.help", language()))(injection)
    group.command("items", help=say("items.command.check", language()))(items)
    group.command("prompt", help=say("rubric.help_check", language()))(prompt)
    group.command("layout", help=say("layout.command.help", language()))(layout)
    group.command("data", help=say("gate.command.check", language()))(data_gate)
    group.command("plain", help=say("plain.help", language()))(plain)
    app.add_typer(group, name="check")


def report(findings: Sequence[Finding], as_json: bool) -> None:
    """Print the findings and leave with 1 when one is an error."""
    if as_json:
        print_json([finding.model_dump(mode="json") for finding in findings])
    else:
        for finding in findings:
            print(f"[{text('severity.' + finding.severity)}] {finding.place}: {finding.message} {finding.suggestion}")
        print(text("check.clean") if not findings else text("check.found", count=len(findings)))
    if any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def lesson(file: FileArgument, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with opened(data, vectors=False) as soan:
        findings = soan.check_lesson(soan.load_lesson(file), language())
    report(findings, as_json)


def items(
    file: Annotated[Path, typer.Argument(help=say("items.command.file", language()), metavar="FILE")],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.checks.items.examine import examine
    from generator.checks.items.rows import problems_in, questions_in
    from generator.commands.common import note

    for problem in problems_in(file, language()):
        note(problem)
    findings = [finding for question in questions_in(file, language()) for finding in examine(question, language())]
    report(findings, as_json)
    if findings:
        raise typer.Exit(1)


def prompt(file: FileArgument, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.commands.prompt_report import print_score, read

    with opened(data, vectors=False) as soan:
        score = soan.practice.score(read(file), language() if lang else None)
    print_json(score.model_dump(mode="json")) if as_json else print_score(score, language() if lang else score.language)
    if score.refused:
        raise typer.Exit(1)


def layout(
    file: FileArgument,
    report_to: Annotated[Path | None, typer.Option("--report", help=say("layout.command.report", language()))] = None,
    fix: Annotated[Path | None, typer.Option("--fix", help=say("layout.command.fix", language()))] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.commands.layout import check_layout

    check_layout(file, report_to, fix, as_json=as_json)


def data_gate(
    file: Annotated[Path, typer.Argument(help=say("gate.command.file", language()), metavar="FILE")],
    synthetic: Annotated[bool, typer.Option("--synthetic", help=say("gate.command.synthetic", language()))] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.commands.gate import check_data

    check_data(file, synthetic=synthetic, as_json=as_json)


def injection(
    file: FileArgument, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None
) -> None:
    with opened(data, vectors=False) as soan:
        findings = soan.material.check_file(file, language())
    report(findings, as_json)


def plain(file: FileArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.checks.plain.check import check_plain, language_of
    from generator.checks.plain.source import text_of

    content = text_of(file)
    report(check_plain(content, language_of(content), language()), as_json)
