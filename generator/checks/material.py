"""Which passages of a file give orders to the assistant, judged by their words and by what the file hid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.checks.disguise import hidden_texts
from generator.checks.injection import signals
from generator.domain.passage import Passage
from generator.domain.text import squeeze

PLAIN = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".json", ".csv"})
_DROPPED = frozenset({"zero_width", "unseen"})  # readers drop the disguise and keep the words
_LARGEST = 20_000_000  # bytes looked at as they are


def screen(path: Path, passages: Sequence[Passage]) -> Mapping[str, Sequence[str]]:
    """Passage id → names of its signals, for those that are no plain material."""
    uncovered = _uncovered(path)
    found: dict[str, Sequence[str]] = {}
    for passage in passages:
        text = squeeze(passage.text)
        kinds = [kind for kind, words in uncovered if words in text]
        if names := (*signals(passage.text), *kinds):
            found[passage.id] = tuple(dict.fromkeys(names))
    return found


def raw_text(path: Path) -> str | None:
    """The text of a file of a plain format as it stands there, None for other formats."""
    if path.suffix.lower() not in PLAIN or path.stat().st_size > _LARGEST:
        return None
    return path.read_text("utf-8", errors="replace")


def _uncovered(path: Path) -> list[tuple[str, str]]:
    text = raw_text(path) if path.is_file() else None
    if text is None:
        return []
    return [
        (hidden.kind, words)
        for hidden in hidden_texts(text)
        if hidden.kind in _DROPPED and len(words := squeeze(hidden.core or hidden.text)) >= 8
    ]
