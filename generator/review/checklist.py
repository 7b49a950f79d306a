"""The reviewer's lines R1–R7, each bound to evidence the program has or to a person who answers for it.

Sources of the lines: Luật 134/2025/QH15 (Điều 9, 11, 27), NĐ 142/2026/NĐ-CP, TT 05/2026/TT-BKHCN, NĐ 30/2020/NĐ-CP.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

from generator.domain.base import Language
from generator.domain.lesson import ChecklistLine
from generator.domain.works import ADMINISTRATIVE, Decision, LineAnswer, Version, claim_key, finding_key
from generator.messages import say
from generator.review.gates import PROTECTED

LINES = ("R1", "R2", "R3", "R4", "R5", "R6", "R7")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")
State = Literal["met", "not_met", "person"]


def trainer_lines(version: Version) -> tuple[ChecklistLine, ...]:
    """The lines G1–G10 that the work itself carries, where its kind has them."""
    listed = version.content.get("checklist")
    if not isinstance(listed, list):
        return ()
    return tuple(ChecklistLine.model_validate(line) for line in listed)


def reviewer_lines(
    version: Version, decided: dict[str, Decision], answers: Sequence[LineAnswer], language: Language
) -> tuple[ChecklistLine, ...]:
    """The seven lines for a version, with the program's evidence as it is now."""
    states: dict[str, tuple[State, str]] = {
        "R1": ("met", _say(language, "R1", editors=len(version.editors))),
        "R2": _claims(version, decided, language),
        "R3": _scan(version, answers, language),
        "R4": _layout(version, language),
        "R5": _notice(version, language),
        "R6": ("person", _say(language, "R6")),
        "R7": ("person", _say(language, "R7")),
    }
    return tuple(
        ChecklistLine(id=line, text=say(f"review.line.{line}", language), state=state, evidence=evidence)
        for line, (state, evidence) in states.items()
    )


def review_date(note: str, today: date) -> date | None:
    """The first day after today that a note names, for R7; None where it names none."""
    for match in _DAY.finditer(note):
        numbers = [int(group) for group in match.groups() if group]
        year, month, day = reversed(numbers) if match.group(3) else numbers
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found > today:
            return found
    return None


def _say(language: Language, key: str, **details: object) -> str:
    return say(f"review.evidence.{key}", language, **details)


def _claims(version: Version, decided: dict[str, Decision], language: Language) -> tuple[State, str]:
    statuses = {found.claim_id: found.status for found in version.assessments}
    claims = version.ledger.claims
    keys = {claim.id: claim_key(claim, statuses.get(claim.id, "unsupported")) for claim in claims}
    done = sum(key in decided for key in keys.values())
    open_claims = sum(
        statuses.get(identity, "unsupported") == "unsupported" and key not in decided for identity, key in keys.items()
    )
    state: State = "not_met" if open_claims else "met"
    return state, _say(language, "R2", total=len(claims), decided=done, open=open_claims)


def _scan(version: Version, answers: Sequence[LineAnswer], language: Language) -> tuple[State, str]:
    answered = {answer.line for answer in answers if answer.answer == "yes" and answer.by not in version.editors}
    hits = [f for f in version.findings if f.check.partition(".")[0] in PROTECTED and f.severity != "info"]
    bare = [finding for finding in hits if finding_key(finding) not in answered]
    state: State = "not_met" if bare else "met"
    return state, _say(language, "R3", hits=len(hits), justified=len(hits) - len(bare))


def _layout(version: Version, language: Language) -> tuple[State, str]:
    if version.kind not in ADMINISTRATIVE:
        return "person", _say(language, "R4_lesson")
    errors = sum(f.severity == "error" and f.check.startswith("layout") for f in version.findings)
    return ("not_met" if errors else "person"), _say(language, "R4_document", errors=errors)


def _notice(version: Version, language: Language) -> tuple[State, str]:
    notice = version.content.get("notice")
    written = isinstance(notice, str) and bool(notice.strip())
    return "met", _say(language, "R5" if written else "R5_stamp")
