"""Items whose key is a figure, a date or a body: asked, filled in at the end, or given as a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.domain.quiz import Completion, Numeric
from generator.domain.text import words
from generator.messages import say
from generator.writing.extractive import facts
from generator.writing.extractive.questions import invented, number_of
from generator.writing.extractive.quiz.draft import Draft, Wrong
from generator.writing.extractive.quiz.material import Material, Sentence

_DATE = {
    "vi": re.compile(r"(?<=ngày )(\d{1,2}/\d{1,2}/\d{4})"),
    "en": re.compile(
        r"(?<=on )(\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December) \d{4})"
    ),
    "hi": re.compile(r"(\d{1,2} (?:जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर) \d{4})"),
}
# Only dates that something happens on are asked for, not those inside the name of a document.
_HAPPENS = {
    "vi": re.compile(
        r"(?:hiệu lực(?: thi hành)? (?:từ|kể từ)|áp dụng từ|kể từ|bắt đầu từ|được ban hành|thông qua"
        r"|trước|đến hết|chậm nhất|muộn nhất) ngày $"
    ),
    "en": re.compile(r"(?:takes? effect|in force|published|adopted|issued|signed|starts?|ends?) on $"),
    "hi": re.compile(r"(?:को|से)?\s*$"),
}
_TAIL = {"vi": 9, "en": 3, "hi": 9}  # words after the number, so that the question still reads as one
_ACTOR = {
    "vi": re.compile(
        r"^(?P<who>(?:Người|Cán bộ|Công chức|Viên chức|Cơ quan|Đơn vị|Tổ chức|Bộ|Sở|Ủy ban|Uỷ ban|Công an|"
        r"Văn thư|Chủ tịch"
        r"|Thủ tướng|Chính phủ|Bộ trưởng|Nhà cung cấp|Bên|Công dân|Cá nhân|Tình nguyện viên|Thanh niên|Tổ|Đoàn|Trưởng"
        r"|Thủ trưởng|Chủ hộ|Hội đồng|Trung tâm|Kiến trúc sư|Chủ sở hữu|Ban)(?: [^\s,.;:()“”]+){1,6}?) "
        r"(?P<rest>(?:chịu trách nhiệm|có trách nhiệm|phê duyệt|quyết định|kiểm tra|ban hành|tiếp nhận|"
        r"cấp(?! xã| tỉnh| huyện"
        r"| trung ương| trên| dưới| phó| trưởng)|tự phân loại|thẩm định|giám sát|chủ trì|điều phối|phân công|công bố|ký"
        r"|báo ngay|lưu giữ|quản lý) .+)$"
    ),
    "en": re.compile(
        r"^(?P<who>(?:The|An?|Each|Every) (?:[a-z-]+ ){0,3}?(?:agency|office|officer|director|minister|"
        r"department|committee"
        r"|board|team|manager|owner|reviewer|head|secretary|institution|provider|deployer|"
        r"user)s?) (?P<rest>(?:is responsible"
        r" for|approves?|decides?|must|checks?|signs?|issues?|answers? for|reviews?|sets?|publishes?|keeps?) .+)$"
    ),
    "hi": re.compile(
        r"^(?P<who>[^,।]{3,40}?(?:अधिकारी|विभाग|मंत्रालय|प्रमुख|कर्मचारी|संस्था)) "
        r"(?P<rest>.+(?:करता है|करती है|करते हैं|उत्तरदायी है|उत्तरदायी हैं)।)$"
    ),
}
# Words that show that a verb stands inside what was taken for a body's name.
_NO_NAME = re.compile(
    r"\b(?:được|đề nghị|theo|chuẩn bị|hướng dẫn|nộp|không|cần|phải|có thể|khi|đã|để|và|hoặc|tự|hỏi|nhập|đến|"
    r"từ|bị|là|hoà|hòa)\b|\b(?:đăng|chữ)$"
    r"|\b(?:and|or|that|who|which|when)\b",
    re.IGNORECASE,
)
# A figure is asked for where the sentence makes it a rule or a count.
_RULED = {
    "vi": re.compile(r"\S"),
    "en": re.compile(
        r"\b(?:must|should|never|at least|at most|no more than|within|up to|limit|sets?|has|have|names?|lists?|every)\b"
    ),
    "hi": re.compile(r"\S"),
}


class Found(NamedTuple):
    """A sentence with one value: what stands before, the value as printed, its unit, what stands after."""

    sentence: Sentence
    before: str
    number: str
    unit: str
    after: str

    @property
    def key(self) -> str:
        return f"{self.number} {self.unit}".strip()


def quantity_drafts(material: Material) -> Iterator[Draft]:
    """ "… with how many principles?": options are other figures with the same unit, then near ones."""
    language = material.language
    pattern = facts.QUANTITY[language]
    found: list[Found] = []
    for sentence in material.sentences():
        matches = list(pattern.finditer(sentence.text))
        if len(matches) == 1 and not re.search(r"[-–]\s*$", sentence.text[: matches[0].start()]):
            at = matches[0]
            found.append(Found(sentence, sentence.text[: at.start()], at[1], at[2], sentence.text[at.end() :]))
    for one in found:
        if _names_document(one.before) or len(words(one.before)) < 4 or not _RULED[language].search(one.sentence.text):
            continue
        others = [
            Wrong(other.key, other.sentence.claim)
            for other in found
            if other.unit.lower() == one.unit.lower() and number_of(other.key) != number_of(one.key)
            and other.key not in one.sentence.text
        ]  # fmt: skip
        made = [Wrong(text, one.sentence.claim, "figure") for text in invented(one.number, one.unit)]
        yield from _value_drafts(one, [*_once(others)[:1], *_once([*made, *others[1:]])], language)


def _value_drafts(one: Found, pool: list[Wrong], language: str) -> Iterator[Draft]:
    end = one.after.rstrip(" .।;")
    if len(words(end)) <= _TAIL[language]:
        asked = say("lesson.question.how_many", language)
        stem = _question(f"{one.before}{asked} {one.unit}{one.after}")
        base = Draft(
            stem, (one.key,), (one.sentence.claim,), ("remember"), one.sentence.section, language, "one_best", pool
        )
        yield base
        value = number_of(one.number)
        if value is not None:
            item = Numeric(
                id="q", stem=stem, rationale=one.sentence.claim, bloom="remember", difficulty="medium", fact=base.fact,
                value=value, unit=one.unit, shown=one.key,
            )  # fmt: skip
            yield Draft(stem, (one.key,), base.claims, "remember", base.section, language, "numeric", made=item)
    if not end and language != "hi":
        yield _completion(one.sentence, one.before, one.key, language)


def date_drafts(material: Material) -> Iterator[Draft]:
    """ "… from which day?": options are other days the guides name."""
    language = material.language
    found: list[tuple[Found, bool]] = []
    for sentence in material.sentences():
        for at in _DATE[language].finditer(sentence.text):
            before = sentence.text[: at.start()]
            one = Found(sentence, before, at[1], "", sentence.text[at.end() :])
            found.append((one, _HAPPENS[language].search(before) is not None))
    for one, happens in found:
        if not happens or len(words(one.after)) > _TAIL[language] or language == "hi":
            continue
        others = [Wrong(o.number, o.sentence.claim) for o, _ in found if o.number not in one.sentence.text]
        pool = [*_once(others)[:2], *[Wrong(text, one.sentence.claim, "figure") for text in _other_days(one.number)]]
        asked = say("quiz.stem.which_day", language)
        before = re.sub(r"ngày $|on $", "", one.before)
        stem = _question(f"{before}{asked}{one.after}")
        key = one.number
        yield Draft(stem, (key,), (one.sentence.claim,), "remember", one.sentence.section, language, "one_best", pool)
        if not one.after.strip(" .।"):
            yield _completion(one.sentence, one.before, key, language)


def _other_days(day: str) -> list[str]:
    """Days a learner might take for the right one: another month, another year."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", day)
    if found is None:
        return []
    first, month, year = found.groups()
    wide = len(month)
    return [
        f"{first}/{(int(month) + shift - 1) % 12 + 1:0{wide}d}/{int(year) + step}"
        for shift, step in ((2, 0), (0, -1), (0, 1), (6, 0))
    ]


def actor_drafts(material: Material) -> Iterator[Draft]:
    """ "Who approves …?": options are other bodies and roles that the guides give something to do."""
    language = material.language
    matched = [(s, m["who"], m["rest"]) for s in material.sentences() if (m := _ACTOR[language].match(s.text))]
    found = [(s, who, rest) for s, who, rest in matched if not _NO_NAME.search(who)]
    for sentence, who, rest in found:
        if len(words(rest)) < 4 or len(words(rest)) > 26:
            continue
        pool = [
            Wrong(other, s.claim)
            for s, other, _ in found
            if other.lower() not in sentence.text.lower() and who.lower() not in s.text.lower()
        ]
        if language == "vi":
            named = facts.named_actors(material.usable(), language)
            pool += [Wrong(other, None, "named") for other in named if _named_once(other, sentence.text)]
        stem = _question(say("quiz.stem.who", language, rest=rest.rstrip(" .।")))
        yield Draft(stem, (who,), (sentence.claim,), "remember", sentence.section, language, "one_best", _once(pool))


def _named_once(name: str, sentence: str) -> bool:
    """Whether a body's name is whole and not in the sentence that is asked about."""
    return 2 <= len(words(name)) <= 6 and not _NO_NAME.search(name) and name.lower() not in sentence.lower()


def _completion(sentence: Sentence, before: str, key: str, language: str) -> Draft:
    stem = before.rstrip()
    answers = (key, *((key.lstrip("0"),) if key.startswith("0") and key[1:2].isdigit() and "/" not in key else ()))
    draft = Draft(stem, (key,), (sentence.claim,), "remember", sentence.section, language, "completion")
    draft.made = Completion(
        id="q", stem=say("quiz.stem.complete", language, words=stem), rationale=sentence.claim, bloom="remember",
        difficulty="medium", fact=draft.fact, answers=answers,
    )  # fmt: skip
    return draft


def _names_document(before: str) -> bool:
    """Whether the number belongs to the name of a document, an article or a heading."""
    return bool(
        re.search(
            r"(?:số|Điều|khoản|Mục|Phần|Chương|Bước|trang|No\.?|Section|Article|Chapter|Level|mức độ|cấp)\s*$",
            before,
            re.I,
        )
    )


def _once(pool: list[Wrong]) -> list[Wrong]:
    return list({wrong.text.lower(): wrong for wrong in reversed(pool)}.values())[::-1]


def _question(text: str) -> str:
    text = text.rstrip(" .;।:") + "?"
    return text[:1].upper() + text[1:]
