"""A passage kept apart from search, drafting and answers, until a person releases it."""

from __future__ import annotations

from generator.domain.base import Value


class Held(Value):
    """`signals` are names of `injection.signal.…`; the times are ISO 8601 in UTC. Released when `released_at` is set:
    then by whom and why."""

    passage_id: str
    guide_id: str
    signals: tuple[str, ...]
    held_at: str
    released_at: str | None = None
    released_by: str | None = None
    reason: str | None = None
