"""What a rule says of a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from generator.checks.layout.boxes import Boxes

Verdict = Literal["pass", "fail", "unknown", "absent"]
_SHOWN = 110


@dataclass(frozen=True)
class Outcome:
    """`measured` is a key under `layout.measured` with what fills it; `where` quotes the text concerned.

    "unknown" means a DOCX cannot tell (or the decree leaves it to others); "absent" that the document has no such part.
    """

    verdict: Verdict
    measured: str = ""
    details: dict[str, str] = field(default_factory=dict)
    where: str = ""


Rule = Callable[[Boxes], Outcome]
ABSENT = Outcome("absent")


def passed(measured: str = "", where: str = "", **details: object) -> Outcome:
    return Outcome("pass", measured, _said(details), short(where))


def failed(measured: str, where: str = "", **details: object) -> Outcome:
    return Outcome("fail", measured, _said(details), short(where))


def unknown(measured: str, where: str = "", **details: object) -> Outcome:
    return Outcome("unknown", measured, _said(details), short(where))


def verdict(good: bool, measured: str, where: str = "", **details: object) -> Outcome:
    """Passed or failed with the same measure."""
    return (passed if good else failed)(measured, where, **details)


def short(text: str) -> str:
    """A quotation that fits a line."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def figure(value: float) -> str:
    """12 → "12", 12.5 → "12,5" (a comma, as Vietnamese writes decimals)."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def figures(values: Iterable[float]) -> str:
    return "; ".join(figure(value) for value in sorted(set(values)))


def _said(details: dict[str, object]) -> dict[str, str]:
    return {key: figure(value) if isinstance(value, float) else str(value) for key, value in details.items()}
