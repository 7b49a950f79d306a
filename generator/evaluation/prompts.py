"""Prompts on a labelled set: the share of ordered pairs (worst, middle, best) that the rubric puts in order."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from generator.errors import FileMissing, ManifestInvalid
from generator.practice.rubric import score_prompt


def evaluate_prompts(dataset: Path) -> dict[str, object]:
    """`dataset` holds a row a line: {"lang", "task", "scenario", "prompts": [worst, middle, best]}.

    Returns n, pairs_in_order, per_language, per_task (shares from 0 to 1; a tie is not in order).
    """
    if not dataset.is_file():
        raise FileMissing(file=str(dataset))
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    rows = 0
    for line in dataset.read_text("utf-8").splitlines():
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            language, task, prompts = row["lang"], row["task"], list(row["prompts"])
        except (ValueError, KeyError, TypeError) as error:
            raise ManifestInvalid(file=dataset.name, problem="{lang, task, scenario, prompts}") from error
        rows += 1
        scores = [score_prompt(prompt, language).total for prompt in prompts]
        outcomes = [low < high for low, high in combinations(scores, 2)]
        for key in (("all", ""), ("language", language), ("task", task)):
            right[key].extend(outcomes)
    return {
        "n": rows,
        "pairs_in_order": _share(right[("all", "")]),
        "per_language": {name: _share(found) for (kind, name), found in sorted(right.items()) if kind == "language"},
        "per_task": {name: _share(found) for (kind, name), found in sorted(right.items()) if kind == "task"},
    }


def _share(outcomes: list[bool]) -> float:
    return round(sum(outcomes) / len(outcomes), 4) if outcomes else 0.0
