"""Re-check an exported file against the guides: no model, no network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from generator.domain.base import Value
from generator.domain.ledger import Claim
from generator.domain.printing import guide_name, print_citation
from generator.domain.sentences import sentences
from generator.domain.text import squeeze
from generator.domain.works import Stamp
from generator.errors import DocumentNotSoan
from generator.grounding.envelope import Envelope, clean, read_envelope
from generator.grounding.quotes import comparable, contains, nearest
from generator.grounding.sources import FoundGuide, GuideSource
from generator.messages import say

# What the history of this library says to a stamp; "unknown" for a file that another library made.
StampState = Literal["known", "unknown", "contradicted"]
State = Literal["ok", "changed", "gone", "guide_missing", "altered"]
GuideState = Literal["same", "changed", "missing"]
STATES: tuple[State, ...] = ("ok", "changed", "gone", "guide_missing", "altered")


class ClaimReport(Value):
    """One sentence: `altered` = the file no longer shows it, `changed` = the guide now says it otherwise (`now`),
    `gone` = nothing like it is in the guide any more. `was` is the quote that was not found."""

    claim_id: str
    text: str
    state: State
    guide: str = ""
    was: str = ""
    now: str = ""


class GuideReport(Value):
    """One guide: whether its file is the recorded one, and its validity on the day asked for."""

    guide_id: str
    name: str
    state: GuideState
    validity: str
    validity_then: str
    replaced_by: str | None = None


class VerifyReport(Value):
    """What was found. `inserted`: sentences the file shows and did not when it was written; `removed`: the reverse."""

    file: str
    title: str
    as_of: date
    intact: bool
    claims: tuple[ClaimReport, ...]
    guides: tuple[GuideReport, ...]
    inserted: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    stamp: Stamp | None = None
    stamp_state: StampState = "unknown"

    @property
    def ok(self) -> bool:
        """Whether nothing needs a person's eye: exit code 0, otherwise 1."""
        lapsed = any(guide.validity in ("expired", "not_yet") for guide in self.guides)
        bad = any(claim.state != "ok" for claim in self.claims)
        forged = self.stamp_state == "contradicted"
        return self.intact and not (lapsed or bad or forged or self.inserted or self.removed)

    def count(self, state: State) -> int:
        """How many sentences are in that state."""
        return sum(claim.state == state for claim in self.claims)

    def sentences(self, language: str = "vi") -> Iterator[str]:
        """The report as a person reads it, one finding a line."""
        yield say("verify.title", language, file=self.file, title=self.title)
        yield say("verify.intact" if self.intact else "verify.forged", language)
        if self.stamp is not None:
            yield from stamp_lines(self.stamp, language)
            if self.stamp_state == "contradicted":
                yield say("stamp.contradicted", language)
        yield say("verify.counts", language, total=len(self.claims), **{state: self.count(state) for state in STATES})
        for guide in self.guides:
            if guide.state != "same":
                yield say(f"verify.guide.{guide.state}", language, name=guide.name)
            if guide.validity in ("expired", "not_yet"):
                day = f"{self.as_of:%d/%m/%Y}"
                yield say(f"verify.guide.{guide.validity}", language, name=guide.name, day=day)
            if guide.replaced_by:
                yield say("verify.guide.replaced", language, name=guide.name, new=guide.replaced_by)
        for claim in self.claims:
            if claim.state != "ok":
                details = {"text": claim.text, "guide": claim.guide, "was": claim.was, "now": claim.now}
                yield say(f"verify.claim.{claim.state}", language, **details)
        for key, found in (("inserted", self.inserted), ("removed", self.removed)):
            for sentence in found:
                yield say(f"verify.{key}", language, text=sentence)
        yield say("verify.ok" if self.ok else "verify.not_ok", language)


def verify_file(path: Path, sources: GuideSource, *, as_of: date | None = None) -> VerifyReport:
    """Re-check the ledger in a .docx, .md or .json against the guides, as of a day (default: today).

    Raises DocumentNotSoan when the file carries no ledger, FileDamaged when it cannot be read. The hash is not a
    signature: who rewrites text, ledger and hash together is found by the quotes, not by the hash.
    """
    envelope, lines = read_envelope(path)
    if not envelope.ledger.claims:
        raise DocumentNotSoan(file=path.name)
    day = as_of or date.today()
    found = {record.guide.id: sources.find(record.guide) for record in envelope.ledger.sources}
    inserted, removed = _edits(envelope.lines, lines)
    return VerifyReport(
        file=path.name,
        title=envelope.ledger.title,
        as_of=day,
        intact=envelope.intact(),
        claims=tuple(_claims(envelope, lines, found)),
        guides=tuple(_guides(envelope, found, day)),
        inserted=inserted,
        removed=removed,
        stamp=envelope.stamp,
    )


def stamp_lines(stamp: Stamp, language: str) -> Iterator[str]:
    """Version, state, approver, day, chain head and notice of a file, as a person reads them."""
    state = say(f"review.state.{stamp.state}", language)
    yield say("stamp.standing", language, work=stamp.work_id, number=stamp.version, state=state)
    if stamp.approved_on is not None:
        yield say("stamp.approval", language, name=stamp.approved_by, day=f"{stamp.approved_on:%d/%m/%Y}")
    else:
        yield say("stamp.not_approved", language)
    if stamp.stale:
        yield say("stamp.stale", language)
    yield say("stamp.chain_head", language, seq=stamp.chain.seq, hash=stamp.chain.hash)
    yield stamp.notice or say("stamp.no_notice", language)


def _guides(envelope: Envelope, found: dict[str, FoundGuide | None], day: date) -> Iterator[GuideReport]:
    for record in envelope.ledger.sources:
        again = found[record.guide.id]
        guide = again.guide if again is not None else record.guide
        state: GuideState = "missing" if again is None else "same" if again.same else "changed"
        yield GuideReport(
            guide_id=record.guide.id,
            name=guide_name(record.guide),
            state=state,
            validity=guide.validity(day),
            validity_then=record.validity,
            replaced_by=guide.replaced_by,
        )


def _claims(envelope: Envelope, lines: Sequence[str], found: dict[str, FoundGuide | None]) -> Iterator[ClaimReport]:
    shown = comparable("\n".join(lines))
    texts: dict[str, str] = {}
    for guide_id, again in found.items():
        if again is not None:
            texts[guide_id] = comparable("\n".join(passage.text for passage in again.passages))
    names = {record.guide.id: record.guide for record in envelope.ledger.sources}
    for claim in envelope.ledger.claims:
        report = _against_guides(claim, found, texts)
        if report.guide:
            cited = next(c for c in claim.citations if c.guide_id == report.guide)
            guide = names.get(report.guide)
            report = report.model_copy(update={"guide": print_citation(cited, guide) if guide else report.guide})
        visible = not envelope.lines or comparable(clean(claim.text)) in shown
        if report.state == "ok" and not visible and _was_shown(claim, envelope):
            report = report.model_copy(update={"state": "altered"})
        yield report


def _was_shown(claim: Claim, envelope: Envelope) -> bool:
    return comparable(clean(claim.text)) in comparable("\n".join(envelope.lines))


def _against_guides(claim: Claim, found: dict[str, FoundGuide | None], texts: dict[str, str]) -> ClaimReport:
    report = ClaimReport(claim_id=claim.id, text=claim.text, state="ok")
    for citation in claim.citations:
        again = found.get(citation.guide_id)
        if again is None:
            return report.model_copy(
                update={"state": "guide_missing", "guide": citation.guide_id, "was": citation.quote}
            )
        if comparable(citation.quote) in texts[citation.guide_id]:
            continue
        now = nearest((passage.text for passage in again.passages), citation.quote)
        state: State = "changed" if now else "gone"
        return report.model_copy(update={"state": state, "guide": citation.guide_id, "was": citation.quote, "now": now})
    if claim.status == "quoted" and not _cut_from_quotes(claim):
        return report.model_copy(update={"state": "altered"})
    return report


def _cut_from_quotes(claim: Claim) -> bool:
    """A quoted sentence has no number its quotes do not have: a forged figure is found even under a new hash."""
    quotes = " ".join(citation.quote for citation in claim.citations)
    return contains(quotes, claim.text) or _numbers(claim.text) <= _numbers(quotes)


def _numbers(text: str) -> set[str]:
    return set("".join(ch if ch.isdigit() else " " for ch in text).split())


def _edits(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sentences shown now and not before, and the reverse. Lines are compared first, so moved lines are no edit."""
    if not before:
        return (), ()
    old, new = Counter(map(squeeze, before)), Counter(map(squeeze, after))
    return _only(new - old, old - new), _only(old - new, new - old)


def _only(mine: Counter[str], other: Counter[str]) -> tuple[str, ...]:
    known = {sentence for line in other for sentence in sentences(line)}
    return tuple(sentence for line in mine for sentence in sentences(line) if sentence not in known)
