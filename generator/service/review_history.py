"""The history of a work, and whether the whole history still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection, select

from generator.domain.people import Actor
from generator.domain.works import ChainHead, Decision, LineAnswer
from generator.errors import NotFound
from generator.messages import say
from generator.review.gates import content_sha256
from generator.review.history import Mismatch, compare, compare_decisions
from generator.service.access import guarded
from generator.service.review_base import Standings
from generator.storage import works as table
from generator.storage.events import Fault, check_chain, links, read_head
from generator.storage.works_tables import decisions, line_answers


class HistoryLine(NamedTuple):
    """One event as a person reads it."""

    seq: int
    at: datetime
    kind: str
    version: int | None
    who: str
    via: str
    facts: Mapping[str, JsonValue]
    words: str
    hash: str


class Soundness(NamedTuple):
    """The result of `soan review verify`."""

    head: ChainHead
    faults: Sequence[Fault]
    mismatches: Sequence[Mismatch]

    @property
    def ok(self) -> bool:
        """Whether nothing was altered, removed, reordered or changed by hand."""
        return not self.faults and not self.mismatches


class ReviewHistory(Standings):
    """What review tells about the past."""

    @guarded
    def history(self, actor: Actor, work_id: str, *, language: str = "vi") -> Sequence[HistoryLine]:
        """Everything that happened to a work, oldest first, also after it was deleted. Raises NotFound."""
        with self._engine.connect() as connection:
            names = self.names_in_history(connection, language)
            found = [*links(connection, work_id)]
            if not found:
                record = table.work(connection, work_id)
                found = [*links(connection, record.id)]
        if not found:
            raise NotFound(what=work_id)
        gone = say("people.gone", language)
        return [
            HistoryLine(
                seq=link.event.seq,
                at=link.event.at,
                kind=link.event.kind,
                version=link.event.version,
                who=names.get(link.event.who, gone),
                via=link.event.via,
                facts=link.event.facts,
                words=link.words,
                hash=link.hash,
            )
            for link in found
        ]

    def names_in_history(self, connection: Connection, language: str = "vi") -> dict[str, str]:
        """Reference in the history → name, of everybody who can still be named; for what the program itself writes."""
        ids = self._people.references(connection)
        known = {person.id: person.name for person in self._people.all(connection)}
        named = {reference: known[identity] for reference, identity in ids.items()}
        return {**named, "local": say("people.operator", language), "system": say("people.system", language)}

    @guarded
    def head(self, actor: Actor) -> ChainHead:
        """The newest link: to be kept elsewhere."""
        with self._engine.connect() as connection:
            return read_head(connection)

    @guarded
    def verify(self, actor: Actor, *, anchor: ChainHead | None = None) -> Soundness:
        """Check every link, and the database against what the links tell. `anchor` is a head kept elsewhere."""
        with self._engine.connect() as connection:
            faults = check_chain(connection, anchor)
            stored = table.states(connection)
            actual: dict[tuple[str, int], str] = {}
            for work_id, number in stored:
                try:
                    version, _ = table.version(connection, work_id, number)
                    actual[work_id, number] = content_sha256(version)
                except (ValidationError, ValueError):
                    actual[work_id, number] = ""
            try:
                told = [*links(connection)]
                kept: list[Decision | LineAnswer] = [
                    *map(Decision.model_validate_json, connection.execute(select(decisions.c.payload)).scalars()),
                    *map(LineAnswer.model_validate_json, connection.execute(select(line_answers.c.payload)).scalars()),
                ]
            except ValidationError:  # an altered link or row that is no longer one: the faults above name the link
                return Soundness(read_head(connection), faults or [Fault(0, "altered")], ())
            mismatches = [*compare(told, stored, actual), *compare_decisions(told, kept)]
            return Soundness(read_head(connection), faults, mismatches)
