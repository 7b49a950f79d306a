"""CSV with a row for each item: what `generator.export.quiz.table_csv` writes, and plainer tables of a stem, options in
columns `A`, `B` … and a key."""

from __future__ import annotations

import csv
import io
import re

from generator.domain.text import fold_accents
from generator.errors import InputError
from generator.messages import lookup, say
from generator.reading.questions.build import Collector, Given, Read, as_number

_LETTER = re.compile(r"(?:option[ _]?|phuong an |dap an )?([a-z])")
_TRUE = ("true", "t", "đúng", "सही")
_FALSE = ("false", "f", "sai", "गलत")
_BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")


def read(data: bytes, language: str) -> Read:
    """The questions. The comma, semicolon or tab parts cells. Raises UnicodeDecodeError, InputError without a column
    for the stem."""
    text = data.decode("utf-8-sig")
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=head.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    names = [_column(cell) for cell in rows[0]]
    if "stem" not in names:
        raise InputError(problem=say("quizread.no_column", language))
    found = Collector(language)
    for row in rows[1:]:
        if any(cell.strip() for cell in row):
            cells = dict(zip(names, [_safe(cell) for cell in row], strict=False))
            _row(found, cells, [cells.get(letter, "") for letter in sorted(n for n in names if len(n) == 1)])
    return found.read


def _safe(cell: str) -> str:
    """Without the apostrophe that kept a spreadsheet from running the cell."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t", "'") else cell


def _column(cell: str) -> str:
    """The name of a column: ours, a letter in upper case for an option, or the words of the catalogue for one."""
    shown = " ".join(cell.strip().lower().split())
    for language in ("vi", "en", "hi"):
        for name, words in lookup("quizread.columns", language).items():
            if shown in words:
                return str(name)
    letter = _LETTER.fullmatch(fold_accents(shown))
    return letter[1].upper() if letter else shown


def _row(found: Collector, cells: dict[str, str], columns: list[str]) -> None:
    kind, key = cells.get("kind", "").strip(), cells.get("key", "").strip()
    filled = [cell for cell in columns if cell.strip()]
    situation = cells.get("situation", "").strip()
    given = Given(
        name=cells.get("id", ""), stem="\n".join(part for part in (situation, cells.get("stem", "").strip()) if part),
        why=cells.get("feedback", ""), unit=cells.get("unit", ""), tags=tuple(cells.get("tags", "").split()),
    )  # fmt: skip
    if cells.get("bloom") in _BLOOM:
        given.bloom = cells["bloom"]
    if cells.get("difficulty") in ("easy", "medium", "hard"):
        given.difficulty = cells["difficulty"]
    kind = kind or ("one_best" if filled else "true_false" if key.lower() in (*_TRUE, *_FALSE) else "short")
    if kind in ("one_best", "multiple"):
        letters = [part.strip().upper() for part in re.split(r"[,;/\s]+", key) if part.strip()]
        if not all(len(letter) == 1 for letter in letters):  # the key is the text of an option
            letters = [chr(65 + place) for place, words in enumerate(columns) if words.strip() == key]
        given.options = filled
        given.weights = [100.0 * (chr(65 + i) in letters) for i, words in enumerate(columns) if words.strip()]
        given.several = kind == "multiple" or len(letters) > 1
    elif kind == "true_false":
        given.truth = {**dict.fromkeys(_TRUE, True), **dict.fromkeys(_FALSE, False)}.get(key.lower())
    elif kind == "matching":
        given.pairs = [(left.strip(), right.strip()) for left, _, right in (c.partition("=>") for c in filled)]
    elif kind == "ordering":
        given.steps = filled
    elif kind == "numeric":
        value, width = as_number(key), as_number(cells.get("tolerance") or "0")
        if value is None or width is None:
            return found.problem("bad_number", given.stem)
        given.number = (value, width)
    elif kind in ("short", "completion"):
        given.answers, given.completion = key.split("\n"), kind == "completion"
    else:
        return found.problem("kind", given.stem, kind=kind)
    return found.add(given)
