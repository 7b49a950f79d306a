"""Rows of items as JSON lines, and items of a quiz, as the examiner reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from generator.checks.items import negatives, options, stems
from generator.checks.items.question import Question
from generator.domain.base import LANGUAGES, Language
from generator.domain.quiz import Multiple, OneBest, Quiz, SimpleItem
from generator.errors import DocumentNotSoan, FileMissing, InputError
from generator.messages import say
from generator.reading.questions import MODULES, read_questions


def read_rows(path: Path, language: str = "vi") -> Iterator[tuple[Question, dict[str, Any]]]:
    """Each row `{id, lang, stem, options, key, source}` of a JSON-lines file as a question, and the row itself. `key`
    is an index, a list of indices, or the text of an option. Raises FileMissing, InputError naming the line."""
    if not path.is_file():
        raise FileMissing(file=str(path))
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            question = _question(row, number)
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise InputError(problem=say("items.bad_row", language, line=number, file=path.name)) from error
        yield question, row


def questions_in(path: Path, language: str = "vi") -> Iterator[Question]:
    """The questions of a JSON-lines file, of a quiz that Soạn exported, or of a question paper made elsewhere (GIFT,
    Aiken, Moodle XML, CSV, DOCX; in `language`). Raises as `read_rows` and the reader of
    exported files do."""
    if path.suffix.lower() == ".json" and path.is_file():
        from generator.grounding.envelope import read_envelope

        work = read_envelope(path)[0].work
        if not isinstance(work, Quiz):
            raise DocumentNotSoan(file=path.name)
        yield from (question for item in work.questions() if (question := of_item(item, work.language)))
        return
    if path.suffix.lower() in MODULES:
        items = read_questions(path, language).items
        yield from (question for item in items if (question := of_item(item, cast("Language", language))))
        return
    for question, _ in read_rows(path, language):
        yield question


def problems_in(path: Path, language: str = "vi") -> list[str]:
    """A sentence for each question of a paper made elsewhere that could not be read, so cannot be examined."""
    return read_questions(path, language).problems if path.suffix.lower() in MODULES else []


def of_item(item: SimpleItem, language: Language, source: str = "") -> Question | None:
    """An item with options as the examiner reads it; None for kinds that have none. `source` is the passage's text, by
    default the quoted words alone."""
    source = source or "\n".join(citation.quote for citation in item.citations)
    if isinstance(item, OneBest | Multiple):
        options = tuple(option.text for option in item.options)
        return Question(id=item.id, language=language, stem=item.stem, options=options, keys=item.key, source=source)
    return None


def stem_flaws(item: SimpleItem, language: str) -> list[str]:
    """Names of the rules that the stem of an item without options breaks."""
    question = Question(
        id=item.id, language=cast("Language", language), stem=item.stem, options=(), keys=(), source=""
    )  # fmt: skip
    rules = {
        "ambiguous_or_unclear_stem": stems.unclear,
        "unnecessary_negative": negatives.double,
        "vague_terms": options.vague,
    }
    return [name for name, rule in rules.items() if next(rule(question), None) is not None]


def _question(row: dict[str, Any], number: int) -> Question:
    shown = tuple(str(option) for option in row["options"])
    keys = tuple(_index(key, shown) for key in (row["key"] if isinstance(row["key"], list) else [row["key"]]))
    wanted = row.get("lang", "vi")
    if wanted not in LANGUAGES or not shown or not keys:
        raise ValueError(wanted)
    return Question(
        id=str(row.get("id", number)), language=cast("Language", wanted), stem=str(row["stem"]), options=shown,
        keys=keys, source=str(row.get("source") or ""),
    )  # fmt: skip


def _index(key: object, options: tuple[str, ...]) -> int:
    if isinstance(key, int) and 0 <= key < len(options):
        return key
    text = str(key).strip()
    if text in options:
        return options.index(text)
    if len(text) == 1 and text.upper() in "ABCDEFGH"[: len(options)]:
        return "ABCDEFGH".index(text.upper())
    raise ValueError(text)
