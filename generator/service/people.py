"""People at the service: accounts, sign-in, sessions, invitations, tokens. Every method takes who is acting."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from generator.domain.people import (
    NOBODY,
    SCOPES,
    SYSTEM,
    Actor,
    Person,
    Scope,
    SignedIn,
    TokenRecord,
)
from generator.domain.text import nfc
from generator.errors import Forbidden, InputError, NotFound, SignInFailed
from generator.messages import say
from generator.service.access import guarded
from generator.service.passwords import check_rules
from generator.service.people_admin import PeopleAdmin
from generator.service.people_base import clean_login, names_after
from generator.storage.events import writing
from generator.storage.people import StoredSession

if TYPE_CHECKING:
    pass

IDLE = timedelta(hours=12)
LONGEST_SESSION = timedelta(days=7)
LONGEST_TOKEN = timedelta(days=366)
COOKIE = "soan_session"


def cookie(signed_in: SignedIn | None, *, secure: bool) -> dict[str, Any]:
    """The attributes of the session's cookie, for a framework's `set_cookie`; None empties it. `secure` behind TLS."""
    value, seconds = ("", 0) if signed_in is None else (signed_in.token, int(LONGEST_SESSION.total_seconds()))
    return {
        "key": COOKIE,
        "value": value,
        "max_age": seconds,
        "path": "/",
        "httponly": True,
        "samesite": "lax",
        "secure": secure,
    }


class People(PeopleAdmin):
    """Accounts and sessions."""

    # -- coming in: for everybody ------------------------------------------------------------------------------------

    def first_run(self) -> tuple[Person, str] | None:
        """The first administrator and the one-time password, when nobody can administer yet; otherwise None."""
        with writing(self._engine) as connection:
            if self._store.administrators(connection):
                return None
            login = next(name for name in names_after("admin") if self._store.find(connection, login=name) is None)
            person = self.new_person(login, say("people.first_administrator"), ("administrator",))
            return person, self._add_with_one_time(connection, person, SYSTEM)

    def sign_in(self, login: str, password: str, *, place: str = "") -> SignedIn:
        """Check name and password; `place` is the client's address. A one-time password works once and asks for a
        new one. Raises SignInFailed, TooManyAttempts."""
        login = clean_login(login)
        with self._engine.connect() as connection:
            self._brake.check(connection, login, place)
            known = self._store.credentials(connection, login)
        right = self._hashing.matches(known.password if known else None, password)
        late = known is not None and known.one_time_until is not None and known.one_time_until < self._now()
        if known is None or not right or late or known.person.disabled:
            with writing(self._engine) as connection:
                self._brake.failed(connection, login, place)
            raise SignInFailed()
        with writing(self._engine) as connection:
            again = self._store.credentials(connection, login)
            if again is None or again.password != known.password or again.person.disabled:
                raise SignInFailed()  # changed, or the one-time password used, in this very moment
            self._brake.succeeded(connection, login, place)
            person = again.person
            if again.one_time_until is not None:
                self._store.change(connection, person.id, password=None, one_time_until=None, must_change=True)
                person = person.model_copy(update={"must_change": True})
            elif again.password is not None and self._hashing.outdated(again.password):
                self._store.change(connection, person.id, password=self._hashing.hash(password))
            return self.open_session(connection, person)

    def open_session(self, connection: Connection, person: Person) -> SignedIn:
        """A new session with a token of its own, inside the caller's transaction."""
        now, token = self._now(), secrets.token_urlsafe(32)
        expires = now + LONGEST_SESSION
        self._store.add_session(connection, token, StoredSession(person.id, now, now, expires))
        self.tell(connection, "signed_in", person.actor(), person.id)
        return SignedIn(person=person, token=token, expires_at=expires)

    def session(self, token: str | None) -> Person | None:
        """Who holds this session's token; None where it is unknown, too old, idle too long, or the account is
        disabled."""
        if not token:
            return None
        now = self._now()
        with self._engine.connect() as connection:
            found = self._store.session(connection, token)
            if found is None or found.expires_at < now or found.seen_at + IDLE < now:
                return None
            person = self._store.find(connection, id=found.person_id)
        if person is None or person.disabled:
            return None
        if now - found.seen_at > timedelta(minutes=5):  # not a write for every request
            with self._engine.begin() as connection:
                self._store.touch_session(connection, token, now)
        return person

    def actor(self, *, session: str | None = None, token: str | None = None) -> Actor:
        """Who is acting: by API token, else by session, else nobody. A person who must change the password may do
        nothing else: such a session acts without roles."""
        if token:
            return self._token_actor(token)
        person = self.session(session)
        if person is None:
            return NOBODY
        return Actor(id=person.id) if person.must_change else person.actor()

    def _token_actor(self, token: str) -> Actor:
        with self._engine.connect() as connection:
            record = self._store.token(connection, token)
            if record is None or record.revoked or record.expires_at < self._now():
                return NOBODY
            person = self._store.find(connection, id=record.person_id)
        if person is None or person.disabled or person.must_change:
            return NOBODY
        return person.actor("token", frozenset(record.scopes))

    def sign_out(self, token: str) -> None:
        """End one session."""
        with self._engine.begin() as connection:
            self._store.drop_sessions(connection, token=token)

    def set_new_password(self, token: str, new: str) -> SignedIn:
        """The step after a one-time password: the holder of that session chooses a password; all sessions end and a
        fresh one begins. Raises SignInFailed, InputError."""
        person = self.session(token)
        if person is None or not person.must_change:
            raise SignInFailed()
        check_rules(new, person.login)
        hashed = self._hashing.hash(new)
        with writing(self._engine) as connection:
            self._store.change(connection, person.id, password=hashed, must_change=False, one_time_until=None)
            self._store.drop_sessions(connection, person_id=person.id)
            self.tell(connection, "password_changed", person.actor(), person.id)
            return self.open_session(connection, person.model_copy(update={"must_change": False}))

    def accept_invitation(self, secret: str, *, login: str, name: str, password: str) -> SignedIn:
        """Make the account an invitation offers. The link works once. Raises InputError, NotFound."""
        login = clean_login(login)
        check_rules(password, login)
        hashed = self._hashing.hash(password)
        with writing(self._engine) as connection:
            invitation = self._store.take_invitation(connection, secret)
            if invitation is None or invitation.expires_at < self._now():
                raise NotFound(what=say("people.invitation"))
            person = self.new_person(login, name, invitation.roles)
            self._insert(connection, person, hashed)
            self.tell(connection, "person_added", person.actor(), person.id, {"roles": list(person.roles)})
            return self.open_session(connection, person)

    # -- one's own account -------------------------------------------------------------------------------------------

    @guarded
    def me(self, actor: Actor) -> Person:
        """The acting person. Raises NotFound for the local operator."""
        return self._get(actor.id)

    @guarded
    def change_password(self, actor: Actor, old: str, new: str) -> None:
        """All other sessions end. Raises SignInFailed, InputError."""
        person = self._get(actor.id)
        with self._engine.connect() as connection:
            known = self._store.credentials(connection, person.login)
        if known is None or not self._hashing.matches(known.password, old):
            raise SignInFailed()
        check_rules(new, person.login)
        hashed = self._hashing.hash(new)
        with writing(self._engine) as connection:
            self._store.change(connection, person.id, password=hashed, must_change=False)
            self._store.drop_sessions(connection, person_id=person.id)
            self.tell(connection, "password_changed", actor, person.id)

    @guarded
    def sign_out_everywhere(self, actor: Actor) -> int:
        """End all sessions of the acting person. Returns how many."""
        with self._engine.begin() as connection:
            return self._store.drop_sessions(connection, person_id=actor.id)

    @guarded
    def make_token(
        self, actor: Actor, label: str, scopes: Sequence[Scope], *, days: int = 90
    ) -> tuple[TokenRecord, str]:
        """A token of the HTTP API; the second value is shown once and kept nowhere. Raises InputError."""
        unknown = [scope for scope in scopes if scope not in SCOPES]
        lifetime = timedelta(days=days)
        if unknown or not scopes or not timedelta(0) < lifetime <= LONGEST_TOKEN:
            known = ", ".join(SCOPES)
            raise InputError(problem=say("people.bad_token", scopes=known, days=LONGEST_TOKEN.days))
        if actor.scopes is not None and not set(scopes) <= actor.scopes:
            raise Forbidden(needed=", ".join(scopes))
        person, now, secret = self._get(actor.id), self._now(), "soan_" + secrets.token_urlsafe(32)
        record = TokenRecord(
            id="t-" + secrets.token_hex(6),
            person_id=person.id,
            label=nfc(label.strip())[:120],
            scopes=tuple(scopes),
            created_at=now,
            expires_at=now + lifetime,
        )
        with writing(self._engine) as connection:
            self._store.add_token(connection, record, secret)
            self.tell(connection, "token_made", actor, person.id, {"token": record.id, "scopes": list(scopes)})
        return record, secret

    @guarded
    def my_tokens(self, actor: Actor) -> list[TokenRecord]:
        """Without the tokens themselves."""
        with self._engine.connect() as connection:
            return self._store.tokens(connection, actor.id)

    @guarded
    def revoke_token(self, actor: Actor, token_id: str) -> None:
        """Raises NotFound for a token that is not one's own."""
        with writing(self._engine) as connection:
            if self._store.revoke_tokens(connection, actor.id, [token_id]) == 0:
                raise NotFound(what=token_id)
            self.tell(connection, "token_revoked", actor, actor.id, {"token": token_id})
