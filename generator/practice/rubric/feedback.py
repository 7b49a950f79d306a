"""What the learner reads: a reason for each part, and two or three next steps with a line to take over."""

from __future__ import annotations

from generator.domain.base import Language
from generator.domain.prompt_score import Deduction, NextStep, PartName, ScorePart
from generator.messages import say

STEPS = 3
GOOD = 85  # points from which one more step and a check of the answer are advice enough
_HARD = ("exposes", "waive", "memory", "certainty", "contradiction")
_SOFT = ("vague", "puff")
_PARTS: tuple[PartName, ...] = (
    "task", "source", "unsure", "human_check", "audience", "citations", "limits", "format", "context",
)  # fmt: skip


def reason(name: PartName, share: float, language: Language) -> str:
    """One sentence on how much of a part is there."""
    level = "full" if share >= 0.8 else "some" if share >= 0.25 else "none"
    return say(f"rubric.{level}.{name}", language)


def next_steps(
    parts: tuple[ScorePart, ...],
    deductions: tuple[Deduction, ...],
    refused: tuple[Deduction, ...],
    language: Language,
    *,
    facts_only: bool,
    masked: str,
) -> tuple[NextStep, ...]:
    """What fails the prompt first, then what harms it, then the parts that would gain most.

    `masked` is the prompt with stand-ins for personal data, or "" when it may not leave even so. `facts_only`: the
    prompt states its facts and pastes no material, so there is no page or clause to cite.
    """
    wanted = list(dict.fromkeys(item.name for item in refused))
    wanted += [item.name for item in deductions if item.name in _HARD]
    missing = {part.name: part.most - part.points for part in parts if part.name in _PARTS}
    worth = [name for name in _PARTS if missing[name] >= 3 and not (facts_only and name == "citations")]
    gaps = sorted(worth, key=lambda name: (-missing[name], _PARTS.index(name)))
    soft = [item.name for item in deductions if item.name in _SOFT]
    wanted += [*gaps[:2], *soft, *gaps[2:]]
    if facts_only:
        wanted = [f"{name}_facts" if name in ("source", "unsure") else name for name in wanted]
    if not refused and sum(part.points for part in parts) >= GOOD:
        wanted = [*wanted[:1], "verify"]
    if len(wanted) < 2:
        wanted.append("verify")
    lines = {name: say(f"rubric.step.{name}.line", language) for name in wanted[:STEPS]}
    if "personal_data" in lines and masked:
        lines["personal_data"] = masked
    return tuple(NextStep(text=say(f"rubric.step.{name}.text", language), line=line) for name, line in lines.items())
