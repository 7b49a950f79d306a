"""What the parts of the people's service share: the store, the clock, finding, adding, telling the history."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from generator.domain.people import ROLES, Actor, Person, Role
from generator.domain.text import nfc
from generator.errors import InputError, NotFound
from generator.messages import say
from generator.service.passwords import Brake, Hashing, one_time_password
from generator.storage.events import append
from generator.storage.people import PeopleStore

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from generator.storage.store import Store

ONE_TIME = timedelta(days=3)
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._@+-]{0,118}[a-z0-9])?")


class PeopleBase:
    """Accounts and sessions over the store. `hasher` and `clock` (seconds since 1970) are given by tests that need
    cheap hashes or another time."""

    area = "people"

    def __init__(
        self, store: Store, *, hasher: PasswordHasher | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = PeopleStore(store.engine)
        self._engine = store.engine
        self._hashing = Hashing(hasher)
        self._clock = clock
        self._brake = Brake(self._store, clock)

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)

    @property
    def store(self) -> PeopleStore:
        """The accounts in the database, for sign-in through a provider."""
        return self._store

    @property
    def engine(self) -> Engine:
        """The database."""
        return self._engine

    def find(self, key: str) -> Person:
        """A person by id or login. Raises NotFound."""
        with self._engine.connect() as connection:
            found = self._store.find(connection, id=key) or self._store.find(connection, login=key.strip().lower())
        if found is None:
            raise NotFound(what=key)
        return found

    def names_of(self, ids: Sequence[str]) -> dict[str, str]:
        """Id → name, for what the program itself writes; the local operator is named by the office."""
        gone = say("people.gone")
        with self._engine.connect() as connection:
            known = {person.id: person.name or gone for person in self._store.all(connection)}
        known["local"] = say("people.operator")
        return {identity: known.get(identity, gone) for identity in ids}

    def _get(self, person_id: str) -> Person:
        with self._engine.connect() as connection:
            found = self._store.find(connection, id=person_id)
        if found is None:
            raise NotFound(what=person_id)
        return found

    def new_person(self, login: str, name: str, roles: tuple[Role, ...]) -> Person:
        """A person who is not stored yet."""
        shown = nfc(name.strip())[:120] or login
        return Person(id="u-" + secrets.token_hex(8), login=login, name=shown, roles=roles, created_at=self._now())

    def _add_with_one_time(self, connection: Connection, person: Person, actor: Actor) -> str:
        password = one_time_password()
        self._insert(connection, person.model_copy(update={"must_change": True}), self._hashing.hash(password))
        until = (self._now() + ONE_TIME).isoformat()
        self._store.change(connection, person.id, one_time_until=until)
        self.tell(connection, "person_added", actor, person.id, {"roles": list(person.roles)})
        return password

    def _insert(self, connection: Connection, person: Person, password: str | None) -> None:
        try:
            self._store.add(connection, person, password=password)
        except IntegrityError:
            raise InputError(problem=say("people.login_taken", login=person.login)) from None

    def tell(
        self, connection: Connection, kind: str, actor: Actor, about: str, facts: dict[str, Any] | None = None
    ) -> None:
        """Add a link to the history about a person."""
        who, whom = self._store.reference(connection, actor.id), self._store.reference(connection, about)
        append(
            connection, kind=kind, who=who, person_id=actor.id, via=actor.via, facts={**(facts or {}), "person": whom}
        )


def names_after(first: str) -> Sequence[str]:
    return [first, *(f"{first}{number}" for number in range(2, 100))]


def clean_login(login: str) -> str:
    cleaned = nfc(login.strip()).lower()
    if not _LOGIN.fullmatch(cleaned):
        raise InputError(problem=say("people.bad_login", login=login.strip()[:60]))
    return cleaned


def clean_roles(roles: Sequence[Role]) -> tuple[Role, ...]:
    if not roles or any(role not in ROLES for role in roles):
        raise InputError(problem=say("people.bad_roles", known=", ".join(ROLES)))
    return tuple(role for role in ROLES if role in roles)
