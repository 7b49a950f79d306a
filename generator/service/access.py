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
    # works: editing asks besides that the work is one's own or shared with one
    "works.add": Rule("write", _MAKERS),
    "works.list": Rule("read", _ALL),
    "works.get": Rule("read", _ALL),
    "works.version": Rule("read", _ALL),
    "works.versions": Rule("read", _STAFF),
    "works.diff": Rule("read", _STAFF),
    "works.open": Rule("write", _MAKERS),
    "works.save_part": Rule("write", _MAKERS),
    "works.settle": Rule("write", _MAKERS),
    "works.discard": Rule("write", _MAKERS),
    "works.commit": Rule("write", _MAKERS),
    "works.save": Rule("write", _MAKERS),
    "works.share": Rule("write", _MAKERS),
    "works.set_visibility": Rule("write", _MAKERS),
    "works.archive": Rule("write", _MAKERS),
    "works.delete": Rule("admin", ("administrator",)),
    "works.export": Rule("read", _ALL),
    "works.tasks": Rule("read", _STAFF),
    # review: deciding asks besides that one has not edited the version
    "review.submit": Rule("write", _MAKERS),
    "review.queue": Rule("review", ("reviewer",)),
    "review.desk": Rule("read", _STAFF),
    "review.decide": Rule("review", ("reviewer",)),
    "review.answer": Rule("write", _STAFF),
    "review.request_changes": Rule("review", ("reviewer",)),
    "review.approve": Rule("review", ("reviewer",)),
    "review.publish": Rule("write", _STAFF),
    "review.withdraw": Rule("write", _STAFF),
    "review.history": Rule("read", _STAFF),
    "review.verify": Rule("read", _STAFF),
    "review.head": Rule("read", _STAFF),
    "review.form": Rule("read", _STAFF),
    "review.watch": Rule("review", ("reviewer",)),
    "review.end_watch": Rule("review", ("reviewer",)),
    "review.my_watch": Rule("review", ("reviewer",)),
    # what a changed guide does
    "impact.preview": Rule("read", _STAFF),
    "impact.replace": Rule("write", ("administrator", "reviewer", "trainer")),
    "impact.sweep": Rule("read", _STAFF),
    "impact.renew": Rule("write", _MAKERS),
    # what has no method with an actor: asked for by the surfaces themselves
    "library.guides": Rule("read", _ALL),
    "library.held": Rule("read", _STAFF),
    "library.add": Rule("write", _MAKERS),
    "library.release": Rule("write", ("reviewer", "administrator")),
    "library.remove": Rule("admin", ("administrator",)),
    "search.search": Rule("read", _ALL),
    "ask.ask": Rule("read", _ALL),
    "lessons.draft": Rule("write", _MAKERS),
    "quizzes.draft": Rule("write", _MAKERS),
    "documents.read": Rule("read", _ALL),
    "documents.write": Rule("write", _MAKERS),
    "checks.run": Rule("read", _ALL),
    # practice: everybody's own records; a class in numbers for staff
    "drills.start": Rule("read", _ALL),
    "drills.start_from_work": Rule("read", _ALL),
    "drills.submit": Rule("write", _ALL),
    "drills.mine": Rule("read", _ALL),
    "practice.exercises": Rule("read", _ALL),
    "practice.exercise": Rule("read", _ALL),
    "practice.make_exercise": Rule("write", _MAKERS),
    "practice.submit": Rule("write", _ALL),
    "practice.attempts": Rule("read", _ALL),
    "practice.compare": Rule("read", _ALL),
    "practice.forget": Rule("write", _ALL),
    "practice.mark": Rule("write", _ALL),
    "practice.progress": Rule("read", _ALL),
    "practice.class_figures": Rule("read", _STAFF),
    "practice.completion": Rule("read", _ALL),
    "practice.make_card": Rule("write", _ALL),
    "practice.cards": Rule("read", _ALL),
    "practice.card": Rule("read", _ALL),
    "practice.print_card": Rule("read", _ALL),
    "practice.share_card": Rule("write", _MAKERS),
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
