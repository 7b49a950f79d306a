"""People to act in a test, and a time that the test moves."""

from __future__ import annotations

from argon2 import PasswordHasher

from generator.domain.people import LOCAL, Actor, Role
from generator.service.people import People

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # argon2 still, in a millisecond


class Clock:
    """Time that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def enrol(people: People, login: str, *roles: Role) -> Actor:
    """A person with a password of their own, acting."""
    person, once = people.add(LOCAL, login, login.title(), roles)
    first = people.sign_in(login, once)
    people.set_new_password(first.token, f"{login} đi chợ sớm")
    return person.actor()
