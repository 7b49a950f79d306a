"""A skeleton's lines filled with the facts of a brief; what is missing becomes "[… what it is]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.writing.paper.capitals import lower_first, upper_first

_FACT = re.compile(r"\{(\w+)\*?\}")
_ALONE = re.compile(r"\??(?:\{(\w+)\}|- \{(\w+)\*\})\.?")
# Facts that are clauses and not names: small first letter inside a sentence.
_CLAUSES = frozenset(
    ["goal", "requirement", "content", "tasks", "grounds", "proposals", "rules", "principles", "need", "steps",
     "options", "results", "limits", "next_steps", "enclosed", "request", "budget", "time", "schedule", "term",
     "attendees", "scope", "applies_to", "party_a_duties", "party_b_duties", "purpose", "conclusion", "wishes"]
)  # fmt: skip
_PLACEHOLDER = re.compile(r"\[… ([^\]]+)\]")
_HEADING = re.compile(r"^(?:##|Phần|Chương|Mục|Điều|[IVX]+\.)\s")
SLOTS = ("@body", "@evidence")


def missing(label: str) -> str:
    """What stands where a fact is not known."""
    return f"[… {label}]"


def placeholders(text: str) -> list[str]:
    """What is missing in a text, in reading order."""
    return _PLACEHOLDER.findall(text)


class Filler:
    """Fills lines. `facts` have their values, `labels` say what a fact is; `written` tells that the brief has its own
    text, so that a fact which would only repeat it is not asked for."""

    def __init__(self, facts: Mapping[str, tuple[str, ...]], labels: Mapping[str, str], *, written: bool) -> None:
        self._facts = facts
        self._labels = labels
        self._written = written

    def lines(self, skeleton: str) -> Iterator[str]:
        """The filled lines, slots ("@body", "@evidence") left as they are."""
        typed = [line for line in skeleton.splitlines() if line.strip()]
        covered = self._covered(typed)
        for order, line in enumerate(typed):
            if line in SLOTS:
                yield line
                continue
            if line.startswith("~") and self._written:
                continue
            absent = [name for name in _FACT.findall(line) if not self._facts.get(name)]
            if absent and (line.startswith("?") or (order in covered and _ALONE.fullmatch(line))):
                continue
            yield from self._filled(line.lstrip("?~"))

    def _covered(self, typed: list[str]) -> set[int]:
        """Lines under the same heading as the brief's own text."""
        if not self._written or "@body" not in typed:
            return set()
        at = typed.index("@body")
        first = next((n for n in range(at, -1, -1) if _HEADING.match(typed[n])), 0)
        last = next((n for n in range(at + 1, len(typed)) if _HEADING.match(typed[n])), len(typed))
        return set(range(first, last))

    def _filled(self, line: str) -> Iterator[str]:
        alone = _ALONE.fullmatch(line)
        values = self._facts.get(alone[1] or alone[2], ()) if alone else ()
        if len(values) > 1 or (values and line.startswith("- ")):
            for order, value in enumerate(values, 1):
                body = value.strip().lstrip("-–+• ").rstrip(" ;.")
                numbered = re.match(r"^(?:\d{1,3}[.)]|[a-zđ]\))\s", value)
                yield (body + ".") if numbered else f"- {upper_first(body)}{'.' if order == len(values) else ';'}"
            return
        text = _FACT.sub(lambda match: self._value(match[1], match.start() > 0 and not line.startswith("=")), line)
        text = re.sub(r"([.;:!?…])\.(?=\s|$)", r"\1", text)
        text = re.sub(r"\b(ngày|tháng) (?=\1 )", "", text)
        yield upper_first(text)

    def _value(self, name: str, inside: bool) -> str:
        """The values in one line; a clause inside a sentence starts small."""
        values = self._facts.get(name)
        if not values:
            return missing(self._labels.get(name, name))
        plain = [value.strip().lstrip("-–+• ").rstrip(" ;.") for value in values]
        return "; ".join(lower_first(value) if inside and name in _CLAUSES else value for value in plain)
