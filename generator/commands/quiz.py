"""`soan quiz`: items from a topic, from named guides, or from a lesson."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

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
    text,
)
from generator.errors import BriefInvalid
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.base import Language
    from generator.domain.lesson import Level
    from generator.domain.quiz import ItemKind, Quiz
    from generator.service import Soan

_SUFFIXES = {
    "gift": ".gift", "moodle": ".xml", "qti": ".zip", "aiken": ".txt", "h5p": ".h5p", "csv": ".csv", "docx": ".docx",
    "html": ".html", "json": ".json",
}  # fmt: skip
_KINDS = "one_best, multiple, true_false, matching, ordering, short, numeric, completion, scenario"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("quiz", help=_say("command.help"))(quiz)


def _say(key: str, **details: object) -> str:
    return say(f"quiz.{key}", language(), **details)


def _read(key: str, **details: object) -> str:
    return say(f"quizread.{key}", language(), **details)


def quiz(
    topic: Annotated[str, typer.Argument(help=_say("command.topic"), metavar="TOPIC")] = "",
    lesson: Annotated[Path | None, typer.Option("--lesson", help=_say("command.lesson"), metavar="FILE")] = None,
    old: Annotated[Path | None, typer.Option("--import", help=_read("option"), metavar="FILE")] = None,
    items: Annotated[int, typer.Option("--items", help=_say("command.items"))] = 10,
    kinds: Annotated[str, typer.Option("--kinds", help=_say("command.kinds", kinds=_KINDS))] = "",
    level: Annotated[str, typer.Option("--level", help=text("lesson.level"))] = "basic",
    content: Annotated[str | None, typer.Option("--content-lang", help=text("lesson.content"))] = None,
    guide: Annotated[list[str] | None, typer.Option("--guide", help=_say("command.guide"), metavar="ID")] = None,
    out: Annotated[Path | None, typer.Option("--out", help=_say("command.out"), metavar="FILE")] = None,
    form: Annotated[str | None, typer.Option("--format", help=say("quizfile.format", language()))] = None,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.domain.quiz import QuizBrief

    if old is not None:
        _import(old, _language(content or language()), out, form, as_of, data, as_json)
        return
    with opened(data) as soan:
        source = soan.load_lesson(lesson) if lesson is not None else None
        brief = QuizBrief(
            topic=topic or (source.brief.topic if source else "") or (soan.guide(guide[0]).title if guide else ""),
            items=items,
            language=_language(content or (source.brief.language if source else language())),
            as_of=parse_date(as_of),
            level=_level(level),
            kinds=_kinds(kinds),
            guide_ids=tuple(guide or ()),
            lesson_id=source.id if source else None,
        )
        made = soan.quizzes.quiz(brief, source)
        if out is not None:
            _write(soan, made, out, form)
    asked = sum(1 for _ in made.questions())
    if asked < items:
        note(_say("command.short", made=asked, wanted=items))
    if as_json:
        print_json(made.model_dump(mode="json"))
    elif out is None:
        _show(made)
    else:
        covered = sum(bool(row.item_ids) for row in made.coverage)
        print(
            _say("command.done", title=made.title, items=asked, covered=covered, sections=len(made.coverage), file=out)
        )


def _import(
    file: Path,
    content: Language,
    out: Path | None,
    form: str | None,
    as_of: str | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """A question paper made elsewhere, shown or written in another format; what was not taken over is said."""
    with opened(data, vectors=False) as soan:
        made, problems = soan.quizzes.load(file, content, parse_date(as_of), language())
        if out is not None:
            _write(soan, made, out, form)
    for problem in problems:
        note(problem)
    note(_read("done", items=len(made.items), file=file.name, problems=len(problems)))
    if as_json:
        print_json(made.model_dump(mode="json"))
    elif out is None:
        _show(made)


def _write(soan: Soan, made: Quiz, out: Path, form: str | None) -> None:
    """The file, and a sentence for what its format cannot hold."""
    suffix = _suffix(form) or out.suffix.lower()
    soan.export(made, out, language(), suffix=suffix)
    for sentence in soan.quizzes.left_out(made, suffix, language()):
        note(sentence)


def _show(made: Quiz) -> None:
    """The quiz for the eye: stem, options, key, and where the key stands."""
    from generator.service.quizzes import as_lines

    for line in as_lines(made, language()):
        print(line)


def _kinds(value: str) -> tuple[ItemKind, ...]:
    from generator.domain.quiz import ITEM_KINDS

    wanted = [kind.strip() for kind in value.split(",") if kind.strip()]
    for kind in wanted:
        if kind not in ITEM_KINDS:
            raise BriefInvalid(problem=_say("service.kind", value=kind, allowed=_KINDS))
    return cast("tuple[ItemKind, ...]", tuple(dict.fromkeys(wanted)))


def _suffix(form: str | None) -> str | None:
    """The suffix that stands for the format asked for."""
    if form is not None and form not in _SUFFIXES:
        allowed = ", ".join(_SUFFIXES)
        raise BriefInvalid(problem=say("quizfile.unknown_format", language(), value=form, allowed=allowed))
    return _SUFFIXES[form] if form else None


def _level(value: str) -> Level:
    from generator.domain.lesson import Level

    if value not in get_args(Level):
        allowed = ", ".join(get_args(Level))
        raise BriefInvalid(problem=text("lesson.not_one_of", name="level", value=value, allowed=allowed))
    return cast("Level", value)


def _language(value: str) -> Language:
    from generator.domain.base import LANGUAGES

    if value not in LANGUAGES:
        allowed = ", ".join(LANGUAGES)
        raise BriefInvalid(problem=text("lesson.not_one_of", name="content", value=value, allowed=allowed))
    return value
