"""Accounts, sessions, invitations, tokens and failed sign-ins in the database. Rules live in the service."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from generator.domain.people import Invitation, Person, Role, Scope, TokenRecord
from generator.storage.people_tables import invitations, people, sessions, sign_in_failures, tokens
from generator.storage.practice_tables import practice_records
from generator.storage.works_tables import event_words


class Credentials(NamedTuple):
    """A person with what a sign-in is checked against. `one_time_until` is set for a one-time password."""

    person: Person
    password: str | None
    one_time_until: datetime | None


class StoredSession(NamedTuple):
    """A session without its token."""

    person_id: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def hashed(secret: str) -> str:
    """How a random secret (never a password) is stored and looked up."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


class PeopleStore:
    """Over the engine of the store; every method takes the connection of the caller's transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # -- accounts ----------------------------------------------------------------------------------------------------

    def add(
        self, connection: Connection, person: Person, *, password: str | None = None, subject: str | None = None
    ) -> None:
        """A new account. Raises sqlalchemy's IntegrityError when the login is taken."""
        salt = secrets.token_hex(16)
        row = {
            "id": person.id,
            "login": person.login,
            "name": person.name,
            "roles": ",".join(person.roles),
            "password": password,
            "subject": subject,
            "salt": salt,
            "reference": "r-" + hashed(f"{salt}\0{person.id}")[:32],
            "created_at": person.created_at.isoformat(),
            "disabled": person.disabled,
            "erased": person.erased,
            "must_change": person.must_change,
        }
        connection.execute(insert(people), row)

    def find(self, connection: Connection, *, login: str | None = None, id: str | None = None) -> Person | None:
        """By login or id."""
        where = people.c.login == login if login is not None else people.c.id == id
        row = connection.execute(select(people).where(where)).first()
        return _person(row) if row is not None else None

    def by_subject(self, connection: Connection, subject: str) -> Person | None:
        """By the subject of an identity provider."""
        row = connection.execute(select(people).where(people.c.subject == subject)).first()
        return _person(row) if row is not None else None

    def credentials(self, connection: Connection, login: str) -> Credentials | None:
        """What a sign-in is checked against."""
        row = connection.execute(select(people).where(people.c.login == login)).first()
        if row is None:
            return None
        until = datetime.fromisoformat(row.one_time_until) if row.one_time_until else None
        return Credentials(_person(row), row.password, until)

    def all(self, connection: Connection) -> list[Person]:
        """Everybody, erased accounts last."""
        query = select(people).order_by(people.c.erased, people.c.login)
        return [_person(row) for row in connection.execute(query)]

    def change(self, connection: Connection, person_id: str, **values: Any) -> None:
        """Write columns of an account."""
        if "roles" in values:
            values["roles"] = ",".join(values["roles"])
        connection.execute(update(people).where(people.c.id == person_id).values(**values))

    def references(self, connection: Connection) -> dict[str, str]:
        """Reference in the history → id, of everybody who can still be named."""
        query = select(people.c.reference, people.c.id).where(people.c.reference.is_not(None))
        return dict(connection.execute(query).all())

    def reference(self, connection: Connection, person_id: str) -> str:
        """How the history names a person; the id itself for those without an account ("local", "system")."""
        found = connection.execute(select(people.c.reference).where(people.c.id == person_id)).scalar()
        return found or person_id

    def administrators(self, connection: Connection) -> int:
        """How many accounts can administer."""
        rows = connection.execute(
            select(people.c.roles).where(people.c.disabled.is_(False), people.c.erased.is_(False))
        )
        return sum("administrator" in roles.split(",") for roles in rows.scalars())

    def erase(self, connection: Connection, person_id: str, *, words: bool) -> None:
        """Everything that names the person; with `words` also what the person wrote into the history."""
        gone = {"login": None, "name": "", "password": None, "subject": None, "salt": None, "reference": None}
        self.change(connection, person_id, **gone, disabled=True, erased=True, one_time_until=None)
        for table in (sessions, tokens):
            connection.execute(delete(table).where(table.c.person_id == person_id))
        connection.execute(delete(practice_records).where(practice_records.c.learner == person_id))
        if words:
            connection.execute(update(event_words).where(event_words.c.person_id == person_id).values(words=None))

    # -- sessions ----------------------------------------------------------------------------------------------------

    def add_session(self, connection: Connection, token: str, session: StoredSession) -> None:
        """Store a session under the hash of its token."""
        times = {name: getattr(session, name).isoformat() for name in ("created_at", "seen_at", "expires_at")}
        connection.execute(insert(sessions), {"hash": hashed(token), "person_id": session.person_id, **times})

    def session(self, connection: Connection, token: str) -> StoredSession | None:
        """The session of a token."""
        row = connection.execute(select(sessions).where(sessions.c.hash == hashed(token))).first()
        if row is None:
            return None
        times = (datetime.fromisoformat(value) for value in (row.created_at, row.seen_at, row.expires_at))
        return StoredSession(row.person_id, *times)

    def touch_session(self, connection: Connection, token: str, at: datetime) -> None:
        """Note that it was used."""
        connection.execute(update(sessions).where(sessions.c.hash == hashed(token)).values(seen_at=at.isoformat()))

    def drop_sessions(self, connection: Connection, *, token: str | None = None, person_id: str | None = None) -> int:
        """End one session, or all of a person. Returns how many."""
        where: ColumnElement[bool] = (
            sessions.c.hash == hashed(token) if token is not None else sessions.c.person_id == person_id
        )
        return connection.execute(delete(sessions).where(where)).rowcount

    # -- invitations and tokens --------------------------------------------------------------------------------------

    def add_invitation(self, connection: Connection, invitation: Invitation, secret: str) -> None:
        """Store an invitation under the hash of its secret."""
        connection.execute(insert(invitations), {**_flat(invitation, "roles"), "hash": hashed(secret)})

    def take_invitation(self, connection: Connection, secret: str) -> Invitation | None:
        """The unused invitation of a secret, marked as used in the same statement, so that it works once."""
        mine = (invitations.c.hash == hashed(secret)) & invitations.c.used.is_(False)
        if connection.execute(update(invitations).where(mine).values(used=True)).rowcount != 1:
            return None
        row = connection.execute(select(invitations).where(invitations.c.hash == hashed(secret))).one()
        roles = cast(tuple[Role, ...], tuple(row.roles.split(",")))
        return Invitation(
            id=row.id,
            roles=roles,
            created_by=row.created_by,
            created_at=datetime.fromisoformat(row.created_at),
            expires_at=datetime.fromisoformat(row.expires_at),
            used=True,
        )

    def add_token(self, connection: Connection, record: TokenRecord, secret: str) -> None:
        """Store a token under its hash."""
        connection.execute(insert(tokens), {**_flat(record, "scopes"), "hash": hashed(secret)})

    def token(self, connection: Connection, secret: str) -> TokenRecord | None:
        """The record of a token."""
        row = connection.execute(select(tokens).where(tokens.c.hash == hashed(secret))).first()
        return _token(row) if row is not None else None

    def tokens(self, connection: Connection, person_id: str) -> list[TokenRecord]:
        """A person's tokens."""
        query = select(tokens).where(tokens.c.person_id == person_id).order_by(tokens.c.created_at)
        return [_token(row) for row in connection.execute(query)]

    def revoke_tokens(self, connection: Connection, person_id: str, ids: Sequence[str] | None = None) -> int:
        """Revoke some or all tokens of a person."""
        where = tokens.c.person_id == person_id
        if ids is not None:
            where &= tokens.c.id.in_(list(ids))
        return connection.execute(update(tokens).where(where).values(revoked=True)).rowcount

    # -- failed sign-ins ---------------------------------------------------------------------------------------------

    def failures(self, connection: Connection, key: str, since: float) -> tuple[int, float]:
        """How many since that moment (seconds since 1970), and the newest of them."""
        query = select(func.count(), func.max(sign_in_failures.c.at)).where(
            sign_in_failures.c.key == key, sign_in_failures.c.at > since
        )
        count, newest = connection.execute(query).one()
        return count, newest or 0.0

    def add_failure(self, connection: Connection, keys: Sequence[str], at: float, *, forget_before: float) -> None:
        """Note a failure under its keys and forget the old ones."""
        connection.execute(delete(sign_in_failures).where(sign_in_failures.c.at < forget_before))
        connection.execute(insert(sign_in_failures), [{"key": key, "at": at} for key in keys])

    def forget_failures(self, connection: Connection, key: str) -> None:
        """After a sign-in that went well."""
        connection.execute(delete(sign_in_failures).where(sign_in_failures.c.key == key))


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        login=row.login or "",
        name=row.name,
        roles=cast(tuple[Role, ...], tuple(role for role in row.roles.split(",") if role)),
        created_at=datetime.fromisoformat(row.created_at),
        disabled=row.disabled,
        erased=row.erased,
        must_change=row.must_change,
    )


def _token(row: Any) -> TokenRecord:
    return TokenRecord(
        id=row.id,
        person_id=row.person_id,
        label=row.label,
        scopes=cast(tuple[Scope, ...], tuple(scope for scope in row.scopes.split(",") if scope)),
        created_at=datetime.fromisoformat(row.created_at),
        expires_at=datetime.fromisoformat(row.expires_at),
        revoked=row.revoked,
    )


def _flat(value: Invitation | TokenRecord, listed: str) -> dict[str, Any]:
    row = value.model_dump(mode="json")
    return {**row, listed: ",".join(row[listed])}
