"""Numbers that name a person: their shape, their check digits, and what the text says they are.

Shapes: QĐ 124/2004/QĐ-TTg (province codes of the twelve-digit number), the numbering plan of 2018 for mobile
telephones, mã số thuế with its check digit, Aadhaar (Verhoeff), PAN, payment cards (Luhn), IBAN (mod 97). A number
without a national check digit counts only beside a word that says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.checks.personal_data import checksums
from generator.checks.personal_data.datum import Spot
from generator.checks.personal_data.labels import Labels, followed_by_unit
from generator.checks.personal_data.normal import Normal
from generator.checks.personal_data.phrases import lexicon

_S = r"[ .\-]{0,2}"  # what people put between digits, now and then twice
# A label may be glued to its number ("CCCD056…"); a number may not be the tail of a longer one.
_BEFORE = r"(?:(?<![A-Z0-9])|(?<=CCCD)|(?<=CMND)|(?<=CMT)|(?<=SDT)|(?<=DT)|(?<=STK)|(?<=MST)|(?<=BHXH))(?<!\d[.\-/])"
_AFTER = r"(?![A-Z0-9]|[.,\-]\d{1,3}(?!\d))"
_VIETNAM = rf"(?:\(?\+?{_S}84\)?|0{_S}0{_S}84){_S}(?:\(0\){_S})?"  # +84, 84, 0084, +84 (0)
_PROVINCES = "|".join(_S.join(code) for code in lexicon()["province_codes"])
_MOBILE = "|".join(_S.join(prefix) for prefix in lexicon()["mobile_prefixes"])
_PLATE = "|".join(lexicon()["plate_provinces"])
_STATES = "|".join(lexicon()["india_states"])


class Candidate(NamedTuple):
    """A number as found: bare characters, the label that governs it, and whether it had to be read as a misprint."""

    bare: str
    label: str | None
    labels: set[str]
    misread: bool
    grouped: bool
    indian: bool


class Shape(NamedTuple):
    """A kind of number: how it looks, when it counts, and how sure that makes us."""

    kind: str
    pattern: re.Pattern[str]
    kind_of: Callable[[Candidate], str | None]
    rank: int


def _digits(count: str) -> str:
    return rf"\d(?:{_S}\d){{{count}}}"


def _shape(kind: str, pattern: str, kind_of: Callable[[Candidate], str | None], rank: int) -> Shape:
    return Shape(kind, re.compile(_BEFORE + pattern + _AFTER), kind_of, rank)


def _citizen(found: Candidate) -> str | None:
    """Twelve digits with a province code: a person's number unless the text says it is something else."""
    if found.label in ("none", "bank_account", "bank"):
        return "bank_account" if found.label in ("bank_account", "bank") else None
    if found.label in ("driving_licence", "citizen_id"):
        return found.label
    century, year = int(found.bare[3]), int(found.bare[4:6])
    return "citizen_id" if century <= 1 or (century <= 3 and year <= 35) else None


def _twelve(found: Candidate) -> str | None:
    if found.bare.startswith("000"):
        return None  # 000 is no province: what examples use
    return found.label if found.label in ("citizen_id", "driving_licence") else None


def _mobile(found: Candidate) -> str | None:
    if found.label == "none" and not found.bare.startswith(("84", "0084")):
        return None
    if found.label in ("bank_account", "bank"):
        return "bank_account"
    if found.label in ("tax_code", "social_insurance", "health_insurance"):
        return found.label
    return "phone"


def _needs(*labels: str) -> Callable[[Candidate], str | None]:
    return lambda found: labels[0] if found.label in labels else None


def _tax(found: Candidate) -> str | None:
    """Nearly one random number in eleven passes the check digit, so the word has to be there."""
    return "tax_code" if found.label == "tax_code" else None


def _health_card(found: Candidate) -> str | None:
    return None if found.label == "none" else "health_insurance"


def _account(found: Candidate) -> str | None:
    return "bank_account" if found.label in ("bank_account", "bank") and len(found.bare) >= 6 else None


def _card(found: Candidate) -> str | None:
    if not checksums.luhn(found.bare) and found.label != "card":
        return None
    if found.label in ("bank_account", "none", "citizen_id", "health_insurance"):
        return "bank_account" if found.label == "bank_account" else None
    return "card" if found.label == "card" or (found.grouped and found.bare[0] in "34569") else None


def _aadhaar(found: Candidate) -> str | None:
    if found.bare == found.bare[::-1] or found.label in ("none", "bank_account", "bank", "citizen_id"):
        return None
    if found.label == "aadhaar":
        return "aadhaar"
    return "aadhaar" if checksums.verhoeff(found.bare) and (found.grouped or "aadhaar" in found.labels) else None


def _indian_mobile(found: Candidate) -> str | None:
    """Ten digits alone are many things: the word has to be there, or the writer to be at home in India."""
    return "phone" if found.label == "phone" or (found.label is None and found.indian) else None


def _indian_prefixed(found: Candidate) -> str | None:
    return "phone" if found.label != "none" else None


def _pan(found: Candidate) -> str | None:
    return None if found.bare[5:9] == "0000" or found.label == "none" else "pan_in"


def _always(kind: str, *but: str) -> Callable[[Candidate], str | None]:
    return lambda found: None if found.label in ("none", *but) else kind


def _plate(found: Candidate) -> str | None:
    if found.label in ("none", "phone", "passport"):
        return None
    tail = re.search(r"\d+$", found.bare)
    return "licence_plate" if found.label == "licence_plate" or (tail and len(tail.group()) >= 5) else None


_SHAPES = (
    _shape("citizen_id", rf"(?:{_PROVINCES})(?:{_S}\d){{9}}", _citizen, 6),
    _shape("citizen_id", _digits("11"), _twelve, 5),
    _shape("phone", rf"(?:{_VIETNAM}|\(?0\)?{_S})(?:{_MOBILE})(?:{_S}\d){{7}}", _mobile, 6),
    _shape("phone", rf"(?:\(?\+?84\)?{_S}(?:\(0\))?|\(?0)2\d{{1,2}}\)?{_S}\d(?:{_S}\d){{6,7}}", _mobile, 5),
    _shape("phone", rf"(?:\(?\+{_S}91\)?|00{_S}91){_S}[6-9](?:{_S}\d){{9}}", _indian_prefixed, 6),
    _shape("phone", rf"(?:0|91{_S})?[6-9](?:{_S}\d){{9}}", _indian_mobile, 4),
    _shape("tax_code", rf"{_digits('9')}(?:{_S}\d{{3}})?", _tax, 5),
    _shape("social_insurance", _digits("9"), _needs("social_insurance"), 5),
    _shape("health_insurance", rf"[A-Z]{{2}}{_S}[1-5]{_S}\d{{2}}(?:{_S}\d){{10}}", _health_card, 7),
    _shape("health_insurance", _digits("9"), _needs("health_insurance"), 5),
    _shape("old_id", _digits("8"), _needs("old_id", "citizen_id"), 5),
    _shape("passport", rf"[A-Z]{{1,2}}{_S}\d(?:{_S}\d){{5,7}}", _needs("passport"), 5),
    _shape("passport", _digits("7,8"), _needs("passport"), 5),
    _shape("passport", r"(?=(?:[A-Z]*\d){5})[A-Z0-9]{7,9}", _needs("passport"), 4),
    _shape("driving_licence", r"[A-Z]{2}[ -]?\d{2}[ -]?(?:19|20)\d{2}[ -]?\d{7}", _always("driving_licence"), 6),
    _shape("aadhaar", rf"[2-9](?:{_S}\d){{11}}", _aadhaar, 5),
    _shape("card", _digits("12,18"), _card, 6),
    _shape("pan_in", r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", _pan, 6),
    _shape("gstin", r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]", _always("gstin"), 7),
    _shape("ifsc", r"[A-Z]{4}0[A-Z0-9]{6}", _needs("ifsc", "bank", "bank_account"), 5),
    _shape("voter_id", r"[A-Z]{3}[ /]?\d{7}", _needs("voter_id"), 5),
    _shape("iban", r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?", _always("iban"), 7),
    _shape("bank_account", _digits("5,18"), _account, 3),
    _shape("licence_plate", rf"(?:{_PLATE}) [A-Z](?:[A-Z]|\d)?[ \-.]?(?:\d{{3}}[. ]\d{{2}}|\d{{4,5}})",
           _needs("licence_plate"), 4),
    _shape("licence_plate", rf"(?:{_PLATE})-?[A-Z](?:[A-Z]|\d)?[ \-.]?(?:\d{{3}}[. ]\d{{2}}|\d{{4,5}})", _plate, 4),
    _shape("licence_plate", rf"(?:{_STATES})[ \-]?\d{{1,2}}[ \-]?[A-Z]{{1,3}}[ \-]?\d{{4}}", _always("licence_plate"),
           4),
    _shape("licence_plate", r"\d{2}[ \-]?BH[ \-]?\d{4}[ \-]?[A-Z]{1,2}", _always("licence_plate"), 4),
    _shape("ip_address", r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)", _needs("ip_address"), 4),
)  # fmt: skip
# Letters that scanning and hasty typing put for digits.
_MISREAD = str.maketrans("OQDILSZB|!", "0001152811"[:10])
_FOUR_DIGITS = re.compile(r"\d(?:[ .\-]{0,2}\d){3}")
_MIXED = re.compile(r"(?<![A-Z0-9])[0-9OQILSZB|](?:[ .\-]?[0-9OQILSZB|]){8,}(?![A-Z0-9])")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[A-Z0-9][\w.\-]*\.(?:GOV|COM|ORG|NET|VN|IN)(?:\.[A-Z]{2})?(?:/\S*)?|\bDOI\s*\S+", re.I
)
_DATES = re.compile(r"(?<!\d)(?:(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)\d{2})(?!\d)")


def identifiers(normal: Normal, labels: Labels) -> Iterator[Spot]:
    """All numbers that name a person, overlaps included."""
    if not _FOUR_DIGITS.search(normal.flat) and not _MIXED.search(normal.flat):
        return
    flat = _blank(normal.flat, _ADDRESS)
    yield from _matches(normal, flat, labels, misread=False)
    repaired = _MIXED.sub(_repaired, flat)
    if repaired != flat:
        yield from _matches(normal, repaired, labels, misread=True)


def _blank(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda m: " " * len(m.group()), text)


def _repaired(match: re.Match[str]) -> str:
    """A run that is mostly digits with its letters read as digits; a run that begins like a passport stays."""
    run = match.group()
    letters = sum(ch.isalpha() or ch in "|!" for ch in run)
    size = letters + sum(ch.isdigit() for ch in run)
    only_first = letters == 1 and run[0].isalpha()
    if letters == 0 or letters > 0.4 * size or (only_first and size <= 9):
        return run
    return run.translate(_MISREAD)


def _matches(normal: Normal, text: str, labels: Labels, *, misread: bool) -> Iterator[Spot]:
    for shape in _SHAPES:
        at = 0
        while (match := shape.pattern.search(text, at)) is not None:
            at = match.start() + 1
            start, end = match.span()
            if misread and text[start:end] == normal.flat[start:end]:
                continue
            candidate = _candidate(match.group(), labels, start, end, misread)
            if _made_up(candidate.bare) or followed_by_unit(normal, end) or _is_date(text, start, end):
                continue
            kind = shape.kind_of(candidate)
            if kind is None or (misread and not _plain_enough(kind, candidate, normal.flat[start:end])):
                continue
            if not _checked(shape.kind, candidate):
                continue
            while text[end - 1] in " .-":
                end -= 1
            yield Spot(kind, start, end, shape.rank + (candidate.label == kind))
            at = end


def _plain_enough(kind: str, found: Candidate, printed: str) -> bool:
    """Whether a number with letters in it may be taken for one: its label says so, or it begins as such numbers do."""
    return found.label is not None or kind == "citizen_id" or (kind == "phone" and printed[:3].isdigit())


def _candidate(words: str, labels: Labels, start: int, end: int, misread: bool) -> Candidate:
    bare = re.sub(r"[^A-Z0-9]", "", words)
    grouped = re.fullmatch(r"\+?\(?\d+\)?(?:[ \-.]\d+)+", words) is not None
    return Candidate(bare, labels.of(start, end), labels.names, misread, grouped, labels.indian)


def _checked(kind: str, found: Candidate) -> bool:
    if kind == "iban":
        return 15 <= len(found.bare) <= 34 and checksums.iban(found.bare)
    if kind == "gstin":
        return checksums.gstin(found.bare) or found.label == "gstin"
    return True


def _made_up(bare: str) -> bool:
    """Numbers that stand for a number: all digits alike, or counting up or down."""
    digits = re.sub(r"\D", "", bare)
    counting = digits in "01234567890123456789" or digits in "98765432109876543210"
    return len(digits) >= 6 and (len(set(digits)) <= 1 or (counting and bare.isdigit()))


def _is_date(text: str, start: int, end: int) -> bool:
    return any(m.start() <= start < m.end() for m in _DATES.finditer(text, max(0, start - 10), end + 10))
