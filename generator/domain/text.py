"""Text as it is compared: NFC, folded accents, words with their combining marks. No dependency but `re`."""

from __future__ import annotations

import re
import unicodedata

# Letters, marks and digits of any script: Hindi's vowel signs are marks, and \w alone would cut them off.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d])*")
_STROKED = str.maketrans("đĐ", "dD")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SPACES = re.compile(r"[^\S\n]+")


def nfc(text: str) -> str:
    """NFC, with no-break and other odd spaces made plain and zero-width marks (but not Hindi's joiners) dropped."""
    text = unicodedata.normalize("NFC", text).replace("\u200b", "").replace("\ufeff", "").replace("\u00ad", "")
    return _SPACES.sub(" ", text)


def fold_accents(text: str) -> str:
    """Without Vietnamese marks ("Đường" → "Duong"); other scripts keep theirs, since there they are letters."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKED))
    kept = "".join(ch for ch in decomposed if not "\u0300" <= ch <= "\u036f")
    return unicodedata.normalize("NFC", kept)


def fold_tone_place(text: str) -> str:
    """One spelling for the two ways of placing a tone ("hoà" = "hòa", "uỷ" = "ủy"): the tone goes to the end of its
    syllable in a form only good for comparing."""

    def syllable(match: re.Match[str]) -> str:
        parts = unicodedata.normalize("NFD", match.group())
        tones = "".join(ch for ch in parts if ch in _TONES)
        return unicodedata.normalize("NFC", "".join(ch for ch in parts if ch not in _TONES)) + tones

    return _WORD.sub(syllable, text)


def words(text: str) -> list[str]:
    """Words (for Vietnamese: syllables) in reading order, lower case, NFC."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def squeeze(text: str) -> str:
    """NFC, one space for any run of white space, none at the ends: how quotes are compared."""
    return " ".join(nfc(text).split())
