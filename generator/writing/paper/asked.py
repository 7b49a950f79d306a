"""The checked brief of a document, as values."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from generator.domain.base import Value
from generator.domain.paper import Circulation, CopyForm, Secrecy, Urgency

Rows = tuple[tuple[str, ...], ...]


class BodyPart(Value):
    """A typed line, or a table (its first row is the header)."""

    line: str = ""
    rows: Rows = ()


class SignerBrief(Value):
    """See `Signature`; `authority` is one of TM. Q. KT. TL. TUQ. or empty."""

    authority: str = ""
    collective: str = ""
    over: str = ""
    title: str = ""
    name: str = ""
    other: str = ""


class AnnexBrief(Value):
    """An annex as asked for."""

    title: str
    body: tuple[BodyPart, ...]


class AttachedBrief(Value):
    """A text to be issued with a decision."""

    kind_id: str
    subject: str
    body: tuple[BodyPart, ...]


class CopyBrief(Value):
    """A copy as asked for."""

    form: CopyForm
    agency: str
    place: str = ""
    abbreviation: str = ""
    electronic: bool = False
    signer: SignerBrief | None = None
    recipients: tuple[str, ...] = ()


class PaperBrief(Value):
    """A brief that can be written. Texts are as given; `facts` are those of the kind, each with its values."""

    kind_id: str
    agency: str
    as_of: date
    subject: str = ""
    parent: tuple[str, ...] | None = None
    place: str = ""
    abbreviation: str = ""
    unit: str = ""
    bases: tuple[str, ...] = ()
    authority: str = ""
    proposer: str = ""
    to: tuple[str, ...] = ()
    body: tuple[BodyPart, ...] = ()
    topic: str = ""
    facts: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    signers: tuple[SignerBrief, ...] = ()
    recipients: tuple[str, ...] = ()
    number: int | None = None
    issued_on: date | None = None
    draft: bool = False
    secrecy: Secrecy | None = None
    urgency: Urgency | None = None
    circulation: Circulation | None = None
    recall: bool = False
    drafter: str = ""
    print_run: str = ""
    contact: tuple[str, ...] = ()
    annexes: tuple[AnnexBrief, ...] = ()
    attached: AttachedBrief | None = None
    copied: CopyBrief | None = None
