"""Every method of people, works, review and impact: in the table, and refused to whom the table does not name."""

from __future__ import annotations

import inspect
from itertools import combinations

import pytest
from people_helpers import enrol
from sqlalchemy import text
from work_samples import SENTENCES, add_guide, lesson

from generator.domain.people import NOBODY, ROLES, SCOPES, Actor, Role
from generator.errors import Forbidden, NotFound, SignInRequired
from generator.service import Soan
from generator.service.access import ACCESS, allowed, require

# What anybody may call: coming in, and what the program itself asks without a person.
OPEN = {
    "people": {
        "first_run", "sign_in", "open_session", "session", "actor", "sign_out", "set_new_password", "accept_invitation",
        "find", "names_of", "new_person", "tell",
    },
    "works": set(), "review": {"names_in_history"}, "impact": {"swept"}, "practice": {"score"}, "drills": set(),
}  # fmt: skip
AREAS = tuple(OPEN)
METHODS = [row for row in ACCESS if row.partition(".")[0] in AREAS]  # the others are rows for surfaces


def methods(soan: Soan, area: str) -> list[str]:
    part = getattr(soan, area)
    return [name for name, _ in inspect.getmembers(part, inspect.ismethod) if not name.startswith("_")]


def test_every_method_is_in_the_table_and_guarded(soan: Soan) -> None:
    found = set()
    for area in AREAS:
        for name in methods(soan, area):
            if name in OPEN[area]:
                continue
            assert getattr(getattr(soan, area), name).__func__.__guarded__, name
            found.add(f"{area}.{name}")
    assert found == set(METHODS)


@pytest.mark.parametrize("method", METHODS)
def test_each_role_alone_and_nobody_and_each_scope(soan: Soan, method: str) -> None:
    """Refused before anything else happens: the arguments are missing, and still the answer is about the role."""
    area, name = method.split(".")
    call = getattr(getattr(soan, area), name)
    rule = ACCESS[method]
    with pytest.raises(SignInRequired):
        call(NOBODY)
    for count in (1, 2):
        for roles in combinations(ROLES, count):
            actor = Actor(id="u-x", roles=frozenset(roles))
            if set(roles) & set(rule.roles):
                require(actor, method)
                continue
            with pytest.raises(Forbidden):
                call(actor)
    everything: frozenset[Role] = frozenset(ROLES)
    for scope in SCOPES:
        actor = Actor(id="u-x", roles=everything, via="token", scopes=frozenset([scope]))
        assert allowed(actor, method) == (scope == rule.scope)
        if scope != rule.scope:
            with pytest.raises(Forbidden):
                call(actor)
    with pytest.raises(Forbidden):
        call(Actor(id="u-x"))  # signed in with a one-time password: no role yet


def test_a_refused_call_leaves_no_trace(soan: Soan) -> None:
    with soan.store.engine.connect() as connection:
        before = connection.execute(text("SELECT count(*) FROM events")).scalar()
    for method in METHODS:
        area, name = method.split(".")
        with pytest.raises((Forbidden, SignInRequired)):
            getattr(getattr(soan, area), name)(Actor(id="u-x", roles=frozenset()))
    with soan.store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM events")).scalar() == before


def test_learners_see_what_is_published_and_other_trainers_do_not_edit(soan: Soan) -> None:
    guide = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    owner, other = enrol(soan.people, "lan", "trainer"), enrol(soan.people, "hoa", "trainer")
    learner = enrol(soan.people, "tu", "learner")
    record = soan.works.add(owner, lesson(soan.store, guide))
    assert soan.works.list(learner) == []
    with pytest.raises(NotFound):
        soan.works.get(learner, record.id)
    with pytest.raises(NotFound):
        soan.works.version(learner, record.id, 1)
    assert soan.works.get(other, record.id).owner == owner.id
    for attempt in (
        lambda: soan.works.open(other, record.id),
        lambda: soan.works.save_part(other, record.id, "title", "x", ""),
        lambda: soan.works.share(other, record.id, ["hoa"]),
        lambda: soan.works.archive(other, record.id),
        lambda: soan.review.submit(other, record.id),
        lambda: soan.review.withdraw(other, record.id, "x"),
    ):
        with pytest.raises(Forbidden):
            attempt()
