"""The library's truth: guides, passages, which are embedded, which files were seen."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.domain.quarantine import Held
from generator.errors import NotFound
from generator.storage.engine import open_engine
from generator.storage.lexical.port import Entry, LexicalIndex
from generator.storage.lexical.postgres import PostgresLexical
from generator.storage.lexical.sqlite import SqliteLexical
from generator.storage.quarantine import held_ids, hold, mark_released, records
from generator.storage.tables import files, guides, meta, passages, quarantine
from generator.storage.trouble import failed, of_system


class PendingPassage(NamedTuple):
    """A passage that has no vector of the asked embedder yet."""

    id: str
    guide_id: str
    text: str


class SeenFile(NamedTuple):
    """A file as it was when it was read last."""

    size: int
    mtime_ns: int
    entry: str
    guide_id: str


_GUIDES_STATE = "guides.state"  # another word after every change of a guide


class Store:
    """Open with `Store.open(url)`; safe to share between threads; close when done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: tuple[str | None, tuple[Guide, ...]] = (None, ())
        sqlite = engine.dialect.name == "sqlite"
        self._lexical: LexicalIndex = SqliteLexical(engine) if sqlite else PostgresLexical(engine)

    @classmethod
    def open(cls, url: str) -> Store:
        """Open (and create or migrate) the database. Raises SchemaOutdated, StorageFailed."""
        if url.startswith("sqlite:///"):
            try:
                Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise of_system(error) or failed("unreachable") from error
        return cls(open_engine(url))

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """For the repositories that keep their own tables in the same database."""
        return self._engine

    def lexical(self) -> LexicalIndex:
        """The lexical index over the same passages."""
        return self._lexical

    # -- reading -----------------------------------------------------------------------------------------------------

    def guides(self) -> list[Guide]:
        """All guides, in the order of their titles. Decoded anew only after a guide was written, by any process."""
        with self._engine.connect() as connection:
            state = connection.execute(select(meta.c.value).where(meta.c.key == _GUIDES_STATE)).scalar()
            known_state, known = self._known
            if state is None or state != known_state:
                rows = connection.execute(select(guides.c.payload)).scalars()
                found = [Guide.model_validate_json(row) for row in rows]
                known = tuple(sorted(found, key=lambda guide: (guide.title.lower(), guide.id)))
                self._known = (state, known)
        return list(known)

    def guide(self, guide_id: str) -> Guide:
        """Raises NotFound."""
        with self._engine.connect() as connection:
            return _guide(connection, guide_id)

    def find_guide(self, key: str) -> Guide:
        """By id, beginning of an id, document number, file name or title. Raises NotFound, also when several fit."""
        known = self.guides()
        for found in (
            [guide for guide in known if guide.id == key],
            [guide for guide in known if guide.number == key],
            [guide for guide in known if key in (guide.file_name, guide.title)],
            [guide for guide in known if len(key) >= 4 and guide.id.startswith(key)],
        ):
            if len(found) == 1:
                return found[0]
        raise NotFound(what=key)

    def passages(self, guide_id: str) -> list[Passage]:
        """The passages of a guide in reading order, without those kept apart."""
        query = (
            select(passages.c.payload)
            .where(passages.c.guide_id == guide_id, passages.c.id.not_in(held_ids()))
            .order_by(passages.c.seq)
        )
        with self._engine.connect() as connection:
            return [Passage.model_validate_json(row) for row in connection.execute(query).scalars()]

    def passage(self, passage_id: str) -> Passage:
        """Raises NotFound."""
        found = self.passages_by_id([passage_id])
        if not found:
            raise NotFound(what=passage_id)
        return found[0]

    def passages_by_id(self, ids: Sequence[str]) -> list[Passage]:
        """Those that exist, in the order asked."""
        if not ids:
            return []
        query = select(passages.c.id, passages.c.payload).where(passages.c.id.in_(list(ids)))
        with self._engine.connect() as connection:
            found = dict(connection.execute(query).all())
        return [Passage.model_validate_json(found[identity]) for identity in ids if identity in found]

    def neighbours(self, passage: Passage) -> list[Passage]:
        """The passages right before and after it in its guide."""
        query = select(passages.c.payload).where(
            passages.c.guide_id == passage.guide_id,
            passages.c.seq.in_((passage.seq - 1, passage.seq + 1)),
            passages.c.id.not_in(held_ids()),
        )
        with self._engine.connect() as connection:
            return [Passage.model_validate_json(row) for row in connection.execute(query).scalars()]

    def quarantined(self, guide_id: str | None = None) -> list[Held]:
        """Passages that are or were kept apart, of one guide or of all."""
        with self._engine.connect() as connection:
            return records(connection, guide_id)

    def counts(self) -> dict[str, int]:
        """How many guides, passages, and passages without a vector."""
        with self._engine.connect() as connection:
            known = connection.execute(select(func.count()).select_from(guides)).scalar() or 0
            usable = select(func.count()).select_from(passages).where(passages.c.id.not_in(held_ids()))
            total = connection.execute(usable).scalar() or 0
            bare = connection.execute(usable.where(passages.c.embedded_with.is_(None))).scalar()
        return {"guides": known, "passages": total, "without_vectors": bare or 0}

    # -- writing -----------------------------------------------------------------------------------------------------

    def add(self, guide: Guide, content: Sequence[Passage], *, held: Mapping[str, Sequence[str]] | None = None) -> bool:
        """Store a guide with its passages and lexical rows in one transaction. False when its hash is known already.
        Passages in `held` (id → signals) are kept apart from the first moment.

        A guide that says it replaces another ends the other's time on the day it takes effect, in either order.
        """
        try:
            return self._add(guide, content, held or {})
        except IntegrityError:  # another process stored the same file in the same moment
            if self._knows(guide.sha256):
                return False
            raise

    def _knows(self, sha256: str) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(select(guides.c.id).where(guides.c.sha256 == sha256)).first() is not None

    def _add(self, guide: Guide, content: Sequence[Passage], held: Mapping[str, Sequence[str]]) -> bool:
        if self._knows(guide.sha256):
            return False
        with self._engine.begin() as connection:
            guide = _settle_replacements(connection, guide)
            connection.execute(insert(guides), _guide_row(guide))
            rows = [
                {
                    "id": passage.id,
                    "guide_id": guide.id,
                    "seq": passage.seq,
                    "payload": passage.model_dump_json(exclude_defaults=True),
                    "embed_text": embed_text(guide, passage),
                }
                for passage in content
            ]
            if rows:
                connection.execute(insert(passages), rows)
            hold(connection, guide.id, held)
            self._lexical.add(connection, _entries(connection, guide))
            _touch(connection)
        return True

    def hold(self, guide_id: str, signals: Mapping[str, Sequence[str]]) -> list[str]:
        """Keep passages of a guide apart that were let in before; what a person released stays released. Returns the
        ids of those newly held; their vectors are the caller's to forget. Raises NotFound."""
        decided = {record.passage_id for record in self.quarantined(guide_id)}
        new = {key: names for key, names in signals.items() if key not in decided}
        if new:
            with self._engine.begin() as connection:
                guide = _guide(connection, guide_id)
                for key in new:
                    self._lexical.remove(connection, _entries(connection, guide, key))
                hold(connection, guide_id, new)
                _touch(connection)
        return list(new)

    def release(self, passage_id: str, *, by: str, reason: str) -> Passage:
        """Let a passage that is kept apart be found again; its vector follows with the next indexing. Raises NotFound
        when it is not held."""
        passage = self.passage(passage_id)
        with self._engine.begin() as connection:
            if not mark_released(connection, passage_id, by, reason):
                raise NotFound(what=passage_id)
            guide = _guide(connection, passage.guide_id)
            self._lexical.add(connection, _entries(connection, guide, passage_id))
            _touch(connection)
        return passage

    def update_guide(self, guide: Guide) -> None:
        """Overwrite what is known of a guide (not its passages). Raises NotFound."""
        with self._engine.begin() as connection:
            renamed = _guide(connection, guide.id).title != guide.title
            if renamed:
                self._lexical.remove(connection, _entries(connection, _guide(connection, guide.id)))
            connection.execute(update(guides).where(guides.c.id == guide.id).values(**_guide_row(guide)))
            if renamed:
                self._lexical.add(connection, _entries(connection, guide))
            _touch(connection)

    def replace(self, old_id: str, new_id: str, on: date | None) -> None:
        """The old guide no longer applies from a day on: `on`, else the day the new one takes effect, else today."""
        with self._engine.begin() as connection:
            old, new = _guide(connection, old_id), _guide(connection, new_id)
            day = on or new.effective_from or date.today()
            changed = old.model_copy(update={"effective_to": day, "replaced_by": new.number or new.id})
            connection.execute(update(guides).where(guides.c.id == old.id).values(**_guide_row(changed)))
            _touch(connection)

    def remove(self, guide_id: str) -> None:
        """Forget a guide, its passages and lexical rows."""
        with self._engine.begin() as connection:
            self._lexical.remove(connection, _entries(connection, _guide(connection, guide_id)))
            connection.execute(delete(quarantine).where(quarantine.c.guide_id == guide_id))
            connection.execute(delete(passages).where(passages.c.guide_id == guide_id))
            connection.execute(delete(guides).where(guides.c.id == guide_id))
            connection.execute(delete(files).where(files.c.guide_id == guide_id))
            _touch(connection)

    def index_anew(self, connection: Connection) -> None:
        """Lexical rows for all passages, in the caller's transaction, where the index is empty."""
        for guide_id in connection.execute(select(guides.c.id)).scalars().all():
            self._lexical.add(connection, _entries(connection, _guide(connection, guide_id)))

    # -- vectors -----------------------------------------------------------------------------------------------------

    def pending(self, embedder: str, limit: int) -> list[PendingPassage]:
        """Passages without a vector of that embedder, in order."""
        missing = (passages.c.embedded_with.is_(None) | (passages.c.embedded_with != embedder)) & passages.c.id.not_in(
            held_ids()
        )
        query = select(passages.c.id, passages.c.guide_id, passages.c.embed_text).where(missing).order_by(passages.c.n)
        with self._engine.connect() as connection:
            return [PendingPassage(*row) for row in connection.execute(query.limit(limit))]

    def mark_embedded(self, ids: Sequence[str], embedder: str) -> None:
        """Record that these passages have their vectors."""
        if ids:
            statement = update(passages).where(passages.c.id == bindparam("which")).values(embedded_with=embedder)
            with self._engine.begin() as connection:
                connection.execute(statement, [{"which": identity} for identity in ids])

    def embedded(self, embedder: str) -> int:
        """How many passages are marked as having a vector of that embedder."""
        query = select(func.count()).select_from(passages).where(passages.c.embedded_with == embedder)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def forget_embeddings(self, *, keep: Container[str] = ()) -> None:
        """Every passage but those counts as without a vector again."""
        with self._engine.begin() as connection:
            if not keep:
                connection.execute(update(passages).values(embedded_with=None))
                return
            marked = select(passages.c.id).where(passages.c.embedded_with.is_not(None))
            lost = [{"which": identity} for identity in connection.execute(marked).scalars() if identity not in keep]
            if lost:
                connection.execute(
                    update(passages).where(passages.c.id == bindparam("which")).values(embedded_with=None), lost
                )

    # -- files and settings ------------------------------------------------------------------------------------------

    def seen(self) -> dict[str, SeenFile]:
        """Path → the file as it was when read last."""
        query = select(files.c.path, files.c.size, files.c.mtime_ns, files.c.entry, files.c.guide_id)
        with self._engine.connect() as connection:
            return {row[0]: SeenFile(*row[1:]) for row in connection.execute(query)}

    def remember(self, path: str, file: SeenFile) -> None:
        """Record a file as read."""
        with self._engine.begin() as connection:
            connection.execute(delete(files).where(files.c.path == path))
            connection.execute(insert(files), {"path": path, **file._asdict()})

    def meta(self, key: str) -> str | None:
        """A stored setting."""
        with self._engine.connect() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()

    def set_meta(self, key: str, value: str) -> None:
        """Store a setting."""
        with self._engine.begin() as connection:
            _set_meta(connection, key, value)


def _set_meta(connection: Connection, key: str, value: str) -> None:
    if connection.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(meta), {"key": key, "value": value})


def _touch(connection: Connection) -> None:
    _set_meta(connection, _GUIDES_STATE, uuid4().hex)


def _guide(connection: Connection, guide_id: str) -> Guide:
    payload = connection.execute(select(guides.c.payload).where(guides.c.id == guide_id)).scalar()
    if payload is None:
        raise NotFound(what=guide_id)
    return Guide.model_validate_json(payload)


def _guide_row(guide: Guide) -> dict[str, str | None]:
    return {"id": guide.id, "sha256": guide.sha256, "number": guide.number, "payload": guide.model_dump_json()}


def _settle_replacements(connection: Connection, guide: Guide) -> Guide:
    if guide.replaces and guide.effective_from is not None:
        for payload in connection.execute(
            select(guides.c.payload).where(guides.c.number.in_(guide.replaces))
        ).scalars():
            old = Guide.model_validate_json(payload)
            if old.effective_to is None:
                ended = {"effective_to": guide.effective_from, "replaced_by": guide.number or guide.id}
                row = _guide_row(old.model_copy(update=ended))
                connection.execute(update(guides).where(guides.c.id == old.id).values(**row))
    if guide.number is not None and guide.effective_to is None:
        for payload in connection.execute(select(guides.c.payload)).scalars().all():
            newer = Guide.model_validate_json(payload)
            if guide.number in newer.replaces and newer.effective_from is not None:
                ended = {"effective_to": newer.effective_from, "replaced_by": newer.number or newer.id}
                return guide.model_copy(update=ended)
    return guide


def _entries(connection: Connection, guide: Guide, only: str | None = None) -> list[Entry]:
    """What the lexical index holds of a guide; its title as stored, so that forgetting finds the same words."""
    listed = (
        select(passages.c.n, passages.c.payload)
        .where(passages.c.guide_id == guide.id, passages.c.id.not_in(held_ids()))
        .order_by(passages.c.seq)
    )
    if only is not None:
        listed = listed.where(passages.c.id == only)
    found = [(n, Passage.model_validate_json(payload)) for n, payload in connection.execute(listed)]
    return [Entry(n, f"{passage.lead} {passage.text}", _head(guide, passage)) for n, passage in found]


def _head(guide: Guide, passage: Passage) -> str:
    titles = [part.title for part in passage.address.parts if part.title]
    return " . ".join([guide.title, *titles])


def embed_text(guide: Guide, passage: Passage) -> str:
    """What the embedder reads: the titles above the passage, the sentence that governs it, its words."""
    titles = [part.title for part in passage.address.parts[-2:] if part.title and part.title not in passage.text]
    return "\n".join(text for text in (*titles, passage.lead, passage.text) if text)
