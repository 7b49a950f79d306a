"""A guide changes: what becomes of every sentence that leaned on it. No model, and fast enough for a whole library."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from generator.domain.base import Language, Value
from generator.domain.guide import Guide
from generator.domain.ledger import Citation, Claim, cite
from generator.domain.passage import Passage
from generator.domain.printing import print_address
from generator.domain.sentences import sentence_spans
from generator.domain.text import words
from generator.domain.works import State
from generator.grounding.quotes import comparable
from generator.review.assess import Judge

Fate = Literal["unchanged", "changed", "gone"]
_WORST: tuple[Fate, ...] = ("unchanged", "changed", "gone")
SIMILAR = 0.5  # Dice over words from which a sentence of the new guide counts as the old one said anew


class SentenceImpact(Value):
    """One sentence of a work: the cited words before, the words now, whether it still holds."""

    claim_id: str
    text: str
    fate: Fate
    was: str
    now: str
    address_was: str
    address_now: str
    holds: bool
    score: float
    reasons: tuple[str, ...] = ()


class WorkImpact(Value):
    """One work that leaned on the guide."""

    work_id: str
    title: str
    version: int
    state: State
    owner: str
    sentences: tuple[SentenceImpact, ...]

    def count(self, fate: Fate) -> int:
        """How many sentences met that fate."""
        return sum(found.fate == fate for found in self.sentences)


class Place(NamedTuple):
    """Where words stand in the new guide."""

    passage: Passage
    start: int
    end: int


class NewText:
    """The new guide's words, prepared so that thousands of quotes are looked up at once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._plain = [comparable(passage.text) for passage in passages]
        self._whole = "\n".join(self._plain)
        self._sentences: list[Place] = []
        self._sizes: list[int] = []
        self._holding: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for passage in passages:
            for start, end in sentence_spans(passage.text):
                counts = Counter(words(passage.text[start:end]))
                number = len(self._sentences)
                self._sentences.append(Place(passage, start, end))
                self._sizes.append(counts.total())
                for word, count in counts.items():
                    self._holding[word].append((number, count))
        self._known: dict[str, tuple[Fate, Place | None]] = {}

    def find(self, quote: str) -> tuple[Fate, Place | None]:
        """What became of the quoted words, and where they, or the nearest sentence, stand."""
        if quote not in self._known:
            self._known[quote] = self._find(quote)
        return self._known[quote]

    def _find(self, quote: str) -> tuple[Fate, Place | None]:
        plain = comparable(quote)
        if plain in self._whole:
            for passage, text in zip(self._passages, self._plain, strict=True):
                if plain in text:
                    start = passage.text.find(quote)
                    return "unchanged", Place(passage, start, start + len(quote)) if start >= 0 else None
        wanted = Counter(words(quote))
        shared: Counter[int] = Counter()
        for word, count in wanted.items():
            for number, have in self._holding.get(word, ()):
                shared[number] += min(count, have)
        best, found = SIMILAR, None
        for number, common in shared.items():
            score = 2 * common / max(1, wanted.total() + self._sizes[number])
            if score > best:
                best, found = score, number
        return ("changed", self._sentences[found]) if found is not None else ("gone", None)


class Change:
    """The guide that changed and its successor's text; `new` is None where it ended without one."""

    def __init__(self, old: Guide, new: Guide | None, text: NewText, judge: Judge) -> None:
        self.old, self.new, self.text, self.judge = old, new, text, judge
        self._known: dict[tuple[str, Language], SentenceImpact | None] = {}  # many works quote the same sentences

    def sentence(self, claim: Claim, language: Language) -> SentenceImpact | None:
        """What becomes of a claim; None where it does not lean on the old guide."""
        key = (claim.id, language)
        if key not in self._known:
            self._known[key] = self._sentence(claim, language)
        return self._known[key]

    def _sentence(self, claim: Claim, language: Language) -> SentenceImpact | None:
        cited = [citation for citation in claim.citations if citation.guide_id == self.old.id]
        if not cited:
            return None
        found = [(citation, *self.text.find(citation.quote)) for citation in cited]
        citation, fate, place = max(found, key=lambda entry: _WORST.index(entry[1]))
        now = place.passage.text[place.start : place.end] if place is not None else ""
        score, holds = 1.0, fate == "unchanged"
        reasons: tuple[str, ...] = ()
        if fate == "changed":
            quotes = [_words_of(where) for _, _, where in found if where is not None]
            quotes += [other.quote for other in claim.citations if other.guide_id != self.old.id]
            score, holds, reasons = self.judge(claim.text, quotes, language)
        elif fate == "gone":
            score = 0.0
        return SentenceImpact(
            claim_id=claim.id,
            text=claim.text,
            fate=fate,
            was=citation.quote,
            now=now or (citation.quote if fate == "unchanged" else ""),
            address_was=print_address(citation.address, language),
            address_now=print_address(place.passage.address_at(place.start), language) if place is not None else "",
            holds=holds,
            score=round(score, 4),
            reasons=reasons,
        )

    def recite(self, claim: Claim) -> Claim:
        """The claim cited to the new guide where every one of its old quotes stands there word for word."""
        if self.new is None or not any(citation.guide_id == self.old.id for citation in claim.citations):
            return claim
        fresh: list[Citation] = []
        for citation in claim.citations:
            if citation.guide_id != self.old.id:
                fresh.append(citation)
                continue
            fate, place = self.text.find(citation.quote)
            if fate != "unchanged" or place is None:
                return claim
            fresh.append(cite(place.passage, place.start, place.end))
        return claim.model_copy(update={"citations": tuple(fresh)})


def _words_of(place: Place) -> str:
    return place.passage.text[place.start : place.end]


def sentences_of(change: Change, claims: Iterable[Claim], language: Language) -> tuple[SentenceImpact, ...]:
    """All claims that leaned on the guide: those that no longer hold first, then the changed ones."""
    found = [impact for claim in claims if (impact := change.sentence(claim, language)) is not None]
    return tuple(sorted(found, key=lambda impact: (impact.holds, -_WORST.index(impact.fate))))


def fates(works: Iterable[WorkImpact]) -> Mapping[Fate, int]:
    """Counts over all works."""
    counts: Counter[Fate] = Counter(dict.fromkeys(_WORST, 0))
    for work in works:
        counts.update(sentence.fate for sentence in work.sentences)
    return counts
