"""Days as people write them."""

from __future__ import annotations

from datetime import date

from generator.errors import InputError
from generator.messages import say


def parse_day(value: str | None, language: str = "vi") -> date:
    """A day written 2026-11-24 or 24/11/2026; today when nothing was given. Raises InputError for anything else."""
    if not value:
        return date.today()
    try:
        if "/" in value:
            day, month, year = value.split("/")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(value.strip())
    except ValueError:
        raise InputError(problem=say("service.bad_date", language, value=value)) from None
