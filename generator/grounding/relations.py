"""Who does what to whom, what comes first, and what follows from what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.grounding.align import Alignment
from generator.grounding.attach import preferred, ties, wanted
from generator.grounding.claims import marked
from generator.grounding.conflicts import Conflict
from generator.grounding.evidence import Segment
from generator.grounding.tokens import Token


def relation_conflicts(alignment: Alignment) -> Iterator[Conflict]:
    """Conflicts between the parts of a claim, each of which may well stand in the passages."""
    yield from _moved(alignment)
    yield from _rows(alignment)
    yield from _order(alignment)
    yield from _cause(alignment)


def _moved(alignment: Alignment) -> Iterator[Conflict]:
    """Names that stand elsewhere than in the segments that carry the rest, while those have another name that the claim
    leaves out; and names whose neighbours in the claim are those of another name."""
    claim, evidence = alignment.claim, alignment.evidence
    far = [t for t in alignment.content if t.key in evidence.keys and t.key not in alignment.reached]
    own = {token.key for token in claim.tokens}
    others = [
        (index, token)
        for index in alignment.segments
        for token in evidence.segments[index].tokens
        if token.proper and token.content and token.key not in own
    ]
    for name in [token for token in far if token.proper]:
        if others:
            yield Conflict("name_moved", 1.0, claim.text[name.start : name.end])
    for name in [token for token in alignment.content if token.proper]:
        yield from _tied_elsewhere(alignment, name, others)
        if _under_another_heading(alignment, name):
            yield Conflict("name_tied", 1.0, claim.text[name.start : name.end])


def _rows(alignment: Alignment) -> Iterator[Conflict]:
    """The subject of one row of a table (its first cell), or of one entry of a list ("Subject: what is said of it"),
    with what another row says."""
    subjects = {i: s for i, seg in enumerate(alignment.evidence.segments) if (s := _subject(seg))}
    claim = alignment.claim
    for number, (first, last) in enumerate(claim.clauses):
        index = alignment.best[number]
        if index not in subjects:
            continue
        words = {token.key for token in claim.tokens[first:last] if token.content}
        rest = alignment.evidence.segments[index].keys - subjects[index]
        for other, subject in subjects.items():
            named = subject - subjects[index]
            alone = named and named <= words and not (words & subjects[index] - subject)
            if other != index and alone and len(words & rest - alignment.evidence.segments[other].keys) >= 1:
                found = alignment.evidence.segments[index].text
                said = next(t for t in claim.tokens[first:last] if t.key in named)
                yield Conflict("row_mixed", 1.0, claim.text[said.start : said.end], found)


def _subject(segment: Segment) -> frozenset[str]:
    """Content words of the first cell of a table row, or of an entry's label before its colon."""
    cells = [cell for cell in segment.text.split("|") if cell.strip(" -:")]
    if len(cells) > 1:
        end = segment.text.find(cells[0]) + len(cells[0])
    else:
        end = segment.text.find(":") if segment.item else 0
    if not 0 < end < 80 or end >= len(segment.text.rstrip()) - 1:
        return frozenset()
    return frozenset(token.key for token in segment.tokens if token.content and token.end <= end)


def _under_another_heading(alignment: Alignment, name: Token) -> bool:
    """Whether the name stands only in headings and leads, and what the claim says stands under others."""
    segments = alignment.evidence.segments
    homes = [index for index, segment in enumerate(segments) if name.key in segment.keys]
    if not homes or not all(index in alignment.evidence.led_by for index in homes):
        return False
    carrying = [index for index in alignment.segments if index not in homes and segments[index].lead]
    return bool(carrying) and not any(set(segments[index].lead) & set(homes) for index in carrying)


def _tied_elsewhere(alignment: Alignment, name: Token, others: Sequence[tuple[int, Token]]) -> Iterator[Conflict]:
    """A name whose neighbours in the claim stand nearer to another name of the passages."""
    places = [
        (index, token)
        for index, segment in enumerate(alignment.evidence.segments)
        for token in segment.tokens
        if token.key == name.key
    ]
    if not places or not others:
        return
    want = {key: value for key, value in wanted(alignment, name.start, name.end).items() if key != name.key}
    own = max((ties(alignment, i, t.start, t.end) for i, t in places), key=lambda near: _sum(want, near))
    rival = max((ties(alignment, i, t.start, t.end) for i, t in others), key=lambda near: _sum(want, near))
    strength = preferred(want, own, rival)
    if strength > 0.2:
        yield Conflict("name_tied", strength, alignment.claim.text[name.start : name.end])


def _sum(want: dict[str, float], near: dict[str, float]) -> float:
    return sum(weight * near.get(key, 0.0) for key, weight in want.items())


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
    """ "A before B", "after B, A", "A, then B" against the order in which the steps of the passages tell A and B."""
    claim, language = alignment.claim, alignment.claim.language
    segments = alignment.evidence.segments
    for name in ("before", "after"):
        for match in marked(claim.lower, language, name):
            early, late = _sides(alignment, match.start(), match.end(), before=name == "before")
            one, first = _spot(alignment, early - late)
            two, second = _spot(alignment, late - early)
            if min(one, two) < 0.3 or first <= second:
                continue
            if segments[first].step and segments[second].step:
                yield Conflict("order", min(one, two), match.group())
    if marked(claim.lower, language, "order") and not marked(claim.lower, language, "after"):
        rate = _step_inversion(alignment)
        if rate:
            yield Conflict("order_words", min(1.0, 2 * rate), claim.text)


def _step_inversion(alignment: Alignment) -> float:
    """Share of pairs of steps that the claim tells in another order than the passages' list or chain of arrows; a step
    is known by words that no other step of its list has. The list of which the claim names most steps counts."""
    lists: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    for index, segment in enumerate(alignment.evidence.segments):
        if segment.step:
            lists.setdefault((-1 if segment.item else segment.sentence, segment.lead), []).append(index)
    most: list[int] = []
    for steps in lists.values():
        line: list[int] = []
        for token in alignment.content:
            homes = [index for index in steps if token.key in alignment.evidence.segments[index].keys]
            if len(homes) == 1 and homes[0] not in line:
                line.append(homes[0])
        most = max(most, line, key=len)
    pairs = len(most) * (len(most) - 1) // 2
    return sum(a > b for i, a in enumerate(most) for b in most[i + 1 :]) / pairs if pairs else 0.0


def _sides(alignment: Alignment, start: int, end: int, *, before: bool) -> tuple[set[str], set[str]]:
    """(earlier, later) words of a claim around a marker; one that opens the sentence governs up to the comma."""
    text = alignment.claim.text
    left, right = _keys(alignment, 0, start), _keys(alignment, end, len(text))
    if not left and right:
        comma = max(text.find(",", end), text.find(" thì ", end))
        if comma < 0:
            return set(), set()
        left, right = _keys(alignment, comma, len(text)), _keys(alignment, end, comma)
    return (left, right) if before else (right, left)


def _cause(alignment: Alignment) -> Iterator[Conflict]:
    """Cause and effect the other way round, in the sentence that names both."""
    claim, language = alignment.claim, alignment.claim.language
    ours = _causal(claim.lower, language)
    if ours is None:
        return
    cause, effect = (_keys(alignment, *span) for span in ours)
    cause, effect = cause - effect, effect - cause
    if not cause or not effect:
        return
    for index, segment in enumerate(alignment.evidence.segments):
        theirs = _causal(segment.lower, language)
        if theirs is None:
            continue
        before = {t.key for t in segment.tokens if t.content and theirs[0][0] <= t.start < theirs[0][1]}
        after = {t.key for t in segment.tokens if t.content and theirs[1][0] <= t.start < theirs[1][1]}
        if not before:  # "Therefore …": the cause stands in the lines before
            for near in alignment.evidence.segments[max(0, index - 6) : index]:
                before |= near.keys
        straight = min(_share(alignment, cause, before), _share(alignment, effect, after))
        crossed = min(_share(alignment, cause, after), _share(alignment, effect, before))
        if crossed >= 0.4 and crossed > straight:
            yield Conflict("cause_turned", min(1.0, crossed - straight + 0.3), "", segment.text)


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
    # "do" names the agent inside a sentence ("do Bộ trưởng quy định") and a cause only at its head
    because = [m for m in marked(text, language, "because") if m.group() != "do" or m.start() <= 3]
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
