"""The library of works: versions that never change, what was found in them, decided about them and done to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, get_args

from pydantic import JsonValue

from generator.domain.base import Language, Value, digest
from generator.domain.findings import Finding
from generator.domain.ledger import Claim, ClaimStatus, Ledger

State = Literal["draft", "in_review", "changes_requested", "approved", "published", "superseded", "withdrawn"]
STATES: tuple[State, ...] = get_args(State)
Visibility = Literal["public", "internal"]
Outcome = Literal["right", "fix", "drop"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
Answer = Literal["yes", "no", "not_applicable"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
Carries = Literal["number", "deadline", "date", "document", "negation", "duty"]

ADMINISTRATIVE = frozenset(["paper"])  # kinds laid out by NĐ 30/2020: nothing of ours stands on their pages


class WorkRecord(Value):
    """A work as a list shows it. `state` is that of its newest version; `published` the version learners see.

    `stale` ("cần rà soát") is set when a guide it cites was replaced or ended after it was approved. `editors` are the
    people its owner works with; `visibility` decides whether the AI notice may be left out ("internal" only).
    """

    id: str
    kind: str
    title: str
    language: Language
    audience: str
    owner: str
    editors: tuple[str, ...]
    head: int
    state: State
    content_sha256: str
    published: int | None
    stale: bool
    archived: bool
    visibility: Visibility
    guide_ids: tuple[str, ...]
    created_at: datetime
    updated_at: datetime


class Assessment(Value):
    """What the program itself finds about one claim, whatever the draft says of it.

    `score` is support from 0 to 1; `carries` what makes an error costly; `risk` from 0 to 1 orders the desk; `reasons`
    are sentences in the work's language.
    """

    claim_id: str
    place: str
    status: ClaimStatus
    score: float
    carries: tuple[Carries, ...] = ()
    reasons: tuple[str, ...] = ()
    risk: float = 0.0


class Version(Value):
    """One version of a work; immutable. `editors` are all who had a hand in it: its own editor and those of the
    versions it was made from. `content` is the work as JSON of that `kind`."""

    work_id: str
    number: int
    parent: int | None
    kind: str
    content: dict[str, JsonValue]
    content_sha256: str
    ledger: Ledger
    assessments: tuple[Assessment, ...]
    findings: tuple[Finding, ...]
    editors: tuple[str, ...]
    created_by: str
    created_at: datetime
    note: str = ""


class VersionLine(Value):
    """A version in the list of versions."""

    number: int
    state: State
    content_sha256: str
    created_by: str
    created_at: datetime
    note: str


class Decision(Value):
    """A reviewer's word on one claim. `key` is the claim as a reviewer sees it (see `claim_key`), so that the decision
    holds in the next version as long as sentence, quotes and support stay the same."""

    work_id: str
    version: int
    key: str
    claim_id: str
    outcome: Outcome
    reason: str
    by: str
    at: datetime


class LineAnswer(Value):
    """A person's answer to a line of a checklist (`line`), or to a finding (`line` = `finding_key`)."""

    work_id: str
    version: int
    line: str
    answer: Answer
    note: str
    by: str
    at: datetime


class Task(Value):
    """Something that waits for a person. `about` is machine-readable: the guide that changed, the version sent back."""

    id: str
    work_id: str
    person_id: str
    kind: Literal["changes_requested", "guide_changed", "edit_conflict"]
    about: dict[str, JsonValue]
    created_at: datetime
    done: bool = False


class Clash(Value):
    """Two people changed the same part: both texts, and who wrote the one that stands."""

    id: str
    work_id: str
    part: str
    theirs: JsonValue
    mine: JsonValue
    theirs_by: str
    mine_by: str
    at: datetime


class Event(Value):
    """One link of the history. `who` is the salted reference of the actor, `commitment` the salted hash of the free
    words that went with it (kept apart, so that they can be erased); `previous` is the hash of the link before."""

    seq: int
    at: datetime
    kind: str
    work_id: str
    version: int | None
    who: str
    via: str
    facts: dict[str, JsonValue]
    commitment: str
    previous: str


class ChainHead(Value):
    """The newest link: keep it elsewhere, and nobody can rewrite what came before."""

    seq: int
    hash: str


class Stamp(Value):
    """What an exported file says about its standing; `record` is the transparency record: (question, answer) pairs."""

    work_id: str
    version: int
    state: State
    content_sha256: str
    visibility: Visibility
    stale: bool
    exported_at: datetime
    approved_by: str = ""
    approved_on: date | None = None
    chain: ChainHead
    notice: str = ""
    record: tuple[tuple[str, str], ...] = ()


def claim_key(claim: Claim, status: ClaimStatus) -> str:
    """The claim as a reviewer sees it: sentence, quoted words and support; not where in which file the words stand,
    so that a sentence re-cited to a new guide in the same words keeps its decision."""
    return "k-" + digest(claim.text, status, *(citation.quote for citation in claim.citations))


def finding_key(finding: Finding) -> str:
    """A finding named by check, place and message, so that an answer holds while the finding stays the same."""
    return "f-" + digest(finding.check, finding.place, finding.message, finding.suggestion)


class FormRow(Value):
    """A row of the self-assessment form of Thông tư 05/2026/TT-BKHCN, Phụ lục II. `mark` "" is left to a person."""

    id: str
    text: str
    mark: Literal["met", "not_met", "not_applicable", ""]
    evidence: str
    action: str = ""


class AssessmentForm(Value):
    """The form filled in with what the program knows: general information, rows B1–E3, who answers and until when."""

    language: Language
    general: tuple[tuple[str, str], ...]
    rows: tuple[FormRow, ...]
    responsible: str
