"""Rules against clues: the key must not give itself away by its length, words, form or kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.items.numbers import amount
from generator.checks.items.question import Flaw, Question, at
from generator.checks.items.stems import unfocused
from generator.domain.text import words

LONGER = 1.5  # times the longest distractor
_MORE = 12  # characters: below this a difference is not seen
_VERBS_EN = frozenset(
    words(
        "is are was were be have has had can must should may will does do give gives take takes make makes send sends"
        " ask asks"
    )
)
_VOWEL = re.compile(r"^[“\"']?[aeiou]|^(?:hour|honest)", re.IGNORECASE)
_NOT_VOWEL = re.compile(r"^(?:uni|use|usu|one|eur)", re.IGNORECASE)


def longest(question: Question) -> Iterator[Flaw]:
    """The key is clearly longer and fuller than every distractor."""
    if len(question.keys) != 1 or not question.distractors:
        return
    key = question.choices[question.key]
    most = max(len(question.choices[number]) for number in question.distractors)
    if question.words.is_all("all_of", key.lower()):
        return
    if len(key) >= LONGER * most and len(key) - most >= _MORE and len(words(key)) >= 5:
        yield Flaw(at(question.key), key)


def repeated(question: Question) -> Iterator[Flaw]:
    """A content word or phrase of the stem comes back in the key and in no distractor."""
    if len(question.keys) != 1:
        return
    lexicon = question.words
    stem = lexicon.phrases(question.asked)
    key = stem & lexicon.phrases(question.choices[question.key])
    others = set().union(*(lexicon.phrases(question.choices[number]) for number in question.distractors))
    apart = [set(words(question.choices[number])) for number in question.distractors]
    key = {phrase for phrase in key if not any(set(phrase.split()) <= option for option in apart)}
    if key and not stem & others:
        yield Flaw(at(question.key), sorted(key, key=len)[-1])


def converging(question: Question) -> Iterator[Flaw]:
    """The key collects the elements that occur most often in the options."""
    if len(question.keys) != 1:
        return
    split = [_elements(choice) for choice in question.lower]
    if min(len(elements) for elements in split) < 1 or sum(len(elements) >= 2 for elements in split) < 3:
        return
    counts = Counter(element for elements in split for element in set(elements))
    scores = [sum(counts[e] - 1 for e in set(elements)) / len(elements) for elements in split]
    best = max(scores)
    key = split[question.key]
    shared = len(key) >= 2 and all(counts[element] >= 2 for element in set(key))
    if shared and scores[question.key] == best and scores.count(best) == 1:
        yield Flaw(at(question.key), question.choices[question.key])


def _elements(choice: str) -> list[str]:
    parts = re.split(r"\s*[;,]\s*|\s+(?:/|và|and|rồi|then|cùng|with|kèm|और)\s+", choice)
    return [part.strip() for part in parts if part.strip()]


def logical(question: Question) -> Iterator[Flaw]:
    """Only the key is of the kind the stem asks for: a number, a body, a time, a code."""
    if len(question.keys) != 1 or question.completion or len(question.options) < 3:
        return
    stem = question.last_sentence.lower()
    for kind, pattern in question.words.asks.items():
        if not pattern.search(stem):
            continue
        if _is(question, question.key, kind) and not any(_is(question, n, kind) for n in question.distractors):
            yield Flaw(at(question.key), question.choices[question.key])
            return


def _is(question: Question, number: int, kind: str) -> bool:
    """Whether an option is of the kind."""
    choice, low, lexicon = question.choices[number], question.lower[number], question.words
    adverbial = any(lexicon.starts(name, low) for name in ("time_start", "manner_start", "reason_start"))
    if kind == "number":
        spelled = re.match(r"(?:cả|một|nửa|half|all|no|không|chỉ)\b", low)
        return amount(low) is not None or bool(spelled) or bool(re.match(r"[\d.,]+", low))
    if kind == "document":
        return bool(lexicon.find("document_head", low))
    if kind == "time":
        return bool(re.search(r"\d[/.-]\d", choice)) or lexicon.starts("time_start", low) or _time_word(low)
    if kind == "agency":
        return not adverbial and (bool(lexicon.find("agency_head", low)) or bool(lexicon.find("persons", low)))
    if kind == "code":
        return bool(re.match(r"^[“\"=]?[A-ZĐ0-9][A-ZĐ0-9.+_/#()-]*[”\"]?(?:\s.*)?$", choice)) and not re.match(
            r"^[A-ZĐ][a-zà-ỹ]", choice
        )
    if kind == "place":
        return lexicon.starts("place_start", low) or not (adverbial or bool(re.match(r"^\d", low)))
    if kind == "reason":
        return True
    return not adverbial and not re.match(r"^\d[\d.,]*(?:\s\w+){0,2}$", low)


def _time_word(low: str) -> bool:
    return bool(
        re.search(
            r"\b(?:ngày|giờ|phút|tuần|tháng|năm|quý|ngay|sau|trước|day|hour|minute|week|month|year|quarter"
            r"|immediately|after|before|once)s?\b|दिन|माह|वर्ष|साल|घंट",
            low,
        )
    )


def grammatical(question: Question) -> Iterator[Flaw]:
    """Only the key goes on from the stem: article, number, or the kind of word that must follow."""
    if len(question.keys) != 1 or not question.completion or not question.distractors:
        return
    if next(unfocused(question), None) is not None:
        return
    stem = re.sub(r"[\s_.…:]+$", "", question.low)
    clue = _article(question, stem) if question.language == "en" else _follows(question, stem)
    if clue:
        yield Flaw(at(question.key), question.choices[question.key])


def _article(question: Question, stem: str) -> bool:
    starts = [bool(_VOWEL.match(c)) and not _NOT_VOWEL.match(c) for c in question.choices]
    key = starts[question.key]
    others = [starts[number] for number in question.distractors]
    if re.search(r"\ban$", stem):
        return key and not any(others)
    if re.search(r"(?<!\w)a$", stem):
        return not key and all(others)
    forms = [_form(choice) for choice in question.lower]
    mine = forms[question.key]
    return mine not in [forms[number] for number in question.distractors] and (
        mine in ("to", "verb", "clause", "ing") or len({forms[number] for number in question.distractors}) == 1
    )


def _form(choice: str) -> str:
    """What an English phrase begins with."""
    tokens = words(choice)
    first = tokens[0] if tokens else ""
    if first == "to":
        return "to"
    if first in ("a", "an", "one", "each", "every"):
        return "one"
    if first in ("the", "this", "that", "its", "their", "your"):
        return "the"
    if first in ("when", "if", "because", "that", "whether", "unless", "before", "after", "once", "until"):
        return "clause"
    if first in ("in", "on", "at", "by", "for", "with", "from", "of", "under", "within", "through", "into", "about"):
        return "preposition"
    if first in _VERBS_EN:
        return "verb"
    if first.endswith("ing") and len(first) > 5:
        return "ing"
    last = next((t for t in tokens if t in ("of", "for", "in", "with", "that", "to")), "")
    head = tokens[tokens.index(last) - 1] if last and tokens.index(last) else (tokens[-1] if tokens else "")
    return "many" if head.endswith("s") and not head.endswith("ss") else "noun"


def _follows(question: Question, stem: str) -> bool:
    for pattern, kind in question.words.expects:
        if pattern.search(stem):
            fits = [_fits(question, number, kind) for number in range(len(question.options))]
            return fits[question.key] and not any(fits[number] for number in question.distractors)
    return False


def _fits(question: Question, number: int, kind: str) -> bool:
    low, lexicon = question.lower[number], question.words
    if kind == "place":
        return lexicon.starts("place_start", low)
    if kind == "agency":
        return lexicon.starts("agency_head", low) or lexicon.starts("persons", low)
    if kind == "time":
        return bool(re.search(r"\d", low)) or lexicon.starts("time_start", low) or _time_word(low)
    if kind == "clause":
        return not re.match(r"^(?:để|bằng|ở|tại|khi|được|phải)\b", low)
    openers = ("time_start", "manner_start", "reason_start", "place_start")
    adverbial = any(lexicon.starts(name, low) for name in openers)
    auxiliary = bool(re.match(r"^(?:được|bị|phải|cần|nên|có|không|sẽ|đã|đang|hãy|đừng)\b", low))
    if kind == "verb" and question.language == "vi":
        return lexicon.starts("verb_start", low)
    if kind == "verb":
        nominal = lexicon.starts("agency_head", low) or bool(re.match(r"^(?:sự|việc|cái|những|các|một|\d)", low))
        return not nominal and not adverbial and not auxiliary
    return not adverbial and not auxiliary
