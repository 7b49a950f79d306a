"""Answers and refusals on labelled questions: half of them answered by the guides, half near misses."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from generator.app import open_service
from generator.domain.answer import Answer
from generator.domain.text import words
from generator.errors import FileMissing, ManifestInvalid
from generator.service import Soan
from generator.settings import Settings

# The folders the questions were written for; a parent folder that holds them stands for them.
FOLDERS = ("nghi-dinh-30-2020", "thu-tuc", "plain-language/pages")


def evaluate_refusal(
    dataset: Path, guides: Sequence[Path], *, data: Path | None = None, details: bool = False
) -> dict[str, object]:
    """Index the guides, ask every question. An answer is right when a cited passage comes from the row's source file,
    or says the same words in another file, and contains the row's span (spaces, normalisation and punctuation aside).

    `data` keeps the index for a next run. Raises FileMissing, ManifestInvalid.
    """
    rows = _rows(dataset)
    folders = [folder for given in guides for folder in _folders(given)]
    with ExitStack() as stack:
        place = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soan-eval-")))
        soan = stack.enter_context(open_service(data=place, settings=Settings()))
        soan.add_guides(folders)
        results = [_ask(soan, row) for row in rows]
    return _metrics(results, details)


def _folders(given: Path) -> list[Path]:
    if not given.exists():
        raise FileMissing(file=str(given))
    named = [given / name for name in FOLDERS if (given / name).is_dir()]
    return named or [given]


def _rows(dataset: Path) -> list[dict[str, Any]]:
    if not dataset.is_file():
        raise FileMissing(file=str(dataset))
    try:
        rows = [json.loads(line) for line in dataset.read_text("utf-8").splitlines() if line.strip()]
        for row in rows:
            _ = row["question"], bool(row["answerable"]), row["answer_span"]
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestInvalid(file=dataset.name, problem="{question, answerable, answer_span, source_file}") from error
    return rows


def _ask(soan: Soan, row: dict[str, Any]) -> dict[str, Any]:
    answer = soan.assistant.ask(row["question"], as_of=date.today(), language=row.get("lang", "vi"))
    right = _holds(soan, answer, row["answer_span"]) if row["answerable"] else not answer.answered
    return {
        "id": row.get("id"),
        "lang": row.get("lang"),
        "answerable": bool(row["answerable"]),
        "answered": answer.answered,
        "right": right,
        "confidence": answer.confidence,
        "question": row["question"],
        "quotes": [claim.text for claim in answer.claims],
        "nearest": answer.nearest.model_dump() if answer.nearest else None,
    }


def _holds(soan: Soan, answer: Answer, span: str) -> bool:
    wanted = " ".join(words(span))
    cited = [soan.passage(citation.passage_id) for claim in answer.claims for citation in claim.citations]
    return any(f" {wanted} " in f" {' '.join(words(passage.text))} " for passage in cited)


def _metrics(results: list[dict[str, Any]], details: bool) -> dict[str, object]:
    def count(rows: list[dict[str, Any]]) -> dict[str, int]:
        unanswerable = [row for row in rows if not row["answerable"]]
        answerable = [row for row in rows if row["answerable"]]
        return {
            "unanswerable": len(unanswerable),
            "right_refusals": sum(row["right"] for row in unanswerable),
            "answerable": len(answerable),
            "right_answers": sum(row["right"] for row in answerable),
        }

    languages = sorted({str(row["lang"]) for row in results})
    metrics: dict[str, object] = {
        **count(results),
        "per_language": {name: count([row for row in results if str(row["lang"]) == name]) for name in languages},
        "refused_wrongly": sum(row["answerable"] and not row["answered"] for row in results),
    }
    if details:
        metrics["rows"] = results
    return metrics
