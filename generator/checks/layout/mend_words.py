"""Mends what is typed wrong and has one right form: dashes, zeros, punctuation, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.checks.layout import edits
from generator.checks.layout.lines import Segment
from generator.checks.layout.numbering import printed
from generator.checks.layout.rules.foot import DEGREE, signed_by

if TYPE_CHECKING:
    from generator.checks.layout.audit import Audit

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_POINT = re.compile(r"([a-zđ])\)")
_POWERS = re.compile(r"\s*(T\W?M|K\W?T|T\W?L|T\W?U\W?Q|Q)[\s.,:;/-]+", re.I)


def _motto(audit: Audit) -> bool:
    motto = audit.boxes.motto
    return motto is not None and edits.retype(motto, _MOTTO)


def _number(audit: Audit) -> bool:
    number = audit.boxes.number
    if number is None:
        return False
    rest = re.sub(r"^s[oố]\s*:?\s*", "", number.text, flags=re.I)
    match = re.match(r"([\d\s….]*)[\s/\-–—−_.]*(.*)", rest)
    figure, symbol = (match.group(1).strip(), match.group(2)) if match else ("", "")
    symbol = re.sub(r"\s*[-–—−_./]+\s*", "-", symbol.strip()).strip("-")
    return bool(symbol) and edits.retype(number, f"Số: {figure or '      '}/{symbol}")


def _zero_number(audit: Audit) -> bool:
    number = audit.boxes.number
    return number is not None and edits.retype(number, re.sub(r"(?<!\d)(\d)(?=\s*/)", r"0\1", number.text, count=1))


def _draft_number(audit: Audit) -> bool:
    number = audit.boxes.number
    return number is not None and edits.retype(number, re.sub(r"\d+(?=\s*/)", "       ", number.text, count=1))


def _abbreviation(audit: Audit) -> bool:
    number, kind = audit.boxes.number, audit.boxes.kind
    if number is None or kind is None or not kind.abbr or "/" not in number.text:
        return False
    figure, _, symbol = number.text.partition("/")
    _, hyphen, tail = symbol.partition("-")
    if not hyphen:  # the kind is missing, or there is only the kind
        return False
    return edits.retype(number, f"{figure}/{kind.abbr}{hyphen}{tail}")


def _date(audit: Audit) -> bool:
    date = audit.boxes.date
    if date is None:
        return False
    match = re.search(r"(\d{1,2})\D+?(\d{1,2})\D+?(\d{4})", date.text)
    if match is None:
        return False
    day, month = int(match.group(1)), int(match.group(2))
    place = re.sub(r"[,\s]*(?:ngày)?[\s,]*$", "", date.text[: match.start()], flags=re.I)
    written = f"{month:02d}" if month <= 2 else str(month)
    return edits.retype(date, f"{place}, ngày {day:02d} tháng {written} năm {match.group(3)}".lstrip(", "))


def _title(audit: Audit) -> bool:
    title = audit.boxes.title
    if title is None:
        return False
    if not title.upper:
        edits.retype(title, title.text.upper())
    return edits.format_runs([title], bold=True)


def _last_basis(audit: Audit) -> bool:
    last = audit.boxes.bases[-1]
    return edits.replace_end(last, last.text[-1:], ".")


def _articles(audit: Audit) -> bool:
    done = False
    for line in audit.boxes.read.lines:
        match = re.match(r"(Điều\s+\d+[a-zđ]?)\s*[:)\-–—;/]", line.text)
        if match and not line.label:
            done |= edits.replace_start(line, match.group(), match.group(1) + ".")
    return done


def _roman(pattern: str) -> Callable[[Audit], bool]:
    def mender(audit: Audit) -> bool:
        done = False
        for line in audit.boxes.read.lines[audit.boxes.head_end :]:
            match = re.match(pattern, line.text, re.I)
            if match and len(line.text) < 160:
                done |= edits.replace_start(
                    line, match.group(), match.group(1) + printed(int(match.group(2)), "upperRoman")
                )
        return done

    return mender


def _end_mark(audit: Audit) -> bool:
    lines = [line for line in audit.boxes.body if line.text]
    if not lines:
        return False
    last = lines[-1]
    return edits.replace_end(last, last.text[-1] if last.text[-1] in ".;," else "", "./.")


def _points(audit: Audit) -> bool:
    """Letter typed points again where a list left the alphabet."""
    boxes = audit.boxes
    place = -1
    for line in boxes.part(boxes.head_end, len(boxes.read.lines)):
        match = _POINT.match(line.text)
        if match is None or line.label:
            if re.match(r"\d+[.)]\s|Điều\s+\d|[IVX]+\.\s", line.text):
                place = -1
            continue
        place = 0 if match.group(1) == "a" else place + 1
        if place < len(_ALPHABET) and _ALPHABET[place] != match.group(1):
            edits.replace_start(line, match.group(), f"{_ALPHABET[place]})")
    return True


def _powers(audit: Audit) -> bool:
    done = False
    for group in audit.boxes.signatures:
        for segment in signed_by(group)[0]:
            match = _POWERS.match(segment.text)
            if match:
                short = re.sub(r"\W", "", match.group(1)).upper()
                done |= edits.retype(segment, f"{short}. {segment.text[match.end() :].strip()}")
    return done


def _caps(audit: Audit) -> bool:
    titles = [segment for group in audit.boxes.signatures for segment in signed_by(group)[0]]
    done = [edits.retype(segment, segment.text.upper()) for segment in titles if not segment.upper]
    return all(done)


def _degree(audit: Audit) -> bool:
    done = False
    for group in audit.boxes.signatures:
        name: Segment | None = signed_by(group)[1]
        if name is not None and (match := DEGREE.match(name.text)):
            done |= edits.retype(name, name.text[match.end() :])
    return done


def _addressees(audit: Audit) -> bool:
    lines = audit.boxes.addressees
    for at, line in enumerate(lines):
        mark = "." if at == len(lines) - 1 else ";"
        edits.replace_end(line, line.text[-1] if line.text[-1] in ".;,:" else "", mark)
    return bool(lines)


def _as_above(audit: Audit) -> bool:
    received = audit.boxes.recipient_list
    return bool(received) and edits.copy_before(received[0].line, "- Như trên;")


WORDS: dict[str, Callable[[Audit], bool]] = {
    "motto_dash": _motto,
    "number_symbol_format": _number,
    "number_zero_pad": _zero_number,
    "invented_number_in_draft": _draft_number,
    "type_abbreviation": _abbreviation,
    "date_zero_month": _date,
    "date_zero_day": _date,
    "date_format": _date,
    "title_not_bold_caps": _title,
    "legal_basis_last_semicolon": _last_basis,
    "article_number_punctuation": _articles,
    "chapter_arabic_number": _roman(r"((?:phần|chương)\s+)(\d+)"),
    "annex_number_arabic": _roman(r"(phụ lục\s+)(?:số\s+)?(\d+)"),
    "end_mark_missing": _end_mark,
    "clause_letter_not_vietnamese_alphabet": _points,
    "sign_authority_abbrev": _powers,
    "sign_title_not_caps": _caps,
    "signer_has_academic_title": _degree,
    "kinh_gui_list_format": _addressees,
    "recipients_first_line": _as_above,
}
