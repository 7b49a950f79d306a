"""What a question asks for: the kind of fact, its unit, and the words a passage must speak of to answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

from generator.domain.base import Language
from generator.domain.text import fold_accents
from generator.grounding.answers.glossary import same_meaning
from generator.grounding.answers.lexicon import Lexicon, Phrases, lexicon
from generator.grounding.answers.tokens import Token, find, key, tokens

Kind = Literal[
    "count", "money", "duration", "when", "who", "where", "why", "how", "list", "definition", "yesno", "form", "what"
]
# In this order a phrase decides: the narrower first.
_ORDER: tuple[Kind, ...] = (
    "money", "duration", "form", "count", "when", "who", "where", "why", "list", "how", "definition", "yesno",
)  # fmt: skip
_DURATIONS = frozenset({"hour", "day", "week", "month", "year", "minute"})
_FOCUS = 2  # words beside the asking words that name the thing asked
_AFTER = 3  # words after "how many" among which the counted thing is named
_CAPITALS = re.compile(r"[A-ZĐ]{2,}$")
_DEVANAGARI = re.compile("[\u0900-\u097f]")

Weigh = Callable[[list[str], bool], Mapping[str, float]]


class Term(NamedTuple):
    """A word, or two neighbouring words, a passage should speak of; `weight` is its rarity in the library, `groups`
    the entries of the glossary that say the same, `focus` whether it names the thing that is asked."""

    keys: tuple[str, ...]
    weight: float
    known: bool
    groups: frozenset[int] = frozenset()
    focus: bool = False
    name: bool = False


class Question(NamedTuple):
    """A question as understood. `units` are the classes of unit an answer may be in, `counted` the things counted,
    `numbers` what it says itself, `bare` whether Vietnamese was typed without marks, `topic` its words as typed
    without those that only ask."""

    text: str
    language: Language
    kind: Kind
    units: frozenset[str]
    counted: frozenset[str]
    terms: tuple[Term, ...]
    numbers: frozenset[str]
    keys: frozenset[str]
    bare: bool
    topic: tuple[str, ...]

    @property
    def weight(self) -> float:
        return sum(term.weight for term in self.terms)


def language_asked(text: str) -> tuple[Language, bool]:
    """The language of a question, and whether it is Vietnamese typed without marks: by script, by marks, and by the
    little words of each language."""
    if _DEVANAGARI.search(text):
        return "hi", False
    if fold_accents(text) != text:
        return "vi", False
    words = [token.word.lower() for token in tokens(text, "vi", bare=True)]
    english = sum(word in lexicon("en").stop or key(word, "en") in lexicon("en").stop for word in words)
    unmarked = lexicon("vi", bare=True)
    vietnamese = sum(word in unmarked.stop for word in words)
    return ("vi", True) if vietnamese > english else ("en", False)


def understand(text: str, weigh: Weigh) -> Question:
    """Read a question. `weigh` gives the rarity of words and pairs ("đăng_ký") in the library, 0 for unknown ones."""
    language, bare = language_asked(text)
    lex = lexicon(language, bare=bare)
    found = tokens(text, language, bare=bare)
    keys = [token.key for token in found]
    # "AI" is not "ai" (who): a word in capitals asks nothing
    asking = ["" if _CAPITALS.fullmatch(token.word) else token.key for token in found]
    kind, used = _kind(asking, lex)
    units, counted, more = _measure(kind, used, asking, keys, lex)
    if kind in ("what", "definition", "list") and (units or _any(keys, lex.limits)):
        kind = "count"
    much = counted <= _money_words(lex) or find(asking, ("how", "much")) >= 0
    if kind in ("count", "what") and not units and much and _any(keys, lex.fees):
        kind, units = "money", frozenset({"money"})
    if kind == "money":
        units = frozenset({"money"})
    elif kind == "duration":
        units = _DURATIONS
    content = [
        number
        for number, token in enumerate(found)
        if number not in used and number not in more and token.key not in lex.stop and not token.word.isdigit()
    ]
    return Question(
        text=text,
        language=language,
        kind=kind,
        units=units,
        counted=counted,
        terms=_terms(found, content, _focus(kind, content, used, more), language, weigh, bare),
        numbers=frozenset(token.key for token in found if token.word[0].isdigit()),
        keys=frozenset(keys),
        bare=bare,
        topic=_topic(text, found, content),
    )


def _topic(text: str, found: list[Token], content: list[int]) -> tuple[str, ...]:
    """Runs of neighbouring words that carry the question."""
    runs: list[list[int]] = []
    for number in content:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return tuple(text[found[run[0]].start : found[run[-1]].end] for run in runs)


def asking_places(text: str) -> set[int]:
    """The places of the words that ask, empty when none does."""
    language, bare = language_asked(text)
    found = tokens(text, language, bare=bare)
    return _kind(["" if _CAPITALS.fullmatch(t.word) else t.key for t in found], lexicon(language, bare=bare))[1]


def _kind(asking: list[str], lex: Lexicon) -> tuple[Kind, set[int]]:
    """The kind of question and the places of the words that ask."""
    best: tuple[int, int, Kind, int] | None = None
    for rank, kind in enumerate(_ORDER):
        for phrase in lex.asks[kind]:
            if (at := find(asking, phrase)) >= 0:
                # longer phrases say more: "how many" before "how", "bao nhiêu tiền" before "bao nhiêu"
                choice = (-len(phrase), rank, kind, at)
                if best is None or choice < best:
                    best = choice
                break
    if best is None:
        return "what", {at for at, word in enumerate(asking) if word and (word,) in lex.asks["what"]}
    size, _, kind, at = best
    return kind, set(range(at, at - size))


def _measure(
    kind: Kind, asked: set[int], asking: list[str], keys: list[str], lex: Lexicon
) -> tuple[frozenset[str], frozenset[str], set[int]]:
    """Units and counted things named by the question, and the places of unit words (they are no topic)."""
    units: set[str] = set()
    counted: set[str] = set()
    used: set[int] = set()
    for phrase in (*lex.asks["count"], ("number", "of"), ("in",), ("what",)):
        if phrase == ("in",) and kind not in ("count", "what"):
            continue
        at = find(asking, phrase)
        while at >= 0:  # typed without marks, "may" (mấy) may also be "máy": the one with a unit after it counts
            after = range(at + len(phrase), min(len(keys), at + len(phrase) + _AFTER))
            unit = _unit_at(keys, after, lex)
            if unit is not None:
                units.add(unit[0])
                used |= unit[1]
            elif phrase not in (("in",), ("what",)):
                counted |= {keys[n] for n in [n for n in after if keys[n] not in lex.fillers][:2]}
            at = find(asking, phrase, at + 1)
    if not units and kind in ("what", "list") and asked:
        before = _unit_before(keys, min(asked), lex)
        units |= {before} if before else set()
    return frozenset(units), frozenset(counted) if not units else frozenset(), used


def _unit_before(keys: list[str], end: int, lex: Lexicon) -> str | None:
    """The unit named right before the asking word ("độ tuổi nào")."""
    for unit, phrases in lex.units.items():
        if any(tuple(keys[end - len(phrase) : end]) == phrase for phrase in phrases if end >= len(phrase)):
            return unit
    return None


def _unit_at(keys: list[str], places: range, lex: Lexicon) -> tuple[str, set[int]] | None:
    for at in places:
        for unit, phrases in lex.units.items():
            for phrase in phrases:
                if tuple(keys[at : at + len(phrase)]) == phrase:
                    return unit, set(range(at, at + len(phrase)))
        if keys[at] not in lex.stop and at > places.start:
            break
    return None


def _money_words(lex: Lexicon) -> set[str]:
    return {word for phrase in lex.fees for word in phrase}


def _any(keys: list[str], phrases: Phrases) -> bool:
    return any(find(keys, phrase) >= 0 for phrase in phrases)


def _focus(kind: Kind, content: list[int], used: set[int], units: set[int]) -> set[int]:
    """The words that name what is asked: before the asking words ("độ phân giải bao nhiêu", "bằng cấp gì"), or after
    them where the sentence opens with them ("who replaced", "ai phê duyệt")."""
    asked = used | units
    if not asked:
        return set()
    first, last = min(asked), max(asked)
    before = [number for number in content if number < first][-_FOCUS:]
    after = [number for number in content if number > last][:_FOCUS]
    if kind in ("who", "when", "where", "why", "how") or not before:
        return set(after or before)
    return set(before)


def _terms(
    found: list[Token], content: list[int], focus: set[int], language: Language, weigh: Weigh, bare: bool
) -> tuple[Term, ...]:
    """Words and, in Vietnamese, pairs of neighbouring words: most of its words are two syllables."""
    words = {number: found[number].word.lower() for number in content}
    pairs = [(a, b) for a, b in pairwise(content) if b == a + 1 and language == "vi"]
    joined = {pair: f"{words[pair[0]]}_{words[pair[1]]}" for pair in pairs}
    rarity = weigh([*words.values(), *joined.values()], bare)
    unknown = max([*rarity.values(), 1.0])
    groups = same_meaning([token.key for token in found], language, bare=bare)
    terms: dict[tuple[str, ...], Term] = {}
    for number in content:
        weight = rarity.get(words[number], 0.0)
        share = 0.5 if language == "vi" else 1.0  # a syllable says half of what its pair says
        one = (found[number].key,)
        name = found[number].word[0].isupper() and number > 0
        terms[one] = Term(one, share * (weight or unknown), weight > 0, groups.get(number, frozenset()),
                          number in focus, name)  # fmt: skip
    for first, second in pairs:
        weight = rarity.get(joined[first, second], 0.0)
        both = first in focus and second in focus
        if weight or both:  # a pair the library never writes may be two words that only happen to meet
            two = (found[first].key, found[second].key)
            common = groups.get(first, frozenset()) & groups.get(second, frozenset())
            terms[two] = Term(two, 0.5 * (weight or unknown), weight > 0, common, both)
    return tuple(terms.values())
