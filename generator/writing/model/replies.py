"""The JSON object in a model's answer, and whether its words are in the language that was asked for."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.domain.base import Language
from generator.domain.text import words

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_VIETNAMESE = re.compile(r"[ăâđêôơưạảãàáấầẩẫậắằẳẵặẹẻẽèéếềểễệỉĩịìíọỏõòóốồổỗộớờởỡợụủũùúứừửữựỳýỵỷỹ]", re.IGNORECASE)
_DEVANAGARI = re.compile("[\u0900-\u097f]")
FEW = 6  # words from which a text can be told to be in a language


def find_object(text: str) -> dict[str, Any] | None:
    """The largest JSON object in the text, whatever stands around it (a fence, a thought, a greeting); None without
    one."""
    text = _THOUGHT.sub("", text)
    decoder = json.JSONDecoder(strict=False)  # models put line breaks into strings
    best: dict[str, Any] | None = None
    size = at = 0
    while (at := text.find("{", at)) >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            at += 1
            continue
        if isinstance(value, dict) and end - at > size:
            best, size = value, end - at
        at = end
    return best


def in_language(text: str, language: Language) -> bool:
    """Whether the words can be in that language, by their letters: most words of a Vietnamese text carry a mark, Hindi
    has its own script, English has neither. Too few words are let through."""
    found = words(text)
    if len(found) < FEW:
        return True
    hindi = sum(bool(_DEVANAGARI.search(word)) for word in found) / len(found)
    vietnamese = sum(bool(_VIETNAMESE.search(word)) for word in found) / len(found)
    if language == "hi":
        return hindi >= 0.5
    if language == "vi":
        return vietnamese >= 0.25
    return hindi < 0.2 and vietnamese < 0.2 and sum(word.isascii() for word in found) >= 0.8 * len(found)
