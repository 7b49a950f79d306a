"""The base of every value: frozen, strict, closed."""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict

Language = Literal["vi", "en", "hi"]
LANGUAGES: tuple[Language, ...] = ("vi", "en", "hi")


class Value(BaseModel):
    """A value: equal by content, never changed in place (`model_copy(update=…)` makes the next one)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def digest(*parts: str, length: int = 16) -> str:
    """Hex digest of the parts, NUL-separated, so that ids are deterministic and ("ab","c") ≠ ("a","bc")."""
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:length]
