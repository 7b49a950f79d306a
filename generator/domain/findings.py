"""What a check returns: a finding with a place and a reason."""

from __future__ import annotations

from typing import Literal

from generator.domain.base import Value

Severity = Literal["error", "warning", "info"]


class Finding(Value):
    """One finding of one check. `place` names where ("section:s2", "page 3", "line 14"); `message` is a sentence in
    the user's language; `suggestion` says how to mend it; `start`/`end` are code points where text was checked."""

    check: str
    severity: Severity
    place: str
    message: str
    suggestion: str = ""
    start: int | None = None
    end: int | None = None
