"""How well the examiner finds flaws, on labelled items."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from generator.checks.items import CHECKS, flaws_of
from generator.checks.items.rows import read_rows
from generator.errors import InputError
from generator.messages import say


def evaluate_items(dataset: Path) -> dict[str, object]:
    """Rows `{id, lang, stem, options, key, source, flaws}` → micro precision and recall, share of flawless rows passed
    clean, and precision, recall and counts for each flaw. Raises InputError for rows without labels."""
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    clean = passed = 0
    rows = list(read_rows(dataset))
    for question, row in rows:
        labels = _labels(row)
        found = set(flaws_of(question))
        said.update(found)
        true.update(labels)
        right.update(found & labels)
        if not labels:
            clean += 1
            passed += not found
    return {
        "n": len(rows),
        "precision": _share(right.total(), said.total()),
        "recall": _share(right.total(), true.total()),
        "clean": clean,
        "clean_passed": _share(passed, clean),
        "per_flaw": {
            name: {
                "n": true[name],
                "precision": _share(right[name], said[name]),
                "recall": _share(right[name], true[name]),
                "found": said[name],
            }
            for name in sorted({*CHECKS, *true})
        },
    }


def _labels(row: dict[str, Any]) -> set[str]:
    labels = row.get("flaws")
    if not isinstance(labels, list):
        raise InputError(problem=say("items.no_labels", id=row.get("id", "?")))
    return set(labels)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
