"""CSV for spreadsheets: one row for each item, every kind; `generator.reading.questions.table_csv` reads it back."""

from __future__ import annotations

import csv
import io

from generator.domain.quiz import Completion, Matching, Multiple, Numeric, OneBest, Ordering, Quiz, Short, TrueFalse
from generator.export.quiz.plain import Asked, answers, asked, feedback, number, text

HEAD = ("id", "kind", "situation", "stem", "key", "tolerance", "unit", "feedback", "bloom", "difficulty", "tags")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def render(quiz: Quiz) -> bytes:
    """UTF-8 with the byte-order mark Excel needs. Options stand in columns `A`, `B` …; `key` holds letters for
    choices, TRUE or FALSE, the number, or the answers one under another; pairs are `left` and `right` parted by `=>`,
    in the columns; an option that pairs with nothing has no left side; steps stand in their right order."""
    rows = [(_row(quiz, one), _columns(one)) for one in asked(quiz)]
    width = max((len(columns) for _, columns in rows), default=0)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*HEAD, *_LETTERS[:width]])
    for row, columns in rows:
        writer.writerow([safe(cell) for cell in (*row, *columns, *[""] * (width - len(columns)))])
    return out.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """A spreadsheet runs a cell that starts with one of these; an apostrophe keeps it text, and is taken off again when
    read. A cell that starts with an apostrophe gets a second one."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "'") else cell


def _row(quiz: Quiz, one: Asked) -> list[str]:
    item = one.item
    return [
        text(item.id), item.kind, text(one.situation), text(item.stem), _key(one),
        *((number(item.tolerance), text(item.unit)) if isinstance(item, Numeric) else ("", "")),
        feedback(quiz, item), item.bloom, item.difficulty, " ".join(item.tags),
    ]  # fmt: skip


def _key(one: Asked) -> str:
    item = one.item
    if isinstance(item, OneBest | Multiple):
        return ",".join(_LETTERS[index] for index in item.key)
    if isinstance(item, TrueFalse):
        return "TRUE" if item.answer else "FALSE"
    if isinstance(item, Numeric):
        return number(item.value)
    return "\n".join(answers(item.answers)) if isinstance(item, Short | Completion) else ""


def _columns(one: Asked) -> list[str]:
    item = one.item
    if isinstance(item, OneBest | Multiple):
        return [text(option.text) for option in item.options]
    if isinstance(item, Ordering):
        return [text(step.text) for step in item.steps]
    if isinstance(item, Matching):
        pairs = [f"{text(pair.left)} => {text(pair.right)}" for pair in item.pairs]
        return pairs + [f"=> {text(right)}" for right in item.extra]
    return []
