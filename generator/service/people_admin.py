"""Administration of people: accounts, roles, invitations, leaving. For administrators only."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from generator.domain.people import Actor, Invitation, Person, Role
from generator.errors import InputError
from generator.messages import say
from generator.service.access import guarded
from generator.service.passwords import one_time_password
from generator.service.people_base import ONE_TIME, PeopleBase, clean_login, clean_roles
from generator.storage.events import append, writing

INVITATION = timedelta(days=7)


class PeopleAdmin(PeopleBase):
    """What administrators do."""

    @guarded
    def everybody(self, actor: Actor) -> list[Person]:
        """Everybody."""
        with self._engine.connect() as connection:
            return self._store.all(connection)

    @guarded
    def names(self, actor: Actor) -> dict[str, str]:
        """Id → name, of everybody who can still be named."""
        with self._engine.connect() as connection:
            return {person.id: person.name for person in self._store.all(connection) if not person.erased}

    @guarded
    def add(self, actor: Actor, login: str, name: str, roles: Sequence[Role]) -> tuple[Person, str]:
        """A new account and its one-time password. Raises InputError."""
        person = self.new_person(clean_login(login), name, clean_roles(roles))
        with writing(self._engine) as connection:
            return person, self._add_with_one_time(connection, person, actor)

    @guarded
    def invite(self, actor: Actor, roles: Sequence[Role]) -> tuple[Invitation, str]:
        """An invitation and the secret for its link, shown once."""
        now, secret = self._now(), secrets.token_urlsafe(24)
        invitation = Invitation(
            id="i-" + secrets.token_hex(6),
            roles=clean_roles(roles),
            created_by=actor.id,
            created_at=now,
            expires_at=now + INVITATION,
        )
        with writing(self._engine) as connection:
            self._store.add_invitation(connection, invitation, secret)
            self.tell(connection, "invited", actor, "", {"roles": list(invitation.roles)})
        return invitation, secret

    @guarded
    def set_roles(self, actor: Actor, key: str, roles: Sequence[Role]) -> Person:
        """Give a person these roles instead. The last administrator stays one. Raises InputError."""
        wanted = clean_roles(roles)
        return self._administer(actor, key, "roles_changed", {"roles": list(wanted)}, roles=wanted)

    @guarded
    def disable(self, actor: Actor, key: str) -> Person:
        """No sign-in, no session, no token any more. Raises InputError for the last administrator."""
        person = self._administer(actor, key, "person_disabled", {}, disabled=True)
        with self._engine.begin() as connection:
            self._store.drop_sessions(connection, person_id=person.id)
            self._store.revoke_tokens(connection, person.id)
        return person

    @guarded
    def enable(self, actor: Actor, key: str) -> Person:
        """Let a disabled person sign in again. Raises InputError for an erased one."""
        return self._administer(actor, key, "person_enabled", {}, disabled=False)

    @guarded
    def reset_password(self, actor: Actor, key: str) -> tuple[Person, str]:
        """A new one-time password; all sessions end."""
        person, password = self.find(key), one_time_password()
        self._living(person)
        until = (self._now() + ONE_TIME).isoformat()
        hashed = self._hashing.hash(password)
        with writing(self._engine) as connection:
            self._store.change(connection, person.id, password=hashed, one_time_until=until, must_change=True)
            self._store.drop_sessions(connection, person_id=person.id)
            self.tell(connection, "password_reset", actor, person.id)
        return person, password

    @guarded
    def sign_out_person(self, actor: Actor, key: str) -> int:
        """End all sessions of a person."""
        person = self.find(key)
        with writing(self._engine) as connection:
            self.tell(connection, "signed_out_everywhere", actor, person.id)
            return self._store.drop_sessions(connection, person_id=person.id)

    @guarded
    def erase(self, actor: Actor, key: str, *, words: bool = False) -> Person:
        """Forget everything that names a leaving person; the history stays whole and names nobody. With `words` the
        reasons and notes the person wrote go too. Raises InputError for the last administrator."""
        person = self.find(key)
        with writing(self._engine) as connection:
            self._keep_an_administrator(connection, person, (), disabled=True)
            reference = self._store.reference(connection, person.id)
            facts: dict[str, Any] = {"reference": reference, "words": words}
            append(
                connection, kind="person_erased", who=self._store.reference(connection, actor.id), person_id=actor.id,
                via=actor.via, facts=facts,
            )  # fmt: skip
            self._store.erase(connection, person.id, words=words)
        return self._get(person.id)

    def _administer(self, actor: Actor, key: str, event: str, facts: dict[str, Any], **values: Any) -> Person:
        person = self.find(key)
        self._living(person)
        with writing(self._engine) as connection:
            roles = values.get("roles", person.roles)
            self._keep_an_administrator(connection, person, roles, disabled=values.get("disabled", person.disabled))
            self._store.change(connection, person.id, **values)
            self.tell(connection, event, actor, person.id, facts)
        return self._get(person.id)

    def _living(self, person: Person) -> None:
        if person.erased:
            raise InputError(problem=say("people.erased"))

    def _keep_an_administrator(
        self, connection: Connection, person: Person, roles: Sequence[Role], *, disabled: bool
    ) -> None:
        stays = "administrator" in roles and not disabled
        counts = "administrator" in person.roles and not person.disabled
        if counts and not stays and self._store.administrators(connection) == 1:
            raise InputError(problem=say("people.last_administrator"))
