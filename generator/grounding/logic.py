"""Negation, modality, quantifiers, conditions and opposites in a claim against the segments that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from generator.grounding.align import Alignment
from generator.grounding.claims import marked
from generator.grounding.conflicts import Conflict, first_marked
from generator.grounding.evidence import Segment
from generator.grounding.lexicon import lexicon
from generator.grounding.tokens import Token, stem

_MODES = ("must_not", "need_not", "must", "may")
# What cannot both hold: the claim's mode against the passage's.
_AGAINST = {
    *(("must", "need_not"), ("must", "may"), ("must", "must_not"), ("must_not", "may"), ("must_not", "must")),
    *(("must_not", "need_not"), ("may", "must_not"), ("may", "must"), ("need_not", "must")),
}


def logic_conflicts(alignment: Alignment) -> Iterator[Conflict]:
    """Conflicts of sense, clause by clause; each weighs by how well the clause is aligned."""
    claim, language = alignment.claim, alignment.claim.language
    for number, clause in enumerate(claim.clauses):
        segment = alignment.segment(number)
        if segment is None:
            continue
        said = claim.clause_text(clause).lower()
        trust = alignment.covered[number]
        yield from _negation(said, segment, language, trust)
        yield from _mode(said, alignment, segment, language, trust)
    carried = " ".join(alignment.evidence.segments[index].lower for index in alignment.segments)
    trust = sum(alignment.covered) / max(1, len(alignment.covered))
    yield from _quantifiers(claim.lower, carried, language, trust)
    yield from _conditions(alignment, trust)
    yield from _opposites(alignment)


def _negation(said: str, segment: Segment, language: str, trust: float) -> Iterator[Conflict]:
    ours, theirs = marked(said, language, "negation"), marked(segment.lower, language, "negation")
    if bool(ours) != bool(theirs):
        words = ours or theirs
        yield Conflict(
            "negation" if ours else "negation_lost",
            trust,
            ours[0].group() if ours else "",
            "" if ours else words[0].group(),
        )


def mode(text: str, language: str) -> tuple[str, str]:
    """(mode, words) of a clause: prohibitions and releases before duties, duties before permissions."""
    for name in _MODES:
        found = marked(text, language, name)
        if found:
            return name, found[0].group()
    return "", ""


def _mode(said: str, alignment: Alignment, segment: Segment, language: str, trust: float) -> Iterator[Conflict]:
    ours, words = mode(said, language)
    theirs, other = mode(segment.lower, language)
    if not theirs:
        for lead in reversed(segment.lead):
            theirs, other = mode(alignment.evidence.segments[lead].lower, language)
            if theirs:
                break
    if (ours, theirs) in _AGAINST:
        yield Conflict("modality", trust, words, other)
    elif ours in ("must", "must_not") and not theirs:
        yield Conflict("modality_added", trust, words)


def _quantifiers(said: str, carried: str, language: str, trust: float) -> Iterator[Conflict]:
    """ "All", "only", "any time" that the passage does not say; "most", "some", "at least", "except" that it does."""
    for name in ("all", "only", "enough", "compare"):
        ours = marked(said, language, name)
        if ours and not marked(carried, language, name):
            yield Conflict(
                {"all": "all_added", "only": "only_added", "enough": "enough_added", "compare": "compare_added"}[name],
                1.0,
                ours[0].group(),
            )
    for name in ("some", "only", "except"):
        theirs = marked(carried, language, name)
        if theirs and not marked(said, language, name):
            yield Conflict("restriction_lost" if name != "some" else "hedge_lost", trust, "", theirs[0].group())
    if marked(said, language, "all") and marked(carried, language, "some") and not marked(said, language, "some"):
        yield Conflict(
            "all_for_some", 1.0, first_marked(said, language, ("all",)), first_marked(carried, language, ("some",))
        )


def _conditions(alignment: Alignment, trust: float) -> Iterator[Conflict]:
    """A condition of an aligned segment whose words the claim leaves out."""
    claim, language = alignment.claim, alignment.claim.language
    ours = {token.key for token in claim.tokens}
    has_own = bool(marked(claim.lower, language, "condition"))
    for index in alignment.segments:
        segment = alignment.evidence.segments[index]
        for match in marked(segment.lower, language, "condition"):
            after = [t for t in segment.tokens if t.content and match.end() <= t.start < match.end() + 90]
            stop = next((segment.text.find(",", t.start) for t in after[:1]), -1)
            if stop > 0:
                after = [t for t in after if t.start < stop]
            if len(after) < 2:
                continue
            share = sum(token.key in ours for token in after) / len(after)
            if share < 0.4:
                strength = trust * (1 - share) * (0.6 if has_own else 1.0)
                yield Conflict("condition_dropped", strength, "", segment.text[match.start() : after[-1].end])


def _opposites(alignment: Alignment) -> Iterator[Conflict]:
    """A word of the claim whose opposite, and not itself, stands in the segment that carries the clause."""
    language = alignment.claim.language
    for number, (first, last) in enumerate(alignment.claim.clauses):
        segment = alignment.segment(number)
        if segment is None:
            continue
        ours = f" {' '.join(_stems(alignment.claim.tokens[first:last], alignment.claim.text, language))} "
        theirs = f" {' '.join(_stems(segment.tokens, segment.text, language))} "
        for one, other in lexicon(language)["antonyms"]:
            for a, b in ((one, other), (other, one)):
                x, y = _stemmed(a, language), _stemmed(b, language)
                if x in ours and y in theirs and x not in theirs and y not in ours:
                    yield Conflict("opposite", alignment.covered[number], a, b)


def _stems(words: tuple[Token, ...], text: str, language: str) -> list[str]:
    return [stem(text[token.start : token.end].lower(), language) for token in words]


@cache
def _stemmed(phrase: str, language: str) -> str:
    return f" {' '.join(stem(word, language) for word in phrase.split())} "
