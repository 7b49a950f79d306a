"""Sentences in Vietnamese, English and Hindi, as spans, so that every sentence keeps its place in its passage."""

from __future__ import annotations

import re

# Endings after which a full stop does not end a sentence.
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:TP|Tp|TX|Th\.?S|TS|PGS|GS|BS|KS|Ths|ĐT|VD|vd|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|Sec|vs|etc|cf|approx|e\.g|i\.e"
    r"|U\.S|Inc|Ltd|Co|TM|KT|TL|TUQ|tr|pp?|v\.v|Q)|\b[A-ZĐ]|(?:Điều|khoản|mục|Mục|Chương|Article|Section)\s+\d{1,4}|^\d{1,3})\.$"
)
_END = re.compile(r"[.!?…।]+[”\"’')\]]*(?=\s|$)|;(?=\n)")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, white space at the ends left out; a line break always ends one."""
    spans: list[tuple[int, int]] = []
    for start, end in _lines(text):
        at = start
        for match in _END.finditer(text, start, end):
            if match.group() == "." and _inside(text, at, match.end()):
                continue
            spans.append((at, match.end()))
            at = match.end()
        spans.append((at, end))
    return [found for start, end in spans if (found := _trim(text, start, end)) is not None]


def sentences(text: str) -> list[str]:
    """The sentences themselves."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _lines(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def _inside(text: str, start: int, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation or a number, or the next word goes on in lower case."""
    if _ABBREVIATIONS.search(text[start:end].strip()):
        return True
    following = text[end : end + 2].strip()
    return bool(following) and following[0].islower()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    words = text[start:end]
    if not words.strip():
        return None
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
