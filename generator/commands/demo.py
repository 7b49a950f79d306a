"""`soan demo`: starter guides → a lesson in a DOCX, its citations and its verification, offline, without a key."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language, opened, print_json, progress, text
from generator.messages import lookup


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("demo", help=text("demo.help"))(demo)


def demo(
    out: Annotated[Path, typer.Option("--out", help=text("demo.out"), metavar="FILE")] = Path("bai-hoc.docx"),
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from datetime import date

    from generator.domain.lesson import Brief
    from generator.domain.printing import print_citation
    from generator.settings import Settings, corpus_directory

    started = time.monotonic()
    where = data or Settings().data / "demo"
    with opened(where, vectors=False) as soan:
        with progress(text("guides.adding")) as update:
            added = soan.add_guides([corpus_directory()], progress=update)
        brief = Brief(
            topic=str(lookup("cli.demo.topic", language())),
            audience="officials",
            minutes=90,
            language=language(),
            as_of=date.today(),
        )
        lesson = soan.lesson(brief)
        soan.export(lesson, out)
        report = soan.verify(out, as_of=brief.as_of)
        guides = {guide.id: guide for guide in soan.guides()}
    claims = [claim for _, claim in lesson.claims() if claim.citations]
    step = max(1, len(claims) // 5)
    sample = [
        (claim.text, print_citation(claim.citations[0], guides[claim.citations[0].guide_id], language()))
        for claim in claims[::step][:5]
    ]
    seconds = time.monotonic() - started
    if as_json:
        print_json(
            {
                "file": str(out),
                "title": lesson.title,
                "guides": len(guides),
                "claims": len(claims),
                "sample": [{"sentence": sentence, "citation": citation} for sentence, citation in sample],
                "verification": report.model_dump(mode="json"),
                "seconds": round(seconds, 1),
            }
        )
    else:
        print(text("demo.guides", count=len(guides), failed=added.counts()["failed"]))
        print(text("lesson.done", title=lesson.title, claims=len(claims), quoted=len(claims), file=out))
        print(text("demo.sample"))
        for sentence, citation in sample:
            print(f"  • {sentence}\n      ← {citation}")
        for line in report.sentences(language()):
            print(line)
        print(text("demo.done", seconds=f"{seconds:.1f}", file=out))
    if not report.ok:
        raise typer.Exit(1)
