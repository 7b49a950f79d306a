"""Grounding on labelled claims: how well the support score parts supported from unsupported, and both kinds of error.

Rows are JSON lines: id, lang, passages [{text, …}], claim, label "supported" | "unsupported", kind.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from generator.domain.base import Language, Value
from generator.domain.text import nfc
from generator.errors import EmbedderMissing, FileMissing, ManifestInvalid
from generator.grounding.combiner import threshold
from generator.grounding.support import Support, ground_many
from generator.search.embed import make_embedder
from generator.search.ports import Embedder
from generator.settings import Settings


class ClaimRow(Value):
    """A labelled claim with the texts it is to be held against."""

    id: str
    language: Language
    passages: tuple[str, ...]
    claim: str
    unsupported: bool
    kind: str


def read_rows(dataset: Path) -> list[ClaimRow]:
    """Rows of a JSON-lines file. Raises FileMissing, ManifestInvalid."""
    if not dataset.is_file():
        raise FileMissing(file=str(dataset))
    try:
        rows = [json.loads(line) for line in dataset.read_text("utf-8").splitlines() if line.strip()]
        return [
            ClaimRow(
                id=row["id"],
                language=row["lang"],
                passages=tuple(nfc(passage["text"]) for passage in row["passages"]),
                claim=nfc(row["claim"]),
                unsupported=row["label"] == "unsupported",
                kind=row["kind"],
            )
            for row in rows
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestInvalid(file=dataset.name, problem="id, lang, passages[].text, claim, label, kind") from error


def open_embedder(settings: Settings | None = None) -> Embedder | None:
    """The configured embedder, or None where there is none: grounding works without."""
    settings = settings or Settings()
    if settings.embedder == "none":
        return None
    try:
        return make_embedder(settings.embedder, settings.model_cache)
    except EmbedderMissing:
        return None


def evaluate_claims(dataset: Path, *, settings: Settings | None = None) -> dict[str, object]:
    """n, auroc, unsupported {precision, recall, f1}, both errors as counts, per_kind and per_language, and speed.

    `false_alarms` are supported claims called unsupported, `missed` unsupported ones let through. `claims_per_second`
    is without embedding, passages read anew for each claim set.
    """
    rows = read_rows(dataset)
    embedder = open_embedder(settings)
    supports = ground_rows(rows, embedder)
    result = metrics(rows, supports)
    return {**result, "embedder": embedder.name if embedder else None, "claims_per_second": speed(rows)}


def ground_rows(rows: Sequence[ClaimRow], embedder: Embedder | None) -> list[Support]:
    """Supports in the order of the rows."""
    found: dict[str, Support] = {}
    for language in dict.fromkeys(row.language for row in rows):
        mine = [row for row in rows if row.language == language]
        supports = ground_many([(row.claim, row.passages) for row in mine], language, embedder)
        found |= {row.id: support for row, support in zip(mine, supports, strict=True)}
    return [found[row.id] for row in rows]


def speed(rows: Sequence[ClaimRow], rounds: int = 3) -> float:
    """Claims in a second of processor time without an embedder, nothing kept of the passages from before; the best of
    some rounds, since a busy machine only ever makes one slower."""
    from generator.grounding.evidence import read_evidence

    taken = []
    for _ in range(rounds):
        read_evidence.cache_clear()
        started = time.process_time()
        ground_rows(rows, None)
        taken.append(time.process_time() - started)
    return round(len(rows) / max(1e-9, min(taken)), 1)


def metrics(rows: Sequence[ClaimRow], supports: Sequence[Support]) -> dict[str, object]:
    """The printed figures; "unsupported" is the positive class."""
    pairs = list(zip(rows, supports, strict=True))
    kinds = sorted({(row.unsupported, row.kind) for row in rows})
    embedded = {row.language: threshold(row.language, embedded=True) for row in rows}
    return {
        "n": len(rows),
        "auroc": auroc(pairs),
        "unsupported": _rates(pairs),
        "errors": _errors(pairs),
        "per_kind": {kind: _kind(pair for pair in pairs if pair[0].kind == kind) for _, kind in kinds},
        "per_language": {
            language: {"n": len(mine), "auroc": auroc(mine), **_rates(mine), **_errors(mine)}
            for language in sorted(embedded)
            if (mine := [pair for pair in pairs if pair[0].language == language])
        },
        "thresholds": embedded,
    }


Pairs = Sequence[tuple[ClaimRow, Support]]


def auroc(pairs: Pairs) -> float:
    """Chance that a supported claim scores above an unsupported one; a tie counts half."""
    good = [support.score for row, support in pairs if not row.unsupported]
    bad = [support.score for row, support in pairs if row.unsupported]
    won = sum((a > b) + 0.5 * (a == b) for a in good for b in bad)
    return round(won / max(1, len(good) * len(bad)), 4)


def _rates(pairs: Pairs) -> dict[str, float]:
    flagged = sum(not support.supported for _, support in pairs)
    wanted = sum(row.unsupported for row, _ in pairs)
    right = sum(row.unsupported and not support.supported for row, support in pairs)
    return {
        "precision": round(right / max(1, flagged), 4),
        "recall": round(right / max(1, wanted), 4),
        "f1": round(2 * right / max(1, flagged + wanted), 4),
    }


def _errors(pairs: Pairs) -> dict[str, int]:
    return {
        "false_alarms": sum(not row.unsupported and not support.supported for row, support in pairs),
        "missed": sum(row.unsupported and support.supported for row, support in pairs),
    }


def _kind(pairs: Iterable[tuple[ClaimRow, Support]]) -> dict[str, Any]:
    """Rows of a kind, how many were judged right, and the recall of the right verdict."""
    mine = list(pairs)
    right = sum(row.unsupported != support.supported for row, support in mine)
    label = "unsupported" if mine[0][0].unsupported else "supported"
    return {"label": label, "n": len(mine), "right": right, "recall": round(right / len(mine), 4)}
