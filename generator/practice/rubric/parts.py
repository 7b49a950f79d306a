"""From evidence to points. The parts add up to more than 100, and the total stops there: a good short prompt need not
carry every part, and no part but the task is needed by all.

Weights: what protects the answer (material given, doubt asked for, a person's check, sources) counts most, what only
dresses it (role, tone) least, after the guidance of UK AI Playbook principles 1 and 6, FASTER "Educated", and Công
văn 557/BKHCN-CĐSQG ("kiểm tra, đánh giá kết quả trước khi dùng").
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.domain.prompt_score import PartName
from generator.practice.rubric.evidence import Evidence

WEIGHTS: dict[PartName, float] = {
    "task": 14, "context": 9, "role": 3, "audience": 10, "source": 20, "format": 10, "limits": 10, "tone": 2,
    "citations": 10, "unsure": 16, "human_check": 12, "data_safety": 4, "fair_use": 4,
}  # fmt: skip
# Points taken off: for the first match, for each further one, and at most.
DEDUCTIONS: dict[str, tuple[float, float, float]] = {
    "waive": (14, 4, 22),
    "memory": (12, 4, 20),
    "exposes": (12, 4, 16),
    "certainty": (9, 3, 15),
    "contradiction": (10, 5, 15),
    "vague": (5, 3, 12),
    "hype": (4, 3, 10),
    "puff": (2, 2, 10),
    "causes": (3, 0, 3),
    "chatter": (1, 2, 6),
}
FATAL_FACTOR = 0.1  # what is left of the total when the prompt fails whatever the rest
SOFT = (
    "vague",
    "hype",
    "puff",
    "causes",
    "chatter",
)  # faults of style: they take at most this share of what was earned
SOFT_MOST = 0.3
ENOUGH_WORDS = 18  # content words after which more of them no longer make a task clearer


@dataclass(frozen=True)
class Share:
    """How much of a part is there (0 to 1) and the words that show it."""

    share: float
    words: tuple[str, ...] = ()


# The signals that a part is read from.
SIGNALS: dict[PartName, tuple[str, ...]] = {
    "task": ("task",),
    "context": ("context",),
    "role": ("role",),
    "audience": ("audience", "audience_detail"),
    "source": ("source_given", "facts_given", "only_given"),
    "format": ("format",),
    "limits": ("limits",),
    "tone": ("tone",),
    "citations": ("citations",),
    "unsure": ("unsure", "blanks", "no_invent"),
    "human_check": ("human_check",),
    "data_safety": ("data_safety",),
    "fair_use": (),
}


def shares(evidence: Evidence, content_words: int, *, leaked: bool) -> dict[PartName, Share]:
    """Each part's share. Sources can be asked for only where there is material to cite."""
    has, count = evidence.has, evidence.count
    grounded = has("source_given") or has("facts_given") or has("only_given")
    facts = min(1.0, evidence.facts / 3)
    found: dict[PartName, float] = {
        "task": 0.4 * has("task") + 0.6 * min(1.0, content_words / ENOUGH_WORDS) ** 1.5,
        "context": 0.35 * count("context") + 0.65 * facts,
        "role": has("role"),
        "audience": 0.6 * has("audience") + 0.4 * has("audience_detail"),
        "source": _source(evidence, facts),
        "format": _rising(count("format"), 0.6),
        "limits": _rising(count("limits"), 0.5),
        "tone": has("tone"),
        "citations": _rising(count("citations"), 0.8) * (1 if grounded else 0.3),
        "unsure": 0.5 * has("unsure") + 0.35 * has("blanks") + 0.4 * _rising(count("no_invent"), 0.8),
        "human_check": _rising(count("human_check"), 0.9),
        "data_safety": 0.0 if leaked else 1.0 if has("data_safety") else 0.5,
        "fair_use": 0.0 if evidence.fatal else 1.0,
    }
    return {
        name: Share(min(1.0, float(share)), tuple(w for key in SIGNALS[name] for w in evidence.signals.get(key, ())))
        for name, share in found.items()
    }


def _source(evidence: Evidence, facts: float) -> float:
    given = 0.55 if evidence.has("source_given") else (0.4 if evidence.has("facts_given") else 0.3 * facts)
    return min(1.0, given + 0.45 * evidence.has("only_given"))


def _rising(count: int, first: float) -> float:
    """The first match gives most, the second the rest."""
    return 0.0 if count == 0 else first if count == 1 else 1.0


def deducted(evidence: Evidence, earned: float) -> dict[str, float]:
    """Points taken off by name of the fault. Asking for causes is a fault only where nothing holds the answer down."""
    taken = {}
    for name, (first, more, most) in DEDUCTIONS.items():
        count = evidence.bad(name)
        if count and not (name == "causes" and evidence.has("only_given")):
            taken[name] = min(most, first + more * (count - 1))
    soft = sum(points for name, points in taken.items() if name in SOFT)
    scale = min(1.0, SOFT_MOST * earned / soft) if soft else 1.0
    return {name: round(points * scale, 1) if name in SOFT else points for name, points in taken.items()}
