"""A drill: an answer with known planted errors, and what a learner made of it."""

from __future__ import annotations

from datetime import datetime

from generator.domain.base import Language, Value


class Statement(Value):
    """A sentence of the answer as the learner reads it; numbered from 1."""

    number: int
    text: str


class Evidence(Value):
    """The words of a guide that a sentence leans on, and the printed address."""

    quote: str
    address: str


class Error(Value):
    """A planted error: the sentence, its kind, the true words and the false ones ("" and the sentence for an invented
    step)."""

    number: int
    kind: str
    was: str
    now: str


class Drill(Value):
    """The whole drill with its key. Learners are given `shown()`; the key stays with the service."""

    id: str
    language: Language
    topic: str
    seed: int
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]  # one for each statement
    errors: tuple[Error, ...]
    started_at: datetime

    def shown(self) -> ShownDrill:
        """Without the key."""
        return ShownDrill(id=self.id, language=self.language, topic=self.topic, statements=self.statements)


class ShownDrill(Value):
    """What a learner sees before answering."""

    id: str
    language: Language
    topic: str
    statements: tuple[Statement, ...]


class Verdict(Value):
    """One sentence after the answer: `outcome` is found, missed, false_alarm or right (left alone, and rightly)."""

    number: int
    text: str
    outcome: str
    kind: str = ""
    was: str = ""
    now: str = ""
    evidence: Evidence


class DrillResult(Value):
    """Found, missed, false alarms; `score` from 0 to 100 is found ÷ (errors + false alarms), and for an answer without
    errors 100 ÷ (1 + false alarms)."""

    drill_id: str
    found: int
    missed: int
    false_alarms: int
    score: int
    verdicts: tuple[Verdict, ...]
    at: datetime
