"""The library of works: adding, finding, editing by part with optimistic locks, versions, differences, files."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import JsonValue
from sqlalchemy import Connection

from generator.domain.people import SYSTEM, Actor
from generator.domain.text import fold_accents
from generator.domain.work import Work, kind_of
from generator.domain.works import Clash, State, Task, Version, VersionLine, Visibility, WorkRecord
from generator.errors import EditConflict, InputError, NotFound, StateError
from generator.messages import say
from generator.review.parts import (
    FIXED,
    ClaimChange,
    PartChange,
    changed_claims,
    changed_parts,
    mark,
    parts,
    put,
)
from generator.service.access import guarded
from generator.service.works_base import WorksBase, audience_of, language_of, parsed, searchable, today
from generator.storage import works as table
from generator.storage.events import writing
from generator.storage.works import WorkingCopy
from generator.storage.works_tables import versions, works


class Part(NamedTuple):
    """A part as an editor holds it: hand `mark` back with the edit."""

    value: JsonValue
    mark: str
    editable: bool


class Editing(NamedTuple):
    """A work open for editing: the text as it stands now, unsaved edits of everybody included."""

    record: WorkRecord
    base: int
    unsaved: bool
    parts: dict[str, Part]
    clashes: Sequence[Clash]


class Difference(NamedTuple):
    """What changed between two versions."""

    parts: Sequence[PartChange]
    claims: Sequence[ClaimChange]


class Works(WorksBase):
    """The library of works. Every method takes who is acting."""

    area = "works"

    @guarded
    def add(self, actor: Actor, work: Work, *, visibility: Visibility = "public", note: str = "") -> WorkRecord:
        """Put a work of any kind into the library as a first draft that the actor owns."""
        work_id, now = "w-" + secrets.token_hex(5), datetime.now(UTC)
        content = work.model_dump(mode="json")
        made = self._made(work_id, 1, kind_of(work), content, (), actor, note=note)
        record = WorkRecord(
            id=work_id,
            kind=made.kind,
            title=made.ledger.title,
            language=language_of(content),
            audience=audience_of(content),
            owner=actor.id,
            editors=(),
            head=1,
            state="draft",
            content_sha256=made.content_sha256,
            published=None,
            stale=False,
            archived=False,
            visibility=visibility,
            guide_ids=(),
            created_at=now,
            updated_at=now,
        )
        with writing(self._engine) as connection:
            table.add_work(connection, record, searchable(made.ledger.title, content))
            self._keep_version(connection, actor, made, None)
            return table.work(connection, work_id)

    # -- finding -----------------------------------------------------------------------------------------------------

    @guarded
    def list(
        self,
        actor: Actor,
        *,
        text: str = "",
        state: State | None = None,
        kind: str | None = None,
        owner: str | None = None,
        audience: str | None = None,
        guide: str | None = None,
        stale: bool | None = None,
        archived: bool = False,
        limit: int | None = None,
    ) -> Sequence[WorkRecord]:
        """Works by words of the title (accents do not matter) and filters; learners see what is published."""
        conditions: list[Any] = [works.c.archived.is_(archived)]
        conditions += [works.c.folded.contains(word, autoescape=True) for word in fold_accents(text).lower().split()]
        for column, value in (
            (versions.c.state, state),
            (works.c.kind, kind),
            (works.c.owner, owner),
            (works.c.audience, audience),
            (works.c.stale, stale),
        ):
            if value is not None:
                conditions.append(column == value)
        if guide is not None:
            conditions.append(table.cites(self._store.find_guide(guide).id))
        if not actor.has("trainer", "reviewer", "administrator"):
            conditions.append(works.c.published.is_not(None))
        with self._engine.connect() as connection:
            return [*table.select_works(connection, *conditions, limit=limit)]

    @guarded
    def get(self, actor: Actor, work_id: str) -> WorkRecord:
        """A work by id or the beginning of one. Raises NotFound."""
        with self._engine.connect() as connection:
            return self._record(connection, actor, work_id)

    @guarded
    def version(self, actor: Actor, work_id: str, number: int | None = None) -> tuple[Version, State]:
        """A version and its state: the newest, or that number; for learners the published one. Raises NotFound."""
        with self._engine.connect() as connection:
            record = self._record(connection, actor, work_id)
            staff = actor.has("trainer", "reviewer", "administrator")
            wanted = (number or record.head) if staff else record.published
            if wanted is None or (not staff and number not in (None, wanted)):
                raise NotFound(what=f"{work_id} v{number}")
            return table.version(connection, record.id, wanted)

    @guarded
    def versions(self, actor: Actor, work_id: str) -> Sequence[VersionLine]:
        """All versions, oldest first."""
        with self._engine.connect() as connection:
            return table.version_lines(connection, self._record(connection, actor, work_id).id)

    @guarded
    def diff(self, actor: Actor, work_id: str, before: int, after: int) -> Difference:
        """What changed between two versions, by part and by claim."""
        with self._engine.connect() as connection:
            record = self._record(connection, actor, work_id)
            old, _ = table.version(connection, record.id, before)
            new, _ = table.version(connection, record.id, after)
        return Difference(changed_parts(old.content, new.content), changed_claims(old, new))

    # -- editing -----------------------------------------------------------------------------------------------------

    @guarded
    def open(self, actor: Actor, work_id: str) -> Editing:
        """The work for editing: every part with the mark that goes back with an edit."""
        with self._engine.connect() as connection:
            record = self._own(connection, actor, work_id)
            return self._editing(connection, record)

    @guarded
    def save_part(self, actor: Actor, work_id: str, part: str, value: JsonValue, seen: str) -> str:
        """Autosave one part. `seen` is the mark of the text the edit was made on; None as value takes an entry out.

        Returns the new mark. Raises EditConflict when somebody else changed the part in between (both texts are kept),
        NotFound for a part the work does not have, InputError for content that does not fit.
        """
        clash: Clash | None = None
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            copy = self._copy(connection, record)
            current = parts(copy.content).get(part)
            if mark(current) != seen and current != value:
                clash = Clash(
                    id="x-" + secrets.token_hex(5),
                    work_id=record.id,
                    part=part,
                    theirs=current,
                    mine=value,
                    theirs_by=copy.part_editors.get(part, ""),
                    mine_by=actor.id,
                    at=datetime.now(UTC),
                )
                table.add_clash(connection, clash)
            else:
                self._keep(connection, actor, record, copy, part, value)
        if clash is not None:
            raise EditConflict(part=part, clash=clash.id)
        return mark(value)

    @guarded
    def settle(self, actor: Actor, work_id: str, clash_id: str, value: JsonValue) -> str:
        """End a conflict with the text that shall stand: one of the two, or both merged. Returns the new mark."""
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            found = next((c for c in table.clashes_of(connection, record.id) if c.id == clash_id), None)
            if found is None:
                raise NotFound(what=clash_id)
            self._keep(connection, actor, record, self._copy(connection, record), found.part, value)
            table.drop_clash(connection, record.id, clash_id)
        return mark(value)

    @guarded
    def discard(self, actor: Actor, work_id: str) -> None:
        """Give up all edits since the newest version."""
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            table.drop_working_copy(connection, record.id)
            for clash in table.clashes_of(connection, record.id):
                table.drop_clash(connection, record.id, clash.id)

    @guarded
    def commit(self, actor: Actor, work_id: str, *, note: str = "") -> WorkRecord:
        """Make the edits a new version, a draft again. Everybody who edited counts as an editor.

        Raises StateError when there is nothing new or a conflict is open.
        """
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            copy = table.working_copy(connection, record.id)
            if copy is None:
                raise StateError(problem=say("works.nothing_new"))
            if table.clashes_of(connection, record.id):
                raise StateError(problem=say("works.open_conflict"))
            self._next(connection, actor, record, copy.content, copy.editors, note)
            table.drop_working_copy(connection, record.id)
            return table.work(connection, record.id)

    @guarded
    def save(self, actor: Actor, work_id: str, work: Work, *, seen_sha256: str, note: str = "") -> WorkRecord:
        """A whole new version, made on the version with that content hash. Raises StateError when another came in
        between."""
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            unsaved = table.working_copy(connection, record.id) is not None
            if record.content_sha256 != seen_sha256 or unsaved or kind_of(work) != record.kind:
                raise StateError(problem=say("works.newer_version", number=record.head))
            self._next(connection, actor, record, work.model_dump(mode="json"), (), note)
            return table.work(connection, record.id)

    # -- keeping -----------------------------------------------------------------------------------------------------

    @guarded
    def share(self, actor: Actor, work_id: str, people: Sequence[str]) -> WorkRecord:
        """The people (ids or logins) who edit with the owner, instead of those before."""
        ids = [self._soan.people.find(key).id for key in people]
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            table.set_editors(connection, record.id, ids)
            references: list[JsonValue] = [self._people.reference(connection, identity) for identity in ids]
            self._tell(connection, actor, "shared", record.id, None, {"people": references})
            return table.work(connection, record.id)

    @guarded
    def set_visibility(self, actor: Actor, work_id: str, visibility: Visibility) -> WorkRecord:
        """Internal works may be exported without the AI notice; public ones never."""
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            table.change_work(connection, record.id, visibility=visibility)
            self._tell(connection, actor, "visibility", record.id, None, {"visibility": visibility})
            return table.work(connection, record.id)

    @guarded
    def archive(self, actor: Actor, work_id: str, *, archived: bool = True) -> WorkRecord:
        """Take a work out of the lists, or put it back; nothing is lost."""
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            table.change_work(connection, record.id, archived=archived)
            self._tell(connection, actor, "archived" if archived else "unarchived", record.id, None)
            return table.work(connection, record.id)

    @guarded
    def delete(self, actor: Actor, work_id: str, reason: str) -> None:
        """Delete for good; the history keeps that it was, its hashes, who deleted it and why. Raises InputError without
        a reason."""
        if not reason.strip():
            raise InputError(problem=say("works.reason_needed"))
        with writing(self._engine) as connection:
            record = table.work(connection, work_id)
            facts: dict[str, JsonValue] = {"content_sha256": record.content_sha256, "versions": record.head}
            table.delete_work(connection, record.id)
            self._tell(connection, actor, "deleted", record.id, record.head, facts, reason.strip())

    @guarded
    def tasks(self, actor: Actor) -> Sequence[Task]:
        """What waits for the actor."""
        from generator.storage.reviews import tasks_of

        self._soan.impact.swept(SYSTEM, today())
        with self._engine.connect() as connection:
            return tasks_of(connection, actor.id)

    @guarded
    def export(self, actor: Actor, work_id: str, path: Path, *, number: int | None = None, notice: bool = True) -> Path:
        """Write a version with its standing inside. Raises InputError when the AI notice is left out of a public work,
        StateError when the content is no longer what was decided about."""
        from generator.service.stamping import export_version

        record = self.get(actor, work_id)
        version, state = self.version(actor, work_id, number)
        return export_version(self._soan, record, version, state, path, notice=notice)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _editing(self, connection: Connection, record: WorkRecord) -> Editing:
        copy = self._copy(connection, record)
        found = {name: Part(value, mark(value), name not in FIXED) for name, value in parts(copy.content).items()}
        unsaved = table.working_copy(connection, record.id) is not None
        return Editing(record, copy.base, unsaved, found, table.clashes_of(connection, record.id))

    def _copy(self, connection: Connection, record: WorkRecord) -> WorkingCopy:
        copy = table.working_copy(connection, record.id)
        if copy is not None:
            return copy
        newest, _ = table.version(connection, record.id, record.head)
        return WorkingCopy(record.head, newest.content, (), {}, datetime.now(UTC))

    def _keep(
        self, connection: Connection, actor: Actor, record: WorkRecord, copy: WorkingCopy, part: str, value: JsonValue
    ) -> None:
        content = put(copy.content, part, value)
        if content == copy.content:
            return
        parsed(record.kind, content)
        editors = tuple(dict.fromkeys((*copy.editors, actor.id)))
        fresh = copy._replace(
            content=content,
            editors=editors,
            part_editors={**copy.part_editors, part: actor.id},
            updated_at=datetime.now(UTC),
        )
        table.keep_working_copy(connection, record.id, fresh)

    def _next(
        self,
        connection: Connection,
        actor: Actor,
        record: WorkRecord,
        content: dict[str, JsonValue],
        editors: Sequence[str],
        note: str,
    ) -> None:
        before, state = table.version(connection, record.id, record.head)
        made = self._made(
            record.id,
            record.head + 1,
            record.kind,
            content,
            (*before.editors, *editors),
            actor,
            parent=record.head,
            note=note,
        )
        if made.content_sha256 == before.content_sha256:
            raise StateError(problem=say("works.nothing_new"))
        self._keep_version(connection, actor, made, state)
