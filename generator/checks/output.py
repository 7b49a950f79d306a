"""What a draft must not carry out of its material: links and contacts no source states, and the system's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.domain.findings import Finding
from generator.domain.text import squeeze, words
from generator.messages import say

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]{}\"“”]+|\b[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|gov|edu|info|biz|io|app|dev|xyz|site|online|shop|club|click|vip|test|invalid|example|in)\b(?:/[^\s<>)\]]*)?",
                   re.IGNORECASE)  # fmt: skip
_HANDLE = re.compile(r"(?<![\w.@])@[a-z][\w.]{3,}", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Eight digits and more in groups; a document number has letters, a date has two points or slashes.
_PHONE = re.compile(r"(?<![\d/.-])\+?\(?\d(?:[ .()-]?\d){7,14}(?![\d/-])")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,3}(?:\.\d{3})+$")
_ECHO = 8  # words in a row that are not said alike by chance


def check_output(
    text: str, sources: Sequence[str], language: str, *, internal: Sequence[str] = (), place: str = "text"
) -> list[Finding]:
    """Links, e-mail addresses and phone numbers that stand in none of the sources, and eight words in a row of
    `internal` (prompts and system texts) that stand in no source either."""
    known = [squeeze(source).lower() for source in sources]
    digits = [re.sub(r"\D", "", source) for source in sources]
    findings = [_finding(kind, match, language, place) for kind, match in _foreign(text, known, digits)]
    return findings + [
        _made("echo", shown, start, end, language, place) for shown, start, end in _echoes(text, sources, internal)
    ]


def _foreign(text: str, known: list[str], digits: list[str]) -> Iterator[tuple[str, re.Match[str]]]:
    mails = list(_MAIL.finditer(text))
    for match in mails:
        if not any(match.group().lower() in source for source in known):
            yield "contact", match
    for match in _LINK.finditer(text):
        inside_mail = any(mail.start() <= match.start() < mail.end() for mail in mails)
        if not inside_mail and not any(match.group().lower().rstrip(".,;:/") in source for source in known):
            yield "link", match
    for match in _HANDLE.finditer(text):
        if not any(match.group().lower() in source for source in known):
            yield "contact", match
    for match in _PHONE.finditer(text):
        number = re.sub(r"\D", "", match.group())
        if not _DATE.fullmatch(match.group().strip()) and not any(number in run for run in digits):
            yield "contact", match


def _echoes(text: str, sources: Sequence[str], internal: Sequence[str]) -> list[tuple[str, int, int]]:
    said = _runs(internal) - _runs(sources)
    if not said:
        return []
    spans = [match.span() for match in re.finditer(r"\S+", text)]
    found: list[tuple[str, int, int]] = []
    at = 0
    while at + _ECHO <= len(spans):
        start, end = spans[at][0], spans[at + _ECHO - 1][1]
        if _runs([text[start:end]]) & said:
            found.append((text[start:end], start, end))
            at += _ECHO
        else:
            at += 1
    return found


def _runs(texts: Sequence[str]) -> set[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        found = words(text)
        runs.update(tuple(found[at : at + _ECHO]) for at in range(len(found) - _ECHO + 1))
    return runs


def _finding(kind: str, match: re.Match[str], language: str, place: str) -> Finding:
    return _made(kind, match.group(), match.start(), match.end(), language, place)


def _made(kind: str, shown: str, start: int, end: int, language: str, place: str) -> Finding:
    return Finding(
        check="output",
        severity="error",
        place=place,
        message=say(f"injection.output.{kind}", language, words=shown),
        suggestion=say("injection.output.suggestion", language),
        start=start,
        end=end,
    )
