"""Formats a work can be written in: a format is one row."""

from __future__ import annotations

import importlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from generator.domain.lesson import Lesson
from generator.domain.work import Work, kind_of
from generator.errors import DocumentNotSoan, InputError
from generator.grounding.envelope import read_envelope
from generator.messages import say

# Kind of work → suffix → module under `generator.export` with `render(work) -> bytes`.
FORMATS: dict[str, dict[str, str]] = {
    "lesson": {".docx": "docx", ".md": "markdown", ".json": "json_file"},
    "quiz": {
        ".docx": "quiz.paper_docx",
        ".html": "quiz.page",
        ".gift": "quiz.gift",
        ".xml": "quiz.moodle_xml",
        ".zip": "quiz.qti",
        ".h5p": "quiz.h5p",
        ".txt": "quiz.aiken",
        ".csv": "quiz.table_csv",
        ".json": "json_file",
    },
    "exercise": {".json": "json_file"},
    "card": {".docx": "card_docx", ".html": "card_html", ".json": "json_file"},
    "paper": {".docx": "paper", ".json": "json_file"},
    "handout": {".html": "handout_html", ".pdf": "handout_pdf", ".json": "json_file"},
}


def export_work(
    work: Work,
    path: Path,
    language: str = "vi",
    *,
    finish: Callable[[bytes], bytes] | None = None,
    suffix: str | None = None,
) -> Path:
    """Write the work, its ledger inside, in the format of the suffix; the file appears whole or not at all.

    `finish` is what the rendered bytes still go through; `suffix` names the format where the file's own does not.
    `language` is that of the sentence when this fails: InputError for an unknown suffix or a place that cannot be
    written.
    """
    formats = FORMATS[kind_of(work)]
    suffix = suffix or path.suffix.lower()
    module = formats.get(suffix)
    if module is None:
        known = ", ".join(formats)
        raise InputError(problem=say("export.unknown_format", language, suffix=suffix, known=known))
    data: bytes = importlib.import_module(f"generator.export.{module}").render(work)
    write_file(path, finish(data) if finish is not None else data)
    return path


def write_file(path: Path, data: bytes) -> None:
    """Write bytes so that the file appears whole or not at all. Raises InputError."""
    try:
        _write(path, data)
    except OSError as error:
        raise InputError(problem=f"{path.name}: {error.strerror}") from error


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(data)
    try:
        mask = os.umask(0)
        os.umask(mask)
        Path(file.name).chmod(0o666 & ~mask)
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise


def lesson_markdown(lesson: Lesson) -> str:
    """The lesson as Markdown to read on a screen, without the ledger."""
    from generator.export.markdown import body

    return body(lesson)


def load_work(path: Path) -> Work:
    """The work in an exported file. Raises DocumentNotSoan, also when work and ledger no longer agree."""
    envelope, _ = read_envelope(path)
    if not envelope.intact():
        raise DocumentNotSoan(file=path.name)
    return envelope.work


def load_lesson(path: Path) -> Lesson:
    """The lesson in an exported file. Raises DocumentNotSoan, also for a work of another kind."""
    work = load_work(path)
    if not isinstance(work, Lesson):
        raise DocumentNotSoan(file=path.name)
    return work
