"""What stands in the way of an approval. One rule, one function; the server asks all of them each time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from generator.domain.base import Language, Value
from generator.domain.findings import Finding
from generator.domain.guide import Guide
from generator.domain.ledger import Claim
from generator.domain.lesson import ChecklistLine
from generator.domain.printing import guide_name
from generator.domain.works import Decision, LineAnswer, State, Version, claim_key, finding_key
from generator.messages import say
from generator.storage.events import canonical

Rule = Literal[
    "state", "four_eyes", "altered", "working_copy", "claim_undecided", "claim_sent_back", "personal_data", "item_flaw",
    "checklist", "guide",
]  # fmt: skip
RULES: tuple[Rule, ...] = get_args(Rule)
PROTECTED = ("personal_data", "secrecy")  # checks whose findings must be cleared or justified one by one


class Blocker(Value):
    """One thing in the way: the rule, where, and a sentence that says what to do."""

    rule: Rule
    place: str
    message: str


class Standing(NamedTuple):
    """Everything an approval depends on, read in one transaction. `guides` are those cited, None where the library no
    longer has one; `checklist` the lines of trainer and reviewer with the program's own evidence."""

    version: Version
    state: State
    decisions: Sequence[Decision]
    answers: Sequence[LineAnswer]
    guides: Mapping[str, Guide | None]
    checklist: Sequence[ChecklistLine]
    unsaved: bool
    today: date
    language: Language

    def decided(self) -> dict[str, Decision]:
        """Key → the newest decision that counts: nobody who edited the version decides about it."""
        return {found.key: found for found in self.decisions if found.by not in self.version.editors}

    def answered(self) -> dict[str, LineAnswer]:
        """Line → the newest answer that counts: trainer's lines by anyone, the others by nobody who edited."""
        editors = self.version.editors
        return {found.line: found for found in self.answers if found.line.startswith("G") or found.by not in editors}

    def keyed_claims(self) -> Iterator[tuple[str, Claim, str]]:
        """Key, claim and place of every claim, in reading order."""
        places = {found.claim_id: found for found in self.version.assessments}
        for claim in self.version.ledger.claims:
            found = places.get(claim.id)
            status = found.status if found is not None else "unsupported"
            yield claim_key(claim, status), claim, found.place if found is not None else ""


def content_sha256(version: Version) -> str:
    """The hash of the content as it is stored now."""
    return hashlib.sha256(canonical(version.content).encode("ascii")).hexdigest()


def blockers(standing: Standing, actor_id: str, sha256: str) -> list[Blocker]:
    """All that keeps this person from approving the version with this content hash; an empty list opens the gate."""
    checks = (_state, _altered, _working_copy, _claims, _protected, _items, _checklist, _guides)
    found = [blocker for check in checks for blocker in check(standing)]
    if actor_id in standing.version.editors:
        found.insert(0, _blocker(standing, "four_eyes"))
    if sha256 != standing.version.content_sha256:
        found.insert(0, _blocker(standing, "altered"))
    return list(dict.fromkeys(found))


def _blocker(standing: Standing, rule: Rule, place: str = "", **details: object) -> Blocker:
    return Blocker(rule=rule, place=place, message=say(f"review.blocker.{rule}", standing.language, **details))


def _state(standing: Standing) -> Iterator[Blocker]:
    if standing.state != "in_review":
        yield _blocker(standing, "state", state=say(f"review.state.{standing.state}", standing.language))


def _altered(standing: Standing) -> Iterator[Blocker]:
    version = standing.version
    if not content_sha256(version) == version.content_sha256 == version.ledger.content_sha256:
        yield _blocker(standing, "altered")


def _working_copy(standing: Standing) -> Iterator[Blocker]:
    if standing.unsaved:
        yield _blocker(standing, "working_copy")


def _claims(standing: Standing) -> Iterator[Blocker]:
    decided = standing.decided()
    known = {found.claim_id: found.status for found in standing.version.assessments}
    for key, claim, place in standing.keyed_claims():
        decision = decided.get(key)
        if decision is not None and decision.outcome != "right":
            yield _blocker(standing, "claim_sent_back", place, text=claim.text, reason=decision.reason)
        elif decision is None and known.get(claim.id, "unsupported") == "unsupported":
            yield _blocker(standing, "claim_undecided", place, text=claim.text)


def open_findings(standing: Standing) -> Iterator[tuple[Rule, Finding]]:
    """Findings that nobody has cleared: personal data and secrecy, and flaws of questions, unless justified."""
    answered = standing.answered()
    for finding in standing.version.findings:
        answer = answered.get(finding_key(finding))
        justified = answer is not None and answer.answer == "yes"
        if finding.severity == "info" or justified:
            continue
        if finding.check.partition(".")[0] in PROTECTED:
            yield "personal_data", finding
        elif finding.place.partition(":")[0] in ("question", "item"):
            yield "item_flaw", finding


def _protected(standing: Standing) -> Iterator[Blocker]:
    for rule, finding in open_findings(standing):
        if rule == "personal_data":
            yield _blocker(standing, rule, finding.place, message=finding.message)


def _items(standing: Standing) -> Iterator[Blocker]:
    for rule, finding in open_findings(standing):
        if rule == "item_flaw":
            yield _blocker(standing, rule, finding.place, message=finding.message)


def _checklist(standing: Standing) -> Iterator[Blocker]:
    answered = standing.answered()
    for line in standing.checklist:
        answer = answered.get(line.id)
        open_line = line.state == "person" and (answer is None or answer.answer == "no")
        if open_line or line.state == "not_met":
            yield _blocker(standing, "checklist", f"checklist:{line.id}", line=line.id, text=line.text)


def _guides(standing: Standing) -> Iterator[Blocker]:
    names = {record.guide.id: record.guide for record in standing.version.ledger.sources}
    for guide_id, guide in standing.guides.items():
        shown = guide or names.get(guide_id)
        if guide is None or not guide.citable(standing.today):
            name = guide_name(shown) if shown is not None else guide_id
            yield _blocker(standing, "guide", f"guide:{guide_id}", name=name, day=f"{standing.today:%d/%m/%Y}")
