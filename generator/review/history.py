"""What the history tells against what the database holds: states, contents, decisions changed by hand are found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from generator.domain.works import Decision, LineAnswer, State
from generator.storage.events import Link, canonical

MismatchKind = Literal[
    "state", "content", "unknown_version", "lost_version", "decision", "lost_decision", "unreadable"
]  # fmt: skip


class Mismatch(NamedTuple):
    """Where the database says something that the history does not."""

    work_id: str
    version: int | None
    kind: MismatchKind


def told_states(links: Iterable[Link]) -> tuple[dict[tuple[str, int], str], dict[tuple[str, int], str], set[str]]:
    """State and content hash of every version, and the works that were deleted, as the history tells."""
    states: dict[tuple[str, int], str] = {}
    contents: dict[tuple[str, int], str] = {}
    deleted: set[str] = set()
    for link in links:
        event = link.event
        if event.kind == "deleted":
            deleted.add(event.work_id)
        changes = event.facts.get("states")
        if isinstance(changes, dict):
            states |= {(event.work_id, int(number)): str(state) for number, state in changes.items()}
        if event.kind == "version_made" and event.version is not None:
            contents[event.work_id, event.version] = str(event.facts.get("content_sha256"))
    return states, contents, deleted


def compare(
    links: Iterable[Link], stored: Mapping[tuple[str, int], tuple[State, str]], actual: Mapping[tuple[str, int], str]
) -> Iterator[Mismatch]:
    """`stored` are states and hashes as columns, `actual` the hashes of the contents as they are now ("" where one
    can no longer be read)."""
    states, contents, deleted = told_states(links)
    for key, (state, sha256) in stored.items():
        if key not in contents:
            yield Mismatch(*key, "unknown_version")
            continue
        if states.get(key) != state:
            yield Mismatch(*key, "state")
        if actual.get(key, "") == "":
            yield Mismatch(*key, "unreadable")
        elif not contents[key] == sha256 == actual[key]:
            yield Mismatch(*key, "content")
    for key in contents:
        if key not in stored and key[0] not in deleted:
            yield Mismatch(*key, "lost_version")


def fingerprint(value: Decision | LineAnswer) -> str:
    """The hash by which the history knows a decision or an answer; its free words are kept apart."""
    told = value.model_dump(mode="json", exclude={"reason", "note"})
    return hashlib.sha256(canonical(told).encode("ascii")).hexdigest()


def compare_decisions(links: Iterable[Link], kept: Iterable[Decision | LineAnswer]) -> Iterator[Mismatch]:
    """Decisions and answers that were changed, added or taken away by hand."""
    links = list(links)
    deleted = {link.event.work_id for link in links if link.event.kind == "deleted"}
    told = {
        str(link.event.facts["fingerprint"]): link.event
        for link in links
        if "fingerprint" in link.event.facts and link.event.work_id not in deleted
    }
    seen = set()
    for value in kept:
        mine = fingerprint(value)
        seen.add(mine)
        if mine not in told:
            yield Mismatch(value.work_id, value.version, "decision")
    for mine, event in told.items():
        if mine not in seen:
            yield Mismatch(event.work_id, event.version, "lost_decision")
