"""The rubric: a prompt's score from 0 to 100 with parts and reasons, deterministic, without a model."""

from generator.practice.rubric.score import score_prompt

__all__ = ["score_prompt"]
