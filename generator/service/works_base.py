"""What works, review and impact share: making a version, reading one for an actor, telling the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, cast

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection

from generator.domain.base import Language
from generator.domain.guide import Guide
from generator.domain.ledger import Claim
from generator.domain.people import Actor
from generator.domain.text import fold_accents
from generator.domain.work import Work, parse_work
from generator.domain.works import Assessment, State, Version, WorkRecord
from generator.errors import Forbidden, InputError, NotFound
from generator.grounding.ledger import ledger_of
from generator.messages import say
from generator.review.assess import Judge, assess, grounded
from generator.review.claims_in import map_claims
from generator.storage import works as table
from generator.storage.events import append
from generator.storage.people import PeopleStore

if TYPE_CHECKING:
    from generator.service.soan import Soan

LEARNERS_SEE: frozenset[State] = frozenset(["published"])


class WorksBase:
    """Over the wired product."""

    def __init__(self, soan: Soan) -> None:
        self._soan = soan
        self._store = soan.store
        self._engine = soan.store.engine
        self._people = PeopleStore(self._engine)
        self.judge: Judge = grounded

    # -- making a version --------------------------------------------------------------------------------------------

    def _made(
        self,
        work_id: str,
        number: int,
        kind: str,
        content: Mapping[str, JsonValue],
        editors: Sequence[str],
        actor: Actor,
        *,
        parent: int | None = None,
        note: str = "",
    ) -> Version:
        """A version whose claims carry the status the program itself finds. Raises InputError for content that is no
        work of its kind."""
        work = parsed(kind, content)
        language = language_of(content)
        statuses = {found.claim_id: found.status for found in self._assessed(work, language)}

        def settled(claim: Claim) -> Claim:
            return claim.model_copy(update={"status": statuses.get(claim.id, claim.status)})

        fixed = map_claims(content, settled)
        work = parsed(kind, fixed)
        fixed = work.model_dump(mode="json")
        ledger = ledger_of(work)
        return Version(
            work_id=work_id,
            number=number,
            parent=parent,
            kind=kind,
            content=fixed,
            content_sha256=ledger.content_sha256,
            ledger=ledger,
            assessments=self._assessed(work, language),
            findings=tuple(self._soan.check_work(work, language)),
            editors=tuple(dict.fromkeys((*editors, actor.id))),
            created_by=actor.id,
            created_at=datetime.now(UTC),
            note=note,
        )

    def _assessed(self, work: Work, language: Language) -> tuple[Assessment, ...]:
        claims = list(work.claims())
        cited = {citation.passage_id for _, claim in claims for citation in claim.citations}
        passages = {passage.id: passage for passage in self._store.passages_by_id(sorted(cited))}
        return assess(claims, passages, self.judge, language)

    def _keep_version(self, connection: Connection, actor: Actor, version: Version, replaced: State | None) -> None:
        """Store a version as the newest draft; what was approved or waited before it no longer does."""
        states: dict[str, JsonValue] = {str(version.number): "draft"}
        if version.parent is not None and replaced in ("draft", "in_review", "changes_requested", "approved"):
            states[str(version.parent)] = "superseded"
            table.set_state(connection, version.work_id, version.parent, "superseded")
        table.add_version(connection, version, "draft")
        title = version.ledger.title
        table.change_work(connection, version.work_id, title=title, folded=searchable(title, version.content))
        facts: dict[str, JsonValue] = {"content_sha256": version.content_sha256, "kind": version.kind, "states": states}
        self._tell(connection, actor, "version_made", version.work_id, version.number, facts, version.note)

    # -- reading -----------------------------------------------------------------------------------------------------

    def _record(self, connection: Connection, actor: Actor, work_id: str) -> WorkRecord:
        """A work the actor may see: staff all, learners what is published. Raises NotFound, as if it were not there."""
        record = table.work(connection, work_id)
        if not actor.has("trainer", "reviewer", "administrator") and (record.published is None or record.archived):
            raise NotFound(what=work_id)
        return record

    def _own(self, connection: Connection, actor: Actor, work_id: str) -> WorkRecord:
        """A work the actor may change: its owner, those it is shared with, administrators. Raises Forbidden."""
        record = self._record(connection, actor, work_id)
        if actor.id != record.owner and actor.id not in record.editors and not actor.has("administrator"):
            raise Forbidden(needed=say("works.owner_needed"))
        return record

    def _guides(self, ids: Sequence[str]) -> dict[str, Guide | None]:
        known = {guide.id: guide for guide in self._store.guides()}
        return {identity: known.get(identity) for identity in ids}

    def _tell(
        self,
        connection: Connection,
        actor: Actor,
        kind: str,
        work_id: str,
        version: int | None,
        facts: Mapping[str, JsonValue] | None = None,
        words: str = "",
    ) -> None:
        append(
            connection,
            kind=kind,
            who=self._people.reference(connection, actor.id),
            person_id=actor.id,
            via=actor.via,
            work_id=work_id,
            version=version,
            facts=facts,
            words=words,
        )


def parsed(kind: str, content: Mapping[str, JsonValue]) -> Work:
    """The work in that content. Raises InputError, naming the first place that does not fit."""
    try:
        return parse_work(kind, dict(content))
    except KeyError:
        raise InputError(problem=say("works.unknown_kind", kind=kind)) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InputError(problem=say("works.bad_content", place=place, problem=first["msg"])) from None


def language_of(content: Mapping[str, JsonValue]) -> Language:
    """The language of a work: its brief's, else its own, else Vietnamese."""
    brief = content.get("brief")
    found = brief.get("language") if isinstance(brief, dict) else content.get("language")
    return cast(Language, found if found in ("vi", "en", "hi") else "vi")


def audience_of(content: Mapping[str, JsonValue]) -> str:
    """Whom the work is for, where its brief says so."""
    brief = content.get("brief")
    found = brief.get("audience") if isinstance(brief, dict) else None
    return found if isinstance(found, str) else ""


def searchable(title: str, content: Mapping[str, JsonValue]) -> str:
    """Title and topic without accents, in small letters."""
    brief = content.get("brief")
    topic = brief.get("topic") if isinstance(brief, dict) else ""
    return fold_accents(f"{title} {topic}").lower()


def today() -> date:
    """The day by which validity is judged: the server's own."""
    return date.today()
