"""Scanned pages through tesseract with Vietnamese, when it is installed: lines with the mean confidence of words."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from functools import cache
from typing import NamedTuple

from generator.reading.decode import clean
from generator.reading.lines import starts_block

DPI = 200
SECONDS = 120


class OcrLine(NamedTuple):
    """A paragraph read from a page image, with the mean confidence of its words (0–100)."""

    text: str
    confidence: float
    words: int


@cache
def languages() -> str | None:
    """The languages to read with ("vie+eng"), or None where tesseract or its Vietnamese is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    run = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    known = set((run.stdout + run.stderr).split())
    if "vie" not in known:
        return None
    return "vie+eng" if "eng" in known else "vie"


def read_image(png: bytes) -> list[OcrLine]:
    """Paragraphs of a page image (PNG at 200 dpi). Empty when nothing was read."""
    named = languages()
    if named is None:
        return []
    # One thread: tesseract's own threads fight each other on small machines.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    command = ["tesseract", "stdin", "stdout", "-l", named, "--dpi", str(DPI), "tsv"]
    try:
        run = subprocess.run(command, input=png, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired:
        return []
    return _paragraphs(run.stdout.decode("utf-8", "replace"))


def _paragraphs(tsv: str) -> list[OcrLine]:
    """Paragraphs of tesseract's table of words; a line that opens with a label or a bullet begins a new one."""
    found: list[list[tuple[str, float]]] = []
    place: tuple[str, ...] = ()
    for (block, par, _), words in _lines(tsv).items():
        text = " ".join(word for word, _ in words)
        if (block, par) != place or starts_block(text):
            found.append([])
        found[-1] += words
        place = (block, par)
    return [
        OcrLine(clean(" ".join(word for word, _ in words)), round(sum(c for _, c in words) / len(words), 1), len(words))
        for words in found
    ]


def _lines(tsv: str) -> dict[tuple[str, str, str], list[tuple[str, float]]]:
    """(block, paragraph, line) → words with their confidence, in reading order."""
    found: dict[tuple[str, str, str], list[tuple[str, float]]] = {}
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if word and row.get("level") == "5":
            key = (row["block_num"], row["par_num"], row["line_num"])
            found.setdefault(key, []).append((word, max(0.0, float(row["conf"]))))
    return found
