"""How well the layout checker finds broken rules, on labelled DOCX files."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from generator.checks.layout.audit import RULES, examine
from generator.errors import FileMissing, ManifestInvalid


def evaluate_layout(dataset: Path) -> dict[str, object]:
    """A folder of DOCX with `labels.json` (`[{file, kind, violations: [{rule, box, where}]}]`) → micro precision and
    recall over (rule, file) pairs, how many conformant files pass clean, and the same for each rule.

    Raises FileMissing, ManifestInvalid.
    """
    labels = dataset / "labels.json" if dataset.is_dir() else dataset
    if not labels.is_file():
        raise FileMissing(file=str(labels))
    try:
        rows = [
            (str(row["file"]), {str(v["rule"]) for v in row["violations"]})
            for row in json.loads(labels.read_text("utf-8"))
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ManifestInvalid(file=labels.name, problem="[{file, kind, violations: [{rule, …}]}]") from error
    right: Counter[str] = Counter()
    said: Counter[str] = Counter()
    true: Counter[str] = Counter()
    clean = passed = 0
    differences: list[dict[str, object]] = []
    for file, wanted in rows:
        found = examine(labels.parent / file).broken()
        said.update(found)
        true.update(wanted)
        right.update(found & wanted)
        if not wanted:
            clean += 1
            passed += not found
        if found != wanted:
            differences.append({"file": file, "missed": sorted(wanted - found), "false": sorted(found - wanted)})
    return {
        "files": len(rows),
        "precision": _share(right.total(), said.total()),
        "recall": _share(right.total(), true.total()),
        "clean": clean,
        "clean_passed": passed,
        "per_rule": {
            rule: {
                "n": true[rule],
                "found": said[rule],
                "right": right[rule],
                "precision": _share(right[rule], said[rule]),
                "recall": _share(right[rule], true[rule]),
            }
            for rule in sorted({*RULES, *true})
        },
        "differences": differences,
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
