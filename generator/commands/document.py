"""`soan document KIND`: an administrative document from a brief; templates and exercises for practice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.commands.common import (
    DataOption,
    DateOption,
    JsonOption,
    LangOption,
    language,
    note,
    opened,
    parse_date,
    print_json,
)
from generator.errors import BriefInvalid, InputError
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.paper import Paper
    from generator.service import Soan


def _text(entry: str, **details: object) -> str:
    return say(f"paper.{entry}", language(), **details)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("document", help=_text("command.help"))(document)


def document(
    kind: Annotated[str, typer.Argument(help=_text("command.kind"), metavar="KIND")] = "",
    brief: Annotated[Path | None, typer.Option("--brief", help=_text("command.brief"), metavar="FILE")] = None,
    sentence: Annotated[str | None, typer.Option("--sentence", help=_text("command.sentence"), metavar="TEXT")] = None,
    out: Annotated[Path | None, typer.Option("--out", help=_text("command.out"), metavar="FILE")] = None,
    listed: Annotated[bool, typer.Option("--list", help=_text("command.list"))] = False,
    fields: Annotated[bool, typer.Option("--fields", help=_text("command.fields"))] = False,
    template: Annotated[bool, typer.Option("--template", help=_text("command.template"))] = False,
    exercise: Annotated[bool, typer.Option("--exercise", help=_text("command.exercise"))] = False,
    mistakes: Annotated[int, typer.Option("--mistakes", help=_text("command.mistakes"))] = 8,
    seed: Annotated[int, typer.Option("--seed", help=_text("command.seed"))] = 1,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with opened(data, vectors=not (listed or fields or template or exercise)) as soan:
        if listed:
            _list(soan, as_json)
        elif fields:
            _fields(soan, kind, as_json)
        elif template:
            path = soan.documents.template(kind, _needed(out), language())
            _answer({"kind": kind, "file": str(path)}, _text("run.template", file=path), as_json)
        elif exercise:
            target = _needed(out)
            planted, key = soan.documents.exercise(kind, target, count=mistakes, seed=seed, language=language())
            found = [mistake.model_dump(mode="json") for mistake in planted]
            sentence_out = _text("run.exercise", count=len(planted), file=target, answers=key)
            _answer({"file": str(target), "key": str(key), "mistakes": found}, sentence_out, as_json)
        else:
            _written(soan, _draft(soan, kind, brief, sentence, as_of), out, as_json)


def _draft(soan: Soan, kind: str, brief: Path | None, sentence: str | None, as_of: str | None) -> Paper:
    day = parse_date(as_of)
    if sentence is not None:
        made = soan.documents.write_sentence(kind, sentence, as_of=day, language=language())
    elif brief is not None:
        asked = soan.documents.read_file(brief, language())
        made = soan.documents.write(kind, asked, as_of=day, language=language())
    else:
        raise BriefInvalid(problem=_text("bad.nothing_asked"))
    if soan.notice is not None and made.sources:
        note(soan.notice.sentence(language()))
    return made


def _written(soan: Soan, made: Paper, out: Path | None, as_json: bool) -> None:
    if out is None and not as_json:
        raise InputError(problem=_text("bad.out_needed"))
    if out is not None:
        soan.export(made, out, language())
    if as_json:
        print_json(made.model_dump(mode="json"))
        return
    claims = [claim for _, claim in made.claims()]
    print(_text("run.done", title=made.title, file=out))
    print(_text("run.counts", claims=len(claims), quoted=sum(claim.status == "quoted" for claim in claims)))
    for heading, lines in (("run.gaps", made.gaps), ("run.notes", made.notes)):
        if lines:
            print(_text(heading))
        for line in lines:
            print(f"- {line}")


def _list(soan: Soan, as_json: bool) -> None:
    rows = soan.documents.kinds()
    if as_json:
        print_json([row.model_dump(mode="json") for row in rows])
        return
    for row in rows:
        short = row.abbreviation or _text("run.no_abbreviation")
        print(_text("run.kinds", id=row.id, name=row.name, abbreviation=short, sample=row.sample))


def _fields(soan: Soan, kind: str, as_json: bool) -> None:
    found = soan.documents.fields(kind, language())
    if as_json:
        print_json(found)
        return
    for name, meaning in found.items():
        print(f"{name}: {meaning}")


def _needed(out: Path | None) -> Path:
    if out is None:
        raise InputError(problem=_text("bad.out_needed"))
    return out


def _answer(value: dict[str, object], sentence: str, as_json: bool) -> None:
    if as_json:
        print_json(value)
    else:
        print(sentence)
