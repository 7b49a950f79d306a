"""Words as grounding compares them: one form for inflections, tone places, synonyms and abbreviations."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from generator.domain.text import fold_tone_place
from generator.grounding.lexicon import lexicon

_WORD = re.compile(
    r"[^\W_](?:[^\W_]|['’\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d])*"
)
_MENTION = re.compile(r"[“\"](?:[^\W_]+[.,]?\s?){1,2}[”\"]")
_ODD_SPACES = dict.fromkeys((160, 8199, 8239, 8201, 8202, 12288, 9), " ")
_HINDI_ENDS = ("ियों", "ियाँ", "ियां", "ाओं", "ाएँ", "ाएं", "ुओं", "ों", "ें", "ीय", "ता", "ते", "ती", "ना", "ने", "नी",
               "ाई", "ाव", "ा", "ी", "े", "ि", "ो", "ु", "ू", "ं")  # fmt: skip
_ENGLISH_ENDS = (
    *(("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ations", ""), ("ation", ""), ("ments", "")),
    *(("ment", ""), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("tions", "t"), ("tion", "t")),
    *(("sses", "ss"), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", "")),
)
_LETTER_NAMES: dict[str, str] = json.loads(
    '{"A":"ए","B":"बी","C":"सी","D":"डी","E":"ई","F":"एफ","G":"जी","H":"एच","I":"आई","J":"जे","K":"के","L":"एल","M":"एम",'
    '"N":"एन","O":"ओ","P":"पी","Q":"क्यू","R":"आर","S":"एस","T":"टी","U":"यू","V":"वी","W":"डब्ल्यू","X":"एक्स","Y":"वाई","Z":"जेड"}'
)


@dataclass(frozen=True)
class Token:
    """A word: `key` is what is compared, `content` whether it carries meaning, `proper` whether it names."""

    key: str
    start: int
    end: int
    content: bool
    proper: bool


def level(text: str) -> str:
    """NFC with plain spaces; the length of an NFC text stays, so that its offsets hold."""
    return unicodedata.normalize("NFC", text).translate(_ODD_SPACES)


@lru_cache(maxsize=60_000)
def stem(word: str, language: str) -> str:
    """One form for the inflections of a lower-case word: light suffix stripping, never below three letters."""
    if language == "vi":
        return fold_tone_place(word)
    if language == "hi":
        return _hindi(word)
    return _english(word)


def _english(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) <= 3:
        return word
    for suffix, put in _ENGLISH_ENDS:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not (suffix == "s" and word.endswith("ss")):
            word = word[: -len(suffix)] + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _hindi(word: str) -> str:
    word = word.replace("\u093c", "").replace("ँ", "ं")
    for suffix in _HINDI_ENDS:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            return word[: -len(suffix)]
    return word


def _raw(text: str, language: str) -> list[tuple[str, int, int, bool]]:
    """(word, start, end, proper) with abbreviations spelt out: the parts of one share its place."""
    short = lexicon(language)["abbreviations"]
    out: list[tuple[str, int, int, bool]] = []
    for match in _WORD.finditer(text):
        word = match.group()
        expansion = short.get(word.lower()) if word.isupper() or language == "hi" else None
        if expansion:
            out += [(part, match.start(), match.end(), True) for part in expansion.split()]
        else:
            out.append((word, match.start(), match.end(), _proper(word, text, match.start())))
    return out


@cache
def _classes(language: str) -> tuple[dict[tuple[str, ...], str], dict[str, int]]:
    """Phrase → name of its class of synonyms, over stems; and first word → its longest phrase in words."""
    table: dict[tuple[str, ...], str] = {}
    firsts: dict[str, int] = {}
    for group in lexicon(language)["synonyms"]:
        for phrase in group:
            words = tuple(stem(word, language) for word in phrase.split())
            table.setdefault(words, "=" + group[0])
            firsts[words[0]] = max(firsts.get(words[0], 0), len(words))
    return table, firsts


@cache
def _stop(language: str) -> frozenset[str]:
    return frozenset(lexicon(language)["stop"])


def tokens(text: str, language: str) -> list[Token]:
    """Tokens of a levelled text. Synonyms of several words become one token."""
    raw = _raw(text, language)
    table, firsts = _classes(language)
    stop = _stop(language)
    lowered = [row[0].lower() for row in raw]
    stems = [stem(word, language) for word in lowered]
    mentions = [match.span() for match in _MENTION.finditer(text)]
    out: list[Token] = []
    at = 0
    while at < len(raw):
        word, start, end, proper = raw[at]
        if mentions and any(a < start < b for a, b in mentions):  # a word that is talked about, not used
            out.append(Token(stems[at], start, end, True, True))
            at += 1
            continue
        longest = firsts.get(stems[at], 0)
        size = next((n for n in range(min(longest, len(raw) - at), 0, -1) if tuple(stems[at : at + n]) in table), 0)
        if size and not (size == 1 and proper):
            out.append(Token(table[tuple(stems[at : at + size])], start, raw[at + size - 1][2], True, False))
            at += size
            continue
        if language == "hi" and word.isascii() and word.isupper() and word.isalpha():
            out.append(Token(_hindi("".join(_LETTER_NAMES[ch] for ch in word)), start, end, True, True))
        else:
            out.append(Token(stems[at], start, end, lowered[at] not in stop and not word.isdigit(), proper))
        at += 1
    return out


def _proper(word: str, text: str, start: int) -> bool:
    """A capital that does not open a sentence, a list item or a quotation; or letters in capitals."""
    if len(word) > 1 and word.isupper() and word.isalpha():
        return True
    if not word[0].isupper():
        return False
    at = start - 1
    while at >= 0 and text[at] in " \"“‘'*_([":
        at -= 1
    return at >= 0 and text[at] not in ".:;!?\n-+•>#)–→।"


def initials(words: list[str]) -> str:
    """First letters, without marks, in capitals: "Bảo hiểm xã hội" → BHXH."""
    return "".join(unicodedata.normalize("NFD", word)[0] for word in words if word).upper()
