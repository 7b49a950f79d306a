"""A prompt's score as people read it on a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.prompt_score import PromptScore


def read(file: Path) -> str:
    """The prompt in a file, or on standard input for `-`."""
    if str(file) == "-":
        return sys.stdin.read()
    from generator.service.practice import read_prompt

    return read_prompt(file)


def print_score(score: PromptScore, language: str) -> None:
    """Total, what fails it, part by part, what was taken off, next steps."""
    print(say("rubric.score", language, total=_number(score.total)))
    if score.refused:
        print(f"\n{say('rubric.failed', language)}:")
        for item in score.refused:
            print(f"  ✗ {item.reason}")
    print(f"\n{say('rubric.parts', language)}:")
    for part in score.parts:
        points = say("rubric.points", language, points=_number(part.points), most=_number(part.most))
        print(f"  {points:>6}  {say(f'rubric.part.{part.name}', language)}: {part.reason}")
    if score.deductions:
        print(f"\n{say('rubric.taken', language)}:")
        for item in score.deductions:
            print(f"  {-item.points:>6.4g}  {item.reason}")
    print(f"\n{say('rubric.next', language)}:")
    for number, step in enumerate(score.next_steps, 1):
        print(f"  {number}. {step.text}\n     {say('rubric.line', language, line=step.line)}")


def _number(value: float) -> str:
    return f"{value:.0f}"
