"""True/false with the reason: a sentence of the guide, or the same with one figure, body or verb turned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.domain.quiz import TrueFalse
from generator.messages import say
from generator.writing.extractive import facts
from generator.writing.extractive.questions import invented
from generator.writing.extractive.quiz.draft import Draft
from generator.writing.extractive.quiz.material import Material, Sentence

_RULE = {
    "vi": re.compile(r"\b(?:phải|không được|chỉ được|nghiêm cấm|cần|có trách nhiệm|không cần|không phải)\b"),
    "en": re.compile(r"\b(?:must(?: not)?|never|may not|should(?: not)?|is required|are required)\b"),
    "hi": re.compile(r"चाहिए|अनिवार्य|कभी नहीं"),
}
# What a rule becomes when it is turned: (found, put instead), the first that stands once in the sentence.
_TURN = {
    "vi": (
        (r"không phải là", "là"), (r"không được(?! phép)", "được"), (r"không được phép", "được phép"),
        (r"không cần", "phải"), (r"không phải", "phải"), (r"(?<!không )phải(?! là)", "không phải"),
    ),
    "en": (
        (r"must not", "may"), (r"should not", "should"), (r"may not", "may"), (r"must never", "may"),
        (r"should never", "should"), (r"must", "need not"), (r"should(?! have)", "should not"),
    ),
    "hi": ((r"कभी नहीं", "हमेशा"), (r"(\S+ना|\S+नी) चाहिए", r"नहीं \1 चाहिए")),
}  # fmt: skip


# Before the verb of the main clause none of these stands.
_INSIDE = re.compile(
    r"[,;:“\"‘]|\b(?:nếu|khi|để|vì|mà|rằng|trường hợp|giấy tờ|if|when|whether|because|that|which|who|before|"
    r"after|while)\b"
    r"|यदि|अगर|जब|जो",
    re.IGNORECASE,
)


class Turned(NamedTuple):
    """The statement as learners read it, and whether it still holds."""

    text: str
    holds: bool


def statement_drafts(material: Material) -> Iterator[Draft]:
    """Rules of the guides to be judged, about as many wrong as right."""
    language = material.language
    wrong = right = 0
    for sentence in material.sentences():
        if not _RULE[language].search(sentence.text) or len(sentence.text.split()) > 30:
            continue
        made = (_turned(sentence, language) if wrong <= right else None) or Turned(sentence.text, True)
        wrong, right = wrong + (not made.holds), right + made.holds
        stem = say("quiz.stem.judge", language, statement=made.text.rstrip(" .।"))
        draft = Draft(stem, (), (sentence.claim,), "understand", sentence.section, language, "true_false")
        draft.made = TrueFalse(
            id="q", stem=stem, rationale=sentence.claim, bloom="understand", difficulty="medium", fact=draft.fact,
            answer=made.holds, justify=say("quiz.stem.justify", language), right="" if made.holds else sentence.text,
        )  # fmt: skip
        yield draft


def _turned(sentence: Sentence, language: str) -> Turned | None:
    """The sentence with one thing changed that the guide says otherwise; None when nothing can be changed safely."""
    text = sentence.text
    numbers = list(facts.QUANTITY[language].finditer(text))
    if len(numbers) == 1:
        near = invented(numbers[0][1], "")
        if near:
            return Turned(text[: numbers[0].start(1)] + near[0].strip() + text[numbers[0].end(1) :], False)
    for found, put in _TURN[language]:
        places = list(re.finditer(rf"(?<![\w\u0900-\u097f]){found}(?![\w\u0900-\u097f])", text))
        if len(places) == 1 and not _INSIDE.search(text[: places[0].start()]):
            return Turned(text[: places[0].start()] + places[0].expand(put) + text[places[0].end() :], False)
    return None
