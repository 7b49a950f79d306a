"""From features to a score: a logistic combiner whose weights were learned offline and ship as JSON.

`combiner.json` holds one set of weights with an embedder and one without, and a threshold for each language.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from generator.grounding.features import FAMILY_OF, NAMES

_FILE = Path(__file__).with_name("combiner.json")


@cache
def _model(kind: str) -> dict[str, Any]:
    model: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))[kind]
    return model


def score(values: Sequence[float], *, embedded: bool) -> float:
    """Support, 0..1."""
    model = _model("with_embedder" if embedded else "without_embedder")
    weights = model["weights"]
    z = model["bias"] + sum(weights.get(name, 0.0) * value for name, value in zip(NAMES, values, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def threshold(language: str, *, embedded: bool) -> float:
    """Claims that score below are unsupported."""
    limits = _model("with_embedder" if embedded else "without_embedder")["thresholds"]
    return float(limits[language])


def weight(kind: str, *, embedded: bool) -> float:
    """How much a conflict of that kind costs at full strength (≥ 0), to put the gravest reason first."""
    return -float(_model("with_embedder" if embedded else "without_embedder")["weights"].get(FAMILY_OF[kind], 0.0))
