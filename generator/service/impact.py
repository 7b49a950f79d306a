"""A guide changes: which works lean on it, sentence by sentence, and what is done about it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from pydantic import JsonValue
from sqlalchemy import Connection

from generator.domain.guide import Guide
from generator.domain.people import Actor
from generator.domain.works import State, Task, WorkRecord
from generator.errors import InputError, StateError
from generator.messages import say
from generator.review.claims_in import map_claims
from generator.review.impact import Change, Fate, NewText, WorkImpact, fates, sentences_of
from generator.service.access import guarded
from generator.service.works_base import WorksBase, language_of, today
from generator.storage import reviews
from generator.storage import works as table
from generator.storage.events import writing
from generator.storage.tables import meta

# A superseded or withdrawn version is past; a draft is named too, so that its author knows.
LIVE: tuple[State, ...] = ("draft", "in_review", "changes_requested", "approved", "published")
_SWEPT = "impact.swept:"


class ImpactReport(NamedTuple):
    """Every affected work, the worst hit first."""

    old: Guide
    new: Guide | None
    works: Sequence[WorkImpact]

    def counts(self) -> Mapping[Fate, int]:
        """Sentences by what became of them."""
        return fates(self.works)


class Impact(WorksBase):
    """What a changed guide does to the library of works."""

    area = "impact"

    @guarded
    def preview(self, actor: Actor, old: str, new: str | None = None) -> ImpactReport:
        """Every live work that leans on the old guide, against the new one's words; nothing is changed."""
        before = self._store.find_guide(old)
        after = self._store.find_guide(new) if new is not None else None
        with self._engine.connect() as connection:
            return self._report(connection, before, after)

    @guarded
    def replace(self, actor: Actor, old: str, new: str, *, on: date | None = None) -> ImpactReport:
        """Mark the guide as replaced and tell everybody: approved and published works turn "cần rà soát", their owners
        get a task. Raises InputError for a guide that would replace itself."""
        before, after = self._store.find_guide(old), self._store.find_guide(new)
        if before.id == after.id:
            raise InputError(problem=say("service.replace_itself"))
        self._store.replace(before.id, after.id, on)
        with writing(self._engine) as connection:
            report = self._report(connection, self._store.guide(before.id), after)
            self._mark(connection, actor, report)
        return report

    @guarded
    def sweep(self, actor: Actor, *, on: date | None = None) -> Sequence[ImpactReport]:
        """Guides whose last day has passed since the last sweep: the same as `replace` for each."""
        return self.swept(actor, on or today())

    def swept(self, actor: Actor, day: date) -> Sequence[ImpactReport]:
        """What `sweep` does; the program itself asks before it shows a queue or tasks, so that no clock has to run."""
        ended = [
            guide for guide in self._store.guides() if guide.effective_to is not None and guide.effective_to <= day
        ]
        reports = []
        for guide in ended:
            key = f"{_SWEPT}{guide.id}"
            if self._store.meta(key) is not None:
                continue
            with writing(self._engine) as connection:
                report = self._report(connection, guide, self._successor(guide))
                self._mark(connection, actor, report)
                reports.append(report)
        return reports

    @guarded
    def renew(self, actor: Actor, work_id: str, old: str, new: str) -> WorkRecord:
        """A new draft in which every sentence whose words stand unchanged in the new guide cites it; the others stay as
        they are, for the author to mend. Only what changed comes up for review again. Raises StateError when no
        sentence can be cited anew."""
        before, after = self._store.find_guide(old), self._store.find_guide(new)
        change = Change(before, after, NewText(self._store.passages(after.id)), self.judge)
        with writing(self._engine) as connection:
            record = self._own(connection, actor, work_id)
            if table.working_copy(connection, record.id) is not None:
                raise StateError(problem=say("review.unsaved"))
            version, state = table.version(connection, record.id, record.head)
            content = map_claims(version.content, change.recite)
            if content == version.content:
                raise StateError(problem=say("works.nothing_new"))
            content = _with_source(content, before, after)
            made = self._made(
                record.id, record.head + 1, record.kind, content, version.editors, actor, parent=record.head,
                note=say("review.renewed", language_of(content), old=before.number or before.title),
            )  # fmt: skip
            self._keep_version(connection, actor, made, state)
            return table.work(connection, record.id)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _successor(self, guide: Guide) -> Guide | None:
        wanted = guide.replaced_by
        return next((g for g in self._store.guides() if wanted and wanted in (g.number, g.id)), None)

    def _report(self, connection: Connection, old: Guide, new: Guide | None) -> ImpactReport:
        passages = self._store.passages(new.id) if new is not None else ()
        change = Change(old, new, NewText(passages), self.judge)
        records = {record.id: record for record in table.select_works(connection, table.leans_on(old.id))}
        found = []
        for version in table.citing(connection, [old.id], LIVE):
            record = records[version.work_id]
            sentences = sentences_of(change, version.ledger.claims, record.language)
            if sentences:
                found.append(
                    WorkImpact(
                        work_id=record.id,
                        title=record.title,
                        version=version.number,
                        state=version.state,
                        owner=record.owner,
                        sentences=sentences,
                    )
                )
        found.sort(key=lambda work: (-work.count("gone") - work.count("changed"), work.work_id))
        return ImpactReport(old, new, found)

    def _mark(self, connection: Connection, actor: Actor, report: ImpactReport) -> None:
        """Once for each guide: mark, task, history."""
        from sqlalchemy import delete, insert

        key = f"{_SWEPT}{report.old.id}"
        connection.execute(delete(meta).where(meta.c.key == key))
        connection.execute(insert(meta), {"key": key, "value": datetime.now(UTC).isoformat()})
        told: set[str] = set()
        for work in report.works:
            facts: dict[str, JsonValue] = {
                "old": report.old.id,
                "new": report.new.id if report.new is not None else None,
                "unchanged": work.count("unchanged"),
                "changed": work.count("changed"),
                "gone": work.count("gone"),
            }
            if work.state in ("approved", "published"):
                table.change_work(connection, work.work_id, stale=True)
            self._tell(connection, actor, "guide_changed", work.work_id, work.version, facts)
            if work.work_id not in told:
                told.add(work.work_id)
                task = Task(
                    id="k-" + secrets.token_hex(5),
                    work_id=work.work_id,
                    person_id=work.owner,
                    kind="guide_changed",
                    about={**facts, "title": report.old.number or report.old.title},
                    created_at=datetime.now(UTC),
                )
                reviews.add_task(connection, task)


def _with_source(content: Mapping[str, JsonValue], old: Guide, new: Guide) -> dict[str, JsonValue]:
    """The new guide beside the old among the sources; the old one goes when no sentence cites it any more."""
    import json

    from generator.domain.ledger import SourceRecord

    listed = content.get("sources")
    if not isinstance(listed, list):
        return dict(content)
    others = {name: value for name, value in content.items() if name != "sources"}
    still = f'"guide_id": "{old.id}"' in json.dumps(others)
    kept = [s for s in listed if still or not (isinstance(s, dict) and _guide_id(s) == old.id)]
    day = today()
    record = SourceRecord(guide=new, validity=new.validity(day), as_of=day)
    if not any(isinstance(source, dict) and _guide_id(source) == new.id for source in kept):
        kept.append(record.model_dump(mode="json"))
    return {name: (kept if name == "sources" else value) for name, value in content.items()}


def _guide_id(source: Mapping[str, JsonValue]) -> JsonValue:
    guide = source.get("guide")
    return guide.get("id") if isinstance(guide, dict) else None
