"""`soan review …`: the reviewer's queue and desk, decisions, approval, history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language, print_json
from generator.commands.office import (
    AsOption,
    NoteOption,
    ReasonOption,
    WorkArgument,
    at_desk,
    show,
    state_of,
    words,
    work_line,
)
from generator.domain.plain import plain
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.guide import Guide
    from generator.domain.works import ChainHead
    from generator.service.review import Desk
    from generator.service.review_base import DeskClaim

# Decisions as reviewers write them, in any of the three languages.
_OUTCOMES = {"đúng": "right", "dung": "right", "sửa": "fix", "sua": "fix", "bỏ": "drop", "bo": "drop"}


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help=words("review.help"), no_args_is_help=True)
    for name, command in (
        ("submit", submit),
        ("queue", queue),
        ("show", show_),
        ("decide", decide),
        ("answer", answer),
        ("approve", approve),
        ("reject", reject),
        ("publish", publish),
        ("withdraw", withdraw),
        ("history", history),
        ("verify", verify),
        ("form", form),
        ("watch", watch),
        ("impact", impact),
        ("renew", renew),
    ):
        group.command(name, help=words(f"review.{name}"))(command)
    app.add_typer(group, name="review")


def submit(
    work: WorkArgument, note: NoteOption = "", user: AsOption = None, data: DataOption = None,
    as_json: JsonOption = False, lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        record = soan.review.submit(actor, work, note=note)
    show(record, [work_line(record)], as_json)


def queue(user: AsOption = None, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with at_desk(data, user) as (soan, actor):
        rows = soan.review.queue(actor)
    lines = [
        words(
            "review.own_line" if row.own else "review.queue_line",
            work=work_line(row.record),
            risk=f"{row.risk:.2f}",
            undecided=row.undecided,
            unsupported=row.unsupported,
        )
        for row in rows
    ]
    show(rows, lines or [words("review.empty")], as_json)


def show_(
    work: WorkArgument,
    changed: Annotated[bool, typer.Option("--changed", help=words("review.changed"))] = False,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        desk = soan.review.desk(actor, work, only_changed=changed)
    show(_desk_json(desk), _desk_lines(desk), as_json)


def _desk_json(desk: Desk) -> dict[str, object]:
    """The desk without the content, which `soan works show` prints."""
    data = plain(desk)
    data["version"] = {name: data["version"][name] for name in ("number", "content_sha256", "editors")}
    return cast(dict[str, object], data)


def _desk_lines(desk: Desk) -> Iterator[str]:
    record = desk.record
    yield f"{record.title} · {words('review.version', number=desk.version.number)} · {state_of(record)}"
    yield words("works.hash", number=desk.version.number, hash=desk.version.content_sha256)
    guides = {source.guide.id: source.guide for source in desk.version.ledger.sources}
    for number, found in enumerate(desk.claims, 1):
        yield from _claim_lines(number, found, guides)
    yield ""
    for row in desk.findings:
        mark = "✗" if row.shuts else "·"
        yield f"{mark} {row.key} [{row.finding.severity}] {row.finding.place}: {row.finding.message}"
    yield ""
    for line in desk.checklist:
        answer = desk.answers.get(line.id)
        told = say(f"review.answer.{answer.answer}", language()) if answer is not None else words(f"line.{line.state}")
        yield f"{line.id} [{told}] {line.text} {line.evidence}"
    yield ""
    yield from (f"✗ {blocker.message}" for blocker in desk.blockers)


def _claim_lines(number: int, found: DeskClaim, guides: dict[str, Guide]) -> Iterator[str]:
    from generator.domain.printing import print_citation

    status = say(f"review.status.{found.assessment.status}", language())
    decision = say(f"review.outcome.{found.decision.outcome}", language()) if found.decision else "—"
    yield f"\n{number}. [{status}, {found.assessment.risk:.2f}] {found.claim.text}"
    yield f"   {found.claim.id} · {found.assessment.place} · {words('review.decision')}: {decision}"
    for citation in found.claim.citations:
        guide = guides.get(citation.guide_id)
        address = print_citation(citation, guide, language()) if guide is not None else citation.guide_id
        yield f"   “{citation.quote}” ({address})"
    yield from (f"   → {reason}" for reason in found.assessment.reasons)


def decide(
    work: WorkArgument,
    claim: Annotated[str, typer.Argument(help=words("review.claim"), metavar="CLAIM")],
    outcome: Annotated[str, typer.Argument(help=words("review.outcome"), metavar="đúng|sửa|bỏ")],
    reason: ReasonOption = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.domain.text import nfc
    from generator.domain.works import Outcome

    chosen = nfc(outcome).lower()
    with at_desk(data, user) as (soan, actor):
        decision = soan.review.decide(actor, work, claim, cast(Outcome, _OUTCOMES.get(chosen, chosen)), reason)
    told = say(f"review.outcome.{decision.outcome}", language())
    show(decision, [words("review.decided", claim=decision.claim_id, outcome=told)], as_json)


def answer(
    work: WorkArgument,
    line: Annotated[str, typer.Argument(help=words("review.line"), metavar="LINE")],
    value: Annotated[str, typer.Argument(help=words("review.value"), metavar="yes|no|not_applicable")],
    note: NoteOption = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.domain.works import Answer

    with at_desk(data, user) as (soan, actor):
        given = soan.review.answer(actor, work, line, cast(Answer, value), note)
    told = say(f"review.answer.{given.answer}", language())
    show(given, [words("review.answered", line=given.line, answer=told)], as_json)


def approve(
    work: WorkArgument,
    sha256: Annotated[str | None, typer.Option("--hash", help=words("review.hash"), metavar="SHA256")] = None,
    note: NoteOption = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.errors import NotApprovable

    with at_desk(data, user) as (soan, actor):
        try:
            read = sha256 or soan.works.get(actor, work).content_sha256
            record = soan.review.approve(actor, work, read, note=note)
        except NotApprovable as error:
            if not as_json:
                raise
            print_json({"approved": False, "blockers": plain(error.details["blockers"])})
            raise typer.Exit(1) from None
    show(record, [work_line(record)], as_json)


def reject(
    work: WorkArgument, note: NoteOption = "", user: AsOption = None, data: DataOption = None,
    as_json: JsonOption = False, lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        record = soan.review.request_changes(actor, work, note)
    show(record, [work_line(record)], as_json)


def publish(
    work: WorkArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        record = soan.review.publish(actor, work)
    show(record, [work_line(record)], as_json)


def withdraw(
    work: WorkArgument, reason: ReasonOption, user: AsOption = None, data: DataOption = None,
    as_json: JsonOption = False, lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        record = soan.review.withdraw(actor, work, reason)
    show(record, [work_line(record)], as_json)


def history(
    work: WorkArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        found = soan.review.history(actor, work, language=language())
    lines = [
        f"{line.seq:>6}  {line.at:%d/%m/%Y %H:%M}  {line.who}: {words('event.' + line.kind)}"
        + (f" (v{line.version})" if line.version is not None else "")
        + (f" — {line.words}" if line.words else "")
        for line in found
    ]
    show(found, lines, as_json)


def verify(
    head: Annotated[str | None, typer.Option("--head", help=words("review.head"), metavar="SEQ:HASH")] = None,
    out: Annotated[Path | None, typer.Option("--out", help=words("review.head_out"), metavar="FILE")] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    anchor = _anchor(head) if head else None
    with at_desk(data, user) as (soan, actor):
        result = soan.review.verify(actor, anchor=anchor)
    newest = f"{result.head.seq}:{result.head.hash}"
    if out is not None and result.ok:
        from generator.export.registry import write_file

        write_file(out, f"{newest}\n".encode())
    lines = [words(f"fault.{fault.kind}", seq=fault.seq) for fault in result.faults]
    lines += [words(f"mismatch.{m.kind}", work=m.work_id, number=m.version) for m in result.mismatches]
    lines += [words("review.sound" if result.ok else "review.broken", head=newest)]
    show({"ok": result.ok, **plain(result)}, lines, as_json)
    if not result.ok:
        raise typer.Exit(1)


def form(
    work: WorkArgument,
    out: Annotated[Path, typer.Option("--out", help=words("works.out"), metavar="FILE.docx")],
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        filled = soan.review.form(actor, work, out)
    show(filled, [words("works.written", file=out)], as_json)


def watch(
    work: WorkArgument,
    end: Annotated[bool, typer.Option("--end", help=words("review.end"))] = False,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        if not end:
            soan.review.watch(actor, work)
            show({"watching": True}, [words("review.watching")], as_json)
            return
        ended, rate = soan.review.end_watch(actor, work), soan.review.my_watch(actor)
    lines = [words("review.rate", found=rate.found, missed=rate.missed)]
    if ended is not None:
        lines.insert(0, words(f"review.{ended.outcome}", text=ended.planted.text, was=ended.was, now=ended.now))
    show({"planted": ended, "rate": rate}, lines, as_json)


def _anchor(text: str) -> ChainHead:
    """`SEQ:HASH`, or a file that holds it."""
    from generator.domain.works import ChainHead
    from generator.errors import InputError

    path = Path(text)
    written = path.read_text("utf-8").strip() if path.is_file() else text
    seq, _, digest = written.partition(":")
    if not seq.isdigit() or len(digest) != 64:
        raise InputError(problem=words("review.bad_head"))
    return ChainHead(seq=int(seq), hash=digest)


def impact(
    old: Annotated[str | None, typer.Argument(help=words("review.old"), metavar="[OLD]")] = None,
    new: Annotated[str | None, typer.Argument(help=words("review.new"), metavar="[NEW]")] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.commands.impact import impact_lines

    with at_desk(data, user) as (soan, actor):
        reports = [soan.impact.preview(actor, old, new)] if old is not None else soan.impact.sweep(actor)
    lines = [line for report in reports for line in impact_lines(report)]
    show(reports, lines or [words("review.nothing_ended")], as_json)


def renew(
    work: WorkArgument,
    old: Annotated[str, typer.Argument(help=words("review.old"), metavar="OLD")],
    new: Annotated[str, typer.Argument(help=words("review.new"), metavar="NEW")],
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        record = soan.impact.renew(actor, work, old, new)
    show(record, [work_line(record)], as_json)
