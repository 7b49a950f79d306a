"""A version with its standing: what an exported file says about itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from generator.domain.base import Language
from generator.domain.printing import guide_name
from generator.domain.work import parse_work
from generator.domain.works import Stamp, State, Version, WorkRecord
from generator.errors import InputError, StateError
from generator.messages import say
from generator.review.gates import content_sha256
from generator.service.works_base import language_of, today
from generator.storage import reviews
from generator.storage.events import links, read_head

if TYPE_CHECKING:
    from generator.service.soan import Soan


def export_version(soan: Soan, record: WorkRecord, version: Version, state: State, path: Path, *, notice: bool) -> Path:
    """Write a version with its stamp. Raises InputError, StateError; see `Works.export`."""
    from generator.export.registry import export_work
    from generator.export.stamp import stamp_file

    language = language_of(version.content)
    if not notice and record.visibility != "internal":
        raise InputError(problem=say("works.notice_public", language))
    if content_sha256(version) != version.content_sha256:
        raise StateError(problem=say("works.altered", language))
    stamp = make_stamp(soan, record, version, state, notice=notice)
    return export_work(
        parse_work(version.kind, version.content),
        path,
        language,
        finish=lambda data: stamp_file(data, path, stamp, language),
    )


def make_stamp(soan: Soan, record: WorkRecord, version: Version, state: State, *, notice: bool = True) -> Stamp:
    """The standing of a version as the history tells it at this moment."""
    language = language_of(version.content)
    with soan.store.engine.connect() as connection:
        head = read_head(connection)
        approver, day = _approval(soan, connection, record.id, version.number)
        decided = reviews.decisions_of(connection, record.id)
    cited = {citation.guide_id for claim in version.ledger.claims for citation in claim.citations}
    known = {guide.id: guide for guide in soan.store.guides()}
    lapsed = any(key not in known or not known[key].citable(today()) for key in cited)
    marked = record.stale and version.number == (record.published or record.head)
    stale = state in ("approved", "published") and (lapsed or marked)
    stamp = Stamp(
        work_id=record.id,
        version=version.number,
        state=state,
        content_sha256=version.content_sha256,
        visibility=record.visibility,
        stale=stale,
        exported_at=datetime.now(UTC),
        approved_by=approver,
        approved_on=day,
        chain=head,
        notice=say(f"stamp.notice.{version.ledger.generation.author}", language) if notice else "",
    )
    keys = {decision.key for decision in decided if decision.version <= version.number}
    return stamp.model_copy(update={"record": tuple(_record(soan, record, version, stamp, len(keys), language))})


def _approval(soan: Soan, connection: Connection, work_id: str, number: int) -> tuple[str, date | None]:
    """Who approved that version, and on which day; "" and None where nobody did, or a later event took it back."""
    names = soan.review.names_in_history(connection)
    found: tuple[str, date | None] = ("", None)
    for link in links(connection, work_id):
        event = link.event
        if event.version != number:
            continue
        if event.kind == "approved":
            found = (names.get(event.who, say("people.gone")), event.at.date())
    return found


def _record(
    soan: Soan, record: WorkRecord, version: Version, stamp: Stamp, decided: int, language: Language
) -> list[tuple[str, str]]:
    """The transparency record, with the questions that algorithmic transparency standards ask: what it is, who answers
    for it, how it was made, from what, what a person checked, what remains uncertain."""
    ledger, made = version.ledger, version.ledger.generation
    names = soan.people.names_of((*version.editors, record.owner))

    def told(key: str, **details: object) -> str:
        return say(f"stamp.{key}", language, **details)

    maker = told(f"author.{made.author}")
    if made.model:
        maker += f" ({made.model})"
    sources = "; ".join(f"{guide_name(source.guide)} (sha256 {source.guide.sha256[:12]})" for source in ledger.sources)
    counts = {status: ledger.count(status) for status in ("quoted", "supported", "unsupported", "author")}
    approval = (
        told("approval", name=stamp.approved_by, day=f"{stamp.approved_on:%d/%m/%Y}") if stamp.approved_on else ""
    )
    answers = {
        "what": f"{told(f'kind.{record.kind}')}: {ledger.title}",
        "owner": names.get(record.owner, record.owner),
        "editors": "; ".join(names.get(person, person) for person in version.editors),
        "purpose": told(f"purpose.{record.visibility}"),
        "made": told("made", maker=maker, software=made.software, day=f"{made.created_at:%d/%m/%Y}"),
        "prompts": "; ".join(f"{prompt.id} v{prompt.version}" for prompt in made.prompts) or told("none"),
        "sources": sources or told("none"),
        "claims": told("claims", total=len(ledger.claims), **counts),
        "human": told("human", decided=decided, approval=approval or told("not_approved")),
        "limits": told("limits"),
        "state": say(f"review.state.{stamp.state}", language)
        + (f" · {say('review.state.stale', language)}" if stamp.stale else ""),
        "hash": f"sha256 {stamp.content_sha256}",
        "chain": f"{stamp.chain.seq} · {stamp.chain.hash}",
    }
    return [(told(f"question.{key}"), answer) for key, answer in answers.items()]


def check_stamp(soan: Soan, stamp: Stamp) -> str:
    """What this library's history says to a stamp: "known", "unknown" (another library's work), or "contradicted"."""
    with soan.store.engine.connect() as connection:
        told = [*links(connection)]
    mine = [link for link in told if link.event.work_id == stamp.work_id]
    if not mine:
        return "unknown"
    made = any(
        link.event.kind == "version_made"
        and link.event.version == stamp.version
        and link.event.facts.get("content_sha256") == stamp.content_sha256
        for link in mine
    )
    approved = any(link.event.kind == "approved" and link.event.version == stamp.version for link in mine)
    anchored = stamp.chain.hash in {link.hash for link in told if link.event.seq == stamp.chain.seq}
    claims_approval = stamp.approved_on is not None or stamp.state in ("approved", "published")
    return "known" if made and anchored and (approved or not claims_approval) else "contradicted"
