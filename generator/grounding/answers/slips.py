"""Slips of typing in a question, and questions that lean on the one before."""

from __future__ import annotations

from collections.abc import Sequence

from generator.domain.base import Language
from generator.domain.text import fold_accents
from generator.grounding.answers.lexicon import lexicon
from generator.grounding.answers.question import asking_places, language_asked
from generator.grounding.answers.tokens import find, tokens
from generator.storage.lexical.port import LexicalIndex

# Shorter words have neighbours that mean something else ("sue", "use"); Vietnamese syllables are shorter by nature.
_LONG_ENOUGH: dict[Language, int] = {"vi": 4, "en": 5, "hi": 5}
_WRITTEN = 2  # passages that must hold a word before it is taken for the one that was meant
_FEW = 2  # a question with so few words of its own leans on the one before


def mend(text: str, index: LexicalIndex) -> str:
    """The question with words the library never writes replaced by the one word a single slip away, if there is one."""
    language, bare = language_asked(text)
    found = [token for token in tokens(text, language) if token.word.isalpha()]
    known = index.rarity([token.word.lower() for token in found], folded=False)
    plain = index.rarity([fold_accents(token.word.lower()) for token in found], folded=True)
    lex = lexicon(language, bare=bare)
    for token in reversed(found):
        word = token.word.lower()
        if known.get(word) or plain.get(fold_accents(word)) or len(word) < _LONG_ENOUGH[language]:
            continue
        if token.key in lex.stop or (token.word[0].isupper() and token.start > 0):
            continue
        written = index.alike(word, folded=bare)
        close = [(df, other) for other, df in written.items() if df >= _WRITTEN and one_slip(word, other)]
        if close:
            text = text[: token.start] + max(close)[1] + text[token.end :]
    return text


def one_slip(typed: str, meant: str) -> bool:
    """One letter too many, missing, wrong, or two neighbours exchanged."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, other = typed[at:], meant[at:]
    return (
        rest[1:] == other[1:] or rest == other[1:] or rest[1:] == other
        or (len(rest) > 1 and rest[:2] == other[:2][::-1] and rest[2:] == other[2:])
    )  # fmt: skip


def carry(text: str, history: Sequence[str]) -> str:
    """The question with the topic of the one before, where it leans on it ("còn tạm trú thì sao?", "and online?")."""
    if not history:
        return text
    language, bare = language_asked(text)
    lex = lexicon(language, bare=bare)
    found = tokens(text, language, bare=bare)
    keys = [token.key for token in found]
    own = [token for token in found if token.key not in lex.stop]
    leans = any(find(keys[:3], phrase) >= 0 for phrase in lex.anaphora) or any(
        len(phrase) > 1 and find(keys, phrase) >= 0 for phrase in lex.anaphora
    )
    if not leans and len(own) > _FEW:
        return text
    before = history[-1]
    if asking_places(text):
        return f"{_without_asking(before)} {text}"
    return f"{before} {text}"


def _without_asking(text: str) -> str:
    """The words of a question without those that ask, so that the new one decides what kind of fact is wanted."""
    language, _ = language_asked(text)
    asked = asking_places(text)
    found = tokens(text, language)
    return " ".join(token.word for number, token in enumerate(found) if number not in asked)
