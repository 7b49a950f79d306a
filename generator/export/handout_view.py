"""What a handout shows, whatever it is printed in: lines with note numbers, and the notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from generator.domain.base import Value
from generator.domain.handout import Handout
from generator.domain.ledger import Claim
from generator.domain.lesson import Block
from generator.domain.printing import guide_name
from generator.export.addresses import Addresses, cell_claims, printed_label
from generator.grounding.envelope import clean
from generator.messages import say


class Piece(Value):
    """A sentence as shown and the number of its note (0 = none). `own`: the author's words, set in italics."""

    text: str
    note: int = 0
    own: bool = False


class Row(Value):
    """A line of a section. `cells` only for the rows of a table, of which the first is its head when `head`."""

    kind: Literal["heading", "paragraph", "item", "row"]
    pieces: tuple[Piece, ...]
    label: str = ""
    head: bool = False


class View(Value):
    """A whole handout as lines."""

    language: str
    title: str
    audience: str
    as_of: str
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    notice: str
    check: str
    large: bool


def view(handout: Handout) -> View:
    """The lines of a handout, in its language."""
    return _Viewer(handout).view()


class _Viewer:
    def __init__(self, handout: Handout) -> None:
        self.handout = handout
        self.language = handout.brief.language
        self.addresses = Addresses(handout)
        self.notes: dict[str, int] = {}

    def view(self) -> View:
        handout, language = self.handout, self.language
        sections = tuple(
            (clean(section.title), tuple(row for block in section.blocks for row in self._rows(block)))
            for section in handout.sections
        )
        sources = tuple(
            say(
                "handout.state",
                language,
                guide=guide_name(record.guide),
                validity=say(f"export.validities.{record.validity}", language),
                day=f"{record.as_of:%d/%m/%Y}",
            )
            + (f" {record.guide.source}" if record.guide.source else "")
            for record in handout.sources
        )
        return View(
            language=language,
            title=clean(handout.title),
            audience=say(f"export.audiences.{handout.brief.audience}", language),
            as_of=say("handout.as_of", language, day=f"{handout.brief.as_of:%d/%m/%Y}"),
            sections=sections,
            notes=tuple(self.notes),
            sources=sources,
            notice=handout.notice,
            check=say("handout.check", language) if handout.roles else "",
            large=handout.large_print,
        )

    def _piece(self, claim: Claim) -> Piece:
        own = claim.status == "author"
        return Piece(text=" ".join(clean(claim.text).split()), note=0 if own else self._note([claim]), own=own)

    def _note(self, claims: Iterable[Claim]) -> int:
        address = self.addresses.of(claims)
        return self.notes.setdefault(address, len(self.notes) + 1) if address else 0

    def _rows(self, block: Block) -> list[Row]:
        if block.kind == "table":
            rows = [*([block.header] if block.header else []), *block.rows]
            number = self._note(cell_claims((), rows))
            shown = [tuple(Piece(text=" ".join(clean(c.text).split())) for c in row) for row in rows]
            shown[-1] = (*shown[-1][:-1], shown[-1][-1].model_copy(update={"note": number}))
            return [
                Row(kind="row", pieces=cells, head=bool(block.header) and at == 0) for at, cells in enumerate(shown)
            ]
        if block.kind in ("bullets", "steps"):
            labels = block.labels or ("",) * len(block.claims)
            steps = block.kind == "steps"
            return [
                Row(
                    kind="item",
                    pieces=(self._piece(claim),),
                    label=printed_label(label, claim.text, order if steps else None).replace("-", "–"),
                )
                for order, (label, claim) in enumerate(zip(labels, block.claims, strict=False), 1)
            ]
        kind: Literal["heading", "paragraph"] = "heading" if block.kind == "heading" else "paragraph"
        return [Row(kind=kind, pieces=self._merged(tuple(self._piece(claim) for claim in block.claims)))]

    def _merged(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        """One note for neighbouring sentences from one place, after the last of them."""
        return tuple(
            piece.model_copy(update={"note": 0}) if after is not None and after.note == piece.note else piece
            for piece, after in zip(pieces, (*pieces[1:], None), strict=True)
        )
