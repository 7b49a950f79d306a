"""What the learner reads: a reason for each part, and two or three next steps with a line to take over."""

from __future__ import annotations

from generator.domain.base import Language
from generator.domain.prompt_score import Deduction, NextStep, PartName, ScorePart
from generator.messages import say

STEPS = 3
_HARD = ("waive", "memory", "certainty", "contradiction")
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
) -> tuple[NextStep, ...]:
    """What fails the prompt first, then what harms it, then the parts that would gain most."""
    wanted = list(dict.fromkeys(item.name for item in refused))
    wanted += [item.name for item in deductions if item.name in _HARD]
    missing = {part.name: part.most - part.points for part in parts if part.name in _PARTS}
    gaps = sorted(
        (name for name in _PARTS if missing[name] >= 3), key=lambda name: (-missing[name], _PARTS.index(name))
    )
    soft = [item.name for item in deductions if item.name in _SOFT]
    wanted += [*gaps[:2], *soft, *gaps[2:]]
    if len(wanted) < 2:
        wanted.append("verify")
    return tuple(
        NextStep(text=say(f"rubric.step.{name}.text", language), line=say(f"rubric.step.{name}.line", language))
        for name in wanted[:STEPS]
    )
