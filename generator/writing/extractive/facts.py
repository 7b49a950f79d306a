"""Facts in the lesson's own claims: definitions, quantities, actors, steps, members of lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.domain.ledger import Claim
from generator.domain.lesson import Section
from generator.domain.sentences import sentences
from generator.domain.text import words

_UNITS = {
    "vi": r"ngày làm việc|ngày|giờ|phút|tháng|năm|tuổi|đồng|mm|cm|%|trang|ký tự|bước|nguyên tắc|nhóm|miền"
    r"|thành phần|loại|bản",
    "en": r"working days|business days|days|hours|minutes|months|years|words|percent|%|principles|risks|pages"
    r"|readers|steps",
    "hi": r"कार्य दिवस|दिन|घंटे|मिनट|महीने|वर्ष|शब्द|शब्दों|सिद्धांत|जोखिम|चरण|भाग|क्षेत्र",
}
QUANTITY = {
    language: re.compile(
        rf"(?<![\d.,/-])(\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,4}}(?:,\d+)?)\s*({units})(?![\w\u0900-\u097f])", re.I
    )
    for language, units in _UNITS.items()
}
_DEFINITION = {
    "vi": re.compile(r"^[“\"]?(?P<term>[^“”\".,;:()]{2,60}?)[”\"]?\s+là\s+(?P<body>\S.{15,})$"),
    "en": re.compile(
        r"^(?P<term>[A-Z][^.,;:()]{2,50}?)\s+(?:is|means)\s+(?P<body>(?:an?|the|software|writing|any)\s.{15,})$"
    ),
    "hi": re.compile(r"^(?P<term>[^,;:।]{2,40}?)\s+(?P<body>(?:ऐसा|ऐसी|वह|वे)\s.{15,}है।?)$"),
}
_NOT_TERMS = {
    "vi": ("đây", "đó", "điều này", "việc này", "nội dung này", "mục đích", "lý do", "nguyên nhân", "kết quả", "một",
           "các", "những", "không", "ai ", "ví dụ", "bước", "nếu", "khi", "trường hợp", "mỗi", "tên", "người",
           "quan trọng"),
    "en": ("this", "that", "it", "there", "these", "the result", "the reason", "one", "the most", "the first",
           "the second", "the line"),
    "hi": ("यह", "ये", "वह", "इस", "पहला", "दूसरा", "जो"),
}  # fmt: skip
# "the procedure below" is no term: it points at something beside it
_POINTING = re.compile(r"\b(?:này|đó|trên|dưới|sau đây|vừa nêu|above|below|following)\b|निम्न|उपर्युक्त")
_ACTORS = {
    "vi": r"Công an cấp xã|Công an cấp tỉnh|Cơ quan đăng ký cư trú|Ủy ban nhân dân(?: cấp (?:xã|tỉnh))?|Văn thư cơ quan"
    r"|Người đứng đầu (?:cơ quan, tổ chức|đơn vị[^,.;]{0,30})|Người ký văn bản|Cá nhân được giao[^,.;]{0,40}"
    r"|Bộ trưởng Bộ [A-ZĐ][^,.;]{2,25}|Thủ tướng Chính phủ|Bộ Công an|Bộ Nội vụ|Cán bộ tiếp nhận[^,.;]{0,20}"
    r"|Tổ công nghệ số cộng đồng|Tình nguyện viên",
    "en": r"(?:Canada|Australia|Singapore|UNESCO|NIST)(?:['’]s)?[^,.;]{0,60}?"
    r"(?= (?:asks|has|published|names|sets|forbids))",
    "hi": r"कनाडा|ऑस्ट्रेलिया|सिंगापुर|यूनेस्को",
}
_VERBS = (
    r"có trách nhiệm|phải|quyết định|kiểm tra|ban hành|quy định|tiếp nhận|cấp|trả|thực hiện|hướng dẫn|phê duyệt"
    r"|chịu trách nhiệm"
)


class Quantity(NamedTuple):
    """A number with its unit in a sentence, and where it stands there."""

    claim: Claim
    sentence: str
    number: str
    unit: str
    start: int
    end: int


class Definition(NamedTuple):
    """A term and what the guide says it is."""

    claim: Claim
    term: str
    body: str


class Actor(NamedTuple):
    """Who does something, and the rest of the sentence."""

    claim: Claim
    actor: str
    rest: str


class Enumeration(NamedTuple):
    """A lead sentence with its items."""

    lead: str
    items: tuple[Claim, ...]
    section: int


class Steps(NamedTuple):
    """Steps in their order."""

    title: str
    items: tuple[Claim, ...]


STEP = re.compile(r"^(?:bước|step|चरण)\s+\d{1,2}\b\s*[:.)-]?\s*", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:ví dụ|tình huống|lỗi thường gặp|sai lầm|worked example|example|case study|scenario"
    r"|common mistakes|pitfalls)\b|उदाहरण|गलतियाँ|अभ्यास",
    re.IGNORECASE,
)
_MISTAKES = re.compile(r"lỗi thường gặp|lỗi hay gặp|sai lầm|common mistakes|pitfalls|गलतियाँ", re.IGNORECASE)


def mistakes(section: Section) -> bool:
    """Whether a section lists what people do wrong."""
    return _MISTAKES.search(section.title) is not None


def stated(section: Section) -> Iterator[Claim]:
    """What the guide itself states: without made-up examples and lists of mistakes, which are true only as such."""
    apart = _APART.search(section.title) is not None
    for block in section.blocks:
        if block.kind == "heading":
            apart = _APART.search(block.claims[0].text) is not None
        elif block.kind in ("paragraph", "bullets", "steps") and not apart:
            yield from (claim for claim in block.claims if claim.status != "author")


def claims_of(section: Section) -> Iterator[Claim]:
    """The sentences of a section that state facts, tables left out."""
    for block in section.blocks:
        if block.kind in ("paragraph", "bullets", "steps"):
            yield from (claim for claim in block.claims if claim.status != "author")


def quantities(section: Section, language: str) -> Iterator[Quantity]:
    """Sentences with exactly one quantity of their kind."""
    pattern = QUANTITY[language]
    for claim in stated(section):
        for sentence in sentences(claim.text):
            found = list(pattern.finditer(sentence))
            if len(found) == 1 and 7 <= len(sentence.split()) <= 42 and not sentence.endswith((":", "?")):
                match = found[0]
                yield Quantity(claim, sentence, match[1], match[2], match.start(), match.end())


def definitions(section: Section, language: str) -> Iterator[Definition]:
    """Sentences that say what a term is."""
    for claim in stated(section):
        first = (sentences(claim.text) or [claim.text])[0]
        found = _DEFINITION[language].match(first)
        if found is None or first != claim.text:
            continue
        term = found["term"].strip()
        low = term.lower()
        if (
            _POINTING.search(low) is None
            and not low.startswith(_NOT_TERMS[language])
            and len(words(term)) <= 7
            and len(first.split()) <= 45
        ):
            yield Definition(claim, term, found["body"].strip())


def named_actors(sections: Sequence[Section], language: str) -> list[str]:
    """All agencies and roles that the sections name, in order."""
    if language != "vi":
        return []
    text = "\n".join(claim.text for section in sections for claim in stated(section))
    return list(dict.fromkeys(found.strip() for found in re.findall(_ACTORS["vi"], text)))


def actors(section: Section, language: str) -> Iterator[Actor]:
    """Sentences that begin with an agency or a role."""
    if language != "vi":
        return
    for claim in stated(section):
        found = re.match(rf"^({_ACTORS['vi']})\s+((?:{_VERBS})\b.+)$", claim.text)
        if found and 8 <= len(claim.text.split()) <= 40:
            yield Actor(claim, found[1], found[2])


def enumerations(section: Section, number: int) -> Iterator[Enumeration]:
    """Lists with the sentence that leads them: a paragraph before the list, or a clause before its points."""
    told = {claim.text for claim in stated(section)}
    lead = ""
    items: list[tuple[str, Claim]] = []
    for block in section.blocks:
        if block.kind not in ("paragraph", "bullets"):
            yield from _enumeration(lead, items, number)
            lead, items = "", []
            continue
        labels = block.labels or ("",) * len(block.claims)
        for label, claim in zip(labels, block.claims, strict=True):
            if leads(claim) and (block.kind == "paragraph" or label[:1].isdigit()):
                yield from _enumeration(lead, items, number)
                lead, items = claim.text, []
            elif block.kind == "bullets" and not (label[:1].isdigit() and items and not items[0][0][:1].isdigit()):
                items.append((label, claim))
            else:
                yield from _enumeration(lead, items, number)
                lead, items = "", []
        items = [(label, claim) for label, claim in items if claim.text in told]
    yield from _enumeration(lead, items, number)


def _enumeration(lead: str, items: list[tuple[str, Claim]], number: int) -> Iterator[Enumeration]:
    fit = tuple(c for _, c in items if 2 <= len(c.text.split()) <= 28 and not c.text.endswith(("?", ":")))
    if lead and len(fit) >= 3 and 4 <= len(lead.split()) <= 34:
        yield Enumeration(lead, fit, number)


def leads(claim: Claim) -> bool:
    """Whether a line only introduces what follows: it ends in a colon, or without any mark."""
    return claim.text.endswith(":") or claim.text[-1:].isalnum()


def step_headings(section: Section) -> tuple[Claim, ...]:
    """Headings that number the steps of a procedure, where a guide tells its steps so."""
    heads = (claim for block in section.blocks if block.kind == "heading" for claim in block.claims)
    return tuple(claim for claim in heads if STEP.match(claim.text))


def step_lists(sections: Sequence[Section]) -> Iterator[Steps]:
    """Numbered procedures of at least three steps."""
    for section in sections:
        if len(heads := step_headings(section)) >= 3:
            yield Steps(section.title, heads)
        for block in section.blocks:
            if block.kind == "steps" and len(block.claims) >= 3:
                yield Steps(section.title, block.claims)
