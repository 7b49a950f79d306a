"""Items about lists and procedures: what belongs to a list, which order steps have, what to do in which case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.ledger import Claim
from generator.domain.lesson import Section
from generator.domain.quiz import Ordering
from generator.domain.sentences import sentences
from generator.domain.text import words
from generator.messages import say
from generator.writing.extractive import facts
from generator.writing.extractive.quiz.draft import Draft, Wrong, same_words, shown
from generator.writing.extractive.quiz.material import Listing, Material, part_of, self_contained

_MOST = 24  # words of an option
_STEP = 34  # words of a step or of what is done in a case
_ENDS = {
    "vi": (
        (
            re.compile(
                r"(?:những|các) (?P<n>[^,.:;]{2,40}?)(?: chính| cơ bản)?(?: sau(?: đây)?"
                r"| dưới đây)(?P<rest>\b.*)$",
                re.I,
            ),
            r"những \g<n> nào\g<rest>",
        ),
        (re.compile(r",?\s*(?:bao )?gồm(?: có)?(?: sau(?: đây)?| như sau)?$", re.I), " gồm những gì"),
        (re.compile(r"\s+(?:như sau|sau(?: đây)?)$", re.I), " những gì"),
        (re.compile(r"\s+(?:là|phải|cần)$", re.I), r"\g<0> những gì"),
    ),
}
_CASE = {
    "vi": re.compile(
        r"^(?P<cond>(?:Nếu|Khi|Trường hợp|Trong trường hợp) (?:[^;:]{12,150}?(?P<so>,? thì)|"
        r"(?![^;:]* thì )[^,;:]{12,110},)) "
        r"(?P<then>[^;:]{8,190}?)[.;]?$"
    ),
    "en": re.compile(r"^(?P<cond>(?:If|When) [^,;]{12,110}), (?P<then>[^;:]{8,160})\.$"),
    "hi": re.compile(r"^(?P<cond>(?:यदि|अगर|जब) [^,]{8,110}), (?:तो )?(?P<then>[^;:]{8,160})।$"),
}
_DUTY = {
    "vi": re.compile(
        r"^(?:hãy|cần|phải|nên|chỉ|không|đừng|[a-zà-ỹ ]{2,40}? (?:cần|phải|nên|không được|có trách nhiệm"
        r"|được|hướng dẫn|thông báo|báo|gửi|trả))\b",
        re.I,
    ),
    "en": re.compile(
        r"^(?:do|don['’]t|never|always|use|ask|check|tell|write|keep|remove|stop|report|say|put|give|make"
        r"|avoid|the \w+ (?:must|should)|you (?:must|should))\b",
        re.I,
    ),
    "hi": re.compile(r"(?:करें|चाहिए|दें|लें|लिखें|पूछें|बताएँ|होगा)$"),
}


def list_drafts(material: Material) -> Iterator[Draft]:
    """ "What does … consist of?" with two or three right answers; the rest stands in other lists of the guides."""
    language = material.language
    lists = [one for one in material.lists() if _stem(one, material)]
    for one in lists:
        inside = {same_words(claim.text) for claim in one.items}
        fit = [claim for claim in one.items if _option(claim)]
        if len(fit) < 3 or len(fit) < 0.6 * len(one.items):
            continue
        others = [
            Wrong(shown(claim.text), claim, "list")
            for other in lists
            if facts.mistakes(other.section) == facts.mistakes(one.section)
            and other is not one
            and same_words(other.lead) != same_words(one.lead)
            for claim in other.items
            if _option(claim) and same_words(claim.text) not in inside and not _near_any(claim.text, one.items)
        ]
        home = [
            w
            for w in others
            if w.words
            and one.items[0].citations
            and w.words.citations[0].guide_id == one.items[0].citations[0].guide_id
        ]
        for start, count in ((0, 2), (2, 3)):
            keys = fit[start : start + count]
            if len(keys) < 2:
                break
            size = sum(len(c.text) for c in keys) / len(keys)
            if len(home) < 2:
                break
            pool = sorted(home, key=lambda wrong: abs(len(wrong.text) - size))[:12]
            stem = say("quiz.stem.several", language, asked=_stem(one, material))
            texts = tuple(shown(claim.text) for claim in keys)
            yield Draft(stem, texts, tuple(keys), "understand", one.section, language, "multiple", pool)
            break


def _option(claim: Claim) -> bool:
    text = claim.text.strip()
    whole = text.count("(") == text.count(")") and text.count("“") == text.count("”")
    return (
        whole
        and 2 <= len(text.split()) <= _MOST
        and text[-1:] not in ":?"
        and not re.search(r"(?:,|[;,] ?(?:and|or|và|hoặc))$", text)
        and not re.match(r"^(?:và|hoặc|ví dụ|and|or)\b", text, re.I)
        and not re.match(r"^[^:]{2,25}: ", text)
    )


def _near_any(text: str, items: tuple[Claim, ...]) -> bool:
    """Whether a member of another list says nearly what one of these says: then it may be true here too."""
    mine = set(words(text))
    return any(len(mine & set(words(item.text))) >= 0.6 * min(len(mine), len(set(words(item.text)))) for item in items)


def _stem(one: Listing, material: Material) -> str:
    """The line that leads a list, as a question; "" when it makes none."""
    language, lead = material.language, one.lead.strip().rstrip(" :.,;")
    if one.titled:
        title = _sentence_case(lead)
        return say("quiz.stem.titled", language, title=title, guide=material.guide(one.section))
    if re.search(r"[“\"][^”\"]*$|\?|\(\s*$", lead) or not 3 <= len(lead.split()) <= 30:
        return ""
    if language == "vi":
        if re.match(r"^(?:trường hợp|nếu|khi)\b", lead, re.I):
            low = lead[:1].lower() + lead[1:]
            return say("quiz.stem.case_list", language, cond=low, guide=material.guide(one.section))
        if re.search(r"\b(?:này|đó|trên|ban biên soạn|ví dụ)\b|^(?:bạn|chúng ta)\b", lead, re.I):
            return ""
        for pattern, put in _ENDS["vi"]:
            made, count = pattern.subn(put, lead)
            if count:
                return _cap(made) + "?"
        if one.lead.rstrip().endswith(":") and len(lead.split()) <= 18:
            return say("quiz.stem.lead", language, lead=lead, guide=material.guide(one.section))
        return ""
    if re.search(r"\b(?:this|these|that|it|they|we|you|our|i|example|examples|students)\b|उदाहरण|यह सार", lead, re.I):
        return ""
    return say("quiz.stem.lead", language, lead=lead, guide=material.guide(one.section))


# Numbered points that could stand in any order.
_UNORDERED = re.compile(
    r"\b(?:things to|checks?|checklist|tips|principles|rules|reasons|điều cần|nguyên tắc|lưu ý|dấu hiệu|lý do|"
    r"tiêu chí)\b"
    r"|जाँच|सिद्धांत|बातें|कारण",
    re.IGNORECASE,
)


def step_drafts(material: Material) -> Iterator[Draft]:
    """The whole order, and which step comes right after another."""
    language = material.language
    for section in material.usable():
        for items in _sequences(section):
            title = _sentence_case(_heading(items[0], section)) if items else ""
            if not 3 <= len(items) <= 9 or _UNORDERED.search(title):
                continue
            stem = say("quiz.stem.order", language, title=title, guide=material.guide(section))
            draft = Draft(stem, (), tuple(items), "apply", section, language, "ordering")
            draft.made = Ordering(
                id="q", stem=stem, rationale=items[0], bloom="apply", difficulty="medium", fact=draft.fact,
                steps=tuple(items[:7]),
            )  # fmt: skip
            yield draft
            texts = [shown(claim.text) for claim in items]
            for place in range(min(2, len(items) - 2)):
                pool = [Wrong(texts[n], items[n], "step") for n in range(len(items)) if n not in (place, place + 1)]
                asked = say("quiz.stem.next_step", language, step=texts[place], title=title)
                claims = (items[place + 1], items[place])
                yield Draft(asked, (texts[place + 1],), claims, "apply", section, language, "one_best", pool)


def _sequences(section: Section) -> Iterator[list[Claim]]:
    """Numbered steps of a section, told apart where the numbers begin again; each step by its first clause."""
    heads = facts.step_headings(section)
    if len(heads) >= 3:
        yield [part_of(claim, facts.STEP.sub("", claim.text)) for claim in heads]
        return
    found: list[tuple[int, Claim]] = []
    for block in section.blocks:
        if block.kind != "steps":
            continue
        for label, claim in zip(block.labels, block.claims, strict=True):
            number = int((re.findall(r"\d+", label) or ["0"])[0])
            if found and number <= found[-1][0]:
                yield [step for _, step in found]
                found = []
            found.append((number, first_clause(part_of(claim, facts.STEP.sub("", claim.text)))))
    if [number for number, _ in found] == list(range(1, len(found) + 1)) and all(
        len(step.text.split()) <= _STEP for _, step in found
    ):
        yield [step for _, step in found]


def first_clause(claim: Claim) -> Claim:
    """A long step by its first clause, its citation cut to it."""
    if len(claim.text.split()) <= _STEP:
        return claim
    return part_of(
        claim, re.split(r"(?<=[.;:])\s|,\s(?=trừ|cụ thể|trong đó|nếu)", claim.text, maxsplit=1)[0].rstrip(" ;:,")
    )


def _heading(claim: Claim, section: Section) -> str:
    """The nearest heading over a claim."""
    if claim.citations:
        for part in reversed(claim.citations[0].address.parts):
            if part.title and part.kind != "step":
                return part.title.strip(" .:")
    return section.title.strip(" .:")


def case_drafts(material: Material) -> Iterator[Draft]:
    """ "If …, what must be done?": options are what the guides ask for in other cases."""
    language = material.language
    found: list[tuple[Claim, Section, str, str]] = []
    for section in material.usable():
        for claim in facts.stated(section):
            for text in sentences(claim.text):
                match = _CASE[language].match(text)
                if match is None or not self_contained(f"{match['cond']} {match['then']}", language):
                    continue
                plain = language == "vi" and bool(match["so"])  # "thì" alone shows what is to be done
                if (plain or _DUTY[language].search(match["then"])) and 3 <= len(words(match["then"])) <= _STEP:
                    cond = re.sub(r",? thì$|,$", "", match["cond"])
                    found.append((part_of(claim, text), section, cond, match["then"]))
    for claim, section, cond, then in found:
        near = [e for e in found if e[0] is not claim and not _alike(e[3], then) and material.kin(section, e[1])]
        # the same case in another guide may be handled so as well: what is done there could be right here
        near = [e for e in near if e[1].guide_id == section.guide_id or not _alike(e[2], cond)]
        near.sort(key=lambda e: (e[1].guide_id != section.guide_id, abs(len(e[3]) - len(then))))
        pool = [Wrong(_act(other), words_of, "case") for words_of, _, _, other in near]
        low = cond if language == "hi" else cond[:1].lower() + cond[1:]
        stem = say("quiz.stem.case", language, cond=low, guide=material.guide(section))
        yield Draft(stem, (_act(then),), (claim,), "apply", section, language, "one_best", pool[:10])


def _act(then: str) -> str:
    return shown(re.sub(r"^hãy ", "", then, flags=re.I))


def _alike(one: str, other: str) -> bool:
    a, b = set(words(one)), set(words(other))
    return len(a & b) >= 0.6 * min(len(a), len(b))


_LABELLED = re.compile(r"^(?P<label>[^\W\d][^:;.()]{1,40}): (?P<value>\S.{1,150})$")
# Labels whose value can be asked for alone.
_ASKABLE = re.compile(
    r"^(?:mẫu|địa điểm|nơi|thời hạn|thời gian|số lượng|lệ phí|phí|mức phí|cơ quan|hình thức|kích thước|cỡ|"
    r"định dạng|kết quả|cách nộp"
    r"|form|fee|time limit|deadline|place|address|office|size|format|number|result)\b",
    re.IGNORECASE,
)  # fmt: skip


def label_drafts(material: Material) -> Iterator[Draft]:
    """ "Which form does … use?": lines "label: value" of a procedure, asked by their label under their heading."""
    language = material.language
    found: list[tuple[str, str, str, Claim, Section]] = []
    for section in material.usable():
        heading = section.title
        for block in section.blocks:
            if block.kind == "heading":
                heading = block.claims[0].text
            elif block.kind == "bullets":
                for claim in block.claims:
                    match = _LABELLED.match(claim.text.rstrip(" .;"))
                    if match and _ASKABLE.match(match["label"]) and len(words(match["value"])) <= 16:
                        found.append((_plain(heading), match["label"].strip(), match["value"].strip(), claim, section))
    for heading, label, value, claim, section in found:
        same = [f for f in found if f[4].guide_id == section.guide_id and f[0] == heading and f[1] == label]
        if len(same) > 1 or len(words(label)) > 5:
            continue
        known = {f[2].lower() for f in found if f[1] == label and f[0] == heading}
        pool = [Wrong(v, c) for _, name, v, c, _ in found if name.lower() == label.lower() and v.lower() not in known]
        stem = say(
            "quiz.stem.label",
            language,
            label=label[:1].lower() + label[1:],
            which=_which(label, language),
            heading=heading,
            guide=material.guide(section),
        )
        unique = list({wrong.text.lower(): wrong for wrong in pool}.values())
        yield Draft(stem, (value,), (claim,), "remember", section, language, "one_best", unique, last=True)


def _which(label: str, language: str) -> str:
    counted = re.match(r"^(?:số lượng|number)\b", label, re.I)
    return say("quiz.stem.how_many_of" if counted else "quiz.stem.which", language)


def _plain(heading: str) -> str:
    return re.sub(r"^[\dIVX]+[.)]\s*", "", heading).strip(" .:")


def _sentence_case(title: str) -> str:
    return title[:1] + title[1:].lower() if title.isupper() else title


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
