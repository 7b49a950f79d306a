"""Who may call what: one table, checked on the server before anything else happens."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar

from generator.domain.people import NOBODY, Actor, Role, Scope
from generator.errors import Forbidden, SignInRequired
from generator.messages import say

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


class Rule(NamedTuple):
    """The roles of which one is enough, and the scope that a token needs."""

    scope: Scope
    roles: tuple[Role, ...]


_ALL: tuple[Role, ...] = ("learner", "trainer", "reviewer", "administrator")
_STAFF: tuple[Role, ...] = ("trainer", "reviewer", "administrator")
_MAKERS: tuple[Role, ...] = ("trainer", "administrator")

# Method of the service → rule. What a method asks beyond the role (own work, four eyes) it checks itself.
ACCESS: dict[str, Rule] = {
    # people
    "people.me": Rule("read", _ALL),
    "people.change_password": Rule("write", _ALL),
    "people.sign_out_everywhere": Rule("write", _ALL),
    "people.make_token": Rule("write", _ALL),
    "people.my_tokens": Rule("read", _ALL),
    "people.revoke_token": Rule("write", _ALL),
    "people.everybody": Rule("admin", ("administrator",)),
    "people.names": Rule("read", _STAFF),
    "people.add": Rule("admin", ("administrator",)),
    "people.invite": Rule("admin", ("administrator",)),
    "people.set_roles": Rule("admin", ("administrator",)),
    "people.disable": Rule("admin", ("administrator",)),
    "people.enable": Rule("admin", ("administrator",)),
    "people.reset_password": Rule("admin", ("administrator",)),
    "people.sign_out_person": Rule("admin", ("administrator",)),
    "people.erase": Rule("admin", ("administrator",)),
}


class Guarded(Protocol):
    """A part of the service whose methods are guarded."""

    area: str


def guarded(
    method: Callable[Concatenate[S, Actor, P], R],
) -> Callable[Concatenate[S, Actor, P], R]:
    """Check the acting user against `ACCESS` before the method runs. The table's key is area and method name.

    Raises SignInRequired for nobody, Forbidden for a role or a token's scope that is not enough.
    """

    @functools.wraps(method)
    def checked(self: S, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        area: Any = self
        require(actor, f"{area.area}.{method.__name__}")
        return method(self, actor, *args, **kwargs)

    checked.__guarded__ = True  # type: ignore[attr-defined]
    return checked


def require(actor: Actor, method: str, language: str = "vi") -> None:
    """Raises SignInRequired or Forbidden where the actor may not call the method."""
    rule = ACCESS[method]
    if actor.id == NOBODY.id or actor.via == "nobody":
        raise SignInRequired()
    if not actor.has(*rule.roles):
        needed = ", ".join(say(f"people.role.{role}", language) for role in rule.roles)
        raise Forbidden(needed=needed)
    if actor.scopes is not None and rule.scope not in actor.scopes:
        raise Forbidden(needed=say(f"people.scope.{rule.scope}", language))


def allowed(actor: Actor, method: str) -> bool:
    """Whether the actor may call the method; what a page asks before it shows a button."""
    try:
        require(actor, method)
    except (SignInRequired, Forbidden):
        return False
    return True
