"""Rules about truth: the passage carries the key, and no other option. Words and numbers only: what the passage says
in other words is not found, so these two checks miss more than they accuse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.checks.items import negatives
from generator.checks.items.options import complex_k, judged
from generator.checks.items.question import Flaw, Question, at
from generator.checks.items.stems import unfocused
from generator.domain.sentences import sentences
from generator.domain.text import words

_BEST = re.compile(
    r"\b(?:trước tiên|đầu tiên|trước hết|nhất|ưu tiên|chủ yếu|first|best|most|main|mainly|primary|chief|least)\b"
    r"|सबसे|पहले|मुख्य|सर्वोत्तम"
)
_MARKED_NOT = re.compile(r"\b(?:KHÔNG|CHƯA|TRỪ|NGOẠI TRỪ|SAI|NOT|EXCEPT|NEVER|FALSE|INCORRECT|LEAST)\b|\*\*|“नहीं”")
_FORBIDS = re.compile(r"\b(?:không|chưa|cấm|tránh|đừng|not|never|avoid|don['’]t|no)\b|नहीं|बिना")
_SAID = 0.5  # share of an option's words in a stretch of clauses that is taken for the option
_JOINING = frozenset(
    words(
        "và hoặc hay cùng với các những một ít nhất tối thiểu khác của cho để được theo bằng có "
        "and or the a an at least to of for with by other another one और या तथा एवं के का की को"
    )
)


class Stretch(NamedTuple):
    """One to three neighbouring clauses of a sentence: raw words, content words, where they stand."""

    sentence: int
    first: int
    last: int
    raw: frozenset[str]
    content: frozenset[str]


def several_true(question: Question) -> Iterator[Flaw]:
    """The passage lists the key and one distractor side by side, so that both answer the stem. When most options
    stand in one list the stem picks from it by something else, and nothing is said."""
    if not _readable(question) or _BEST.search(question.low):
        return
    stem = _tokens(question, question.last_sentence)
    listed: list[int] = []
    for number in question.distractors:
        if any(
            _side_by_side(question, key, other, stem)
            for key in _said(question, question.key)
            for other in _said(question, number)
        ):
            listed.append(number)
    if len(listed) == 1 or (len(listed) == 2 and len(question.options) >= 5):
        yield Flaw(at(listed[0]), question.choices[listed[0]])


def _readable(question: Question) -> bool:
    """Whether one key can be held against the passage: no negative question, no verdicts, no combined options."""
    if not question.source or len(question.keys) != 1 or len(question.options) < 3:
        return False
    if any(next(check(question), None) for check in (negatives.unmarked, negatives.double, judged, complex_k)):
        return False
    lexicon = question.words
    if any(lexicon.is_all(name, question.lower[question.key]) for name in ("all_of", "none_of")):
        return False
    return _MARKED_NOT.search(question.asked) is None


def _side_by_side(question: Question, key: Stretch, other: Stretch, stem: frozenset[str]) -> bool:
    """Two stretches of one sentence, the later of which is a bare item of the list that the earlier one opens."""
    if key.sentence != other.sentence or not (key.last < other.first or other.last < key.first):
        return False
    later, number = (key, question.key) if other.last < key.first else (other, None)
    said = set(words(question.choices[number])) if number is not None else None
    if said is None:
        said = next(set(words(question.choices[n])) for n in question.distractors if other in _said(question, n))
    # one word or code ("10b") beside another says nothing about what each stands for
    asked = set(words(question.last_sentence)) if len(said) > 1 else set()
    bare = not {word for word in later.raw - said - asked if word not in _JOINING}
    sentence = _tokens(question, sentences(question.source)[key.sentence])
    before = _tokens(question, " ".join(sentences(question.source)[max(0, key.sentence - 1) : key.sentence]))
    return bare and len(stem & (sentence | before)) >= 0.3 * len(stem)


def _said(question: Question, number: int) -> list[Stretch]:
    """Stretches that say the option: most of its words there, the rest in the same sentence."""
    option = _tokens(question, question.choices[number])
    stem = _tokens(question, question.last_sentence)
    if not option:
        return []
    whole: dict[int, set[str]] = {}
    stretches = _stretches(question)
    for stretch in stretches:
        whole.setdefault(stretch.sentence, set()).update(stretch.content)
    return [
        stretch
        for stretch in stretches
        if len(option & stretch.content) >= _SAID * len(option)
        and len(option & whole[stretch.sentence]) >= 0.8 * len(option)
        and len(stretch.content & (option | stem)) >= 0.4 * len(stretch.content)
    ]


def _stretches(question: Question) -> list[Stretch]:
    found = []
    for place, sentence in enumerate(sentences(question.source)):
        clauses = _clauses(sentence, question.language)
        for first in range(len(clauses)):
            for last in range(first, min(first + 3, len(clauses))):
                text = " ".join(clauses[first : last + 1])
                found.append(Stretch(place, first, last, frozenset(words(text)), _tokens(question, text)))
    return found


def unsupported(question: Question) -> Iterator[Flaw]:
    """Another option stands in the passage where it speaks of what the stem asks, and the key does not."""
    if not _readable(question) or next(unfocused(question), None):
        return
    stem = _tokens(question, question.asked)
    every = [_tokens(question, choice) for choice in question.choices]
    common = frozenset.intersection(*every)
    own = [tokens - stem - common for tokens in every]
    key = own[question.key]
    if not key:
        return
    parts = [_tokens(question, sentence) for sentence in sentences(question.source)]
    forbids = [bool(_FORBIDS.search(sentence.lower())) for sentence in sentences(question.source)]
    allowed = bool(_FORBIDS.search(question.low))
    best = [max((_score(tokens, stem, part) for part in parts), default=(0.0, 0.0)) for tokens in own]
    key_said, key_fits = best[question.key]
    for number in question.distractors:
        said, fits = best[number]
        if not own[number] or said < 0.8:
            continue
        place = next(i for i, part in enumerate(parts) if _score(own[number], stem, part) == best[number])
        if forbids[place] and not allowed:
            continue
        rivals = [best[n][0] for n in question.distractors if n != number and own[n]]
        long = len(own[number]) >= 3 and key_said <= 0.6 and all(rival <= 0.7 for rival in rivals)
        several = len(own[number]) >= 2 or any(token.isdigit() for token in own[number])
        several = several or fits >= key_fits + 0.4
        placed = several and fits >= 0.4 and (key_said <= 0.6 or fits >= key_fits + 0.4)
        if long or (placed and all(_fit_of(own[n], stem, parts) < fits for n in question.distractors if n != number)):
            yield Flaw(at(question.key), question.choices[number])
            return


def _score(option: frozenset[str], stem: frozenset[str], part: frozenset[str]) -> tuple[float, float]:
    """How much of the option a sentence says, and how well it fits the stem."""
    if not option:
        return 0.0, 0.0
    return len(option & part) / len(option), len(stem & part) / max(1, len(stem))


def _fit_of(option: frozenset[str], stem: frozenset[str], parts: list[frozenset[str]]) -> float:
    """The best fit of a sentence that says the whole option."""
    return max((_score(option, stem, part)[1] for part in parts if option and option <= part), default=0.0)


def _tokens(question: Question, text: str) -> frozenset[str]:
    numbers = re.findall(r"\d+(?:[.,/]\d+)*", text)
    kept = [word for word in question.words.content(text) if not word.isdigit()]
    # in Vietnamese a syllable says little: pairs of neighbours count beside them
    pairs = question.words.phrases(text) if question.language == "vi" else ()
    return frozenset([*kept, *pairs, *(number.lstrip("0") or "0" for number in numbers)])


def _clauses(sentence: str, language: str) -> list[str]:
    joiners = {"vi": r"\b(?:và|hoặc|hay)\b", "en": r"\b(?:and|or)\b", "hi": r"(?:और|या|तथा)\s"}[language]
    return [part for part in re.split(rf"[;:()]|,(?!\d)|{joiners}", sentence) if words(part)]
