"""E-mail addresses, numbers from abroad, numbers said in words, passwords, coordinates — and whose contact it is.

The address or telephone of an office is public and stays; the same kind of contact of a person is personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.personal_data.datum import Spot
from generator.checks.personal_data.labels import Labels
from generator.checks.personal_data.normal import Normal, Token, comparable
from generator.checks.personal_data.phrases import lexicon, phrases

_AT = r"(?:@|\s?[\[(]\s?(?:AT|A CONG|ACONG)\s?[\])]\s?| AT | A CONG |\s@\s?|@\s)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:DOT|CHAM)\s?[\])]\s?| DOT | CHAM )"
_HOSTS = re.compile(r"GMAIL|YAHOO|OUTLOOK|HOTMAIL|ICLOUD|ZOHO|REDIFFMAIL|PROTON")
_MAYBE = re.compile(r"@|[ (\[]AT[ )\]]|A ?CONG")
_EMAIL = re.compile(
    rf"(?<![A-Z0-9._%+\-])([A-Z0-9][A-Z0-9._%+\-]*)({_AT})([A-Z0-9][A-Z0-9\-]*(?:{_DOT}[A-Z0-9\-]+)*?{_DOT}[A-Z]{{2,10}})"
    r"(?![A-Z0-9])"
)
_STATE = re.compile(r"(?:^|\.)GOV(?:\.|$)|(?:^|\.)NIC\.IN|\.EDU\.VN|\.MIL\.|\.CHINHPHU\.|\.DCS\.VN")
_EXAMPLES = re.compile(r"(?:^|\.)EXAMPLE\.|\.EXAMPLE$|\.TEST$|\.INVALID$|^(?:DOMAIN|EMAIL|TENMIEN)\.")
_MAILBOXES = frozenset(comparable(word) for word in lexicon()["office_mailboxes"])
_ABROAD = re.compile(r"(?<![A-Z0-9])\+\(?\d(?:[ .\-()]{0,2}\d){7,14}(?!\d)")
_COORDINATES = re.compile(r"(?<![\d.])-?\d{1,2}\.\d{4,}\s*[,;]\s*-?\d{2,3}\.\d{4,}(?!\d)")
_SECRET = re.compile(r"(?:\s+(?:la|is|cua toi la|dang nhap|है))?\s*[:=]?\s*\"?(\S{4,40})")
_WORDS = {comparable(word): digit for digit, words in lexicon()["number_words"].items() for word in words}
_FILLERS = frozenset(comparable(word) for word in lexicon()["number_fillers"])
_REPEATS = {"double": 2, "triple": 3, "doi": 2, "डबल": 2}


def emails(normal: Normal) -> Iterator[Spot]:
    """Addresses, also spelled with "(at)" and "[dot]"; those of state bodies and shared mailboxes are public."""
    if not _MAYBE.search(normal.flat):
        return
    for match in _EMAIL.finditer(normal.flat):
        plain = match[2] == "@" and " " not in match.group()
        domain = re.sub(_DOT, ".", match[3])
        if _EXAMPLES.search(domain) or (not plain and "." not in domain) or (not plain and not _spelled(match)):
            continue
        mailbox = match[1].lower()
        parts = re.split(r"[._\-+]", re.sub(r"\d+", "", mailbox))
        shared = parts[0] in _MAILBOXES or any(mailbox.startswith(word) for word in _MAILBOXES if len(word) >= 4)
        yield Spot("office_contact" if shared or _STATE.search(domain) else "email", match.start(), match.end(), 9)


def _spelled(match: re.Match[str]) -> bool:
    """An address in words needs a known host, or brackets and a known ending: "Internet at example.org" is none."""
    if match[2].strip() in ("AT", "A CONG") and "." in match[3]:
        return _HOSTS.search(match[3]) is not None
    return _HOSTS.search(match[3]) is not None or re.search(r"(?:COM|VN|IN|ORG|NET)$", match[3]) is not None


def from_abroad(normal: Normal, labels: Labels) -> Iterator[Spot]:
    """Numbers with a foreign country code that their country's plan knows."""
    for match in _ABROAD.finditer(normal.flat):
        from phonenumbers import NumberParseException, is_valid_number, parse

        try:
            valid = is_valid_number(parse(match.group(), None))
        except NumberParseException:
            continue
        if valid and labels.of(*match.span()) != "none":
            yield Spot("phone", match.start(), match.end(), 4)


def spoken(normal: Normal, labels: Labels) -> Iterator[Spot]:
    """Nine or more digits said one by one in Vietnamese, English or Hindi."""
    run = _Run()
    for token in normal.tokens:
        if not run.takes(token, normal.clean):
            yield from run.close(labels)
            run = _Run()
            run.takes(token, normal.clean)
    yield from run.close(labels)


class _Run:
    """Digits said one after another: "nine eight double seven …"."""

    def __init__(self) -> None:
        self.start, self.end, self.reach = -1, -1, -1
        self.digits, self.said, self.times = "", 0, 1

    def takes(self, token: Token, text: str) -> bool:
        """Whether the token goes on with the run (and take it if so)."""
        near = self.reach < 0 or re.fullmatch(r"[\s,.\-]{0,3}", text[self.reach : token.start]) is not None
        word = _WORDS.get(token.fold, token.fold if token.figure else None)
        if not near or (word is None and (self.start < 0 or token.fold not in _FILLERS) and token.fold not in _REPEATS):
            return False
        self.reach = token.end
        if word is None:
            self.times = _REPEATS.get(token.fold, 1)
        elif len(word) <= 4:
            self.start = token.start if self.start < 0 else self.start
            self.digits, self.end = self.digits + word * self.times, token.end
            self.said, self.times = self.said + (not token.figure), 1
        return word is None or len(word) <= 4

    def close(self, labels: Labels) -> Iterator[Spot]:
        """The number, when most of it was said in words and it is one of a kind."""
        if self.said >= 6 and (kind := _spoken_kind(self.digits, labels, self.start)) is not None:
            yield Spot(kind, self.start, self.end, 8)


def _spoken_kind(digits: str, labels: Labels, start: int) -> str | None:
    label = labels.before(start)
    if label == "none":
        return None
    if len(digits) == 12:
        return "aadhaar" if label == "aadhaar" or digits[0] in "23456789" else "citizen_id"
    if len(digits) in (10, 11) and (digits[0] in "06789" or digits.startswith("84")):
        return label if label in ("tax_code", "social_insurance", "bank_account") else "phone"
    if label in ("old_id", "citizen_id") and len(digits) == 9:
        return "old_id"
    if label in ("bank_account", "bank") and 6 <= len(digits) <= 19:
        return "bank_account"
    return label if label in ("card", "social_insurance", "tax_code") and len(digits) >= 10 else None


def secrets(normal: Normal) -> Iterator[Spot]:
    """A password, one-time code or coordinates written down (NĐ 356/2025/NĐ-CP, Điều 4)."""
    for hit in phrases("credentials").find(normal):
        after = _SECRET.match(normal.clean, hit.end)
        if after is None or not (":" in after.group() or "=" in after.group() or " la " in after.group()):
            continue
        word = after[1].rstrip(".,;\"')")
        if any(ch.isdigit() for ch in word) and not re.search(r"[xX*]{3}", word) and len(word) >= 4:
            yield Spot("credential", after.start(1), after.start(1) + len(word), 5)
    for match in _COORDINATES.finditer(normal.clean):
        yield Spot("location", match.start(), match.end(), 5)


class Owners:
    """Whose contact a telephone number is: the nearest of office and person before it decides."""

    def __init__(self, normal: Normal, names: list[Spot]) -> None:
        self._text = normal.folded
        self._clean = normal.clean
        roles = {hit.after for name in ("roles_before", "staff") for hit in phrases(name).find(normal)}
        # "trưởng ban quản lý" is a person, not the board
        self._offices = [(h.start, h.end) for h in phrases("offices").find(normal) if h.first not in roles]
        self._lines = [(h.start, h.end) for h in phrases("public_lines").find(normal)]
        self._persons = [(hit.start, hit.end) for hit in phrases("persons").find(normal)]
        self._names = [(spot.start, spot.end) for spot in names]

    def office(self, start: int, end: int, *, mobile: bool) -> bool:
        """Whether `clean[start:end]` is the contact of an office. A mobile belongs to the person its sentence names,
        unless it is called a hotline."""
        after = self._text[end:]
        if re.match(r"\s*\(?(?:nha rieng|ca nhan|so rieng|rieng|personal|private|home)", after):
            return False
        opening = self._opening(start)
        office = _last(self._offices, opening, start)
        line = _last(self._lines, opening, start)
        name = _last(self._names, opening, start)
        person = max(name, _last(self._persons, opening, start))
        if line > person:
            return True
        if mobile and name >= 0:
            return False
        if office < 0 and person < 0:
            return re.match(r"\s*[(\-,]?\s*(?:van phong|tong dai|truc ban|office|hotline|helpdesk)", after) is not None
        return office > person

    def _opening(self, start: int) -> int:
        """Where the sentence or line begins; a line without any owner goes on from the line before."""
        window = self._clean[max(0, start - 160) : start]
        breaks = [
            m.end() for m in re.finditer(r"[.!?।]\s+(?=[^\s\d])|\n", window) if not _abbreviated(window, m.start())
        ]
        return max(0, start - 160) + (breaks[-1] if breaks else 0)


def _last(spans: list[tuple[int, int]], opening: int, start: int) -> int:
    return max((e for s, e in spans if opening <= s and e <= start), default=-1)


def _abbreviated(window: str, dot: int) -> bool:
    return (
        re.search(r"\b(?:tel|Tel|ph|Ph|ĐT|đt|TP|Tp|Mr|Mrs|Ms|Dr|No|no|TT|P|Q|ext|Ext|mob|Mob)$", window[:dot])
        is not None
    )
