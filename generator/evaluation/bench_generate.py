"""How long a lesson takes without a model, from a library of real guides (filled up to a number of passages)."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from generator.app import open_service
from generator.domain.lesson import AUDIENCES, Brief
from generator.settings import Settings

ROUNDS = 12


def bench(guides: Path, *, rounds: int = ROUNDS, settings: Settings | None = None) -> dict[str, object]:
    """Drafts lessons on titles of the library's own guides, in turn for all audiences, and exports each as DOCX.

    Returns passages, lessons, and median and slowest seconds of drafting (search included) and of export.
    """
    drafting: list[float] = []
    exporting: list[float] = []
    with tempfile.TemporaryDirectory(prefix="soan-bench-") as folder:
        chosen = (settings or Settings()).model_copy(update={"data": Path(folder)})
        with open_service(settings=chosen) as soan:
            soan.add_guides([guides])
            known = soan.guides()
            soan.search("warm")
            for number in range(rounds):
                guide = known[number * len(known) // rounds]
                brief = Brief(
                    topic=guide.title,
                    audience=AUDIENCES[number % len(AUDIENCES)],
                    minutes=90,
                    language=guide.language,
                    as_of=date.today(),
                )
                started = time.perf_counter()
                lesson = soan.lesson(brief)
                drafting.append(time.perf_counter() - started)
                started = time.perf_counter()
                soan.export(lesson, Path(folder) / "lesson.docx")
                exporting.append(time.perf_counter() - started)
            passages = soan.health()["passages"]
    return {
        "passages": passages,
        "lessons": len(drafting),
        "draft_s_median": round(statistics.median(drafting), 3),
        "draft_s_max": round(max(drafting), 3),
        "export_s_median": round(statistics.median(exporting), 3),
        "export_s_max": round(max(exporting), 3),
    }
