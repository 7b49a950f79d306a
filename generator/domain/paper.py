"""An administrative document (văn bản hành chính): its components as NĐ 30/2020, Điều 8 names them.

`Paper` holds what is said, not how it looks; the look of each component is the writer's (`generator.export.paper`).
Text in the values is as people write it; capitals of the head are the writer's as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from generator.domain.base import Value
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord
from generator.domain.paper_kinds import PAPER_KINDS, PaperKindRow

Secrecy = Literal["TUYỆT MẬT", "TỐI MẬT", "MẬT"]
Urgency = Literal["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"]
Circulation = Literal["LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"]
CopyForm = Literal["SAO Y", "TRÍCH SAO", "SAO LỤC"]
COPY_ABBREVIATIONS: dict[CopyForm, str] = {"SAO Y": "SY", "TRÍCH SAO": "TrS", "SAO LỤC": "SL"}  # Phụ lục III, I
PaperBlockKind = Literal[
    "part", "chapter", "section", "subsection", "roman", "article", "clause", "point", "paragraph", "item", "entry",
    "table",
]  # fmt: skip
CENTRED: tuple[PaperBlockKind, ...] = ("part", "chapter", "section", "subsection")


class Issuer(Value):
    """Who issues. `parents` are the lines of the superior body as they are printed, none for a people's committee;
    `names` the official name, one entry for each line that must stand alone. `abbreviation` stands in the symbol
    (Phụ lục I, II.3b: fixed by the head of the body), `unit` is the drafting unit's or field's abbreviation."""

    names: tuple[str, ...]
    place: str
    abbreviation: str
    parents: tuple[str, ...] = ()
    unit: str = ""

    @property
    def name(self) -> str:
        """The name in one line."""
        return " ".join(self.names)


class PaperBlock(Value):
    """A piece of the text, in order. `label` is the number as printed without its mark ("I", "1", "đ"), `title` its
    heading. `entry` is a line "Thời gian: …" of a form; its title is the name of the line. Tables keep cells as
    claims."""

    kind: PaperBlockKind
    label: str = ""
    title: str = ""
    claims: tuple[Claim, ...] = ()
    header: tuple[Claim, ...] = ()
    rows: tuple[tuple[Claim, ...], ...] = ()

    def all_claims(self) -> Iterator[Claim]:
        """Every claim, in reading order."""
        yield from self.header
        yield from self.claims
        for row in self.rows:
            yield from row


class Signature(Value):
    """`lines` are authority and position as printed ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), `other`
    another position above the name (box 7b), `name` empty until somebody is named."""

    lines: tuple[str, ...]
    name: str = ""
    other: str = ""


class Contact(Value):
    """Box 13, foot of page 1."""

    lines: tuple[str, ...]


class Annex(Value):
    """An annex; `number` in Roman figures where there are two or more, else empty (Phụ lục I, III.1a)."""

    title: str
    blocks: tuple[PaperBlock, ...]
    number: str = ""


class Attached(Value):
    """A text issued with a decision (sample 1.3): a quy chế, quy định, kế hoạch…"""

    kind_id: str
    subject: str
    blocks: tuple[PaperBlock, ...]


class CopyMark(Value):
    """That this is a copy. `electronic` copies carry only the line of box 14; paper ones a block of their own
    (Phụ lục I, Phần II)."""

    form: CopyForm
    issuer: Issuer
    electronic: bool = False
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()


class Paper(Value):
    """A whole document. `number` and `issued_on` stay None in a draft: the number is given after signing (NĐ 30/2020,
    Điều 15), and a draft never invents it. `gaps` name what is still missing, in reading order; `notes` are things
    the author decided and a person must confirm. `basis_lead` is "THẨM QUYỀN BAN HÀNH" where the kind has it."""

    id: str
    kind_id: str
    as_of: date
    issuer: Issuer
    subject: str
    blocks: tuple[PaperBlock, ...]
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...]
    sources: tuple[SourceRecord, ...]
    generation: GenerationRecord
    bases: tuple[Claim, ...] = ()
    basis_lead: str = ""
    addressees: tuple[str, ...] = ()
    number: int | None = None
    issued_on: date | None = None
    draft: bool = False
    secrecy: Secrecy | None = None
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    recall: bool = False
    drafter: str = ""
    contact: Contact | None = None
    annexes: tuple[Annex, ...] = ()
    attached: Attached | None = None
    copied: CopyMark | None = None
    gaps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> PaperKindRow:
        """The row of the kind."""
        return PAPER_KINDS[self.kind_id]

    @property
    def title(self) -> str:
        """Kind and subject in one line."""
        return f"{self.kind.name} {self.subject}".strip()

    @property
    def symbol(self) -> str:
        """`KH-UBND`; for công văn `UBND-VX`; for thư công the body alone (Phụ lục I, II.3b)."""
        parts = (self.kind.abbreviation, self.issuer.abbreviation)
        if self.kind_id == "cong-van":
            parts = (self.issuer.abbreviation, self.issuer.unit)
        return "-".join(part for part in parts if part)

    def claims(self) -> Iterator[tuple[str, Claim]]:
        """Every claim with the place it stands, in reading order."""
        for claim in self.bases:
            yield "basis", claim
        for order, block in enumerate(self.blocks, 1):
            for claim in block.all_claims():
                yield f"block:{order}", claim
        for number, annex in enumerate(self.annexes, 1):
            for block in annex.blocks:
                for claim in block.all_claims():
                    yield f"annex:{number}", claim
        for block in self.attached.blocks if self.attached else ():
            for claim in block.all_claims():
                yield "attached", claim


def number_line(number: int | None, symbol: str) -> str:
    """`Số: 05/KH-UBND`, or with a blank where the number will stand (Phụ lục I, II.3c)."""
    return f"Số: {number:02d}/{symbol}" if number is not None else f"Số:          /{symbol}"


def date_words(day: date | None) -> str:
    """`ngày 05 tháng 01 năm 2020`, `ngày 29 tháng 6 năm 2019`, or blanks (Phụ lục I, II.4b: a zero before days below
    10 and before months 1 and 2 only)."""
    if day is None:
        return "ngày      tháng      năm 20.."
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
