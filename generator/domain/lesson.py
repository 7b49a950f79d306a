"""A lesson: outcomes, timed plan, sections whose sentences are claims, and what a trainer must tick."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

from generator.domain.address import Address
from generator.domain.base import Language, Value
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord

Audience = Literal["officials", "leaders", "party_cell", "traders", "farmers", "workers", "elderly", "volunteers"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
Level = Literal["basic", "intermediate", "advanced"]
Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Phase = Literal["open", "content", "practice", "check", "close"]
BlockKind = Literal["paragraph", "heading", "bullets", "steps", "table", "definition", "note", "task"]


class Brief(Value):
    """What the trainer asked for. `as_of` is the day the lesson is for: guides not in force then are not cited."""

    topic: str
    audience: Audience
    minutes: int
    language: Language
    as_of: date
    level: Level = "basic"
    guide_ids: tuple[str, ...] = ()


class Outcome(Value):
    """What a learner will be able to do, with an observable verb; `frameworks` like `TT02:6.2/TC1`, `NĐ224:e`."""

    id: str
    text: str
    bloom: Bloom
    frameworks: tuple[str, ...] = ()
    section_ids: tuple[str, ...] = ()


class PlanStep(Value):
    """One row of the session plan. The minutes of all rows add up to the brief's."""

    phase: Phase
    minutes: int
    title: str
    trainer: str
    learners: str
    materials: str = ""
    section_ids: tuple[str, ...] = ()


class Block(Value):
    """A paragraph, list, table or task of a section. Tables keep their header (as claims) and rows of cells."""

    kind: BlockKind
    claims: tuple[Claim, ...] = ()
    header: tuple[Claim, ...] = ()
    rows: tuple[tuple[Claim, ...], ...] = ()
    labels: tuple[str, ...] = ()  # numbering as the guide prints it, one for each claim, "" where none


class Section(Value):
    """A content section: the guide's own order and words. `address` is the place in the guide it was made from."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    guide_id: str | None = None
    address: Address | None = None


class Term(Value):
    """A key term and the guide's definition of it."""

    term: str
    definition: Claim


class Practice(Value):
    """The practice task: situation and steps are the author's words, the expected result leans on claims."""

    title: str
    situation: str
    steps: tuple[str, ...]
    expected: tuple[Claim, ...] = ()
    materials: str = ""


class Question(Value):
    """A check question: stem, options, index of the key, and the claim that carries the key."""

    id: str
    stem: str
    options: tuple[str, ...]
    key: int
    rationale: Claim
    outcome_id: str | None = None


class ChecklistLine(Value):
    """A line of the responsible-AI checklist: bound to evidence the program has, or to a person to tick."""

    id: str
    text: str
    state: Literal["met", "not_met", "person"]
    evidence: str


class Lesson(Value):
    """A whole lesson. `notice` tells how it was made and its limits (Luật 134/2025/QH15, Điều 11)."""

    id: str
    brief: Brief
    title: str
    outcomes: tuple[Outcome, ...]
    plan: tuple[PlanStep, ...]
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    gaps: tuple[str, ...]
    practice: Practice
    questions: tuple[Question, ...]
    summary: tuple[Claim, ...]
    sources: tuple[SourceRecord, ...]
    checklist: tuple[ChecklistLine, ...]
    generation: GenerationRecord
    notice: str

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the place it stands, e.g. ("section:s2", claim), in reading order."""
        for section in self.sections:
            for block in section.blocks:
                for claim in (*block.header, *block.claims, *(cell for row in block.rows for cell in row)):
                    yield f"section:{section.id}", claim
        for term in self.terms:
            yield f"term:{term.term}", term.definition
        for claim in self.practice.expected:
            yield "practice", claim
        for question in self.questions:
            yield f"question:{question.id}", question.rationale
        for claim in self.summary:
            yield "summary", claim
