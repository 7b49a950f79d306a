"""What guides say on the topic of a document: a few verbatim quotes, each behind its full address."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.domain.ledger import Citation, Claim, cite
from generator.domain.paper import PaperBlock
from generator.domain.ports import Hit
from generator.domain.printing import print_address
from generator.domain.text import fold_accents, squeeze, words
from generator.writing.paper.capitals import upper_first
from generator.writing.paper.mentions import Mentions

_MOST = 3
_LENGTH = range(8, 71)  # words of a quote
_SHARED = 0.3  # of the topic's pairs of syllables a quote must have, and two at least
_NEAR = 0.5  # a hit this far below the best one is about something else


class Evidence(NamedTuple):
    """A quote with the hit it comes from."""

    hit: Hit
    citation: Citation


def choose(topic: str, hits: Sequence[Hit]) -> list[Evidence]:
    """At most three quotes: whole paragraphs or list items that share the topic's words, numbered documents first."""
    marked = topic != fold_accents(topic)
    wanted = _pairs(topic, marked)
    best = max((hit.score for hit in hits), default=0.0)
    near = [hit for hit in hits if hit.score >= _NEAR * best]
    if any(hit.guide.number for hit in near):
        near = [hit for hit in near if hit.guide.number]
    found: list[Evidence] = []
    said: set[str] = set()
    for hit in near:
        citation = _best(hit, wanted, marked)
        if citation is not None and squeeze(citation.quote) not in said:
            said.add(squeeze(citation.quote))
            found.append(Evidence(hit, citation))
        if len(found) == _MOST:
            break
    return found


def _pairs(text: str, marked: bool) -> set[str]:
    """Pairs of neighbouring syllables: one syllable alone says little in Vietnamese. Without marks where the topic was
    typed without them."""
    found = words(text if marked else fold_accents(text))
    return {f"{first} {second}" for first, second in pairwise(found)}


def _best(hit: Hit, wanted: set[str], marked: bool) -> Citation | None:
    ranked: list[tuple[int, int, Citation]] = []
    for unit in hit.passage.units:
        if unit.kind not in ("paragraph", "item"):
            continue
        start = unit.start
        text = hit.passage.text[start : unit.end]
        if unit.label and text.startswith(unit.label):
            start += len(unit.label)
            text = text[len(unit.label) :]
        if not text.strip() or text.rstrip().endswith((":", ",")) or len(text.split()) not in _LENGTH:
            continue
        shared = len(wanted & _pairs(text, marked))
        if shared >= min(len(wanted), max(2, _SHARED * len(wanted))):
            ranked.append((-shared, unit.start, cite(hit.passage, start, unit.end)))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


def blocks(found: Sequence[Evidence], mentions: Mentions) -> list[PaperBlock]:
    """A sentence that leads, then a line for each quote: "- Theo khoản 3 Điều 5 Nghị định số …: “…”." """
    if not found:
        return []
    if len(found) == 1:
        return [PaperBlock(kind="paragraph", claims=_claims(found[0], mentions, "Theo ", "."))]
    lead = Claim(text="Việc thực hiện bảo đảm các quy định sau đây:", status="author")
    made = [PaperBlock(kind="paragraph", claims=(lead,))]
    for order, evidence in enumerate(found, 1):
        mark = "." if order == len(found) else ";"
        made.append(PaperBlock(kind="item", claims=_claims(evidence, mentions, "", mark)))
    return made


def _claims(evidence: Evidence, mentions: Mentions, lead: str, mark: str) -> tuple[Claim, ...]:
    place = print_address(evidence.citation.address, "vi")
    where = f"{lead}{place} {mentions.name(evidence.hit.guide)}:"
    quote = evidence.citation.quote.rstrip(" ;.")
    return (
        Claim(text=upper_first(where), status="author"),
        Claim(text=f"“{quote}”{mark}", status="quoted", citations=(evidence.citation,)),
    )
