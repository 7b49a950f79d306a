"""Negation, modality, quantifiers, conditions and opposites in a claim against the segments that carry it.

Negation and modality are compared by scope: the words they govern must be the same on both sides, so that a "not" in
another part of a long sentence does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.grounding.align import Alignment
from generator.grounding.claims import marked
from generator.grounding.conflicts import Conflict
from generator.grounding.edits import sentence_segments
from generator.grounding.evidence import Segment
from generator.grounding.lexicon import lexicon
from generator.grounding.tokens import Token, stem

SCOPE = 4  # content words that a marker governs
_MODES = ("must_not", "need_not", "must", "may")
# What cannot both hold: the claim's mode against the passage's.
_AGAINST = {
    *(("must", "need_not"), ("must", "may"), ("must", "must_not"), ("must_not", "may"), ("must_not", "must")),
    *(("must_not", "need_not"), ("may", "must_not"), ("may", "must"), ("need_not", "must")),
}
Mark = tuple[str, frozenset[str]]  # the words of a marker and the keys in its scope


def logic_conflicts(alignment: Alignment) -> Iterator[Conflict]:
    """Conflicts of sense, clause by clause; each weighs by how well the clause is aligned."""
    claim, language = alignment.claim, alignment.claim.language
    for number, clause in enumerate(claim.clauses):
        segment = alignment.segment(number)
        if segment is None:
            continue
        words = claim.tokens[clause[0] : clause[1]]
        yield from _mode(claim.lower, words, alignment, segment, language)
    yield from _negation(alignment, language)
    carried = " ".join(s.lower for index in alignment.segments for s in _around(alignment, index))
    yield from _quantifiers(claim.lower, carried, language)
    yield from _reserves(alignment, language)
    yield from _conditions(alignment)
    yield from _opposites(alignment)


def _around(alignment: Alignment, index: int) -> list[Segment]:
    """A segment with the leads that govern it and the rest of its sentence."""
    segment = alignment.evidence.segments[index]
    return [*(alignment.evidence.segments[lead] for lead in segment.lead), *sentence_segments(alignment, segment)]


def scoped(text: str, words: tuple[Token, ...], language: str, name: str) -> list[Mark]:
    """Markers of a list within the words, with the content words they govern: those after them, and in Hindi, where the
    verb stands last, those before."""
    if not words:
        return []
    start, end = words[0].start, words[-1].end
    out = []
    for match in marked(text, language, name):
        if not start <= match.start() < end:
            continue
        after = [t for t in words if t.content and t.start >= match.end()][:SCOPE]
        before = [t for t in words if t.content and t.end <= match.start()][-SCOPE:]
        govern = [*before, *after[:1]] if language == "hi" else after or before
        out.append((match.group(), frozenset(t.key for t in govern)))
    return out


def _share(scope: frozenset[str], keys: frozenset[str]) -> float:
    return len(scope & keys) / len(scope) if scope else 0.0


def _negation(alignment: Alignment, language: str) -> Iterator[Conflict]:
    """A "not" of the claim over words that the carrying sentences do not deny, and the other way round."""
    claim = alignment.claim
    sentences = [
        s for index in alignment.segments for s in sentence_segments(alignment, alignment.evidence.segments[index])
    ]
    ours = scoped(claim.lower, claim.tokens, language, "negation")
    theirs = [mark for s in dict.fromkeys(sentences) for mark in scoped(s.lower, s.tokens, language, "negation")]
    there = frozenset().union(*(segment.keys for segment in sentences))
    here = frozenset(token.key for token in alignment.content)
    leads = {lead for index in alignment.segments for lead in alignment.evidence.segments[index].lead}
    led = any(marked(alignment.evidence.segments[lead].lower, language, "negation") for lead in leads)
    for said, scope in ours:
        if not led and not any(scope & other for _, other in theirs):
            yield Conflict("negation", _sure(_share(scope, there)) * _close(alignment), said)
    for found, scope in theirs:
        if not any(scope & own for _, own in ours):
            yield Conflict("negation_lost", _sure(_share(scope, here)), "", found)
    if not ours:
        yield from _denied_at_length(alignment, language, here)


def _denied_at_length(alignment: Alignment, language: str, here: frozenset[str]) -> Iterator[Conflict]:
    """A "not" over a whole row of verbs ("không được hỏi, ghi hoặc giữ …"), before a colon, or in the lead of a list:
    what the claim takes from the segment stands under it."""
    for index in dict.fromkeys(alignment.segments):
        segment = alignment.evidence.segments[index]
        own = here & segment.keys
        if len(own) < 2:
            continue
        for match in marked(segment.lower, language, "negation"):
            colon = segment.text.find(":", match.end())
            last = language == "hi" and colon < 0  # the verb and its "not" stand last
            after = {t.key for t in segment.tokens if t.content and t.start >= max(match.end(), colon)}
            before = {t.key for t in segment.tokens if t.content and t.end <= match.start()}
            inside = len(own & (before - after if last else after - before)) / len(own)
            yield Conflict("negation_lost", _sure(inside) * _close(alignment), "", match.group())
        for lead in segment.lead:
            above = alignment.evidence.segments[lead]
            if above.text.rstrip().endswith(":") and (denied := marked(above.lower, language, "negation")):
                yield Conflict("negation_lost", len(own) / max(1, len(here - above.keys)), "", denied[0].group())


def _close(alignment: Alignment) -> float:
    """How nearly verbatim the claim is: in free words a "not" may say the same as a word without it."""
    return max(0.0, min(1.0, (alignment.nearest.share - 0.3) / 0.5))


def _sure(share: float) -> float:
    """Nothing until half of the scope is shared."""
    return max(0.0, 2 * share - 1)


def _mode(
    text: str, words: tuple[Token, ...], alignment: Alignment, segment: Segment, language: str
) -> Iterator[Conflict]:
    """The claim's duty, permission or ban on some words against that of the passage on the same words, or else that of
    the lead which governs the whole item."""
    here = frozenset(token.key for token in words if token.content)
    said, scope = _first_mode(text, words, language)
    found, other = _first_mode(segment.lower, segment.tokens, language)
    led = ""
    for lead in reversed(segment.lead):
        led = (
            led
            or _first_mode(alignment.evidence.segments[lead].lower, alignment.evidence.segments[lead].tokens, language)[
                0
            ][0]
        )
    theirs = found[0] or led
    if (said[0], theirs) in _AGAINST:
        strength = max(_share(scope, segment.keys), 0.0) * (max(_share(other, here), 0.25) if found[0] else 1.0)
        yield Conflict("modality", min(1.0, 1.5 * strength), said[1], found[1] or led)
    elif said[0] in ("must", "must_not") and not theirs:
        yield Conflict("modality_added", _share(scope, segment.keys) * _close(alignment), said[1])


def _first_mode(text: str, words: tuple[Token, ...], language: str) -> tuple[tuple[str, str], frozenset[str]]:
    """((mode, words), scope): bans and releases before duties, duties before permissions; ("", "") without any."""
    for name in _MODES:
        found = scoped(text, words, language, name)
        if found:
            return (name, found[0][0]), found[0][1]
    return ("", ""), frozenset()


def _quantifiers(said: str, carried: str, language: str) -> Iterator[Conflict]:
    """ "All", "only", "any time", "most" that the passage does not say."""
    for name in ("all", "only", "enough", "compare"):
        ours = _unless_denied(said, language, name)
        if ours and not marked(carried, language, name):
            yield Conflict(f"{name}_added", 1.0, ours[0].group())
    every, some = _unless_denied(said, language, "all"), marked(carried, language, "some")
    if every and some and not marked(said, language, "some") and not marked(carried, language, "all"):
        yield Conflict("all_for_some", 1.0, every[0].group(), some[0].group())


def _unless_denied(text: str, language: str, name: str) -> list[re.Match[str]]:
    """Markers of a list, but for those that under a negation mean "none" ("không đọc cho bất kỳ ai")."""
    denials = marked(text, language, "negation")
    loose = set(lexicon(language)["any"])
    return [
        match
        for match in marked(text, language, name)
        if match.group() not in loose or not any(denial.start() < match.start() for denial in denials)
    ]


def _reserves(alignment: Alignment, language: str) -> Iterator[Conflict]:
    """ "Most", "may", "only", "except" over words that the claim takes up without the reserve."""
    here = frozenset(token.key for token in alignment.content)
    for name in ("some", "only", "except"):
        if marked(alignment.claim.lower, language, name):
            continue
        for index in alignment.segments:
            for segment in sentence_segments(alignment, alignment.evidence.segments[index]):
                for found, scope in scoped(segment.lower, segment.tokens, language, name):
                    kind = "hedge_lost" if name == "some" else "restriction_lost"
                    near = _share(scope, here) if name != "except" else 1.0
                    yield Conflict(kind, near * alignment.trust, "", found)


def _conditions(alignment: Alignment) -> Iterator[Conflict]:
    """A condition of an aligned segment whose words the claim leaves out."""
    claim, language = alignment.claim, alignment.claim.language
    ours = {token.key for token in claim.tokens}
    has_own = bool(marked(claim.lower, language, "condition"))
    for index in alignment.segments:
        for segment in sentence_segments(alignment, alignment.evidence.segments[index]):
            for match in marked(segment.lower, language, "condition"):
                after = [t for t in segment.tokens if t.content and match.end() <= t.start < match.end() + 90]
                stop = min((at for at in (segment.text.find(",", t.start) for t in after[:1]) if at > 0), default=0)
                after = [t for t in after if not stop or t.start < stop]
                if len(after) < 2:
                    continue
                share = sum(token.key in ours for token in after) / len(after)
                if share < 0.4:
                    strength = alignment.trust * _close(alignment) * (1 - share) * (0.6 if has_own else 1.0)
                    yield Conflict("condition_dropped", strength, "", segment.text[match.start() : after[-1].end])


def _opposites(alignment: Alignment) -> Iterator[Conflict]:
    """A word of the claim whose opposite, and not itself, stands in the segment that carries the clause, beside a word
    that stands beside it in the claim too."""
    language = alignment.claim.language
    for number, (first, last) in enumerate(alignment.claim.clauses):
        segment = alignment.segment(number)
        if segment is None:
            continue
        ours = _stems(alignment.claim.tokens[first:last], alignment.claim.text, language)
        theirs = _stems(segment.tokens, segment.text, language)
        mine, its = set(ours), set(theirs)
        for a, b, said, found in _antonyms(language):
            if a[0] not in mine or b[0] not in its:
                continue
            here, there = _find(ours, a), _find(theirs, b)
            if here >= 0 and there >= 0 and _find(theirs, a) < 0 and _find(ours, b) < 0:
                around = set(ours[max(0, here - 3) : here + 4]) & set(theirs[max(0, there - 3) : there + 4])
                if around:
                    yield Conflict("opposite", alignment.covered[number], said, found)


Stems = tuple[str, ...]


@cache
def _antonyms(language: str) -> tuple[tuple[Stems, Stems, str, str], ...]:
    """Each pair both ways: the stems of a phrase and of its opposite, then the two as written."""
    pairs = [(one, other) for one, other in lexicon(language)["antonyms"]]
    return tuple((_stemmed(a, language), _stemmed(b, language), a, b) for p in pairs for a, b in (p, p[::-1]))


def _stemmed(phrase: str, language: str) -> Stems:
    return tuple(stem(word, language) for word in phrase.split())


def _stems(words: tuple[Token, ...], text: str, language: str) -> list[str]:
    return [stem(word.lower(), language) for token in words for word in text[token.start : token.end].split()]


def _find(words: list[str], phrase: tuple[str, ...]) -> int:
    size = len(phrase)
    return next((at for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == phrase), -1)
