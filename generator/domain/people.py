"""People, what they may do, and who is acting."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from generator.domain.base import Value

Role = Literal["learner", "trainer", "reviewer", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)
Scope = Literal["read", "write", "review", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
Via = Literal["nobody", "session", "token", "local"]


class Actor(Value):
    """Who acts: every method of the service takes one. `scopes` is None for a person signed in, and the scopes of
    the token for a program. `id` is "" for nobody, "local" for the operator at the machine's own command line."""

    id: str
    roles: frozenset[Role] = frozenset()
    via: Via = "session"
    scopes: frozenset[Scope] | None = None

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds one of the roles."""
        return not self.roles.isdisjoint(roles)


NOBODY = Actor(id="", via="nobody")
SYSTEM = Actor(id="system", via="local")  # the program itself, in the history
LOCAL = Actor(id="local", roles=frozenset(["administrator"]), via="local")


class Person(Value):
    """An account. Everything that names the person is here and nowhere else, so that it can be erased; `id` is random
    and tells nothing. `must_change` asks for a new password at the next sign-in."""

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    created_at: datetime
    disabled: bool = False
    erased: bool = False
    must_change: bool = False

    def actor(self, via: Via = "session", scopes: frozenset[Scope] | None = None) -> Actor:
        """This person acting."""
        return Actor(id=self.id, roles=frozenset(self.roles), via=via, scopes=scopes)


class SignedIn(Value):
    """The result of a sign-in. `token` goes into the cookie and is kept nowhere."""

    person: Person
    token: str
    expires_at: datetime


class TokenRecord(Value):
    """A token of the HTTP API as its owner sees it afterwards: never the token itself."""

    id: str
    person_id: str
    label: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    revoked: bool = False


class Invitation(Value):
    """An invitation: whoever holds the link may make one account with these roles until it expires."""

    id: str
    roles: tuple[Role, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime
    used: bool = False
