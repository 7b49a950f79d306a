"""`soan works …`: the library of works and their versions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language
from generator.commands.office import AsOption, NoteOption, ReasonOption, WorkArgument, at_desk, show, words, work_line
from generator.messages import say


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    group = typer.Typer(help=words("works.help"), no_args_is_help=True)
    for name, command in (
        ("add", add),
        ("list", list_),
        ("show", show_),
        ("versions", versions),
        ("diff", diff),
        ("parts", parts),
        ("edit", edit),
        ("commit", commit),
        ("save", save),
        ("export", export),
        ("share", share),
        ("visibility", visibility),
        ("archive", archive),
        ("delete", delete),
        ("tasks", tasks),
    ):
        group.command(name, help=words(f"works.{name}"))(command)
    app.add_typer(group, name="works")


def add(
    file: Annotated[Path, typer.Argument(help=words("works.file"), metavar="FILE")],
    internal: Annotated[bool, typer.Option("--internal", help=words("works.internal"))] = False,
    note: NoteOption = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        work = soan.load_work(file)
        record = soan.works.add(actor, work, visibility="internal" if internal else "public", note=note)
    show(record, [work_line(record)], as_json)


def list_(
    search: Annotated[str, typer.Argument(help=words("works.search"), metavar="[WORDS]")] = "",
    state: Annotated[str | None, typer.Option("--state", help=words("works.state"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=words("works.kind"))] = None,
    owner: Annotated[str | None, typer.Option("--owner", help=words("works.owner"))] = None,
    audience: Annotated[str | None, typer.Option("--audience", help=words("works.audience"))] = None,
    guide: Annotated[str | None, typer.Option("--guide", help=words("works.guide"))] = None,
    stale: Annotated[bool, typer.Option("--stale", help=words("works.stale"))] = False,
    archived: Annotated[bool, typer.Option("--archived", help=words("works.archived"))] = False,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.domain.works import STATES
    from generator.errors import InputError

    if state is not None and state not in STATES:
        raise InputError(problem=words("works.bad_state", known=", ".join(STATES)))
    with at_desk(data, user) as (soan, actor):
        found = soan.works.list(
            actor,
            text=search,
            state=state,
            kind=kind,
            owner=soan.people.find(owner).id if owner else None,
            audience=audience,
            guide=guide,
            stale=True if stale else None,
            archived=archived,
        )
    show(found, [work_line(record) for record in found] or [words("works.none")], as_json)


def show_(
    work: WorkArgument,
    number: Annotated[int | None, typer.Option("--version", help=words("works.number"))] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        record = soan.works.get(actor, work)
        version, state = soan.works.version(actor, work, number)
        names = soan.people.names_of((record.owner, *version.editors))
    lines = [
        work_line(record),
        words("works.owned", owner=names[record.owner], editors=", ".join(names[editor] for editor in version.editors)),
        words("works.hash", number=version.number, hash=version.content_sha256),
        *(f"[{finding.severity}] {finding.place}: {finding.message}" for finding in version.findings),
    ]
    show({"work": record, "state": state, "version": version}, lines, as_json)


def versions(
    work: WorkArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        found = soan.works.versions(actor, work)
        names = soan.people.names_of([line.created_by for line in found])
    lines = [
        words(
            "works.version_line",
            number=line.number,
            state=say(f"review.state.{line.state}", language()),
            who=names[line.created_by],
            day=f"{line.created_at:%d/%m/%Y %H:%M}",
            note=line.note,
        )
        for line in found
    ]
    show(found, lines, as_json)


def diff(
    work: WorkArgument,
    before: Annotated[int, typer.Argument(help=words("works.before"), metavar="OLD")],
    after: Annotated[int, typer.Argument(help=words("works.after"), metavar="NEW")],
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        found = soan.works.diff(actor, work, before, after)
    lines = [f"{words('works.change.' + change.change)}: {change.part}" for change in found.parts]
    for claim in found.claims:
        lines.append(f"{words('works.change.' + claim.change)} ({claim.place}):")
        lines += [f"  - {claim.before.text}"] if claim.before is not None else []
        lines += [f"  + {claim.after.text}"] if claim.after is not None else []
    show(found, lines or [words("works.same")], as_json)


def parts(
    work: WorkArgument, user: AsOption = None, data: DataOption = None, as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        editing = soan.works.open(actor, work)
    lines = [f"{name}  {part.mark}" for name, part in editing.parts.items() if part.editable]
    lines += [words("works.clash_line", id=clash.id, part=clash.part) for clash in editing.clashes]
    show(editing, lines, as_json)


def edit(
    work: WorkArgument,
    part: Annotated[str, typer.Argument(help=words("works.part"), metavar="PART")],
    file: Annotated[Path, typer.Argument(help=words("works.part_file"), metavar="FILE.json")],
    seen: Annotated[str, typer.Option("--seen", help=words("works.seen"), metavar="MARK")],
    clash: Annotated[str | None, typer.Option("--settle", help=words("works.settle"), metavar="ID")] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    import json

    from generator.errors import FileDamaged, FileMissing

    if not file.is_file():
        raise FileMissing(file=file.name)
    try:
        value = json.loads(file.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise FileDamaged(file=file.name) from error
    with at_desk(data, user) as (soan, actor):
        if clash is not None:
            mark = soan.works.settle(actor, work, clash, value)
        else:
            mark = soan.works.save_part(actor, work, part, value, seen)
    show({"part": part, "mark": mark}, [words("works.kept", part=part, mark=mark)], as_json)


def commit(
    work: WorkArgument, note: NoteOption = "", user: AsOption = None, data: DataOption = None,
    as_json: JsonOption = False, lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        record = soan.works.commit(actor, work, note=note)
    show(record, [work_line(record)], as_json)


def save(
    work: WorkArgument,
    file: Annotated[Path, typer.Argument(help=words("works.file"), metavar="FILE")],
    seen: Annotated[str, typer.Option("--seen", help=words("works.seen_hash"), metavar="SHA256")],
    note: NoteOption = "",
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        record = soan.works.save(actor, work, soan.load_work(file), seen_sha256=seen, note=note)
    show(record, [work_line(record)], as_json)


def export(
    work: WorkArgument,
    out: Annotated[Path, typer.Option("--out", help=words("works.out"), metavar="FILE")],
    number: Annotated[int | None, typer.Option("--version", help=words("works.number"))] = None,
    no_notice: Annotated[bool, typer.Option("--no-notice", help=words("works.no_notice"))] = False,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        path = soan.works.export(actor, work, out, number=number, notice=not no_notice)
    show({"file": str(path)}, [words("works.written", file=path)], as_json)


def share(
    work: WorkArgument,
    people: Annotated[list[str] | None, typer.Argument(help=words("works.people"), metavar="USER…")] = None,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        record = soan.works.share(actor, work, people or [])
    show(record, [work_line(record)], as_json)


def visibility(
    work: WorkArgument,
    value: Annotated[str, typer.Argument(help=words("works.visibility_value"), metavar="public|internal")],
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.domain.works import Visibility
    from generator.errors import InputError

    if value not in ("public", "internal"):
        raise InputError(problem=words("works.bad_visibility"))
    with at_desk(data, user) as (soan, actor):
        record = soan.works.set_visibility(actor, work, cast(Visibility, value))
    show(record, [work_line(record)], as_json)


def archive(
    work: WorkArgument,
    back: Annotated[bool, typer.Option("--back", help=words("works.back"))] = False,
    user: AsOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with at_desk(data, user) as (soan, actor):
        record = soan.works.archive(actor, work, archived=not back)
    show(record, [work_line(record)], as_json)


def delete(
    work: WorkArgument, reason: ReasonOption, user: AsOption = None, data: DataOption = None,
    as_json: JsonOption = False, lang: LangOption = None,
) -> None:  # fmt: skip
    with at_desk(data, user) as (soan, actor):
        record = soan.works.get(actor, work)
        soan.works.delete(actor, work, reason)
    show({"deleted": record.id, "title": record.title}, [words("works.deleted", title=record.title)], as_json)


def tasks(user: AsOption = None, data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with at_desk(data, user) as (soan, actor):
        found = soan.works.tasks(actor)
    lines = [words(f"works.task.{task.kind}", work=task.work_id, day=f"{task.created_at:%d/%m/%Y}") for task in found]
    show(found, lines or [words("works.no_tasks")], as_json)
