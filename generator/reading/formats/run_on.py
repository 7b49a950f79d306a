"""Text that came without its line breaks: cut at typed bullets and between sentences. No word is lost."""

from __future__ import annotations

import re

from generator.reading.lines import block_of
from generator.reading.raw import RawBlock

WORDS = 120  # a longer stretch without marks is cut between sentences
# A dash between names ("Cục Quản lý xuất nhập cảnh - Bộ Công an") is none of a list, so "-" needs an end before it.
_MARK = re.compile(r"(?<=[.;:,)…])\s*(?=[-•]\s+[\w(“\"])|(?<=[.;:,)…\w])\s+(?=[+*•]\s+[\w(“\"])|\s+(?=- Trường hợp )")
_SENTENCE = re.compile(r"(?<=[.;!?।…])[”\")]?\s+(?=[^\W\d_]|[\d“\"(])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:TP|Tp|tp|ThS|TS|PGS|GS|BS|[A-ZĐ]|Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e|etc|v\.v)\.$"
)
_LABEL = re.compile(
    r"(?<=[.;:!?।”\")\w])\s+(?=(?:Điều\s+\d{1,3}\.\s+[A-ZĐÀ-Ỹ]|(?:CHƯƠNG|Chương)\s+[IVXLC]+\b|Bước\s+\d{1,2}\s*[:.]|"
    r"Step\s+\d{1,2}\s*[:.]))|(?<=[.;:])\s+(?=(?:[a-zđ]|\d{1,2})\)\s)|(?<=[.;:])\s+(?=\d{1,2}\.\s+[A-ZĐÀ-Ỹ])"
)


def is_one_line(text: str) -> bool:
    """Whether a text came without its line breaks: over 1,500 characters on an average non-empty line."""
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and sum(map(len, lines)) / len(lines) > 1_500


def split_run_on(text: str) -> list[RawBlock]:
    """Blocks of a whole text: cut before labels (articles, clauses, points, steps), then like `split_long`."""
    blocks: list[RawBlock] = []
    for line in text.split("\n"):
        for part in _LABEL.split(" ".join(line.split())):
            blocks += split_long(part)
    return blocks


def split_long(text: str) -> list[RawBlock]:
    """Blocks of a stretch: one for each typed bullet; stretches over 120 words are cut between sentences."""
    blocks: list[RawBlock] = []
    for piece in _MARK.split(" ".join(text.split())):
        words = piece.strip()
        for part in _packed(words) if len(words.split()) > WORDS else [words]:
            if part:
                blocks.append(_block(part))
    return blocks


def _block(text: str) -> RawBlock:
    if text[:2] in ("- ", "+ ", "* ", "• "):
        kept = text if text[0] in "-+" else text[2:].strip()
        return RawBlock(kind="item", text=kept, label=text[0], level=1 if text[0] == "+" else 0)
    return block_of(text)


def _packed(text: str) -> list[str]:
    """Sentences put together to paragraphs of about half the limit."""
    parts: list[str] = []
    at = 0
    for match in _SENTENCE.finditer(text):
        if _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        if len(text[at : match.end()].split()) >= WORDS // 2:
            parts.append(text[at : match.end()].strip())
            at = match.end()
    return [*parts, text[at:].strip()]
