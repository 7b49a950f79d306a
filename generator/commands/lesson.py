"""`soan lesson`: a lesson from a topic, or one section of it anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

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
    progress,
    text,
)
from generator.errors import BriefInvalid

if TYPE_CHECKING:
    from generator.domain.base import Language
    from generator.domain.lesson import Audience, Brief, Lesson, Level
    from generator.service import Soan


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("lesson", help=text("lesson.help"))(lesson)


def lesson(
    topic: Annotated[str, typer.Argument(help=text("lesson.topic"), metavar="TOPIC")] = "",
    audience: Annotated[str, typer.Option("--audience", help=text("lesson.audience"))] = "officials",
    minutes: Annotated[int, typer.Option("--minutes", help=text("lesson.minutes"))] = 90,
    level: Annotated[str, typer.Option("--level", help=text("lesson.level"))] = "basic",
    content: Annotated[str | None, typer.Option("--content-lang", help=text("lesson.content"))] = None,
    guide: Annotated[list[str] | None, typer.Option("--guide", help=text("search.guide"), metavar="ID")] = None,
    revise: Annotated[Path | None, typer.Option("--revise", help=text("lesson.revise"), metavar="FILE")] = None,
    section: Annotated[str | None, typer.Option("--section", help=text("lesson.section"), metavar="ID")] = None,
    author: Annotated[
        str | None, typer.Option("--author", help=text("lesson.author"), metavar="extractive|model")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help=text("lesson.out"), metavar="FILE")] = None,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    with opened(data) as soan:
        if revise is not None:
            made = _revised(soan, revise, section)
        else:
            brief = asked_brief(topic, audience, minutes, level, content or language(), guide, as_of)
            with progress(text("lesson.writing")) as update:
                made = soan.lesson(brief, author=_author(author), progress=update)
            if made.generation.fallback_reason is not None:
                note(made.generation.fallback_reason)
        if soan.notice is not None:
            note(soan.notice.sentence(language()))
        if out is not None:
            soan.export(made, out, language())
    if as_json:
        print_json(made.model_dump(mode="json"))
    elif out is None:
        from generator.export.registry import lesson_markdown

        print(lesson_markdown(made))
    else:
        claims = [claim for _, claim in made.claims()]
        quoted = sum(claim.status == "quoted" for claim in claims)
        print(text("lesson.done", title=made.title, claims=len(claims), quoted=quoted, file=out))


def _author(value: str | None) -> Literal["extractive", "model"] | None:
    if value not in (None, "extractive", "model"):
        allowed = "extractive, model"
        raise BriefInvalid(problem=text("lesson.not_one_of", name="author", value=value, allowed=allowed))
    return cast('Literal["extractive", "model"] | None', value)


def _revised(soan: Soan, file: Path, section: str | None) -> Lesson:
    if section is None:
        raise BriefInvalid(problem=text("lesson.which_section"))
    return soan.regenerate_section(soan.load_lesson(file), section)


def asked_brief(
    topic: str, audience: str, minutes: int, level: str, content: str, guides: list[str] | None, as_of: str | None
) -> Brief:
    """The brief that the options of a command describe. Raises BriefInvalid."""
    from typing import get_args

    from generator.domain.base import LANGUAGES
    from generator.domain.lesson import AUDIENCES, Brief, Level

    for name, value, allowed in (
        ("audience", audience, AUDIENCES),
        ("level", level, get_args(Level)),
        ("content", content, LANGUAGES),
    ):
        if value not in allowed:
            raise BriefInvalid(problem=text("lesson.not_one_of", name=name, value=value, allowed=", ".join(allowed)))
    return Brief(
        topic=topic,
        audience=cast("Audience", audience),
        minutes=minutes,
        level=cast("Level", level),
        language=cast("Language", content),
        as_of=parse_date(as_of),
        guide_ids=tuple(guides or ()),
    )
