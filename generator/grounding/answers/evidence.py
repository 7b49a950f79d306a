"""Sentences, items and rows of found passages as candidates for an answer, and what speaks for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.domain.passage import Passage, Unit
from generator.domain.ports import Hit
from generator.domain.sentences import sentence_spans
from generator.grounding.answers.facts import answers_kind
from generator.grounding.answers.glossary import alternatives
from generator.grounding.answers.lexicon import Phrases
from generator.grounding.answers.question import Question, Term
from generator.grounding.answers.tokens import Token, find, tokens

# How much a word counts where it stands: in the words themselves, above them, beside them, elsewhere in the passage.
ABOVE, BESIDE, ELSEWHERE = 0.9, 0.7, 0.35
SAME = 0.8  # … another word of the same meaning in the same language
_LONGEST_LIST = 12  # items that are quoted after the sentence that opens them


class Candidate(NamedTuple):
    """A stretch of a passage that may answer: `start`–`end` in its text, the list it opens included."""

    hit: Hit
    start: int
    end: int
    covered: float  # share (by rarity) of the question's words, wherever they stand
    inside: float  # … that stand in the stretch itself
    missing: float  # share of the rarest word that stands nowhere near
    fact: float  # 1 the kind of fact asked for is there, 0 nothing to see for this kind, -1 it is not there
    asks: bool  # the stretch is a question itself
    focus: float = 0.5  # share of the words that name what is asked, by place
    spoken: float = 1.0  # share of the question's words that the passage's language can say
    foreign: bool = False

    @property
    def text(self) -> str:
        return self.hit.passage.text[self.start : self.end]

    @property
    def context(self) -> str:
        """What the embedder reads: the nearest title above, then the words."""
        titles = [part.title for part in self.hit.passage.address_at(self.start).parts[-1:] if part.title]
        return "\n".join([*titles, self.text])


class _Stretch(NamedTuple):
    start: int
    end: int
    unit: Unit | None
    heads: tuple[str, ...]


def candidates(question: Question, hits: Sequence[Hit]) -> list[Candidate]:
    """All stretches of the passages with what speaks for them; headings only where nothing else stands."""
    found: list[Candidate] = []
    for hit in hits:
        found.extend(_of_passage(question, hit))
    return found


def _of_passage(question: Question, hit: Hit) -> list[Candidate]:
    passage = hit.passage
    bare = question.bare and passage.language == "vi"
    foreign = passage.language != question.language
    terms = [term for term in question.terms if not foreign or term.groups or term.name or term.keys[0][0].isdigit()]
    asked = _Asked(terms, alternatives(frozenset().union(*(t.groups for t in terms)), passage.language, bare=bare),
                   1.0 if foreign else SAME)  # fmt: skip
    whole = tokens(passage.text, passage.language, bare=bare)
    titles = "\n".join([hit.guide.title, passage.lead, *(part.title for part in passage.address.parts)])
    above = tokens(titles, passage.language, bare=bare)
    everywhere = asked.standing(whole)
    stretches = _stretches(passage)
    spans = [[token for token in whole if stretch.start <= token.start < stretch.end] for stretch in stretches]
    standing = [asked.standing(span) for span in spans]
    found = []
    for number, stretch in enumerate(stretches):
        end = _with_list(passage, stretch, stretches, number)
        inside = spans[number] if end == stretch.end else [t for t in whole if stretch.start <= t.start < end]
        text = passage.text[stretch.start : end]
        fact = answers_kind(text, inside, question, passage.language)
        if stretch.unit is not None and stretch.unit.kind == "heading" and (fact is None or fact < 1):
            continue  # a heading answers only when the very fact stands in it
        heads = asked.standing(
            [*above, *(t for head in stretch.heads for t in tokens(head, passage.language, bare=bare))]
        )
        beside = {
            **(standing[number - 1] if number else {}),
            **(standing[number + 1] if number + 1 < len(spans) else {}),
        }
        here = standing[number] if end == stretch.end else asked.standing(inside)
        places = ((here, 1.0), (heads, ABOVE), (beside, BESIDE), (everywhere, ELSEWHERE))
        found.append(
            Candidate(
                hit=hit,
                start=stretch.start,
                end=end,
                **asked.coverage(places, question.weight),
                fact=0.0 if fact is None else 2 * fact - 1,
                asks=text.rstrip().endswith("?"),
                foreign=foreign,
            )
        )
    return found


class _Asked:
    """The words of a question as a passage of one language may say them."""

    def __init__(self, terms: list[Term], others: dict[int, Phrases], other: float) -> None:
        self.terms = terms
        self._others = others
        self._other = other  # what another word of the same meaning counts

    def standing(self, found: Sequence[Token]) -> dict[int, float]:
        """Numbers of the terms that stand there, in their own words (1) or in others of the same meaning."""
        keys = [token.key for token in found]
        words, pairs = set(keys), set(pairwise(keys))
        groups = {
            group
            for group, phrases in self._others.items()
            if any(phrase[0] in words and find(keys, phrase) >= 0 for phrase in phrases)
        }
        standing: dict[int, float] = {}
        for number, term in enumerate(self.terms):
            if term.keys[0] in words if len(term.keys) == 1 else (term.keys[0], term.keys[1]) in pairs:
                standing[number] = 1.0
            elif term.groups & groups:
                standing[number] = self._other
        return standing

    def coverage(self, places: Sequence[tuple[Mapping[int, float], float]], whole: float) -> dict[str, float]:
        """Shares of the question's words: anywhere (by place), in the stretch itself; of the rarest that is missing;
        and of the words that name what is asked (0.5 when nothing does)."""
        covered = inside = missing = 0.0
        focus: list[float] = []
        weight = sum(term.weight for term in self.terms)
        for number, term in enumerate(self.terms):
            credit = max(share * place.get(number, 0.0) for place, share in places)
            covered += term.weight * credit
            inside += term.weight * places[0][0].get(number, 0.0)
            if len(term.keys) == 1:
                missing = max(missing, term.weight * (1 - credit))
            if term.focus:
                focus.append(credit)
        if not weight:
            return {"covered": 0.5, "inside": 0.0, "missing": 0.2, "focus": 0.5, "spoken": 0.0}
        return {
            "covered": covered / weight,
            "inside": inside / weight,
            "missing": missing / weight,
            "focus": sum(focus) / len(focus) if focus else 0.5,
            "spoken": weight / (whole or 1.0),
        }


def _stretches(passage: Passage) -> list[_Stretch]:
    """Sentences of paragraphs, whole items and rows, each with the headings and column titles above it."""
    if not passage.units:
        return [_Stretch(start, end, None, ()) for start, end in sentence_spans(passage.text)]
    stretches: list[_Stretch] = []
    heads: list[str] = []
    columns = next((passage.text[u.start : u.end] for u in passage.units if u.kind == "header_row"), "")
    for unit in passage.units:
        if unit.kind == "header_row":
            continue
        if unit.kind == "heading":
            stretches.append(_Stretch(unit.start, unit.end, unit, tuple(heads)))
            heads = [*heads[-1:], passage.text[unit.start : unit.end]]
            continue
        governed = (*heads, columns) if unit.kind == "row" else tuple(heads)
        text = passage.text[unit.start : unit.end]
        spans = [(0, len(text))] if unit.kind in ("row", "item") and len(text) < 400 else sentence_spans(text)
        stretches += [_Stretch(unit.start + start, unit.start + end, unit, governed) for start, end in spans]
    if not stretches:
        stretches = [_Stretch(start, end, None, ()) for start, end in sentence_spans(passage.text)]
    return stretches


def _with_list(passage: Passage, stretch: _Stretch, stretches: list[_Stretch], number: int) -> int:
    """Where the stretch ends together with the list that it opens."""
    if not passage.text[stretch.start : stretch.end].rstrip().endswith(":"):
        return stretch.end
    end = stretch.end
    level = stretch.unit.level if stretch.unit is not None and stretch.unit.kind == "item" else -1
    for follower in stretches[number + 1 : number + 1 + _LONGEST_LIST]:
        if follower.unit is None or follower.unit.kind not in ("item", "row") or follower.unit.level <= level:
            break
        end = follower.end
    return end
