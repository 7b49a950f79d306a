"""What a quiz is made of: the sections of the guides, their whole sentences, their lists with the line that leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.domain.ledger import Claim
from generator.domain.lesson import Section
from generator.domain.sentences import sentences
from generator.domain.text import words
from generator.messages import say
from generator.writing.extractive import facts

# A sentence that leans on the one before it cannot be asked about alone.
_LEANS = {
    "vi": re.compile(
        r"^(?:vì vậy|do đó|vì thế|tuy nhiên|ngoài ra|bên cạnh đó|sau đó|trong đó|theo đó|đồng thời|khi đó(?! là)"
        r"|lúc này|qua đó|từ đó"
        r"|và|nhưng|hoặc|còn|nó|họ|đây|đó|điều này|việc này|những|trên đây|ví dụ|chẳng hạn|tức là"
        r"|nghĩa là|mặt khác|thứ nhất"
        r"|thứ hai|thứ ba|cuối cùng|lưu ý|căn cứ)\b|\b(?:này|nêu trên|nói trên|trên đây|dưới đây|sau đây"
        r"|ban biên soạn|ở trên"
        r"|như sau|bảng sau|hình \d|chúng ta|các bạn|bạn|cũng)\b", re.IGNORECASE),
    "en": re.compile(
        r"^(?:this|that|these|those|it|they|he|she|however|therefore|also|but|and|or|so|then|here|there"
        r"|such|for example|in addition"
        r"|moreover|furthermore|suppose|draft|imagine|all the rest|the rest|both|another|readers of the|read|"
        r"see|click|visit|note|still|yet|many|some|remember|"
        r"instead|otherwise|thus|hence|we|our|i|you|your)\b|\b(?:this|these|those"
        r"|above|below|following|the table"
        r"|the figure|we|our|us|i|my|authors of this digest|example|also|the former|the latter)\b", re.IGNORECASE),
    "hi": re.compile(
        r"^(?:यह|ये|वह|वे|इस|इसलिए|लेकिन|परंतु|और|या|फिर|उदाहरण|इसके|उनके|इनका|हम)(?![\u0900-\u097f])|ऊपर"
        r"|नीचे|निम्न|यह सार|हमने|लेखक"
    ),
}  # fmt: skip
_SIZE = range(7, 37)
_FOREIGN_TITLE = re.compile(
    r"^(?:before|after|examples?|resources?|contents?|index|introduction|summary|quotes?|excerpt"
    r"|books?|tổng quan|giới thiệu"
    r"|mục tiêu|tổng kết|tóm tắt|kết luận|bài tập|minh họa|câu hỏi|mở đầu|thông tin chi tiết|nội dung"
    r"|yêu cầu khác|lưu ý"
    r"|exercise.*|answers?|references?|appendix.*)\b[\s:.]*$|bài tập|câu hỏi|minh họa|tình huống"
    r"|thảo luận|quiz|exercise|lesson one"
    r"|humor|award|vice president|testimonial",
    re.IGNORECASE,
)
# Guides that are collections of samples: what stands in them is no rule.
_SAMPLES = re.compile(
    r"^(?:before|after|examples?|exercises?.*|award.*)$|\b(?:vice president|lauds|humor|quotes|testimonials|"
    r"exercise packet|award)\b",
    re.IGNORECASE,
)
_GAPS = re.compile(
    r"[_…]{2,}|\.{4,}|last accessed|\d{4}\. |[|{}<>]|https?://|\(\s*\d{1,2}\s*\)$|\?$|[“\"][^”\"]*$|^\W|\betc\b"
)


class Sentence(NamedTuple):
    """A whole sentence of a guide that keeps its meaning alone."""

    text: str
    claim: Claim
    section: Section


class Listing(NamedTuple):
    """The items of a list with the line that leads them, or its heading (`titled`)."""

    lead: str
    items: tuple[Claim, ...]
    section: Section
    titled: bool = False


class Material(NamedTuple):
    """Sections to ask about, in order, with their language; `titles` names each guide as it is printed."""

    sections: Sequence[Section]
    language: str
    titles: dict[str, str]

    def guide(self, section: Section) -> str:
        """The name of the guide a section is from, in quotation marks; "the guide" where its title names nothing."""
        title = self.titles.get(section.guide_id or "", "")
        if not title or len(title.split()) > 14 or _FOREIGN_TITLE.search(title) or re.match(r"^[A-Z0-9]\.|.*:$", title):
            return say("quiz.stem.guide", self.language)
        return f"“{title}”"

    def kin(self, one: Section, other: Section) -> bool:
        """Whether two sections are of one guide, or of guides built alike (two procedures, two digests)."""
        if one.guide_id == other.guide_id:
            return True
        titles = [
            {section.title.lower() for section in self.sections if section.guide_id == guide}
            for guide in (one.guide_id, other.guide_id)
        ]
        return len(titles[0] & titles[1]) >= 2

    def usable(self) -> list[Section]:
        """Sections that state rules: no exercises, examples, contents pages."""
        return [
            section
            for section in self.sections
            if not _FOREIGN_TITLE.search(section.title.strip())
            and not _SAMPLES.search(self.titles.get(section.guide_id or "", ""))
        ]

    def sentences(self) -> Iterator[Sentence]:
        """Sentences that stand alone, each once."""
        seen: set[str] = set()
        for section in self.usable():
            told = {claim.text for claim in facts.stated(section)}
            for claim in _running(section, self.language):
                if claim.text not in told:
                    continue
                for text in sentences(claim.text):
                    key = " ".join(words(text))
                    if key not in seen and alone(text, self.language):
                        seen.add(key)
                        yield Sentence(text, part_of(claim, text), section)

    def lists(self) -> Iterator[Listing]:
        """Lists with at least three items."""
        usable = self.usable()
        for number, section in enumerate(usable):
            led = list(facts.enumerations(section, number))
            for one in led:
                yield Listing(one.lead, one.items, section)
            bullets = [claim for block in section.blocks if block.kind == "bullets" for claim in block.claims]
            plain = all(block.kind == "bullets" for block in section.blocks)
            if not led and plain and 3 <= len(bullets) <= 8 and len(words(section.title)) >= 3:
                yield Listing(section.title, tuple(bullets), section, titled=True)
        yield from _same_title(usable)


# An item of a list is a sentence of its own when it names who or what before the verb of the rule.
_OWN_SUBJECT = {
    "vi": re.compile(
        r"^(?:\S+ ){2,12}?(?:phải|không được|được|có trách nhiệm|là|gồm|chịu trách nhiệm|có quyền|quyết định)\b"
    ),
    "en": re.compile(r"^(?:The|An?|Each|Every|No|[A-Z]\w+s) (?:\S+ ){0,8}?(?:must|is|are|may|should|has|have|can)\b"),
    "hi": re.compile(r"^\S+ (?:को|के लिए|का|की) .*(?:है|हैं|चाहिए)।?$"),
}


def _running(section: Section, language: str) -> Iterator[Claim]:
    """Claims of running text, and numbered clauses that are whole sentences; steps and items of lists are not."""
    for block in section.blocks:
        if block.kind == "paragraph":
            yield from block.claims
        elif block.kind == "bullets":
            for label, claim in zip(block.labels or ("",) * len(block.claims), block.claims, strict=True):
                whole = label[:1].isdigit() or len(claim.text.split()) >= 12
                if whole and _OWN_SUBJECT[language].match(claim.text):
                    yield claim


def _same_title(sections: Sequence[Section]) -> Iterator[Listing]:
    """Clauses of an annex, each a section under one title, are one list."""
    group: list[Section] = []
    for section in [*sections, None]:
        if section is not None and group and section.title == group[0].title and _single(section):
            group.append(section)
            continue
        if len(group) >= 3:
            items = tuple(claim for member in group if (claim := _single(member)) is not None)
            yield Listing(group[0].title, items, group[0], titled=True)
        group = [section] if section is not None and _single(section) else []


def _single(section: Section) -> Claim | None:
    claims = [claim for block in section.blocks for claim in block.claims]
    return claims[0] if len(claims) == 1 and len(claims[0].text.split()) <= 32 else None


def alone(text: str, language: str) -> bool:
    """Whether a sentence can be asked about without what stands around it."""
    return (
        len(text.split()) in _SIZE
        and text[:1].upper() == text[:1]
        and not text[:1].isdigit()
        and text.rstrip()[-1:] in ".।"
        and _LEANS[language].search(text) is None
        and _GAPS.search(text) is None
        and text.count("(") == text.count(")")
    )


def self_contained(text: str, language: str) -> bool:
    """Whether words point at nothing beside them."""
    return _LEANS[language].search(text) is None and _GAPS.search(text) is None and text.count("(") == text.count(")")


def part_of(claim: Claim, text: str) -> Claim:
    """The claim of one sentence of a claim, its citation cut to it where the words are found."""
    if claim.text == text or not claim.citations:
        return claim
    citation = claim.citations[0]
    at = citation.quote.find(text)
    if at < 0:
        return claim
    start = citation.start + at
    cut = citation.model_copy(update={"quote": text, "start": start, "end": start + len(text)})
    return Claim(text=text, status="quoted", citations=(cut,))
