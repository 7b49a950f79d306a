"""A handout: one or two pages that a learner takes home, every sentence with its address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.domain.base import Value
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord
from generator.domain.lesson import Brief, Section

# What a person who goes through a procedure asks, in the order they ask it.
Role = Literal["purpose", "conditions", "papers", "steps", "ways", "fee", "time", "office", "result"]


class Handout(Value):
    """A handout of a topic, or of one procedure. `roles` names, for a procedure, which question each section answers;
    empty for a topic. The brief's `minutes` mean nothing here."""

    id: str
    title: str
    brief: Brief
    sections: tuple[Section, ...]
    roles: tuple[Role, ...] = ()
    sources: tuple[SourceRecord, ...]
    generation: GenerationRecord
    notice: str

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the place it stands, in reading order."""
        for section in self.sections:
            for block in section.blocks:
                for claim in (*block.header, *block.claims, *(cell for row in block.rows for cell in row)):
                    yield f"section:{section.id}", claim

    @property
    def large_print(self) -> bool:
        """Whether it is set in 16 points or more: for older people."""
        return self.brief.audience == "elderly"
