"""Question papers made elsewhere, read into items: one module for each format, `read(data, language) -> Read`."""

from __future__ import annotations

import csv
import importlib
from pathlib import Path

from generator.errors import FileDamaged, FileEmpty, FileMissing, FormatUnknown
from generator.reading.questions.build import Read

MODULES = {".gift": "gift", ".txt": "gift", ".xml": "moodle_xml", ".csv": "table_csv", ".docx": "paper_docx"}


def read_questions(path: Path, language: str = "vi") -> Read:
    """The items of a file, and a sentence for each question that could not be taken over. `language` is that of the
    sentences. Raises FileMissing, FileEmpty, FormatUnknown, FileDamaged."""
    if not path.is_file():
        raise FileMissing(file=str(path))
    module = MODULES.get(path.suffix.lower())
    if module is None:
        raise FormatUnknown(file=path.name)
    data = path.read_bytes()
    if not data.strip():
        raise FileEmpty(file=path.name)
    try:
        found: Read = importlib.import_module(f"generator.reading.questions.{module}").read(data, language)
    except (UnicodeDecodeError, csv.Error, FileDamaged) as error:
        raise FileDamaged(file=path.name) from error
    return found
