"""Claims, citations and the ledger that travels inside an exported file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from generator.domain.address import Address
from generator.domain.base import Value, digest
from generator.domain.guide import Guide
from generator.domain.passage import Passage

ClaimStatus = Literal["quoted", "supported", "unsupported", "author"]
AuthorKind = Literal["extractive", "model", "person"]


class Citation(Value):
    """A passage and the verbatim words in it: `passage.text[start:end] == quote`, with their finest address."""

    guide_id: str
    passage_id: str
    quote: str
    start: int
    end: int
    address: Address
    page: int | None = None


class Claim(Value):
    """A sentence with its citations.

    `quoted`: the sentence is the guide's words or cut from them. `supported`: said otherwise, and grounding agrees.
    `unsupported`: nothing in the guides carries it. `author`: the author's own words ("lời người soạn"): tasks,
    transitions, headings; states no fact of the guides and has no citation.
    """

    text: str
    status: ClaimStatus
    citations: tuple[Citation, ...] = ()
    reason: str = ""

    @property
    def id(self) -> str:
        """Deterministic: the text and the places it leans on."""
        places = [f"{c.passage_id}:{c.start}:{c.end}" for c in self.citations]
        return "c-" + digest(self.text, self.status, *places)


class SourceRecord(Value):
    """A guide as it stood when the work was made, with its validity then."""

    guide: Guide
    validity: str
    as_of: date


class PromptRecord(Value):
    """A prompt file that took part in a generation, and the hash of what was sent."""

    id: str
    version: str
    sha256: str


class Usage(Value):
    """What a generation cost: calls to the model server, tokens as the server counted them (None when it did not say),
    seconds of waiting."""

    calls: int
    seconds: float
    tokens_in: int | None = None
    tokens_out: int | None = None


class GenerationRecord(Value):
    """Who or what wrote the draft, with what, and when (UTC). `fallback_reason` is for people: why the author without a
    model wrote all or some of it although a model was asked."""

    author: AuthorKind
    software: str
    created_at: datetime
    model: str | None = None
    prompts: tuple[PromptRecord, ...] = ()
    fallback_reason: str | None = None
    usage: Usage | None = None


class Ledger(Value):
    """All claims of one version of a work, the guides they lean on, and how it was made."""

    schema_version: Literal[1] = 1
    work_kind: str
    work_id: str
    title: str
    content_sha256: str
    claims: tuple[Claim, ...]
    sources: tuple[SourceRecord, ...]
    generation: GenerationRecord

    def count(self, status: ClaimStatus) -> int:
        """How many claims have that status."""
        return sum(claim.status == status for claim in self.claims)


def cite(passage: Passage, start: int, end: int) -> Citation:
    """The citation of `passage.text[start:end]`, white space at both ends left out.

    Raises ValueError when nothing is left to quote.
    """
    words = passage.text[start:end]
    start += len(words) - len(words.lstrip())
    quote = words.strip()
    if not quote:
        raise ValueError("an empty quote has no address")
    return Citation(
        guide_id=passage.guide_id,
        passage_id=passage.id,
        quote=quote,
        start=start,
        end=start + len(quote),
        address=passage.address_at(start),
        page=passage.page_at(start),
    )
