"""Values, named tuples and collections of them as JSON data: what every surface prints or sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """The same as dictionaries, lists, strings and numbers; days and times as ISO 8601."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if hasattr(value, "_asdict"):
        return {name: plain(entry) for name, entry in value._asdict().items()}
    if isinstance(value, Mapping):
        return {name: plain(entry) for name, entry in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str):
        return [plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date) else value
