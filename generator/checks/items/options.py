"""Rules about the options: each an answer of its own, distinct, thinkable, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from generator.checks.items.lexicon import whole
from generator.checks.items.numbers import Amount, amount, same_kind
from generator.checks.items.question import Flaw, Question, at
from generator.checks.items.stems import _GENERIC
from generator.domain.text import words

_JUDGE = {
    "vi": re.compile(r"^(?:đúng|sai|có|không)(?:$|\s*[,.:;(-]|\s+(?:vì|nếu|bởi|do|khi|hoàn toàn|một phần)\b)"),
    "en": re.compile(
        r"^(?:true|false|yes|no|correct|incorrect|right|wrong)(?:$|\s*[,.:;(-]|\s+(?:because|if|since|as|when)\b)"
    ),
    "hi": re.compile(r"^(?:सही|गलत|ग़लत|सत्य|असत्य|हाँ|हां|नहीं)(?:$|\s*[,.:;(-]|\s+(?:क्योंकि|यदि|अगर))"),
}
_CERTAIN = re.compile(r"^(?:đúng|sai|true|false|correct|incorrect|सही|गलत|ग़लत|सत्य|असत्य)\b")
_PART = r"(?:\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})\)?)"
_JOIN = (
    r"(?:và|hoặc|cả|chỉ|chỉ có|đều|đúng|sai|không|không có|có|phương án|ý|câu|nội dung|hai|ba|các"
    r"|only|and|or|both|neither|nor|not|but|the|parts?|options?|statements?|are|is|correct|right"
    r"|false|true|और|या|दोनों|केवल|सिर्फ|सही|में|[,+&;/])"
)
_COMBINED = re.compile(rf"^(?:{_JOIN}\s*)*{_PART}(?:\s*(?:{_JOIN}\s*)+{_PART})*(?:\s*{_JOIN})*$")
_PARTS = re.compile(r"(?<![\w])\(?([a-h]|[ivx]{1,4}|\d{1,2})\)?(?![\w])")
_LISTED = re.compile(
    r"(?:\(\s*(?:1|i|a)\s*\)|(?:^|[\s:;])(?:1|i|a)[.)])\s.*(?:\(\s*(?:2|ii|b)\s*\)|[\s:;](?:2|ii|b)[.)])\s", re.DOTALL
)
_OPTION_LABEL = re.compile(r"^\s*\(?([A-H])[.)]\s")
_FIRST_PARTS = whole(
    r"cả hai (?:ý|phương án|đáp án|câu) (?:đầu|đầu tiên|sau|cuối)|both of the (?:first|last) two"
    r"|the (?:first|last) two|hai (?:ý|phương án) (?:đầu|cuối|sau)"
)
_NEGATION = whole(r"không|chưa|chẳng|trừ|not|never|no|without|नहीं|बिना|cannot|\w+n['’]t")


def none_of_the_above(question: Question) -> Iterator[Flaw]:
    """An option that rejects all others."""
    for number, choice in enumerate(question.lower):
        if question.words.is_all("none_of", choice):
            yield Flaw(at(number), question.choices[number])


def all_of_the_above(question: Question) -> Iterator[Flaw]:
    """An option that accepts all others, in words or by naming every other letter."""
    for number, choice in enumerate(question.lower):
        if question.words.is_all("none_of", choice):
            continue
        if question.words.is_all("all_of", choice) or (_combined(question, number) and _covers_all(question, number)):
            yield Flaw(at(number), question.choices[number])


def _combined(question: Question, number: int) -> bool:
    choice = question.lower[number]
    return _COMBINED.match(choice) is not None and len(set(_PARTS.findall(choice))) >= 2


def _covers_all(question: Question, number: int) -> bool:
    """Whether "A, B và C" names every option but itself (only where letters are meant)."""
    named = {part for part in _PARTS.findall(question.lower[number]) if part in "abcdefgh"}
    others = [n for n in range(len(question.options)) if n != number and not _combined(question, n)]
    return len(named) == len(others) == len(question.options) - 1 and len(named) >= 2


def complex_k(question: Question) -> Iterator[Flaw]:
    """Options that combine listed parts, or repeat two other options in one."""
    combined = [n for n in range(len(question.options)) if _combined(question, n) and not _covers_all(question, n)]
    lettered = any(_OPTION_LABEL.match(option) for option in question.options)
    listed = _LISTED.search(question.low) is not None
    for number in combined:
        letters = any(part.isalpha() for part in _PARTS.findall(question.lower[number]))
        if listed or letters or lettered or "(" in question.options[number] or len(combined) >= 2:
            yield Flaw(at(number), question.choices[number])
            return
    for number, choice in enumerate(question.lower):
        if _FIRST_PARTS.fullmatch(choice):
            yield Flaw(at(number), question.choices[number])
            return
        pieces = re.split(r"\s+(?:và|and|cùng|cũng như|as well as|lẫn|और)\s+", choice)
        others = set(question.lower) - {choice}
        if len(pieces) == 2 and all(
            piece.removeprefix("cả ").removeprefix("both ").strip() in others for piece in pieces
        ):
            yield Flaw(at(number), question.choices[number])
            return


def judged(question: Question) -> Iterator[Flaw]:
    """True/false in disguise: the options say "right" or "wrong", or each is a statement to be judged by itself."""
    pattern = _JUDGE[question.language]
    verdicts = [number for number, choice in enumerate(question.lower) if pattern.match(choice)]
    bare = [n for n in verdicts if len(words(question.lower[n])) == 1 or _CERTAIN.match(question.lower[n])]
    if len(question.lower) == 2 and _negates(*question.lower):
        yield Flaw(at(0), " / ".join(question.choices))
        return
    kinds = {words(question.lower[number])[0] for number in verdicts}
    if len(verdicts) >= 2 and len(kinds) >= 2 and (bare or len(verdicts) == len(question.options)):
        yield Flaw(at(verdicts[0]), question.choices[verdicts[0]])
    elif _GENERIC[question.language].match(question.low.strip(' “”"')):
        yield Flaw("stem", question.asked)


def _negates(one: str, two: str) -> bool:
    """Whether one of two options is the other with "not" before it."""
    bare = [re.sub(r"^(?:không|chưa|not|is not|does not|no)\s+", "", text) for text in (one, two)]
    return bare[0] == bare[1] and one != two


def absolute(question: Question) -> Iterator[Flaw]:
    """ "Always", "never" and their like in distractors only: a test-wise reader strikes them out."""
    if any(_absolute(question, number) for number in question.keys):
        return
    for number in question.distractors:
        found = _absolute(question, number)
        if found:
            yield Flaw(at(number), found)
            return


def _absolute(question: Question, number: int) -> str:
    """The absolute word of an option. A quoted one is the word under test; one of the stem was put there on purpose."""
    choice = re.sub(r"[“\"'‘][^”\"'’]*[”\"'’]", " ", question.lower[number])
    found = question.words.find("absolute", choice)
    return "" if found and found in question.low else found


def vague(question: Question) -> Iterator[Flaw]:
    """A frequency or amount that everybody reads differently, in the stem or an option."""
    stem = re.sub(r"[“\"][^”\"]*[”\"]", " ", question.low)
    found = question.words.find("vague", stem)
    if found:
        yield Flaw("stem", found)
        return
    for number, choice in enumerate(question.lower):
        found = question.words.find("vague", re.sub(r"[“\"][^”\"]*[”\"]", " ", choice))
        if found:
            yield Flaw(at(number), found)
            return


def implausible(question: Question) -> Iterator[Flaw]:
    """A distractor nobody would choose: it comes from a world that stem, key and passage know nothing of."""
    key = " ".join(question.lower[number] for number in question.keys)
    known = f"{question.low} {question.source.lower()} {key}"
    for number in question.distractors:
        for found in question.words.all("absurd", question.lower[number]):
            if found.group() not in known:
                yield Flaw(at(number), found.group())
                return


def sequence(question: Question) -> Iterator[Flaw]:
    """Numbers or dates that neither rise nor fall."""
    amounts = [amount(choice) for choice in question.lower]
    known = [found for found in amounts if found is not None]
    if len(known) < 3 or len(known) < len(amounts) - 1 or not same_kind(list(known)):
        return
    points = [
        (found.low, found.high) if found.low != float("-inf") else (found.high - 1e-9, found.high) for found in known
    ]
    if len(set(points)) < len(points):
        return
    rising = all(first <= second for first, second in pairwise(points))
    falling = all(first >= second for first, second in pairwise(points))
    if not rising and not falling:
        yield Flaw("options", "; ".join(question.choices))


def overlapping(question: Question) -> Iterator[Flaw]:
    """Two options that mean the same, or one of which includes the other."""
    for first, second in combinations(range(len(question.options)), 2):
        if _combined(question, first) or _combined(question, second) or _rejects(question, first, second):
            continue
        if _same(question, first, second):
            yield Flaw(at(second), f"{question.choices[first]} / {question.choices[second]}")
            return


def _rejects(question: Question, first: int, second: int) -> bool:
    return any(
        question.words.is_all(name, question.lower[number])
        for name in ("none_of", "all_of")
        for number in (first, second)
    )


def _same(question: Question, first: int, second: int) -> bool:
    one, two = amount(question.lower[first]), amount(question.lower[second])
    if one is not None and two is not None and same_kind([one, two]):
        return _ranges_meet(one, two)
    lexicon = question.words
    plain = [lexicon.plain(question.choices[number]) for number in (first, second)]
    if [bool(_NEGATION.search(text)) for text in plain] not in ([True, True], [False, False]):
        return False
    sets = [set(lexicon.content(_codes(text))) for text in plain]
    numbers = [set(re.findall(r"\d+(?:[.,/]\d+)*", text)) for text in plain]
    if numbers[0] != numbers[1]:
        return False
    if _contrast(plain) or not _in_order(*(lexicon.content(_codes(text)) for text in plain)):
        return False
    small, large = sorted(sets, key=len)
    whole = question.options[first].strip().endswith(".") and len(small) >= 2  # sentences under test differ in form
    if not small or (small < large and (whole or _grid(question) or _other_body(question, first, second))):
        return False
    if len(small) == 1 and len(large) > 1:
        only = next(iter(small))
        return only.startswith("syn") and only in large and len(large) <= 3
    return small <= large


# Small words by which two options differ on purpose.
_CONTRASTS = frozenset(
    words(
        "trước sau trong ngoài trên dưới đầu cuối đến từ lên xuống vào ra chỉ cả mọi mỗi một đã sẽ đang được bị"
        " before after during within outside above below over under first last all only any each to from in out by with"
        " पहले बाद ऊपर नीचे अंदर बाहर"
    )
)


def _contrast(texts: list[str]) -> bool:
    """Whether the options differ in a word like "before" and "after"."""
    one, two = (set(words(text)) & _CONTRASTS for text in texts)
    return bool(one - two) and bool(two - one)


def _in_order(one: list[str], two: list[str]) -> bool:
    """Whether the words of the shorter stand in the longer in the same order."""
    small, large = sorted((one, two), key=len)
    rest = iter(large)
    return all(word in rest for word in small)


def _grid(question: Question) -> bool:
    """Whether all options list the same number of attributes: such options differ in one on purpose."""
    counts = {len(re.split(r"[,;]", choice)) for choice in question.lower}
    return len(counts) == 1 and counts != {1}


def _other_body(question: Question, first: int, second: int) -> bool:
    """Whether both name a body, of a different kind: "Thanh tra Bộ Nội vụ" is not "Bộ Nội vụ"."""
    heads = [words(question.lower[number])[:1] for number in (first, second)]
    both = all(question.words.starts("agency_head", question.lower[number]) for number in (first, second))
    return both and heads[0] != heads[1]


def _codes(text: str) -> str:
    """Words joined by dots, slashes and the like count as one, so that close codes stay different."""
    return re.sub(r"(?<=\w)[./:_-](?=\w)|(?<!\w)-(?=\w)", "q", text)


def _ranges_meet(one: Amount, two: Amount) -> bool:
    """More than an end in common; two points only when they are equal."""
    low, high = max(one.low, two.low), min(one.high, two.high)
    if one.low == one.high and two.low == two.high:
        return one.low == two.low and "#date" not in one.rest
    if one.low == one.high or two.low == two.high:
        return (low == high and low not in (one.low, one.high, two.low, two.high)) or (
            one.bounded != two.bounded and low <= high and one.low < high < one.high
        )
    return low < high
