"""Who does what to whom, what comes first, and what follows from what."""

from __future__ import annotations

from collections.abc import Iterator

from generator.grounding.align import Alignment
from generator.grounding.claims import marked
from generator.grounding.conflicts import Conflict
from generator.grounding.tokens import Token


def relation_conflicts(alignment: Alignment) -> Iterator[Conflict]:
    """Conflicts between the parts of a claim, each of which may well stand in the passages."""
    yield from _moved(alignment)
    yield from _swapped(alignment)
    yield from _order(alignment)
    yield from _cause(alignment)


def _moved(alignment: Alignment) -> Iterator[Conflict]:
    """A word of the claim that the passages have only elsewhere than in the segments that carry the rest, where another
    word stands in its place: a name taken from the neighbouring rule."""
    claim, evidence = alignment.claim, alignment.evidence
    far = [
        token for token in alignment.content
        if token.key in alignment.known and token.key in evidence.keys and token.key not in alignment.reached
    ]  # fmt: skip
    names = [token for token in far if token.proper]
    share = sum(alignment.weight(token.key) for token in far) / (
        sum(alignment.weight(token.key) for token in alignment.content) or 1.0
    )
    if names:
        yield Conflict("name_moved", 1.0, claim.text[names[0].start : names[0].end])
    if far:
        yield Conflict("words_moved", min(1.0, 2 * share), claim.text[far[0].start : far[0].end])


def _swapped(alignment: Alignment) -> Iterator[Conflict]:
    """The same words in another order: share of neighbouring shared words that the segment has the other way round."""
    for number, (first, last) in enumerate(alignment.claim.clauses):
        segment = alignment.segment(number)
        if segment is None or alignment.covered[number] < 0.5:
            continue
        ours = [token for token in alignment.claim.tokens[first:last] if token.content]
        rate = inversion(ours, segment.tokens)
        if rate > 0:
            yield Conflict("word_order", rate * alignment.covered[number], alignment.claim.clause_text((first, last)))


def inversion(ours: list[Token], theirs: tuple[Token, ...]) -> float:
    """Share (0..1) of pairs of shared words, each standing once on either side, that are in the other order."""
    place: dict[str, int] = {}
    twice: set[str] = set()
    for index, token in enumerate(theirs):
        if token.key in place:
            twice.add(token.key)
        place[token.key] = index
    keys = [token.key for token in ours]
    line = [place[key] for key in keys if key in place and key not in twice and keys.count(key) == 1]
    pairs = len(line) * (len(line) - 1) // 2
    if pairs < 3:
        return 0.0
    return sum(a > b for i, a in enumerate(line) for b in line[i + 1 :]) / pairs


def _keys(alignment: Alignment, start: int, end: int) -> set[str]:
    return {token.key for token in alignment.content if start <= token.start and token.end <= end}


def _spot(alignment: Alignment, keys: set[str]) -> tuple[float, int]:
    """(share, index) of the segment that has most of the words, its lead not counted."""
    best, at = 0.0, -1
    total = sum(alignment.weight(key) for key in keys) or 1.0
    for index, segment in enumerate(alignment.evidence.segments):
        share = sum(alignment.weight(key) for key in keys & segment.keys) / total
        if share > best:
            best, at = share, index
    return best, at


def _order(alignment: Alignment) -> Iterator[Conflict]:
    """ "A before B", "after B, A", "A, then B" against the order in which the passages tell A and B."""
    claim, language = alignment.claim, alignment.claim.language
    everything = len(claim.text)
    for name in ("before", "after"):
        for match in marked(claim.lower, language, name):
            left, right = _keys(alignment, 0, match.start()), _keys(alignment, match.end(), everything)
            if not left and right:  # the marker opens the sentence: the comma parts the two
                comma = claim.text.find(",", match.end())
                comma = comma if comma > 0 else claim.text.find(" thì ", match.end())
                if comma < 0:
                    continue
                inner, outer = _keys(alignment, match.end(), comma), _keys(alignment, comma, everything)
                left, right = outer, inner
            if not left or not right:
                continue
            early, late = (left, right) if name == "before" else (right, left)
            only_early, only_late = early - late, late - early
            one, first = _spot(alignment, only_early)
            two, second = _spot(alignment, only_late)
            if min(one, two) < 0.3 or first < 0 or second < 0:
                continue
            if first > second:
                yield Conflict("order", min(one, two), claim.text[match.start() : match.end()])
            elif first == second:
                segment = alignment.evidence.segments[first]
                a = [t.start for t in segment.tokens if t.key in only_early]
                b = [t.start for t in segment.tokens if t.key in only_late]
                turned = marked(segment.lower, language, "after" if name == "before" else "before")
                if a and b and sum(a) / len(a) > sum(b) / len(b) and not turned:
                    yield Conflict("order", min(one, two), claim.text[match.start() : match.end()])
    if marked(claim.lower, language, "order"):
        ours = list(alignment.content)
        flat = tuple(token for segment in alignment.evidence.segments for token in segment.tokens)
        rate = inversion(ours, flat)
        if rate > 0.2:
            yield Conflict("order_words", min(1.0, rate), claim.text)


def _cause(alignment: Alignment) -> Iterator[Conflict]:
    """Cause and effect the other way round, or a cause that the passages do not name."""
    claim, language = alignment.claim, alignment.claim.language
    ours = _causal(claim.lower, language)
    if ours is None:
        return
    cause, effect = (_keys(alignment, *span) for span in ours)
    if not cause or not effect:
        return
    found = False
    for index, segment in enumerate(alignment.evidence.segments):
        theirs = _causal(segment.lower, language)
        if theirs is None:
            continue
        before = {t.key for t in segment.tokens if t.content and theirs[0][0] <= t.start < theirs[0][1]}
        after = {t.key for t in segment.tokens if t.content and theirs[1][0] <= t.start < theirs[1][1]}
        if not before and index:
            before = set(alignment.evidence.segments[index - 1].keys)
        straight = _share(alignment, cause - effect, before) + _share(alignment, effect - cause, after)
        crossed = _share(alignment, cause - effect, after) + _share(alignment, effect - cause, before)
        if max(straight, crossed) >= 0.5:
            found = True
            if crossed > straight + 0.25:
                yield Conflict("cause_turned", min(1.0, crossed - straight), "", segment.text)
    if not found:
        yield Conflict("cause_added", 0.5, claim.text)


def _share(alignment: Alignment, keys: set[str], there: set[str]) -> float:
    total = sum(alignment.weight(key) for key in keys)
    return sum(alignment.weight(key) for key in keys & there) / total if total else 0.0


Span = tuple[int, int]


def _causal(text: str, language: str) -> tuple[Span, Span] | None:
    """(cause, effect) spans of a sentence with a causal word, or None."""
    end = len(text)
    post = marked(text, language, "because_post")
    if post:  # Hindi: the cause stands before its postposition
        return (0, post[0].start()), (post[0].end(), end)
    because = marked(text, language, "because")
    therefore = marked(text, language, "therefore")
    if because and because[0].start() <= 3:
        comma = text.find(",", because[0].end())
        later = [match for match in therefore if match.start() > because[0].end()]
        middle = later[0].start() if later else comma
        if middle > 0:
            return (because[0].end(), middle), (middle, end)
    if because:
        return (because[0].end(), end), (0, because[0].start())
    if therefore:
        return (0, therefore[0].start()), (therefore[0].end(), end)
    return None
