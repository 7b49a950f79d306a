"""What became of the files that were added."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from generator.errors import SoanError
from generator.messages import say

State = Literal["added", "replaced", "updated", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    `replaced`: the file's content had changed, and its former text is no longer in the library. `updated`: only what
    the manifest says of it had changed. `unchanged` also for a second copy of a guide that is already there.
    """

    path: Path
    state: State
    guide_id: str = ""
    title: str = ""
    passages: int = 0
    held: int = 0  # passages kept apart
    error: SoanError | None = None

    def sentence(self, language: str) -> str:
        """One line for people."""
        if self.error is not None:
            return self.error.sentence(language)
        return say(f"library.{self.state}", language, title=self.title, file=self.path.name, passages=self.passages)


@dataclass(slots=True)
class AddReport:
    """What became of all files, and how many passages got vectors."""

    outcomes: list[Outcome] = field(default_factory=list)
    embedded: int = 0

    def counts(self) -> dict[str, int]:
        """How many files in each state."""
        states = [outcome.state for outcome in self.outcomes]
        return {state: states.count(state) for state in get_args(State)}

    def as_json(self, language: str) -> dict[str, object]:
        """For `--json`."""
        files = [
            {
                "file": str(o.path),
                "state": o.state,
                "guide": o.guide_id,
                "passages": o.passages,
                "held": o.held,
                "message": o.sentence(language),
            }
            for o in self.outcomes
        ]
        return {**self.counts(), "embedded": self.embedded, "files": files}
