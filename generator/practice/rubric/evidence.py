"""Where a prompt does what a good or a bad one does: matches of the lexicon, read with their negations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.practice.rubric.lexicon import Lexicon, lexicon
from generator.practice.rubric.prepare import Prepared

# Faults that are turned around by a "not" before them ("do not invent"). The others carry their own negation, or
# stay what they are when negated.
NEGATABLE = (
    "invent",
    "impersonate",
    "decide",
    "coerce",
    "memory",
    "causes",
    "certainty",
    "puff",
    "hide",
    "vague",
    "exposes",
)
FATAL = ("invent", "hide", "impersonate", "decide", "coerce")
_BORDER = re.compile(r"[,:()–—]")
_FACT = re.compile(
    r"\d{1,2}\s*(?:giờ|gio|h\b|am\b|pm\b|बजे)|\d{1,2}[:.]\d{2}|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?"
    r"|(?:ngày|ngay|tháng|thang|năm|nam|thứ|thu|quý|quy|số|so|điều|dieu|khoản)\s+\d+"
    r"|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|जन|फर|मार्च|अप्रै|मई)"
    r"|\d{1,2}\s+(?:जून|जुला|अग|सित|अक्टू|नव|दिस)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार|\d+ तारीख"
    r"|\d+[\d.,]*\s*(?:%|đồng|dong|triệu|trieu|hộ|ho\b|người|nguoi|phiếu|ý kiến|lượt|máy|con|thôn|thon|phường|xã"
    r"|rupees|"
    r"people|residents|responses|households|families|villages|wards|lakh|लोग|परिवार|उत्तर|गांव|रुपये|पंचायत)",
    re.IGNORECASE,
)


@dataclass
class Evidence:
    """Words of the prompt by signal and by fault, each once, in reading order."""

    signals: dict[str, list[str]] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    facts: int = 0

    def has(self, name: str) -> bool:
        return bool(self.signals.get(name))

    def count(self, name: str) -> int:
        return len(self.signals.get(name, ()))

    def bad(self, name: str) -> int:
        return len(self.faults.get(name, ()))

    @property
    def fatal(self) -> list[tuple[str, str]]:
        return [(name, found) for name in FATAL for found in self.faults.get(name, ())]


def read(prompt: Prepared) -> Evidence:
    """All evidence in the prompt."""
    words = lexicon(prompt.language, prompt.folded)
    evidence = Evidence(facts=_facts(prompt))
    for sentence in prompt.sentences:
        taken: list[tuple[int, int]] = []
        for name, pattern in words.faults.items():
            for found in _matches(pattern, sentence):
                settled = _settle(name, found, sentence, words)
                if settled is None:
                    continue
                is_fault, key = settled
                _note(evidence.faults if is_fault else evidence.signals, key, found.group())
                if is_fault and key in (*FATAL, "waive", "style"):
                    taken.append(found.span())
        for name, pattern in words.signals.items():
            for found in _matches(pattern, sentence):
                if not any(start < found.end() and found.start() < end for start, end in taken):
                    _note(evidence.signals, name, found.group())
    return evidence


def _settle(name: str, found: re.Match[str], sentence: str, words: Lexicon) -> tuple[bool, str] | None:
    """Whether a match of a fault is a fault, and under which name; None when it means nothing."""
    around = sentence[max(0, found.start() - 60) : found.end() + 40]
    if name in FATAL and words.guards["warning"].search(around):
        return None
    if name == "hide" and words.guards["privacy"].search(sentence[found.start() : found.end() + 40]):
        return False, "data_safety"
    if name == "waive" and words.guards["outside"].search(sentence[found.end() : found.end() + 40]):
        return False, "limits"  # "cite no rule that I have not attached" holds the answer down, it waives nothing
    if name == "causes" and any(words.signals[kind].search(sentence) for kind in ("human_check", "blanks")):
        return None  # the causes are left to a person
    if name in NEGATABLE and negated(sentence, found.start(), found.end(), words):
        return (False, "no_invent") if name in ("invent", "decide") else None
    return True, name


def negated(sentence: str, start: int, end: int, words: Lexicon) -> bool:
    """Whether a "not" governs the words from `start` to `end`: near before them (in Hindi also near after), in the
    same clause, or in the clause before when "or" joins the two."""
    before = sentence[:start]
    borders = [mark.end() for mark in _BORDER.finditer(before)]
    clause = before[borders[-1] if borders else 0 :]
    if words.joins.search(clause) and borders:
        clause = before[borders[-2] if len(borders) > 1 else 0 :]
    near = " ".join(clause.split()[-6:])
    if words.guards["not_negation"].search(near):
        return False
    if words.negation.search(near):
        return True
    if not words.guards["after"].search("नहीं"):
        return False
    after = re.split(_BORDER, sentence[end:])[0].split()[:3]
    return not words.negation.search(sentence[start:end]) and bool(words.negation.search(" ".join(after)))


def _matches(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    return (found for found in pattern.finditer(sentence) if found.group().strip())


def _note(table: dict[str, list[str]], key: str, words: str) -> None:
    found = table.setdefault(key, [])
    if words.lower() not in (old.lower() for old in found):
        found.append(words)


def _facts(prompt: Prepared) -> int:
    """Distinct dates, times, counted things and names: what a stranger could not have guessed."""
    found = {match.group().lower() for match in _FACT.finditer(prompt.text)}
    names: set[str] = set()
    before = ""
    for word in prompt.text.split():
        if word[:1].isupper() and before[-1:].islower():
            names.add(word.strip(".,;:!?"))
        before = word
    return len(found) + len(names)
