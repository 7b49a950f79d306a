"""Claims inside the JSON of any kind of work."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from pydantic import JsonValue

from generator.domain.ledger import Claim

_SHAPE = frozenset(["text", "status"])


def map_claims(content: Mapping[str, JsonValue], change: Callable[[Claim], Claim]) -> dict[str, JsonValue]:
    """The content with every claim put through `change`, wherever it stands."""
    return {name: _mapped(value, change) for name, value in content.items()}


def _mapped(value: JsonValue, change: Callable[[Claim], Claim]) -> JsonValue:
    if isinstance(value, list):
        return [_mapped(entry, change) for entry in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= _SHAPE and value.keys() <= Claim.model_fields.keys():
        claim = Claim.model_validate_json(json.dumps(value))
        changed = change(claim)
        return value if changed == claim else changed.model_dump(mode="json")
    return {name: _mapped(entry, change) for name, entry in value.items()}
