"""The plain-language check. It measures form only; words inside quotation marks are someone else's and never marked.

Limits: sentences of 25 words in English (US Federal Plain Language Guidelines advise 20 on average); Vietnamese counts
syllables, about one and a half to a word, so 40. The reading measure is mean sentence length over that limit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.domain.base import Language
from generator.domain.findings import Finding, Severity
from generator.domain.sentences import sentence_spans
from generator.domain.text import nfc
from generator.messages import say

LIMIT: dict[str, int] = {"vi": 40, "en": 25, "hi": 28}
_LISTED = 5  # commas and semicolons of one sentence from which it hides a list
_NEGATIONS = 2
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»|‘[^’\n]*’")
_CAPITALS = re.compile(r"(?<![\w/.-])[A-ZĐ]{2,7}(?![\w/-])")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_VIETNAMESE = re.compile("[ăâđêôơưạ-ỹ]", re.IGNORECASE)
_KINDS = ("nominalisation", "officialese", "jargon", "passive")


def language_of(text: str) -> Language:
    """The language of a text by its letters."""
    if len(_DEVANAGARI.findall(text)) > 0.2 * len(text.split()):
        return "hi"
    return "vi" if len(_VIETNAMESE.findall(text)) > 0.2 * len(text.split()) else "en"


def check_plain(text: str, language: Language, speak: str) -> list[Finding]:
    """Findings in reading order, of text in `language`, in words of the language `speak`; last the reading measure."""
    text = nfc(text)
    open_text = _QUOTED.sub(lambda match: "\ue000" * len(match.group()), text)
    found = [finding for at, end in sentence_spans(text) for finding in _sentence(open_text, at, end, language, speak)]
    found += _abbreviations(open_text, language, speak)
    found.sort(key=lambda finding: (finding.start or 0, finding.check))
    lengths = [len(text[at:end].split()) for at, end in sentence_spans(text)]
    if lengths:
        mean = sum(lengths) / len(lengths)
        level = "easy" if mean <= 0.5 * LIMIT[language] else "middle" if mean <= 0.8 * LIMIT[language] else "hard"
        details = {"mean": f"{mean:.1f}", "longest": max(lengths), "level": say(f"plain.level.{level}", speak)}
        message = say("plain.reading.message", speak, **details)
        found.append(Finding(check="plain.reading", severity="info", place=say("plain.whole", speak), message=message))
    return found


def _sentence(text: str, start: int, end: int, language: Language, speak: str) -> Iterator[Finding]:
    sentence = text[start:end]

    def finding(kind: str, at: int, to: int, severity: Severity = "warning", **details: object) -> Finding:
        return _finding(kind, text, start + at, start + to, speak, severity, **details)

    count = len(sentence.split())
    if count > LIMIT[language]:
        yield finding("long", 0, len(sentence), count=count, limit=LIMIT[language])
    marks = len(re.findall(r"[,;](?!\d)", sentence))
    if marks >= _LISTED:
        yield finding("hidden_list", 0, len(sentence), count=marks + 1)
    negations = list(_any(language, "negation").finditer(sentence))
    if len(negations) >= _NEGATIONS and negations[1].start() - negations[0].end() < 30:
        yield finding("double_negative", negations[0].start(), negations[1].end())
    for kind in _KINDS:
        for match in _any(language, kind).finditer(sentence):
            plainer = _words(language, kind)[" ".join(match.group().lower().split())]
            yield finding(kind, match.start(), match.end(), "info", words=match.group(), plainer=plainer)


def _abbreviations(text: str, language: Language, speak: str) -> Iterator[Finding]:
    """Each abbreviation once, unless the text explains it in brackets or everyone knows it."""
    seen = set(_words(language, "known"))
    for match in _CAPITALS.finditer(text):
        short = match.group()
        alone = text[: match.start()].rpartition("\n")[2] + text[match.end() :].partition("\n")[0]
        heading = bool(alone.strip()) and not any(letter.islower() for letter in alone)
        if short.lower() in seen or heading or re.fullmatch("[IVXLCDM]+", short):
            continue
        seen.add(short.lower())
        name = re.escape(short)
        if not re.search(rf"\([^()\n]*\b{name}\)|\b{name}\s*\([^()\n]{{4,}}\)|\b{name}\s+(?:là|means|यानी)\b", text):
            yield _finding("abbreviation", text, match.start(), match.end(), speak, "warning", words=short)


def _finding(kind: str, text: str, at: int, to: int, speak: str, severity: Severity, **details: object) -> Finding:
    return Finding(
        check=f"plain.{kind}",
        severity=severity,
        place=say("plain.line", speak, number=text.count("\n", 0, at) + 1),
        message=say(f"plain.{kind}.message", speak, **details),
        suggestion=say(f"plain.{kind}.suggestion", speak, **details),
        start=at,
        end=to,
    )


@cache
def _words(language: str, kind: str) -> dict[str, str]:
    """A lexicon: hard words in lower case → what to say instead."""
    return {nfc(hard): plainer for hard, plainer in _lexicon()[language][kind].items()}


@cache
def _lexicon() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text("utf-8"))


@cache
def _any(language: str, kind: str) -> re.Pattern[str]:
    longest = sorted(_words(language, kind), key=len, reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, words.split())) for words in longest)
    return re.compile(rf"(?<![\w\u0900-\u097f])(?:{joined})(?![\w\u0900-\u097f])", re.IGNORECASE)
