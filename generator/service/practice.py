"""Practice for civil servants: the score of a prompt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.domain.base import Language

if TYPE_CHECKING:
    from generator.domain.prompt_score import PromptScore


class Practice:
    """What a learner does: no model is needed for any of it."""

    def score(self, prompt: str, language: Language | None = None) -> PromptScore:
        """The rubric's score; reasons in `language`, else in the prompt's own. Raises InputError for an empty one."""
        from generator.practice.rubric import score_prompt

        return score_prompt(prompt, feedback=language)


def read_prompt(path: Path) -> str:
    """The text of a file. Raises FileMissing, FileDamaged."""
    from generator.errors import FileMissing
    from generator.reading.decode import decode

    if not path.is_file():
        raise FileMissing(file=path.name)
    return decode(path.read_bytes(), path.name)
