"""Stand-ins for personal data: the same person keeps the same one throughout a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.checks.personal_data import PERSONAL, Datum
from generator.domain.base import Language
from generator.messages import lookup, say

_ALPHABET = "ABCDEGHIKLMNOPQRSTUVXY"
_GIVEN = re.compile(r"\b(ông|bà|anh|chị|cô|chú|bác|cháu|em|cụ|Mr|Mrs|Ms|Miss)\.? ([^\W\d_]+)", re.IGNORECASE)


def mask(
    text: str, data: Sequence[Datum], language: Language, *, synthetic: bool = False
) -> tuple[str, dict[str, str], dict[int, str]]:
    """(masked text, stand-in → true words, stand-in of each datum by its place in `data`).

    Contacts of offices stay. Later mentions of a masked person by the given name alone ("chị Hạnh") are masked too.
    """
    numbers: dict[str, int] = {}
    by_value: dict[tuple[str, str], str] = {}
    mapping: dict[str, str] = {}
    stand_ins: dict[int, str] = {}
    full = _full_names(data)
    for place, datum in enumerate(data):
        if datum.kind not in PERSONAL:
            continue
        key = datum.kind, full.get(datum.text, _value(datum))
        if key not in by_value:
            stand_in = _fresh(text, datum.kind, numbers, language, synthetic)
            by_value[key] = stand_in
            mapping[stand_in] = next((d.text for d in data if d.kind == datum.kind and _value(d) == key[1]), datum.text)
        stand_ins[place] = by_value[key]
    pieces, at = [], 0
    for place, stand_in in sorted(stand_ins.items(), key=lambda item: data[item[0]].start):
        pieces += [text[at : data[place].start], stand_in]
        at = data[place].end
    masked = "".join([*pieces, text[at:]])
    return _later_mentions(masked, mapping, stand_ins, data), mapping, stand_ins


def _full_names(data: Sequence[Datum]) -> dict[str, str]:
    """Given name alone → the key of the full name that ends with it: "Hạnh" is "Trần Thị Hạnh" of the same text."""
    names = [datum for datum in data if datum.kind == "person_name"]
    return {name.text.split()[-1]: _value(name) for name in reversed(names) if " " in name.text}


def _value(datum: Datum) -> str:
    """What makes two data the same: digits without separators, names without case and doubled spaces."""
    digits = "".join(str(unicodedata.decimal(ch)) for ch in datum.text if ch.isdecimal())
    return digits if len(digits) >= 6 else " ".join(unicodedata.normalize("NFKC", datum.text).casefold().split())


def _fresh(text: str, kind: str, numbers: dict[str, int], language: Language, synthetic: bool) -> str:
    """The next stand-in of a kind that the text does not hold already."""
    while True:
        numbers[kind] = numbers.get(kind, 0) + 1
        stand_in = (
            _synthetic(kind, numbers[kind], language)
            if synthetic
            else f"[{say(f'gate.kind.{kind}', language)} {numbers[kind]}]"
        )
        if stand_in not in text:
            return stand_in


def _synthetic(kind: str, number: int, language: Language) -> str:
    """A made-up datum that can be nobody's: 000 is no province, 04 no mobile prefix, example.vn no mailbox."""
    shapes: dict[str, str] = lookup("gate.synthetic", language)
    shape = shapes.get(kind)
    if shape is None:
        return f"[{say(f'gate.kind.{kind}', language)} {number}]"
    if kind == "person_name":
        stems: list[str] = lookup("gate.synthetic_names", language)
        return f"{stems[(number - 1) % len(stems)]} {_letters(number)}"
    return shape.replace("{n}", str(number % 10)).replace("{nn}", f"{number:02d}")


def _letters(number: int) -> str:
    first = _ALPHABET[(number - 1) % len(_ALPHABET)]
    return first if number <= len(_ALPHABET) else first + str((number - 1) // len(_ALPHABET) + 1)


def _later_mentions(masked: str, mapping: dict[str, str], stand_ins: dict[int, str], data: Sequence[Datum]) -> str:
    """Full names that stand elsewhere, and "chị Hạnh" for a masked "Trần Thị Hạnh"."""
    names = {data[place].text: stand_in for place, stand_in in stand_ins.items() if data[place].kind == "person_name"}
    given: dict[str, str] = {}
    for name, stand_in in names.items():
        masked = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", stand_in, masked)
        given.setdefault(name.split()[-1], stand_in)

    def mention(match: re.Match[str]) -> str:
        stand_in = given.get(match[2])
        if stand_in is None or mapping[stand_in].split()[-1] != match[2]:
            return match.group()
        return match.group()[: -len(match[2])] + stand_in

    return _GIVEN.sub(mention, masked)
