"""Old Word files through the program antiword, when it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from generator.errors import FileDamaged, FileEncrypted, ToolMissing
from generator.reading.content import Content, Limits
from generator.reading.decode import clean
from generator.reading.formats import plain
from generator.reading.legacy_fonts import refuse_legacy_text
from generator.reading.raw import RawBlock

SECONDS = 60


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a DOC. Raises ToolMissing, FileEncrypted, FileDamaged, LegacyFont."""
    program = shutil.which("antiword")
    if program is None:
        raise ToolMissing(file=name, tool="antiword")
    with tempfile.TemporaryDirectory(prefix="soan-") as folder:
        copy = Path(folder) / "guide.doc"
        copy.write_bytes(data)
        try:
            run = subprocess.run(
                [program, "-m", "UTF-8.txt", "-w", "0", str(copy)], capture_output=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise FileDamaged(file=name) from error
    if run.returncode != 0 or not run.stdout.strip():
        said = run.stderr.decode("utf-8", "replace").lower() + run.stdout.decode("utf-8", "replace").lower()
        raise FileEncrypted(file=name) if "encrypt" in said else FileDamaged(file=name)
    text = clean(run.stdout.decode("utf-8", "replace"))
    refuse_legacy_text(text, name)
    return Content(blocks=_blocks(text))


def _blocks(text: str) -> list[RawBlock]:
    """Lines of a table come as `|cell|cell|`; everything else is plain text, a paragraph on a line."""
    blocks: list[RawBlock] = []
    waiting: list[str] = []

    def close() -> None:
        if any(line.strip() for line in waiting):
            blocks.extend(plain.read_text("\n\n".join(waiting)).blocks)
        waiting.clear()

    for line in text.split("\n"):
        if line.startswith("|") and line.rstrip().endswith("|") and line.count("|") >= 3:
            close()
            cells = tuple(" ".join(cell.split()) for cell in line.strip().strip("|").split("|"))
            if any(cells):
                blocks.append(RawBlock(kind="row", text=" | ".join(cell for cell in cells if cell), cells=cells))
        else:
            waiting.append(line)
    close()
    return blocks
