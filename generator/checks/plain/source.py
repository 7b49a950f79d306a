"""The words of a file that the plain-language check reads."""

from __future__ import annotations

from pathlib import Path

from generator.errors import DocumentNotSoan, FileDamaged
from generator.grounding.envelope import read_envelope


def text_of(path: Path) -> str:
    """The visible lines of an exported work, else the text itself. Raises FileMissing, FileDamaged."""
    try:
        envelope, lines = read_envelope(path)
    except DocumentNotSoan:
        try:
            return path.read_text("utf-8-sig")
        except (UnicodeDecodeError, OSError) as error:
            raise FileDamaged(file=path.name) from error
    return "\n".join(lines) or "\n".join(claim.text for claim in envelope.ledger.claims)
