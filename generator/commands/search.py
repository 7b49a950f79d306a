"""`soan search`: passages that answer, with their addresses."""

from __future__ import annotations

from typing import Annotated

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


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("search", help=text("search.help"))(search)


def search(
    query: Annotated[str, typer.Argument(help=text("search.query"), metavar="QUERY")],
    k: Annotated[int, typer.Option("-k", min=1, max=200, help=text("search.k"))] = 5,
    guide: Annotated[list[str] | None, typer.Option("--guide", help=text("search.guide"), metavar="ID")] = None,
    as_of: DateOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.domain.printing import print_passage

    with opened(data) as soan:
        hits = soan.search(query, k=k, as_of=parse_date(as_of), guide_ids=tuple(guide or ()))
        if soan.notice is not None:
            note(soan.notice.sentence(language()))
    if as_json:
        print_json(
            [
                {
                    "score": round(hit.score, 4),
                    "guide_id": hit.guide.id,
                    "passage_id": hit.passage.id,
                    "address": hit.passage.address.key(),
                    "citation": print_passage(hit.passage, hit.guide, language()),
                    "text": hit.passage.text,
                }
                for hit in hits
            ]
        )
    elif hits:
        for rank, hit in enumerate(hits, 1):
            print(f"{rank}. {print_passage(hit.passage, hit.guide, language())}  ({hit.score:.2f})")
            print(f"{hit.passage.text}\n")
    else:
        note(text("search.nothing", query=query))
    if not hits:
        raise typer.Exit(1)
