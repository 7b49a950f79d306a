"""A work taken apart for editing and comparing: a part is a top-level field, or one entry of a list whose entries have
an id (`sections:s2`, `items:q3`), whatever the kind of work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from pydantic import JsonValue

from generator.domain.ledger import Claim
from generator.domain.works import Version
from generator.errors import NotFound
from generator.grounding.quotes import comparable

Content = Mapping[str, JsonValue]
# Written by the program, never by hand.
FIXED = frozenset(["id", "generation", "sources", "checklist"])


class PartChange(NamedTuple):
    """A part that differs between two versions; None where it is not there."""

    part: str
    change: Literal["added", "removed", "changed", "moved"]
    before: JsonValue
    after: JsonValue


class ClaimChange(NamedTuple):
    """A claim that differs between two versions. `changed` pairs the old sentence with the new one at its place."""

    place: str
    change: Literal["added", "removed", "changed", "cited_anew"]
    before: Claim | None
    after: Claim | None


def parts(content: Content) -> dict[str, JsonValue]:
    """Name → value of every part, in order."""
    found: dict[str, JsonValue] = {}
    for name, value in content.items():
        if _listed(value):
            assert isinstance(value, list)
            for entry in value:
                assert isinstance(entry, dict)
                found[f"{name}:{entry['id']}"] = entry
        else:
            found[name] = value
    return found


def mark(value: JsonValue) -> str:
    """What a page hands back with an edit to say which text it was made on."""
    from generator.storage.events import canonical

    return hashlib.sha256(canonical(value).encode()).hexdigest()[:20]


def put(content: Content, part: str, value: JsonValue) -> dict[str, JsonValue]:
    """The content with one part written anew; None takes an entry of a list out, an unknown entry is added at the end.

    Raises NotFound for a part that the work does not have or that is not written by hand.
    """
    name, _, identity = part.partition(":")
    if name not in content or name in FIXED:
        raise NotFound(what=part)
    changed = dict(content)
    if not identity:
        changed[name] = value
        return changed
    entries = content[name]
    if not isinstance(entries, list) or (value is not None and not _named(value, identity)):
        raise NotFound(what=part)
    kept: list[JsonValue] = []
    seen = False
    for entry in entries:
        if isinstance(entry, dict) and entry.get("id") == identity:
            seen = True
            if value is not None:
                kept.append(value)
        else:
            kept.append(entry)
    if not seen and value is not None:
        kept.append(value)
    changed[name] = kept
    return changed


def _listed(value: JsonValue) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) and "id" in entry for entry in value)


def _named(value: JsonValue, identity: str) -> bool:
    return isinstance(value, dict) and value.get("id") == identity


def changed_parts(before: Content, after: Content) -> list[PartChange]:
    """By section: what was added, removed, changed, moved to another place in its list."""
    old, new = parts(before), parts(after)
    found: list[PartChange] = []
    for name, value in new.items():
        if name in ("generation",):
            continue
        if name not in old:
            found.append(PartChange(name, "added", None, value))
        elif old[name] != value:
            found.append(PartChange(name, "changed", old[name], value))
    found += [PartChange(name, "removed", value, None) for name, value in old.items() if name not in new]
    common_old = [name for name in old if name in new]
    common_new = [name for name in new if name in old]
    for was, now in zip(common_old, common_new, strict=True):
        if was != now and old[now] == new[now]:
            found.append(PartChange(now, "moved", old[now], new[now]))
    return found


def changed_claims(before: Version, after: Version) -> list[ClaimChange]:
    """By claim: pairs an old sentence with the new one that shares most words with it and stands in the same place."""
    old = {claim.id: (place, claim) for place, claim in _claims(before)}
    new = {claim.id: (place, claim) for place, claim in _claims(after)}
    gone = {key: pair for key, pair in old.items() if key not in new}
    found: list[ClaimChange] = []
    for key, (place, claim) in new.items():
        if key in old:
            continue
        partner = _partner(place, claim, gone)
        if partner is None:
            found.append(ClaimChange(place, "added", None, claim))
            continue
        _, was = gone.pop(partner)
        same = comparable(was.text) == comparable(claim.text)
        found.append(ClaimChange(place, "cited_anew" if same else "changed", was, claim))
    found += [ClaimChange(place, "removed", claim, None) for place, claim in gone.values()]
    return found


def _claims(version: Version) -> Iterator[tuple[str, Claim]]:
    places = {assessment.claim_id: assessment.place for assessment in version.assessments}
    for claim in version.ledger.claims:
        yield places.get(claim.id, ""), claim


def _partner(place: str, claim: Claim, gone: Mapping[str, tuple[str, Claim]]) -> str | None:
    mine = set(comparable(claim.text).lower().split())
    best, found = 0.5, None
    for key, (where, other) in gone.items():
        theirs = set(comparable(other.text).lower().split())
        score = 2 * len(mine & theirs) / max(1, len(mine) + len(theirs)) + (0.1 if where == place else 0.0)
        if score > best:
            best, found = score, key
    return found


def changed_words(before: str, after: str) -> list[tuple[Literal["same", "removed", "added"], str]]:
    """Word by word, for showing: runs of words with what became of them."""
    from difflib import SequenceMatcher

    old, new = before.split(), after.split()
    runs: list[tuple[Literal["same", "removed", "added"], str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", " ".join(old[i1:i2])))
            continue
        if i2 > i1:
            runs.append(("removed", " ".join(old[i1:i2])))
        if j2 > j1:
            runs.append(("added", " ".join(new[j1:j2])))
    return runs
