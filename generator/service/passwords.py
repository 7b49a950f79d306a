"""Passwords: one slow hash, one short rule, a brake on guessing."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.domain.text import fold_accents
from generator.errors import InputError, TooManyAttempts
from generator.messages import say

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlalchemy import Connection

    from generator.storage.people import PeopleStore

SHORTEST, LONGEST = 10, 200  # characters
WINDOW = 900.0  # seconds in which failures are counted
# Failures allowed in the window: one name from one place, one place, one name from anywhere.
LIMITS = {"pair": 5, "place": 40, "name": 40}
# No 0/O, 1/l/I: a one-time password is read aloud and typed by hand.
_ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_WORN = ("password", "matkhau", "qwerty", "iloveyou", "admin", "soan", "123456", "abc123", "111111", "vietnam")


def one_time_password() -> str:
    """Sixteen characters in four groups, about 92 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def check_rules(password: str, login: str) -> None:
    """Long enough and not the first thing one would guess; no classes of characters, no expiry (NIST SP 800-63B, 5.1.1:
    length and a list of worn-out choices, no composition rules). Raises InputError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError(problem=say("people.password_length", shortest=SHORTEST, longest=LONGEST))
    plain = "".join(ch for ch in fold_accents(password).lower() if ch.isalnum())
    rest = plain
    for worn in (*_WORN, "".join(ch for ch in fold_accents(login).lower() if ch.isalnum())):
        rest = rest.replace(worn, "") if worn else rest
    if len(set(plain)) < 4 or len(rest) < 6 or _runs(plain):
        raise InputError(problem=say("people.password_guessable"))


def _runs(text: str) -> bool:
    """Whether the whole text is one run up or down: 34567890, cdefgh."""
    steps = {(ord(b) - ord(a)) % (10 if b.isdigit() else 26) for a, b in pairwise(text)}
    return len(steps) == 1 and steps <= {0, 1, 9, 25}


class Hashing:
    """argon2id, few at a time: each takes 64 MiB and a fifth of a second, so a storm of sign-ins must queue."""

    def __init__(self, hasher: PasswordHasher | None = None, *, at_once: int = 2) -> None:
        if hasher is None:
            from argon2 import PasswordHasher

            hasher = PasswordHasher()
        self._hasher = hasher
        self._gate = threading.BoundedSemaphore(at_once)
        self._nobody: str | None = None

    def hash(self, password: str) -> str:
        """The hash with its parameters and salt."""
        with self._gate:
            return self._hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Compare; without a stored hash the same time is spent, so that unknown names are not told apart."""
        from argon2.exceptions import InvalidHashError, VerificationError

        if self._nobody is None:
            self._nobody = self.hash(secrets.token_hex(16))
        with self._gate:
            try:
                return self._hasher.verify(stored or self._nobody, password[:LONGEST]) and stored is not None
            except (VerificationError, InvalidHashError):
                return False

    def outdated(self, stored: str) -> bool:
        """Whether it was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(stored)


class Brake:
    """Counts failed sign-ins in the database, so that several processes brake together."""

    def __init__(self, store: PeopleStore, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    def check(self, connection: Connection, login: str, place: str) -> None:
        """Raises TooManyAttempts, with the seconds to wait."""
        now = self._clock()
        for name, key in self._keys(login, place).items():
            count, newest = self._store.failures(connection, key, now - WINDOW)
            if count >= LIMITS[name]:
                wait = min(WINDOW, 30.0 * 2 ** (count - LIMITS[name]))
                if now < newest + wait:
                    raise TooManyAttempts(seconds=int(newest + wait - now) + 1)

    def failed(self, connection: Connection, login: str, place: str) -> None:
        """Note one more."""
        now = self._clock()
        self._store.add_failure(connection, list(self._keys(login, place).values()), now, forget_before=now - WINDOW)

    def succeeded(self, connection: Connection, login: str, place: str) -> None:
        """The right person came in: that name from that place starts anew."""
        self._store.forget_failures(connection, self._keys(login, place)["pair"])

    @staticmethod
    def _keys(login: str, place: str) -> dict[str, str]:
        from generator.storage.people import hashed

        return {
            "pair": hashed(f"pair\0{login}\0{place}"),
            "place": hashed(f"place\0{place}"),
            "name": hashed(f"name\0{login}"),
        }
