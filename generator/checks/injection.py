"""Injected instructions in material: text that gives orders to the assistant instead of informing its reader.

Signals add up sentence by sentence: what the words say (setting rules aside, speaking to a model, steering its output,
hiding itself, asking for its prompt …) and how they are hidden (zero-width characters, comments, encodings, letters
spaced apart, fake roles). Words that are only talked about, in quotation marks with an example announced, or forbidden,
do not count. Patterns are matched without Vietnamese marks, so that unmarked text is read too.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.checks.disguise import Hidden, blanked, hidden_texts
from generator.domain.findings import Finding
from generator.domain.sentences import sentence_spans
from generator.domain.text import fold_accents
from generator.messages import say

BOUND = 1.0
FOREIGN = 0.3  # a sentence in another script than the rest of the passage
HIDDEN = 0.5  # words in a comment or spaced apart: hidden, but often an editor's own note
_TALKED_ABOUT = {"override", "leak", "role", "destroy", "suppress", "secrecy", "control", "order", "pass", "exfiltrate"}
_QUOTED = re.compile(r"[“\"«‘]([^“”\"«»‘’\n]{3,300})[”\"»’]")
_EXAMPLE = re.compile(
    r"\b(?:such as|for example|e\.g\.|for instance|like|the (?:line|phrase|sentence|words|text)|attack\w*|inject\w*"
    r"|malicious|hidden|warning sign|vi du|chang han|nhu la|cau nhu|nhung cau|cac cau|dang cau|dong chu|cum tu|ke xau"
    r"|doi tuong|tan cong|chen cau lenh|gai bay|dau hieu)\b|उदाहरण|जैसे|हमल|छिपा हुआ"
)
_FORBIDDEN = re.compile(
    r"(?:\b(?:do not|don't|must not|should not|may not|never|cannot|forbidden to|prohibited from|refuse to"
    r"|if (?:it|text|a page) (?:says|asks)|khong(?: duoc| tim cach| bao gio)?|cam|nghiem cam|tranh|ke xau co the"
    r"|tu choi)\b[^.!?\n]{0,40}|(?:मत|न करें|कभी नहीं)[^।\n]{0,20})$"
)
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_LETTER = re.compile(r"[^\W\d_]")


class Signal(NamedTuple):
    """Why a stretch was flagged: names of the signals (`injection.signal.…` in the catalogue), their sum, the place."""

    names: tuple[str, ...]
    score: float
    start: int
    end: int
    text: str


@cache
def _patterns() -> dict[str, tuple[float, tuple[re.Pattern[str], ...]]]:
    raw = json.loads(Path(__file__).with_name("injection.json").read_text("utf-8"))
    return {
        name: (
            float(entry["weight"]),
            tuple(re.compile(unicodedata.normalize("NFC", pattern), re.IGNORECASE) for pattern in entry["patterns"]),
        )
        for name, entry in raw.items()
    }


def scan(text: str) -> list[Signal]:
    """Stretches that give orders to the assistant, in reading order; empty for clean material. Offsets are those of
    the text in NFC."""
    text = unicodedata.normalize("NFC", text)
    found = [signal for hidden in hidden_texts(text) if (signal := _judge_hidden(hidden)) is not None]
    text = blanked(text)  # comments were judged by themselves
    whole = _mostly_devanagari(text)
    before = ""
    for start, end in sentence_spans(text):
        names = _weigh(text[start:end], before)
        if names and _mostly_devanagari(text[start:end]) != whole:
            names["foreign"] = FOREIGN
        score = sum(names.values())
        if score >= BOUND:
            found.append(Signal(tuple(names), score, start, end, text[start:end]))
        before = text[start:end]
    return sorted(found, key=lambda signal: signal.start)


def signals(text: str) -> tuple[str, ...]:
    """The names of all signals in a text, once each; empty for clean material."""
    return tuple(dict.fromkeys(name for signal in scan(text) for name in signal.names))


def check_injection(text: str, language: str, *, place: str = "text") -> list[Finding]:
    """One finding for each flagged stretch, with the reasons in the user's language."""
    return [
        Finding(
            check="injection",
            severity="error",
            place=place,
            message=say("injection.found", language, reasons=reasons(signal, language), words=_short(signal.text)),
            suggestion=say("injection.suggestion", language),
            start=signal.start,
            end=signal.end,
        )
        for signal in scan(text)
    ]


def reasons(signal: Signal, language: str) -> str:
    """The names of the signals as people read them."""
    return "; ".join(say(f"injection.signal.{name}", language) for name in signal.names)


def _judge_hidden(hidden: Hidden) -> Signal | None:
    """Hidden words count for themselves when nobody hides words for a good reason (encoded sentences, zero-width
    letters); a comment or spaced letters only when they give orders."""
    names = {hidden.kind: BOUND if hidden.alone else HIDDEN, **_weigh(hidden.text, "")}
    score = sum(names.values())
    if score < BOUND:
        return None
    return Signal(tuple(names), score, hidden.start, hidden.end, hidden.text)


def _weigh(sentence: str, before: str) -> dict[str, float]:
    folded = fold_accents(sentence).lower()
    quoted = [match.span(1) for match in _QUOTED.finditer(folded)]
    told = bool(_EXAMPLE.search(folded) or _EXAMPLE.search(fold_accents(before).lower()))
    names: dict[str, float] = {}
    for name, (weight, patterns) in _patterns().items():
        for start, end in _hits(folded, patterns):
            inside = any(a <= start and end <= b + 1 for a, b in quoted)
            forbidden = name in _TALKED_ABOUT and _FORBIDDEN.search(folded[max(0, start - 70) : start]) is not None
            if not (inside and told) and not forbidden:
                names[name] = weight
                break
    return names


def _hits(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield match.span()


def _mostly_devanagari(text: str) -> bool:
    return len(_DEVANAGARI.findall(text)) > len(_LETTER.findall(text)) / 2


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 120 else words[:117] + "…"
