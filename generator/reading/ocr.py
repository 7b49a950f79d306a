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
    return "+".join(name for name in ("vie", "eng", "hin") if name in known and name != "hin")


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
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if word and row.get("level") == "5":
            found.setdefault((row["block_num"], row["par_num"]), []).append((word, float(row["conf"])))
    return [
        OcrLine(clean(" ".join(word for word, _ in words)), round(sum(c for _, c in words) / len(words), 1), len(words))
        for words in found.values()
    ]
