"""Whether passages carry a claim, in Vietnamese, English and Hindi, without a language model.

    ground(claim, passages, language, embedder=None) -> Support
    ground_many([(claim, passages), …], language, embedder=None) -> [Support, …]   texts are embedded once, together
    judge(claims, passages, language, embedder=None) -> [Claim, …]                 quoted / supported / unsupported

`passages` are `Passage` values or plain strings. A `Support` has a score 0..1, the verdict at the shipped threshold of
the language, the words of the passages that carry the claim (quotes with spans) and, when there is something against
it, the reasons in the user's language. A claim in another language than its passages is never called supported here:
only its figures are compared, and the reason says so. `SecondOpinion` is the port for a configured model: what it says
is put beside the verdict (`support.model_copy(update={"opinion": …})`), shown as a model's, and never changes it.

How: the claim is cut into clauses and each is aligned with the segment of the passages that shares most of its words
(inflections, synonyms, abbreviations and lead sentences resolved; `align.py`). Then everything a careful reader would
hold against it is looked for: numbers, dates, references (`conflicts.py`), negation, modality, quantifiers, conditions,
opposites (`logic.py`), moved or swapped words, order, cause (`relations.py`). A logistic combiner, learned offline,
makes one score of it (`combiner.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from generator.domain.base import Language, Value
from generator.domain.ledger import Citation, Claim, cite
from generator.domain.passage import Passage
from generator.grounding import combiner
from generator.grounding.align import Alignment, align
from generator.grounding.claims import ClaimText, read_claim
from generator.grounding.conflicts import Conflict, find_conflicts
from generator.grounding.evidence import Evidence, levelled, read_evidence
from generator.grounding.features import FAMILIES, features
from generator.grounding.quotes import contains
from generator.grounding.reasons import explain
from generator.messages import say
from generator.search.ports import Embedder

QUOTES = 3  # segments shown at most
Pair = tuple[str, Sequence["Passage | str"]]


class Quote(Value):
    """Words of a passage: `passage` is its index among those given, `passage_id` "" for a plain string. The span counts
    in the passage's text in NFC (a `Passage` is in NFC already)."""

    passage: int
    passage_id: str
    start: int
    end: int
    text: str


class Opinion(Value):
    """What a model said of a claim; shown as a model's opinion."""

    agrees: bool
    model: str
    reason: str = ""


class Support(Value):
    """`score` 0..1, `supported` at the shipped threshold, the best quotes first, reasons gravest first."""

    score: float
    supported: bool
    quotes: tuple[Quote, ...] = ()
    reasons: tuple[str, ...] = ()
    opinion: Opinion | None = None


class SecondOpinion(Protocol):
    """A configured model asked about one claim. Never the gate. Raises ModelError when it cannot answer."""

    def opinion(self, claim: str, passages: Sequence[str], language: Language) -> Opinion: ...


def ground(
    claim: str,
    passages: Sequence[Passage | str],
    language: Language,
    embedder: Embedder | None = None,
    *,
    say_in: Language | None = None,
) -> Support:
    """How far the passages carry the claim. Reasons are in `say_in` (default: the claim's language)."""
    return ground_many([(claim, passages)], language, embedder, say_in=say_in)[0]


def ground_many(
    pairs: Sequence[Pair], language: Language, embedder: Embedder | None = None, *, say_in: Language | None = None
) -> list[Support]:
    """`ground` for many claims; every text is embedded once."""
    read = [(read_claim(claim, language), _evidence(passages, language)) for claim, passages in pairs]
    sims = similarities(read, embedder) if embedder is not None else [() for _ in read]
    return [
        _support(claim, evidence, near, passages, say_in or language)
        for (claim, evidence), near, (_, passages) in zip(read, sims, pairs, strict=True)
    ]


def _evidence(passages: Sequence[Passage | str], language: str) -> Evidence:
    return read_evidence(levelled([p if isinstance(p, str) else p.text for p in passages]), language)


Similarities = tuple[tuple[float, ...], ...]


def similarities(read: Sequence[tuple[ClaimText, Evidence]], embedder: Embedder) -> list[Similarities]:
    """For each claim the similarity (0..1) of the whole and of each clause to each sentence of its evidence."""
    texts: dict[str, int] = {}
    for claim, evidence in read:
        for text in (*_claim_parts(claim), *_sentences(evidence)):
            texts.setdefault(text, len(texts))
    vectors = embedder.passages(list(texts)) if texts else None
    out: list[Similarities] = []
    for claim, evidence in read:
        sentences = _sentences(evidence)
        if vectors is None or not sentences:
            out.append(())
            continue
        there = vectors[[texts[text] for text in sentences]]
        rows = vectors[[texts[text] for text in _claim_parts(claim)]] @ there.T
        out.append(tuple(tuple(_stretch(float(value)) for value in row) for row in rows))
    return out


def _stretch(cosine: float) -> float:
    """e5's cosines of related sentences lie between 0.75 and 1."""
    return max(0.0, min(1.0, (cosine - 0.75) / 0.25))


def _claim_parts(claim: ClaimText) -> list[str]:
    return [claim.text, *(claim.clause_text(clause) for clause in claim.clauses)]


def _sentences(evidence: Evidence) -> list[str]:
    return [evidence.texts[passage][start:end] for passage, start, end in evidence.sentences]


def measure(claim: ClaimText, evidence: Evidence, sims: Similarities) -> tuple[Alignment, list[Conflict], list[float]]:
    """Alignment, conflicts and the features that the combiner weighs."""
    alignment = align(claim, evidence, sims[1:])
    alone = tuple(1 - max(row, default=0.0) for row in sims[1:])
    conflicts = find_conflicts(alignment, alone)
    return alignment, conflicts, features(alignment, conflicts, sims)


def _support(
    claim: ClaimText, evidence: Evidence, sims: Similarities, passages: Sequence[Passage | str], say_in: Language
) -> Support:
    if not claim.tokens or not evidence.segments:
        return Support(score=0.0, supported=False, reasons=explain([], say_in, nothing=True))
    alignment, conflicts, values = measure(claim, evidence, sims)
    embedded = bool(sims)
    if _foreign(passages, claim.language):
        near = max(sims[0], default=0.0) if sims else 0.0
        absent = [c for c in conflicts if c.kind in FAMILIES["absent"] and c.kind != "name_absent"]
        reasons = (say("grounding.other_language", say_in), *explain(absent, say_in))
        return Support(score=round(near, 4), supported=False, quotes=_quotes(alignment, passages), reasons=reasons)
    near = alignment.nearest.share > 0.95  # only then can the words stand there as they are
    if near and any(contains(text, claim.text) for text in evidence.texts):
        value, conflicts = 1.0, []
    else:
        value = combiner.score(values, embedded=embedded)
    supported = value >= combiner.threshold(claim.language, embedded=embedded)
    grave = sorted(conflicts, key=lambda c: -c.strength * combiner.weight(c.kind, embedded=embedded))
    return Support(
        score=round(value, 4),
        supported=supported,
        quotes=_quotes(alignment, passages),
        reasons=explain(
            [c for c in grave if combiner.weight(c.kind, embedded=embedded) > 0], say_in, nothing=not supported
        ),
    )


def _foreign(passages: Sequence[Passage | str], language: str) -> bool:
    """Whether every passage is known to be in another language than the claim: then only figures can be compared, and
    a person must decide."""
    return bool(passages) and all(not isinstance(p, str) and p.language != language for p in passages)


def _quotes(alignment: Alignment, passages: Sequence[Passage | str]) -> tuple[Quote, ...]:
    """The sentences of the aligned segments, best covered clause first."""
    order = sorted(range(len(alignment.best)), key=lambda number: -alignment.covered[number])
    chosen = dict.fromkeys(
        alignment.evidence.segments[alignment.best[number]].sentence for number in order if alignment.best[number] >= 0
    )
    quotes = []
    for sentence in list(chosen)[:QUOTES]:
        number, start, end = alignment.evidence.sentences[sentence]
        passage = passages[number]
        identity = "" if isinstance(passage, str) else passage.id
        text = alignment.evidence.texts[number][start:end]
        quotes.append(Quote(passage=number, passage_id=identity, start=start, end=end, text=text))
    return tuple(quotes)


def judge(
    claims: Sequence[Claim],
    passages: Mapping[str, Passage] | Sequence[Passage],
    language: Language,
    embedder: Embedder | None = None,
) -> list[Claim]:
    """The claims of a draft with their status set: `quoted` when the words stand in a passage, else `supported` or
    `unsupported` with the reason; `author` claims stay. A claim with citations is held against the passages it cites,
    one without against all; a supported claim without citations gets those of its quotes. Citations to passages that
    are not given, or whose quote is not there, are dropped: an invented address supports nothing."""
    known = passages if isinstance(passages, Mapping) else {passage.id: passage for passage in passages}
    out: list[Claim] = []
    asked: list[tuple[int, Pair]] = []
    for number, claim in enumerate(claims):
        if claim.status == "author":
            out.append(claim)
            continue
        cited = tuple(
            citation for citation in claim.citations
            if citation.passage_id in known and contains(known[citation.passage_id].text, citation.quote)
        )  # fmt: skip
        pool = [known[key] for key in dict.fromkeys(citation.passage_id for citation in cited)] or list(known.values())
        quoted = _quoted(claim.text, pool)
        if quoted is not None:
            citations = cited if any(contains(c.quote, claim.text) for c in cited) else (quoted,)
            out.append(Claim(text=claim.text, status="quoted", citations=citations))
        else:
            out.append(claim.model_copy(update={"citations": cited}))
            asked.append((number, (claim.text, pool)))
    supports = ground_many([pair for _, pair in asked], language, embedder)
    for (number, _), support in zip(asked, supports, strict=True):
        claim = out[number]
        citations = claim.citations or (_citations(support, known) if support.supported else ())
        out[number] = Claim(
            text=claim.text,
            status="supported" if support.supported else "unsupported",
            citations=citations,
            reason="" if support.supported else " ".join(support.reasons),
        )
    return out


def _quoted(text: str, pool: Sequence[Passage]) -> Citation | None:
    """The citation of the claim's words where they stand in a passage as they are."""
    for passage in pool:
        at = passage.text.find(text.strip())
        if text.strip() and at >= 0:
            return cite(passage, at, at + len(text.strip()))
    return None


def _citations(support: Support, known: Mapping[str, Passage]) -> tuple[Citation, ...]:
    return tuple(cite(known[quote.passage_id], quote.start, quote.end) for quote in support.quotes)
