"""Learn the weights of the grounding combiner: `python -m generator.evaluation.train_grounding --claims F --guides D…`.

Labelled claims count half and claims made from guides by general operators (`perturb.py`) half. A logistic model with
weights that may only speak against a claim, and a little shrinkage; the report is by cross-validation in which all
claims of one set of passages stay together, with the threshold chosen inside each training part.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.evaluation.claims import ClaimRow, open_embedder, read_rows
from generator.evaluation.perturb import perturbed
from generator.grounding import combiner
from generator.grounding.claims import read_claim
from generator.grounding.evidence import levelled, read_evidence
from generator.grounding.features import NAMES
from generator.grounding.support import measure, similarities
from generator.search.ports import Embedder

Numbers = npt.NDArray[np.float64]
SHRINK = 0.003
FOLDS, REPEATS = 5, 8
FILE = Path(combiner.__file__).with_name("combiner.json")


def table(rows: Sequence[ClaimRow], embedder: Embedder | None) -> tuple[Numbers, Numbers]:
    """(features [rows, NAMES], 1.0 where unsupported)."""
    read = [(read_claim(r.claim, r.language), read_evidence(levelled(list(r.passages)), r.language)) for r in rows]
    sims = similarities(read, embedder) if embedder else [() for _ in read]
    values = [measure(claim, evidence, near)[2] for (claim, evidence), near in zip(read, sims, strict=True)]
    return np.array(values), np.array([float(row.unsupported) for row in rows])


def fit(x: Numbers, y: Numbers, w: Numbers, *, steps: int = 600) -> tuple[Numbers, float]:
    """Weights ≥ 0 and bias of P(unsupported), by accelerated projected gradient."""
    w = w / w.sum()
    rate = 1 / (0.25 * float((x**2 * w[:, None]).sum()) + SHRINK + 0.25)
    b = ahead = np.zeros(x.shape[1])
    c = ahead_c = 0.0
    t = 1.0
    for _ in range(steps):
        miss = (1 / (1 + np.exp(-(x @ ahead + ahead_c))) - y) * w
        new_b = np.maximum(0.0, ahead - rate * (x.T @ miss + SHRINK * ahead))
        new_c = ahead_c - rate * float(miss.sum())
        new_t = (1 + np.sqrt(1 + 4 * t * t)) / 2
        ahead, ahead_c = new_b + (t - 1) / new_t * (new_b - b), new_c + (t - 1) / new_t * (new_c - c)
        b, c, t = new_b, new_c, new_t
    return b, c


def auroc(score: Numbers, y: Numbers) -> float:
    """Chance that an unsupported claim scores above a supported one."""
    bad, good = score[y == 1][:, None], score[y == 0][None]
    return float(((bad > good) + 0.5 * (bad == good)).mean())


def f1(score: Numbers, y: Numbers, limit: float) -> float:
    """F1 of "unsupported" where the score reaches the limit."""
    flagged = score >= limit
    return float(2 * (flagged & (y == 1)).sum() / max(1, flagged.sum() + y.sum()))


def best_limit(score: Numbers, y: Numbers) -> float:
    """The limit with the best F1, averaged over its neighbourhood so that one row does not decide."""
    limits = np.quantile(score, np.linspace(0.15, 0.85, 41))
    return float(max(limits, key=lambda t: np.mean([f1(score, y, t + d) for d in (-0.3, -0.15, 0, 0.15, 0.3)])))


Made = tuple[Numbers, Numbers]


def cross_validate(x: Numbers, y: Numbers, groups: Numbers, extra: Made) -> tuple[dict[str, float], Numbers]:
    """Mean AUROC and F1 over repeats, and the mean held-out score of each row."""
    areas, rates, total = [], [], np.zeros(len(y))
    for seed in range(REPEATS):
        order = np.random.default_rng(seed).permutation(int(groups.max()) + 1)
        held, flagged = np.zeros(len(y)), np.zeros(len(y), bool)
        for fold in range(FOLDS):
            test = np.isin(groups, order[fold::FOLDS])
            b, c = fit(*_mixed(x[~test], y[~test], extra))
            held[test] = x[test] @ b + c
            flagged[test] = held[test] >= best_limit(x[~test] @ b + c, y[~test])
        areas.append(auroc(held, y))
        rates.append(f1(flagged.astype(float), y, 0.5))
        total += held / REPEATS
    return {"auroc": round(float(np.mean(areas)), 4), "f1": round(float(np.mean(rates)), 4)}, total


def _mixed(x: Numbers, y: Numbers, extra: Made) -> tuple[Numbers, Numbers, Numbers]:
    """Labelled and made claims, each half of the weight."""
    more, labels = extra
    weights = np.r_[np.ones(len(y)), np.full(len(labels), len(y) / max(1, len(labels)))]
    return np.r_[x, more], np.r_[y, labels], weights


def train(claims: Path, guides: Sequence[Path], *, per_operator: int, embedder: Embedder | None) -> dict[str, Any]:
    """Weights, bias, thresholds and the report for one setting."""
    rows = read_rows(claims)
    x, y = table(rows, embedder)
    known: dict[tuple[str, ...], int] = {}
    groups = np.array([known.setdefault(row.passages, len(known)) for row in rows])
    extra = table(perturbed(guides, per_operator=per_operator), embedder)
    report, held = cross_validate(x, y, groups, extra)
    alone, _ = fit(*extra, np.ones(len(extra[1])))
    b, c = fit(*_mixed(x, y, extra))
    overall = best_limit(held, y)
    languages = np.array([row.language for row in rows])
    limits = {}
    for language in ("vi", "en", "hi"):  # a language's own limit, drawn to that of all rows as far as it has few
        mine = languages == language
        own = best_limit(held[mine], y[mine]) if mine.any() else overall
        share = mine.sum() / (mine.sum() + len(rows))
        limits[language] = round(1 / (1 + float(np.exp(share * own + (1 - share) * overall))), 4)
    return {
        "bias": round(-float(c), 4),
        "weights": {name: round(-float(value), 4) for name, value in zip(NAMES, b, strict=True) if value > 1e-4},
        "thresholds": limits,
        "cross_validated": report | {"rows": len(rows), "made": len(extra[1])},
        "auroc_with_weights_of_made_claims_alone": round(auroc(x @ alone, y), 4),
    }


def main() -> None:
    """Train both settings and write `combiner.json`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, required=True)
    parser.add_argument("--guides", type=Path, nargs="+", required=True)
    parser.add_argument("--per-operator", type=int, default=40)
    given = parser.parse_args()
    embedder = open_embedder()
    # embedding is slow and adds one feature: fewer made claims do
    model = {
        "with_embedder": train(given.claims, given.guides, per_operator=given.per_operator // 6, embedder=embedder),
        "without_embedder": train(given.claims, given.guides, per_operator=given.per_operator, embedder=None),
    }
    FILE.write_text(json.dumps(model, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(json.dumps(model, indent=1) + "\n")


if __name__ == "__main__":
    main()
