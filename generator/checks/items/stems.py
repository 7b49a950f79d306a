"""Rules about the stem: it asks one clear thing, with nothing that is not needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.items.lexicon import whole
from generator.checks.items.question import Flaw, Question
from generator.domain.text import words

_GENERIC = {
    "vi": re.compile(
        r"^(?:(?:hãy )?chọn )?(?:câu|phát biểu|nhận định|khẳng định|ý|mệnh đề|phương án|đáp án|điều|nội dung|lựa chọn)"
        r"(?: trả lời)?(?: nào)?(?: (?:sau|dưới) đây)?(?: là| nói)?"
        r" (?:đúng|sai|chính xác|không đúng|đúng nhất|phù hợp nhất|không chính xác"
        r"|chưa đúng)(?: nhất)?(?: (?:về|với|khi nói về) .*)?[?:.]?$"
    ),
    "en": re.compile(
        r"^(?:choose|select|pick|mark|which)(?: one)?(?: of)?(?: the)?(?: following)?(?: (?:statement"
        r"|sentence|option|answer|claim)s?)?"
        r"(?: (?:is|are))?(?: not)?(?: the)? (?:true|false|correct|right|incorrect|wrong)(?: (?:one"
        r"|answer|option|statement))?"
        r"(?: (?:about|of|for|regarding|concerning) .*)?[?:.]?$"
    ),
    "hi": re.compile(
        r"^(?:निम्नलिखित में से|निम्न में से|इनमें से)?\s*कौन-?\s?सा?ी? ?(?:कथन|विकल्प|वाक्य)?\s*(?:सही"
        r"|गलत|सत्य) है[?।:]?$"
    ),
}
_ASKING = {
    "vi": whole(
        r"nào|gì|ai|đâu|sao|mấy|bao nhiêu|bao lâu|bao giờ|thế nào|ra sao|hãy|nêu|chọn|điền|hoàn thành"
        r"|sắp xếp|ghép|nối|đúng hay sai"
    ),
    "en": whole(
        r"which|what|who|whom|whose|when|where|why|how|choose|select|name|complete|match|put|arrange|true or false"
    ),
    "hi": whole(r"क्या|कौन|कौन-?सा|कौन-?सी|कब|कहाँ|क्यों|कैसे|कितन[ाीे]|किस|किसे|किन|चुनें|लिखें|बताएँ|बताइए"),
}
_PREDICATE = {
    "vi": whole(
        r"là|gồm|bao gồm|được|phải|cần|nên|có|do|thuộc|nằm|cho phép|giúp|nhằm|để|bằng|không|sẽ|bị|gọi là"
        r"|tính từ|dùng để"
        r"|thể hiện|đặt ở|bắt đầu|kết thúc|chịu trách nhiệm"
    ),
    "en": whole(
        r"is|are|was|were|be|must|should|shall|may|can|could|will|would|has|have|had|does|do|did|means|refers|consists"
        r"|includes?|contains?|needs?|requires?|applies|begins?|starts?|ends?|shows?|helps?|lets?|tells?|asks?|uses?"
    ),
    "hi": whole(r"है|हैं|था|थे|होगा|चाहिए|होता|होती|होते|सकता|सकते|करता|करते|करें"),
}
# An unfinished sentence is a completion, not a bare topic.
_GOES_ON = re.compile(
    r"\b(?:tại|ở|do|bởi|để|bằng|vào|trong|với|cho|theo|từ|đến|về|của|at|in|on|by|to|for|with|from|of|as|an?|the|than|that)\s*:?$"
)
_BLANK = re.compile(r"_{2,}|\.{4,}|…+\.*|(?<=\s)\.{3}(?=[\s,;])|\[\s*(?:\.{2,}|…|_+)?\s*\]|\(\s*(?:\.{2,}|…|_+)\s*\)")
_FORM = re.compile(r"^\s*/\s*[\w-]*[A-ZĐ]{2}|^\s*/\s*(?:qđ|bc|tb|ubnd)", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"‘'«][^”\"’'»]*[”\"’'»]")


def unclear(question: Question) -> Iterator[Flaw]:
    """The reader cannot tell what "it", "họ", "việc này" is. A pronoun is clear when the words before it in the stem
    name something it can stand for."""
    lexicon = question.words
    text = _QUOTED.sub(lambda match: "x" * len(match.group()), question.low)
    for found in lexicon.all("empty_reference", text):
        yield Flaw("stem", found.group())
        return
    for found in lexicon.all("pronoun_person", text):
        if not lexicon.find("persons", _named(question, text[: found.start()])):
            yield Flaw("stem", found.group())
            return
    for found in lexicon.all("pronoun_thing", text):
        if not _thing_before(question, text[: found.start()]):
            yield Flaw("stem", found.group())
            return
    for found in lexicon.all("pointing", text):
        before, after = text[: found.start()], text[found.end() :]
        if not _pointed_at(question, before, after):
            yield Flaw(
                "stem", " ".join([*before.split()[-1:], found.group()]) if question.language == "vi" else found.group()
            )
            return


def _named(question: Question, before: str) -> str:
    """The words before, without the thing that is asked for ("cơ quan nào")."""
    if question.language == "vi":
        return re.sub(r"(?:\w+ ){1,3}(?:nào|gì)\b|\bai\b", " ", before)
    return re.sub(r"\b(?:which|what) \w+|\bwho\b", " ", before)


def _thing_before(question: Question, before: str) -> bool:
    """Whether something that is no person has been named."""
    lexicon = question.words
    rest = _named(question, before)
    for found in reversed(lexicon.all("persons", rest)):
        rest = rest[: found.start()] + " " + rest[found.end() :]
    if question.language == "en":
        noun = re.search(
            r"\b(?:an?|the|each|every|any|some|another|your|their|his|her|our|of|in|for|on|with|no)\s+(?!it\b"
            r"|they\b)\w{3,}",
            rest,
        )
        return noun is not None or re.search(r"\b\w{4,}s\b (?:when|if|before|after|and|that)", rest) is not None
    least = 3 if question.language == "vi" else 1
    return len(lexicon.content(rest)) >= least


def _pointed_at(question: Question, before: str, after: str) -> bool:
    """Whether "this X" points at something: a sentence before it, or the same X named before."""
    lexicon = question.words
    if "xxxx" in before:
        return True  # quoted words stand before it
    if re.search(r"[.:;!?।]\s", before) or len(lexicon.content(before)) >= 9:
        return len(lexicon.content(before)) >= 3
    if question.language == "vi":
        head = words(before)[-1:]
        return bool(head) and (
            words(before)[:-1].count(head[0]) > 0 or len(lexicon.content(_named(question, before))) >= 5
        )
    head = words(after)[:1]
    return bool(head) and (stem_known(head[0], before) or len(lexicon.content(_named(question, before))) >= 4)


def stem_known(word: str, text: str) -> bool:
    """Whether the text has the word, singular or plural."""
    return any(word.removesuffix("s") == other.removesuffix("s") for other in words(text))


def blank(question: Question) -> Iterator[Flaw]:
    """A gap inside the sentence. A gap at the end, and a form quoted with its dots ("Số: ……/BC-UBND"), are none."""
    for found in _BLANK.finditer(question.asked):
        after = question.asked[found.end() :]
        before = question.asked[: found.start()]
        if _FORM.match(after) or (found.group() == "…" and re.search(r",\s*$", before)):
            continue
        rest = re.split(r"[.!?।]+[”\"’']?(?:\s|$)", after, maxsplit=1)[0]
        if words(rest):
            yield Flaw("stem", found.group())
            return


def unfocused(question: Question) -> Iterator[Flaw]:
    """A bare topic, or "Which statement is true?": the options must be read to know what is asked."""
    low = question.low.strip(' “”"')
    if _GENERIC[question.language].match(low):
        yield Flaw("stem", question.asked)
        return
    if "?" in low or _ASKING[question.language].search(low) or low.endswith((".", "।")) or _BLANK.search(low):
        return
    bare = re.sub(r"^(?:về|nói về|liên quan đến|đối với|trong|theo|about|regarding|concerning|for|under)\b", "", low)
    if _GOES_ON.search(low):
        return
    topic = not _PREDICATE[question.language].search(_QUOTED.sub(" ", bare))
    if topic and len(words(low)) <= 14:
        yield Flaw("stem", question.asked)


def gratuitous(question: Question) -> Iterator[Flaw]:
    """A story with details that neither the passage nor the options need."""
    stem = question.low
    sentences = re.split(r"(?<=[.!?।])\s+", stem)
    told = " ".join(sentences[:-1]) if len(sentences) > 1 else ",".join(stem.split(",")[:-1])
    if len(words(told)) < 12:
        return
    lexicon = question.words
    needed = f"{question.source} {' '.join(question.choices)} {sentences[-1] if len(sentences) > 1 else ''}".lower()
    details = [found.group() for found in lexicon.all("story", told) if found.group() not in needed]
    known = set(lexicon.content(needed))
    strange = []
    for clause in re.split(r"[,;.!?।]|\b(?:và|rồi|and|then)\b", told):
        told_words = lexicon.content(clause)
        if len(told_words) >= 3 and sum(word in known for word in told_words) / len(told_words) < 0.4:
            strange.append(clause.strip())
    if len(details) >= 2 or (details and len(strange) >= 2) or len(strange) >= 4:
        yield Flaw("stem", "; ".join(details[:3] or strange[:3]))
