"""The printed addresses of claims, in the language of the lesson."""

from __future__ import annotations

from collections.abc import Iterable

from generator.domain.handout import Handout
from generator.domain.ledger import Claim
from generator.domain.lesson import Lesson
from generator.domain.printing import print_citation


class Addresses:
    """Prints where claims come from."""

    def __init__(self, lesson: Lesson | Handout) -> None:
        self._language = lesson.brief.language
        self._guides = {record.guide.id: record.guide for record in lesson.sources}

    def of(self, claims: Iterable[Claim]) -> str:
        """All addresses of these claims, each once, joined by semicolons; "" when none has a source."""
        printed: dict[str, None] = {}
        for claim in claims:
            for citation in claim.citations:
                guide = self._guides.get(citation.guide_id)
                if guide is not None:
                    printed.setdefault(print_citation(citation, guide, self._language))
        return "; ".join(printed)


def cell_claims(header: Iterable[Claim], rows: Iterable[Iterable[Claim]]) -> list[Claim]:
    """The claims of a table in reading order."""
    return [*header, *(claim for row in rows for claim in row)]


def printed_label(label: str, text: str, step: int | None = None) -> str:
    """What stands before an item: the guide's own label ("a)", "Bước 2:"), a dash for an item of a list without one,
    the number of a step without one; "" where the text brings it along."""
    if label and text.startswith(label):
        return ""
    if label.strip("-+•*–"):
        return f"{label}:" if label[-1:].isdigit() else label
    return f"{step}." if step is not None else "-"
