"""Plant a known error in a claim: the sentence stays readable, and the cited words show that it is wrong.

Used by the drills ("find the planted error") and by review (is the reviewer still awake?). Pure: text in, text out;
the same `random.Random` state gives the same error. A planted fragment never stands in the quote, and what it
replaced always does, so that the quote by itself convicts the sentence.

    planted = plant("Trả kết quả trong 5 ngày làm việc.", quote, "number", language="vi", rng=Random(7))
    planted.text, planted.was, planted.now     # "… 8 ngày làm việc.", "5", "8"
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal, get_args

from generator.checks.planting_flips import flips
from generator.domain.base import Language, Value
from generator.domain.text import nfc, squeeze

PlantKind = Literal["number", "date", "article", "agency", "negation", "step", "procedure_code", "authority"]
PLANT_KINDS: tuple[PlantKind, ...] = get_args(PlantKind)
# An edit of a text: from, to, the new words.
Edit = tuple[int, int, str]


class Planted(Value):
    """A sentence with one error. `text[start:end] == now`; `was` are the true words ("" for an invented sentence)."""

    text: str
    kind: PlantKind
    was: str
    now: str
    start: int
    end: int


def plant(
    claim: str, quote: str, kind: PlantKind, *, language: Language, rng: Random, material: str = ""
) -> Planted | None:
    """The claim with an error of that kind, or None when it offers no hold for one.

    `quote` are the cited words. `material` is the rest of what the reader may look at: nothing is planted that it
    would confirm. A `step` does not change the claim: it returns an invented sentence to stand beside it.
    """
    text, known = nfc(claim), squeeze(f"{quote} {material}").lower()
    if kind == "step":
        return _invented_step(known, language, rng)
    edits = list(_OPERATORS[kind](text, language, rng))
    rng.shuffle(edits)
    for start, end, now in edits:
        was = text[start:end]
        if _convicts(was, now, kind, text, squeeze(quote).lower(), known):
            return Planted(
                text=text[:start] + now + text[end:], kind=kind, was=was, now=now, start=start, end=start + len(now)
            )
    return None


def possible_kinds(claim: str, quote: str, language: Language) -> tuple[PlantKind, ...]:
    """The kinds of error that this claim can carry; `step` is possible for any and is left out."""
    return tuple(
        kind
        for kind in PLANT_KINDS
        if kind != "step" and plant(claim, quote, kind, language=language, rng=Random(0)) is not None
    )


def _convicts(was: str, now: str, kind: PlantKind, text: str, quote: str, known: str) -> bool:
    """Whether the quote itself shows the error: it holds the true words, and nothing known holds the false ones."""
    true, false = squeeze(was).lower(), squeeze(now).lower()
    if kind == "negation":
        return _bare(text) in _bare(quote) or true in quote
    if not _holds(quote, true) or true == false:
        return False
    return not _holds(known, false)


def _holds(text: str, words: str) -> bool:
    """Whether the words stand in the text as words, and not as the end of a longer number or name."""
    return re.search(rf"(?<![\w]){re.escape(words)}(?![\w])", text) is not None


def _bare(text: str) -> str:
    return squeeze(text).lower().rstrip(".;,:।")


@cache
def _lexicon() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return data


# -- quantities --------------------------------------------------------------------------------------------------------

_UNITS = {
    "vi": r"ngày làm việc|ngày|giờ|phút|tháng|năm|tuổi|đồng|mm|cm|%|trang|ký tự|bước|nguyên tắc|nhóm|miền|thành phần"
    r"|loại|bản|điều|tiêu chí|câu|dòng|lần|bậc|mức|người",
    "en": r"working days|business days|days|hours|minutes|weeks|months|years|words|percent|per cent|%|principles|risks"
    r"|pages|readers|steps|people|parts|levels|questions|lines|copies|articles|mm|cm",
    "hi": r"कार्य दिवस|कार्य दिवसों|दिन|दिनों|घंटे|घंटों|मिनट|महीने|महीनों|वर्ष|वर्षों|शब्द|शब्दों|सिद्धांत|सिद्धांतों"
    r"|जोखिम|चरण|चरणों|भाग|भागों|क्षेत्र|पृष्ठ|लोग|लोगों|प्रतिशत|%",
}
_WORDS = {
    "vi": ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "hi": ("दो", "तीन", "चार", "पाँच", "छह", "सात", "आठ", "नौ", "दस"),
}
_LETTER = r"[\w\u0900-\u0963\u0966-\u097f]"  # \w alone leaves out Hindi's vowel signs
_LEFT, _EDGE = rf"(?<!{_LETTER})", rf"(?!{_LETTER})"


def _numbers(text: str, language: Language, rng: Random) -> Iterator[Edit]:
    units = _UNITS[language]
    # "ngày 31 tháng 12" is a day and no quantity
    figure = rf"(?<![\w.,/×-])(?<!ngày )(\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,4}})(?=\s?(?:{units}){_EDGE}(?!\s\d))"
    for match in re.finditer(figure, text, re.IGNORECASE):
        for now in _other_figures(match[1], rng):
            yield match.start(1), match.end(1), now
    names = _WORDS[language]
    spelled = rf"{_LEFT}({'|'.join(names)})(?=\s(?:{units}){_EDGE})"
    for match in re.finditer(spelled, text, re.IGNORECASE):
        at = names.index(match[1].lower())
        now = rng.choice([name for place, name in enumerate(names) if 1 <= abs(place - at) <= 3])
        yield match.start(1), match.end(1), now.capitalize() if match[1][0].isupper() else now


def _other_figures(printed: str, rng: Random) -> Iterator[str]:
    """Figures a hasty reader would let pass: near, or doubled, or halved; printed in the same way."""
    separator = next((ch for ch in printed if not ch.isdigit()), "")
    value = int(re.sub(r"\D", "", printed))
    if separator:
        candidates = [value * 2, value * 3, value // 2, value + 10 ** (len(str(value)) - 1)]
    elif value >= 20:
        candidates = [value + 5, value + 10, value - 5, value - 10, value * 2]
    else:
        candidates = [value + 1, value + 2, value + 3, value - 1, value - 2, value * 2]
    least = 2  # never "1 days"
    for other in rng.sample(candidates, len(candidates)):
        if other >= least and other != value and value >= least:
            width = len(printed) if printed.startswith("0") else 1
            yield f"{other:,}".replace(",", separator) if separator else f"{other:0{width}d}"


# -- dates, articles, codes --------------------------------------------------------------------------------------------

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_MONTHS_HI = ("जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर")
_FIGURE_DATE = re.compile(r"(?<![\d/])(?:(\d{1,2})/)?(\d{1,2})/((?:19|20)\d{2})(?![\d/])")
_SPELLED_DATE = re.compile(r"(?:ngày\s+(\d{1,2})\s+)?tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d{2})(?!\d)")
_MONTH_YEAR = re.compile(rf"\b({'|'.join(_MONTHS)})(?=\s+((?:19|20)\d{{2}})\b)")
_MONTH_YEAR_HI = re.compile(rf"({'|'.join(_MONTHS_HI)})(?=\s+((?:19|20)\d{{2}}))")
_YEAR = re.compile(r"(?<=năm )(20[0-3]\d)(?!\d)|(?<=in )(20[0-3]\d)\b|(?<![\d/])(20[0-3]\d)(?= (?:में|से|तक))")


def _dates(text: str, language: Language, rng: Random) -> Iterator[Edit]:
    for pattern in (_FIGURE_DATE, _SPELLED_DATE):
        for match in pattern.finditer(text):
            yield match.start(2), match.end(3), text[match.start(2) : match.start(3)] + _other_year(match[3], rng)
            if (month := _other_month(match[2], match[1], rng)) is not None:
                yield match.start(2), match.end(3), month + text[match.end(2) : match.end(3)]
    for pattern, names in ((_MONTH_YEAR, _MONTHS), (_MONTH_YEAR_HI, _MONTHS_HI)):
        for match in pattern.finditer(text):
            others = [name for name in names if name not in (match[1], "February", "फ़रवरी")]
            yield match.start(1), match.end(2), f"{rng.choice(others)}{text[match.end(1) : match.end(2)]}"
    for match in _YEAR.finditer(text):
        yield match.start(), match.end(), _other_year(match.group(), rng)


def _other_year(year: str, rng: Random) -> str:
    return str(int(year) + rng.choice((-2, -1, 1)))


def _other_month(month: str, day: str | None, rng: Random) -> str | None:
    """Another month that is printed as wide and has that day: 29 to 31 stay out of short months."""
    wide = range(10, 13) if len(month) == 2 and int(month) >= 10 else range(3, 10)
    days = {4: 30, 6: 30, 9: 30, 11: 30}
    fit = [m for m in wide if m != int(month) and int(day or 1) <= days.get(m, 31)]
    return f"{rng.choice(fit):0{len(month)}d}" if fit else None


_ARTICLE = re.compile(
    r"\b(?:Điều|khoản|Mục|Chương|Article|Section|Clause|Chapter)\s+(\d{1,3})\b|(?:धारा|अनुच्छेद)\s+(\d{1,3})", re.I
)
_POINT = re.compile(r"\bđiểm ([a-eg])(?= (?:khoản|Điều))")
_NUMBER = re.compile(r"(?<![\w/])(\d{1,4})(?=/(?:(?:19|20)\d{2}/)?(?:NĐ-CP|QH\d{2}|TT-|QĐ-|QH|NQ-|CT-|KH-|UBND))")


def _articles(text: str, language: Language, rng: Random) -> Iterator[Edit]:
    for match in _ARTICLE.finditer(text):
        group = 1 if match[1] else 2
        value = int(match[group])
        other = rng.choice([n for n in (value - 2, value - 1, value + 1, value + 2, value + 3) if n > 0 and n != value])
        yield match.start(), match.end(), text[match.start() : match.start(group)] + str(other)
    for match in _POINT.finditer(text):
        yield match.start(), match.end(), "điểm " + rng.choice([ch for ch in "abcde" if ch != match[1]])
    for match in _NUMBER.finditer(text):
        tail = re.match(r"\S*?(?=[\s,;.)]|$)", text[match.end() :])
        end = match.end() + (tail.end() if tail else 0)
        value = int(match[1])
        other = rng.choice([n for n in (value - 3, value - 1, value + 1, value + 2) if n > 0])
        yield match.start(), end, f"{other:0{len(match[1])}d}" + text[match.end() : end]


_CODE = re.compile(r"(?<![\d.])[1-3]\.\d{6}(?!\d)")


def _codes(text: str, language: Language, rng: Random) -> Iterator[Edit]:
    for match in _CODE.finditer(text):
        dead = [code for code in _lexicon()["dead_procedure_codes"] if code != match.group()]
        yield match.start(), match.end(), rng.choice(dead)


# -- names of bodies and of those who decide ---------------------------------------------------------------------------


def _swaps(table: str) -> Callable[[str, Language, Random], Iterator[Edit]]:
    """An operator that puts another member of the same group in the place of one."""

    def operator(text: str, language: Language, rng: Random) -> Iterator[Edit]:
        for group in _lexicon()[table][language]:
            # the longest name first, so that a name inside another one is not torn out of it
            names = "|".join(map(re.escape, sorted(group, key=len, reverse=True)))
            for match in re.finditer(rf"{_LEFT}((?i:{names}))(?!{_LETTER}|\s+[A-ZĐ])", text):
                now = rng.choice([name for name in group if name.lower() != match[1].lower()])
                if match.start() == 0:
                    now = now[0].upper() + now[1:]
                elif match[1][0].islower():
                    now = now[0].lower() + now[1:]
                yield match.start(), match.end(), now

    return operator


# Words of a procedure at the counter; without them the invented step is one of office work with AI.
_PROCEDURE = re.compile(r"hồ sơ|lệ phí|tờ khai|giấy tờ|thủ tục|application|fee|counter|certificate|आवेदन|शुल्क|प्रमाण")


def _invented_step(known: str, language: Language, rng: Random) -> Planted | None:
    """A sentence that the material says nothing of: fewer than half of its longer words stand there."""
    world = "procedure" if len(_PROCEDURE.findall(known)) >= 2 else "work"
    steps = list(_lexicon()["steps"][world][language])
    rng.shuffle(steps)
    for step in steps:
        longer = re.findall(r"[^\W\d_]{3,}", step.lower())
        if sum(word in known for word in longer) <= 0.75 * len(longer) and squeeze(step).lower() not in known:
            return Planted(text=step, kind="step", was="", now=step, start=0, end=len(step))
    return None


def _negations(text: str, language: Language, rng: Random) -> Iterator[Edit]:
    yield from flips(text, language)


_OPERATORS: dict[PlantKind, Callable[[str, Language, Random], Iterator[Edit]]] = {
    "number": _numbers,
    "date": _dates,
    "article": _articles,
    "agency": _swaps("agency"),
    "negation": _negations,
    "procedure_code": _codes,
    "authority": _swaps("authority"),
}
